"""Worlds to try: calls files in which two systems may treat a call differently.

First every ending of the one, tried on the other, in its plainest way and with the least and the greatest wait. Then
people who act just where a ring begins or ends on one of the systems, alone and in pairs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, product

from routesim.errors import BoundExceeded
from routesim.exploration.difference.replay import Both, Page, Replays, patiently
from routesim.exploration.exploring import Explorer
from routesim.exploration.pieces import Arrival, Ways
from routesim.exploration.scope import Scope
from routesim.exploration.survey import LONGEST
from routesim.exploration.witnesses import Rehearsal
from routesim.model.dial_plan import TimeCondition
from routesim.result.records import CallRecord
from routesim.routing.steps import Step, microseconds

SECOND = 1_000_000


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


def _timings(ways: Ways) -> Iterator[tuple[Arrival, int | None]]:
    """The ways to an ending, and how long the caller waits in each (None: as is natural)."""
    yield ways.first, None
    for way, waited in {
        (way, waited)
        for way, end in ((ways.first, 0), (ways.first, 1), (ways.least, 0), (ways.greatest, 1))
        if (waited := way.zone.waited[end]) < LONGEST
    }:
        yield way, waited


def route(page: Page) -> Page:
    """The same call, without anybody who does something at a phone."""
    return {**page, "people": {}, "calls": page["calls"][-1:]}


def of_moments(replays: Replays, plain: Page) -> Iterator[Page]:
    """Worlds in which one person does something just when a ring begins or ends on one of the systems.

    In all else they are like *plain*, but for the first phone of the call, which may do other things than ring on.
    """
    for opening, reactions in _scenes(replays, plain):
        for who, entries in reactions.items():
            yield from (_with(opening, {who: entry}) for entry in entries)


def of_pairs(replays: Replays, plain: Page) -> Iterator[Page]:
    """The same with two people who do something."""
    for opening, reactions in _scenes(replays, plain):
        for one, other in combinations(reactions, 2):
            for pair in product(reactions[one], reactions[other]):
                yield _with(opening, dict(zip((one, other), pair, strict=True)))


def _scenes(replays: Replays, plain: Page) -> Iterator[tuple[Page, dict[str, list[Page]]]]:
    """What the first phone does, and what the others may do then."""
    for opening in _openings(replays, plain):
        both = replays.play(opening)
        if both is not None:
            rung = dict.fromkeys(ring.target for record in both for ring in record.rang)
            others = [who for who in rung if not opening["people"].get(who)]
            yield opening, {who: [*_reactions(replays, who, both)] for who in others}


def _openings(replays: Replays, plain: Page) -> Iterator[Page]:
    """*plain*, and what the first phone of the call may do instead of ringing on and on."""
    yield plain
    both = replays.play(plain)
    first = next((ring.target for record in both or () for ring in record.rang), None)
    if first is not None:
        states = ("busy", "unreachable") if first.startswith("+") else ("busy", "dnd", "offline")
        entries: list[Page] = [{"state": state} for state in states]
        for entry in (*entries, {"rejects_after": 0}):
            yield _with(plain, {first: entry})


def _reactions(replays: Replays, who: str, both: Both) -> Iterator[Page]:
    """What *who* may do: be out of reach, or answer at telling moments."""
    yield {"state": "unreachable" if who.startswith("+") else "offline"}
    yield {"state": "busy"}
    moments = sorted({microseconds(at) for record in both for ring in record.rang for at in (ring.start, ring.end)})
    between = [(early + late) // 2 for early, late in pairwise(moments)]
    starts = [start for record in both if (start := _first_ring(who, record)) is not None]
    for delay in sorted({at - start for at in (*moments, *between) for start in starts if at >= start}):
        for state in ({}, *replays.telling_states(who)):
            yield {**state, "answers_after": delay / SECOND}


def _first_ring(who: str, record: CallRecord) -> int | None:
    return next((microseconds(ring.start) for ring in record.rang if ring.target == who), None)


def _with(page: Page, people: dict[str, Page]) -> Page:
    return {**page, "people": {**page["people"], **people}}
