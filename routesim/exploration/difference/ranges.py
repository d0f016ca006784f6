"""Ranges: how far the seconds in a world can go while two systems treat the call just as differently.

That somebody answers after one second is needlessly special where any second before the fifteenth will do. Seconds
matter where something begins or ends on one of the systems: they are tried there, and in between.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise, product
from typing import Any, NamedTuple

from routesim.exploration.difference.replay import Both, Page, Replays
from routesim.exploration.difference.simplifying import Check
from routesim.routing.steps import microseconds

SECOND = 1_000_000
REACTIONS = ("answers_after", "voicemail_after", "rejects_after", "goes_away_after")
MOST_CORNERS = 8
MOST_PRESSES = 4
_ACTS = ("answered", "rejected", "offline", "cancelled")
PROMPTS = "prompts"
"""Stands for the caller, who keys something so many seconds after each prompt."""
TOO_LATE = 10_000
"""After so many seconds no prompt waits any more: the entry is used up, and nothing has been keyed (rule 7.13)."""
Place = tuple[str, ...]
"""Where seconds stand: whose they are, and under which key; an attempt by its number."""


class Range(NamedTuple):
    """From *low* on (*after* it, not at it), until *high*, which does not belong to it; in microseconds.

    *high* is None where nothing but the end of the ring sets the limit, or somebody else who is slower: *sooner* than
    him is all that matters.
    """

    low: int
    after: bool
    high: int | None
    sooner: str | None = None


class Stretch(NamedTuple):
    """A *range*, and the *least* and the *most* that were tried within it."""

    range: Range
    least: int
    most: int


def stretched(page: Page, replays: Replays, still: Check) -> tuple[Page, dict[Place, Range]]:
    """*page* with plain seconds, and how far each of them can go on its own and together with the others.

    Seconds that are tied to each other are left as they are.
    """
    found: dict[Place, Stretch] = {}
    for place in _places(page):
        stretch = _stretch(page, place, replays, still)
        if stretch is not None:
            found[place] = stretch
            page = _plainer(page, place, stretch, still)
    if len(found) > 1:
        found = {place: again for place in found if (again := _stretch(page, place, replays, still)) is not None}
    corners = product(*((stretch.least, stretch.most) for stretch in found.values()))
    for corner in islice(corners, MOST_CORNERS) if len(found) > 1 else ():
        moved = page
        for place, value in zip(found, corner, strict=True):
            moved = _with(moved, place, value)
        if not still(moved):
            return page, _race(page, found, still)
    return page, {place: stretch.range for place, stretch in found.items()}


def _race(page: Page, found: Mapping[Place, Stretch], still: Check) -> dict[Place, Range]:
    """Of two people who answer, that one need only be sooner than the other; nothing where that is not all."""
    if len(found) != 2 or any(place[1:] != ("answers_after",) for place in found):
        return {}
    quick, slow = sorted(found, key=lambda place: _value(page, place))
    least, most = max(found[slow].least, 1), found[slow].most
    if most < least:
        return {}
    for late in (least, (least + most) // 2, most):
        for early in (0, late // 2, late - 1):
            if not still(_with(_with(page, slow, late), quick, early)):
                return {}
    return {quick: Range(0, after=False, high=None, sooner=slow[0]), slow: Range(0, after=False, high=None)}


def _places(page: Page) -> Iterator[Place]:
    for who, entry in page["people"].items():
        yield from ((who, key) for key in (*REACTIONS, "busy_until") if _is_seconds(entry.get(key)))
        for number, attempt in enumerate(entry.get("attempts", ())):
            yield from ((who, key, str(number)) for key in REACTIONS if _is_seconds(attempt.get(key)))
    for number, press in enumerate(page["calls"][-1].get("presses", ())[:MOST_PRESSES]):
        if isinstance(press, dict) and press["after"] < TOO_LATE:
            yield PROMPTS, "after", str(number)


def _is_seconds(value: Any) -> bool:
    return isinstance(value, (int, float))


def _entries(page: Page, place: Place) -> list[Any]:
    who, _, *number = place
    if who == PROMPTS:
        return [*page["calls"][-1]["presses"]]
    return [*page["people"][who]["attempts"]] if number else [page["people"][who]]


def _value(page: Page, place: Place) -> int:
    seconds = _entries(page, place)[int(place[2]) if len(place) > 2 else 0][place[1]]
    return microseconds(seconds)


def _with(page: Page, place: Place, value: int) -> Page:
    """*page* with *value* microseconds at *place*."""
    who, key, *number = place
    entries, at = _entries(page, place), int(number[0]) if number else 0
    entries[at] = {**entries[at], key: value // SECOND if value % SECOND == 0 else value / SECOND}
    if who == PROMPTS:
        *others, examined = page["calls"]
        return {**page, "calls": [*others, {**examined, "presses": entries}]}
    entry = {**page["people"][who], "attempts": entries} if number else entries[0]
    return {**page, "people": {**page["people"], who: entry}}


def _stretch(page: Page, place: Place, replays: Replays, still: Check) -> Stretch | None:
    both = replays.play(page)
    if both is None:
        return None
    value = _value(page, place)
    marks = _marks(both, place, value)
    grid = sorted({value, *marks, *((early + late) // 2 for early, late in pairwise(marks)), marks[-1] + SECOND})
    at = grid.index(value)
    up, down = at, at
    while up + 1 < len(grid) and still(_with(page, place, grid[up + 1])):
        up += 1
    while down and still(_with(page, place, grid[down - 1])):
        down -= 1
    least, most = grid[down], grid[up]
    if least == most:
        return None
    low, after = least, False
    if down and least not in marks:
        low, after = (grid[down - 1], True) if grid[down - 1] in marks else (least, False)
    above = grid[up + 1] if up + 1 < len(grid) else None
    if above is None or not _acts(_with(page, place, above), place[0], replays):
        return Stretch(Range(low, after, None), least, most)
    return Stretch(Range(low, after, above if above in marks else most), least, most)


def _marks(both: Both, place: Place, value: int) -> Sequence[int]:
    """The moments of both calls, counted from when the seconds at *place* begin to be."""
    if place[0] == PROMPTS:
        return [*range(0, value + 2 * SECOND, SECOND)]
    whole = [microseconds(at) for record in both for ring in record.rang for at in (ring.start, ring.end)]
    whole += [microseconds(record.waited) for record in both]
    if place[1] == "busy_until":
        return sorted({0, *whole})
    number = int(place[2]) if len(place) > 2 else 0
    rings = ([ring for ring in record.rang if ring.target == place[0]] for record in both)
    starts = {microseconds(own[number].start) for own in rings if len(own) > number}
    return sorted({0, *(at - start for at in whole for start in starts if at >= start)})


def _acts(page: Page, who: str, replays: Replays) -> bool:
    """Tell whether a ring of *who* ends on either system by something that is done, there or elsewhere."""
    both = replays.play(page)
    return both is not None and any(
        ring.target == who and ring.result in _ACTS and ring.end > ring.start for record in both for ring in record.rang
    )


def _plainer(page: Page, place: Place, stretch: Stretch, still: Check) -> Page:
    """*page* with a whole number of seconds at *place*, not on the very edge, if there is one."""
    low = stretch.range.low
    whole = (low // SECOND + 1) * SECOND
    for value in (whole, low):
        if stretch.least <= value and still(plainer := _with(page, place, value)):
            return plainer
    return page
