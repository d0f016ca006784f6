"""Where a phone system is: what settings need to be known before anything else."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from pydantic import ValidationError

from routesim.errors import Problem, UnusableInput
from routesim.model.settings import Settings


class Site(NamedTuple):
    """The settings that lists do not hold, each valid."""

    country: str
    timezone: str
    name: str = "Phone system"
    language: str = "en"


@lru_cache(maxsize=1)
def _zones() -> dict[str, tuple[str, ...]]:
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            country, _, zone = line.split("\t")[:3]
            found.setdefault(country, []).append(zone)
    return {country: tuple(zones) for country, zones in found.items()}


def zones_of(country: str) -> tuple[str, ...]:
    """The time zones of *country* (ISO 3166 alpha-2), that of most people mostly first; none for an unknown one."""
    return _zones().get(country, ())


def read_site(typed: dict[str, str]) -> Site:
    """Read *typed*: values of `country`, `timezone` and, where given, `name` and `language`.

    Raises UnusableInput with all that is wrong, each by its option.
    """
    try:
        settings = Settings.model_validate(typed)
    except ValidationError as error:
        problems = [Problem("RS000", _told(typed, str(wrong["loc"][0]), wrong["msg"])) for wrong in error.errors()]
        raise UnusableInput(problems) from None
    return Site(settings.country, settings.timezone, settings.name, settings.language)


def _told(typed: dict[str, str], key: str, expected: str) -> str:
    if key == "language":
        expected = "expected fr, en, es or de"
    return f"--{key} {typed.get(key, '')}: {expected}"
