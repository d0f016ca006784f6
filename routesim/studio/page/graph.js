// Where the call can go, as a drawing from left to right; the way that it has gone so far stands out.

import { h, s } from "./dom.js";
import { host } from "./host.js";
import { player } from "./player.js";
import { state } from "./state.js";

const WIDE = 168;
const HIGH = 44;
const ACROSS = 262;
const DOWN = 58;
const EDGE = 16;
const LONGEST = 25;
const LINE = 15;

/** The drawing, or why there is none. */
export function graphPanel() {
  const { graph } = state;
  if (!graph) return h("p", { class: "note", "data-key": "waiting" }, "Drawing …");
  if (graph.problem) return h("p", { class: "note", "data-key": "problem" }, graph.problem);
  const places = new Map(graph.nodes.map((node) => [node.id, node]));
  const width = EDGE * 2 + (graph.columns - 1) * ACROSS + WIDE;
  const height = EDGE * 2 + (graph.rows - 1) * DOWN + HIGH;
  const way = travelled();
  return h(
    "div",
    { class: "drawing", tabindex: "0", role: "region", "aria-label": "The ways of this call, drawn", "data-key": "drawing" },
    s(
      "svg",
      { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": told(graph, way) },
      graph.edges.map((edge) => arrow(edge, places, way)),
      graph.nodes.map((node) => box(node, way)),
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

const left = (node) => EDGE + node.column * ACROSS;
const top = (node) => EDGE + node.row * DOWN;

function box(node, way) {
  const isOutcome = node.kind === "outcome";
  const isHere = node.id === way.here || node.id === way.outcome;
  const isBeen = way.been.has(node.id) || node.id === way.outcome;
  const lines = linesOf(node.label);
  return s(
    "g",
    { class: `place ${node.kind} ${isBeen ? "been" : ""} ${isHere ? "here" : ""}`, transform: `translate(${left(node)} ${top(node)})` },
    s("title", {}, node.label),
    s("rect", { width: WIDE, height: HIGH, rx: isOutcome ? HIGH / 2 : 9 }),
    lines.map((words, place) => s("text", { x: WIDE / 2, y: HIGH / 2 + (place - (lines.length - 1) / 2) * LINE }, words)),
  );
}

/** A label in two lines at most, broken between words. */
function linesOf(label) {
  const lines = [""];
  for (const word of label.split(" ")) {
    const last = lines[lines.length - 1];
    if (last && last.length + word.length >= LONGEST && lines.length < 2) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines.map((line) => (line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line));
}

function arrow(edge, places, way) {
  const from = places.get(edge.source);
  const to = places.get(edge.target);
  const [x, y] = [left(from) + WIDE, top(from) + HIGH / 2];
  const [endX, endY] = [left(to), top(to) + HIGH / 2];
  const isBack = to.column <= from.column;
  const bend = isBack ? 70 : Math.max(30, (endX - x) / 2);
  const path = `M${x} ${y}C${x + bend} ${y} ${endX - bend} ${endY} ${endX - 5} ${endY}`;
  const isLast = edge.source === way.here && edge.target === way.outcome;
  const isBeen = way.steps.has(`${edge.source} ${edge.target}`) || isLast;
  return s(
    "g",
    { class: `arrow ${isBeen ? "been" : ""} ${edge.active ? "" : "inactive"}` },
    s("title", {}, edge.label),
    s("path", { d: path }),
    s("path", { class: "head", d: `M${endX} ${endY}l-8 -4v8z` }),
    isBeen && s("text", { x: (x + endX) / 2, y: (y + endY) / 2 - 6 }, edge.label.length > 17 ? `${edge.label.slice(0, 16)}…` : edge.label),
  );
}
