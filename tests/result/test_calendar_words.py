"""When something holds in a year, in words, worked out by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from routesim.result.calendar_words import Interval, when_words

BRUSSELS = ZoneInfo("Europe/Brussels")


def days(wanted: Callable[[datetime], bool], first: str = "00:00", last: str = "24:00") -> Iterator[Interval]:
    """A time of day on all days of 2027 that are *wanted*."""
    day = datetime(2027, 1, 1)
    while day.year == 2027:
        if wanted(day):
            yield wall(day, first), wall(day, last)
        day += timedelta(days=1)


def wall(day: datetime, shown: str) -> datetime:
    if shown == "24:00":
        day, shown = day + timedelta(days=1), "00:00"
    return datetime.combine(day, time.fromisoformat(shown), BRUSSELS)


def is_weekday(day: datetime) -> bool:
    return day.weekday() < 5


@pytest.mark.parametrize(
    ("intervals", "words"),
    [
        (days(lambda _: True), ("always",)),
        (days(is_weekday, "09:00", "17:30"), ("Monday-Friday 09:00-17:29",)),
        (days(is_weekday, "09:00", "17:29:40"), ("Monday-Friday 09:00:00-17:29:39",)),
        (days(lambda day: day.weekday() in (5, 6, 0)), ("Saturday-Monday",)),
        (days(lambda day: day.weekday() in (0, 2)), ("Monday and Wednesday",)),
        (days(lambda day: (day.month, day.day) in ((12, 25), (12, 26), (1, 1))), ("1 January and 25-26 December",)),
        (days(lambda day: day.month == 7), ("1-31 July",)),
        (
            days(lambda day: is_weekday(day) and day.month != 8, "09:00", "12:00"),
            ("Monday-Friday except 2-31 August, 09:00-11:59",),
        ),
        (
            days(lambda day: day.month != 12 or day.day not in (25, 26), "08:00", "09:00"),
            ("every day except 25-26 December, 08:00-08:59",),
        ),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_what_is_regular_is_told_as_such(intervals: Iterator[Interval], words: tuple[str, ...]) -> None:
    assert when_words(intervals, 2027) == words


def test_several_times_of_day_stand_together() -> None:
    closed = [*days(is_weekday, "00:00", "09:00"), *days(is_weekday, "17:30"), *days(lambda day: not is_weekday(day))]
    assert when_words(closed, 2027) == ("Monday-Friday 00:00-08:59 and 17:30-23:59", "Saturday and Sunday")


def test_an_hour_that_the_clock_shows_twice_is_told_once() -> None:
    night = datetime(2027, 10, 31, 2, tzinfo=BRUSSELS), datetime(2027, 10, 31, 3, tzinfo=BRUSSELS)
    assert when_words([night], 2027) == ("31 October 02:00-02:59",)


def test_half_of_an_hour_that_the_clock_shows_twice_is_told_as_what_it_shows() -> None:
    second = datetime(2027, 10, 31, 2, tzinfo=BRUSSELS, fold=1), datetime(2027, 10, 31, 2, 30, tzinfo=BRUSSELS, fold=1)
    assert when_words([second], 2027) == ("31 October 02:00-02:29",)


def test_a_night_across_midnight_is_told_day_by_day() -> None:
    night = wall(datetime(2027, 6, 1), "22:00"), wall(datetime(2027, 6, 2), "06:00")
    assert when_words([night], 2027) == ("1 June 22:00-23:59", "2 June 00:00-05:59")
