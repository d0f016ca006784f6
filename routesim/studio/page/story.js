// What happened, in words, beside the timeline.

import { h } from "./dom.js";
import { player } from "./player.js";
import { state } from "./state.js";

/** How the call ends. */
export function endingLine() {
  const call = state.view.play.calls[state.view.play.focus];
  const isOver = player.at >= Math.min(call.answered_at ?? call.ended_at, state.view.play.timeline.end);
  return h(
    "p",
    { class: `ending ${isOver ? call.tone : "open"}`, "data-key": "ending" },
    isOver ? call.ending : "The call is under way …",
    isOver && call.expected === false && h("span", { class: "unexpected" }, " Not as the lesson says."),
  );
}

/** Moment by moment; what has not happened yet stands back. */
export function storyPanel(act) {
  const { calls, focus, remarks } = state.view.play;
  const call = calls[focus];
  return [
    h("p", { class: "title", "data-key": "title" }, call.title),
    h("p", { class: "when", "data-key": "when" }, call.when),
    h(
      "ol",
      { class: "moments", "data-key": "moments" },
      call.moments.map((moment, place) => momentOf(moment, place, call, act)),
    ),
    remarks.length > 0 &&
      h("div", { class: "remarks", "data-key": "remarks" }, h("h4", {}, "Nothing came of"), remarks.map((remark) => h("p", {}, remark))),
  ];
}

function momentOf(moment, place, call, act) {
  const { end } = state.view.play.timeline;
  const isPast = Math.min(moment.at, end) <= player.at;
  const next = call.moments[place + 1];
  const isNow = moment.at <= player.at && (!next || next.at > player.at);
  return h(
    "li",
    { class: isNow ? "now" : isPast ? "past" : "future", "data-key": `moment-${place}` },
    h(
      "button",
      { type: "button", class: "instant", title: "Show this instant", onclick: () => act.scrub(moment.at) },
      h("b", {}, moment.since),
      h("span", {}, moment.clock),
    ),
    h("div", {}, moment.sentences.map((sentence) => h("p", {}, sentenceOf(sentence, act)))),
  );
}

/** A sentence; the punctuation behind a rule stays on its line. */
function sentenceOf(sentence, act) {
  let held = "";
  return sentence.map((piece, place) => {
    if (!piece.rule) return piece.text.slice(held.length);
    held = /^[.,:;)]+/.exec(sentence[place + 1]?.text ?? "")?.[0] ?? "";
    return h("span", { class: "held" }, ruleButton(piece.rule, act), held);
  });
}

/** A button that tells a rule. */
export function ruleButton(rule, act) {
  return h("button", { type: "button", class: "rule", "aria-label": `Rule ${rule}`, title: `Why? Rule ${rule}`, onclick: () => act.rule(rule) }, rule);
}

/** Pieces of prose: text, code, strong. */
export function prose(pieces) {
  return pieces.map((piece) => (piece.code ? h("code", {}, piece.code) : piece.strong ? h("b", {}, piece.strong) : piece.text));
}

/** Blocks of prose: paragraphs, lists, tables, code. */
export function blocksOf(blocks) {
  return blocks.map((block) => {
    if (block.kind === "code") return h("pre", { tabindex: "0" }, block.text);
    if (block.kind === "list") return h("ul", {}, block.items.map((item) => h("li", {}, prose(item))));
    if (block.kind === "text") return h("p", {}, prose(block.text));
    return h(
      "div",
      { class: "table", tabindex: "0", role: "region", "aria-label": "Table" },
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, block.head.map((cell) => h("th", { scope: "col" }, prose(cell))))),
        h("tbody", {}, block.rows.map((row) => h("tr", {}, row.map((cell) => h("td", {}, prose(cell)))))),
      ),
    );
  });
}
