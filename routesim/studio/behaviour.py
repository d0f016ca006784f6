"""How somebody behaves, for the page: what its ticks and sliders show, and in words what they cannot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from routesim.engine.phones import given, laid_over
from routesim.model.call_references import DEFAULT
from routesim.model.calls import Calls
from routesim.result.clock import seconds
from routesim.result.typography import printable

_STATES = {
    "busy": "on the phone",
    "dnd": "do not disturb",
    "offline": "offline",
    "unreachable": "not to be reached",
}
_REACTIONS = {
    "answers_after": "answers after {}",
    "answers_after_when_busy": "answers after {} during a conversation",
    "rejects_after": "rejects after {}",
    "goes_away_after": "goes offline after {}",
    "voicemail_after": "the carrier's voicemail answers after {}",
}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_SHOWN = ("state", "answers_after", "voicemail_after", "logged_in")
"""What the page has a control for."""


def behaviour(calls: Calls, who: str) -> dict[str, Any]:
    """How *who* (an extension, or an external number) behaves in *calls*.

    *script* says in lines what the page has no control for; it is empty where the controls say it all.
    """
    entry = laid_over(given(calls.people.get(DEFAULT)), given(calls.people.get(who)))
    attempts = [given(attempt) for attempt in entry.get("attempts", ())]
    odd = set(entry) - {*_SHOWN, "attempts"}
    return {
        "state": entry.get("state", "idle"),
        "logged_in": entry.get("logged_in", True),
        "answers_after": entry.get("answers_after"),
        "voicemail_after": entry.get("voicemail_after"),
        "script": list(_script(entry, attempts)) if attempts or odd else [],
    }


def _script(entry: Mapping[str, Any], attempts: list[dict[str, Any]]) -> Iterator[str]:
    for place, attempt in enumerate(attempts):
        turn = _ORDINALS[place] if place < len(_ORDINALS) else f"{place + 1}th"
        yield f"{turn} ring: {_words({**entry, **attempt})}"
        if place == 7 and len(attempts) > 8:
            yield f"{len(attempts) - 8} more"
            break
    yield f"after that: {_words(entry)}" if attempts else _words(entry)


def _words(entry: Mapping[str, Any]) -> str:
    """What an entry comes to: `answers after 6 s`."""
    state = entry.get("state", "idle")
    if entry.get("logged_in") is False:
        return "logged out"
    told = [_STATES[state]] if state in _STATES else []
    if entry.get("busy_until") is not None:
        told = [f"on the phone until second {entry['busy_until']:g}"]
    if state not in _STATES or "busy_until" in entry:
        found = {key: entry.get(key) for key in _REACTIONS}
        told += [
            words.format(seconds(found[key] or 0.0)) for key, words in _REACTIONS.items() if found[key] is not None
        ]
    for name, device in entry.get("devices", {}).items():
        told.append(f"{printable(name)}: {_words(device)}")
    return ", ".join(told) or "does not answer"
