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

function valid(found) {
  const isWhole = found && typeof found.text === "string" && typeof found.applied === "string" && found.situation;
  return isWhole ? Object.fromEntries(KEPT.filter((key) => key in found).map((key) => [key, found[key]])) : null;
}

const LONGEST_LINK = 60_000;
const MOST_UNPACKED = 4 << 20;

/** An address that carries everything that is the user's; null where that would be too long for an address. */
export async function link() {
  const { lesson, ...rest } = snapshot();
  if (rest.applied === rest.text) delete rest.applied;
  const packed = new Blob([JSON.stringify(rest)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  const code = btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return code.length > LONGEST_LINK ? null : `${location.origin}${location.pathname}#s=${code}`;
}

/** What the address carries, or null. */
export async function linked() {
  if (!host.isPage || !location.hash.startsWith("#s=")) return null;
  try {
    const binary = atob(location.hash.slice(3).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
    const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    const found = JSON.parse(await unpacked(reader));
    return valid({ applied: found.text, lesson: null, ...found });
  } catch {
    return null;
  }
}

async function unpacked(reader) {
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    if (text.length > MOST_UNPACKED) throw new RangeError("too much");
  }
}
