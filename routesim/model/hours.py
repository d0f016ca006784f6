"""Hours, days and months of time conditions: inclusive ranges that may wrap (rule 7.10).

Each is read from one range or a list of ranges and kept as a tuple of `(first, last)` pairs: hours in minutes after
midnight, days of the week from 0 (Monday), days of the month from 1, months from 1. An empty tuple always holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

Ranges = tuple[tuple[int, int], ...]

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", re.ASCII)


def _minute(text: str) -> int | None:
    match = _TIME.fullmatch(text)
    return int(match[1]) * 60 + int(match[2]) if match else None


def _named(names: tuple[str, ...], first: int) -> Callable[[str], int | None]:
    def read(text: str) -> int | None:
        word = text.lower()
        return names.index(word) + first if word in names else None

    return read


def _month_day(text: str) -> int | None:
    if re.fullmatch(r"[0-9]{1,2}", text, re.ASCII) and 1 <= int(text) <= 31:
        return int(text)
    return None


def _ranges(one: Callable[[str], int | None], expected: str, single: bool = True) -> BeforeValidator:
    """A validator that reads one range, or a list of them, whose ends *one* reads; *single*: `a` stands for `a-a`."""

    def read_range(value: Any) -> tuple[int, int]:
        if isinstance(value, (list, tuple)) and len(value) == 2 and all(type(end) is int for end in value):
            return value[0], value[1]
        text = value if isinstance(value, str) else str(value) if type(value) is int else ""
        ends = [one(part.strip()) for part in text.split("-")]
        if len(ends) == 1 and single:
            ends *= 2
        if len(ends) != 2 or ends[0] is None or ends[1] is None:
            raise PydanticCustomError("range", "expected {expected}", {"expected": expected})
        return ends[0], ends[1]

    def read(value: Any) -> Ranges:
        values = value if isinstance(value, (list, tuple)) else [value]
        return tuple(read_range(part) for part in values)

    return BeforeValidator(read)


Hours = Annotated[Ranges, _ranges(_minute, "hours such as 09:00-17:29", single=False)]
Days = Annotated[Ranges, _ranges(_named(DAYS, 0), "days such as mon-fri or sat")]
MonthDays = Annotated[Ranges, _ranges(_month_day, "days of the month such as 1-15 or 24")]
Months = Annotated[Ranges, _ranges(_named(MONTHS, 1), "months such as jul-aug or dec")]
