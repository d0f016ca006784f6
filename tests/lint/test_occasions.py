"""When time conditions hold: calendar arithmetic against the calendar itself."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from routesim.lint.occasions import LENGTHS, MINUTES, WEEKDAYS, Occasion, can_be, occasion_of
from routesim.model.dial_plan import TimeCondition
from routesim.routing.calendar import holds


def ranges(first: int, last: int) -> Any:
    return st.lists(st.tuples(st.integers(first, last), st.integers(first, last)), max_size=2)


CONDITIONS = st.builds(
    lambda **keys: TimeCondition.model_validate({"type": "time_condition", **keys}),
    hours=ranges(0, 1439),
    days=ranges(0, 6),
    month_days=ranges(1, 31),
    months=ranges(1, 12),
)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2051, 12, 31))


def bits(moment: datetime) -> Occasion:
    """The minute, the day of the week and the date of *moment*, each as the one bit that it is."""
    day = sum(LENGTHS[: moment.month - 1]) + moment.day - 1
    return Occasion(1 << moment.hour * 60 + moment.minute, 1 << moment.weekday(), 1 << day)


@given(CONDITIONS, MOMENTS)
def test_a_condition_holds_exactly_at_its_occasions(condition: TimeCondition, moment: datetime) -> None:
    occasion = occasion_of(condition)
    at = bits(moment)
    within = all(own & instant for own, instant in zip(occasion, at, strict=True))
    assert within == holds(condition, moment)


@given(st.lists(CONDITIONS, max_size=3), st.lists(CONDITIONS, max_size=3), MOMENTS)
def test_what_cannot_be_never_is(held: list[TimeCondition], missed: list[TimeCondition], moment: datetime) -> None:
    is_so = all(holds(condition, moment) for condition in held) and not any(
        holds(condition, moment) for condition in missed
    )
    if is_so:
        assert can_be(map(occasion_of, held), map(occasion_of, missed))


def test_what_can_be_is_at_some_instant_of_a_calendar_cycle() -> None:
    """Every day of the year falls on every day of the week, 29 February too."""
    days = (date(2026, 1, 1) + timedelta(place) for place in range(28 * 366))
    found = {(day.month, day.day, day.weekday()) for day in days}
    assert len(found) == sum(LENGTHS) * WEEKDAYS


def test_the_rest_of_a_day_is_what_conditions_leave() -> None:
    morning = Occasion((1 << MINUTES // 2) - 1, 0b1111111, (1 << 366) - 1)
    evening = Occasion(((1 << MINUTES) - 1) ^ morning.minutes, 0b1111111, (1 << 366) - 1)
    mondays = morning._replace(weekdays=1)
    assert can_be([], [morning]) is True
    assert can_be([], [morning, evening]) is False
    assert can_be([], [mondays, evening]) is True
    assert can_be([mondays], [evening._replace(dates=1), morning]) is False
    assert can_be([], [Occasion(1 << place, 1, 1) for place in range(101)]) is None
