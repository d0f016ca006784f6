"""From the instants of recorded calls to rates by hour of the week; hours that were not recorded do not count."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from math import log
from typing import NamedTuple
from zoneinfo import ZoneInfo

from routesim.model.hours import DAYS
from routesim.result.clock import DAYS as DAY_NAMES
from routesim.result.clock import long_date

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_UNLIKELY = 0.05
MOST_TOLD = 5
"""So many gaps are told one by one."""


class Gap(NamedTuple):
    """No calls from *first* until *last*, by the wall clock, where so many were *expected*."""

    first: datetime
    last: datetime
    expected: float


def weekly(instants: Sequence[datetime], clock: ZoneInfo) -> tuple[dict[str, dict[str, float]], list[Gap]]:
    """How many calls came an hour, by hour of the week, and the gaps in *instants*, which are in order.

    A stretch without a call is a gap if as many were to be expected, going by the same hours of all weeks, that chance
    leaves them out in one of twenty records like these at most: a holiday, or a hole. Any other is a quiet time.
    """
    hours = _Hours(instants, clock)
    gaps = hours.leave_gaps_out()
    rates = hours.rates()
    days = sorted({hour // 24 for hour in rates if rates[hour]})
    week = {
        DAYS[day]: {f"{hour:02}:00-{hour + 1:02}:00": rates.get(day * 24 + hour, 0.0) for hour in range(24)}
        for day in days
    }
    return week, gaps


class _Hours:
    """Every hour from the first day with a call to the end of the last one, the calls in it, whether it counts."""

    def __init__(self, instants: Sequence[datetime], clock: ZoneInfo) -> None:
        begin = _midnight(instants[0], clock, 0)
        count = -(-(_midnight(instants[-1], clock, 1) - begin) // _HOUR)
        self._starts = [(begin + place * _HOUR).astimezone(clock) for place in range(count)]
        self._of_week = [start.weekday() * 24 + start.hour for start in self._starts]
        self._calls = Counter((at - begin) // _HOUR for at in instants)
        self._counts = [True] * count
        self._threshold = log(len(instants) / _UNLIKELY)

    def rates(self) -> dict[int, float]:
        """Calls an hour by hour of the week, over the hours that count."""
        calls: defaultdict[int, int] = defaultdict(int)
        hours: defaultdict[int, int] = defaultdict(int)
        for place, hour in enumerate(self._of_week):
            calls[hour] += self._calls[place]
            hours[hour] += self._counts[place]
        return {hour: calls[hour] / hours[hour] for hour in hours if hours[hour]}

    def leave_gaps_out(self) -> list[Gap]:
        """Find the gaps, whose hours no longer count. Without one the others are to be expected to hold more calls."""
        silences = [[*places] for empty, places in groupby(range(len(self._counts)), self._is_empty) if empty]
        found: list[list[int]] = []
        while True:
            rates = self.rates()
            gaps = [places for places in silences if self._expected(places, rates) > self._threshold]
            if len(gaps) == len(found):
                return [gap for places in found for gap in self._told(places, rates)]
            found = gaps
            for places in found:
                for place in places:
                    self._counts[place] = False

    def _is_empty(self, place: int) -> bool:
        return not self._calls[place]

    def _expected(self, places: Sequence[int], rates: dict[int, float]) -> float:
        return sum(rates.get(self._of_week[place], 0.0) for place in places)

    def _told(self, places: Sequence[int], rates: dict[int, float]) -> Iterator[Gap]:
        """The gap in *places*, from the first hour to the last in which calls were to be expected."""
        wanted = [place for place in places if rates.get(self._of_week[place])]
        if wanted:
            first, last = self._starts[wanted[0]], self._starts[wanted[-1]] + _HOUR
            yield Gap(first, last, self._expected(wanted, rates))


def _midnight(at: datetime, clock: ZoneInfo, later: int) -> datetime:
    """The midnight before *at*, or so many days later."""
    day = at.astimezone(clock).replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    return (day + later * _DAY).astimezone(UTC)


def partly_recorded(first: datetime, last: datetime, start: datetime, end: datetime, clock: ZoneInfo) -> str:
    """On which days of the week calls from *first* to *last* are, if others come from *start* until *end*; else ""."""
    recorded = _days_of_week(first, last, clock)
    if set(_days_of_week(start, end - timedelta(microseconds=1), clock)) <= set(recorded):
        return ""
    since, until = (DAY_NAMES[day] for day in (recorded[0], recorded[-1]))
    return f"from {since} to {until}" if len(recorded) > 1 else f"on {since}"


def _days_of_week(first: datetime, last: datetime, clock: ZoneInfo) -> list[int]:
    """The days of the week that are passed, each once, 0 for Monday."""
    begin, end = (at.astimezone(clock).date() for at in (first, last))
    return [(begin.weekday() + later) % 7 for later in range(min(7, (end - begin).days + 1))]


def gap_words(gaps: Sequence[Gap]) -> str:
    """When there were no calls, and how many were to be expected."""
    told = [f"{_when(gap)} ({gap.expected:,.0f} were to be expected)" for gap in gaps[:MOST_TOLD]]
    if len(gaps) > MOST_TOLD:
        told.append(f"{len(gaps) - MOST_TOLD:,} more times")
    return "; ".join(told)


def _when(gap: Gap) -> str:
    first, last = gap.first, gap.last
    if first.date() == (last - timedelta(microseconds=1)).date():
        return f"{long_date(first)}, {first:%H:%M} to {last:%H:%M}"
    return f"{long_date(first)}, {first:%H:%M}, to {long_date(last)}, {last:%H:%M}"
