"""When time conditions hold, by calendar arithmetic: minutes of the day, days of the week and of the year (rule 7.10).

Over the years every date falls on every day of the week, 29 February too: the three are independent of each other, and
each is a set of bits.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from routesim.model.dial_plan import TimeCondition
from routesim.model.hours import Ranges

MINUTES, WEEKDAYS = 24 * 60, 7
LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""How many days each month can have."""
MOST_CONDITIONS = 100
"""Of so many different conditions it is worked out whether some hold together while others do not."""


class Occasion(NamedTuple):
    """The instants at which all three hold, each a set of bits."""

    minutes: int
    weekdays: int
    dates: int

    @property
    def never(self) -> bool:
        """Whether there is none."""
        return not (self.minutes and self.weekdays and self.dates)


def _bits(ranges: Ranges, first: int, count: int) -> int:
    """The values from *first* on, *count* of them, that *ranges* hold; all where there are no ranges."""
    if not ranges:
        return (1 << count) - 1
    found = 0
    for low, high in ranges:
        low, high = low - first, high - first
        if low <= high:
            found |= (1 << high + 1) - (1 << low)
        else:
            found |= (1 << count) - (1 << low) | (1 << high + 1) - 1
    return found


def _dates(months: Ranges, month_days: Ranges) -> int:
    within, days = _bits(months, 1, 12), _bits(month_days, 1, 31)
    found = before = 0
    for month, length in enumerate(LENGTHS):
        if within >> month & 1:
            found |= (days & (1 << length) - 1) << before
        before += length
    return found


@lru_cache(maxsize=4096)
def _occasion(hours: Ranges, days: Ranges, month_days: Ranges, months: Ranges) -> Occasion:
    return Occasion(_bits(hours, 0, MINUTES), _bits(days, 0, WEEKDAYS), _dates(months, month_days))


def occasion_of(condition: TimeCondition) -> Occasion:
    """When *condition* holds."""
    return _occasion(condition.hours, condition.days, condition.month_days, condition.months)


ALWAYS = _occasion((), (), (), ())


def can_be(held: Iterable[Occasion], missed: Iterable[Occasion]) -> bool | None:
    """Whether at some instant all of *held* hold and none of *missed*; None where that is too much work."""
    minutes, weekdays, dates = ALWAYS
    for occasion in held:
        minutes, weekdays, dates = minutes & occasion.minutes, weekdays & occasion.weekdays, dates & occasion.dates
    out = list(dict.fromkeys(missed))
    if len(out) > MOST_CONDITIONS:
        return None
    return any(
        _left_over(minutes, dates, [occasion for occasion in out if occasion.weekdays >> day & 1])
        for day in range(WEEKDAYS)
        if weekdays >> day & 1
    )


def _left_over(minutes: int, dates: int, missed: list[Occasion]) -> bool:
    """Whether some minute of some date lies outside all of *missed*, on a day of the week that they all have."""
    parts = {minutes: dates} if minutes else {}
    for occasion in missed:
        cut: dict[int, int] = {}
        for part, left in parts.items():
            cut[part & ~occasion.minutes] = left
            cut[part & occasion.minutes] = left & ~occasion.dates
        cut.pop(0, None)
        parts = cut
    return any(parts.values())
