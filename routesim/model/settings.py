"""The console's global settings."""

from functools import lru_cache
from importlib.resources import files
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic_core import PydanticCustomError

from routesim.model.countries import COUNTRIES
from routesim.model.numbers import E164, Dialled
from routesim.model.page import Page
from routesim.model.scalars import Scalar, Text, YesNo, matching, plain_text, whole_between

ForwardedCalls = Literal["follow", "full", "ring_only"]


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """Every name in the IANA database, the same on every machine."""
    return frozenset(files("tzdata").joinpath("zones").read_text(encoding="ascii").split())


@lru_cache(maxsize=64)
def zone(name: str) -> ZoneInfo:
    """The time zone called *name* in the IANA database. Raises KeyError where there is none."""
    if name not in zone_names():
        raise KeyError(name)
    return ZoneInfo(name)


def _time_zone(value: Any) -> str:
    text = plain_text(value)
    if text in zone_names():
        return text
    from difflib import get_close_matches

    near = get_close_matches(text[:100], sorted(zone_names()), 1) or ["Europe/Brussels"]
    expected = f"unknown time zone, expected an IANA name such as {near[0]}"
    raise PydanticCustomError("time_zone", "{expected}", {"expected": expected})


def _country(value: Any) -> str:
    text = plain_text(value)
    if text in COUNTRIES:
        return text
    meant = "GB" if text.upper() == "UK" else text.upper()
    example = meant if meant in COUNTRIES else "BE"
    expected = f"unknown country, expected two capital letters such as {example} (ISO 3166)"
    raise PydanticCustomError("country", "{expected}", {"expected": expected})


Prefix = Annotated[str, matching(r"\+?[0-9]{1,15}", "the first digits of a number as dialled, such as 0044")]
TimeZone = Annotated[str, Scalar(_time_zone, {"type": "string"})]
# An editor that still reads YAML 1.1 takes NO, Norway, for a boolean.
Country = Annotated[str, Scalar(_country, {"type": ["string", "boolean"], "pattern": "^[A-Z]{2}$"})]
Code = Annotated[str, matching(r"RS[0-9]{3}", "a finding's code such as RS101")]


class OutgoingRule(Page):
    """Numbers that start with *prefix*, as dialled, are called with *number* shown (rule 10.3)."""

    prefix: Prefix
    """The first digits of the dialled number, such as 0044."""
    number: E164
    """The number that is shown."""


class Settings(Page):
    """What holds for the whole system."""

    name: Text = "Phone system"
    """What the system is called in results."""
    timezone: TimeZone
    """IANA name of the time zone in which clocks are read, such as Europe/Brussels."""
    country: Country
    """ISO 3166 alpha-2 code of the country in which numbers are dialled, such as BE."""
    language: Literal["fr", "en", "es", "de"] = "en"
    """The language of the system's own messages."""
    default_outgoing_number: E164 | None = None
    """What a call to the outside shows where nothing else is said."""
    outgoing_rules: tuple[OutgoingRule, ...] = ()
    """Dynamic caller ID: the number shown by the prefix of the number dialled; the first match wins."""
    outgoing_rules_override: YesNo = False
    """Whether the prefix rules beat the users' own outgoing numbers."""
    recording: YesNo = False
    """Whether calls can be recorded."""
    forwarded_calls: ForwardedCalls = "follow"
    """What a colleague who is a forwarding's destination brings along: all but last resorts, all, or only the line."""
    max_forwards: Annotated[int, whole_between(0, 70)] = 5
    """How many forwards deep a call can go, 0 to 70."""
    blacklist: tuple[Dialled, ...] = ()
    """Numbers whose calls are refused before anything else."""
    ignore: tuple[Code, ...] = ()
    """Codes of findings that `check` is to leave out, such as RS101."""
