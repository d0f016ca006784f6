"""Worlds to try: calls files in which two systems may treat a call differently.

First every ending of the one, tried on the other; then calls that are led to where the systems part, and people who
act there just where a ring begins or ends on one of the systems, alone and in pairs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, product
from random import Random

from routesim.exploration.difference.ranges import TOO_LATE
from routesim.exploration.difference.replay import Both, Page, Replays, patiently
from routesim.exploration.exploring import Explorer
from routesim.exploration.pieces import Arrival, Ways
from routesim.exploration.scope import Scope
from routesim.exploration.search import Search
from routesim.exploration.survey import LONGEST
from routesim.exploration.witnesses import Rehearsal
from routesim.result.records import CallRecord
from routesim.routing.steps import microseconds

SECOND = 1_000_000
SOON, LATE = 1, 7
HISTORIES, MOST_BEFORE = 60, 4
"""So many histories of a queue are tried, with so many calls at most."""
APART = 100
TALKS = (5, 350)
EARLIER_CALLER = "+32470999999"
MOST_PRESSES = 2
"""So many of the last keys of a way to an ending are keyed behind those that lead to where the systems part."""
MOST_OFFERS = 6
"""At so many calls of the same phone somebody may answer."""


def of_endings(explorer: Explorer, scope: Scope, searches: Sequence[Search], naturally: bool) -> Iterator[Page]:
    """For every ending on one system, calls files that play to it there: *naturally*, or early and late."""
    rehearsal = Rehearsal(scope, explorer.preferred)
    for search in searches:
        for ending, ways in search.endings.items():
            if ending[0] != "abandoned":
                timings = [(ways.first, None)] if naturally else _timings(ways)
                found = (rehearsal.witness(ending, way, waited) for way, waited in timings)
                yield from (patiently(witness.page) for witness in found if witness is not None)


def _timings(ways: Ways) -> Iterator[tuple[Arrival, int | None]]:
    """The ways to an ending, and how long the caller waits in each."""
    for way, end in ((ways.first, 0), (ways.first, 1), (ways.least, 0), (ways.greatest, 1)):
        if (waited := way.zone.waited[end]) < LONGEST:
            yield way, waited


def route(page: Page) -> Page:
    """The same call, without anybody who does something at a phone."""
    return {**page, "people": {}, "calls": page["calls"][-1:]}


def led(plain: Page, start: str, keyed: Sequence[str | None]) -> Page:
    """The *plain* call placed at *start*, by somebody who has *keyed* that at the prompts (None: nothing)."""
    last = max((place for place, keys in enumerate(keyed, 1) if keys is not None), default=0)
    presses = [{"keys": "0", "after": TOO_LATE} if keys is None else keys for keys in keyed[:last]]
    examined = {**plain["calls"][-1], "presses": presses} if presses else plain["calls"][-1]
    return {**plain, "start": start, "calls": [examined]}


def of_parting(way: Page, endings: Sequence[Page]) -> Iterator[Page]:
    """Worlds in which the call is led on its *way*, and then goes on as one of *endings* does."""
    examined = way["calls"][-1]
    for page in endings:
        *others, own = page["calls"]
        keyed = own.get("presses", ())
        for more in range(min(len(keyed), MOST_PRESSES) + 1):
            presses = [*examined.get("presses", ()), *keyed[len(keyed) - more :]]
            call = {**own, "from": examined["from"], "presses": presses}
            yield {**page, "start": way["start"], "calls": [*others, call]}


def of_races(replays: Replays, way: Page) -> Iterator[Page]:
    """Worlds in which everybody answers who is called from some moment on, or one of all later than the others."""
    both = replays.play(way)
    rings = sorted((ring.start, ring.target) for record in both or () for ring in record.rang)
    rung = [*dict.fromkeys(target for _, target in rings)]
    for first in range(len(rung) - 1):
        yield _with(way, {who: {"answers_after": SOON} for who in rung[first:]})
    for late in rung if len(rung) > 1 else ():
        yield _with(way, {who: {"answers_after": LATE if who == late else SOON} for who in rung})


def of_histories(replays: Replays, way: Page) -> Iterator[Page]:
    """Worlds in which the queue that the call joins has been called before: strategies differ in what they remember.

    What its agents did then is drawn by lot, always the same.
    """
    both = replays.play(way)
    queue = next((node[len("queue:") :] for record in both or () for node in record.path if node[:6] == "queue:"), None)
    agents = [*dict.fromkeys(ring.target for record in both or () for ring in record.rang)]
    lots = Random(0)
    for number in range(HISTORIES if queue is not None and len(agents) > 1 else 0):
        before = range(1 + number * MOST_BEFORE // HISTORIES)
        earlier = [
            {
                "id": f"earlier {place}",
                "from": EARLIER_CALLER,
                "to": queue,
                "at": place * APART,
                "talk": lots.choice(TALKS),
            }
            for place in before
        ]
        answers = {"answers_after": SOON}
        acts = {who: {"attempts": [lots.choice(({}, answers)) for _ in before], **answers} for who in agents}
        examined = {**way["calls"][-1], "at": len(before) * APART}
        yield {**way, "people": acts, "calls": [*earlier, examined]}


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
    """What *who* may do: be out of reach, or answer at telling moments, or when called again."""
    refusals: list[Page] = [{"state": state} for state in ("unreachable" if who.startswith("+") else "offline", "busy")]
    yield from refusals
    yield {"state": "busy", "answers_after": SOON}
    moments = sorted({microseconds(at) for record in both for ring in record.rang for at in (ring.start, ring.end)})
    between = [(early + late) // 2 for early, late in pairwise(moments)]
    starts = [start for record in both if (start := _first_ring(who, record)) is not None]
    for delay in sorted({at - start for at in (*moments, *between) for start in starts if at >= start}):
        for state in ({}, *replays.telling_states(who)):
            yield {**state, "answers_after": delay / SECOND}
    for refusal in (*refusals, {"rejects_after": 0}):
        yield {"attempts": [refusal, {"answers_after": SOON}]}
    offers = max(sum(ring.target == who for ring in record.rang) for record in both)
    for again in range(1, min(offers, MOST_OFFERS)):
        yield {"attempts": [*[{}] * again, {"answers_after": 1}]}


def _first_ring(who: str, record: CallRecord) -> int | None:
    return next((microseconds(ring.start) for ring in record.rang if ring.target == who), None)


def _with(page: Page, people: dict[str, Page]) -> Page:
    return {**page, "people": {**page["people"], **people}}
