// An address that carries everything that is the user's, and what becomes of one: whoever made it may be hostile.

import { first } from "./asking.js";
import { changed, changes } from "./changes.js";
import { host } from "./host.js";
import { snapshot, state, valid } from "./state.js";

const LONGEST = 60_000;
const MOST_UNPACKED = 4 << 20;
const MARK = "#s=";

/** What is wrong with an address, in words. */
export class Unreadable extends Error {}

/**
 * An `address` that carries everything; `isPart`: but for what the opened file holds, where all would be too long. None where
 * that is too long as well.
 */
export async function link() {
  const { lesson, applied, ...rest } = snapshot();
  if (applied !== rest.text) rest.applied = changes(rest.text, applied);
  const whole = await packed(rest);
  if (whole.length <= LONGEST) return { address: addressOf(whole), isPart: false };
  const { text, fingerprint } = await first();
  const part = await packed({ ...rest, text: changes(text, rest.text), base: fingerprint });
  return part.length <= LONGEST ? { address: addressOf(part), isPart: true } : { address: null, isPart: false };
}

const addressOf = (code) => `${location.origin}${location.pathname}${MARK}${code}`;

/** What the address carries, or null where it carries nothing. Throws Unreadable. */
export async function linked() {
  if (!host.isPage || !location.hash.startsWith(MARK)) return null;
  const found = await unpacked(location.hash.slice(MARK.length));
  const { base, applied, ...rest } = found;
  if (base !== undefined) rest.text = await onOpened(found);
  const whole = { applied: rest.text, ...rest };
  if (applied !== undefined) whole.applied = made(rest.text, applied);
  const checked = valid({ ...whole, lesson: null });
  if (!checked) throw damaged();
  return checked;
}

/** The text that a link means, which carries only what differs from a file. */
async function onOpened({ base, text, file }) {
  const opened = await first();
  if (opened.fingerprint === base) return made(opened.text, text);
  throw new Unreadable(`This link carries only what differs from the file that it was made on, ${String(file).slice(0, 100)}. Start routesim studio with that file, as it was then, and open the link again.`);
}

function made(text, found) {
  if (typeof found === "string") return found;
  try {
    return changed(text, found);
  } catch {
    throw damaged();
  }
}

const damaged = () => new Unreadable("This link cannot be read: it is damaged, or has been cut off on its way.");

async function packed(what) {
  const stream = new Blob([JSON.stringify(what)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

async function unpacked(code) {
  if (code.length > LONGEST) throw new Unreadable("This link is longer than any that routesim studio makes.");
  try {
    const binary = atob(code.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
    const found = JSON.parse(await bounded(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))));
    if (found && typeof found === "object") return found;
  } catch {
    // told below
  }
  throw damaged();
}

/** The text of a stream, given up at a bound: much can come of little. */
async function bounded(stream) {
  const reader = stream.getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    if (text.length > MOST_UNPACKED) {
      await reader.cancel();
      throw new RangeError("too much");
    }
  }
}
