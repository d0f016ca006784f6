"""Whether a line rings, and what its person then does (rules 3.1 to 3.5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from typing import Any


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


Reaction = tuple[int, Act]
"""What ends a ring by itself, after how many microseconds of it."""

UNREGISTERED: Reaction = (0, Act.GO_AWAY)
"""Of a device that does not ring with the others of its line."""

Entry = Mapping[str, Any]
"""How somebody behaves: the values given for them, with nothing for what is not given."""

_AT_REST = {
    "goes_away_after": Act.GO_AWAY,
    "answers_after": Act.ANSWER,
    "rejects_after": Act.REJECT,
    "voicemail_after": Act.CARRIER_VOICEMAIL,
}
_TALKING = {
    "goes_away_after": Act.GO_AWAY,
    "answers_after_when_busy": Act.ANSWER,
    "rejects_after": Act.REJECT,
    "voicemail_after": Act.CARRIER_VOICEMAIL,
}


def person_reaction(entry: Entry, in_conversation: bool) -> Reaction | None:
    """What one person at one device does, or None for silence; the earliest wins (rules 3.4, 3.5)."""
    acts = _TALKING if in_conversation and "answers_after_when_busy" in entry else _AT_REST
    first: Reaction | None = None
    for name, after in entry.items():
        if after is not None and name in acts:
            reaction = (round(after * 1_000_000), acts[name])
            if first is None or reaction < first:
                first = reaction
    return first


def line_reaction(devices: Iterable[Entry], in_conversation: bool) -> Reaction | None:
    """What the line does whose ringing *devices* are these (rule 3.1).

    The first device to answer takes the call. A line rejects when the last of its devices has rejected or gone, and
    goes away when all have gone.
    """
    reactions = [person_reaction(device, in_conversation) for device in devices]
    ended = [reaction for reaction in reactions if reaction is not None]
    answers = [(after, act) for after, act in ended if act is Act.ANSWER]
    if answers:
        return min(answers)
    if not ended or len(ended) < len(reactions):
        return None
    gone = all(act is Act.GO_AWAY for _, act in ended)
    return max(ended)[0], Act.GO_AWAY if gone else Act.REJECT


_WORDS = {Act.GO_AWAY: "offline", Act.REJECT: "rejected"}


def device_fates(devices: Mapping[str, Reaction | None], lasted: int, result: str) -> Iterator[tuple[str, int, str]]:
    """What each of a line's *devices* did while it rang, for *lasted* microseconds and with *result* (rule 3.1).

    Its name, how long it rang, and its own result: one that rejected or went offline was silent from then on, the
    others rang until all of it ended. Each that would have answered just then is `answered`.
    """
    answered = result == "answered"
    for name, reaction in devices.items():
        after, act = reaction or (lasted + 1, None)
        if act in _WORDS and (after < lasted or (after == lasted and not answered)):
            yield name, after, _WORDS[act]
        elif answered and (after, act) != (lasted, Act.ANSWER):
            yield name, lasted, "cancelled"
        else:
            yield name, lasted, result
