"""Fates, causes and verdicts of a comparison, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from routesim.result import fates
from routesim.result.clock import grouped, seconds
from routesim.result.difference import Change, Difference, Fate
from routesim.result.fates import reason_words, taken_words
from routesim.result.typography import listing
from routesim.result.words import who

MOST_NUMBERS = 6
"""So many numbers are named where several have something in common."""


def fate_words(fate: Fate, names: Mapping[str, str]) -> str:
    """How a call ends and after how long: `answered by Bob Peeters (102) after 26 s`."""
    after = f"after {seconds(fate.waited)}" if fate.waited else "at once"
    return f"{taken_words(fate.outcome, fate.by, names)} {after}{reason_words(fate.reason)}"


def cause_words(when: Iterable[str], names: Mapping[str, str]) -> str:
    """What makes a call be treated differently; places by the names of who is there."""
    return fates.cause_words(when, names) or "always, whatever people do"


def numbers_words(numbers: Iterable[str], names: Mapping[str, str]) -> str:
    """Which numbers are called."""
    return listing((who(names, number) for number in numbers), most=MOST_NUMBERS)


def verdict_words(difference: Difference) -> str:
    """What comparing came to, in a sentence or two."""
    timing = [change for change in difference.changes if change.kind == "timing"]
    open_still = _undecided(difference)
    if difference.verdict == "different":
        changed = [change for change in difference.changes if change.kind == "ending"]
        return " ".join(filter(None, (f"Calls to {_numbers(changed)} end differently.", open_still)))
    if difference.verdict == "undecided":
        return f"UNDECIDED. {open_still}"
    if timing:
        return (
            "No call ends differently: proven for every caller, every instant and whatever people do. "
            f"The wait changes for calls to {_numbers(timing)}."
        )
    return "No call is treated differently: proven for every number, every caller, every instant, whatever people do."


def _numbers(changes: Iterable[Change]) -> str:
    return numbers_words(dict.fromkeys(change.number for change in changes), {})


def _undecided(difference: Difference) -> str:
    told = []
    if difference.undecided:
        numbers = numbers_words(difference.undecided, {})
        told.append(f"For calls to {numbers}, neither was a difference found nor shown that there is none.")
    if not difference.complete:
        told.append("Comparing was given up at a bound: there may be more differences than these.")
    return " ".join(told)


def summary(difference: Difference) -> str:
    """What changes, in a few words that a journal keeps."""
    endings = [change for change in difference.changes if change.kind == "ending"]
    timing = len(difference.changes) - len(endings)
    parts = [f"calls to {_numbers(endings)} end differently" if endings else "no call ends differently"]
    if timing:
        parts.append(f"{grouped(timing, 'change')} of timing")
    if difference.texts:
        parts.append(f"{grouped(len(difference.texts), 'change')} of text")
    if difference.verdict == "undecided":
        parts = ["undecided", *parts[1:]]
    return ", ".join(parts)
