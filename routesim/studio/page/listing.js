// Who is in a ring plan: what the buttons beside its destinations do. The server makes the change; what is sure to be
// made is shown at once, so that the next click meets the list as it will be.

import { announce } from "./dom.js";
import { host } from "./host.js";
import { suggested } from "./plans.js";
import { remember, state } from "./state.js";
import { attempt, change, render } from "./work.js";

const listOf = (ringPlan) => [...ringPlan.path, "destinations"];

/** Have *ringPlan* list *destinations* until the answer comes. */
function show(ringPlan, destinations) {
  ringPlan.destinations = destinations;
  destinations.forEach((to, place) => (to.path = [...listOf(ringPlan), place, "ring"]));
  render();
}

/** Give the focus to what does *does* in the plan at *path*, at *place* of its list; the button that adds, else. */
function focus(path, does, place = 0) {
  const section = host.root.querySelector(`[data-plan="${path}"]`);
  const row = section?.querySelectorAll(".destination")[place];
  const found = row?.querySelector(`[data-does="${does}"]:enabled`) ?? row?.querySelector("[data-does]:enabled");
  (found ?? section?.querySelector('[data-does="add"], .adder select'))?.focus();
}

function planAt(path) {
  const plans = state.view.phones.flatMap((phone) => Object.values(phone.plans ?? {}));
  return plans.find((ringPlan) => String(ringPlan.path) === path);
}

export const listing = {
  move: (ringPlan, from, to) => {
    remember("");
    const destinations = [...ringPlan.destinations];
    const [moved] = destinations.splice(from, 1);
    destinations.splice(to, 0, moved);
    state.moved = String(ringPlan.path);
    show(ringPlan, destinations);
    change({ path: [...listOf(ringPlan), from], move: to });
    focus(ringPlan.path, to < from ? "up" : "down", to);
    announce(`${moved.name} is number ${to + 1} of ${destinations.length}`);
  },
  takeOff: (ringPlan, place) => {
    remember("");
    const { name } = ringPlan.destinations[place];
    show(ringPlan, ringPlan.destinations.filter((_, other) => other !== place));
    change({ path: [...listOf(ringPlan), place], remove: true });
    focus(ringPlan.path, "close", Math.min(place, ringPlan.destinations.length - 1));
    announce(`${name} removed`);
  },
  forward: (ringPlan, on) => {
    const path = String(ringPlan.path);
    const before = state.dropped[path] ?? [];
    if (on && !before.length) {
      listing.openAdder(ringPlan);
      return;
    }
    remember("");
    if (on) {
      show(ringPlan, before);
      for (const to of before) change({ path: listOf(ringPlan), add: to.to, window: to.window });
    } else {
      state.dropped[path] = ringPlan.destinations;
      show(ringPlan, []);
      change({ path: listOf(ringPlan), remove: true });
    }
  },
  openAdder: (ringPlan) => {
    const phone = state.view.phones.find((one) => Object.values(one.plans ?? {}).includes(ringPlan));
    state.adding = { path: String(ringPlan.path), choice: suggested(phone, ringPlan), typed: "", problem: "" };
    render();
    focus(state.adding.path, "", -1);
  },
  closeAdder: () => {
    const { path } = state.adding;
    state.adding = null;
    render();
    focus(path, "", -1);
  },
  chooseToAdd: (choice) => {
    Object.assign(state.adding, { choice, problem: "" });
    render();
  },
  add: (ringPlan, number) => {
    const path = String(ringPlan.path);
    attempt({ path: listOf(ringPlan), add: number }, (problem) => {
      if (problem) {
        if (state.adding?.path === path) state.adding.problem = problem;
        render();
        host.root.querySelector(".adder [aria-invalid]")?.focus();
        return;
      }
      if (state.adding?.path === path) listing.closeAdder();
      const added = planAt(path)?.destinations.at(-1);
      if (added) announce(`${added.name} added: rings from ${added.window[0]} to ${added.window[1]} seconds`);
    });
  },
};
