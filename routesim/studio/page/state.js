// What the page knows, what can be undone, and what survives a reload.

import { host } from "./host.js";

/**
 * What is shown. The first group is the user's and is kept; `view` is the server's last answer about it.
 * `left` is how many passwords were left out of `text` before it came here.
 *
 * `adding` is the form in which a destination is being added, `dropped` what forwardings listed that were switched off,
 * `moved` the path of the plan in which the order was changed.
 *
 * `text` is the draft, `applied` what it is compared with, `side` which of the two is played, `situation` a calls file.
 */
export const state = {
  file: "pbx.yaml",
  text: "",
  applied: "",
  side: "draft",
  situation: null,
  focus: 0,
  lesson: null,
  left: 0,

  view: null,
  tab: "endings",
  endings: null,
  graph: null,
  comparison: null,
  problems: [],
  notice: "",
  isOffline: false,
  everyone: false,
  adding: null,
  dropped: {},
  moved: "",
  scale: 60,
};

const KEPT = ["file", "text", "applied", "side", "situation", "focus", "lesson", "left"];
const STORE = "routesim-studio";
const MOST_STEPS = 200;
const past = [];
const future = [];
let last = { control: "", at: 0 };

/** What is the user's, as it is now. */
export function snapshot() {
  return structuredClone(Object.fromEntries(KEPT.map((key) => [key, state[key]])));
}

/** Remember how things are before *control* changes them; a drag of one control is one step. */
export function remember(control) {
  const now = performance.now();
  const goesOn = control && control === last.control && now - last.at < 1200;
  last = { control, at: now };
  if (goesOn) return;
  past.push(snapshot());
  if (past.length > MOST_STEPS) past.shift();
  future.length = 0;
}

export const canUndo = () => past.length > 0;
export const canRedo = () => future.length > 0;

/** Go one step back, or forward again; returns whether there was one. */
export function undo() {
  return step(past, future);
}

export function redo() {
  return step(future, past);
}

function step(from, to) {
  if (!from.length) return false;
  to.push(snapshot());
  Object.assign(state, from.pop());
  last = { control: "", at: 0 };
  return true;
}

/** Keep what is the user's for a reload of this tab. */
export function keep() {
  if (!host.isPage) return;
  try {
    sessionStorage.setItem(STORE, JSON.stringify(snapshot()));
  } catch {
    forget(); // too large: a reload then begins anew, not with something older
  }
}

function forget() {
  try {
    sessionStorage.removeItem(STORE);
  } catch {
    // nothing can be kept here at all
  }
}

/** What was kept, or null. */
export function kept() {
  if (!host.isPage) return null;
  try {
    return valid(JSON.parse(sessionStorage.getItem(STORE)));
  } catch {
    return null;
  }
}

const isCount = (value) => Number.isInteger(value) && value >= 0;
const isText = (value) => typeof value === "string";
const KINDS = {
  file: (value) => isText(value) && /^[^\p{C}/\\]{1,200}$/u.test(value),
  text: isText,
  applied: isText,
  side: (value) => value === "draft" || value === "applied",
  situation: (value) => Array.isArray(value?.calls),
  focus: isCount,
  lesson: (value) => value === null || isText(value?.name),
  left: isCount,
};

/** What of *found* can be used; null where that is not enough. */
export function valid(found) {
  const usable = Object.fromEntries(KEPT.filter((key) => KINDS[key](found?.[key])).map((key) => [key, found[key]]));
  return "text" in usable && "applied" in usable && "situation" in usable ? usable : null;
}
