"""Sameness: a proof that two systems treat all calls alike, or the news that none was found.

Two places are the same if the world is asked the same there, and every answer leads to places that are the same again
(bisimulation: D. Park, "Concurrency and automata on infinite sequences", 1981). What cannot matter is left out first:
names, windows beyond the one that encloses them, forwardings under Follow Me, messages where only time goes by.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from routesim.exploration.difference.clocks import Clocks
from routesim.exploration.difference.likeness import DIFFERENT, SAME, TIMING, Likeness, alike
from routesim.exploration.difference.same_trees import SameTrees
from routesim.exploration.difference.side import Side, after
from routesim.exploration.moves import Ending, Spot
from routesim.exploration.spans import FOREVER
from routesim.routing import steps as rules
from routesim.routing.steps import RingPhone, RingPlan, Step

Place = Spot | Ending


class Pair(NamedTuple):
    """Two places that must be alike, and what the caller has *keyed* at a prompt to get there, if it was one."""

    applied: Place
    draft: Place
    keyed: tuple[str | None, ...] = ()


Comparison = Iterator[Likeness | Pair]
"""How alike two places are in themselves, and the pairs that must be alike for them to be."""
MOST_PARTINGS = 12
"""So many places are noted at which the systems part."""
NOBODY_KEYS = "9876543210*#"
_TREE = (RingPhone, RingPlan)


class Parting(NamedTuple):
    """Where the systems part: what a caller keys at each prompt (None: nothing) to get there, and its *clocks*."""

    keyed: tuple[str | None, ...]
    clocks: Clocks


class Sameness:
    """Compares calls to one number, by one class of callers, on two systems; *clocks* are the times that matter.

    *partings* are the places at which the systems have been found to part.
    """

    def __init__(self, applied: Side, draft: Side, trees: SameTrees, clocks: Sequence[Clocks]) -> None:
        self._applied = applied
        self._draft = draft
        self._same_trees = trees
        self._clocks = clocks
        self.partings: list[Parting] = []

    def of(self, one: Place, other: Place) -> Likeness:
        """How alike the two places are, and all that calls can get to from there, at whatever time they do."""
        waiting: deque[Pair] = deque([Pair(one, other)])
        seen = {(one, other)}
        likeness = SAME
        while waiting and len(self.partings) < MOST_PARTINGS:
            at = waiting.popleft()
            for clocks in self._clocks:
                found, pairs = self._at(at, clocks)
                likeness = max(likeness, found)
                if found is DIFFERENT:
                    self.partings.append(Parting(at.keyed, clocks))
                    continue
                for pair in pairs:
                    places = _later(pair.applied), _later(pair.draft)
                    if places not in seen:
                        seen.add(places)
                        waiting.append(Pair(*places, (*at.keyed, *pair.keyed)))
        return likeness

    def _at(self, places: Pair, clocks: Clocks) -> tuple[Likeness, list[Pair]]:
        """How alike the two places are in themselves at this time, and which pairs follow them."""
        head = self._applied.head(places.applied, clocks.applied)
        its = self._draft.head(places.draft, clocks.draft)
        likeness, pairs = SAME if head.played == its.played else TIMING, []
        for found in self._heads(head.at, its.at):
            if isinstance(found, Pair):
                pairs.append(found)
            else:
                likeness = max(likeness, found)
            if likeness is DIFFERENT:
                break
        return likeness, pairs

    def _heads(self, one: Place, other: Place) -> Comparison:
        if not isinstance(one, Spot) or not isinstance(other, Spot):
            yield alike(one == other)
        elif isinstance(one.step, _TREE) and isinstance(other.step, _TREE):
            yield from self._trees(one, other)
        elif type(one.step) is not type(other.step):
            yield DIFFERENT
        else:
            yield from _COMPARE[type(one.step)](self, one, other, one.step, other.step)

    def _trees(self, one: Spot, other: Spot) -> Comparison:
        limits = [
            FOREVER if at.attempt is None or at.attempt.limit is None else at.attempt.limit for at in (one, other)
        ]
        yield alike(limits[0] == limits[1])
        likeness, leaves = self._same_trees.of(one.step, other.step, limits[0])
        yield self._in_time(likeness, one, other)
        for leaf, its in leaves:
            yield Pair(after(one, leaf), after(other, its))
        if one.attempt is not None and other.attempt is not None and limits[0] < FOREVER:
            yield Pair(_onwards(one, one.attempt.unanswered), _onwards(other, other.attempt.unanswered))

    def _in_time(self, likeness: Likeness, one: Spot, other: Spot) -> Likeness:
        """Time makes a difference where the clock is asked later on."""
        asked = self._applied.asks_the_clock(one) or self._draft.asks_the_clock(other)
        return DIFFERENT if likeness is TIMING and asked else likeness

    def _messages(self, one: Spot, other: Spot, step: rules.PlayMessage, its: rules.PlayMessage) -> Comparison:
        yield alike(step.duration == its.duration)
        yield Pair(one.at(step.next), other.at(its.next))

    def _prompts(self, one: Spot, other: Spot, step: rules.Prompt, its: rules.Prompt) -> Comparison:
        yield alike(step.timeout == its.timeout)
        yield self._in_time(SAME if step.greeting == its.greeting else TIMING, one, other)
        known = {**step.keys, **its.keys}
        unknown = next((key for key in NOBODY_KEYS if key not in known), "##")
        for keys in (*known, unknown) if step.timeout else ():
            yield Pair(one.at(step.keyed(keys)), other.at(its.keyed(keys)), (keys,))
        yield Pair(one.at(step.silent), other.at(its.silent), (None,))

    def _queues(self, one: Spot, other: Spot, step: rules.JoinQueue, its: rules.JoinQueue) -> Comparison:
        page, other_page = self._applied.queue(step.queue), self._draft.queue(its.queue)
        yield alike(page == other_page)
        pauses = [side.scope.queue(own.queue).page.retry for side, own in ((self._applied, step), (self._draft, its))]
        yield SAME if pauses[0] == pauses[1] else TIMING
        times_out, empties = self._applied.queue_exits(step.queue)
        if times_out:
            yield Pair(_onwards(one, step.timed_out), _onwards(other, its.timed_out))
        if empties:
            yield Pair(_onwards(one, step.nobody), _onwards(other, its.nobody))

    def _conferences(self, one: Spot, other: Spot, step: rules.JoinConference, its: rules.JoinConference) -> Comparison:
        page, other_page = self._applied.conference(step.conference), self._draft.conference(its.conference)
        yield alike(page == other_page)
        if page[1] is not None:
            yield Pair(_onwards(one, step.refused), _onwards(other, its.refused))

    def _memberships(
        self, one: Spot, other: Spot, step: rules.ChangeMembership, its: rules.ChangeMembership
    ) -> Comparison:
        agents = self._applied.scope.queue(step.queue).dynamic, self._draft.scope.queue(its.queue).dynamic
        yield alike(step.joins == its.joins and set(agents[0]) == set(agents[1]))


def _later(place: Place) -> Place:
    """The same place after some time, when elements are counted anew (rule 7)."""
    return place._replace(passed=0) if isinstance(place, Spot) else place


def _onwards(spot: Spot, step: Step) -> Spot:
    """The call has left the attempt that it was in."""
    return spot._replace(step=step, attempt=None)


_COMPARE: dict[type[Step], Callable[..., Comparison]] = {
    rules.PlayMessage: Sameness._messages,
    rules.Prompt: Sameness._prompts,
    rules.JoinQueue: Sameness._queues,
    rules.JoinConference: Sameness._conferences,
    rules.ChangeMembership: Sameness._memberships,
}
