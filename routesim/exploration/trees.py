"""Call trees: what can come of calling somebody, whatever the people at the phones do (rules 3 to 5).

An attempt to reach somebody is summed up by who can take the call at which moments, and by the moments at which it can
fail. A ring plan's sum follows from those of its legs, since the people of each leg act as they please: a leg takes the
call at a moment if it can and if every other leg can refrain until then; the plan fails with the last of its legs.

Two legs may share a phone that cannot ring twice at once. Nothing changes by that as long as every leg can fail without
ringing anybody, which one without a last resort always can: phones that are busy or offline refuse at once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from routesim.errors import BoundExceeded
from routesim.exploration.moments import AT_ONCE, LAST, NO_MOMENT, Moment, Moments, opens
from routesim.exploration.spans import FOREVER
from routesim.routing.steps import Fail, Leave, RingPhone, RingPlan, Step

Taker = tuple[str, str]
"""An outcome, and who or what takes the call."""
Failure = tuple[str, str | None]
"""An outcome and its reason."""
TIME_IS_UP: Failure = ("no_answer", None)
MOST_LEGS = 50_000
"""With more legs of ring plans to look at for one number than this, exploring is given up."""


@dataclass(frozen=True, slots=True)
class Sum:
    """What can come of an attempt, by moments counted from its beginning; *endless*: it may go on for ever."""

    takes: Mapping[Taker, Moments] = field(default_factory=dict)
    fails: Mapping[Failure, Moments] = field(default_factory=dict)
    endless: bool = False

    @property
    def refrains_until(self) -> Moment:
        """The moment at which the call is taken at the latest; the very last where it need not be."""
        if self.endless or self.fails:
            return LAST
        return max(moments.last for moments in self.takes.values())

    @property
    def lasts_until(self) -> Moment:
        """The latest moment at which the attempt can be over."""
        if self.endless:
            return LAST
        return max(moments.last for moments in (*self.takes.values(), *self.fails.values()))

    def cut(self, time: int) -> Sum:
        """What is left where a window ends after *time*: what is due at that instant comes too late (rule 1.2)."""
        if not self.endless and self.lasts_until[0] < time:
            return self
        fails = _before(self.fails, time)
        fails[TIME_IS_UP] = fails.get(TIME_IS_UP, NO_MOMENT).either(Moments(stops=((time, time),)))
        return Sum(_before(self.takes, time), fails)

    def after(self, moments: Moments) -> Sum:
        """The same attempt, begun at any of *moments*."""
        known: dict[Moments, Moments] = {}

        def follow(own: Moments) -> Moments:
            if own not in known:
                known[own] = moments.followed_by(own)
            return known[own]

        takes = {taker: follow(own) for taker, own in self.takes.items()}
        return Sum(takes, {failure: follow(own) for failure, own in self.fails.items()}, self.endless)


_Key = Any


def _before(all_moments: Mapping[_Key, Moments], time: int) -> dict[_Key, Moments]:
    return {key: left for key, moments in all_moments.items() if (left := moments.before(time))}


def _gather(into: dict[_Key, Moments], more: Mapping[_Key, Moments]) -> None:
    for key, moments in more.items():
        into[key] = into[key].either(moments) if key in into else moments


class Branch(NamedTuple):
    """One way in which a phone does not take the call: *how*, at which *moments* of its ring, and what follows."""

    how: str
    moments: Moments
    step: Step


def rings_until(step: RingPhone) -> int:
    """How long a phone rings if nobody reacts, in microseconds."""
    return FOREVER if step.limit is None else step.limit


def ringing(step: RingPhone) -> Moments:
    """The moments at which somebody can answer or reject (rule 1.2: not any more when the ring stops)."""
    limit = rings_until(step)
    return Moments(answered=((0, limit - 1),)) if limit else NO_MOMENT


class Trees:
    """The sums of all attempts on one phone system, each worked out once.

    *unregistered* lines have no device and are always offline (rule 3.1); *engaged* is the caller's own where it takes
    one call at a time (rule 3.3).
    """

    def __init__(self, unregistered: Collection[str] = (), engaged: str | None = None) -> None:
        self._unregistered = unregistered
        self._engaged = engaged
        self._sums: dict[Step, Sum] = {}
        self._branches: dict[Step, tuple[Branch, ...]] = {}
        self._legs = 0

    def begin_number(self) -> None:
        """Look at so many legs again at most: another number is explored."""
        self._legs = 0

    def sum(self, step: Step) -> Sum:
        """What can come of *step*, one of a call tree. Raises BoundExceeded where there is too much to tell apart."""
        known = self._sums.get(step)
        if known is None:
            self._legs += len(step.legs) if isinstance(step, RingPlan) else 0
            if self._legs > MOST_LEGS:
                raise BoundExceeded(f"more than {MOST_LEGS:,} ways to forward a call", MOST_LEGS)
            known = self._sums[step] = _SUMS[type(step)](self, step)
        return known

    def rings(self, step: RingPhone) -> bool:
        """Tell whether the phone can ring at all."""
        return step.target not in self._unregistered and step.target != self._engaged

    def branches(self, step: RingPhone) -> tuple[Branch, ...]:
        """Every way in which the phone does not take the call, the most natural first."""
        if step not in self._branches:
            self._branches[step] = tuple(self._all_branches(step))
        return self._branches[step]

    def _all_branches(self, step: RingPhone) -> Iterator[Branch]:
        rings = self.rings(step)
        limit = rings_until(step)
        if rings and limit < FOREVER:
            yield Branch("does not answer", Moments(stops=((limit, limit),)), step.unanswered)
        if step.target not in self._unregistered:
            yield Branch("refuses", AT_ONCE, step.refused)
        yield Branch("is offline", AT_ONCE, step.offline)
        if rings and limit:
            yield Branch("rejects", ringing(step), step.rejected)
            yield Branch("goes away", Moments(stops=((0, limit - 1),)), step.offline)

    def legs(self, plan: RingPlan) -> list[Sum]:
        """The sums of the legs of *plan*, counted from its beginning, each cut where its window ends."""
        return [self.sum(leg.step).cut(leg.end - leg.start).after(opens(leg.start)) for leg in plan.legs]


def takers(phone: RingPhone) -> list[Taker]:
    """Who can answer at *phone*: its person, and the carrier's voicemail of an external number (rule 3.5)."""
    person = ("answered", phone.target)
    return [person, ("carrier_voicemail", phone.target)] if phone.target.startswith("+") else [person]


def _sum_of_phone(trees: Trees, step: RingPhone) -> Sum:
    takes: dict[Taker, Moments] = {}
    fails: dict[Failure, Moments] = {}
    rings = trees.rings(step)
    if rings and step.limit != 0:
        takes.update(dict.fromkeys(takers(step), ringing(step)))
    ways_on: dict[Step, Moments] = {}
    for branch in trees.branches(step):
        ways_on[branch.step] = ways_on.get(branch.step, NO_MOMENT).either(branch.moments)
    for following, moments in ways_on.items():
        follows = trees.sum(following).after(moments)
        _gather(takes, follows.takes)
        _gather(fails, follows.fails)
    return Sum(takes, fails, endless=rings and step.limit is None)


def _sum_of_plan(trees: Trees, step: RingPlan) -> Sum:
    if not step.legs:
        return trees.sum(step.failed)
    legs = trees.legs(step)
    takes: dict[Taker, Moments] = {}
    for place, leg in enumerate(legs):
        bound = bound_for(legs, place)
        _gather(takes, {taker: left for taker, own in leg.takes.items() if (left := bound(own))})
    if not all(leg.fails for leg in legs):
        return Sum(takes)
    last = trees.sum(step.failed).after(failing(legs))
    _gather(takes, last.takes)
    return Sum(takes, last.fails)


def bound_for(legs: list[Sum], place: int) -> Callable[[Moments], Moments]:
    """What cuts the moments at which the leg at *place* can take the call: all others must refrain until then."""
    rivals = [(leg.refrains_until, rival) for rival, leg in enumerate(legs) if rival != place]
    first, rival = min(rivals, default=(LAST, 0))
    if first == LAST:
        return lambda moments: moments
    return lambda moments: moments.until(first, itself=place < rival)


def failing(legs: Iterable[Sum]) -> Moments:
    """The moments at which the last of *legs* can fail, each of which can."""
    failures = [leg.fails for leg in legs]
    earliest = max(min(moments.first for moments in fails.values()) for fails in failures)
    found = NO_MOMENT
    for fails in failures:
        for moments in fails.values():
            found = found.either(moments.since(earliest))
    return found


def _sum_of_failure(trees: Trees, step: Fail) -> Sum:
    return Sum(fails={(step.outcome, step.reason): AT_ONCE})


def _sum_of_mailbox(trees: Trees, step: Leave) -> Sum:
    return Sum(takes={("voicemail", step.mailbox): AT_ONCE})


_SUMS: dict[type[Step], Callable[[Trees, Any], Sum]] = {
    RingPhone: _sum_of_phone,
    RingPlan: _sum_of_plan,
    Fail: _sum_of_failure,
    Leave: _sum_of_mailbox,
}
