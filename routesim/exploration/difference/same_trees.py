"""The same call trees: two attempts in which the same phones ring in the same windows, as far as any of it matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from routesim.exploration.difference.likeness import DIFFERENT, TIMING, Likeness, alike, worst
from routesim.exploration.spans import FOREVER
from routesim.model.system import PhoneSystem
from routesim.routing.steps import Fail, Leave, RingPhone, RingPlan, Step


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
        self._known: dict[tuple[Step, Step, int, bool], Likeness] = {}

    def of(self, applied: Step, draft: Step, budget: int = FOREVER, blind: bool = False) -> Likeness:
        """How alike two attempts are within *budget* microseconds; *blind*: however they fail."""
        key = (applied, draft, budget, blind)
        if key not in self._known:
            self._known[key] = self._compare(_plain(applied), _plain(draft), budget, blind)
        return self._known[key]

    def _compare(self, one: Step, other: Step, budget: int, blind: bool) -> Likeness:
        match one, other:
            case Fail(), Fail():
                return alike(blind or (one.outcome, one.reason) == (other.outcome, other.reason))
            case Leave(), Leave():
                return alike(one.mailbox == other.mailbox)
            case RingPhone(), RingPhone():
                return worst(self._phones(one, other, budget, blind))
            case RingPlan(), RingPlan():
                return worst(self._plans(one, other, budget, blind))
        return DIFFERENT

    def _phones(self, one: RingPhone, other: RingPhone, budget: int, blind: bool) -> Iterator[Likeness]:
        """The same phone rings as long, and whatever it does, the same follows."""
        line, its = (lines.get(one.target) for lines in self._lines)
        yield alike(one.target == other.target and (line is None) == (its is None))
        if line is not None and its is not None:
            yield alike(bool(line.devices) == bool(its.devices))
        yield self.of(one.offline, other.offline, budget, blind)
        if line is not None and its is not None:
            if not line.devices:
                return
            yield alike((line.multiple_calls, line.must_log_in) == (its.multiple_calls, its.must_log_in))
        limit, its_limit = (budget if step.limit is None else min(step.limit, budget) for step in (one, other))
        yield alike(limit == its_limit)
        yield self.of(one.refused, other.refused, budget, blind)
        yield self.of(one.rejected, other.rejected, budget, blind)
        if limit < budget:
            yield self.of(one.unanswered, other.unanswered, budget - limit, blind)

    def _plans(self, one: RingPlan, other: RingPlan, budget: int, blind: bool) -> Iterator[Likeness]:
        legs, its_legs = self._live(0, one, budget), self._live(1, other, budget)
        yield alike([leg[:2] for leg in legs] == [leg[:2] for leg in its_legs])
        if _waits_for(one, legs) != _waits_for(other, its_legs):
            races = budget < FOREVER and (self._full or not blind)
            yield DIFFERENT if races else TIMING
        yield self.of(one.failed, other.failed, budget, blind)
        for leg, its_leg in zip(legs, its_legs, strict=True):
            yield self.of(leg.step, its_leg.step, leg.end - leg.start, blind=True)

    def _live(self, side: int, plan: RingPlan, budget: int) -> list[LiveLeg]:
        """The legs that can begin and do not fail at once, whatever happens."""
        begun = (leg for leg in plan.legs if leg.start < budget)
        return [
            LiveLeg(leg.start, min(leg.end, budget), leg.step) for leg in begun if not self._is_void(side, leg.step)
        ]

    def _is_void(self, side: int, step: Step) -> bool:
        """Tell whether *step* fails at once, whatever happens: nobody can be rung there."""
        step = _plain(step)
        if isinstance(step, RingPhone):
            line = self._lines[side].get(step.target)
            return line is not None and not line.devices and self._is_void(side, step.offline)
        return isinstance(step, Fail)


def _plain(step: Step) -> Step:
    """What *step* comes to: an empty plan fails at once."""
    while isinstance(step, RingPlan) and not step.legs:
        step = step.failed
    return step


def _waits_for(plan: RingPlan, live: Iterable[LiveLeg]) -> int:
    """The last window that the plan waits for although nobody can be rung in it; 0 where a later one is waited for."""
    begun = {leg.start for leg in live}
    void = max((leg.start for leg in plan.legs if leg.start not in begun), default=0)
    return void if void > max(begun, default=0) else 0
