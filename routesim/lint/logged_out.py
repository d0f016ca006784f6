"""What is left of a forwarding while everybody who must log in has not (rule 3.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routesim.lint.plans import Plan

if TYPE_CHECKING:
    from routesim.lint.survey import Survey

MOST_LEGS = 1_000
"""So many legs below one plan are looked at; others are taken to ring."""


class LoggedOut:
    """Answers for the plans of *survey*'s users who are dialled."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        settings = survey.system.settings
        self._full = settings.forwarded_calls == "full"
        self._lines_only = settings.forwarded_calls == "ring_only"
        self._most = settings.max_forwards
        self._left = 0

    def is_dead(self, plan: Plan) -> bool:
        """Whether *plan*, on no answer, rings nobody and leads to no mailbox then, though it does while all log in."""
        if plan.name != "no_answer" or plan.page.voicemail or not self._concerns(plan):
            return False
        self._left = MOST_LEGS
        return not self._rings(plan, ())

    def _concerns(self, plan: Plan) -> bool:
        return plan.user.must_log_in or any(
            leg.user is not None and self._survey.users[leg.user].must_log_in for leg in plan.legs
        )

    def _rings(self, plan: Plan, chain: tuple[str, ...]) -> bool:
        """Whether some leg of *plan* rings, or leads to a mailbox."""
        below = (*chain, plan.user.extension)
        return len(below) <= self._most and any(leg.user is None or self._user(leg.user, below) for leg in plan.legs)

    def _user(self, extension: str, chain: tuple[str, ...]) -> bool:
        self._left -= 1
        user, plan = self._survey.users[extension], self._survey.plans[extension][0]
        has_phone = bool(user.devices) and not user.must_log_in
        if self._lines_only or extension in chain:
            return has_phone
        if self._left < 0 or (has_phone and not user.follow_me.enabled):
            return True
        return (self._full and plan.catches) or self._rings(plan, chain)
