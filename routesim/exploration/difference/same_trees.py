"""The same call trees: two attempts in which the same phones ring in the same windows, as far as any of it matters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from routesim.exploration.spans import FOREVER
from routesim.model.system import PhoneSystem
from routesim.model.user import User
from routesim.routing.steps import BEYOND, Fail, Leave, RingPhone, RingPlan, Step


class LiveLeg(NamedTuple):
    """A leg of a ring plan that can begin, from *start* until *end*, where it is cut off by what encloses it."""

    start: int
    end: int
    step: Step


class SameTrees:
    """Compares call trees of two systems. Trees end somewhere, so that every comparison is made once."""

    def __init__(self, applied: PhoneSystem, draft: PhoneSystem) -> None:
        self._lines: tuple[Mapping[str, User], Mapping[str, User]] = (
            {user.extension: user for user in applied.users},
            {user.extension: user for user in draft.users},
        )
        self._known: dict[tuple[Step, Step, int, bool], bool] = {}

    def same(self, applied: Step, draft: Step, budget: int = FOREVER, blind: bool = False) -> bool:
        """Tell whether two attempts are the same within *budget* microseconds; *blind*: however they fail."""
        key = (applied, draft, budget, blind)
        if key not in self._known:
            self._known[key] = self._compare(_plain(applied, budget), _plain(draft, budget), budget, blind)
        return self._known[key]

    def _compare(self, one: Step, other: Step, budget: int, blind: bool) -> bool:
        match one, other:
            case Fail(), Fail():
                return blind or (one.outcome, one.reason) == (other.outcome, other.reason)
            case Leave(), Leave():
                return one.mailbox == other.mailbox
            case RingPhone(), RingPhone():
                return self._phones(one, other, budget, blind)
            case RingPlan(), RingPlan():
                return self._plans(one, other, budget, blind)
        return False

    def _phones(self, one: RingPhone, other: RingPhone, budget: int, blind: bool) -> bool:
        """The same phone rings as long, and whatever it does, the same follows."""
        if one.target != other.target:
            return False
        line, other_line = (lines.get(one.target) for lines in self._lines)
        if (line is None) != (other_line is None):
            return False
        rings = line is None or bool(line.devices)
        if line is not None and other_line is not None:
            if bool(line.devices) != bool(other_line.devices):
                return False
            if rings and line.multiple_calls != other_line.multiple_calls:
                return False
        if not self.same(one.offline, other.offline, budget, blind):
            return False
        return not rings or self._ringing(one, other, budget, blind)

    def _ringing(self, one: RingPhone, other: RingPhone, budget: int, blind: bool) -> bool:
        limit, other_limit = (budget if step.limit is None else min(step.limit, budget) for step in (one, other))
        if limit != other_limit or not self.same(one.refused, other.refused, budget, blind):
            return False
        if not self.same(one.rejected, other.rejected, budget, blind):
            return False
        return limit >= budget or self.same(one.unanswered, other.unanswered, budget - limit, blind)

    def _plans(self, one: RingPlan, other: RingPlan, budget: int, blind: bool) -> bool:
        legs, other_legs = _live(one, budget), _live(other, budget)
        if len(legs) != len(other_legs) or _waits_for(one, legs) != _waits_for(other, other_legs):
            return False
        return self.same(one.failed, other.failed, budget, blind) and all(
            (leg.start, leg.end) == (its.start, its.end)
            and self.same(leg.step, its.step, leg.end - leg.start, blind=True)
            for leg, its in zip(legs, other_legs, strict=True)
        )


def _plain(step: Step, budget: int) -> Step:
    """What *step* comes to: an empty plan fails at once."""
    while isinstance(step, RingPlan) and (not step.legs or budget <= 0):
        step = step.failed
    return step


def _live(plan: RingPlan, budget: int) -> list[LiveLeg]:
    """The legs that can begin and are not beyond the limit on forwards."""
    begun = (leg for leg in plan.legs if leg.start < budget)
    return [LiveLeg(leg.start, min(leg.end, budget), leg.step) for leg in begun if leg.step is not BEYOND]


def _waits_for(plan: RingPlan, live: list[LiveLeg]) -> int:
    """The last window that the plan waits for although nobody can be rung in it; 0 where a later one is waited for."""
    void = max((leg.start for leg in plan.legs if leg.step is BEYOND), default=0)
    return void if void > max((leg.start for leg in live), default=0) else 0
