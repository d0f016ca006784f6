"""Where a phone system is: what settings need to be known before anything else."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from routesim.errors import Problem, UnusableInput
from routesim.importing.values import read_field
from routesim.model.kinds import fields_of
from routesim.model.scalars import filled_text
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


def read_country(text: str) -> str:
    """Read a country's two letters, large or small. Raises ValueError for anything else."""
    return str(read_field(Settings, "country")(text.strip().upper() if text.isascii() else text))


def read_language(text: str) -> str:
    """Read the language of the system's own messages. Raises ValueError for one that it does not speak."""
    words = fields_of(Settings)["language"].words
    if text not in words:
        raise ValueError(f"expected {', '.join(words[:-1])} or {words[-1]}")
    return text


READERS: dict[str, Callable[[str], str]] = {
    "name": filled_text,
    "country": read_country,
    "timezone": read_field(Settings, "timezone"),
    "language": read_language,
}
"""How each setting is read; what each returns raises ValueError, saying what was expected."""


def read_site(typed: dict[str, str]) -> Site:
    """Read *typed*: `country`, `timezone` and, where given, `name` and `language`.

    Raises UnusableInput with all that is wrong, each by its option.
    """
    read: dict[str, str] = {}
    problems = []
    for key, text in typed.items():
        try:
            read[key] = READERS[key](text)
        except ValueError as error:
            problems.append(Problem("RS000", f"--{key} {text}: {error}"))
    if problems:
        raise UnusableInput(problems)
    return Site(**read)
