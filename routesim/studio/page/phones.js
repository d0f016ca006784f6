// Everybody whom a call can ring: how they behave just now, and the sliders and ticks of their configuration.

import { h, icon } from "./dom.js";
import { plan } from "./plans.js";
import { choices, number, oneThumb, tick } from "./slider.js";
import { state } from "./state.js";

const USER_STATES = [
  ["idle", "Free"],
  ["busy", "On the phone"],
  ["dnd", "Do not disturb"],
  ["offline", "Offline"],
];
const OUTSIDE_STATES = [
  ["idle", "Free"],
  ["busy", "Busy"],
  ["unreachable", "Not reachable"],
];
const PLANS = [
  ["no_answer", "When nobody answers"],
  ["busy", "When busy"],
];
const MOST_ANSWER = 60;

/** The panel of phones, those near the call first. */
export function phonesPanel(act) {
  const { phones, near, hidden } = state.view;
  const shown = state.everyone ? phones : phones.slice(0, Math.max(near, 1));
  const rest = phones.length - shown.length;
  return [
    shown.map((phone) => card(phone, act)),
    (rest > 0 || state.everyone) &&
      near < phones.length &&
      h(
        "button",
        { type: "button", class: "quiet wide", "data-key": "everyone", "aria-expanded": String(state.everyone), onclick: act.toggleEveryone },
        state.everyone ? "Only those this call can reach" : `Everybody else (${rest})`,
      ),
    state.everyone && hidden > 0 && h("p", { class: "note", "data-key": "hidden" }, `${hidden} more are not shown.`),
  ];
}

function card(phone, act) {
  const name = phone.name;
  const doing = h("span", { class: "doing", "data-live": phone.key, "data-alone": true });
  return h(
    "article",
    { class: "phone", "data-key": phone.key, "data-phone": phone.key, "aria-label": `${name}, ${phone.number}` },
    h(
      "header",
      {},
      h("span", { class: `face ${phone.kind}`, "aria-hidden": "true" }, phone.kind === "user" ? initials(name) : icon("call")),
      h("div", { class: "who" }, h("h3", {}, name), h("span", { class: "number" }, phone.number)),
      doing,
    ),
    phone.behaviour.script.length ? scripted(phone, act) : manner(phone, act),
    phone.kind === "user" && settings(phone, act),
  );
}

function initials(name) {
  const letters = name.split(/\s+/).map((word) => [...word][0] ?? "");
  return letters.length > 1 ? letters[0] + letters[letters.length - 1] : letters[0] || "?";
}

/** What the controls cannot say, in words. */
function scripted(phone, act) {
  return h(
    "div",
    { class: "script", "data-key": "script" },
    h("ul", {}, phone.behaviour.script.map((line) => h("li", {}, line))),
    h("button", { type: "button", class: "quiet small", onclick: () => act.byHand(phone.key) }, "Set by hand"),
  );
}

/** How somebody behaves in this situation. */
function manner(phone, act) {
  const { key, name, behaviour } = phone;
  const isUser = phone.kind === "user";
  const canRing = behaviour.state === "idle" || (behaviour.state === "busy" && phone.multiple_calls);
  const change = (part) => act.behave(key, { ...simple(behaviour), ...part });
  return h(
    "div",
    { class: "manner", "data-key": "manner" },
    choices({
      key: `${key}-state`,
      label: `${name} is`,
      value: behaviour.state,
      options: isUser ? USER_STATES : OUTSIDE_STATES,
      change: (value) => change({ state: value }),
    }),
    phone.must_log_in &&
      tick({
        key: `${key}-login`,
        label: "Has logged in",
        on: behaviour.logged_in,
        change: (on) => change({ logged_in: on }),
      }),
    canRing && reaction(key, name, "Picks up", "answers_after", behaviour.answers_after, change),
    !isUser &&
      canRing &&
      reaction(key, name, "Carrier's voicemail", "voicemail_after", behaviour.voicemail_after, change),
  );
}

function simple(behaviour) {
  const found = {};
  if (behaviour.state !== "idle") found.state = behaviour.state;
  if (!behaviour.logged_in) found.logged_in = false;
  for (const key of ["answers_after", "voicemail_after"]) if (behaviour[key] !== null) found[key] = behaviour[key];
  return found;
}

/** Whether something happens after some seconds of ringing, and after how many. */
function reaction(key, name, label, field, value, change) {
  const isOn = value !== null;
  return h(
    "div",
    { class: "reaction", "data-key": `${key}-${field}` },
    tick({
      key: `${key}-${field}-tick`,
      label,
      on: isOn,
      change: (on) => change({ [field]: on ? (field === "voicemail_after" ? 20 : 6) : null }),
    }),
    isOn
      ? [
          oneThumb({
            key: `${key}-${field}-slider`,
            label: `${name}: ${label.toLowerCase()} after`,
            value,
            most: Math.max(MOST_ANSWER, Math.ceil(value)),
            kind: "dot",
            change: (seconds) => change({ [field]: seconds }),
          }),
          h("output", { class: "seconds" }, `after ${number(value)} s`),
        ]
      : h("span", { class: "never" }, "never"),
  );
}

/** What is configured for a user. */
function settings(phone, act) {
  const { plans } = phone;
  const follows = plans.follow_me.enabled;
  const isLookedAt = state.side === "applied" && state.text !== state.applied;
  return h(
    "details",
    { class: "settings", "data-key": "settings", open: Object.values(plans).some((one) => one.destinations.length > 0) },
    h("summary", {}, "Forwarding"),
    isLookedAt && h("p", { class: "note", "data-key": "looked-at" }, "This is what is applied. To change something, play the draft."),
    h(
      "fieldset",
      { class: "bare", "data-key": "fields", disabled: isLookedAt },
      own(phone, act),
      follows && h("p", { class: "note", "data-key": "silenced" }, "Follow Me is on: the own phone and both forwardings are ignored."),
      PLANS.map(([key, title]) => plan(phone, key, title, plans[key], follows, act)),
      plan(phone, "follow_me", "Follow Me", plans.follow_me, !follows, act),
    ),
  );
}

function own(phone, act) {
  const { path, name } = phone;
  return h(
    "div",
    { class: "plan own", "data-key": "own" },
    h("div", { class: "row" }, h("span", { class: "to" }, "Own phone"), h("output", { class: "seconds" }, `0 – ${number(phone.ring_time)} s`)),
    oneThumb({
      key: `${phone.key}-ring`,
      label: `${name}: own phone rings for`,
      value: phone.ring_time,
      least: 0,
      most: Math.max(state.scale, Math.ceil(phone.ring_time)),
      change: (seconds, isDone) => act.slide(phone, [...path, "ring_time"], seconds, isDone),
    }),
    tick({
      key: `${phone.key}-multiple`,
      label: "Can receive multiple calls",
      on: phone.multiple_calls,
      change: (on) => act.edit([...path, "multiple_calls"], on),
    }),
  );
}
