"""What can become of a call to a user: whether it can end, or go on, while nobody and no mailbox takes it.

Every phone may do what serves the purpose: be offline, refuse as busy, or ring unanswered, which takes as long as it
rings. A mailbox takes the call wherever a last resort applies: that of the user dialled, and under `full` of those whom
it is forwarded to as well (rule 5.5); what its window cuts off leaves no message. Times are microseconds from the
call's start; a leg has time *left* until its window, or one around it, closes.

The states that do it are worked out along with the answer. Where one phone would have to be in two states, the answer
stands, and no witness is given. Beyond a bound of legs the answer is no: nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import TYPE_CHECKING, Any

from routesim.lint.entries import FOREVER
from routesim.lint.plans import Leg, Plan, own_ring

if TYPE_CHECKING:
    from routesim.lint.survey import Survey

MOST_LEGS = 1_000
"""So many legs are looked at for one question, and five hundred times as many in a system, each situation once."""

FEW = 8
"""Only for so many forwards is it worth finding out whom a call can still be forwarded to."""

Person = Mapping[str, Any]
Conduct = Mapping[str, Person | None]
"""Who does what, by extension or number; None where that would have to be two things at once. Nobody answers."""
NOTHING: Conduct = {}
Chain = tuple[str, ...]
Ask = Callable[[Plan, int, Chain], Conduct | None]
SILENT: Person = {}
OFFLINE: Person = {"state": "offline"}
REFUSES: Person = {"state": "dnd"}
BUSY: Person = {"state": "busy"}
UNREACHABLE: Person = {"state": "unreachable"}


def both(one: Conduct, other: Conduct) -> Conduct:
    """All that *one* and *other* ask for; whose phone is to ring for both may find it occupied the second time."""
    agreed = {who: what if one[who] == what and what else None for who, what in other.items() if who in one}
    return {**one, **other, **agreed}


class Fates:
    """Answers for the users of *survey*."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        settings = survey.system.settings
        self._full = settings.forwarded_calls == "full"
        self._lines_only = settings.forwarded_calls == "ring_only"
        self._most = settings.max_forwards
        self._known: dict[Hashable, Any] = {}
        self._left_in_all = MOST_LEGS * 500
        self._left = 0

    def falls_through(self, plan: Plan) -> Conduct | None:
        """How *plan*, whose user is dialled, can fail with nobody and no mailbox; None where it cannot."""
        self._left = MOST_LEGS
        return self._untaken_plan(plan, FOREVER, ())

    def goes_on(self, extension: str, time: int) -> Conduct | None:
        """How a call to a user who is dialled can still go on after *time*; None where it cannot."""
        self._left = MOST_LEGS
        return self._lasts(extension, time, ())

    def fails_at_once(self, extension: str, is_busy: bool) -> Conduct | None:
        """How a call to a user who is dialled can fail in no time, as busy or not answered; None where it cannot."""
        self._left = MOST_LEGS
        for plan, state in self._at_once(extension):
            found = None if plan.catches or (plan.name == "busy") != is_busy else self._fails(plan, FOREVER, ())
            if found is not None and found[0] == 0:
                return both(found[1], _being(extension, state))
        return None

    def own_mailbox_takes(self, plan: Plan, leg: Leg) -> Conduct | None:
        """How a mailbox of the user whom *leg* rings can take a call forwarded by *plan*, whose user is dialled."""
        self._left = MOST_LEGS
        chain = (plan.user.extension,)
        if not self._full or not self._most or leg.user is None or self._is_line(leg.user, chain):
            return None
        if len(plan.legs) > MOST_LEGS:
            return None
        left = leg.end - leg.start
        for theirs, state in self._at_once(leg.user):
            found = self._fails(theirs, left, chain) if theirs.catches else None
            if found is not None and found[0] < left:
                return self._nobody_before(plan, leg, leg.start + found[0], both(found[1], _being(leg.user, state)))
        return None

    def _nobody_before(self, plan: Plan, leg: Leg, time: int, conduct: Conduct) -> Conduct | None:
        """*conduct*, and that of the other legs of *plan*, none of which is taken before *time*."""
        for other in plan.legs:
            if other.place != leg.place and other.start < time:
                left = min(other.end, time) - other.start
                quiet = self._untaken(other, left, (plan.user.extension,))
                if quiet is None:
                    return None
                conduct = both(conduct, quiet)
        return conduct

    def _is_line(self, extension: str, chain: Chain) -> bool:
        """Whether no more than the line of a user rings (rules 5.5, 5.6)."""
        return self._lines_only or extension in chain

    def _at_once(self, extension: str) -> tuple[tuple[Plan, Person | None], ...]:
        """The plans of a user that can begin at once, each with the state of the phone that makes it begin."""
        plans = self._survey.plans[extension]
        return ((plans[0], None),) if len(plans) == 1 else ((plans[0], OFFLINE), (plans[1], REFUSES))

    def _untaken(self, leg: Leg, left: int, chain: Chain) -> Conduct | None:
        """How a leg can have nobody take the call for as long as it has *left*."""
        extension = leg.user
        if len(chain) > self._most or extension is None or self._is_line(extension, chain):
            return NOTHING
        return self._untaken_user(extension, left, chain)

    def _untaken_user(self, extension: str, left: int, chain: Chain) -> Conduct | None:
        return self._by_plan(extension, left, chain, self._untaken_plan)

    def _lasts(self, extension: str, time: int, chain: Chain) -> Conduct | None:
        """How a call to a user can still go on after *time*."""
        return self._by_plan(extension, time, chain, self._lasts_plan)

    def _by_plan(self, extension: str, left: int, chain: Chain, ask: Ask) -> Conduct | None:
        key = (ask.__name__, *self._situation(extension, left, chain))
        if key not in self._known:
            found = self._by_each_plan(extension, left, chain, ask) if self._may_go_on() else None
            if self._left < 0:
                return found  # for want of looking: not to be remembered
            self._known[key] = found
        answer: Conduct | None = self._known[key]
        return answer

    def _by_each_plan(self, extension: str, left: int, chain: Chain, ask: Ask) -> Conduct | None:
        """Ask about the user's own line, then about each plan, begun as late as it can be: that leaves it the least."""
        plans = self._survey.plans[extension]
        if len(plans) == 1:
            return ask(plans[0], left, chain)
        rings = own_ring(self._survey.users[extension])
        if rings >= left:
            return {extension: SILENT}
        unanswered = ask(plans[0], left - rings, chain)
        if unanswered is not None:
            return both(unanswered, {extension: SILENT})
        late = max(rings - 1, 0)
        rejected = ask(plans[1], left - late, chain)
        state = {"rejects_after": late / 1_000_000} if late else REFUSES
        return None if rejected is None else both(rejected, {extension: state})

    def _untaken_plan(self, plan: Plan, left: int, chain: Chain) -> Conduct | None:
        """How *plan* can have nobody and no mailbox take the call: by failing, or by being cut off."""
        if plan.catches and (self._full or not chain):
            return self._lasts_plan(plan, left, chain)
        return self._quiet(plan, left, chain)

    def _quiet(self, plan: Plan, left: int, chain: Chain, but: Leg | None = None) -> Conduct | None:
        """How nobody takes the call in any leg of *plan*, *but* for one, for as long as it has *left*."""
        if not self._full:
            return NOTHING  # what is forwarded leaves no message: whoever does not answer will do
        conduct = NOTHING
        for leg in plan.legs:
            if leg.start < left and leg is not but:
                found = self._untaken(leg, min(leg.end, left) - leg.start, (*chain, plan.user.extension))
                if found is None:
                    return None
                conduct = both(conduct, found)
        return conduct

    def _lasts_plan(self, plan: Plan, time: int, chain: Chain) -> Conduct | None:
        """How *plan* can still go on after *time*: a leg rings until then, or is yet to begin."""
        if any(leg.start >= time for leg in plan.legs):
            return self._quiet(plan, time, chain)
        below = (*chain, plan.user.extension)
        for leg in plan.legs:
            if leg.end >= time and len(below) <= self._most:
                found = self._leg_lasts(leg, time - leg.start, below)
                if found is not None:
                    quiet = self._quiet(plan, time, chain, but=leg)
                    return None if quiet is None else both(quiet, found)
        return None

    def _leg_lasts(self, leg: Leg, time: int, chain: Chain) -> Conduct | None:
        if leg.user is None:
            return {leg.name: SILENT}
        if self._is_line(leg.user, chain):
            return {leg.name: SILENT} if self._survey.users[leg.user].devices else None
        return self._lasts(leg.user, time, chain)

    def _fails(self, plan: Plan, left: int, chain: Chain) -> tuple[int, Conduct] | None:
        """The earliest that *plan* can fail by itself, with nobody and no mailbox in its legs, and how."""
        ends, conduct = 0, NOTHING
        for leg in plan.legs:
            found = self._leg_fails(leg, min(leg.end, left) - leg.start, (*chain, plan.user.extension))
            if leg.start >= left or found is None:
                return None
            ends = max(ends, leg.start + found[0])
            conduct = both(conduct, found[1])
        return ends, conduct

    def _leg_fails(self, leg: Leg, left: int, chain: Chain) -> tuple[int, Conduct] | None:
        extension = leg.user
        if len(chain) > self._most:
            return 0, NOTHING
        if extension is None:
            return 0, {leg.name: BUSY}
        if self._is_line(extension, chain):
            return 0, {extension: OFFLINE}
        key = ("fails", *self._situation(extension, left, chain))
        if key not in self._known:
            found = self._user_fails(extension, left, chain) if self._may_go_on() else None
            if self._left < 0:
                return found
            self._known[key] = found
        answer: tuple[int, Conduct] | None = self._known[key]
        return answer

    def _user_fails(self, extension: str, left: int, chain: Chain) -> tuple[int, Conduct] | None:
        best = self._cut_off(extension, left, chain)
        for plan, state in self._at_once(extension):
            found = None if plan.catches and self._full else self._fails(plan, left, chain)
            if found is not None and (best is None or found[0] < best[0]):
                best = found[0], both(found[1], _being(extension, state))
        return best

    def _cut_off(self, extension: str, left: int, chain: Chain) -> tuple[int, Conduct] | None:
        conduct = self._untaken_user(extension, left, chain)
        return None if conduct is None else (left, conduct)

    def _situation(self, extension: str, left: int, chain: Chain) -> tuple[Hashable, ...]:
        """All that an answer about a user depends on (see `routing.users`)."""
        forwards = self._most - len(chain)
        met = self._survey.within(extension, forwards).intersection(chain) if forwards <= FEW else frozenset(chain)
        return extension, left, forwards, met

    def _may_go_on(self) -> bool:
        self._left -= 1
        self._left_in_all -= 1
        return self._left >= 0 and self._left_in_all >= 0


def _being(extension: str, state: Person | None) -> Conduct:
    return NOTHING if state is None else {extension: state}
