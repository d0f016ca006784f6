"""Calling a user: own line, forwardings, Follow Me, last resorts, chains of forwards (rule 5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from routesim.model.forwarding import RingPlan as PlanPage
from routesim.model.user import User
from routesim.routing.steps import (
    BEYOND,
    Fail,
    Leave,
    PlanLeg,
    RingPhone,
    RingPlan,
    Step,
    microseconds,
)

if TYPE_CHECKING:
    from routesim.routing.router import Router

NO_ANSWER = Fail("no_answer")
BUSY = Fail("busy")
TOO_MANY = "too_many_forwards"


class UserCalls:
    """The steps of calls to users, each worked out once.

    A *chain* is the users already being called on the way down from the one who was dialled; its length is how many
    forwards deep the call is (rules 5.6, 5.7). What follows a leg depends on that depth and on those of the chain who
    can still be reached, and on nothing else: legs that have both in common share their steps.
    """

    def __init__(self, router: Router) -> None:
        self._router = router
        settings = router.system.settings
        self._setting = settings.forwarded_calls
        self._max_forwards = settings.max_forwards
        self._known: dict[tuple[str, frozenset[str], int], Step] = {}
        self._within: dict[tuple[str, int], frozenset[str]] = {}
        self._lines: dict[tuple[str, str], Step] = {}

    def dialled(self, user: User) -> Step:
        """The user is dialled: everything on the user's page applies (rules 5.1 to 5.4)."""
        return self._call(user, frozenset())

    def _call(self, user: User, chain: frozenset[str]) -> Step:
        key = (user.extension, chain & self._reach(user, chain) if chain else chain, len(chain))
        if key not in self._known:
            self._known[key] = self._follow_me(user, chain) if user.follow_me.enabled else self._own_line(user, chain)
        return self._known[key]

    def _reach(self, user: User, chain: frozenset[str]) -> frozenset[str]:
        """The users whom a call to *user* can be forwarded to, with as many forwards as are left after *chain*."""
        left = self._max_forwards - len(chain)
        key = (user.extension, left)
        if key not in self._within:
            self._within[key] = self._users_within(user, left)
        return self._within[key]

    def _users_within(self, user: User, forwards: int) -> frozenset[str]:
        found: set[str] = set()
        reached = [user]
        for _ in range(forwards):
            targets = {to: target for at in reached for to, target in self._targets(at) if to not in found}
            found.update(targets)
            reached = list(targets.values())
        return frozenset(found)

    def _targets(self, user: User) -> Iterator[tuple[str, User]]:
        """The users in the ring plans of *user* that apply."""
        plans = (user.follow_me,) if user.follow_me.enabled else (user.forwarding.no_answer, user.forwarding.busy)
        for plan in plans:
            for destination in plan.destinations:
                target = self._router.ring_target(destination.to)
                if isinstance(target, User):
                    yield target.extension, target

    def _follow_me(self, user: User, chain: frozenset[str]) -> Step:
        plan = self._plan(user, "follow_me", user.follow_me, NO_ANSWER, chain)
        return replace(plan, user=f"user:{user.extension}")

    def _own_line(self, user: User, chain: frozenset[str]) -> Step:
        no_answer = self._plan(user, "no_answer", user.forwarding.no_answer, NO_ANSWER, chain)
        busy = self._plan(user, "busy", user.forwarding.busy, BUSY, chain)
        return RingPhone(
            node=f"user:{user.extension}",
            target=user.extension,
            limit=microseconds(user.ring_time),
            rule="5.2",
            offline=no_answer,
            refused=busy,
            rejected=busy,
            unanswered=no_answer,
        )

    def _plan(self, user: User, name: str, page: PlanPage, failure: Fail, chain: frozenset[str]) -> RingPlan:
        below = chain | {user.extension}
        legs = tuple(
            PlanLeg(destination.to, microseconds(start), microseconds(end), partial(self._leg, destination.to, below))
            for destination, (start, end) in zip(page.destinations, page.windows, strict=True)
        )
        if legs and not chain and self._max_forwards == 0:
            failure = Fail(failure.outcome, TOO_MANY)
        failed = self._last_resort(user, page, chain) or failure
        return RingPlan(f"user:{user.extension}/{name}", legs, failed)

    def _last_resort(self, user: User, page: PlanPage, chain: frozenset[str]) -> Leave | None:
        """The mailbox that takes the call if *page* fails: that of the user dialled, under `full` of any (rule 5.5)."""
        applies = not chain or self._setting == "full"
        return self._router.mailbox(user.extension) if page.voicemail and user.voicemail and applies else None

    def _leg(self, to: str, chain: frozenset[str]) -> Step:
        """One destination of the plan of the last user of *chain* (rules 2.4, 5.5 to 5.7)."""
        if len(chain) > self._max_forwards:
            return BEYOND
        target = self._router.ring_target(to)
        if not isinstance(target, User):
            return self.external(target)
        if target.extension in chain:
            return self._line_only(target.extension, "5.6")
        if self._setting == "ring_only":
            return self._line_only(target.extension, "5.5")
        return self._call(target, chain)

    def _line_only(self, extension: str, rule: str) -> Step:
        """The line rings until its window ends, and that is all (rules 5.5, 5.6)."""
        key = (extension, rule)
        if key not in self._lines:
            self._lines[key] = _only(f"user:{extension}", extension, rule)
        return self._lines[key]

    def external(self, number: str) -> Step:
        """An external number is called (rule 3.5)."""
        key = (number, "3.5")
        if key not in self._lines:
            self._lines[key] = _only(f"external:{number}", number, "3.5")
        return self._lines[key]


def _only(node: str, target: str, rule: str) -> RingPhone:
    """A phone is rung, and nothing follows."""
    return RingPhone(node, target, None, rule, NO_ANSWER, BUSY, BUSY, NO_ANSWER)
