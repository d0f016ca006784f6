// Who calls whom, and when.

import { h, icon } from "./dom.js";
import { number, oneThumb, tick } from "./slider.js";
import { state } from "./state.js";

const OUTSIDE = "+32470123456";
const SECOND = "+32471654321";
const OTHER = "other";

/** The form that places calls. */
export function callForm(act) {
  const { calls } = state.situation;
  const call = calls[state.focus] ?? calls[0];
  return [
    calls.length > 1 && tabs(calls, act),
    number_("to", "Whom to call", call.to, targets(), act),
    number_("from", "Who calls", call.from, callers(), act),
    calls.length > 1 && later(call, act),
    switches(act),
    more(call, act),
    h(
      "div",
      { class: "buttons", "data-key": "buttons" },
      h("button", { type: "submit", class: "primary" }, icon("call"), "Place call"),
      h(
        "button",
        { type: "button", disabled: calls.length >= 50, onclick: act.addCall },
        icon("plus"),
        calls.length > 1 ? "Another call" : "Second call",
      ),
    ),
  ];
}

/** Which of several calls is looked at. */
function tabs(calls, act) {
  const chosen = state.focus;
  return h(
    "div",
    { class: "calls", "data-key": "tabs" },
    h("label", { for: "which" }, `Call ${chosen + 1} of ${calls.length}`),
    h(
      "div",
      { class: "pair" },
      h(
        "select",
        { id: "which", value: String(chosen), onchange: (event) => act.focus(Number(event.target.value)) },
        calls.map((call, place) => h("option", { value: String(place) }, `${place + 1} · ${call.id ?? call.to}`)),
      ),
      h("button", { type: "button", class: "quiet square", "aria-label": "Remove this call", title: "Remove this call", onclick: act.removeCall }, icon("close")),
    ),
  );
}

function targets() {
  const { numbers } = state.view.system;
  const named = (kind) => numbers.filter((entry) => entry.kind === kind).map(({ number, label }) => [number, `${number} · ${label}`]);
  return [
    ["Incoming numbers", named("incoming")],
    ["Extensions", named("extension")],
  ];
}

function callers() {
  const users = state.view.phones.filter((phone) => phone.kind === "user");
  return [
    ["From outside", [[OUTSIDE, `${OUTSIDE} · a customer`], [SECOND, `${SECOND} · another`], ["withheld", "Number withheld"]]],
    ["From inside", users.map((phone) => [phone.number, `${phone.number} · ${phone.name}`])],
  ];
}

/** A number out of a list, or typed. */
function number_(field, label, value, groups, act) {
  const isListed = groups.some(([, options]) => options.some(([option]) => option === value));
  const isTyped = act.typed.has(field) || !isListed;
  const chosen = (event) => {
    const isOther = event.target.value === OTHER;
    act.typed[isOther ? "add" : "delete"](field);
    if (isOther) act.show();
    else act.call({ [field]: event.target.value });
  };
  return h(
    "div",
    { class: "field", "data-key": field },
    h("label", { for: `call-${field}` }, label),
    h(
      "select",
      { id: `call-${field}`, value: isTyped ? OTHER : value, onchange: chosen },
      groups.map(([title, options]) => options.length > 0 && h("optgroup", { label: title }, options.map(([option, words]) => h("option", { value: option }, words)))),
      h("option", { value: OTHER }, "Another number …"),
    ),
    isTyped &&
      h("input", {
        type: "text",
        inputmode: "tel",
        class: "typed",
        autocomplete: "off",
        spellcheck: "false",
        maxlength: "60",
        value,
        "aria-label": `${label}: the number`,
        ...marks(field),
        onchange: (event) => act.call({ [field]: event.target.value.trim() }),
      }),
    wrong(field),
  );
}

/** How long after the start a call comes. */
function later(call, act) {
  const at = call.at ?? 0;
  return h(
    "div",
    { class: "field", "data-key": "at" },
    h("div", { class: "row" }, h("span", { class: "label" }, "Comes after"), h("output", { class: "seconds" }, `${number(at)} s`)),
    oneThumb({ key: "slider", label: "This call comes after", value: at, most: Math.max(120, at), kind: "dot", change: (value) => act.call({ at: value }) }),
  );
}

function switches(act) {
  return state.view.system.switches.map((one) =>
    tick({ key: `switch-${one.path[1]}`, label: `Switch: ${one.name}`, on: one.on, change: (on) => act.edit(one.path, on) }),
  );
}

/** What few calls need. */
function more(call, act) {
  const keys = (call.presses ?? []).map((press) => (typeof press === "string" ? press : press.keys)).join(" ");
  return h(
    "details",
    { class: "more", "data-key": "more" },
    h("summary", {}, "When, and what the caller keys"),
    field("start", "Date and time", h("input", {
      id: "call-start", type: "datetime-local", step: "1", value: state.situation.start,
      onchange: (event) => event.target.value && act.start(event.target.value),
    })),
    field("presses", "Keys at prompts, one entry a prompt", h("input", {
      id: "call-presses", ...marks("presses"), type: "text", inputmode: "tel", autocomplete: "off", placeholder: "1 101", maxlength: "100", value: keys,
      onchange: (event) => act.call({ presses: event.target.value.split(/[\s,]+/).filter(Boolean) }),
    })),
    field("patience", "Gives up after (seconds)", h("input", {
      id: "call-patience", ...marks("patience"), type: "number", min: "0", max: "3600", value: String(call.patience ?? 120),
      onchange: (event) => act.call({ patience: Number(event.target.value) }),
    })),
    field("talk", "Talks for (seconds)", h("input", {
      id: "call-talk", ...marks("talk"), type: "number", min: "0", max: "3600", value: String(call.talk ?? 60),
      onchange: (event) => act.call({ talk: Number(event.target.value) }),
    })),
  );
}

function field(name, label, input) {
  return h("div", { class: "field", "data-key": name }, h("label", { for: `call-${name}` }, label), input, wrong(name));
}

const FIELDS = ["to", "from", "presses", "patience", "talk"];

/** The field of the form that a problem is about; nothing for one about anything else. */
export function fieldOf({ place }) {
  return FIELDS.find((name) => place.startsWith(`calls[${state.focus}].${name}`));
}

/** What is wrong with what a field holds, beside it. */
function wrong(name) {
  const found = state.problems.find((problem) => fieldOf(problem) === name);
  return found && h("p", { class: "wrong", "data-key": "wrong", id: `call-${name}-wrong`, role: "alert" }, found.message.replace(/^`\w+` is /, "").replaceAll("`", ""));
}

/** What tells those who do not see it that there is something wrong. */
function marks(name) {
  return state.problems.some((problem) => fieldOf(problem) === name) ? { "aria-invalid": "true", "aria-describedby": `call-${name}-wrong` } : {};
}
