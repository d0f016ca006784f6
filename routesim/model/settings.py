"""The console's global settings."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from routesim.model.numbers import E164
from routesim.model.page import Page
from routesim.model.scalars import Text, Whole, YesNo, matching, plain_text

ForwardedCalls = Literal["follow", "full", "ring_only"]


@lru_cache(maxsize=64)
def zone(name: str) -> ZoneInfo:
    """The time zone called *name* in the IANA database. Raises KeyError where there is none."""
    try:
        return ZoneInfo(name)
    except (OSError, ValueError) as error:  # a directory, a path that climbs, a name with a NUL
        raise KeyError(name) from error


def _time_zone(value: Any) -> str:
    text = plain_text(value)
    try:
        zone(text)
    except KeyError:
        raise PydanticCustomError("time_zone", "unknown time zone, expected a name such as Europe/Brussels") from None
    return text


def _country(value: str) -> str:
    from phonenumbers import SUPPORTED_REGIONS

    if value not in SUPPORTED_REGIONS:
        raise PydanticCustomError("country", "unknown country, expected two letters such as BE (ISO 3166)")
    return value


class OutgoingRule(Page):
    """Numbers that start with *prefix*, as dialled, are called with *number* shown (rule 10.3)."""

    prefix: Annotated[str, matching(r"\+?[0-9]{1,15}", "the first digits of a number as dialled, such as 0044")]
    number: E164


class Settings(Page):
    """What holds for the whole system."""

    name: Text = "Phone system"
    timezone: Annotated[str, BeforeValidator(_time_zone)]
    country: Annotated[str, BeforeValidator(plain_text), AfterValidator(_country)]
    language: Literal["fr", "en", "es", "de"] = "en"
    default_outgoing_number: E164 | None = None
    outgoing_rules: tuple[OutgoingRule, ...] = ()
    outgoing_rules_override: YesNo = False
    recording: YesNo = False
    forwarded_calls: ForwardedCalls = "follow"
    max_forwards: Annotated[Whole, Field(ge=0, le=70)] = 5
    blacklist: tuple[Annotated[str, BeforeValidator(plain_text)], ...] = ()
    ignore: tuple[Annotated[str, matching(r"RS[0-9]{3}", "a finding's code such as RS101")], ...] = ()
