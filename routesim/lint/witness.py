"""Witnesses: calls files that show a fault, the states of phones in words, and the command that replays them."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from routesim.graph.users import person
from routesim.lint.fates import Conduct
from routesim.lint.rule import Witness
from routesim.result.clock import number
from routesim.result.typography import listing

if TYPE_CHECKING:
    from routesim.lint.survey import Survey

START = "2026-11-23T10:00:00"
CALLER = "+32470123456"
PATIENCE = 120
"""How long callers wait who do not say otherwise, in seconds."""
_STATES = {
    "offline": "is offline",
    "dnd": "does not want to be disturbed",
    "busy": "is busy",
    "unreachable": "cannot be reached",
}
"""What is said of phones in these states."""


def witness_of(dialled: str, conduct: Conduct, lasts: float = 0) -> Witness | None:
    """The calls file of a call to *dialled* while phones are as *conduct* says; it *lasts* so many seconds at most.

    None where somebody would have to be in two states.
    """
    if not dialled or None in conduct.values():
        return None
    call: dict[str, Any] = {"from": CALLER, "to": dialled}
    if lasts >= PATIENCE:
        call["patience"] = lasts + 1
    return {"start": START, "people": {who: dict(what) for who, what in conduct.items() if what}, "calls": [call]}


def in_words(conduct: Conduct, survey: Survey) -> str:
    """*conduct* in words: `Bob (102) is offline and +32470000101 is busy`; empty where nobody does anything special."""
    return listing(f"{_called(who, survey)} {_does(what)}" for who, what in conduct.items() if what)


def _called(who: str, survey: Survey) -> str:
    return person(survey.users[who]) if who in survey.users else who


def _does(what: Mapping[str, Any]) -> str:
    if "rejects_after" in what:
        return f"rejects the call after {number(what['rejects_after'])} s"
    return _STATES[what["state"]] if "state" in what else "has not logged in"


def replay_command(witness: Witness, file: str) -> str:
    """The command that replays *witness* on the configuration *file*, to be typed in a shell."""
    call = witness["calls"][-1]
    words = ["routesim", "call", file, call["to"], *_people(witness["people"])]
    if "patience" in call:
        words += ["--patience", number(call["patience"])]
    return shlex.join(words)


def _people(people: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for who, what in people.items():
        rejects = f"rejects:{number(what['rejects_after'])}" if "rejects_after" in what else "logged_out"
        yield from ("--person", f"{who}={what.get('state', rejects)}")
