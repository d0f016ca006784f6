"""Exploring a number: every way in which a call to it can end, with the bounds of the wait and a witness each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

from routesim.errors import BoundExceeded
from routesim.exploration.audience import DEFAULT_CALLER, Audience
from routesim.exploration.calendar_sweep import seasons
from routesim.exploration.languages import witnesses_of
from routesim.exploration.properties import breaks
from routesim.exploration.reach import steps_from
from routesim.exploration.scope import Forest, Scope
from routesim.exploration.search import HORIZON, Search
from routesim.exploration.spans import FOREVER
from routesim.exploration.survey import Survey, is_attained, refusals, told, waiting_longer
from routesim.exploration.timeline import Timeline, Track, instant_of, microseconds_since_epoch
from routesim.model.dial_plan import AccessList, Dispatcher, TimeCondition
from routesim.model.numbers import normal_number
from routesim.model.patterns import matches
from routesim.model.question import BEFORE, SINCE
from routesim.model.settings import zone
from routesim.model.system import PhoneSystem
from routesim.result import exploration as result
from routesim.result.records import Outcome
from routesim.routing import steps as rules
from routesim.routing.calendar import instant
from routesim.routing.callers import Callers
from routesim.routing.router import Router
from routesim.routing.steps import Step

DEFAULT_START = datetime(2026, 11, 23, 10)
_ORDER = {outcome.value: place for place, outcome in enumerate(Outcome)}


class Bounds(NamedTuple):
    """What the worlds that are looked at have in common.

    Calls are placed *since* then and *before* then (wall clock), by *from_* where that is given; *any_switch*: however
    switches stand. Where these are the bounds of a *year*, it can be cut into seasons.
    """

    since: datetime = SINCE
    before: datetime = BEFORE
    from_: str | None = None
    any_switch: bool = False
    year: int | None = None

    @classmethod
    def of_year(cls, year: int, from_: str | None = None, any_switch: bool = False) -> Bounds:
        """Calls placed in *year*."""
        return cls(datetime(year, 1, 1), datetime(year + 1, 1, 1), from_, any_switch, year)


class Explorer:
    """Explores numbers of *system*, in the worlds within *bounds*."""

    def __init__(self, system: PhoneSystem, bounds: Bounds = Bounds()) -> None:  # noqa: B008 - it is immutable
        self.system = system
        self._bounds = bounds
        self.callers = Callers(system)
        self._begin_afresh()
        self._full = system.settings.forwarded_calls == "full"
        self._timelines: dict[tuple[object, ...], Timeline] = {}
        self._numbers_seen: dict[tuple[str, ...], list[str]] = {}
        self._zone = zone(system.settings.timezone)

    def _begin_afresh(self) -> None:
        """Forget all steps that have been worked out: where they were too many, they fill the memory."""
        self.router = Router(self.system)
        self._forest = Forest(self.system, self.router)

    def numbers(self) -> list[str]:
        """Everything that can be called: incoming numbers, then users, queues, conferences and dial plans."""
        system = self.system
        pages: Iterable[Any] = chain(system.users, system.queues, system.conferences, system.dial_plans)
        return [*(own.number for own in system.incoming_numbers), *(page.extension for page in pages)]

    def known(self, number: str) -> str:
        """*number* as it is listed, however it was typed."""
        return normal_number(number, self.system.settings.country)

    def explore(self, number: str, beyond: float | None = None) -> result.NumberEndings:
        """All endings of calls to *number*; not complete where exploring was given up at a bound.

        The first ending that breaks a limit of *beyond* seconds has a witness that waits longer.
        """
        survey = self.survey(number)
        endings = [*told(survey, self.preferred)]
        complete = survey.complete and len(endings) == len(survey.ways)
        complete = complete and (survey.exact or is_attained(survey, self.preferred))
        if not survey.complete:
            self._begin_afresh()
        endings += refusals(survey.scope, self._bounds.from_, self.local(self.preferred))
        endings.sort(key=_place)
        if beyond is not None:
            place = next((place for place, ending in enumerate(endings) if breaks(ending, "max_wait", beyond)), None)
            if place is not None:
                endings[place] = waiting_longer(survey, endings[place], beyond, self.preferred)
        return result.NumberEndings(number, tuple(endings), complete=complete, calendar=self._calendar(survey, endings))

    def _calendar(self, survey: Survey, endings: list[result.Ending]) -> tuple[result.Season, ...] | None:
        """The seasons of the year that calls are placed in, where that is what the bounds are about."""
        year = self._bounds.year
        if year is None:
            return None
        timezone = self.system.settings.timezone
        first, last = (instant(datetime(of, 1, 1), timezone) for of in (year, year + 1))
        limits = microseconds_since_epoch(first), microseconds_since_epoch(last)
        return seasons(survey, endings, year, limits, self._zone)

    def survey(self, number: str) -> Survey:
        """Search everything that can become of calls to *number*."""
        first = self.router.dial(number)
        steps = steps_from(first)
        searches: list[Search] = []
        complete = True
        try:
            scope = self.scope(number, patterns_of(steps), self.special(steps))
        except BoundExceeded:  # too many kinds of callers: one of them is better than none
            complete, scope = False, self.scope_of(number, DEFAULT_CALLER)
        try:
            searches.extend(self.searches(scope, first, conditions_of(steps)))
        except BoundExceeded:
            complete = False
        return Survey(scope, tuple(searches), complete, exact=not self._full)

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
            yield from self._witnesses(tuple(patterns))
            yield from (user.extension for user in self.system.users)
        if self.system.settings.blacklist:
            yield from (f"+324701234{last}" for last in range(57, 99))  # should the first be on it
            yield from self.system.settings.blacklist

    def _witnesses(self, patterns: tuple[str, ...]) -> list[str]:
        if patterns not in self._numbers_seen:
            settings = self.system.settings
            refused = [self.callers.seen(number) for number in settings.blacklist]
            self._numbers_seen[patterns] = [*witnesses_of(patterns, settings.country, refused)]
        return self._numbers_seen[patterns]

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
        """Search, from *first* on, all courses of the calendar that *conditions* tell apart.

        Raises BoundExceeded where there is too much to search, behind what has been found until then.
        """
        if not scope.audience.classes:
            return
        horizon, asked = -1, 0
        while asked > horizon:  # the further ahead the clock is asked, the more courses there are
            horizon = asked
            found = [Search(scope, track, self.local) for track in self._tracks(conditions, horizon)]
            try:
                for search in found:
                    search.run(first)
            except BoundExceeded:
                yield from found
                raise
            asked = min(max(search.asked for search in found), HORIZON)
        yield from found

    def _tracks(self, conditions: Sequence[TimeCondition], horizon: int) -> list[Track]:
        if not conditions:
            return [Track(self.preferred, (0, 0), (FOREVER,), ((),))]
        return self.timeline(conditions).tracks(horizon, self.preferred)

    def local(self, microseconds: int) -> datetime:
        """What the wall clock shows so many microseconds after 1970."""
        return instant_of(microseconds).astimezone(self._zone)

    def timeline(self, conditions: Sequence[TimeCondition]) -> Timeline:
        """The calendar as *conditions* see it."""
        key = tuple((page.hours, page.days, page.month_days, page.months) for page in conditions)
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


def _place(ending: result.Ending) -> tuple[int, float, int, str, str]:
    """Where *ending* stands among others of a number: of those alike, the soonest and most natural come first."""
    return _ORDER[ending.outcome], ending.waited[0], len(ending.when), ending.by or "", ending.reason or ""
