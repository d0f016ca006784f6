// What stands below the timeline: every ending, the drawing, draft and applied; and what opens over the page.

import { h, icon } from "./dom.js";
import { graphPanel } from "./graph.js";
import { at } from "./host.js";
import { state } from "./state.js";
import { blocksOf, prose } from "./story.js";

const TABS = [
  ["endings", "Every ending"],
  ["graph", "Ways"],
  ["compare", "Draft and applied"],
];

/** The tabs and the panel that is chosen. */
export function tabsPanel(act) {
  const chosen = state.tab;
  const move = (event) => {
    const direction = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!direction) return;
    const place = TABS.findIndex(([name]) => name === chosen);
    const [next] = TABS[(place + direction + TABS.length) % TABS.length];
    act.tab(next);
    at(`tab-${next}`).focus();
  };
  return [
    h(
      "div",
      { class: "tabs", role: "tablist", "aria-label": "More about this number", "data-key": "tabs", onkeydown: move },
      TABS.map(([name, title]) =>
        h(
          "button",
          {
            type: "button",
            role: "tab",
            id: `tab-${name}`,
            "aria-selected": String(name === chosen),
            "aria-controls": "panel",
            tabindex: name === chosen ? "0" : "-1",
            onclick: () => act.tab(name),
          },
          title,
          name === "compare" && state.text !== state.applied && h("span", { class: "mark", title: "The draft differs" }),
        ),
      ),
    ),
    h(
      "div",
      { class: `panel ${chosen}`, role: "tabpanel", id: "panel", "aria-labelledby": `tab-${chosen}`, "data-key": "panel" },
      { endings: endingsPanel, graph: graphPanel, compare: comparisonPanel }[chosen](act),
    ),
  ];
}

function endingsPanel(act) {
  const found = state.endings;
  if (!found) return h("p", { class: "note", "data-key": "waiting" }, "Looking for every ending …");
  if (found.problem) return h("p", { class: "note", "data-key": "problem" }, found.problem);
  return [
    h("p", { class: "lead", "data-key": "lead" }, `Calls to ${found.number} can end in ${found.endings.length} ways, whatever people do.`),
    !found.complete && h("p", { class: "note bad", "data-key": "partly" }, found.note),
    found.properties.map((property, place) => h("p", { class: property.holds ? "note good" : "note bad", "data-key": `property-${place}` }, property.words)),
    h(
      "ul",
      { class: "endings", "data-key": "endings" },
      found.endings.map((ending) =>
        h(
          "li",
          { class: ending.tone },
          h("button", { type: "button", class: "round small", "aria-label": `Play: ${ending.words}`, title: "Play it", onclick: () => act.situation(ending.situation) }, icon("play")),
          h("div", {}, h("b", {}, ending.words), ending.when && h("span", {}, ending.when)),
          h("span", { class: "waits" }, ending.waits),
        ),
      ),
    ),
  ];
}

function comparisonPanel(act) {
  if (state.text === state.applied) {
    return h("p", { class: "note", "data-key": "same" }, "The draft is what is applied. Drag a slider or set a tick, and see here which calls it treats differently.");
  }
  const found = state.comparison;
  return [
    h(
      "div",
      { class: "buttons", "data-key": "sides" },
      h("button", { type: "button", "aria-pressed": String(state.side === "draft"), onclick: () => act.side("draft") }, "Play the draft"),
      h("button", { type: "button", "aria-pressed": String(state.side === "applied"), onclick: () => act.side("applied") }, "Play what is applied"),
      h("button", { type: "button", class: "quiet", onclick: act.discard }, "Discard the draft"),
    ),
    !found && h("p", { class: "note", "data-key": "waiting" }, "Comparing every call …"),
    found?.problem && h("p", { class: "note", "data-key": "problem" }, found.problem),
    found?.words && [
      h("p", { class: "lead", "data-key": "lead" }, found.words),
      h("ul", { class: "changes", "data-key": "changes" }, found.changes.map((change) => changeOf(change, act))),
      found.hidden > 0 && h("p", { class: "note", "data-key": "hidden" }, `${found.hidden} more changes are not shown.`),
      found.texts.length > 0 && h("p", { class: "note", "data-key": "texts" }, `Without effect on any call: ${found.texts.join("; ")}`),
    ],
  ];
}

function changeOf(change, act) {
  const side = (name, title) =>
    h(
      "div",
      { class: `fate ${name}` },
      h("button", { type: "button", class: "round small", "aria-label": `Play, ${title}: ${change[name]}`, title: "Play it", onclick: () => act.situation(change.situation, name) }, icon("play")),
      h("span", {}, h("small", {}, title), change[name]),
    );
  return h(
    "li",
    {},
    h("b", {}, `Calls to ${change.calls}`, change.kind === "timing" && h("small", {}, " only the time changes")),
    h("span", {}, `When ${change.when}`),
    side("applied", "Applied"),
    side("draft", "Draft"),
  );
}

/** The lesson that is open: its question, then its answer. */
export function lessonPanel(act) {
  const { lesson } = state;
  if (!lesson) return [];
  return [
    h(
      "div",
      { class: "lesson", "data-key": lesson.name },
      h("header", {}, h("h2", { tabindex: "-1" }, lesson.title), h("button", { type: "button", class: "quiet", onclick: act.leaveLesson }, "Leave the lesson")),
      h("p", { class: "question" }, prose(lesson.question)),
      lesson.isTold
        ? h("div", { class: "answer", tabindex: "-1", role: "group", "aria-label": "The answer" }, blocksOf(lesson.answer))
        : h(
            "div",
            { class: "buttons" },
            h("button", { type: "button", onclick: act.tellLesson }, "Show the answer"),
            h("small", {}, "Guess first. Or place the call and watch."),
          ),
    ),
  ];
}

/** Open something over the page; Escape closes it. */
export function openDialog(title, ...content) {
  const dialog = at("dialog");
  const close = h("button", { type: "button", class: "quiet square", "aria-label": "Close", onclick: () => dialog.close() }, icon("close"));
  dialog.replaceChildren(h("header", {}, h("h2", { id: "dialog-title" }, title), close), h("div", { class: "content" }, content));
  if (!dialog.open) dialog.showModal();
  return dialog;
}

/** Lessons to choose from. */
export function lessonsDialog(lessons, act) {
  const dialog = openDialog(
    "Lessons",
    h("p", { class: "note" }, "Each opens a phone system of its own with calls to play. What you have now comes back when you leave the lesson."),
    h(
      "ul",
      { class: "shelf" },
      lessons.map((lesson) =>
        h(
          "li",
          {},
          h(
            "button",
            {
              type: "button",
              onclick: () => {
                dialog.close();
                act.lesson(lesson.name);
              },
            },
            h("b", {}, lesson.title),
            h("span", {}, prose(lesson.question)),
          ),
        ),
      ),
    ),
  );
}

/** What can be downloaded. */
export function downloadDialog(act) {
  openDialog("Download", downloads(act));
}

function downloads(act) {
  const { left } = state;
  return [
    h("div", { class: "choice" }, h("button", { type: "button", class: "primary", onclick: act.saveConfiguration }, icon("save"), "Configuration"), h("p", {}, "The draft as a file, with the comments that were in it.")),
    left > 0
      ? h("p", { class: "note warn" }, `${left} ${left === 1 ? "password was" : "passwords were"} left out: they never reach this page. Put them back before you apply the file, or copy your changes over to the original.`)
      : h("p", { class: "note" }, "Passwords are always left out; this configuration has none."),
    h("div", { class: "choice" }, h("button", { type: "button", onclick: act.saveCalls }, icon("save"), "Calls"), h("p", {}, "What is played here as a calls file, for routesim play.")),
  ];
}

const LONG = 2_000;

/** An address that carries everything, or the files where none can. */
export function linkDialog({ address, isPart }, isCopied, act) {
  if (address === null) {
    openDialog("Link to this situation", h("p", {}, "This is too large for a link. Hand on these two files instead:"), downloads(act));
    return;
  }
  openDialog(
    "Link to this situation",
    h("p", {}, isCopied ? "Copied. " : "Copy it: ", "It carries the ", isPart ? `calls, and what differs from ${state.file}: all of it would be too long. ` : "configuration, without passwords, and the calls. ", isPart ? `Whoever opens it needs a routesim studio of their own, started with the same ${state.file}; ` : "Whoever opens it needs a routesim studio of their own; ", "where theirs has another address, only what stands behind # matters."),
    address.length > LONG && h("p", { class: "note" }, `It is ${address.length.toLocaleString("en")} characters long. Chats and mail programs may cut that off: send it as a file, or download what is here.`),
    h("input", { type: "text", readonly: true, value: address, "aria-label": "Address", onfocus: (event) => event.target.select() }),
  );
}

/** A routing rule. */
export function ruleDialog(rule) {
  openDialog(
    `${rule.number}  ${rule.title}`,
    rule.parts.map((part) => [part.heading && h("h3", {}, part.heading), blocksOf(part.blocks)]),
  );
}
