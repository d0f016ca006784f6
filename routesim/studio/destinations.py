"""Who is in a ring plan: somebody is added, taken off, or moved, and everybody else's slider stays where it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from routesim.errors import Path, Problem, UnusableInput
from routesim.files.rearranging import Item, rearranged
from routesim.files.splicing import Edit, NoSuchPlace, spliced
from routesim.model.forwarding import DEFAULT_RING, MOST_WINDOW, RingPlan
from routesim.model.numbers import is_dialable, looks_internal, strip_separators, to_e164
from routesim.model.system import PhoneSystem
from routesim.result.typography import printable
from routesim.studio.limits import LONGEST_NUMBER, MOST_DESTINATIONS
from routesim.studio.opening import Opened

PLANS = {("users", 0, "forwarding", "no_answer"), ("users", 0, "forwarding", "busy"), ("users", 0, "follow_me")}
"""The ring plans that the page changes, every index as 0."""


class Listing(NamedTuple):
    """A change of the ring plan at *path*: *add* a number, take off the destination at *place*, or *move* it.

    *window*: when who is added rings, in seconds; behind all others where it is None. With neither *add* nor *place*
    everybody is taken off.
    """

    path: Path
    place: int | None = None
    move: int | None = None
    add: str | None = None
    window: tuple[float, float] | None = None


def listing(asked: Mapping[str, Any], path: Path) -> Listing | None:
    """Read a change that is *asked* for the place at *path*; None where it is no change of a list."""
    plan, place = (path[:-2], path[-1]) if isinstance(path[-1], int) else (path[:-1], None)
    kind = tuple(0 if isinstance(part, int) else part for part in plan)
    if kind not in PLANS or path[len(plan)] != "destinations":
        return None
    window = asked.get("window")
    match {key: value for key, value in asked.items() if key not in ("path", "window")}:
        case {"add": str(number), **rest} if place is None and not rest and _is_window(window):
            return Listing(plan, add=number, window=None if window is None else (window[0], window[1]))
        case {"remove": True, **rest} if not rest and window is None:
            return Listing(plan, place)
        case {"move": int(move), **rest} if place is not None and not rest and window is None:
            return Listing(plan, place, int(move))
    return None


def _is_window(window: Any) -> bool:
    if window is None:
        return True
    is_pair = isinstance(window, list) and len(window) == 2
    are_times = is_pair and all(isinstance(at, int | float) and not isinstance(at, bool) for at in window)
    return are_times and 0 <= window[0] < window[1] <= MOST_WINDOW


def relisted(before: Opened, change: Listing) -> str:
    """The text of *before* with *change* made. Raises UnusableInput where it cannot be, NoSuchPlace likewise."""
    plan = plan_at(before.system, change.path)
    items: list[Item] = list(range(len(plan.destinations)))
    if change.add is not None:
        items.append(_entry(before.system, plan, change))
    elif change.place is None:
        items = []
    else:
        _reorder(items, change)
    return _with_windows_kept(before.text, plan, (*change.path, "destinations"), items)


def plan_at(system: PhoneSystem, path: Sequence[str | int]) -> RingPlan:
    """The ring plan to which one of PLANS leads. Raises NoSuchPlace for a user that is not there."""
    user = int(path[1])
    if not 0 <= user < len(system.users):
        raise NoSuchPlace("users")
    found: Any = system.users[user]
    for key in path[2:]:
        found = getattr(found, str(key))
    assert isinstance(found, RingPlan)
    return found


def _reorder(items: list[Item], change: Listing) -> None:
    assert change.place is not None
    if not 0 <= change.place < len(items) or not 0 <= (change.move or 0) < len(items):
        raise NoSuchPlace("destinations")
    item = items.pop(change.place)
    if change.move is not None:
        items.insert(change.move, item)


def _entry(system: PhoneSystem, plan: RingPlan, change: Listing) -> Item:
    if len(plan.destinations) >= MOST_DESTINATIONS:
        raise _refused(f"the page lists {MOST_DESTINATIONS} destinations at most")
    to = _destination(system, change.add or "")
    last = max((end for _, end in plan.windows), default=0.0)
    start = min(last, MOST_WINDOW - DEFAULT_RING)
    return {"to": to, "ring": list(change.window or (start, start + DEFAULT_RING))}


def _destination(system: PhoneSystem, typed: str) -> str:
    """A user's extension, or a number in E.164, out of what was *typed*. Raises UnusableInput for all else."""
    number = strip_separators(typed.strip())
    shown = printable(typed.strip()[:LONGEST_NUMBER])
    if len(typed) > LONGEST_NUMBER or not number or not is_dialable(number):
        said = f"{shown} is no number" if shown else "nothing is typed yet"
        raise _refused(f"{said}: expected a user's extension, or a phone number such as +32470000101")
    if looks_internal(number):
        return _extension(system, number)
    found = to_e164(number, system.settings.country)
    if found is None:
        raise _refused(f"{shown} is no phone number that exists: expected one such as +32470000101")
    return found


def _extension(system: PhoneSystem, number: str) -> str:
    if any(user.extension == number for user in system.users):
        return number
    taken = system.names.get(number)
    said = f"there is no user {number}" if taken is None else f"{number} is {printable(taken)}, and no user"
    raise _refused(f"{said}: expected a user's extension, or a phone number")


def _refused(message: str) -> UnusableInput:
    return UnusableInput([Problem("RS000", message, path=("edits",))])


def _with_windows_kept(text: str, plan: RingPlan, path: Path, items: Sequence[Item]) -> str:
    """*text* with *items*; sliders that begin where the one above ends are written out where that is another now."""
    edits = [
        Edit((*path, item, "ring"), list(plan.windows[item]))
        for above, item in zip([-1, *items], items, strict=False)
        if isinstance(item, int) and above != item - 1 and not isinstance(plan.destinations[item].ring, tuple)
    ]
    return rearranged(spliced(text, edits), path, items)
