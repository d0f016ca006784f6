"""Hours of the week on a simulation's clock, through changes of the clocks."""

from __future__ import annotations

from datetime import datetime
from itertools import islice

import numpy as np
import pytest

from routesim.traffic.hours import Clock, Span, changes, spans
from routesim.traffic.waits import Integers
from routesim.traffic.week import HOURS, HourSums, Stretch, Week, stretches

HOUR = 3_600_000_000
DAY = 24 * HOUR
MONDAY = Clock(datetime(2026, 11, 23), "Europe/Brussels")
FORWARD = Clock(datetime(2026, 3, 29), "Europe/Brussels")
"""A Sunday on which 02:00 becomes 03:00."""
BACK = Clock(datetime(2026, 10, 25), "Europe/Brussels")
"""A Sunday on which 03:00 becomes 02:00."""


def test_rates_stand_where_the_wall_clock_says() -> None:
    week = {"mon-tue": {"08:00-12:00": 40.0, "12:00-12:30": 15.0}, "tue": {"22:00-24:00": 1.0}}
    assert list(spans(MONDAY, week, 3 * DAY)) == [
        Span(8 * HOUR, 12 * HOUR, 40.0),
        Span(12 * HOUR, 12 * HOUR + HOUR // 2, 15.0),
        Span(DAY + 8 * HOUR, DAY + 12 * HOUR, 40.0),
        Span(DAY + 12 * HOUR, DAY + 12 * HOUR + HOUR // 2, 15.0),
        Span(DAY + 22 * HOUR, 2 * DAY, 1.0),
    ]


def test_what_passes_midnight_belongs_to_the_day_on_both_sides() -> None:
    assert list(spans(MONDAY, {"mon": {"22:00-06:00": 5.0}}, 2 * DAY)) == [
        Span(0, 6 * HOUR, 5.0),
        Span(22 * HOUR, DAY, 5.0),
    ]


def test_the_duration_cuts_what_lasts_longer_and_a_late_start_what_began_before() -> None:
    late = MONDAY._replace(start=datetime(2026, 11, 23, 9, 15))
    assert list(spans(late, {"mon": {"08:00-12:00": 5.0}}, 2 * HOUR)) == [Span(0, 2 * HOUR, 5.0)]
    assert list(spans(late, {"sun": {"08:00-12:00": 5.0}}, DAY)) == []


def test_rates_of_zero_are_no_rates() -> None:
    assert list(spans(MONDAY, {"mon": {"08:00-12:00": 0.0}}, DAY)) == []


@pytest.mark.parametrize(
    ("clock", "hours", "expected"),
    [
        (FORWARD, "00:00-24:00", Span(0, 23 * HOUR, 1.0)),
        (FORWARD, "01:30-02:30", Span(HOUR + HOUR // 2, 2 * HOUR, 1.0)),
        (FORWARD, "02:30-04:00", Span(2 * HOUR, 3 * HOUR, 1.0)),
        (BACK, "00:00-24:00", Span(0, 25 * HOUR, 1.0)),
        (BACK, "01:00-02:00", Span(HOUR, 2 * HOUR, 1.0)),
        (BACK, "02:00-03:00", Span(2 * HOUR, 4 * HOUR, 1.0)),
        (BACK, "03:00-04:00", Span(4 * HOUR, 5 * HOUR, 1.0)),
    ],
)
def test_clocks_are_put_forward_and_back(clock: Clock, hours: str, expected: Span) -> None:
    assert list(spans(clock, {"sun": {hours: 1.0}}, 2 * DAY)) == [expected]


def test_an_hour_that_the_clocks_skip_never_comes() -> None:
    assert list(spans(FORWARD, {"sun": {"02:10-02:50": 1.0}}, DAY)) == []


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ("02:00-02:30", [(2, 2.5), (3, 3.5)]),
        ("02:30-03:00", [(2.5, 3), (3.5, 4)]),
        ("01:00-02:30", [(1, 2.5), (3, 3.5)]),
        ("02:30-04:00", [(2.5, 3), (3.5, 5)]),
        ("02:10-02:20", [(2 + 1 / 6, 2 + 1 / 3), (3 + 1 / 6, 3 + 1 / 3)]),
    ],
)
def test_parts_of_an_hour_that_comes_twice_come_twice(hours: str, expected: list[tuple[float, float]]) -> None:
    found = [(start / HOUR, end / HOUR) for start, end, _ in spans(BACK, {"sun": {hours: 1.0}}, 2 * DAY)]
    assert found == expected


def test_what_comes_twice_keeps_its_order() -> None:
    rates = {"02:00-02:30": 1.0, "02:30-03:00": 2.0}
    half = HOUR // 2
    assert [*spans(BACK, {"sun": rates}, DAY)] == [
        Span((4 + place) * half, (5 + place) * half, rate) for place, rate in enumerate([1.0, 2.0, 1.0, 2.0])
    ]


def test_clocks_are_put_back_by_half_an_hour_and_over_midnight() -> None:
    by_half = Clock(datetime(2026, 4, 5), "Australia/Lord_Howe")  # 02:00 becomes 01:30
    assert [*spans(by_half, {"sun": {"01:00-02:00": 1.0}}, DAY)] == [Span(HOUR, 2 * HOUR + HOUR // 2, 1.0)]
    assert [*spans(by_half, {"sun": {"01:45-02:30": 1.0}}, DAY)] == [
        Span(HOUR * 7 // 4, 2 * HOUR, 1.0),
        Span(HOUR * 9 // 4, 3 * HOUR, 1.0),
    ]
    minute = HOUR // 60
    over_midnight = Clock(datetime(2010, 11, 6, 23), "America/St_Johns")  # on Sunday 00:01 becomes Saturday 23:01
    assert [*spans(over_midnight, {"sat": {"23:00-24:00": 1.0}, "sun": {"00:00-01:00": 2.0}}, DAY)] == [
        Span(0, HOUR, 1.0),
        Span(HOUR, HOUR + minute, 2.0),
        Span(HOUR + minute, 2 * HOUR, 1.0),
        Span(2 * HOUR, 3 * HOUR, 2.0),
    ]
    sunday = over_midnight._replace(start=datetime(2010, 11, 7))
    assert [*spans(sunday, {"sat": {"23:00-24:00": 1.0}}, DAY)] == [Span(minute, HOUR, 1.0)]


def test_a_shift_within_an_hour_that_comes_twice_is_worked_twice() -> None:
    online, edges = changes(BACK, {"sun": ["02:30-03:00", "03:00-03:30"]}, 9 * DAY)
    assert (online, [edge / HOUR for edge in islice(edges, 4)]) == (False, [2.5, 3, 3.5, 4.5])


def test_a_shift_begins_and_ends() -> None:
    online, edges = changes(MONDAY, {"mon-fri": ["09:00-12:00", "12:00-17:00"]}, 9 * DAY)
    assert not online
    assert list(islice(edges, 4)) == [9 * HOUR, 17 * HOUR, DAY + 9 * HOUR, DAY + 17 * HOUR]


def test_a_shift_under_way_at_the_start_only_ends() -> None:
    online, edges = changes(MONDAY, {"sun-mon": ["22:00-06:00"]}, 9 * DAY)
    assert online
    assert list(islice(edges, 3)) == [6 * HOUR, 22 * HOUR, DAY]


def test_a_shift_that_goes_on_for_ever_never_changes() -> None:
    online, edges = changes(MONDAY, {"mon-sun": ["00:00-24:00"]}, 9 * DAY)
    assert (online, list(edges)) == (True, [])


def test_a_shift_without_hours_never_comes() -> None:
    online, edges = changes(MONDAY, {"mon": []}, 9 * DAY)
    assert (online, list(edges)) == (False, [])


def test_the_hours_of_the_week_are_passed_one_after_the_other() -> None:
    late = MONDAY._replace(start=datetime(2026, 11, 23, 9, 45))
    quarter = HOUR // 4
    assert list(stretches(late, quarter, HOUR + 2 * quarter)) == [
        Stretch("mon 10", quarter, quarter + HOUR),
        Stretch("mon 11", quarter + HOUR, HOUR + 2 * quarter),
    ]
    assert [hour for hour, _, _ in stretches(FORWARD, 0, 4 * HOUR)] == ["sun 00", "sun 01", "sun 03", "sun 04"]
    assert [(hour, end - start) for hour, start, end in stretches(BACK, HOUR, 5 * HOUR)] == [
        ("sun 01", HOUR),
        ("sun 02", 2 * HOUR),
        ("sun 03", HOUR),
    ]


def test_calls_in_progress_are_added_up_hour_by_hour() -> None:
    week = Week(MONDAY, HOUR, 3 * HOUR)
    sums = HourSums(week)
    sums.add(at(0.5, 1.5, 2.25, 4), at(2.25, 2.5, 2.25, 5))
    busy = {hour: busy / HOUR for hour, busy in zip(HOURS, sums.totals().tolist(), strict=True) if busy}
    assert busy == {"mon 01": 1.5, "mon 02": 0.75}
    lasted = {hour: lasted for hour, lasted in zip(HOURS, week.lasted().tolist(), strict=True) if lasted}
    assert lasted == {"mon 01": HOUR, "mon 02": HOUR}
    assert [HOURS[hour] for hour in week.hour(at(1, 1.99, 2))] == ["mon 01", "mon 01", "mon 02"]
    assert week.counted(at(0.5, 1.5, 4), at(2.25, 2.5, 5)).tolist() == at(1.25, 1, 0).tolist()


def test_a_call_that_lasts_for_days_is_in_progress_in_every_hour() -> None:
    sums = HourSums(Week(MONDAY, 0, 8 * 24 * HOUR))
    sums.add(at(0.5), at(190))
    busy = dict(zip(HOURS, (sums.totals() / HOUR).tolist(), strict=True))
    assert (busy["mon 00"], busy["mon 01"], busy["mon 21"], busy["mon 22"], busy["tue 00"]) == (1.5, 2, 2, 1, 1)
    assert sum(busy.values()) == 189.5


def at(*hours: float) -> Integers:
    """Instants, in microseconds."""
    return np.array([round(hour * HOUR) for hour in hours], np.int64)
