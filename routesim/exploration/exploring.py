"""Exploring a number: every way in which a call to it can end, with the bounds of the wait and a witness each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

from routesim.errors import BoundExceeded
from routesim.exploration.audience import DEFAULT_CALLER, Audience
from routesim.exploration.languages import witnesses_of
from routesim.exploration.moves import ABANDONED, Ending
from routesim.exploration.properties import UNENDING
from routesim.exploration.reach import steps_from
from routesim.exploration.scope import Forest, Scope
from routesim.exploration.script import EXAMINED
from routesim.exploration.search import Search, Ways
from routesim.exploration.spans import FOREVER
from routesim.exploration.timeline import Timeline, Track, instant_of, microseconds_since_epoch
from routesim.exploration.witnesses import Rehearsal
from routesim.model.dial_plan import AccessList, Dispatcher, TimeCondition
from routesim.model.numbers import strip_separators, to_e164
from routesim.model.patterns import matches
from routesim.model.settings import zone
from routesim.model.system import PhoneSystem
from routesim.result import exploration as result
from routesim.result.records import Outcome
from routesim.routing import steps as rules
from routesim.routing.calendar import instant
from routesim.routing.callers import Callers
from routesim.routing.router import Router
from routesim.routing.steps import Step

SECOND = 1_000_000
HORIZON = 48 * 3600 * SECOND
"""How far ahead the calendar is told apart where a call may go round in circles for hours."""
DEFAULT_START = datetime(2026, 11, 23, 10)
SINCE = datetime(2026, 1, 1)
BEFORE = datetime(2054, 1, 1)
"""A whole cycle of the calendar: after 28 years all dates fall on the same days of the week."""
LONGEST = FOREVER // 2
"""A wait that can be longer than this can be as long as you like."""
_ORDER = {outcome.value: place for place, outcome in enumerate(Outcome)}


class Bounds(NamedTuple):
    """What the worlds that are looked at have in common.

    Calls are placed *since* then and *before* then (wall clock), by *from_* where that is given; *any_switch*: however
    switches stand.
    """

    since: datetime = SINCE
    before: datetime = BEFORE
    from_: str | None = None
    any_switch: bool = False


class Explorer:
    """Explores numbers of *system*, in the worlds within *bounds*."""

    def __init__(self, system: PhoneSystem, bounds: Bounds = Bounds()) -> None:  # noqa: B008 - it is immutable
        self.system = system
        self._bounds = bounds
        self.router = Router(system)
        self.callers = Callers(system)
        self._forest = Forest(system, self.router)
        self._timelines: dict[tuple[int, ...], Timeline] = {}
        self._zone = zone(system.settings.timezone)

    def numbers(self) -> list[str]:
        """Everything that can be called: incoming numbers, then users, queues, conferences and dial plans."""
        system = self.system
        pages: Iterable[Any] = chain(system.users, system.queues, system.conferences, system.dial_plans)
        return [*(own.number for own in system.incoming_numbers), *(page.extension for page in pages)]

    def known(self, number: str) -> str:
        """*number* as it is listed where it is one of the system's own, however it was typed; else as it stands."""
        typed = strip_separators(number)
        if typed in self._numbers:
            return typed
        normal = to_e164(typed, self.system.settings.country)
        return normal if normal in self._numbers else typed

    @cached_property
    def _numbers(self) -> frozenset[str]:
        return frozenset(self.numbers())

    def explore(self, number: str) -> result.NumberEndings:
        """All endings of calls to *number*; not complete where exploring was given up at a bound."""
        first = self.router.dial(number)
        steps = steps_from(first)
        found: dict[Ending, Ways] = {}
        endings: list[result.Ending] = []
        complete = True
        try:
            scope = self.scope(number, patterns_of(steps), self.special(steps))
            endings += self._refusals(scope)
            for search in self.searches(scope, first, conditions_of(steps)):
                _gather(found, search)
        except BoundExceeded:
            complete = False
        for ending, ways in found.items():
            told = self._told(scope, ending, ways)
            complete = complete and told is not None
            endings += [told] if told is not None else []
        return result.NumberEndings(number, tuple(sorted(endings, key=_place)), complete=complete)

    # --- who calls, and when -------------------------------------------------------------------------------------

    def scope(self, number: str, patterns: Sequence[str], special: Sequence[str]) -> Scope:
        """What calls to *number* can meet; callers are told apart by *patterns*, and as far as they are *special*."""
        audience = Audience(
            self.callers,
            self.candidates(patterns, special),
            lambda seen: tuple(matches(pattern, seen) for pattern in patterns),
            special,
        )
        return self._scope(number, audience)

    def scope_of(self, number: str, caller: str) -> Scope:
        """What calls to *number* by *caller* alone can meet."""
        return self._scope(number, Audience(self.callers, [caller], lambda _: None, []))

    def _scope(self, number: str, audience: Audience) -> Scope:
        self._forest.begin_number()
        return Scope(self.system, self.router, self.callers, self._forest, number, audience, self._bounds.any_switch)

    def candidates(self, patterns: Sequence[str], special: Sequence[str]) -> Iterator[str]:
        """Numbers of callers, of whom the first of each kind is taken."""
        if self._bounds.from_ is not None:
            yield self._bounds.from_
            return
        yield DEFAULT_CALLER
        yield from special
        if patterns:
            yield "withheld"
            yield from witnesses_of(patterns)
            yield from (user.extension for user in self.system.users)
        if self.system.settings.blacklist:
            yield from (f"+324701234{last}" for last in range(57, 99))  # should the first be on it
            yield from self.system.settings.blacklist

    def special(self, steps: list[Step]) -> list[str]:
        """Users whom a service among *steps* knows: a queue's dynamic agents, a conference's administrator."""
        found: dict[str, None] = {}
        for step in steps:
            if isinstance(step, rules.ChangeMembership):
                found.update(dict.fromkeys(self.system.members(self.router.queues[step.queue].dynamic_agents)))
            if isinstance(step, rules.JoinConference):
                administrator = self.router.conferences[step.conference].administrator
                found.update({administrator: None} if administrator is not None else {})
        return [*found]

    def searches(self, scope: Scope, first: Step, conditions: Sequence[TimeCondition]) -> Iterator[Search]:
        """Search, from *first* on, all courses of the calendar that *conditions* tell apart."""
        if not scope.audience.classes:
            return
        if not conditions:
            yield self._searched(scope, first, Track(self.preferred, (0, 0), (FOREVER,), ((),)))
            return
        timeline = self.timeline(conditions)
        horizon = 0
        for track in timeline.tracks(0, self.preferred):
            search = self._searched(scope, first, track)
            horizon = max(horizon, search.asked)
            if search.asked <= 0:
                yield search
        if horizon:
            for track in timeline.tracks(min(horizon, HORIZON), self.preferred):
                yield self._searched(scope, first, track)

    def _searched(self, scope: Scope, first: Step, track: Track) -> Search:
        search = Search(scope, track, self.local)
        search.run(first)
        return search

    def local(self, microseconds: int) -> datetime:
        """What the wall clock shows so many microseconds after 1970."""
        return instant_of(microseconds).astimezone(self._zone)

    def timeline(self, conditions: Sequence[TimeCondition]) -> Timeline:
        """The calendar as *conditions* see it."""
        key = tuple(map(id, conditions))
        if key not in self._timelines:
            timezone = self.system.settings.timezone
            since, before = instant(self._bounds.since, timezone), instant(self._bounds.before, timezone)
            self._timelines[key] = Timeline(conditions, timezone, since, before)
        return self._timelines[key]

    @cached_property
    def preferred(self) -> int:
        """The instant at which calls are placed where any will do."""
        bounds = self._bounds
        preferred = DEFAULT_START if bounds.since <= DEFAULT_START < bounds.before else bounds.since
        return microseconds_since_epoch(instant(preferred, self.system.settings.timezone))

    # --- what is told of it --------------------------------------------------------------------------------------

    def _told(self, scope: Scope, ending: Ending, ways: Ways) -> result.Ending | None:
        """*ending* with its witness, None where none was found that plays to it."""
        rehearsal = Rehearsal(scope, self.preferred)
        tries = (rehearsal.witness(ending, way) for way in dict.fromkeys((ways.first, ways.least, ways.greatest)))
        witness = next((witness for witness in tries if witness is not None), None)
        if witness is None:
            return None
        outcome, by, reason = ending
        if ending == ABANDONED and ways.endless:
            reason = UNENDING
        low, high = ways.waited
        waited = low / SECOND, None if high > LONGEST else high / SECOND
        return result.Ending(outcome, by, reason, waited, witness.words, witness.page)

    def _refusals(self, scope: Scope) -> Iterator[result.Ending]:
        """Callers who do not get as far as the routing: on the blacklist, or not logged in (rules 6.2, 10.2)."""
        start = self.local(self.preferred).replace(tzinfo=None).isoformat(timespec="seconds")

        def refused(caller: str, people: dict[str, object], reason: str, words: str) -> result.Ending:
            call = {"id": EXAMINED, "from": caller, "to": scope.number}
            witness = {"start": start, "people": people, "calls": [call]}
            return result.Ending("rejected", None, reason, (0.0, 0.0), (words,), witness)

        if scope.audience.refused is not None:
            caller = scope.audience.refused
            yield refused(caller, {}, "blacklist", f"{caller} calls, who is on the blacklist")
        only = self._bounds.from_
        users = (user.extension for user in self.system.users if user.must_log_in)
        caller = next((user for user in users if only in (None, user)), "")
        if caller:
            yield refused(caller, {caller: {"logged_in": False}}, "logged_out", f"user:{caller} calls without a log-in")


def _gather(found: dict[Ending, Ways], search: Search) -> None:
    for ending, ways in search.endings.items():
        found[ending] = found[ending].or_by(ways) if ending in found else ways


def patterns_of(steps: list[Step]) -> list[str]:
    """Every pattern on the caller's number that *steps* look at."""
    found: dict[str, None] = {}
    for step in steps:
        page = step.page if isinstance(step, rules.Choice) else None
        if isinstance(page, Dispatcher):
            found.update(dict.fromkeys(line.pattern for line in page.lines))
        elif isinstance(page, AccessList):
            found.update(dict.fromkeys((*page.allow, *page.deny)))
    return [*found]


def conditions_of(steps: list[Step]) -> list[TimeCondition]:
    """Every time condition among *steps*."""
    pages = (step.page for step in steps if isinstance(step, rules.Choice))
    return [page for page in pages if isinstance(page, TimeCondition)]


def _place(ending: result.Ending) -> tuple[int, float, str, str]:
    return _ORDER[ending.outcome], ending.waited[0], ending.by or "", ending.reason or ""
