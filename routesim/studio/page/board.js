// The page: what was done is remembered, sent, and shown. Everything is worked out by the server.

import { announce, h, icon, show } from "./dom.js";
import { canRedo, canUndo, keep, kept, link, linked, redo, remember, state, undo } from "./state.js";
import { Refused, Unreachable, ask, first } from "./server.js";
import { onInstant, pause, player, restart, seek, settle } from "./player.js";
import { follow, graphPanel } from "./graph.js";
import { callForm } from "./calls.js";
import { phonesPanel } from "./phones.js";
import { drawInstant, measure, timelinePanel, transport } from "./timeline.js";
import { endingLine, storyPanel } from "./story.js";
import { downloadDialog, lessonPanel, lessonsDialog, linkDialog, ruleDialog, tabsPanel } from "./panels.js";

const at = (id) => document.getElementById(id);
const RETRY = 2000;
let edits = [];
let isDirty = false;
let isAsking = false;
let isWanted = false;
let epoch = 0;

// --- what is asked -----------------------------------------------------------------------------------------------------

/** Have everything that changed worked out anew; while an answer is awaited, further changes gather. */
async function refresh() {
  isDirty = true;
  if (isAsking) return;
  isAsking = true;
  while (isDirty) {
    isDirty = false;
    const sent = edits;
    edits = [];
    try {
      await refreshOnce(sent);
    } catch (error) {
      if (error instanceof Unreachable) {
        edits = [...sent, ...edits];
        offline();
        break;
      }
      refused(error);
    }
  }
  isAsking = false;
}

async function refreshOnce(sent) {
  const isDraft = state.side === "draft" || sent.length > 0;
  const sentIn = epoch;
  const text = isDraft ? state.text : state.applied;
  const answer = await ask("play", { text, edits: sent, situation: state.situation, focus: state.focus });
  if (sentIn !== epoch) return; // everything has been replaced meanwhile, and is asked for anew
  if (isDraft) {
    state.side = "draft";
    state.text = answer.text;
  }
  adopt(answer, !isDirty);
}

/** Show an answer; *isLatest*: nothing was changed meanwhile, so that controls show what it says. */
function adopt(answer, isLatest) {
  const phones = isLatest || !state.view ? answer : { ...answer, phones: state.view.phones, system: state.view.system };
  state.view = phones;
  state.focus = answer.play.focus;
  state.problems = [];
  state.isOffline = false;
  if (isLatest && !dragging) rescale();
  keep();
  settle();
  if (isWanted) {
    isWanted = false;
    announce(answer.play.calls[answer.play.focus].title);
    restart();
  }
  render();
  if (isLatest) search();
}

let dragging = false;

/** Leave room behind the latest end of all sliders, so that each can be dragged further. */
function rescale() {
  const ends = state.view.phones.flatMap((phone) =>
    phone.kind === "user"
      ? [phone.ring_time, ...Object.values(phone.plans).flatMap((plan) => plan.destinations.map((to) => to.window[1]))]
      : [],
  );
  state.scale = Math.min(600, Math.max(60, Math.ceil((Math.max(0, ...ends) + 1) / 30) * 30));
}

function refused(error) {
  if (!(error instanceof Refused)) throw error;
  state.problems = error.problems;
  render();
  announce(error.message);
}

/** Nobody answers: say so, and try again until somebody does. */
function offline() {
  state.isOffline = true;
  pauseIfShown();
  render();
  setTimeout(() => state.isOffline && (state.view ? refresh() : open()), RETRY);
}

function pauseIfShown() {
  if (state.view) pause();
}

let searching = 0;
let timer = 0;

/** Look for what the chosen tab shows, once the changes have come to rest. */
function search() {
  clearTimeout(timer);
  timer = setTimeout(searchNow, 150);
}

async function searchNow() {
  const turn = ++searching;
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
  if (state[field] && state[field].number !== undefined && state[field].number !== asked.number) state[field] = null;
  render();
  let found;
  try {
    found = { ...(await ask(question, asked)), stamp };
  } catch (error) {
    if (error instanceof Unreachable) return;
    found = { problem: error.message };
  }
  if (turn !== searching) return;
  state[field] = found;
  render();
}

// --- what is done ------------------------------------------------------------------------------------------------------

/** Forget what was to be changed, and what is still on its way: all of it was about something else. */
function renew() {
  epoch += 1;
  edits = [];
}

/** A change of the situation that is played, which *control* makes. */
function situate(control, change) {
  remember(control);
  change(state.situation);
  refresh();
}

/** Replace everything that is the user's; *wanted*: place the call at once. */
function replace(answer, lesson, wanted) {
  remember("");
  renew();
  const { text, situation, system } = answer;
  Object.assign(state, { text, applied: text, side: "draft", situation, lesson, left: system.left_out });
  state.focus = 0;
  isWanted = wanted;
  adopt(answer, true);
}

const act = {
  typed: new Set(),
  show: () => render(),
  call: (part) => situate(`call-${Object.keys(part)}`, (situation) => Object.assign(situation.calls[state.focus], part)),
  start: (value) => situate("start", (situation) => Object.assign(situation, { start: value })),
  behave: (who, entry) => situate(`behave-${who}`, (situation) => {
    situation.people = { ...situation.people, [who]: entry };
    const phone = state.view.phones.find((one) => one.key === who);
    if (phone) Object.assign(phone.behaviour, { state: "idle", logged_in: true, answers_after: null, voicemail_after: null, script: [] }, entry);
    render();
  }),
  edit: (path, value) => {
    remember(path.join("."));
    edits.push({ path, value });
    refresh();
  },
  slide: (shown, path, value, isDone) => {
    remember(path.join("."));
    dragging = !isDone;
    if (Array.isArray(value)) shown.window = value;
    else shown.ring_time = value;
    edits = [...edits.filter((edit) => edit.path.join() !== path.join()), { path, value }];
    render();
    refresh();
  },
  focus: (place) => {
    state.focus = place;
    player.isAtEnd = true;
    refresh();
  },
  addCall: () => {
    const { calls } = state.situation;
    const call = calls[state.focus];
    const after = Math.max(1, Math.round(Math.min((player.isAtEnd ? 0 : player.at - (call.at ?? 0)) || 8, 60)));
    situate("", (situation) => {
      situation.calls = [...calls, { from: second(call.from), to: call.to, at: (call.at ?? 0) + after }];
      state.focus = calls.length;
    });
  },
  removeCall: () => situate("", (situation) => {
    situation.calls = situation.calls.filter((_, place) => place !== state.focus);
    state.focus = Math.max(0, state.focus - 1);
  }),
  situation: (situation, side) => {
    remember("");
    state.situation = structuredClone(situation);
    state.focus = situation.calls.length - 1;
    if (side) state.side = side;
    isWanted = true;
    refresh();
    at("stage").scrollIntoView({ block: "start", behavior: "auto" });
  },
  side: (side) => {
    remember("");
    state.side = side;
    refresh();
  },
  discard: () => {
    remember("");
    renew();
    Object.assign(state, { text: state.applied, side: "draft", comparison: null });
    refresh();
  },
  place: () => {
    isWanted = true;
    refresh();
  },
  scrub: (instant) => {
    player.isPlaying = false;
    seek(instant);
  },
  speed: (speed) => {
    player.speed = speed;
    render();
  },
  tab: (name) => {
    state.tab = name;
    render();
    search();
  },
  toggleEveryone: () => {
    state.everyone = !state.everyone;
    render();
  },
  rule: (number) => tell(async () => ruleDialog(await ask("rule", { number }))),
  lessons: () => tell(async () => lessonsDialog((await ask("lessons", {})).lessons, act)),
  lesson: (name) => tell(async () => {
    const answer = await ask("lesson", { name });
    replace(answer, { ...answer.lesson, isTold: false, before: state.lesson?.before ?? { text: state.text, applied: state.applied, situation: state.situation, focus: state.focus, left: state.left } }, false);
    seek(answer.play.timeline.begin);
    render();
    at("lesson").scrollIntoView({ block: "nearest" });
  }),
  tellLesson: () => {
    state.lesson = { ...state.lesson, isTold: true };
    keep();
    render();
  },
  leaveLesson: () => {
    const { before } = state.lesson;
    remember("");
    renew();
    Object.assign(state, before, { lesson: null, side: "draft" });
    player.isAtEnd = true;
    refresh();
  },
  undo: () => {
    if (!undo()) return;
    renew();
    announce("Undone");
    refresh();
  },
  redo: () => {
    if (!redo()) return;
    renew();
    announce("Done again");
    refresh();
  },
  share: async () => {
    const address = await link();
    let isCopied = false;
    try {
      await navigator.clipboard.writeText(address);
      isCopied = true;
    } catch {
      isCopied = false;
    }
    linkDialog(address, isCopied);
  },
  download: () => downloadDialog(act),
  saveConfiguration: () => {
    const { left } = state;
    const isJson = /^\s*[{[]/.test(state.text);
    const note = left && !isJson ? `# From routesim studio: ${left} ${left === 1 ? "password was" : "passwords were"} left out.\n` : "";
    save(state.file, note + state.text);
  },
  saveCalls: () => tell(async () => {
    const { text } = await ask("calls", { text: state.text, situation: state.situation, pbx: state.file });
    save("calls.yaml", text);
  }),
  theme: () => {
    const order = ["auto", "light", "dark"];
    const next = order[(order.indexOf(document.documentElement.dataset.theme ?? "auto") + 1) % order.length];
    setTheme(next);
    announce(`Colours: ${next}`);
  },
};

/** Somebody else than *first* to place a second call. */
function second(first) {
  return first === "+32470123456" ? "+32471654321" : "+32470123456";
}

async function tell(work) {
  try {
    await work();
  } catch (error) {
    if (error instanceof Unreachable) offline();
    else refused(error);
  }
}

function save(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
  const anchor = h("a", { href: address, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem("routesim-theme", theme);
  } catch {
    // not allowed: it lasts as long as the page
  }
}

// --- what is shown -----------------------------------------------------------------------------------------------------

function render() {
  show(at("problems"), problems());
  if (!state.view) return;
  document.body.classList.remove("waiting");
  document.title = `${state.view.system.name} · routesim studio`;
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
  show(at("story"), storyPanel(act));
  if (state.tab === "graph" && state.graph && !state.graph.problem) {
    show(at("panel"), graphPanel());
    follow();
  }
  document.body.classList.toggle("guess", Boolean(state.lesson && !state.lesson.isTold && !player.isAtEnd));
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
    return h("div", { class: "problem", role: "alert", "data-key": "offline" }, h("b", {}, "The server does not answer."), " Start routesim studio again; nothing here is lost. Trying again …");
  }
  return state.problems.map((problem, place) =>
    h("div", { class: "problem", role: "alert", "data-key": `problem-${place}` }, problem.place && h("b", {}, `${problem.place}: `), problem.message, problem.where && ` (${problem.where})`),
  );
}

function tools() {
  const tool = (key, name, words, action, disabled = false) =>
    h("button", { type: "button", class: "tool", "data-key": key, title: words, "aria-label": words, disabled, onclick: action }, icon(name), h("span", {}, words));
  return [
    tool("lessons", "book", "Lessons", act.lessons),
    tool("undo", "undo", "Undo", act.undo, !canUndo()),
    tool("redo", "redo", "Redo", act.redo, !canRedo()),
    tool("share", "link", "Link", act.share),
    tool("download", "save", "Download", act.download),
    tool("theme", "theme", "Colours", act.theme),
  ];
}

// --- the beginning -----------------------------------------------------------------------------------------------------

async function open() {
  const shared = await linked();
  if (shared) history.replaceState(null, "", location.pathname);
  const before = shared ?? kept();
  try {
    if (before) {
      Object.assign(state, { applied: before.text, ...before });
      adopt(await ask("open", { text: state.side === "draft" ? state.text : state.applied, situation: state.situation, focus: state.focus }), true);
    } else {
      const answer = await first();
      const { file, text, situation, system } = answer;
      Object.assign(state, { file, text, applied: text, situation, left: system.left_out });
      adopt(answer, true);
    }
  } catch (error) {
    if (error instanceof Unreachable) offline();
    else refused(error);
  }
}

function keys(event) {
  const isText = event.target.matches?.("input[type=text], input[type=number], input[type=datetime-local], textarea");
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || isText) return;
  event.preventDefault();
  if (event.shiftKey) act.redo();
  else act.undo();
}

function begin() {
  try {
    setTheme(localStorage.getItem("routesim-theme") ?? "auto");
  } catch {
    setTheme("auto");
  }
  onInstant(renderInstant);
  at("form").addEventListener("submit", (event) => {
    event.preventDefault();
    act.place();
  });
  document.addEventListener("keydown", keys);
  addEventListener("hashchange", open);
  new ResizeObserver(() => state.view && render()).observe(at("timeline"));
  addEventListener("pointerup", () => {
    if (dragging) dragging = false;
  });
  open();
}

begin();
