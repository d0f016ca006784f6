// What was changed is sent, and the answer kept: changes gather while an answer is awaited, searches wait for rest.

import { Refused, Unreachable, ask } from "./asking.js";
import { announce } from "./dom.js";
import { pause, player, restart, seek, settle } from "./player.js";
import { keep, remember, state } from "./state.js";

const RETRY = 2000;
const REST = 150;
let edits = [];
let trials = new Map();
let fault = null;
let isDirty = false;
let isAsking = false;
let isWanted = false;
let isDragging = false;
let epoch = 0;
let said = "";
let draw = () => {};

/** Call *drawn* whenever there is something else to show. */
export function onChange(drawn) {
  draw = drawn;
}

/** Show everything anew. */
export function render() {
  draw();
}

/** Change the configuration: *value* at *path*, instead of what is still to be sent for that place. */
export function edit(path, value) {
  change({ path, value });
}

/** Change the configuration: a value, or who is in a list. */
export function change(one) {
  edits = merged(edits, [one]);
  refresh();
}

/** Try a change that may be refused; *told* hears what is wrong with it, or nothing once it is made. */
export function attempt(one, told) {
  trials.set(one, told);
  change(one);
}

/** *earlier* changes and *later* ones. A value counts instead of an earlier one for its place, unless lists changed meanwhile. */
function merged(earlier, later) {
  const found = [...earlier];
  for (const one of later) {
    const since = found.findLastIndex((before) => !("value" in before)) + 1;
    const again = found.findIndex((before, place) => place >= since && before.path.join() === one.path.join());
    if ("value" in one && again >= 0) found.splice(again, 1);
    found.push(one);
  }
  return found;
}

/** A slider is being dragged, or is no longer. */
export function drag(isOn) {
  isDragging = isOn;
}

/** Place the call once the answer has come. */
export function want() {
  isWanted = true;
}

/** Have everything that changed worked out anew; while an answer is awaited, further changes gather. */
export async function refresh() {
  isDirty = true;
  if (isAsking) return;
  isAsking = true;
  while (isDirty) {
    isDirty = false;
    const sent = edits;
    const sentIn = epoch;
    edits = [];
    try {
      await refreshOnce(sent);
    } catch (error) {
      if (sentIn === epoch && isOf(sent, error)) {
        turnDown(sent, error);
        continue;
      }
      if (sentIn === epoch) edits = merged(sent, edits); // what was changed still is, once the rest is mended
      if (error instanceof Unreachable) {
        offline();
        break;
      }
      refused(error);
    }
  }
  isAsking = false;
}

/** Whether *error* is about the changes that were *sent*, and nothing else. */
function isOf(sent, error) {
  return sent.length > 0 && error instanceof Refused && error.problems.every(({ place }) => /^(edits|users|switches)/.test(place));
}

/** Forget changes that were refused, say why, and have the rest worked out. */
function turnDown(sent, error) {
  const tried = sent.filter((one) => trials.has(one));
  if (!tried.length) fault = error;
  edits = merged(tried.length ? sent.filter((one) => !trials.has(one)) : [], edits);
  for (const one of tried) settled(one, error.message);
  isDirty = true;
}

function settled(one, problem) {
  const told = trials.get(one);
  trials.delete(one);
  told?.(problem);
}

async function refreshOnce(sent) {
  const isDraft = state.side === "draft" || sent.length > 0;
  const sentIn = epoch;
  const text = isDraft ? state.text : state.applied;
  const answer = await ask("play", { text, edits: sent, situation: state.situation, focus: state.focus });
  if (sentIn !== epoch) return; // everything has been replaced meanwhile, and is asked for anew
  if (isDraft) {
    if (sent.some((one) => trials.has(one))) remember("");
    state.side = "draft";
    state.text = answer.text;
  }
  adopt(answer, !isDirty);
  for (const one of sent) settled(one, "");
  if (fault) refused(fault);
  fault = null;
}

/** Show an answer; *isLatest*: nothing was changed meanwhile, so that controls show what it says. */
export function adopt(answer, isLatest) {
  const phones = isLatest || !state.view ? answer : { ...answer, phones: state.view.phones, system: state.view.system };
  state.view = phones;
  if (isLatest) state.focus = answer.play.focus;
  state.problems = [];
  state.isOffline = false;
  if (isLatest && !isDragging) rescale();
  keep();
  settle();
  if (isWanted) {
    isWanted = false;
    announce(answer.play.calls[answer.play.focus].title);
    restart();
  }
  render();
  if (isLatest && player.isAtEnd) announceEnding(answer.play.calls[answer.play.focus].ending);
  if (isLatest) search();
}

/** Say how the call ends, where that is another way than before. */
function announceEnding(ending) {
  if (ending !== said) announce(ending);
  said = ending;
}

/** Leave room behind the latest end of all sliders, so that each can be dragged further. */
function rescale() {
  const ends = state.view.phones.flatMap((phone) =>
    phone.kind === "user"
      ? [phone.ring_time, ...Object.values(phone.plans).flatMap((plan) => plan.destinations.map((to) => to.window[1]))]
      : [],
  );
  state.scale = Math.min(600, Math.max(60, Math.ceil((Math.max(0, ...ends) + 1) / 30) * 30));
}

export function refused(error) {
  if (!(error instanceof Refused)) throw error;
  state.problems = error.problems;
  render();
  announce(error.message);
}

/** Nobody answers: say so, and try *again* until somebody does. */
export function offline(again = refresh) {
  state.isOffline = true;
  pauseIfShown();
  render();
  setTimeout(() => state.isOffline && again(), RETRY);
}

/** Somebody has not answered for long (or has, after all): say so, and go on waiting. */
export function late(isLate) {
  if (state.isOffline === isLate) return;
  state.isOffline = isLate;
  render();
}

function pauseIfShown() {
  if (state.view) pause();
}

let searching = new AbortController();
let timer = 0;

/** Look for what the chosen tab shows, once the changes have come to rest. */
export function search() {
  clearTimeout(timer);
  timer = setTimeout(searchNow, REST);
}

async function searchNow() {
  const text = state.side === "draft" ? state.text : state.applied;
  const { to } = state.situation.calls[state.focus];
  const wanted = {
    endings: ["endings", "endings", { text, number: to }],
    graph: ["graph", "graph", { text, number: to }],
    compare: ["comparison", "compare", { text: state.text, applied: state.applied }],
  }[state.tab];
  if (state.tab === "compare" && state.text === state.applied) return;
  const [field, question, asked] = wanted;
  const stamp = JSON.stringify(asked);
  if (state[field]?.stamp === stamp) return;
  if (state[field] && state[field].number !== undefined && state[field].number !== asked.number) {
    state[field] = null;
    render();
  }
  searching.abort();
  searching = new AbortController();
  const { signal } = searching;
  let found;
  try {
    found = { ...(await ask(question, asked, signal)), stamp };
  } catch (error) {
    if (signal.aborted || error instanceof Unreachable) return;
    found = { problem: error.message, stamp };
  }
  state[field] = found;
  render();
}

/** Forget what was to be changed, and what is still on its way: all of it was about something else. */
export function renew() {
  epoch += 1;
  edits = [];
  trials = new Map();
  Object.assign(state, { adding: null, dropped: {}, moved: "" });
}

/** A change of the situation that is played, which *control* makes. */
export function situate(control, change) {
  remember(control);
  change(state.situation);
  refresh();
}

/** Replace everything that is the user's; *wanted*: place the call at once. */
export function replace(answer, lesson, wanted) {
  remember("");
  renew();
  const { text, situation, system } = answer;
  Object.assign(state, { text, applied: text, side: "draft", situation, lesson, left: system.left_out });
  state.focus = 0;
  isWanted = wanted;
  adopt(answer, true);
}
