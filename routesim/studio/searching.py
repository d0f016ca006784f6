"""Every ending of a number, and every call that a draft treats differently, each with a situation to play."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from routesim.exploration import diff, explore
from routesim.files import check_calls
from routesim.model.system import PhoneSystem
from routesim.result import exploration_words
from routesim.result.difference import Difference, TextChange
from routesim.result.difference_groups import topics
from routesim.result.difference_text import calls_words, shown_value
from routesim.result.difference_words import cause_words, fate_words, verdict_words
from routesim.result.exploration import Ending, NumberEndings, Witness
from routesim.result.exploration_words import PARTLY, ending_words, waits_words, when_words
from routesim.result.records import Outcome
from routesim.result.typography import printable
from routesim.result.words import TAKEN
from routesim.studio.limits import MOST_CHANGES
from routesim.studio.opening import Opened
from routesim.studio.situations import plain


def endings(configuration: Opened, number: str) -> dict[str, Any]:
    """Every way in which a call to *number* can end, whatever people do. Raises UnusableInput for an unknown number."""
    system = configuration.system
    (found,) = explore(system, [number]).numbers
    return {
        "number": number,
        "complete": found.complete,
        "note": "" if found.complete else PARTLY,
        "endings": [_ending(system, ending, found) for ending in found.endings],
        "properties": [
            {"words": exploration_words.verdict_words(found, verdict, found.names), "holds": verdict.holds}
            for verdict in found.properties
        ],
    }


def _ending(system: PhoneSystem, ending: Ending, found: NumberEndings) -> dict[str, Any]:
    words = ending_words(ending, found.names)
    return {
        "words": words[:1].upper() + words[1:],
        "waits": waits_words(ending),
        "when": when_words(ending, found.names),
        "tone": "good" if Outcome(ending.outcome) in TAKEN else "warn",
        "situation": _situation(ending.witness, system),
    }


def _situation(witness: Witness, system: PhoneSystem) -> dict[str, Any]:
    return plain(check_calls(witness, system))


def comparison(applied: Opened, draft: Opened) -> dict[str, Any]:
    """Which calls *draft* treats differently from *applied*."""
    found = diff(applied.system, draft.system, "applied", "draft")
    names = {**applied.system.names, **draft.system.names}
    groups = [group for topic in topics(found.changes) for group in (topic.first, *topic.others)]
    return {
        "verdict": found.verdict,
        "words": verdict_words(found),
        "changes": [
            {
                "calls": calls_words(group, names),
                "when": cause_words(group.first.when, names),
                "kind": group.first.kind,
                "applied": fate_words(group.first.applied, applied.system.names),
                "draft": fate_words(group.first.draft, draft.system.names),
                "situation": _situation(group.first.witness, draft.system),
            }
            for group in groups[:MOST_CHANGES]
        ],
        "hidden": max(0, len(groups) - MOST_CHANGES),
        "texts": _texts(found),
    }


def _texts(found: Difference) -> list[str]:
    def line(text: TextChange) -> str:
        return f"{printable(text.path)}: {shown_value(text.applied)} → {shown_value(text.draft)}"

    return [line(text) for text in _first(found.texts)]


def _first(texts: Iterable[TextChange]) -> list[TextChange]:
    return list(texts)[:MOST_CHANGES]
