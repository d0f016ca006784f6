"""Wall-clock questions (rules 1.1, 7.10)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from routesim.model.dial_plan import TimeCondition
from routesim.model.hours import Ranges
from routesim.model.settings import zone


def exists(local: datetime, timezone: str) -> bool:
    """Tell whether the wall clock of *timezone* ever shows *local*: clocks put forward leave a gap."""
    aware = local.replace(tzinfo=zone(timezone), fold=0)
    return aware.astimezone(UTC).astimezone(zone(timezone)).replace(tzinfo=None, fold=0) == local


def instant(local: datetime, timezone: str) -> datetime:
    """The instant at which the wall clock shows *local*, the first of two where clocks are put back (rule 1.1)."""
    return local.replace(tzinfo=zone(timezone), fold=0).astimezone(UTC)


def wall_clock(start: datetime, after: int, timezone: str) -> datetime:
    """What the wall clock shows *after* microseconds from the instant *start*."""
    return (start + timedelta(microseconds=after)).astimezone(zone(timezone))


def holds(condition: TimeCondition, local: datetime) -> bool:
    """Tell whether every part of *condition* holds at *local*; each looks at the clock by itself (rule 7.10)."""
    return (
        _within(condition.hours, local.hour * 60 + local.minute)
        and _within(condition.days, local.weekday())
        and _within(condition.month_days, local.day)
        and _within(condition.months, local.month)
    )


def _within(ranges: Ranges, value: int) -> bool:
    return not ranges or any(
        first <= value <= last if first <= last else value >= first or value <= last for first, last in ranges
    )
