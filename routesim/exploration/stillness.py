"""Stillness: how an attempt goes while nobody does anything, or while everybody is offline."""

from __future__ import annotations

from typing import NamedTuple

from routesim.exploration.spans import FOREVER
from routesim.exploration.trees import Trees
from routesim.routing.steps import Fail, PlanLeg, RingPhone, RingPlan, Step


class Still(NamedTuple):
    """An attempt that *lasted* so long by itself, and then *fails*, or else is taken by a mailbox."""

    lasted: int
    fails: bool

    def after(self, delay: int) -> Still:
        """The same after *delay*."""
        return Still(self.lasted + delay, self.fails)


class Stillness:
    """How attempts in *trees* go by themselves; *offline*: nobody can be reached, else nobody answers."""

    def __init__(self, trees: Trees, offline: bool) -> None:
        self._trees = trees
        self._offline = offline
        self._known: dict[Step, Still] = {}

    def of(self, step: Step) -> Still:
        """How *step* goes."""
        known = self._known.get(step)
        if known is None:
            known = self._known[step] = self._of(step)
        return known

    def _of(self, step: Step) -> Still:
        if isinstance(step, RingPhone):
            if self._offline or not self._trees.rings(step):
                return self.of(step.offline)
            return Still(FOREVER, True) if step.limit is None else self.of(step.unanswered).after(step.limit)
        if not isinstance(step, RingPlan):
            return Still(0, isinstance(step, Fail))
        legs = [self.of_leg(leg) for leg in step.legs]
        taken = [leg for leg in legs if not leg.fails]
        return min(taken) if taken else self.of(step.failed).after(max((leg.lasted for leg in legs), default=0))

    def of_leg(self, leg: PlanLeg) -> Still:
        """How *leg* goes, counted from the beginning of its plan."""
        lasted, fails = self.of(leg.step)
        length = leg.end - leg.start
        return Still(leg.start + lasted, fails) if lasted < length else Still(leg.end, True)
