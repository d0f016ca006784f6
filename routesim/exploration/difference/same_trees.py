"""The same call trees: two attempts in which the same phones ring in the same windows, as far as any of it matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from routesim.exploration.difference.likeness import DIFFERENT, TIMING, Likeness, alike, worst
from routesim.exploration.spans import FOREVER
from routesim.model.system import PhoneSystem
from routesim.routing.steps import Fail, Leave, PlanLeg, RingPhone, RingPlan, Step

Leaves = tuple[Step, Step]
"""How the two attempts come to their ends by the same way: they fail, or a mailbox takes the call."""


class LiveLeg(NamedTuple):
    """A leg of a ring plan that can begin and ring somebody, from *start* until *end*, where what encloses it ends."""

    start: int
    end: int
    step: Step


class SameTrees:
    """Compares call trees of two systems. Trees end somewhere, so that every comparison is made once."""

    def __init__(self, applied: PhoneSystem, draft: PhoneSystem) -> None:
        systems = applied, draft
        self._lines = tuple({user.extension: user for user in system.users} for system in systems)
        self._full = any(system.settings.forwarded_calls == "full" for system in systems)
        self._known: dict[tuple[Step, Step, int, bool], tuple[Likeness, tuple[Leaves, ...]]] = {}

    def of(self, applied: Step, draft: Step, budget: int = FOREVER) -> tuple[Likeness, tuple[Leaves, ...]]:
        """How alike two attempts are within *budget* microseconds, if all their *leaves* lead to the same."""
        return self._of(applied, draft, budget, blind=False)

    def _of(self, applied: Step, draft: Step, budget: int, blind: bool) -> tuple[Likeness, tuple[Leaves, ...]]:
        """The same; *blind*: however they fail."""
        key = (applied, draft, budget, blind)
        if key not in self._known:
            leaves: dict[Leaves, None] = {}
            pair = self._plain(0, applied), self._plain(1, draft)
            self._known[key] = worst(self._compare(*pair, budget, blind, leaves)), tuple(leaves)
        return self._known[key]

    def _compare(
        self, one: Step, other: Step, budget: int, blind: bool, leaves: dict[Leaves, None]
    ) -> Iterator[Likeness]:
        match one, other:
            case (Fail() | Leave(), Fail() | Leave()):
                if not blind:
                    leaves[one, other] = None
                else:
                    yield alike(_mailbox(one) == _mailbox(other))
            case RingPhone(), RingPhone():
                yield from self._phones(one, other, budget, blind, leaves)
            case RingPlan(), RingPlan():
                yield from self._plans(one, other, budget, blind, leaves)
            case _:
                yield DIFFERENT

    def _phones(
        self, one: RingPhone, other: RingPhone, budget: int, blind: bool, leaves: dict[Leaves, None]
    ) -> Iterator[Likeness]:
        """The same phone rings as long, and whatever it does, the same follows."""
        line, its = (lines.get(one.target) for lines in self._lines)
        yield alike(one.target == other.target and (line is None) == (its is None))
        if line is not None and its is not None:
            yield alike((line.multiple_calls, line.must_log_in) == (its.multiple_calls, its.must_log_in))
        limit, its_limit = (budget if step.limit is None else min(step.limit, budget) for step in (one, other))
        yield alike(limit == its_limit)
        after = [(one.offline, other.offline, budget), (one.refused, other.refused, budget)]
        after += [(one.rejected, other.rejected, budget)]
        after += [(one.unanswered, other.unanswered, budget - limit)] if limit < budget else []
        for following, its_following, left in after:
            yield self._below(following, its_following, left, blind, leaves)

    def _below(self, one: Step, other: Step, budget: int, blind: bool, leaves: dict[Leaves, None]) -> Likeness:
        likeness, below = self._of(one, other, budget, blind)
        leaves.update(dict.fromkeys(below))
        return likeness

    def _plans(
        self, one: RingPlan, other: RingPlan, budget: int, blind: bool, leaves: dict[Leaves, None]
    ) -> Iterator[Likeness]:
        legs, its_legs = self._live(0, one, budget), self._live(1, other, budget)
        yield alike([leg[:2] for leg in legs] == [leg[:2] for leg in its_legs])
        if _waits_for(one, legs) != _waits_for(other, its_legs):
            races = budget < FOREVER and (self._full or not blind)
            yield DIFFERENT if races else TIMING
        yield self._below(one.failed, other.failed, budget, blind, leaves)
        for leg, its_leg in zip(legs, its_legs, strict=True):
            yield self._of(leg.step, its_leg.step, leg.end - leg.start, blind=True)[0]

    def _live(self, side: int, plan: RingPlan, budget: int) -> list[LiveLeg]:
        """The legs that can begin and do not fail at once, whatever happens."""
        begun = (leg for leg in plan.legs if leg.start < budget)
        return [
            LiveLeg(leg.start, min(leg.end, budget), leg.step)
            for leg in begun
            if not isinstance(self._plain(side, leg.step), Fail)
        ]

    def _plain(self, side: int, step: Step) -> Step:
        """What *step* comes to: a plan that calls nobody fails at once, a line without a device is always offline."""
        while True:
            if isinstance(step, RingPlan) and not any(self._counts(side, leg) for leg in step.legs):
                step = step.failed
            elif isinstance(step, RingPhone) and self._is_unregistered(side, step.target):
                step = step.offline
            else:
                return step

    def _counts(self, side: int, leg: PlanLeg) -> bool:
        """Tell whether *leg* makes its plan last, or can ring somebody."""
        return leg.start > 0 or not isinstance(self._plain(side, leg.step), Fail)

    def _is_unregistered(self, side: int, target: str) -> bool:
        line = self._lines[side].get(target)
        return line is not None and not line.devices


def _mailbox(leaf: Step) -> str | None:
    return leaf.mailbox if isinstance(leaf, Leave) else None


def _waits_for(plan: RingPlan, live: Iterable[LiveLeg]) -> int:
    """The last window that the plan waits for although nobody can be rung in it; 0 where a later one is waited for."""
    begun = {leg.start for leg in live}
    void = max((leg.start for leg in plan.legs if leg.start not in begun), default=0)
    return void if void > max(begun, default=0) else 0
