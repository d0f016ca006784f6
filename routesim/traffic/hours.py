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
        return self._after_start((instant if exists(local, self.timezone) else _end_of_gap)(local, self.timezone))

    def shows(self, first: datetime, last: datetime) -> Iterator[tuple[int, int]]:
        """The stretches of time, in microseconds after the start, in which the wall clock shows *first* to *last*.

        There are two of what it shows twice, and may be none of what it never shows.
        """
        for start, end in _shown(first, last, self.timezone):
            if start < end:
                yield self._after_start(start), self._after_start(end)

    def _after_start(self, at: datetime) -> int:
        return (at - instant(self.start, self.timezone)) // MICROSECOND


def _end_of_gap(local: datetime, timezone: str) -> datetime:
    """The instant at which the clocks are put forward over *local*, to the second."""
    return _change(*_turns(local, timezone), timezone)


def _shown(first: datetime, last: datetime, timezone: str) -> list[tuple[datetime, datetime]]:
    """From when until when the wall clock shows *first* to *last*; what is left out may be an empty stretch."""
    (begin, again), (once, end) = _turns(first, timezone), _turns(last, timezone)
    if begin == again and once == end and end - begin == last - first:
        return [(begin, end)]
    before, after = _offset(begin, timezone), _offset(end, timezone)
    change = _change(begin, end, timezone)
    early = (min(_utc(first, before), change), min(_utc(last, before), change))
    late = (max(_utc(first, after), change), max(_utc(last, after), change))
    return [(early[0], late[1])] if early[1] == late[0] else [early, late]


def _turns(local: datetime, timezone: str) -> tuple[datetime, datetime]:
    """When the wall clock shows *local*, going by the clocks before and after a change: the earlier first."""
    one, other = (local.replace(tzinfo=zone(timezone), fold=fold).astimezone(UTC) for fold in (0, 1))
    return min(one, other), max(one, other)


def _change(early: datetime, late: datetime, timezone: str) -> datetime:
    """The instant after *early* from which on clocks go as they do at *late*, to the second."""
    after = _offset(late, timezone)
    while late - early > timedelta(seconds=1):
        middle = (early + (late - early) / 2).replace(microsecond=0)
        if _offset(middle, timezone) == after:
            late = middle
        else:
            early = middle
    return late


def _offset(at: datetime, timezone: str) -> timedelta:
    return at.astimezone(zone(timezone)).utcoffset() or timedelta()


def _utc(local: datetime, offset: timedelta) -> datetime:
    return (local - offset).replace(tzinfo=UTC)


class Span(NamedTuple):
    """From *start* until *end*, in microseconds after the start; *rate* is calls an hour."""

    start: int
    end: int
    rate: float


def spans(clock: Clock, week: Mapping[str, Mapping[str, float]], until: int) -> Iterator[Span]:
    """Each stretch of time before *until* that has a rate, in order; *week* has rates by days and hours.

    Where clocks are put back, what they show twice comes twice.
    """
    by_day = _by_day(week)
    day = datetime(clock.start.year, clock.start.month, clock.start.day) - timedelta(days=1)
    midnight = clock.at(day)
    found: list[Span] = []
    while midnight < until:
        found += _of_day(clock, day, by_day[day.weekday()], until)
        day += timedelta(days=1)
        midnight = clock.at(day)
        found.sort()
        yield from (span for span in found if span.start < midnight)
        found = [span for span in found if span.start >= midnight]  # of clocks that are put back over midnight


def _of_day(clock: Clock, day: datetime, rates: Iterable[tuple[int, int, float]], until: int) -> Iterator[Span]:
    for first, last, rate in rates:
        for start, end in clock.shows(day + timedelta(minutes=first), day + timedelta(minutes=last)) if rate else ():
            begin, stop = max(0, start), min(until, end)
            if begin < stop:
                yield Span(begin, stop, rate)


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
