"""What becomes of a ring plan while every phone is free and nobody answers: until when something goes on in each leg.

A leg whose target rings shorter than its window, and has nothing behind it, ends early. Windows do not move (rule 4.4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from routesim.lint.entries import FOREVER
from routesim.lint.plans import Leg, Plan, own_ring

if TYPE_CHECKING:
    from routesim.lint.survey import Survey

MOST_LEGS = 500
"""So many legs below one plan are looked at, and five hundred times as many in a system; others are taken to last."""


class Silence(NamedTuple):
    """When a plan, or a leg, *ends* by itself, and when the last phone in it has rung (0: none has).

    *taken* is when a mailbox takes the call, FOREVER if none does.
    """

    ends: int
    rung: int
    taken: int = FOREVER


class Unanswered:
    """Plays ring plans of *survey* that nobody answers; times in microseconds from their start."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        settings = survey.system.settings
        self._full = settings.forwarded_calls == "full"
        self._lines_only = settings.forwarded_calls == "ring_only"
        self._most = settings.max_forwards
        self._left_in_all = MOST_LEGS * 500
        self._left = 0

    def legs(self, plan: Plan) -> list[tuple[Leg, Silence]]:
        """What becomes of each leg of *plan*, whose user is dialled; from its window's start, within its window."""
        self._left = MOST_LEGS
        return self._legs(plan, FOREVER, (plan.user.extension,))

    def _legs(self, plan: Plan, left: int, chain: tuple[str, ...]) -> list[tuple[Leg, Silence]]:
        began = [leg for leg in plan.legs if leg.start < left]
        return [(leg, self._leg(leg, min(leg.end, left) - leg.start, chain)) for leg in began]

    def _leg(self, leg: Leg, left: int, chain: tuple[str, ...]) -> Silence:
        if len(chain) > self._most:
            return Silence(0, 0)
        extension = leg.user
        if extension is None:
            return Silence(left, left)
        user = self._survey.users[extension]
        if self._lines_only or extension in chain:
            return Silence(left, left) if user.devices else Silence(0, 0)
        rings = own_ring(user)
        if rings >= left or not self._may_go_on():
            return Silence(left, left)
        plan = self._survey.plans[extension][0]  # Follow Me's, or the one on no answer
        silence = self._plan(plan, left - rings, (*chain, extension))
        rung = rings + silence.rung if silence.rung else rings
        return Silence(rings + silence.ends, rung, min(FOREVER, rings + silence.taken))

    def _plan(self, plan: Plan, left: int, chain: tuple[str, ...]) -> Silence:
        legs = self._legs(plan, left, chain)
        waits = left if any(leg.start >= left for leg in plan.legs) else 0
        ends = max((leg.start + silence.ends for leg, silence in legs), default=0)
        rung = max((leg.start + silence.rung for leg, silence in legs if silence.rung), default=0)
        taken = min((leg.start + silence.taken for leg, silence in legs), default=FOREVER)
        ends = max(ends, waits)
        if self._full and plan.catches and ends < left:
            taken = min(taken, ends)
        return Silence(ends, rung, min(taken, FOREVER))

    def _may_go_on(self) -> bool:
        self._left -= 1
        self._left_in_all -= 1
        return self._left >= 0 and self._left_in_all >= 0
