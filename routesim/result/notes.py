"""What was noted on a call's way, as sentences at the place where it was noted."""

from __future__ import annotations

from collections.abc import Iterable

from routesim.result.moment import Telling
from routesim.result.records import CallRecord, Note, Ring
from routesim.result.words import kind_and_name, names_of

_CALLER = frozenset({"has", "is", "keys", "waits"})
"""First words of notes that tell what the caller does, and leave the caller out."""
_NAMES_FIRST = frozenset({"1.2", "3.3", "5.5", "5.6", "5.7", "10.5"})
"""The rules of notes that begin with somebody's name."""
_OF_A_RING = frozenset({"3.2", "3.3", "5.5", "5.6"})
_PROMPTS = frozenset({"7.5", "7.6"})
_SAID_BY_PHONES = frozenset({"8.7", "8.8"})


def of_a_ring(note: Note | None) -> bool:
    """Whether *note* is about the phone that was called when it was made."""
    return note is not None and note.rule in _OF_A_RING


def is_late(note: Note) -> bool:
    """Whether *note* says that somebody reacted at the very instant at which the ring stopped (rule 1.2)."""
    return note.rule == "1.2"


def follows_an_answer(note: Note, ended: Iterable[Ring]) -> bool:
    """Whether *note* says that somebody whom a conference calls joins it, answering one of the rings that *ended*."""
    return note.rule == "9.2" and any(ring.result in ("answered", "picked_up") for ring in ended)


def is_about(note: Note, record: CallRecord, ring: Ring) -> bool:
    """Whether *note* begins with the name of whom *ring* was for."""
    name = names_of(record).get(ring.target)
    return note.text.startswith(ring.target if name is None else f"{name} ({ring.target})")


def sentence(note: Note) -> str:
    """Make a note a sentence: one that is a predicate gets its subject."""
    text = note.text.rstrip(".")
    verb = text.partition(" ")[0]
    if note.rule in _NAMES_FIRST:
        return text
    return f"the caller {text}" if verb in _CALLER else text


def tell(note: Note, record: CallRecord, telling: Telling, rings_now: bool) -> None:
    """Tell *note* at the place where it was made; *rings_now* where a queue rings somebody at that instant."""
    node = record.path[note.place - 1] if note.place and note.place <= len(record.path) else ""
    kind, plan, _ = kind_and_name(node)
    tag = f"dial_plan:{plan}" if kind == "dial_plan" else node
    text = sentence(note)
    if note.rule in _PROMPTS and kind == "dial_plan" and note.text.startswith("keys"):
        telling.lead(f"{text[:1].upper()}{text[1:]} [{note.rule}]", subject=tag)
    elif note.rule == "8.1" and rings_now:
        return
    elif node and telling.leads_to(tag):
        telling.behind(text, note.rule, via=node)
    elif note.rule not in _SAID_BY_PHONES or not telling.has_told(note.rule):
        telling.say(text if note.rule in _NAMES_FIRST else f"{text[:1].upper()}{text[1:]}", note.rule)
