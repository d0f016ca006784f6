"""`--person 102=answers:6`: how somebody behaves, in a word or two."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from routesim.errors import Problem

_STATES = ("idle", "busy", "dnd", "offline", "unreachable")
_REACTIONS = {
    "answers": "answers_after",
    "rejects": "rejects_after",
    "goes_away": "goes_away_after",
    "voicemail": "voicemail_after",
    "answers_when_busy": "answers_after_when_busy",
}
WORDS = (*_STATES, "logged_out", "never", *_REACTIONS)
"""What --person understands."""
_EXPECTED = "expected idle, busy, busy:UNTIL, dnd, offline, unreachable, logged_out, never, " + ", ".join(
    f"{word}:SECONDS" for word in _REACTIONS
)


def read_people(typed: Iterable[str]) -> tuple[dict[str, dict[str, Any]], list[Problem]]:
    """Read every `--person`: what a calls file would say under `people`, and what cannot be understood."""
    from routesim.model.numbers import strip_separators

    people: dict[str, dict[str, Any]] = {}
    problems = []
    for entry in typed:
        who, equals, whats = entry.partition("=")
        who = strip_separators(who) if who.lstrip().startswith("+") else who.strip()
        if not who or not equals:
            problems.append(_problem(entry, "expected WHO=WHAT, such as 101=busy or 102=answers:6"))
            continue
        person = people.setdefault(who, {})
        for what in whats.split(","):
            problems.extend(_problem(entry, wrong) for wrong in _add(person, what.strip()))
    return people, problems


def _problem(entry: str, message: str) -> Problem:
    return Problem("RS000", f"--person {entry}: {message}")


def _add(person: dict[str, Any], what: str) -> Iterable[str]:
    """Add one word to *person*; yield what is wrong with it."""
    word, colon, seconds = what.partition(":")
    if word in _REACTIONS and not seconds:
        yield f"{word} needs seconds, such as {word}:6"
    elif word in _REACTIONS:
        yield from _set(person, _REACTIONS[word], seconds, what)
    elif word == "busy" and colon:
        yield from _set(person, "state", "busy", what)
        yield from _set(person, "busy_until", seconds, what)
    elif word in WORDS and colon:
        yield f"{word} stands alone, without {colon}{seconds}"
    elif word in _STATES:
        yield from _set(person, "state", word, what)
    elif word == "logged_out":
        yield from _set(person, "logged_in", "no", what)
    elif word == "never":
        yield from _set(person, "answers_after", "never", what)
    else:
        from difflib import get_close_matches

        near = get_close_matches(word, WORDS, n=1)
        yield f"{what!r} is nothing a person can be; " + (f"did you mean {near[0]}?" if near else _EXPECTED)


def _set(person: dict[str, Any], field: str, value: str, what: str) -> Iterable[str]:
    if person.setdefault(field, value) != value:
        yield f"{what} contradicts what was said before"
