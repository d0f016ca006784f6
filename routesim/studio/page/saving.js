// What a notebook saves of its widgets, where it does: all but the board. Without a kernel that is an empty frame, and
// whoever exports the notebook would be shown it instead of the picture that stands beside it.

const BOARD = "routesim.studio.widget.Board";
const MARK = Symbol.for("routesim");

/** Leave boards out of whatever *manager* is asked to save. */
export function leaveOut(manager) {
  for (const name of ["get_state_sync", "get_state"]) {
    const all = manager?.[name];
    if (all && !all[MARK]) manager[name] = Object.assign((...given) => withoutBoards(all.apply(manager, given)), { [MARK]: true });
  }
}

function withoutBoards(found) {
  if (typeof found?.then === "function") return found.then(withoutBoards);
  for (const [id, { state }] of Object.entries(found?.state ?? {})) if (state?._anywidget_id === BOARD) delete found.state[id];
  return found;
}
