"""When recorded calls were placed, and how long they lasted: instants with offsets from UTC, or by a wall clock."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from pydantic_core import PydanticCustomError

from routesim.model.scalars import seconds

_SUCH = "2026-11-23T10:00:00"
_EXPECTED = f"no date and time, expected one such as {_SUCH}"
_FORMAT = "in a spreadsheet, the format yyyy-mm-dd hh:mm:ss"
_DAY_OR_MONTH = re.compile(r"[0-9]{1,2}([./-])[0-9]{1,2}\1(?:[0-9]{2}|[0-9]{4})\b.*", re.ASCII)
_COUNTED_DAYS = re.compile(r"[0-9]{5}([.,][0-9]+)?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[0-9. ]*,[0-9]+", re.ASCII)
_HOURS = re.compile(r"(?:[0-9]+:)?[0-9]+:[0-9]{2}(?:[.,][0-9]+)?", re.ASCII)


def read_time(text: str) -> datetime:
    """Read a date and a time of day, with or without an offset. Raises ValueError with what was expected."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(_what_it_is(text)) from None
    if ":" not in text:  # a date alone, or digits alone that may be anything
        raise ValueError(_EXPECTED)
    if not 1970 <= at.year < 2100:
        raise ValueError(f"the year {at.year} is not one of calls that were recorded")
    return at


def _what_it_is(text: str) -> str:
    """What is expected instead of *text*, which may be a date that is written in another way."""
    if _DAY_OR_MONTH.fullmatch(text):
        return f"the day may be the month, expected the year first, such as {_SUCH} ({_FORMAT})"
    if _COUNTED_DAYS.fullmatch(text):
        return f"a number of days, as spreadsheets count them, expected a date such as {_SUCH} ({_FORMAT})"
    return _EXPECTED


def read_talk(text: str) -> float:
    """Read for how many seconds somebody talked; nothing is 0. Raises ValueError with what was expected."""
    try:
        return seconds(text or 0)
    except PydanticCustomError as error:
        if _DECIMAL_COMMA.fullmatch(text):
            raise ValueError("expected a number of seconds with a decimal point, such as 2.5") from None
        if _HOURS.fullmatch(text):
            raise ValueError("hours and minutes, expected a number of seconds, such as 90 for 1:30") from None
        raise ValueError(error.message()) from None


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
