"""When recorded calls were placed: instants from what a list says, with offsets from UTC or by a wall clock."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

_EXPECTED = "no date and time, expected one such as 2026-11-23T10:00:00"


def read_time(text: str) -> datetime:
    """Read a date and a time of day, with or without an offset. Raises ValueError with what was expected."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(_EXPECTED) from None
    if ":" not in text:  # a date alone, or digits alone that may be anything
        raise ValueError(_EXPECTED)
    if not 1970 <= at.year < 2100:
        raise ValueError(f"the year {at.year} is not one of calls that were recorded")
    return at


def instant(at: datetime, clock: ZoneInfo) -> datetime:
    """The instant *at* in UTC; one without an offset is what *clock* showed. Raises ValueError if it never did.

    What it showed twice, when clocks were put back, is taken for the first time.
    """
    if at.tzinfo is not None:
        return at.astimezone(UTC)
    known = at.replace(tzinfo=clock)
    if known.astimezone(UTC).astimezone(clock).replace(tzinfo=None) != at:
        raise ValueError(
            f"{clock.key} never showed that time, clocks were put forward: is `timezone` that of the records?"
        )
    return known.astimezone(UTC)


def is_shown_twice(at: datetime, clock: ZoneInfo) -> bool:
    """Tell whether *clock* showed *at*, which has no offset, a second time."""
    first, second = (at.replace(tzinfo=clock, fold=fold).utcoffset() for fold in (0, 1))
    return at.tzinfo is None and first != second
