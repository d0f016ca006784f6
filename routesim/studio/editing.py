"""What can be changed on the page: sliders and ticks, written into the configuration's text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from routesim.errors import Path, RoutesimError
from routesim.files.splicing import Edit, NoSuchPlace, spliced
from routesim.model.forwarding import MOST_WINDOW, RingPlan
from routesim.model.system import PhoneSystem
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
_SLIDERS = {
    ("users", 0, "forwarding", "no_answer", "destinations", 0, "ring"),
    ("users", 0, "forwarding", "busy", "destinations", 0, "ring"),
    ("users", 0, "follow_me", "destinations", 0, "ring"),
}
"""The places that the page changes, every index as 0."""


def edited(before: Opened, asked: Any) -> Opened:
    """The configuration with what is *asked*: a list of `{path, value}`.

    Raises RoutesimError for a place that the page does not change, UnusableInput where nothing usable comes of it.
    """
    if not isinstance(asked, list) or len(asked) > MOST_EDITS:
        raise RoutesimError(f"edits: expected a list of {MOST_EDITS} changes at most")
    if not asked:
        return before
    try:
        return opened(spliced(before.text, _edits(before.system, map(_read, asked))))
    except NoSuchPlace as error:
        raise RoutesimError(f"{error}: this cannot be changed here, expected it to be changed in an editor") from None


def _read(asked: Any) -> Edit:
    path = asked.get("path") if isinstance(asked, Mapping) else None
    value: Any = asked.get("value") if isinstance(asked, Mapping) else None
    if isinstance(path, list) and all(isinstance(part, str | int) and not isinstance(part, bool) for part in path):
        kind = tuple(0 if isinstance(part, int) else part for part in path)
        if kind in _TICKS and isinstance(value, bool):
            return Edit(tuple(path), value)
        if kind in _LENGTHS and _is_time(value):
            return Edit(tuple(path), value)
        if kind in _SLIDERS and isinstance(value, list) and len(value) == 2 and all(map(_is_time, value)):
            return Edit(tuple(path), value)
    raise RoutesimError("edits: expected a tick, a ring time or a slider, each with its path and its value")


def _is_time(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= MOST_WINDOW


def _edits(system: PhoneSystem, asked: Iterable[Edit]) -> Iterator[Edit]:
    """*asked*, and for each slider that moves the one below it, should that begin where this one ends: it stays."""
    for edit in asked:
        if "destinations" in edit.path:
            yield from _follower(system, edit.path)
        yield edit


def _follower(system: PhoneSystem, path: Path) -> Iterator[Edit]:
    _, user, *keys, place, _ = path
    if not 0 <= int(user) < len(system.users):
        return
    plan: Any = system.users[int(user)]
    for key in keys[:-1]:
        plan = getattr(plan, str(key))
    below = int(place) + 1
    has_follower = isinstance(plan, RingPlan) and below < len(plan.destinations)
    if has_follower and not isinstance(plan.destinations[below].ring, tuple):
        yield Edit((*path[:-2], below, "ring"), list(plan.windows[below]))
