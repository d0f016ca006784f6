// The moving timeline: an instant that plays, pauses, steps from moment to moment, and is dragged.

import { announce } from "./dom.js";
import { state } from "./state.js";

const LEAST_PAUSE = 0.02;
/** The instant that is shown, in seconds after the play's start, and how it moves. */
export const player = { at: 0, isPlaying: false, speed: 4, isAtEnd: true };

let seen = () => {};
let frame = 0;
let before = 0;

/** Call *draw* whenever another instant is shown. */
export function onInstant(draw) {
  seen = draw;
}

const axis = () => state.view.play.timeline;
const call = () => state.view.play.calls[state.view.play.focus];

/** Every instant worth a stop: the moments of the story, on the axis. */
function stops() {
  const { begin, end } = axis();
  const told = call().moments.map((moment) => moment.at).filter((at) => at >= begin && at <= end);
  return [...new Set([begin, ...told, end])].sort((one, other) => one - other);
}

/** Show another instant. */
export function seek(at) {
  stand(at);
  seen();
}

function stand(at) {
  const { begin, end } = axis();
  player.at = Math.min(Math.max(at, begin), end);
  player.isAtEnd = player.at >= end;
}

/** After a new answer, which is still to be shown: stay at the end, or where we were. */
export function settle() {
  stand(player.isAtEnd ? axis().end : player.at);
}

/** Whether the reader wants nothing to move by itself. */
const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Begin at the beginning; where nothing is to move by itself, stay there. */
export function restart() {
  seek(axis().begin);
  if (isCalm()) announce(words());
  else play();
}

export function play() {
  if (player.at >= axis().end) seek(axis().begin);
  if (isCalm()) {
    step(1);
    return;
  }
  player.isPlaying = true;
  before = performance.now();
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(tick);
  seen();
}

export function pause() {
  player.isPlaying = false;
  cancelAnimationFrame(frame);
  seen();
}

export function toggle() {
  if (player.isPlaying) pause();
  else play();
}

/** Go to the next moment of the story, or (-1) to the one before. */
export function step(direction) {
  player.isPlaying = false;
  const instants = stops();
  const next =
    direction > 0
      ? instants.find((at) => at > player.at + LEAST_PAUSE)
      : instants.findLast((at) => at < player.at - LEAST_PAUSE);
  seek(next ?? (direction > 0 ? axis().end : axis().begin));
  announce(words());
}

function tick(now) {
  if (!player.isPlaying) return;
  const passed = Math.min((now - before) / 1000, 0.25);
  before = now;
  seek(player.at + passed * player.speed);
  if (player.isAtEnd) {
    pause();
    announce(call().ending);
  } else {
    frame = requestAnimationFrame(tick);
  }
}

/** What has happened last, for those who cannot see it. */
export function words() {
  const told = call().moments.filter((moment) => moment.at <= player.at);
  const last = told[told.length - 1];
  const since = `${Math.round((player.at - call().at) * 10) / 10} s`;
  return last ? `${since}: ${last.sentences.map(plain).join(" ")}` : since;
}

/** A sentence without its rules. */
function plain(sentence) {
  return sentence.map((piece) => piece.text ?? "").join("").replace(/\s+\./g, ".");
}
