"""Fates, causes and verdicts of a comparison, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

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
    return " ".join(filter(None, (*_verdict(difference), _undecided(difference), _clocks(difference))))


def _verdict(difference: Difference) -> Iterator[str]:
    changed, timing = (
        [change for change in difference.changes if change.kind == kind] for kind in ("ending", "timing")
    )
    match difference.verdict:
        case "different":
            yield f"Calls to {_numbers(changed)} end differently."
        case "undecided":
            yield "UNDECIDED."
        case _ if timing:
            yield "No call ends differently: proven for every caller, every instant and whatever people do."
            yield f"The wait changes for calls to {_numbers(timing)}."
        case _:
            yield (
                "No call is treated differently: proven for every number, every caller, every instant, "
                "whatever people do."
            )


def _clocks(difference: Difference) -> str:
    """That two time zones have been compared, where they have."""
    zones = next((text for text in difference.texts if text.path == "settings.timezone"), None)
    return f"The clocks of {zones.applied} and {zones.draft} are taken to show the same time." if zones else ""


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
