// Bars over an axis: a row for each phone, a lane in it for each call.

import { h, icon } from "./dom.js";
import { host } from "./host.js";
import { player, seek, step, toggle, words } from "./player.js";
import { number } from "./slider.js";
import { state } from "./state.js";

const SPEEDS = [1, 2, 4, 10];
/** Labels of the axis are so far apart at least, in hundredths of its length. */
const CLOSEST = 6.5;

const percent = (at) => {
  const { begin, end } = state.view.play.timeline;
  return (100 * (at - begin)) / (end - begin);
};

/** The timeline of the call that is looked at, and of all that overlap it. */
export function timelinePanel() {
  const { timeline, calls, focus } = state.view.play;
  const several = timeline.calls.length > 1;
  return [
    h(
      "div",
      { class: "rows", "data-key": "rows" },
      h("div", { class: "axis", "data-key": "axis", "aria-hidden": "true" }, h("div", { class: "track" }, labels(timeline).map(label))),
      timeline.rows.map((row) => [rowOf(row, several), row.devices.map((device) => deviceOf(row, device))]),
    ),
    !timeline.rows.length && h("p", { class: "empty", "data-key": "empty" }, calls[focus].answered_at === null ? "No phone is rung, and nothing takes the call." : "No phone is rung."),
    timeline.hidden > 0 && h("p", { class: "note", "data-key": "hidden" }, `${timeline.hidden} more phones are not shown.`),
    several && h("p", { class: "legend", "data-key": "legend" }, timeline.calls.map((place) => h("span", { class: `chip call-${hue(place)}` }, calls[place].title))),
    h("span", { class: "unseen", "data-key": "focus" }, calls[focus].ending),
  ];
}

const hue = (place) => state.view.play.timeline.calls.indexOf(place) % 4;

/** The instants that get a label: the ends of the axis, and what lies far enough apart. */
function labels({ begin, ticks }) {
  const shown = [];
  for (const at of ticks) if (!shown.length || percent(at) - percent(shown[shown.length - 1]) >= CLOSEST) shown.push(at);
  return shown.map((at) => [at, number(Math.round((at - begin) * 10) / 10)]);
}

function label([at, words]) {
  return h("span", { style: { left: `${percent(at)}%` } }, words);
}

function rowOf(row, several) {
  return h(
    "div",
    { class: "line", "data-key": row.number, role: "group", "aria-label": `${row.name} ${row.number}` },
    h("div", { class: "name" }, h("b", {}, row.name || row.number), row.name && h("span", { class: "number" }, row.number)),
    h(
      "div",
      { class: "lanes" },
      row.lanes.map((lane) => {
        const place = placeOfWords(lane, several);
        return h(
          "div",
          { class: `lane call-${hue(lane.call)}` },
          h("div", { class: "track" }, lane.bars.map(bar), place !== "below" && wordsOf(lane, several, place)),
          place === "below" && wordsOf(lane, several, place),
        );
      }),
    ),
  );
}

/** What one of a phone's devices did, as a thin row beneath the phone's. */
function deviceOf(row, device) {
  const told = device.lanes.map((lane) => lane.words).filter(Boolean);
  return h(
    "div",
    { class: "line device", "data-key": `${row.number} ${device.name}`, role: "group", "aria-label": [`${device.name} of ${row.name || row.number}`, ...told].join(", ") },
    h("div", { class: "name" }, device.name),
    h("div", { class: "lanes" }, device.lanes.map((lane) => h("div", { class: `lane call-${hue(lane.call)}` }, h("div", { class: "track" }, lane.bars.map(bar))))),
  );
}

/** How many pixels wide the axis is, and a letter about. */
let wide = 400;
const LETTER = 6.7;

/** Measure the axis anew. */
export function measure() {
  wide = host.root.querySelector(".axis .track")?.clientWidth || wide;
}

/** Where there is room for what a lane says: behind its bars, before them, in the last of them, or below. */
function placeOfWords(lane, several) {
  const needed = ((lane.words.length + (several ? 2 : 0)) * LETTER + 22) / wide * 100;
  const first = lane.bars[0];
  const last = lane.bars[lane.bars.length - 1];
  const { end } = state.view.play.timeline;
  const mark = last.kind === "refused" ? (24 / wide) * 100 : 0;
  if (percent(Math.min(last.end, end)) + mark + needed <= 100) return "behind";
  if (percent(first.start) >= needed) return "before";
  if (last.kind === "talking" && percent(Math.min(last.end, end)) - percent(last.start) >= needed) return "inside";
  return "below";
}

function wordsOf(lane, several, place) {
  const first = lane.bars[0];
  const last = lane.bars[lane.bars.length - 1];
  const behind = last.kind === "refused" ? `calc(${percent(last.end)}% + 24px)` : `${percent(last.end)}%`;
  const style = {
    behind: { left: behind },
    before: { right: `${100 - percent(first.start)}%` },
    inside: { left: `${percent(last.start)}%` },
    below: {},
  }[place];
  const known = last.kind === "talking" ? last.start : last.end;
  const isYet = known > player.at && !player.isAtEnd;
  return h("div", { class: `words ${place} ${isYet ? "yet" : ""}`, "data-known": String(known), style }, several && h("span", { class: "of" }, `${lane.call + 1} `), lane.words);
}

function bar(one) {
  const { end } = state.view.play.timeline;
  const left = percent(one.start);
  const goesOn = one.end > end;
  const width = Math.max(percent(Math.min(one.end, end)) - left, 0);
  if (one.kind === "refused") return h("span", { class: "bar refused", style: { left: `${left}%` } }, "×");
  return h("span", { class: `bar ${one.kind} ${one.result} ${goesOn ? "on" : ""}`, style: { left: `${left}%`, width: `${width}%` } });
}

/** Buttons and the scrubber. */
export function transport(act) {
  const { timeline, calls, focus } = state.view.play;
  const since = player.at - calls[focus].at;
  return [
    h(
      "button",
      { type: "button", class: "round", "data-key": "back", "aria-label": "Previous step", title: "Previous step", onclick: () => step(-1) },
      icon("back"),
    ),
    h(
      "button",
      {
        type: "button",
        class: "round primary",
        "data-key": "play",
        "aria-label": player.isPlaying ? "Pause" : "Play",
        title: player.isPlaying ? "Pause" : "Play",
        onclick: toggle,
      },
      icon(player.isPlaying ? "pause" : "play"),
    ),
    h(
      "button",
      { type: "button", class: "round", "data-key": "next", "aria-label": "Next step", title: "Next step", onclick: () => step(1) },
      icon("next"),
    ),
    h("output", { class: "clock", "data-key": "clock" }, h("b", {}, `${since.toFixed(1)} s`), h("span", {}, clockAt(player.at))),
    h("label", { class: "speed", "data-key": "speed" }, h("span", { class: "unseen" }, "Speed"), h(
      "select",
      { value: String(player.speed), onchange: (event) => act.speed(Number(event.target.value)) },
      SPEEDS.map((speed) => h("option", { value: String(speed) }, `${speed}×`)),
    )),
    h("div", { class: "scrub", "data-key": "scrub" }, h("input", {
      type: "range",
      min: String(timeline.begin),
      max: String(timeline.end),
      step: "any",
      value: String(player.at),
      "aria-label": "Instant",
      "aria-valuetext": words(),
      style: { "--done": `${percent(player.at)}%` },
      oninput: (event) => act.scrub(Number(event.target.value)),
      onkeydown: arrows,
    })),
  ];
}

/** Arrow keys move by a second, or ten with shift. */
function arrows(event) {
  const direction = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
  if (!direction) return;
  event.preventDefault();
  player.isPlaying = false;
  seek(Math.round(player.at) + direction * (event.shiftKey ? 10 : 1));
}

function clockAt(at) {
  const { calls, focus, timeline } = state.view.play;
  const known = calls[focus].moments.findLast((moment) => moment.at <= at) ?? { at: timeline.begin, clock: timeline.clock };
  const [hours, minutes, seconds] = known.clock.split(":").map(Number);
  const total = Math.floor(hours * 3600 + minutes * 60 + seconds + (at - known.at) + 1e-6);
  return [Math.floor(total / 3600) % 24, Math.floor(total / 60) % 60, total % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

/** Where the playhead is, and what each phone is doing just then. */
export function drawInstant(stage) {
  stage.style.setProperty("--at", `${percent(player.at) / 100}`);
  for (const words of stage.querySelectorAll("[data-known]")) {
    words.classList.toggle("yet", Number(words.dataset.known) > player.at && !player.isAtEnd);
  }
  const doing = new Map();
  for (const row of state.view.play.timeline.rows) {
    for (const lane of row.lanes) {
      for (const one of lane.bars) {
        const isNow = one.kind === "refused" ? one.start === player.at : one.start <= player.at && player.at < one.end;
        if (isNow) doing.set(row.number, one.kind);
      }
    }
  }
  for (const place of host.root.querySelectorAll("[data-live]")) {
    const now = doing.get(place.dataset.live) ?? "";
    if (place.className !== `doing ${now}`) place.className = `doing ${now}`;
    const told = { ringing: "ringing", talking: "talking", refused: "refuses" }[now] ?? "";
    if (place.textContent !== told) place.textContent = told;
  }
}
