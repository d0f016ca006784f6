// The board among a notebook's cells, as anywidget shows it: in a tree of its own, so that no style gets in or out.

import { begin } from "./board.js";
import { h } from "./dom.js";
import { stand } from "./host.js";
import { kernel } from "./kernel.js";
import { late } from "./work.js";

/** Show *model* in *el*, with *style*; returns what takes it away again. */
export function renderIn({ model, el }, style) {
  const place = h("div", { "data-theme": theme() });
  const root = place.attachShadow({ mode: "open" });
  const body = h("section", { "aria-label": "routesim board" });
  root.append(h("style", {}, style), body);
  el.append(place);
  const release = keepKeys(place);
  const { ask, first, end } = kernel(model, late);
  stand({
    root,
    body,
    themed: place,
    isPage: false,
    ask,
    first,
    offline: "The kernel has not answered yet: it is busy with another cell, or does not run.",
    footer: "Worked out by routesim in the notebook's kernel. Nothing is sent anywhere else, and no file is changed.",
  });
  const stop = begin();
  return () => {
    stop();
    end();
    release();
    place.remove();
  };
}

/** Let keys be the board's: to the notebook, `d` `d` in a field here would delete a cell. Saving is still the notebook's. */
function keepKeys(place) {
  const keeping = new AbortController();
  const isSave = (event) => (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s";
  const mark = (event) => place.toggleAttribute("data-lm-suppress-shortcuts", !isSave(event)); // JupyterLab looks for this
  const hold = (event) => isSave(event) || event.stopPropagation();
  addEventListener("keydown", mark, { capture: true, signal: keeping.signal });
  for (const kind of ["keydown", "keyup", "keypress"]) place.addEventListener(kind, hold);
  return () => keeping.abort();
}

/** Light or dark, as the notebook is; `auto` where it does not tell. */
function theme() {
  const { jpThemeLight, vscodeThemeKind = "" } = document.body.dataset;
  if (jpThemeLight === "false" || vscodeThemeKind.includes("dark")) return "dark";
  return jpThemeLight === "true" || vscodeThemeKind.includes("light") ? "light" : "auto";
}
