// Sliders: native ranges, so that keys, touch and screen readers work; two of them on one track where there are two thumbs.

import { h } from "./dom.js";

/** A track with a thumb at each end. *change* gets [start, end] and whether the drag is over. */
export function twoThumbs({ key, label, window: [start, end], most, change }) {
  const thumb = (value, words, place) => {
    const moved = (event, isDone) => {
      const typed = Number(event.target.value);
      const next = place ? [start, Math.max(typed, start + 1)] : [Math.min(typed, end - 1), end];
      if (next[place] !== typed) event.target.value = next[place];
      change(next, isDone);
    };
    return h("input", {
      type: "range",
      min: "0",
      max: String(most),
      step: "1",
      value: String(value),
      "aria-label": `${label}: ${words}`,
      "aria-valuetext": `${number(value)} seconds`,
      oninput: (event) => moved(event, false),
      onchange: (event) => moved(event, true),
    });
  };
  const style = { "--start": String(start / most), "--end": String(Math.min(end / most, 1)) };
  return h(
    "div",
    { class: `slider ${start + end > most ? "late" : ""}`, role: "group", "aria-label": label, style, "data-key": key },
    thumb(start, "begins to ring", 0),
    thumb(end, "stops ringing", 1),
  );
}

/** A track with one thumb. *change* gets the value and whether the drag is over. */
export function oneThumb({ key, label, value, least = 0, most, change, kind = "" }) {
  return h(
    "div",
    { class: `slider single ${kind}`, style: { "--start": "0", "--end": String((value - least) / (most - least)) }, "data-key": key },
    h("input", {
      type: "range",
      min: String(least),
      max: String(most),
      step: "1",
      value: String(value),
      "aria-label": label,
      "aria-valuetext": `${number(value)} seconds`,
      oninput: (event) => change(Number(event.target.value), false),
      onchange: (event) => change(Number(event.target.value), true),
    }),
  );
}

/** A tick. */
export function tick({ key, label, on, change, note = "" }) {
  return h(
    "label",
    { class: "tick", "data-key": key },
    h("input", { type: "checkbox", checked: on, onchange: (event) => change(event.target.checked) }),
    h("span", { class: "box", "aria-hidden": "true" }),
    h("span", {}, label, note && h("small", {}, ` ${note}`)),
  );
}

/** One of several choices, side by side. */
export function choices({ key, label, value, options, change }) {
  return h(
    "fieldset",
    { class: "choices", "data-key": key },
    h("legend", { class: "unseen" }, label),
    options.map(([option, words]) =>
      h(
        "label",
        {},
        h("input", {
          type: "radio",
          name: key,
          value: option,
          checked: option === value,
          onchange: () => change(option),
        }),
        h("span", {}, words),
      ),
    ),
  );
}

/** Seconds without zeros that say nothing. */
export function number(seconds) {
  return String(Math.round(seconds * 1e6) / 1e6);
}
