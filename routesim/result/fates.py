"""How calls can end, and what makes them, in words: for whatever tells of more than one call."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from routesim.result.records import Outcome
from routesim.result.typography import listing, printable
from routesim.result.words import PLANS, outcome_words, who, why

_NODE = re.compile(r"\b(?:user|external|mailbox|queue|conference|dial_plan|number):([^\s,;:/]+)(?:/([^\s,;:]+))?")
_LINKS = {Outcome.ANSWERED: "by", Outcome.CONFERENCE: ""}
_REASONS = {"unending": "nothing but the caller's patience ends it"}


def taken_words(outcome: str, by: str | None, names: Mapping[str, str]) -> str:
    """How a call ends: `answered by Bob Peeters (102)`, `voicemail of Alice Martin (101)`, `busy`."""
    kind = Outcome(outcome)
    words = outcome_words(kind)
    return words if by is None else " ".join(filter(None, (words, _LINKS.get(kind, "of"), who(names, by))))


def reason_words(reason: str | None) -> str:
    """Why a call ends so, as the end of a sentence: `: the caller is on the blacklist`; nothing without a reason."""
    return f": {_REASONS.get(reason) or why(reason)}" if reason else ""


def cause_words(when: Iterable[str], names: Mapping[str, str]) -> str:
    """What makes a call go its way, with the names of people and places; nothing where that is nothing."""
    return listing((_NODE.sub(lambda node: _named(node, names), printable(cause)) for cause in when), most=12)


def _named(node: re.Match[str], names: Mapping[str, str]) -> str:
    """A person or a place by its name; of a dial plan's element the plan's extension will do: `menu (900)`."""
    whole, part = unquote(node[1]), node[2]
    if part is None:
        return who(names, whole)
    return f"{PLANS[part]} of {who(names, whole)}" if part in PLANS else f"{unquote(part)} ({whole})"
