// What every control does.

import { Unreachable, ask } from "./asking.js";
import { announce, h } from "./dom.js";
import { at, host } from "./host.js";
import { listing } from "./listing.js";
import { link } from "./link.js";
import { downloadDialog, lessonsDialog, linkDialog, ruleDialog } from "./panels.js";
import { player, seek } from "./player.js";
import { keep, redo, remember, state, undo } from "./state.js";
import { drag, edit, offline, refresh, refused, render, renew, replace, search, situate, want } from "./work.js";

/** Everything that a control can do. */
export const act = {
  ...listing,
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
  byHand: (who) => {
    act.behave(who, {});
    [...host.root.querySelectorAll("[data-phone]")].find((one) => one.dataset.phone === who)?.querySelector("input:checked")?.focus();
  },
  edit: (path, value) => {
    remember(path.join("."));
    edit(path, value);
  },
  slide: (shown, path, value, isDone) => {
    remember(path.join("."));
    drag(!isDone);
    if (Array.isArray(value)) shown.window = value;
    else shown.ring_time = value;
    render();
    edit(path, value);
  },
  focus: (place) => {
    state.focus = place;
    player.isAtEnd = !state.lesson || state.lesson.isTold; // a lesson's calls are told as they are played
    if (!player.isAtEnd) player.at = -Infinity;
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
    focusOn("#form .primary");
  }),
  situation: (situation, side) => {
    remember("");
    state.situation = structuredClone(situation);
    state.focus = situation.calls.length - 1;
    if (side) state.side = side;
    want();
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
    focusOn("#tab-compare");
    refresh();
  },
  place: () => {
    want();
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
    focusOn("#lesson h2");
    at("lesson").scrollIntoView({ block: "nearest" });
  }),
  tellLesson: () => {
    state.lesson = { ...state.lesson, isTold: true };
    keep();
    render();
    focusOn(".answer");
  },
  leaveLesson: () => {
    const { before } = state.lesson;
    remember("");
    renew();
    Object.assign(state, before, { lesson: null, side: "draft" });
    player.isAtEnd = true;
    focusOn("[data-key=lessons]");
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
  share: () => tell(async () => {
    const found = await link();
    linkDialog(found, found.address !== null && (await copied(found.address)), act);
  }),
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
  dismiss: () => {
    state.notice = "";
    render();
    focusOn("#stage");
  },
  theme: () => {
    const order = ["auto", "light", "dark"];
    const next = order[(order.indexOf(host.themed.dataset.theme ?? "auto") + 1) % order.length];
    setTheme(next);
    announce(`Colours: ${next}`);
  },
};

/** Somebody else than *first* to place a second call. */
function second(first) {
  return first === "+32470123456" ? "+32471654321" : "+32470123456";
}

/** Give the focus to what takes the place of a control that has done its duty. */
function focusOn(selector) {
  host.root.querySelector(selector)?.focus({ preventScroll: true });
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
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
  host.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export function setTheme(theme) {
  host.themed.dataset.theme = theme;
  if (!host.isPage) return;
  try {
    localStorage.setItem("routesim-theme", theme);
  } catch {
    // not allowed: it lasts as long as the page
  }
}

