// The board among a notebook's cells, as anywidget shows it: in a tree of its own, so that no style gets in or out.

import { begin } from "./board.js";
import { h } from "./dom.js";
import { stand } from "./host.js";
import { kernel } from "./kernel.js";
import { late } from "./work.js";

/** Show *model* in *el*, with *style*; returns what takes it away again. */
export function renderIn({ model, el }, style) {
  const place = h("div", { "data-theme": theme(), "data-lm-suppress-shortcuts": "true" }); // keys are the board's, not JupyterLab's
  const root = place.attachShadow({ mode: "open" });
  const body = h("section", { "aria-label": "routesim board" });
  root.append(h("style", {}, style), body);
  for (const kind of ["keydown", "keyup", "keypress"]) place.addEventListener(kind, (event) => event.stopPropagation());
  el.append(place);
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
    place.remove();
  };
}

/** Light or dark, as the notebook is; `auto` where it does not tell. */
function theme() {
  const { jpThemeLight, vscodeThemeKind = "" } = document.body.dataset;
  if (jpThemeLight === "false" || vscodeThemeKind.includes("dark")) return "dark";
  return jpThemeLight === "true" || vscodeThemeKind.includes("light") ? "light" : "auto";
}
