"""Whether a line rings, and what its person then does (rules 3.1 to 3.5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import Any, NamedTuple

from routesim.routing.steps import microseconds


class Admission(IntEnum):
    """What a line makes of a new call."""

    RING = 0
    OFFLINE = 1
    OCCUPIED = 2
    DO_NOT_DISTURB = 3


def admission(offline: bool, dnd: bool, occupied: bool, multiple_calls: bool) -> Admission:
    """Tell what a line makes of a new call; offline goes before everything else (rules 3.2 to 3.4, 5.2)."""
    if offline:
        return Admission.OFFLINE
    if dnd:
        return Admission.DO_NOT_DISTURB
    if occupied and not multiple_calls:
        return Admission.OCCUPIED
    return Admission.RING


class Act(IntEnum):
    """What becomes of a ring by itself; at one instant in this order."""

    GO_AWAY = 0
    ANSWER = 1
    REJECT = 2
    CARRIER_VOICEMAIL = 3


class Reaction(NamedTuple):
    """What ends a ring, *after* so many microseconds of it."""

    after: int
    act: Act


_GO_AWAY, _ANSWER, _REJECT = Act.GO_AWAY, Act.ANSWER, Act.REJECT
_CARRIER = ("voicemail_after", Act.CARRIER_VOICEMAIL)

Entry = Mapping[str, Any]
"""How somebody behaves: the values given for them, with nothing for what is not given."""


def person_reaction(entry: Entry, in_conversation: bool) -> Reaction | None:
    """What one person at one device does, or None for silence; the earliest wins (rules 3.4, 3.5)."""
    answers = "answers_after"
    if in_conversation and "answers_after_when_busy" in entry:
        answers = "answers_after_when_busy"
    first: Reaction | None = None
    for name, act in (("goes_away_after", _GO_AWAY), (answers, _ANSWER), ("rejects_after", _REJECT), _CARRIER):
        after = entry.get(name)
        if after is not None:
            reaction = Reaction(microseconds(after), act)
            if first is None or reaction < first:
                first = reaction
    return first


def line_reaction(devices: Iterable[Entry], in_conversation: bool) -> Reaction | None:
    """What the line does whose ringing *devices* are these (rule 3.1).

    The first device to answer takes the call. A line rejects when the last of its devices has rejected or gone, and
    goes away when all have gone.
    """
    reactions = [person_reaction(device, in_conversation) for device in devices]
    answers = [reaction for reaction in reactions if reaction and reaction.act is Act.ANSWER]
    if answers:
        return min(answers)
    ended = [reaction for reaction in reactions if reaction]
    if not ended or len(ended) < len(reactions):
        return None
    gone = all(reaction.act is Act.GO_AWAY for reaction in ended)
    return Reaction(max(ended).after, Act.GO_AWAY if gone else Act.REJECT)
