"""Offered load against agents: what is known before anything is simulated."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from itertools import groupby, pairwise
from math import isinf
from operator import itemgetter
from typing import NamedTuple

from routesim.engine.phones import given, laid_over
from routesim.model.demand import INTERNAL, Demand, ReadRecords
from routesim.model.dial_plan import TimeCondition
from routesim.model.numbers import looks_internal
from routesim.model.queue import Queue
from routesim.model.system import PhoneSystem
from routesim.model.workload import Workload
from routesim.result.clock import DAYS, grouped
from routesim.routing.calendar import instant, wall_clock
from routesim.routing.router import UNKNOWN_NUMBER, Router
from routesim.routing.steps import RingPhone
from routesim.traffic.hours import Clock, Span, spans
from routesim.traffic.silence import silence_remarks
from routesim.traffic.ways import Way, outlasting, ways

SECOND = 1_000_000
WEEK = 7 * 86_400 * SECOND


def load_remarks(system: PhoneSystem, workload: Workload) -> Iterator[str]:
    """What to know of the records behind *workload*, of unknown numbers, of silent people, of queues offered too much.

    The load in erlangs is the rate of calls times the mean time that each keeps an agent, who count while they are
    there. It is told when that is worst. Only calls count that get to the queue before they have rung anywhere.
    """
    yield from _record_remarks(workload)
    yield from dict.fromkeys(_number_remarks(system, workload))
    loads = Loads(system, workload)
    called = {queue: loads.agents(queue) for queue in system.queues if loads.calls(queue)}
    yield from silence_remarks(system, workload, called, lambda who: bool(loads.there(who)))
    for queue in system.queues:
        stretches = loads.of(queue)
        staffed = [one for one in stretches if one.agents] or stretches
        worst = max(staffed, key=lambda one: one.load - one.agents, default=None)
        if worst is not None and worst.load > worst.agents:
            yield _too_much(loads, queue, worst, worst.end - worst.start < loads.period)


def _too_much(loads: Loads, queue: Queue, worst: Stretch, passes: bool) -> str:
    when = f" {loads.when(worst)}" if passes else ""
    agents = grouped(worst.agents, "agent")
    told = f"the queue {queue.name} ({queue.extension}) is offered {worst.load:,.1f} erlangs for {agents}{when}"
    if queue.max_wait is not None or not isinf(loads.patience):
        return f"{told}: callers are lost by giving up or waiting too long"
    return f"{told}: it grows {'for as long as that lasts' if passes else 'without bound'}"


def _record_remarks(workload: Workload) -> Iterator[str]:
    for demand in workload.arrivals:
        if isinstance(demand.records, ReadRecords):
            yield from demand.records.remarks


def _number_remarks(system: PhoneSystem, workload: Workload) -> Iterator[str]:
    """Numbers that are dialled although nobody has them, or from outside although they lead elsewhere."""
    router = Router(system)
    for demand in workload.arrivals:
        step = None if demand.to == INTERNAL else router.dial(demand.to)
        if step is UNKNOWN_NUMBER:
            yield f"nobody has the number {demand.to}"
        elif isinstance(step, RingPhone) and step.target.startswith("+") and not _from_inside(demand):
            yield f"{demand.to} is no incoming number: what comes of calls to it from outside is decided elsewhere"


def _from_inside(demand: Demand) -> bool:
    """Whether all who call are users."""
    callers = demand.from_
    return all(map(looks_internal, callers)) if isinstance(callers, tuple) else callers == INTERNAL


def offered_load(system: PhoneSystem, workload: Workload, queue: Queue) -> float:
    """The most that *queue* is offered at any time of the simulation's first week, in erlangs."""
    return max((stretch.load for stretch in Loads(system, workload).of(queue)), default=0.0)


class Stretch(NamedTuple):
    """From *start* until *end*, in microseconds: the *load* of a queue in erlangs, and how many *agents* are there."""

    start: int
    end: int
    load: float
    agents: int


class Loads:
    """What the queues of *system* are offered in the first week of *workload*."""

    def __init__(self, system: PhoneSystem, workload: Workload) -> None:
        self._system = system
        self._workload = workload
        self._clock = Clock(workload.start, system.settings.timezone)
        self._start = instant(workload.start, system.settings.timezone)
        self.period = min(round(workload.duration * SECOND), WEEK)
        self.patience = workload.patience.average()
        self._must_log_in = {user.extension for user in system.users if user.must_log_in}

    def calls(self, queue: Queue) -> bool:
        """Whether any calls are known to get to *queue*."""
        return any(stream.way.queue == queue.extension for stream in self._streams)

    def of(self, queue: Queue) -> list[Stretch]:
        """Each stretch of time in which what *queue* is offered, and by whom it is served, stays the same."""
        streams = [stream for stream in self._streams if stream.way.queue == queue.extension]
        if not streams:
            return []
        agents = [self.there(who) for who in self.agents(queue)]
        points = sorted(self._edges(streams, agents))
        found = []
        for start, end in pairwise(points):
            local = self.local(start)
            load = sum(stream.load(start, local, queue.wrap_up) for stream in streams)
            found.append((start, end, load, sum(_rate_at(shift, start) > 0 for shift in agents)))
        alike = (list(group) for _, group in groupby(found, key=itemgetter(2, 3)))
        return [Stretch(group[0][0], group[-1][1], *group[0][2:]) for group in alike]

    def local(self, at: int) -> datetime:
        """What the wall clock shows."""
        return wall_clock(self._start, at, self._system.settings.timezone)

    def when(self, stretch: Stretch) -> str:
        """When *stretch* is, in words."""
        first, last = self.local(stretch.start), self.local(stretch.end)
        day = "" if first.date() == last.date() else f"{DAYS[last.weekday()]}, "
        return f"({DAYS[first.weekday()]}, {first:%H:%M}, to {day}{last:%H:%M})"

    @cached_property
    def _streams(self) -> list[_Stream]:
        router = Router(self._system)
        found = []
        for demand in self._workload.arrivals:
            rates = [*spans(self._clock, demand.per_hour or {}, self.period)]
            patience = demand.patience or self._workload.patience
            talk = (demand.talk or self._workload.talk).average()
            for way in ways(router, demand) if rates else ():
                share = way.probability * outlasting(patience, way.after / SECOND)
                found.append(_Stream(way, share, rates, talk))
        return found

    def agents(self, queue: Queue) -> list[str]:
        """Who takes calls of *queue*: its static agents, and those dynamic ones who log in to it."""
        people = self._workload.people
        dynamic = [
            who
            for who in self._system.members(queue.dynamic_agents)
            if who in people and not {queue.name, queue.extension}.isdisjoint(people[who].logs_in_to)
        ]
        return [*dict.fromkeys((*self._system.members(queue.static_agents), *dynamic))]

    def there(self, who: str) -> list[Span]:
        """When *who* is at the phone."""
        people = self._workload.people
        habit = laid_over(given(people.get("default")), given(people.get(who)))
        logged_out = who in self._must_log_in and not habit.get("logged_in", True)
        if habit.get("state", "idle") != "idle" or logged_out:
            return []
        shift = habit.get("shift")
        if shift is None:
            return [Span(0, self.period, 1.0)]
        return [*spans(self._clock, {days: dict.fromkeys(hours, 1.0) for days, hours in shift.items()}, self.period)]

    def _edges(self, streams: Iterable[_Stream], agents: Iterable[Sequence[Span]]) -> set[int]:
        """The instants at which anything may change."""
        found = {0, self.period}
        for stretches in (*(stream.rates for stream in streams), *agents):
            found.update(edge for stretch in stretches for edge in stretch[:2])
        conditions = {id(one): one for stream in streams for one, _ in stream.way.conditions}
        for condition in conditions.values():
            found.update(self._turns(condition))
        return found

    def _turns(self, condition: TimeCondition) -> Iterator[int]:
        """When *condition* may begin or cease to hold."""
        minutes = {0}.union(*((first, last + 1) for first, last in condition.hours))
        day = datetime(self._clock.start.year, self._clock.start.month, self._clock.start.day)
        for later in range(9):
            for minute in minutes:
                at = self._clock.at(day + timedelta(days=later, minutes=minute))
                if 0 < at < self.period:
                    yield at


class _Stream(NamedTuple):
    """A *share* of the callers who come at *rates* gets to a queue by *way* and talks for *talk* seconds."""

    way: Way
    share: float
    rates: Sequence[Span]
    talk: float

    def load(self, at: int, local: datetime, wrap_up: float) -> float:
        """The load in erlangs at that time."""
        if not self.way.is_open(local):
            return 0.0
        return _rate_at(self.rates, at) * self.share * (self.talk + wrap_up) / 3600


def _rate_at(stretches: Sequence[Span], at: int) -> float:
    """The rate that holds from *at* on."""
    place = bisect_right(stretches, at, key=itemgetter(0)) - 1
    return stretches[place].rate if place >= 0 and at < stretches[place].end else 0.0
