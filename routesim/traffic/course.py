"""How far a replication has come: by the calls that were to be expected, for a night is over sooner than a morning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from time import monotonic

import numpy as np

from routesim.model.demand import Demand, Replayed
from routesim.model.workload import Workload
from routesim.traffic.hours import Clock, Span, spans

SECOND = 1_000_000
HOUR = 3600 * SECOND
WEEK = 7 * 24 * HOUR
EVERY = 0.25
"""How often whoever watches is told, in seconds."""
Heard = Callable[[float], None]
"""Whoever hears how much is done: a share of a replication, or of how many."""


class Course:
    """The course of a replication of *workload* in the time zone *timezone*."""

    def __init__(self, workload: Workload, timezone: str) -> None:
        clock = Clock(workload.start, timezone)
        self._until = round(workload.duration * SECOND)
        self._weekly = _Calls(spans(clock, _week(workload.arrivals), min(WEEK, self._until)))
        self._once = _Calls(part for demand in workload.arrivals for part in _listed(demand, clock))
        self._all = self._expected(self._until)

    def share(self, now: int) -> float:
        """The share of all expected calls that come before *now*, in microseconds after the start: from 0 to 1."""
        now = min(now, self._until)
        return self._expected(now) / self._all if self._all else now / self._until

    def _expected(self, until: int) -> float:
        weeks, rest = divmod(until, WEEK)
        return weeks * self._weekly.before(WEEK) + self._weekly.before(rest) + self._once.before(until)


def _week(arrivals: Iterable[Demand]) -> dict[str, dict[str, float]]:
    """How many calls an hour come by chance, whatever is dialled."""
    week: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for demand in arrivals:
        for days, hours in (demand.per_hour or {}).items():
            for written, rate in hours.items():
                week[days][written] += rate
    return {days: dict(hours) for days, hours in week.items()}


def _listed(demand: Demand, clock: Clock) -> Iterator[Span]:
    """What does not come every week: bursts, and calls each at its instant."""
    for burst in demand.bursts:
        start = clock.at(burst.at)
        yield Span(start, start + round(burst.lasts * SECOND), burst.per_hour)
    recorded = demand.records.calls if isinstance(demand.records, Replayed) else ()
    for at in (*(round(at * SECOND) for at in demand.at), *(call.at for call in recorded)):
        yield Span(at, at + 1, HOUR)


class _Calls:
    """The calls to be expected in *stretches* of time, which may overlap."""

    def __init__(self, stretches: Iterable[Span]) -> None:
        starts, ends, rates = np.array([Span(0, 0, 0.0), *stretches], float).T
        edges = np.concatenate([starts, ends])
        order = np.argsort(edges)
        self._edges = edges[order]
        rate = np.cumsum(np.concatenate([rates, -rates])[order])
        self._came = np.cumsum(np.append(0.0, rate[:-1] * np.diff(self._edges))) / HOUR

    def before(self, instant: int) -> float:
        """How many are to be expected before *instant*."""
        return float(np.interp(instant, self._edges, self._came))


def unheard(share: float) -> None:
    """Nobody hears."""


def beyond(heard: Heard, before: float, share: float) -> None:
    """Tell *heard* of a *share* beyond so many that were done *before*."""
    heard(before + share)


def now_and_then(heard: Heard) -> Heard:
    """Tells *heard* at once, and then no more often than every EVERY seconds, whatever happens meanwhile."""
    due = 0.0

    def hear(share: float) -> None:
        nonlocal due
        now = monotonic()
        if now >= due:
            due = now + EVERY
            heard(share)

    return hear
