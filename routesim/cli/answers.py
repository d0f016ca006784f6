"""What a first configuration needs to know: from options, by asking, or taken for granted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click

from routesim.errors import Problem, UnusableInput
from routesim.importing.site import READERS, Site, zones_of
from routesim.importing.starter import MOST_USERS
from routesim.importing.values import phone_number
from routesim.model.numbers import example_number
from routesim.model.scalars import whole_between
from routesim.result.typography import printable

DEFAULTS = {"name": "Phone system", "country": "BE", "language": "en", "users": "3"}
_QUESTIONS = {
    "name": "What is the phone system called?",
    "country": "In which country are numbers dialled (two letters)?",
    "timezone": "In which time zone?",
    "language": "In which language are the system's own messages (fr, en, es or de)?",
    "users": "How many users?",
    "number": "Which number do callers dial?",
}


class Answers:
    """The *site*, the number of *users*, and the *numbers* that callers dial (none: an example is to be given).

    *typed* are the options, None or empty where not given; whatever else is needed is asked for if *asks*, else taken
    for *granted*. Raises UnusableInput with all that is wrong with the options.
    """

    def __init__(self, typed: Mapping[str, Any], asks: bool) -> None:
        self.granted: list[str] = []
        self._asks = asks
        self._values: dict[str, Any] = {}
        self._problems: list[Problem] = []
        for key in ("name", "country", "timezone", "language", "users"):
            if typed[key] is not None:
                self._read_option(key, typed[key])
        if typed["country"] is not None or not asks:
            self._read_numbers(typed["numbers"])
        self._stop_at_problems()
        for key in ("name", "country", "timezone", "language", "users"):
            if key not in self._values:
                self._values[key] = self._find(key)
        self._read_numbers(typed["numbers"])
        self._stop_at_problems()
        values = self._values
        self.site = Site(values["country"], values["timezone"], values["name"], values["language"])
        self.users: int = values["users"]
        self.numbers: tuple[str, ...] = values["numbers"] or self._own_number()

    def _read_option(self, key: str, text: str) -> None:
        try:
            self._values[key] = _READERS[key](text)
        except ValueError as error:
            self._problems.append(Problem("RS000", f"--{key} {text}: {error}"))

    def _read_numbers(self, texts: tuple[str, ...]) -> None:
        country = self._values.get("country", DEFAULTS["country"])
        found: list[str] = []
        for text in texts:
            try:
                number = phone_number(text, country)
            except ValueError as error:
                self._problems.append(Problem("RS000", f"--number {text}: {error}"))
                continue
            if number in found:
                self._problems.append(Problem("RS000", f"--number {text}: {number} is here twice, expected it once"))
            found.append(number)
        self._values["numbers"] = tuple(found)

    def _stop_at_problems(self) -> None:
        if self._problems:
            raise UnusableInput(self._problems)

    def _find(self, key: str) -> Any:
        """Ask for what no option says, or take it for granted."""
        default = DEFAULTS.get(key) or next(iter(zones_of(self._values["country"])), "UTC")
        if self._asks:
            return _ask(_QUESTIONS[key], default, _READERS[key])
        shown = f'"{default}"' if " " in default else default
        self.granted.append(f"--{key} {shown}")
        return _READERS[key](default)

    def _own_number(self) -> tuple[str, ...]:
        """The number that callers dial; none where an example will do."""
        country = self.site.country
        example = example_number(country)
        if not self._asks:
            self.granted.append(f"--number {example}")
            return ()
        answer = str(_ask(_QUESTIONS["number"], example, lambda text: phone_number(text, country)))
        return () if answer == example else (answer,)


_READERS: dict[str, Callable[[str], Any]] = {**READERS, "users": whole_between(0, MOST_USERS).read}


def _ask(question: str, default: str, read: Callable[[str], Any]) -> Any:
    """Ask until the answer can be read. Raises KeyboardInterrupt where nobody answers any more."""

    def proceed(text: str) -> Any:
        try:
            return read(text)
        except ValueError as error:
            raise click.UsageError(printable(str(error))) from None

    try:
        return click.prompt(question, default=default, value_proc=proceed, err=True)
    except click.Abort:
        raise KeyboardInterrupt from None
