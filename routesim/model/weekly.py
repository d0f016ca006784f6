"""Hours of the week: half-open ranges of wall-clock time on named days, for rates and shifts."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, Any

from pydantic_core import PydanticCustomError

from routesim.model.hours import DAYS
from routesim.model.lasting import at_place
from routesim.model.scalars import DECIMAL, Scalar, Shorthand, seconds

MINUTES = 24 * 60
MOST_PER_HOUR = 1_000_000
"""The highest rate of calls that can be written."""
Days = tuple[int, ...]
"""Days of the week, 0 for Monday."""
Span = tuple[int, int]
"""Minutes after midnight, from the first until the second, which is not part of it."""

_CLOCK = r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9]|24:00"
_SPAN = re.compile(rf"\s*({_CLOCK})\s*-\s*({_CLOCK})\s*", re.ASCII)
_LONGEST = 100
"""In characters: more than any range has."""
_EXPECTED_DAYS = "expected days such as mon-fri or sat,sun"
_EXPECTED_SPAN = "expected hours such as 08:00-12:00"


@lru_cache(maxsize=1024)
def days_of(text: str) -> Days:
    """The days of the week that *text* names: `sat`, `mon-fri`, `mon,wed-thu`; a range may wrap. ValueError if none."""
    found: list[int] = []
    for part in text.split(","):
        ends = [end.strip().lower() for end in part.split("-")]
        if len(ends) > 2:
            raise ValueError(text)
        first, last = DAYS.index(ends[0]), DAYS.index(ends[-1])
        found += [day % 7 for day in range(first, (last if last >= first else last + 7) + 1)]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1024)
def span_of(text: str) -> Span:
    """The hours of a day that *text* names: `08:00-12:00`, `22:00-06:00`. Raises ValueError where it names none."""
    match = _SPAN.fullmatch(text)
    if match is None:
        raise ValueError(text)
    first, last = (int(hour) * 60 + int(minute) for hour, minute in (end.split(":") for end in match.groups()))
    return first, last


def days(value: Any) -> str:
    """Read days of the week; kept as typed."""
    try:
        days_of(value if isinstance(value, str) and len(value) <= _LONGEST else "")
    except ValueError:
        raise PydanticCustomError("days", "{expected}", {"expected": _EXPECTED_DAYS}) from None
    return str(value)


def hours(value: Any) -> str:
    """Read hours of a day: `08:00-12:00`, until 12:00 and no longer; they may pass midnight. Kept as typed."""
    try:
        first, last = span_of(value if isinstance(value, str) and len(value) <= _LONGEST else "")
    except ValueError:
        raise PydanticCustomError("hours", "{expected}", {"expected": _EXPECTED_SPAN}) from None
    if first % MINUTES == last % MINUTES and last - first != MINUTES:
        raise PydanticCustomError("hours", "no time at all lies between the two, expected hours such as 08:00-12:00")
    return str(value)


def many_hours(value: Any) -> tuple[str, ...]:
    """Read hours of a day, or a list of them."""
    if not isinstance(value, (list, tuple)):
        return (hours(value),)
    return tuple(at_place(hours, part, place) for place, part in enumerate(value))


def per_hour(value: Any) -> float:
    """Read a rate: a number of calls an hour, 1,000,000 at most."""
    expected = f"expected a number of calls an hour, from 0 to {MOST_PER_HOUR}"
    try:
        number = seconds(value)
    except PydanticCustomError:
        raise PydanticCustomError("rate", "{expected}", {"expected": expected}) from None
    if number > MOST_PER_HOUR:
        raise PydanticCustomError("rate", "{expected}", {"expected": expected})
    return number


def parts(when: Span) -> Iterator[Span]:
    """*when* within one day: hours that pass midnight are the day's first and its last."""
    first, last = when
    if first < last:
        yield when
        return
    if last:
        yield 0, last
    if first < MINUTES:
        yield first, MINUTES


_RATE = {**DECIMAL, "maximum": MOST_PER_HOUR}
_DAY = "(?:" + "|".join("".join(f"[{c}{c.upper()}]" for c in day) for day in DAYS) + ")"
_DAYS_FORM = rf"\s*{_DAY}\s*(?:-\s*{_DAY}\s*)?"
_SPAN_SCHEMA = {
    "title": "hours such as `08:00-12:00`",
    "type": "string",
    "pattern": rf"^\s*(?:{_CLOCK})\s*-\s*(?:{_CLOCK})\s*$",
}

DayNames = Annotated[str, Scalar(days, {"type": "string", "pattern": rf"^{_DAYS_FORM}(?:,{_DAYS_FORM})*$"})]
Hours = Annotated[str, Scalar(hours, _SPAN_SCHEMA)]
ManyHours = Annotated[
    tuple[str, ...], Scalar(many_hours, {"anyOf": [_SPAN_SCHEMA, {"type": "array", "items": _SPAN_SCHEMA}]})
]
PerHour = Annotated[float, Scalar(per_hour, _RATE)]
DailyRates = Annotated[
    dict[Hours, PerHour],
    Shorthand(Scalar(per_hour, _RATE), lambda rate: {"00:00-24:00": rate}, "a number, or numbers by hours"),
]
"""Calls an hour by hours of a day; one rate alone holds all day."""
WeeklyRates = Annotated[
    dict[DayNames, DailyRates],
    Shorthand(
        Scalar(per_hour, _RATE),
        lambda rate: {"mon-sun": rate},
        'a number, or numbers by days and hours such as `{mon-fri: {"08:00-12:00": 40}}`',
    ),
]
"""Daily rates by days of the week; one rate alone holds all week."""
