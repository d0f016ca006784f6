"""Hours, days and months of time conditions: inclusive ranges that may wrap (rule 7.10).

Each is read from one range or a list of ranges and kept as a tuple of `(first, last)` pairs: hours in minutes after
midnight, days of the week from 0 (Monday), days of the month from 1, months from 1. An empty tuple always holds.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Annotated, Any

from pydantic_core import PydanticCustomError

from routesim.model.scalars import Scalar

Ranges = tuple[tuple[int, int], ...]

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONGEST = 100
"""In characters: more than any range has."""


@lru_cache(maxsize=256)
def _minute(text: str) -> int | None:
    match = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", text, re.ASCII)
    return int(match[1]) * 60 + int(match[2]) if match else None


def _named(names: tuple[str, ...], first: int) -> Callable[[str], int | None]:
    def read(text: str) -> int | None:
        word = text.lower()
        return names.index(word) + first if word in names else None

    return read


def _month_day(text: str) -> int | None:
    if text.isascii() and text.isdigit() and len(text) < 3 and 1 <= int(text) <= 31:
        return int(text)
    return None


def _ranges(
    one: Callable[[str], int | None], bounds: tuple[int, int], expected: str, form: str, single: bool = True
) -> Scalar:
    """A scalar that reads one range, or a list of them, whose ends *one* reads; *single*: `a` stands for `a-a`."""

    def ends_of(value: Any) -> list[int | None]:
        if isinstance(value, (list, tuple)) and all(type(end) is int for end in value):
            return [end if bounds[0] <= end <= bounds[1] else None for end in value]
        text = value if isinstance(value, str) else str(value) if type(value) is int else ""
        ends = [one(part.strip()) for part in text.split("-")] if len(text) <= _LONGEST else []
        return ends * 2 if single and len(ends) == 1 else ends

    def read_range(value: Any, item: int | None) -> tuple[int, int]:
        match ends_of(value):
            case [int(first), int(last)]:
                return first, last
        raise PydanticCustomError("range", "expected {expected}", {"expected": expected, "item": item})

    def read(value: Any) -> Ranges:
        if isinstance(value, (list, tuple)):
            return tuple(read_range(part, item) for item, part in enumerate(value))
        return (read_range(value, None),)

    part = {"type": ["string", "integer"], "pattern": rf"^\s*{form}\s*$"}
    return Scalar(read, {"anyOf": [part, {"type": "array", "items": part}]})


def in_words(hours: Ranges, days: Ranges, month_days: Ranges, months: Ranges) -> str:
    """Write when all of these hold, the widest first: `dec day 25-26 mon-fri 09:00-17:29`; `always` where all do."""
    parts = (
        _spans(months, _month),
        _spans(month_days, lambda day: f"day {day}", str),
        _spans(days, _day),
        _spans(hours, _clock),
    )
    return " ".join(filter(None, parts)) or "always"


def as_typed(field: str, ranges: Ranges) -> list[str]:
    """Write *ranges* of a time condition's *field* so that they can be read again: `["mon-fri", "sun-sun"]`."""
    ends: dict[str, Callable[[int], str]] = {"hours": _clock, "days": _day, "month_days": str, "months": _month}
    return ["-".join(map(ends[field], pair)) for pair in ranges]


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _day(day: int) -> str:
    return DAYS[day]


def _month(month: int) -> str:
    return MONTHS[month - 1]


def _spans(ranges: Ranges, first: Callable[[int], str], last: Callable[[int], str] | None = None) -> str:
    last = last or first
    return ", ".join(first(low) if low == high else f"{first(low)}\N{EN DASH}{last(high)}" for low, high in ranges)


def _range_of(form: str) -> str:
    """A pattern for one *form*, or two with a - between them."""
    return rf"{form}\s*(?:-\s*{form})?"


def _either(words: tuple[str, ...]) -> str:
    """A pattern for one of *words*, in any case."""
    return "(?:" + "|".join("".join(f"[{c}{c.upper()}]" for c in word) for word in words) + ")"


_CLOCK = r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9]"
_HOURS = _ranges(_minute, (0, 1439), "hours such as 09:00-17:29", rf"{_CLOCK}\s*-\s*{_CLOCK}", single=False)
_DAYS = _ranges(_named(DAYS, 0), (0, 6), "days such as mon-fri or sat", _range_of(_either(DAYS)))
_MONTH_DAYS = _ranges(_month_day, (1, 31), "days of the month such as 1-15 or 24", _range_of("[0-9]{1,2}"))
_MONTHS = _ranges(_named(MONTHS, 1), (1, 12), "months such as jul-aug or dec", _range_of(_either(MONTHS)))

Hours = Annotated[Ranges, _HOURS]
Days = Annotated[Ranges, _DAYS]
MonthDays = Annotated[Ranges, _MONTH_DAYS]
Months = Annotated[Ranges, _MONTHS]
