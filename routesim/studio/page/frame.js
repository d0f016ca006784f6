// The frame that everything is shown in: empty places, which the board fills.

import { h } from "./dom.js";
import { host } from "./host.js";

/** Put the frame into its host. */
export function frame() {
  const { isPage } = host;
  host.body.classList.add("page", "waiting");
  host.body.append(
    ...[
      isPage && h("a", { class: "skip", href: "#stage" }, "Skip to the timeline"),
      top(isPage),
      h("div", { id: "problems" }),
      h(isPage ? "main" : "div", { class: "main" }, h("div", { id: "lesson" }), left(), right(), told()),
      isPage && h("a", { id: "peek", class: "peek", href: "#stage", hidden: true }, h("span"), h("b", {}, "Show")),
      h("footer", {}, h("p", {}, host.footer)),
      h("div", { id: "said", class: "unseen", role: "status", "aria-live": "polite" }),
      h("dialog", { id: "dialog", "aria-labelledby": "dialog-title" }),
    ].filter(Boolean),
  );
}

function top(isPage) {
  const name = h("div", {}, h("h1", { id: "system" }, "routesim studio"), h("p", { id: "inventory" }, "Opening the phone system …"));
  const sign = isPage && h("img", { src: "/icon.svg", alt: "", width: 32, height: 32 });
  return h(
    "header",
    { class: "top" },
    h("div", { class: "brand" }, sign, name),
    h("div", { id: "tools", class: "tools", role: "toolbar", "aria-label": "Tools" }),
  );
}

function left() {
  return h(
    "div",
    { class: "left" },
    h("section", { class: "card", "aria-label": "The call" }, h("form", { id: "form", autocomplete: "off" })),
    h("section", { "aria-labelledby": "phones-title" }, h("h2", { id: "phones-title" }, "Phones"), h("div", { id: "phones" })),
  );
}

function right() {
  return h(
    "div",
    { class: "right" },
    h(
      "section",
      { id: "stage", class: "card stage", "aria-labelledby": "stage-title", tabindex: "-1" },
      h("header", {}, h("h2", { id: "stage-title" }, "Timeline"), h("span", { id: "side" })),
      h("div", { id: "ending" }),
      h("div", { id: "transport", class: "transport" }),
      h("div", { id: "timeline", class: "timeline" }),
    ),
    h("section", { id: "more", class: "card more-about", "aria-label": "More about this number" }),
  );
}

function told() {
  return h(
    "section",
    { class: "card told", "aria-labelledby": "story-title" },
    h("h2", { id: "story-title" }, "What happens"),
    h("div", { id: "story", tabindex: "0", role: "group", "aria-label": "The story" }),
  );
}
