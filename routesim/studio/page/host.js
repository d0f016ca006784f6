// Where the board stands: on a page of its own, or among a notebook's cells. What differs between the two is told here.

/**
 * `root` is searched for elements, `body` holds the frame, `themed` carries the choice of colours; `isPage` tells whether
 * the address, the title and what the browser keeps are the board's own. `ask` and `first` put questions.
 */
export const host = { root: null, body: null, themed: null, isPage: true, ask: null, first: null, offline: "", footer: "" };

/** Stand somewhere, once and for all. */
export function stand(given) {
  Object.assign(host, given);
}

/** The element with that id. */
export const at = (id) => host.root.getElementById(id);
