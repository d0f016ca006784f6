"""When something holds in a year, in an administrator's words: `Monday-Friday 09:00-17:29`, `24-31 December`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from routesim.result.clock import DAYS, MONTHS
from routesim.result.typography import listing

Interval = tuple[datetime, datetime]
"""From an instant on, until another, the first that does not belong to it; both know their time zone."""
Span = tuple[int, int]
"""Of a day, in microseconds on the wall clock after midnight, the end not included."""

SECOND = 1_000_000
MINUTE = 60 * SECOND
A_DAY = 24 * 60 * MINUTE
_DAY = timedelta(days=1)
MOST = 6
"""So many stretches of days are named; the others are counted."""


def when_words(intervals: Iterable[Interval], year: int) -> tuple[str, ...]:
    """When in *year* one of *intervals* holds, by the wall clock; what is so on most days comes first."""
    days = _all_days(year)
    by_times: dict[tuple[Span, ...], list[date]] = {}
    for day, times in sorted(_day_by_day(intervals).items()):
        by_times.setdefault(times, []).append(day)
    phrases = []
    for times, found in sorted(by_times.items(), key=lambda item: (-len(item[1]), item[1][0])):
        shown = " and ".join(map(_times, times)) if times != ((0, A_DAY),) else ""
        phrases += [_phrase(words, shown) for words in _days(found, days)]
    return ("always",) if phrases == ["every day"] else tuple(phrases)


def _phrase(days: str, times: str) -> str:
    """Days and their times: `Monday-Friday 09:00-17:29`, `every day except 28 March, 02:00-02:59`."""
    return f"{days}{',' if ' except ' in days else ''} {times}" if times else days


def _all_days(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + place * _DAY for place in range((date(year + 1, 1, 1) - first).days)]


# --- what the wall clock shows ---------------------------------------------------------------------------------------


class _Wall(NamedTuple):
    """A time of day, on some day."""

    day: date
    time: int


def _day_by_day(intervals: Iterable[Interval]) -> dict[date, tuple[Span, ...]]:
    """The times of each day, as the wall clock shows them."""
    found: dict[date, list[Span]] = {}
    for interval in intervals:
        for start, end in _shown(*interval):
            for day, span in _cut_at_midnight(start, end):
                found.setdefault(day, []).append(span)
    return {day: _merged(spans) for day, spans in found.items()}


def _shown(start: datetime, end: datetime) -> Iterator[tuple[_Wall, _Wall]]:
    """What the wall clock shows from *start* until *end*; where it is put back, before and after that."""
    back = _put_back(start, end)
    if back is None:
        yield _wall(start), _wall(end)
    else:
        yield _wall(start), _wall((back - timedelta(microseconds=1)).astimezone(start.tzinfo), 1)
        yield from _shown(back.astimezone(start.tzinfo), end)


def _wall(shown: datetime, later: int = 0) -> _Wall:
    seconds = shown.hour * 3600 + shown.minute * 60 + shown.second
    return _Wall(shown.date(), seconds * SECOND + shown.microsecond + later)


def _put_back(start: datetime, end: datetime) -> datetime | None:
    """The first instant after *start*, before *end*, at which the wall clock is put back."""
    before, last = start.astimezone(UTC), end.astimezone(UTC)
    while before < last:
        after = min(before + _DAY, last)
        if _offset(after, start) < _offset(before, start):
            change = _change(before, after, start)
            return change if change < last else None
        before = after
    return None


def _change(before: datetime, after: datetime, like: datetime) -> datetime:
    """The instant between the two at which the offset changes, to the second."""
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=int((after - before).total_seconds()) // 2)
        if _offset(middle, like) == _offset(before, like):
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)


def _offset(instant: datetime, like: datetime) -> timedelta:
    return instant.astimezone(like.tzinfo).utcoffset() or timedelta()


def _cut_at_midnight(start: _Wall, end: _Wall) -> Iterator[tuple[date, Span]]:
    day = start.day
    while day <= end.day:
        first = start.time if day == start.day else 0
        last = end.time if day == end.day else A_DAY
        if first < last:
            yield day, (first, last)
        day += _DAY


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((first, last))
    return tuple(merged)


# --- words -----------------------------------------------------------------------------------------------------------


def _times(span: Span) -> str:
    """`09:00-17:29`: both ends included, to the minute or, where that does not do, to the second."""
    first, last = span
    unit, shown = (MINUTE, 5) if not first % MINUTE and not last % MINUTE else (SECOND, 8)
    ends = (first // unit * unit, (last - 1) // unit * unit)
    return "-".join(dict.fromkeys(f"{timedelta(microseconds=end)!s:0>8}"[:shown] for end in ends))


def _days(found: Sequence[date], year: Sequence[date]) -> Iterator[str]:
    """Name the days *found* in a *year*: days of the week with their exceptions, the others by their dates."""
    weekdays = _in_season(found, year) or _mostly(found, year)
    usual = [day for day in year if day.weekday() in weekdays]
    kept = [day for day in found if day.weekday() in weekdays]
    if weekdays:
        yield _usual(_weekdays(weekdays), kept, usual)
    others = [day for day in found if day.weekday() not in weekdays]
    if others:
        yield listing(_stretches(others, year), most=MOST)


def _mostly(found: Sequence[date], year: Sequence[date]) -> set[int]:
    """The days of the week more than half of which are *found*."""
    counts = [[sum(day.weekday() == weekday for day in days) for weekday in range(7)] for days in (found, year)]
    return {weekday for weekday, (own, all_) in enumerate(zip(*counts, strict=True)) if 2 * own > all_}


def _in_season(found: Sequence[date], year: Sequence[date]) -> set[int]:
    """The days of the week *found* where all of them are, for weeks on end."""
    weekdays = {day.weekday() for day in found}
    usual = [day for day in year if day.weekday() in weekdays]
    runs = [*_runs(found, usual)]
    return weekdays if len(weekdays) < 7 and len(found) >= 3 * len(weekdays) * len(runs) else set()


def _usual(weekdays: str, kept: Collection[date], usual: Sequence[date]) -> str:
    missing = [day for day in usual if day not in kept]
    if not missing:
        return weekdays
    if len(kept) < len(missing) or (_many(kept, usual) <= _many(missing, usual) and len(kept) <= 4 * len(missing)):
        return f"{weekdays} {listing(_stretches(kept, usual), most=MOST)}"
    return f"{weekdays} except {listing(_stretches(missing, usual), most=MOST)}"


def _many(found: Collection[date], among: Sequence[date]) -> int:
    """Into how many runs *found* days fall."""
    return sum(1 for _ in _runs(found, among))


def _weekdays(weekdays: set[int]) -> str:
    if len(weekdays) == 7:
        return "every day"
    first = next(day for day in sorted(weekdays) if (day - 1) % 7 not in weekdays)
    ordered = [day for place in range(7) if (day := (first + place) % 7) in weekdays]
    if len(ordered) > 2 and (ordered[-1] - first) % 7 == len(ordered) - 1:
        return f"{DAYS[first]}-{DAYS[ordered[-1]]}"
    return listing((DAYS[day] for day in ordered), most=7)


def _runs(found: Collection[date], among: Sequence[date]) -> Iterator[list[date]]:
    """Days *found* that follow each other *among* others."""
    kept = set(found)
    for within, run in groupby(among, key=kept.__contains__):
        if within:
            yield list(run)


def _stretches(found: Collection[date], among: Sequence[date]) -> Iterator[str]:
    """`24-31 December`, `1 January`."""
    for run in _runs(found, among):
        first, last = run[0], run[-1]
        if first == last:
            yield _date(first)
        elif first.month == last.month:
            yield f"{first.day}-{_date(last)}"
        else:
            yield f"{_date(first)}-{_date(last)}"


def _date(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"
