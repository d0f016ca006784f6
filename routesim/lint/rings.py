"""Lines that a ring plan rings while all phones are free and nobody answers: its own, and those of further plans."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from routesim.lint.plans import Leg, Plan, own_ring

if TYPE_CHECKING:
    from routesim.lint.survey import Survey

MOST_LEGS = 500
"""So many legs below the destinations of a plan are followed, and five hundred times as many in a system."""


class Ring(NamedTuple):
    """A *line*, which takes one call at a time, rings from *start* to *end*: microseconds from the plan's start.

    *is_sure*: it does so whatever others do, because the plan itself rings it, or Follow Me (rule 5.1); else only where
    somebody before has not answered.
    """

    line: str
    start: int
    end: int
    is_sure: bool


class _Begun(NamedTuple):
    """A leg that begins in a plan which has *begun*, and is over when all is over, at *until*."""

    leg: Leg
    begun: int
    until: int
    chain: tuple[str, ...]
    is_sure: bool


class Rings:
    """Finds the rings in plans of *survey*."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        settings = survey.system.settings
        self._lines_only = settings.forwarded_calls == "ring_only"
        self._most = settings.max_forwards
        self._left_in_all = MOST_LEGS * 500

    def of(self, plan: Plan) -> Iterator[tuple[Ring, Leg]]:
        """Every ring of *plan*, whose user is dialled, with the destination that leads to it."""
        chain = (plan.user.extension,)
        waiting = [(leg, _Begun(leg, 0, leg.end, chain, True)) for leg in plan.legs]
        most = len(waiting) + min(MOST_LEGS, self._left_in_all)
        for leg, begun in waiting:
            ring, further = self._begin(begun)
            if ring is not None:
                yield ring, leg
            if len(waiting) + len(further) <= most:
                waiting.extend((leg, below) for below in further)
        self._left_in_all -= len(waiting) - len(plan.legs)

    def _begin(self, leg: _Begun) -> tuple[Ring | None, list[_Begun]]:
        """What a leg rings, and the legs that follow."""
        start, end = leg.begun + leg.leg.start, min(leg.begun + leg.leg.end, leg.until)
        extension = leg.leg.user
        if extension is None or start >= end or len(leg.chain) > self._most:
            return None, []
        user = self._survey.users[extension]
        line_only = self._lines_only or extension in leg.chain
        rings = end - start if line_only and user.devices else min(end - start, own_ring(user))
        ring = Ring(extension, start, start + rings, leg.is_sure) if rings and not user.multiple_calls else None
        if line_only:
            return ring, []
        plan = self._survey.plans[extension][0]
        is_sure = leg.is_sure and plan.name == "follow_me"
        chain = (*leg.chain, extension)
        return ring, [_Begun(below, start + rings, end, chain, is_sure) for below in plan.legs]
