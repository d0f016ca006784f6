// What is shown first.

import { Unreachable, ask, first } from "./asking.js";
import { host } from "./host.js";
import { Unreadable, linked } from "./link.js";
import { kept, remember, state } from "./state.js";
import { adopt, offline, refused, renew } from "./work.js";

/** Show what a link carries, or what was there before a reload, or the configuration that the server was started with. */
export async function open() {
  try {
    if (!(await resume(linked)) && !(await resume(kept))) await begin();
  } catch (error) {
    if (error instanceof Unreachable) offline(open);
    else refused(error);
  }
}

/** Show what *find* finds; returns whether that could be done, and says why not. */
async function resume(find) {
  try {
    const found = await find();
    if (!found) return false;
    const { text, applied, side = "draft", situation, focus = 0 } = found;
    const answer = await ask("open", { text: side === "draft" ? text : applied, situation, focus });
    if (state.view) remember("");
    renew();
    Object.assign(state, { side, focus, ...found });
    leaveLink();
    adopt(answer, true);
    return true;
  } catch (error) {
    if (error instanceof Unreachable) throw error;
    state.notice = error instanceof Unreadable ? error.message : `This could not be opened: ${error.message}`;
    leaveLink();
    return false;
  }
}

async function begin() {
  const answer = await first();
  const { file, text, situation, system } = answer;
  Object.assign(state, { file, text, applied: text, situation, left: system.left_out });
  adopt(answer, true);
}

function leaveLink() {
  if (host.isPage && location.hash) history.replaceState(null, "", location.pathname);
}
