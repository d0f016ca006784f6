"""Acting: what people must do at their phones for an attempt to come out as wanted.

What can come of an attempt is known from its sum; here one way is picked, the most natural first: people who do not
answer before people who are busy, these before people who are offline, who reject or go away. Whoever does not matter
is a bystander: silent or, where silence would get in the way, offline.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter
from typing import Any

from routesim.exploration.performance import FAILURE, Goal, Part, Performance
from routesim.exploration.spans import (
    ANY_TIME,
    FOREVER,
    Span,
    Spans,
    contains,
    earlier,
    meet,
    plus,
    up_to,
    within,
)
from routesim.exploration.stillness import Stillness
from routesim.exploration.trees import (
    TIME_IS_UP,
    Branch,
    Trees,
    failing,
    ringing,
    rings_until,
    takers,
)
from routesim.routing.steps import RingPhone, RingPlan, Step

SECOND = 1_000_000
_COSTS = {"does not answer": 10, "refuses": 13, "is offline": 14, "rejects": 16, "goes away": 20}
_IMPOSSIBLE = 1 << 30
A_LONG_WHILE = 120 * SECOND
"""How long callers wait before they give up, where any time will do (rule 10.1)."""


class Stage:
    """Finds performances in the call trees of *trees*.

    *quiet*: bystanders are offline instead of silent. *takes_several* are the users who are refused only by do not
    disturb; *full*: last resorts apply in the middle of a chain, so that bystanders have to act, too.
    """

    def __init__(self, trees: Trees, quiet: bool, takes_several: frozenset[str], full: bool) -> None:
        self._trees = trees
        self._quiet = quiet
        self._takes_several = takes_several
        self._full = full
        self._silence = Stillness(trees, offline=False)
        self._absence = Stillness(trees, offline=True)
        self._costs: dict[tuple[Step, Goal], int] = {}
        self._branches: dict[tuple[Step, Goal], list[Branch]] = {}
        self._performed: dict[tuple[Step, int | None, Goal, Spans, str], Performance | None] = {}

    def perform(self, step: Step, goal: Goal, limit: int | None, allowed: Spans = ANY_TIME) -> Performance | None:
        """A way for *step*, cut off after *limit*, to come out as *goal* after one of the *allowed* times."""
        return self._known(step, limit, goal, allowed, getattr(step, "node", ""))

    def outlast(self, step: Step, limit: int | None, allowed: Span) -> Performance | None:
        """A way for *step* to be under way still after one of the *allowed* times: as long as is natural, if it can."""
        longest = FOREVER if limit is None else limit
        natural = min(self._silence.of(step).lasted, longest, A_LONG_WHILE)
        for took in dict.fromkeys((natural, *allowed)):
            suits = allowed[0] <= took <= min(allowed[1], longest)
            found = self._outlasting(step, took, getattr(step, "node", "")) if suits else None
            if found is not None:
                return found
        return None

    def _known(self, step: Step, limit: int | None, goal: Goal, allowed: Spans, via: str) -> Performance | None:
        """As `_perform` or, with a *limit*, as `_until`, once for all numbers and endings that ask for the same."""
        key = step, limit, goal, allowed, via
        if key not in self._performed:
            if limit is None:
                self._performed[key] = self._perform(step, goal, allowed, via)
            else:
                self._performed[key] = self._until(step, limit, goal, allowed, via)
        return self._performed[key]

    def _perform(self, step: Step, goal: Goal, allowed: Spans, via: str) -> Performance | None:
        if isinstance(step, RingPhone):
            return self._at_phone(step, goal, allowed, via)
        if isinstance(step, RingPlan) and step.legs:
            return self._in_plan(step, goal, allowed)
        last = step.failed if isinstance(step, RingPlan) else step
        return Performance(0) if goal.accepts(last) and contains(allowed, 0) else None

    # --- one phone -----------------------------------------------------------------------------------------------

    def _at_phone(self, step: RingPhone, goal: Goal, allowed: Spans, via: str) -> Performance | None:
        if goal.taker in takers(step) and self._trees.rings(step):
            answers = meet(ringing(step).times, allowed)
            if answers:
                took = answers[0][0]
                key = "answers_after" if goal.taker and goal.taker[0] == "answered" else "voicemail_after"
                return Performance(took, (Part(step.target, 0, via, {key: took / SECOND}, "answers"),))
        branches = self._most_natural_first(step, goal)
        found = (self._along(step, branch, goal, allowed, via) for branch in branches)
        return next((performance for performance in found if performance is not None), None)

    def _most_natural_first(self, step: RingPhone, goal: Goal) -> list[Branch]:
        """The ways in which a phone may not take the call, as far as *goal* can come of them."""
        key = step, goal
        if key not in self._branches:
            costs = ((self._cost(branch, goal), branch) for branch in self._trees.branches(step))
            possible = [(cost, branch) for cost, branch in costs if cost < _IMPOSSIBLE]
            self._branches[key] = [branch for _, branch in sorted(possible, key=itemgetter(0))]
        return self._branches[key]

    def _along(self, step: RingPhone, branch: Branch, goal: Goal, allowed: Spans, via: str) -> Performance | None:
        """The phone does not take the call but does as *branch* says."""
        ends, follows = branch.moments.times, goal.times(self._trees.sum(branch.step))
        reached = meet(plus(ends, follows), allowed)
        if not reached:
            return None
        moves_on = meet(ends, up_to(reached[0][0], follows))[0][0]
        rest = self._perform(branch.step, goal, earlier(allowed, moves_on), via)
        entry = self._entry(step.target, branch.how, moves_on)
        return None if rest is None else rest.after(moves_on, Part(step.target, 0, via, entry, branch.how))

    def _entry(self, target: str, how: str, after: int) -> dict[str, Any]:
        match how:
            case "refuses":
                return {"state": "dnd" if target in self._takes_several else "busy"}
            case "is offline":
                return {"state": "unreachable" if target.startswith("+") else "offline"}
            case "rejects":
                return {"rejects_after": after / SECOND}
            case "goes away":
                return {"goes_away_after": after / SECOND}
        return {}

    def _cost(self, branch: Branch, goal: Goal) -> int:
        own = _COSTS["goes away"] if self._quiet and branch.how == "does not answer" else _COSTS[branch.how]
        return own + self._cost_of(branch.step, goal)

    def _cost_of(self, step: Step, goal: Goal) -> int:
        """How unnatural it is for *step* to come out as *goal*."""
        key = (step, goal)
        if key not in self._costs:
            self._costs[key] = _IMPOSSIBLE
            if goal.times(self._trees.sum(step)):
                self._costs[key] = self._least_cost(step, goal)
        return self._costs[key]

    def _least_cost(self, step: Step, goal: Goal) -> int:
        if isinstance(step, RingPhone):
            if goal.taker in takers(step):
                return 0
            return min(self._cost(branch, goal) for branch in self._trees.branches(step))
        if not isinstance(step, RingPlan):
            return 0
        at_last = self._cost_of(step.failed, goal)
        legs = [self._cost_of(leg.step, goal) for leg in step.legs] if goal.taker else []
        return min([at_last + len(step.legs), *legs])

    # --- a ring plan ---------------------------------------------------------------------------------------------

    def _in_plan(self, plan: RingPlan, goal: Goal, allowed: Spans) -> Performance | None:
        if goal.taker is not None:
            order = sorted(range(len(plan.legs)), key=lambda place: self._cost_of(plan.legs[place].step, goal))
            for place in order:
                found = self._by_leg(plan, place, goal, allowed)
                if found is not None:
                    return found.beside(self._bystanders(plan, place, found.took))
        rest = self._perform(plan.failed, goal, ((0, 0),), plan.node)
        if rest is None or not all(leg.fails for leg in self._trees.legs(plan)):
            return None
        return self._all_fail(plan, allowed)

    def _by_leg(self, plan: RingPlan, place: int, goal: Goal, allowed: Spans) -> Performance | None:
        leg = plan.legs[place]
        found = self._known(leg.step, leg.end - leg.start, goal, earlier(allowed, leg.start), plan.node)
        if found is None or not found.parts:
            return None if found is None else found.after(leg.start)
        first, *others = found.parts
        before = (other.step for other in plan.legs[:place] if other.start == leg.start)
        twins = sum(isinstance(step, RingPhone) and step.target == first.target for step in before)
        return Performance(found.took, (first._replace(twin=twins), *others)).after(leg.start)

    def _until(self, step: Step, limit: int, goal: Goal, allowed: Spans, via: str) -> Performance | None:
        """As `_perform`, cut off after *limit*; that the time is up is a failure, too."""
        found = self._perform(step, goal, within(allowed, 0, limit - 1), via) if limit else None
        if found is None and goal.taker is None and goal.failure in (None, TIME_IS_UP) and contains(allowed, limit):
            return self._outlasting(step, limit, via)
        return found

    def _outlasting(self, step: Step, limit: int, via: str) -> Performance | None:
        """A way for *step* to be still under way after *limit*."""
        if not limit:
            return Performance(0)
        if isinstance(step, RingPhone) and self._trees.rings(step) and rings_until(step) >= limit:
            return Performance(limit, (Part(step.target, 0, via, {}, "does not answer"),))
        sum_ = self._trees.sum(step)
        goals = [FAILURE, *(Goal(taker) for taker in sum_.takes)]
        for goal in goals:
            found = self._perform(step, goal, ((limit, FOREVER),), via)
            if found is not None:
                return Performance(limit, tuple(part for part in found.parts if part.at < limit))
        return None

    def _all_fail(self, plan: RingPlan, allowed: Spans) -> Performance | None:
        """Every leg fails, the last of them after one of the *allowed* times."""
        return (None if self._quiet else self._in_silence(plan, allowed)) or self._one_by_one(plan, allowed)

    def _in_silence(self, plan: RingPlan, allowed: Spans) -> Performance | None:
        """Nobody answers."""
        legs = [self._silence.of_leg(leg) for leg in plan.legs]
        last = max(leg.lasted for leg in legs)
        if not all(leg.fails for leg in legs) or not contains(allowed, last):
            return None
        steps = [(leg.step, leg.start) for leg in plan.legs]
        rung = [(step, at) for step, at in steps if isinstance(step, RingPhone) and self._trees.rings(step)]
        return Performance(last, tuple(Part(phone.target, at, plan.node, {}, "does not answer") for phone, at in rung))

    def _one_by_one(self, plan: RingPlan, allowed: Spans) -> Performance | None:
        """One leg fails last, the others as early as they can."""
        legs = self._trees.legs(plan)
        possible = meet(failing(legs).times, allowed)
        if not possible:
            return None
        last = possible[0][0]
        for place, leg in enumerate(legs):
            if contains(FAILURE.times(leg), last):
                critical = self._by_leg(plan, place, FAILURE, ((last, last),))
                if critical is not None:
                    return critical.beside(self._failing_by(plan, place, last))
        return None

    def _failing_by(self, plan: RingPlan, place: int, last: int) -> Iterator[Performance]:
        """What the other legs must do so as to have failed by *last*, where being offline is not enough."""
        for other, leg in enumerate(plan.legs):
            lasted, fails = self._absence.of_leg(leg)
            if other != place and (not fails or lasted > last):
                found = self._by_leg(plan, other, FAILURE, ((0, last),))
                if found is not None:
                    yield found

    def _bystanders(self, plan: RingPlan, place: int, until: int) -> Iterator[Performance]:
        """What the other legs must do so as not to take the call *until* then: nothing, but under last resorts."""
        if not self._full:
            return
        for other, leg in enumerate(plan.legs):
            if other == place or leg.start > until:
                continue
            left = min(until - leg.start, leg.end - leg.start)
            found = self._known(leg.step, leg.end - leg.start, FAILURE, ANY_TIME, plan.node) or self._outlasting(
                leg.step, left, plan.node
            )
            if found is not None:
                yield found.after(leg.start)
