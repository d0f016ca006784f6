"""Sameness: a proof that two systems treat all calls alike, or the news that none was found.

Two places are the same if the world is asked the same there, and every answer leads to places that are the same again
(bisimulation: D. Park, "Concurrency and automata on infinite sequences", 1981). What cannot matter is left out first:
names, windows beyond the one that encloses them, forwardings under Follow Me, messages where only time goes by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from routesim.exploration.difference.likeness import DIFFERENT, SAME, TIMING, Likeness, alike
from routesim.exploration.difference.same_trees import SameTrees
from routesim.exploration.difference.side import Side
from routesim.exploration.moves import Ending, Spot
from routesim.exploration.spans import FOREVER
from routesim.routing import steps as rules
from routesim.routing.steps import Fail, Leave, RingPhone, RingPlan, Step

Place = Spot | Ending
Pair = tuple[Place, Place]
Comparison = Iterator[Likeness | Pair]
"""How alike two places are in themselves, and the pairs that must be alike for them to be."""
_TREE = (RingPhone, RingPlan, Fail, Leave)


class Sameness:
    """Compares calls to one number, by one class of callers, on two systems; *clocks* are the times that matter."""

    def __init__(self, applied: Side, draft: Side, trees: SameTrees, clocks: Sequence[datetime]) -> None:
        self._applied = applied
        self._draft = draft
        self._same_trees = trees
        self._clocks = clocks

    def of(self, one: Place, other: Place) -> Likeness:
        """How alike the two places are, and all that calls can get to from there, at whatever time they do."""
        waiting: list[Pair] = [(one, other)]
        seen = {*waiting}
        likeness = SAME
        while waiting and likeness is not DIFFERENT:
            for found in self._at_any_time(*waiting.pop()):
                if isinstance(found, Likeness):
                    likeness = max(likeness, found)
                elif (pair := (_later(found[0]), _later(found[1]))) not in seen:
                    seen.add(pair)
                    waiting.append(pair)
        return likeness

    def _at_any_time(self, one: Place, other: Place) -> Comparison:
        for clock in self._clocks:
            head, its = self._applied.head(one, clock), self._draft.head(other, clock)
            yield SAME if head.played == its.played else TIMING
            yield from self._heads(head.at, its.at)

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
        attempt, its = one.attempt, other.attempt
        yield alike((attempt is None) == (its is None))
        if attempt is None or its is None:
            yield self._same_trees.of(one.step, other.step)
            return
        limits = [FOREVER if each.limit is None else each.limit for each in (attempt, its)]
        blind = attempt.unanswered is attempt.busy and its.unanswered is its.busy
        yield alike(limits[0] == limits[1])
        yield self._in_time(self._same_trees.of(one.step, other.step, limits[0], blind), one, other)
        yield _onwards(one, attempt.unanswered), _onwards(other, its.unanswered)
        yield _onwards(one, attempt.busy), _onwards(other, its.busy)

    def _in_time(self, likeness: Likeness, one: Spot, other: Spot) -> Likeness:
        """Time makes a difference where the clock is asked later on."""
        asked = self._applied.asks_the_clock(one) or self._draft.asks_the_clock(other)
        return DIFFERENT if likeness is TIMING and asked else likeness

    def _messages(self, one: Spot, other: Spot, step: rules.PlayMessage, its: rules.PlayMessage) -> Comparison:
        yield alike(step.duration == its.duration)
        yield one.at(step.next), other.at(its.next)

    def _prompts(self, one: Spot, other: Spot, step: rules.Prompt, its: rules.Prompt) -> Comparison:
        yield alike(step.timeout == its.timeout)
        yield self._in_time(SAME if step.greeting == its.greeting else TIMING, one, other)
        for keys in {**step.keys, **its.keys} if step.timeout else ():
            yield one.at(step.keyed(keys)), other.at(its.keyed(keys))
        if step.timeout:
            yield one.at(step.invalid), other.at(its.invalid)
        yield one.at(step.silent), other.at(its.silent)

    def _queues(self, one: Spot, other: Spot, step: rules.JoinQueue, its: rules.JoinQueue) -> Comparison:
        page, other_page = self._applied.queue(step.queue), self._draft.queue(its.queue)
        yield alike(page == other_page)
        pauses = [side.scope.queue(own.queue).page.retry for side, own in ((self._applied, step), (self._draft, its))]
        yield SAME if pauses[0] == pauses[1] else TIMING
        yield _onwards(one, step.timed_out), _onwards(other, its.timed_out)
        yield _onwards(one, step.nobody), _onwards(other, its.nobody)

    def _conferences(self, one: Spot, other: Spot, step: rules.JoinConference, its: rules.JoinConference) -> Comparison:
        page, other_page = self._applied.conference(step.conference), self._draft.conference(its.conference)
        yield alike(page == other_page)
        if page[1] is not None:
            yield _onwards(one, step.refused), _onwards(other, its.refused)

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
