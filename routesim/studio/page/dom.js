// Elements from plain descriptions. Everything that is shown is text: nothing here can read markup.

import { at } from "./host.js";

const TYPED = new Set(["text", "number", "datetime-local"]);
const SVG = "http://www.w3.org/2000/svg";
const PROPERTIES = new Set(["value", "checked", "disabled", "open", "selected", "indeterminate"]);

/** Make an element: `h("button", {class: "x", onclick: f}, "text", child)`. Nothing comes of null, false and "". */
export function h(tag, attributes = {}, ...children) {
  return made(document.createElement(tag), attributes, children);
}

/** Make an element of a drawing. */
export function s(tag, attributes = {}, ...children) {
  return made(document.createElementNS(SVG, tag), attributes, children);
}

function made(element, attributes, children) {
  element.handlers = {};
  element.wanted = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) {
      if (PROPERTIES.has(name)) element.wanted[name] = false;
    } else if (name.startsWith("on")) {
      element.handlers[name.slice(2)] = value;
    } else if (name === "style") {
      for (const [key, part] of Object.entries(value)) element.style.setProperty(key, part);
    } else if (PROPERTIES.has(name)) {
      element.wanted[name] = value;
    } else {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.flat(4).filter((child) => child || child === 0));
  for (const [name, value] of Object.entries(element.wanted)) element[name] = value;
  for (const name of Object.keys(element.handlers)) listen(element, name);
  return element;
}

/** Listen once for each kind of event; what is done then is looked up, so that `show` can change it. */
function listen(element, name) {
  element.addEventListener(name, (event) => element.handlers[name]?.(event));
}

/** Let *parent* show *children*, changing what is there instead of replacing it: focus and drags survive. */
export function show(parent, ...children) {
  const wanted = children.flat(4).filter((child) => child || child === 0);
  const nodes = wanted.map((child) => (child instanceof Node ? child : document.createTextNode(String(child))));
  const keys = new Set(nodes.map((node) => node.dataset?.key));
  const known = new Map();
  for (const node of [...parent.childNodes]) {
    if (!node.dataset?.key) continue;
    if (keys.has(node.dataset.key)) known.set(node.dataset.key, node);
    else node.remove(); // first, so that what stays need not be moved
  }
  let place = parent.firstChild;
  for (const node of nodes) {
    const key = node.dataset?.key;
    const found = key ? known.get(key) : place && !place.dataset?.key ? place : null;
    const old = found && alike(found, node) ? found : null;
    if (old) {
      if (old === place) place = place.nextSibling;
      else parent.insertBefore(old, place);
      change(old, node);
    } else {
      parent.insertBefore(node, place);
    }
  }
  while (place) {
    const next = place.nextSibling;
    place.remove();
    place = next;
  }
}

function alike(old, node) {
  return old.nodeType === node.nodeType && old.nodeName === node.nodeName && old.type === node.type;
}

function change(old, node) {
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== node.data) old.data = node.data;
    return;
  }
  for (const { name } of [...old.attributes]) {
    if (!node.hasAttribute(name) && name !== "style" && name !== "open") old.removeAttribute(name);
  }
  for (const { name, value } of node.attributes) {
    if (name !== "style" && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  const style = node.getAttribute("style"); // far quicker than to ask for the styles themselves
  if (old.getAttribute("style") !== style) old.style.cssText = style ?? "";
  for (const name of Object.keys(node.handlers ?? {})) if (!(name in (old.handlers ?? {}))) listen(old, name);
  old.handlers = node.handlers;
  if (!node.dataset.alone) show(old, [...node.childNodes]);
  for (const [name, value] of Object.entries(node.wanted ?? {})) {
    if (name === "open" || (name === "value" && isTyping(old) && old.wanted.value === value)) continue; // the reader's affair
    if (old[name] !== value) old[name] = value;
  }
  old.wanted = node.wanted;
}

/** Whether somebody may have begun to type into *element*. */
function isTyping(element) {
  return TYPED.has(element.type) && element.getRootNode().activeElement === element;
}

const PATHS = {
  play: "M7 4.5v15l12-7.5z",
  pause: "M7 5h3.6v14H7zM13.4 5H17v14h-3.6z",
  next: "M6 5l9 7-9 7zM16 5h2.6v14H16z",
  back: "M18 5l-9 7 9 7zM5.4 5H8v14H5.4z",
  undo: "M9 7V3.5L3.5 9 9 14.5V11c4.5 0 7.5 1.4 9.6 4.6C18 10.4 15 7.6 9 7z",
  redo: "M15 7V3.5L20.5 9 15 14.5V11c-4.5 0-7.5 1.4-9.6 4.6C6 10.4 9 7.6 15 7z",
  link: "M10.6 13.4a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1.3 1.3 1.5 1.4 1.2-1.2a2 2 0 1 1 2.9 2.8l-3 3a2 2 0 0 1-2.9 0zm2.8-2.8a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1.3-1.3-1.5-1.4L9 17.8A2 2 0 1 1 6.1 15l3-3a2 2 0 0 1 2.9 0z",
  save: "M11 4h2v8.2l3-3 1.4 1.4L12 16l-5.4-5.4L8 9.2l3 3zM5 18h14v2H5z",
  book: "M4 5.5C6.5 4 9.500 4 12 5.600 14.500 4 17.500 4 20 5.500V19c-2.500-1.300-5.500-1.300-8 .3-2.500-1.600-5.500-1.600-8-.3zm2 1.200v9.700c1.700-.5 3.400-.4 5 .2V7.300C9.400 6.400 7.600 6.200 6 6.700zm12 0c-1.600-.5-3.400-.3-5 .6v9.300c1.600-.6 3.300-.7 5-.2z",
  theme: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 2v14a7 7 0 0 1 0-14z",
  call: "M6.600 3.500l3 .9 1 3.800-2 1.800c1 2 2.600 3.600 4.700 4.700l1.800-2 3.800 1 .9 3c-.3 1.700-1.600 2.800-3.300 2.800C10 19.200 4.500 13.500 4 6.900 4 5 5 3.800 6.600 3.500z",
  plus: "M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z",
  up: "M12 7l6.5 6.5-1.5 1.5-5-5-5 5-1.5-1.5z",
  down: "M12 16.5l6.5-6.5-1.5-1.5-5 5-5-5-1.5 1.5z",
  close: "M6.400 5L12 10.600 17.600 5 19 6.400 13.400 12l5.600 5.600-1.400 1.400L12 13.400 6.400 19 5 17.600l5.600-5.600L5 6.400z",
};

/** A small picture that says nothing to a screen reader. */
export function icon(name) {
  const shape = s("path", { d: PATHS[name] });
  return s("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true", focusable: "false" }, shape);
}

/** Say something to those who cannot see it. */
export function announce(text) {
  const place = at("said");
  if (place.textContent !== text) place.textContent = text;
}
