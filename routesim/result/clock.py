"""Instants and lengths of time as people read them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from routesim.result.records import Scene

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def wall(scene: Scene, at: float) -> datetime:
    """Tell what the wall clock shows *at* seconds after the play's start, clock changes included (rule 1.1)."""
    later = timedelta(microseconds=round(at * 1_000_000))
    if scene.start.tzinfo is None:
        return scene.start + later
    return (scene.start.astimezone(UTC) + later).astimezone(scene.start.tzinfo)


def time_of_day(instant: datetime) -> str:
    """Hours, minutes and seconds; a fraction of a second is left out."""
    return f"{instant:%H:%M:%S}"


def long_date(instant: datetime) -> str:
    """Write the date with its weekday, the same in every locale."""
    return f"{DAYS[instant.weekday()]} {instant.day} {MONTHS[instant.month - 1]} {instant.year}"


def zone_name(scene: Scene) -> str:
    """Name the time zone, empty where the play has none."""
    zone = scene.start.tzinfo
    return "" if zone is None else str(getattr(zone, "key", None) or scene.start.tzname() or "")


def number(seconds: float) -> str:
    """Write a number of seconds to the microsecond, without zeros that say nothing: `26`, `2.5`."""
    text = f"{seconds:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def seconds(length: float) -> str:
    """Write a length of time in seconds: `26 s`."""
    return f"{number(length)} s"


def grouped(count: int, word: str) -> str:
    """Write a count and its word: `1 call`, `2,500 calls`."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"
