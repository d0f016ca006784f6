"""How much time calls leave: for each user, how long a call that comes there by forwards can stay at most (rule 5.5).

A call is dialled, or is led by a number or a dial plan: then it stays as long as it likes, or as long as the element
allows. Or it comes by somebody's ring plan, and stays until the window closes, and all windows around that one. Whose
plan begins at once (offline, busy, Follow Me) leaves the most; nothing here asks how likely that is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from routesim.lint.entries import FOREVER, Entry
from routesim.lint.knots import Graph, knots
from routesim.lint.plans import USER, Leg, Plan

if TYPE_CHECKING:
    from routesim.lint.survey import Survey


class Arrival(NamedTuple):
    """A way in which calls come to a user: with so much time *left* in microseconds, so many *forwards* deep.

    *entry* is how it began, None for a user who is dialled by colleagues at most; *way* the ring plans since then, each
    with the destination that rings.
    """

    left: int
    forwards: int
    entry: Entry | None
    way: tuple[tuple[Plan, Leg], ...] = ()


Arrivals = dict[str, list[Arrival]]
"""For each user the arrivals that no other surpasses in both, the fewest forwards first."""


def arrivals(survey: Survey) -> Arrivals:
    """The best ways in which calls come to each user."""
    found: Arrivals = {}
    newest = _beginnings(survey)
    for forwards in range(survey.system.settings.max_forwards + 1):
        for extension, arrival in newest.items():
            found.setdefault(extension, []).append(arrival)
        onwards: dict[str, Arrival] = {}
        for extension, arrival in newest.items():
            for there, later in _onwards(survey, extension, arrival):
                known = onwards[there] if there in onwards else found[there][-1] if there in found else None
                if known is None or later.left > known.left:
                    onwards[there] = later
        if not onwards or forwards == survey.system.settings.max_forwards:
            break
        newest = onwards
    return found


def _onwards(survey: Survey, extension: str, arrival: Arrival) -> Iterator[tuple[str, Arrival]]:
    """Where a call that has come so to *extension* is forwarded to, with its time there."""
    if survey.system.settings.forwarded_calls == "ring_only":
        return
    for plan in survey.plans[extension]:
        for leg in plan.legs:
            left = min(leg.end, arrival.left) - leg.start
            if left > 0 and leg.user is not None:
                yield leg.user, Arrival(left, arrival.forwards + 1, arrival.entry, (*arrival.way, (plan, leg)))


def _beginnings(survey: Survey) -> dict[str, Arrival]:
    """How calls come to users without a forward: the entries, and whoever is reached by nothing but colleagues."""
    found: dict[str, Arrival] = {}
    for entry in survey.entries:
        if entry.node.startswith(USER):
            extension = entry.node[len(USER) :]
            if extension not in found or entry.limit > found[extension].left:
                found[extension] = Arrival(entry.limit, 0, entry)
    for extension in _unled(survey, found):
        found[extension] = Arrival(FOREVER, 0, None)
    return found


def _unled(survey: Survey, led: dict[str, Arrival]) -> Iterator[str]:
    """The users to whom nothing leads, but for those who lead back to each other; all others where only lines ring."""
    if survey.system.settings.forwarded_calls == "ring_only":
        yield from (extension for extension in survey.plans if extension not in led)
        return
    graph: Graph = survey.forwards
    parts = knots(graph)
    number = {extension: place for place, part in enumerate(parts) for extension in part}
    reached = {number[there] for here, onwards in graph.items() for there in onwards if number[here] != number[there]}
    for place, part in enumerate(parts):
        if place not in reached and not any(extension in led for extension in part):
            yield from part


def longest_ring(survey: Survey, plan: Plan, leg: Leg) -> int:
    """How long the destination of *leg* rings at most, in microseconds, by all ways in which calls come to its plan."""
    most = survey.system.settings.max_forwards
    ways = survey.arrivals.get(plan.user.extension, ())
    return max(
        (min(leg.end, way.left) - leg.start for way in ways if way.forwards < most and way.left > leg.start), default=0
    )
