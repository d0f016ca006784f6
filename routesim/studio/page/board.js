// The page: what it shows, from what is known.

import { act, setTheme } from "./act.js";
import { callForm, fieldOf } from "./calls.js";
import { h, icon, show } from "./dom.js";
import { frame } from "./frame.js";
import { follow, graphPanel } from "./graph.js";
import { at, host } from "./host.js";
import { open } from "./opening.js";
import { lessonPanel, tabsPanel } from "./panels.js";
import { phonesPanel } from "./phones.js";
import { onInstant, player } from "./player.js";
import { canRedo, canUndo, state } from "./state.js";
import { endingLine, storyPanel } from "./story.js";
import { drawInstant, measure, timelinePanel, transport } from "./timeline.js";
import { drag, onChange } from "./work.js";

function render() {
  show(at("problems"), problems());
  if (!state.view) return;
  host.body.classList.remove("waiting");
  if (host.isPage) document.title = `${state.view.system.name} · routesim studio`;
  at("system").textContent = state.view.system.name;
  at("inventory").textContent = state.view.system.inventory;
  show(at("tools"), tools());
  show(at("lesson"), lessonPanel(act));
  show(at("form"), callForm(act));
  show(at("phones"), phonesPanel(act));
  measure();
  show(at("timeline"), timelinePanel());
  show(at("more"), tabsPanel(act));
  at("side").textContent = state.side === "applied" && state.text !== state.applied ? "What is applied" : state.text !== state.applied ? "Draft" : "";
  renderInstant();
}

/** What changes with the instant. */
function renderInstant() {
  show(at("transport"), transport(act));
  show(at("ending"), endingLine());
  if (host.isPage) at("peek").firstChild.textContent = at("ending").textContent;
  show(at("story"), storyPanel(act));
  if (state.tab === "graph" && state.graph && !state.graph.problem) {
    show(at("panel"), graphPanel());
    follow();
  }
  host.body.classList.toggle("guess", Boolean(state.lesson && !state.lesson.isTold && !player.isAtEnd));
  drawInstant(at("stage"));
  followStory();
}

/** Keep the moment that has come in sight, within the story alone. */
function followStory() {
  const list = at("story");
  const now = list.querySelector("li.now");
  if (!now || !player.isPlaying) return;
  const [top, bottom] = [now.offsetTop, now.offsetTop + now.offsetHeight];
  if (top < list.scrollTop || bottom > list.scrollTop + list.clientHeight) list.scrollTop = top - 12;
}

function problems() {
  if (state.isOffline) {
    return h("div", { class: "problem", role: "alert", "data-key": "offline" }, host.offline);
  }
  const notice = state.notice && h("div", { class: "problem", role: "alert", "data-key": "notice" }, h("span", {}, state.notice), h("button", { type: "button", class: "quiet small", onclick: act.dismiss }, "All right"));
  const told = state.problems.filter((problem) => !state.view || !fieldOf(problem)).map((problem, place) =>
    h("div", { class: "problem", role: "alert", "data-key": `problem-${place}` }, problem.place && h("b", {}, `${problem.place}: `), problem.message, problem.where && ` (${problem.where})`),
  );
  return [notice, told];
}

function tools() {
  const tool = (key, name, words, action, disabled = false) =>
    h("button", { type: "button", class: "tool", "data-key": key, title: words, "aria-label": words, disabled, onclick: action }, icon(name), h("span", {}, words));
  return [
    host.isPage && tool("lessons", "book", "Lessons", act.lessons),
    tool("undo", "undo", "Undo", act.undo, !canUndo()),
    tool("redo", "redo", "Redo", act.redo, !canRedo()),
    host.isPage && tool("share", "link", "Link", act.share),
    tool("download", "save", "Download", act.download),
    tool("theme", "theme", "Colours", act.theme),
  ];
}

function keys(event) {
  const isText = event.target.matches?.("input[type=text], input[type=number], input[type=datetime-local], textarea");
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || isText) return;
  event.preventDefault();
  if (event.shiftKey) act.redo();
  else act.undo();
}

/** Show the board where it stands. Returns what ends it. */
export function begin() {
  const ending = new AbortController();
  const { signal } = ending;
  frame();
  onChange(render);
  onInstant(renderInstant);
  at("form").addEventListener("submit", (event) => {
    event.preventDefault();
    act.place();
  });
  host.root.addEventListener("keydown", keys, { signal });
  addEventListener("pointerup", () => drag(false), { signal });
  const resized = new ResizeObserver(() => state.view && render());
  resized.observe(at("timeline"));
  if (host.isPage) ownPage();
  open();
  return () => {
    ending.abort();
    resized.disconnect();
    player.isPlaying = false;
  };
}

/** What only a page of its own does: it remembers the colours, has an address, and shows the ending while one scrolls. */
function ownPage() {
  try {
    setTheme(localStorage.getItem("routesim-theme") ?? "auto");
  } catch {
    setTheme("auto");
  }
  new IntersectionObserver(([seen]) => (at("peek").hidden = !state.view || seen.isIntersecting)).observe(at("stage"));
  addEventListener("hashchange", open);
}
