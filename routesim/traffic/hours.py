"""Hours of the week on a simulation's clock: wall-clock time, clocks put forward and back included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from routesim.model.settings import zone
from routesim.model.weekly import days_of, parts, span_of
from routesim.routing.calendar import exists, instant

MICROSECOND = timedelta(microseconds=1)


class Clock(NamedTuple):
    """*start* is the wall clock in *timezone* at the instant 0."""

    start: datetime
    timezone: str

    def at(self, local: datetime) -> int:
        """The instant, in microseconds after the start, at which the wall clock shows *local*.

        The first of two, and for one that it never shows the instant at which it is put forward over it.
        """
        reached = (instant if exists(local, self.timezone) else _end_of_gap)(local, self.timezone)
        return (reached - instant(self.start, self.timezone)) // MICROSECOND


def _end_of_gap(local: datetime, timezone: str) -> datetime:
    """The instant at which the clocks are put forward over *local*, to the second."""
    there = zone(timezone)
    early = local.replace(tzinfo=there, fold=1).astimezone(UTC)
    late = local.replace(tzinfo=there, fold=0).astimezone(UTC)
    after = late.astimezone(there).utcoffset()
    while late - early > timedelta(seconds=1):
        middle = (early + (late - early) / 2).replace(microsecond=0)
        if middle.astimezone(there).utcoffset() == after:
            late = middle
        else:
            early = middle
    return late


class Span(NamedTuple):
    """From *start* until *end*, in microseconds after the start; *rate* is calls an hour."""

    start: int
    end: int
    rate: float


def spans(clock: Clock, week: Mapping[str, Mapping[str, float]], until: int) -> Iterator[Span]:
    """Each stretch of time before *until* that has a rate, in order; *week* has rates by days and hours."""
    by_day = _by_day(week)
    day = datetime(clock.start.year, clock.start.month, clock.start.day)
    while True:
        midnight = clock.at(day)
        if midnight >= until:
            return
        for first, last, rate in by_day[day.weekday()]:
            start = max(0, clock.at(day + timedelta(minutes=first)))
            end = min(until, clock.at(day + timedelta(minutes=last)))
            if start < end and rate:
                yield Span(start, end, rate)
        day += timedelta(days=1)


def _by_day(week: Mapping[str, Mapping[str, float]]) -> list[list[tuple[int, int, float]]]:
    """The rates of each day of the week, from Monday, by minutes after midnight."""
    days: list[list[tuple[int, int, float]]] = [[] for _ in range(7)]
    for names, hours in week.items():
        for day in days_of(names):
            days[day] += [(*part, rate) for written, rate in hours.items() for part in parts(span_of(written))]
    return [sorted(day) for day in days]


def changes(clock: Clock, shift: Mapping[str, Iterable[str]], until: int) -> tuple[bool, Iterator[int]]:
    """Whether it is time for *shift* at first, and every instant at which that changes before *until*."""
    week = {days: dict.fromkeys(hours, 1.0) for days, hours in shift.items()}
    edges = _edges(spans(clock, week, until))
    first = next(edges, None)
    if first == 0:
        return True, edges
    return False, _with(first, edges)


def _edges(stretches: Iterator[Span]) -> Iterator[int]:
    """Beginnings and ends in turn; one that begins where the last ended goes on with it."""
    ends: int | None = None
    for start, end, _ in stretches:
        if ends is None:
            yield start
        elif start > ends:
            yield ends
            yield start
        ends = end


def _with(first: int | None, rest: Iterator[int]) -> Iterator[int]:
    if first is not None:
        yield first
    yield from rest
