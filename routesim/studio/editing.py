"""What can be changed on the page: sliders, ticks and lists, written into the configuration's text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from routesim.errors import Path, Problem, RoutesimError, UnusableInput
from routesim.files.splicing import Edit, NoSuchPlace, spliced
from routesim.model.forwarding import MOST_WINDOW
from routesim.model.system import PhoneSystem
from routesim.studio.destinations import PLANS, Listing, listing, plan_at, relisted
from routesim.studio.limits import MOST_EDITS
from routesim.studio.opening import Opened, opened

_TICKS = {
    ("users", 0, "multiple_calls"),
    ("users", 0, "voicemail"),
    ("users", 0, "forwarding", "no_answer", "voicemail"),
    ("users", 0, "forwarding", "busy", "voicemail"),
    ("users", 0, "follow_me", "enabled"),
    ("users", 0, "follow_me", "voicemail"),
    ("switches", 0, "state"),
}
_LENGTHS = {("users", 0, "ring_time")}
_SLIDERS = {(*plan, "destinations", 0, "ring") for plan in PLANS}
"""The places that the page changes, every index as 0."""
Change = Edit | Listing


def edited(before: Opened, asked: Any) -> Opened:
    """The configuration with what is *asked*, one change after the other.

    Each is a `{path, value}`, or one of Listing: `{path, add}`, `{path, remove: true}`, `{path, move}`.

    Raises RoutesimError for a place that the page does not change, UnusableInput where nothing usable comes of it.
    """
    if not isinstance(asked, list) or len(asked) > MOST_EDITS:
        raise RoutesimError(f"edits: expected a list of {MOST_EDITS} changes at most")
    for is_listing, changes in groupby(map(_read, asked), lambda change: isinstance(change, Listing)):
        for some in [[change] for change in changes] if is_listing else [list(changes)]:
            before = _changed(before, some)
    return before


def _changed(before: Opened, changes: list[Change]) -> Opened:
    """*before* with *changes*: values, or a single one of a list."""
    first = changes[0]
    try:
        if isinstance(first, Listing):
            return opened(relisted(before, first))
        values = (change for change in changes if isinstance(change, Edit))
        return opened(spliced(before.text, _edits(before.system, values)))
    except NoSuchPlace:
        message = "this cannot be changed here, expected it to be changed in an editor"
        raise UnusableInput([Problem("RS000", message, path=first.path)]) from None


def _read(asked: Any) -> Change:
    path = asked.get("path") if isinstance(asked, Mapping) else None
    if isinstance(path, list) and path and all(type(part) in (str, int) for part in path):
        change = _value(tuple(path), asked["value"]) if "value" in asked else listing(asked, tuple(path))
        if change is not None:
            return change
    raise RoutesimError("edits: expected a tick, a ring time, a slider or a destination, each with its path")


def _value(path: Path, value: Any) -> Edit | None:
    """A value for one of the places above; None for another, or where another kind of value was expected."""
    kind = tuple(0 if isinstance(part, int) else part for part in path)
    is_slider = isinstance(value, list) and len(value) == 2 and all(map(_is_time, value))
    is_wanted = (
        (kind in _TICKS and isinstance(value, bool))
        or (kind in _LENGTHS and _is_time(value))
        or (kind in _SLIDERS and is_slider)
    )
    return Edit(path, value) if is_wanted else None


def _is_time(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= MOST_WINDOW


def _edits(system: PhoneSystem, asked: Iterable[Edit]) -> Iterator[Edit]:
    """*asked*, and for each slider that moves the one below it, should that begin where this one ends: it stays."""
    for edit in asked:
        if "destinations" in edit.path:
            yield from _follower(system, edit.path)
        yield edit


def _follower(system: PhoneSystem, path: Path) -> Iterator[Edit]:
    *plan_path, _, place, _ = path
    plan = plan_at(system, plan_path)
    below = int(place) + 1
    if below < len(plan.destinations) and not isinstance(plan.destinations[below].ring, tuple):
        yield Edit((*path[:-2], below, "ring"), list(plan.windows[below]))
