"""Worlds to try: calls files in which two systems may treat a call differently.

First every ending of the one, tried on the other, in its plainest way and with the least and the greatest wait. Then
people who act just where a ring begins or ends on one of the systems, alone and in pairs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import Any

from routesim.errors import BoundExceeded
from routesim.exploration.difference.replay import Both, Page, Replays, patiently
from routesim.exploration.exploring import LONGEST, Explorer
from routesim.exploration.scope import Scope
from routesim.exploration.search import Ways
from routesim.exploration.witnesses import Rehearsal
from routesim.model.dial_plan import TimeCondition
from routesim.result.records import CallRecord
from routesim.routing.steps import Step, microseconds

SECOND = 1_000_000
MOST_PAIRS = 2_000
"""So many pairs of people are tried for one number."""


def of_endings(explorer: Explorer, scope: Scope, first: Step, conditions: Sequence[TimeCondition]) -> Iterator[Page]:
    """For every ending on one system, calls files that play to it there."""
    rehearsal = Rehearsal(scope, explorer.preferred)
    try:
        for search in explorer.searches(scope, first, conditions):
            for ending, ways in search.endings.items():
                if ending[0] != "abandoned":
                    found = (rehearsal.witness(ending, way, waited) for way, waited in _timings(ways))
                    yield from (patiently(witness.page) for witness in found if witness is not None)
    except BoundExceeded:
        return


def _timings(ways: Ways) -> Iterator[tuple[Any, int | None]]:
    """The ways to an ending, and how long the caller waits in each (None: as is natural)."""
    yield ways.first, None
    least, greatest = ways.waited
    yield ways.least, least
    if greatest < LONGEST:
        yield ways.greatest, greatest


def of_moments(replays: Replays, plain: Page) -> Iterator[Page]:
    """People who act just when a ring begins or ends on one of the systems, in a world that is otherwise *plain*."""
    for opening in _openings(replays, plain):
        both = replays.play(opening)
        if both is None:
            continue
        reactions = {who: [*_reactions(who, both)] for who in _rung(both) if not opening["people"].get(who)}
        for who, entries in reactions.items():
            yield from (_with(opening, {who: entry}) for entry in entries)
        tried = 0
        for one, other in combinations(reactions, 2):
            for pair in product(reactions[one], reactions[other]):
                tried += 1
                if tried > MOST_PAIRS:
                    return
                yield _with(opening, dict(zip((one, other), pair, strict=True)))


def _openings(replays: Replays, plain: Page) -> Iterator[Page]:
    """*plain*, and what the first phone of the call may do instead of ringing on and on."""
    yield plain
    both = replays.play(plain)
    first = next((ring.target for record in both or () for ring in record.rang), None)
    if first is not None:
        outside = first.startswith("+")
        for entry in (
            {"state": "busy"},
            {"state": "unreachable" if outside else "offline"},
            {"state": "dnd"},
            {"rejects_after": 0},
        ):
            if not outside or entry.get("state") != "dnd":
                yield _with(plain, {first: entry})


def _rung(both: Both) -> list[str]:
    """The phones that the call came to on either system."""
    return [*dict.fromkeys(ring.target for record in both for ring in record.rang)]


def _reactions(who: str, both: Both) -> Iterator[dict[str, Any]]:
    """What *who* may do: be out of reach, or answer at telling moments."""
    yield {"state": "unreachable" if who.startswith("+") else "offline"}
    yield {"state": "busy"}
    moments = sorted({microseconds(at) for record in both for ring in record.rang for at in (ring.start, ring.end)})
    between = [(early + late) // 2 for early, late in zip(moments, moments[1:], strict=False)]
    starts = {_first_ring(who, record) for record in both} - {None}
    delays = {at - start for at in (*moments, *between) for start in starts if start is not None and at >= start}
    yield from ({"answers_after": delay / SECOND} for delay in sorted(delays))


def _first_ring(who: str, record: CallRecord) -> int | None:
    return next((microseconds(ring.start) for ring in record.rang if ring.target == who), None)


def _with(page: Page, people: dict[str, dict[str, Any]]) -> Page:
    return {**page, "people": {**page["people"], **people}}
