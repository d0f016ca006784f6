// A ring plan: who is rung and when, with a slider for each; somebody is added, taken off, or moved.

import { h, icon } from "./dom.js";
import { number, tick, twoThumbs } from "./slider.js";
import { state } from "./state.js";
import { ruleButton } from "./story.js";

const OTHER = "other";

/** A forwarding or Follow Me of *phone*, which *key* names. */
export function plan(phone, key, title, ringPlan, isIgnored, act) {
  const listed = ringPlan.destinations;
  const isFollowMe = key === "follow_me";
  const turn = isFollowMe ? (on) => act.edit([...ringPlan.path, "enabled"], on) : (on) => act.forward(ringPlan, on);
  const counts = new Map();
  return h(
    "section",
    { class: `plan ${isIgnored ? "ignored" : ""}`, "data-key": key, "data-plan": String(ringPlan.path), "aria-label": `${phone.name}: ${title}` },
    tick({
      key: "enabled",
      label: title,
      note: listed.length ? "" : isFollowMe ? "(nobody is listed)" : "(rings nobody else)",
      on: isFollowMe ? ringPlan.enabled : listed.length > 0,
      change: turn,
    }),
    listed.map((to, place) => {
      const count = counts.get(to.to) ?? 0;
      counts.set(to.to, count + 1);
      return destination(phone, title, ringPlan, place, `to-${to.to}-${count}`, act);
    }),
    state.moved === String(ringPlan.path) && h("p", { class: "note", "data-key": "order" }, "Each slider moves along. The order counts where two answer at the same instant: the first of them takes the call ", ruleButton("4.3", act), "."),
    adder(phone, title, ringPlan, act),
    (!isFollowMe || listed.length > 0 || ringPlan.enabled) && lastResort(phone, ringPlan, act),
  );
}

function destination(phone, title, ringPlan, place, key, act) {
  const to = ringPlan.destinations[place];
  const [start, end] = to.window;
  return h(
    "div",
    { class: "destination", "data-key": key, role: "group", "aria-label": to.name },
    h("div", { class: "row" }, h("span", { class: "to" }, to.name), h("output", { class: "seconds" }, `${number(start)} – ${number(end)} s`), moves(ringPlan, place, act)),
    twoThumbs({
      key: "slider",
      label: `${phone.name}, ${title.toLowerCase()}: ${to.name}`,
      window: to.window,
      most: Math.max(state.scale, Math.ceil(end)),
      change: (window, isDone) => act.slide(to, to.path, window, isDone),
    }),
  );
}

/** Buttons that move a destination in the list, or take it off. */
function moves(ringPlan, place, act) {
  const { length } = ringPlan.destinations;
  const { name } = ringPlan.destinations[place];
  const button = (kind, words, disabled, onclick) =>
    h("button", { type: "button", class: "tiny", "data-does": kind, "aria-label": words, title: words, disabled, onclick }, icon(kind));
  return h(
    "span",
    { class: "moves", "data-key": "moves" },
    length > 1 && button("up", `Move ${name} up`, place === 0, () => act.move(ringPlan, place, place - 1)),
    length > 1 && button("down", `Move ${name} down`, place === length - 1, () => act.move(ringPlan, place, place + 1)),
    button("close", `Remove ${name}`, false, () => act.takeOff(ringPlan, place)),
  );
}

/** The button that asks whom to add, or the form that is open instead. */
function adder(phone, title, ringPlan, act) {
  if (state.adding?.path !== String(ringPlan.path)) {
    const words = `Add a destination: ${title.toLowerCase()}`;
    return h("button", { type: "button", class: "quiet small add", "data-key": "add", "data-does": "add", "aria-label": words, onclick: () => act.openAdder(ringPlan) }, icon("plus"), "Add a destination");
  }
  const { choice, typed, problem } = state.adding;
  const id = `add-${ringPlan.path.join("-")}`;
  const submit = (event) => {
    event.preventDefault();
    act.add(ringPlan, choice === OTHER ? state.adding.typed : choice);
  };
  const told = { "aria-invalid": problem ? "true" : null, "aria-describedby": problem ? `${id}-problem` : null };
  return h(
    "form",
    { class: "adder", "data-key": "adder", "aria-label": `Whom to add: ${title.toLowerCase()}`, autocomplete: "off", onsubmit: submit, onkeydown: (event) => event.key === "Escape" && act.closeAdder() },
    h("label", { for: id }, "Whom to ring"),
    h("select", { id, value: choice, ...(choice === OTHER ? {} : told), onchange: (event) => act.chooseToAdd(event.target.value) }, options(phone)),
    choice === OTHER &&
      h("input", { type: "text", "data-key": "typed", class: "typed", inputmode: "tel", spellcheck: "false", maxlength: "60", placeholder: "+32 470 12 34 56", value: typed, "aria-label": "The number to ring", ...told, oninput: (event) => (state.adding.typed = event.target.value) }),
    problem && h("p", { class: "wrong", "data-key": "problem", id: `${id}-problem`, role: "alert" }, problem),
    h("div", { class: "buttons", "data-key": "buttons" }, h("button", { type: "submit", class: "small" }, "Add"), h("button", { type: "button", class: "quiet small", onclick: act.closeAdder }, "Cancel")),
  );
}

/** Who can be added: the other users, outside numbers that are known, any number. */
function options(phone) {
  const option = (value, words) => h("option", { value }, words);
  const users = state.view.system.numbers.filter((entry) => entry.is_user && entry.number !== phone.number);
  const outside = state.view.phones.filter((one) => one.kind === "external");
  return [
    users.length > 0 && h("optgroup", { label: "Users" }, users.map((entry) => option(entry.number, `${entry.number} · ${entry.label}`))),
    outside.length > 0 && h("optgroup", { label: "Outside" }, outside.map((one) => option(one.number, `${one.number} · ${one.name}`))),
    option(OTHER, "Another number …"),
  ];
}

/** Whom to suggest first: a user who is not listed yet, else any number. */
export function suggested(phone, ringPlan) {
  const listed = new Set([phone.number, ...ringPlan.destinations.map((to) => to.to)]);
  return state.view.system.numbers.find((entry) => entry.is_user && !listed.has(entry.number))?.number ?? OTHER;
}

function lastResort(phone, ringPlan, act) {
  return tick({
    key: "last-resort",
    label: "Mailbox as a last resort",
    note: ringPlan.voicemail && !phone.mailbox ? "(has no mailbox)" : "",
    on: ringPlan.voicemail,
    change: (on) => act.edit([...ringPlan.path, "voicemail"], on),
  });
}
