// Where the call can go, as a drawing from left to right, or downwards where there is no room for that; the way that it has
// gone so far stands out.

import { h, s } from "./dom.js";
import { at, host } from "./host.js";
import { player } from "./player.js";
import { state } from "./state.js";

const EDGE = 16;
const LINE = 15;
const LEAST_SCALE = 0.8;
/**
 * Sizes of a place, and what a column and a row are away from the one before. `letters` go into a line of a
 * place's label, `most` into that of an arrow.
 */
const ALONG = { wide: 168, high: 44, column: [262, 0], row: [0, 58], letters: 25, most: 17 };
const DOWN = { wide: 140, high: 44, column: [0, 92], row: [156, 0], letters: 20, most: 24 };

/** The drawing, or why there is none. */
export function graphPanel() {
  const { graph } = state;
  if (!graph) return h("p", { class: "note", "data-key": "waiting" }, "Drawing …");
  if (graph.problem) return h("p", { class: "note", "data-key": "problem" }, graph.problem);
  const places = new Map(graph.nodes.map((node) => [node.id, node]));
  const room = at("panel")?.parentElement.clientWidth ?? 0;
  const form = extent(graph, ALONG)[0] > room && extent(graph, DOWN)[0] * LEAST_SCALE <= Math.max(room, extent(graph, ALONG)[0] / 2) ? DOWN : ALONG;
  const [width, height] = extent(graph, form);
  const scale = Math.min(1, Math.max(LEAST_SCALE, room / width));
  const way = travelled();
  return h(
    "div",
    { class: "drawing", tabindex: "0", role: "region", "aria-label": "The ways of this call, drawn", "data-key": "drawing" },
    s(
      "svg",
      { width: width * scale, height: height * scale, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": told(graph, way) },
      graph.edges.map((edge) => arrow(edge, places, way, form)),
      graph.edges.filter((edge) => isGone(edge, way)).map((edge) => label(edge, places, form)),
      graph.nodes.map((node) => box(node, way, form)),
    ),
  );
}

/** Scroll the drawing so that the place where the call is stands in sight. */
export function follow() {
  const frame = host.root.querySelector(".drawing");
  const here = frame?.querySelector(".place.here");
  if (!here) return;
  const [outer, inner] = [frame.getBoundingClientRect(), here.getBoundingClientRect()];
  const [x, y] = [inner.left - outer.left, inner.top - outer.top];
  const isSeen = x >= 20 && y >= 0 && x + inner.width <= outer.width - 20 && y + inner.height <= outer.height;
  if (!isSeen) frame.scrollBy({ left: x - outer.width / 2 + inner.width / 2, top: y - outer.height / 2 + inner.height / 2 });
}

/** The places where the call has been, in order, by the instant that is shown. */
function travelled() {
  const call = state.view.play.calls[state.view.play.focus];
  const been = call.path.filter(([, at]) => at <= player.at).map(([node]) => node);
  const known = new Set(state.graph.edges.map((edge) => `${edge.source} ${edge.target}`));
  const steps = new Set(been.map((node, place) => `${been.slice(0, place).findLast((from) => known.has(`${from} ${node}`))} ${node}`));
  const isOver = player.at >= Math.min(call.answered_at ?? call.ended_at, state.view.play.timeline.end);
  return { been: new Set(been), steps, here: been[been.length - 1], outcome: isOver ? `outcome:${call.outcome}` : "" };
}

function told(graph, way) {
  const labels = new Map(graph.nodes.map((node) => [node.id, node.label]));
  const been = [...way.been].map((node) => labels.get(node) ?? node);
  return `${graph.nodes.length} places. The call has been at: ${been.join(", ")}`;
}

/** How wide and high a drawing of that *form* is. */
function extent({ columns, rows }, { wide, high, column, row }) {
  return [wide, high].map((size, axis) => EDGE * 2 + (columns - 1) * column[axis] + (rows - 1) * row[axis] + size);
}

/** The corner of a place. */
const corner = (node, { column, row }) => [0, 1].map((axis) => EDGE + node.column * column[axis] + node.row * row[axis]);

function box(node, way, form) {
  const { wide, high } = form;
  const isOutcome = node.kind === "outcome";
  const isHere = node.id === way.here || node.id === way.outcome;
  const isBeen = way.been.has(node.id) || node.id === way.outcome;
  const lines = linesOf(node.label, form.letters);
  return s(
    "g",
    { class: `place ${node.kind} ${isBeen ? "been" : ""} ${isHere ? "here" : ""}`, transform: `translate(${corner(node, form)})` },
    s("title", {}, node.label),
    s("rect", { width: wide, height: high, rx: isOutcome ? high / 2 : 9 }),
    lines.map((words, place) => s("text", { x: wide / 2, y: high / 2 + (place - (lines.length - 1) / 2) * LINE }, words)),
  );
}

/** A label in two lines at most, broken between words. */
function linesOf(label, letters) {
  const lines = [""];
  for (const word of label.split(" ")) {
    const last = lines[lines.length - 1];
    if (last && last.length + word.length >= letters && lines.length < 2) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines.map((line) => (line.length > letters ? `${line.slice(0, letters - 1)}…` : line));
}

/** Whether the call has gone that way. */
function isGone(edge, way) {
  return way.steps.has(`${edge.source} ${edge.target}`) || (edge.source === way.here && edge.target === way.outcome);
}

/** Where an arrow begins, and where it ends. */
function ends(edge, places, form) {
  const isDown = form === DOWN;
  return [side(places.get(edge.source), form, isDown ? [0.5, 1] : [1, 0.5]), side(places.get(edge.target), form, isDown ? [0.5, 0] : [0, 0.5])];
}

function arrow(edge, places, way, form) {
  const isDown = form === DOWN;
  const [[x, y], [endX, endY]] = ends(edge, places, form);
  const isBack = places.get(edge.target).column <= places.get(edge.source).column;
  const bend = isBack ? 70 : Math.max(20, (isDown ? endY - y : endX - x) / 2);
  const curve = isDown ? `${x} ${y + bend} ${endX} ${endY - bend} ${endX} ${endY - 5}` : `${x + bend} ${y} ${endX - bend} ${endY} ${endX - 5} ${endY}`;
  return s(
    "g",
    { class: `arrow ${isGone(edge, way) ? "been" : ""} ${edge.active ? "" : "inactive"}` },
    s("title", {}, edge.label),
    s("path", { d: `M${x} ${y}C${curve}` }),
    s("path", { class: "head", d: `M${endX} ${endY}${isDown ? "l-4 -8h8z" : "l-8 -4v8z"}` }),
  );
}

function label(edge, places, form) {
  const [[x, y], [endX, endY]] = ends(edge, places, form);
  const words = edge.label.length > form.most ? `${edge.label.slice(0, form.most - 1)}…` : edge.label;
  const at = form === DOWN ? { x: endX + (x - endX) * 0.06, y: endY - 14 } : { x: (x + endX) / 2, y: (y + endY) / 2 - 6 };
  return s("text", { class: "way", ...at }, words);
}

/** A point of a place's side, by shares of its width and height. */
function side(node, form, [across, down]) {
  const [x, y] = corner(node, form);
  return [x + form.wide * across, y + form.high * down];
}
