"""The story of a call: what happened when, and why, as a trainer would tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeVar

from routesim.result import endings
from routesim.result.causes import cause
from routesim.result.chain import Chains
from routesim.result.clock import long_date, seconds, time_of_day, wall, zone_name
from routesim.result.moment import Moment, Telling
from routesim.result.nodes import Way
from routesim.result.records import CallRecord, Note, Outcome, Ring
from routesim.result.typography import listing, printable
from routesim.result.words import caller, names_of, who


@dataclass(frozen=True, slots=True)
class Story:
    """A call told in words: *title*, *when* and *ending* in a line each, then moment by moment."""

    title: str
    when: str
    ending: str
    moments: tuple[Moment, ...]


def tell(record: CallRecord) -> Story:
    """Tell the story of *record*."""
    return Story(title(record), when(record), endings.summary(record), tuple(_Teller(record).moments()))


def title(record: CallRecord) -> str:
    """Who calls whom."""
    name = f"Call {record.id}" if record.id.isdecimal() else printable(record.id)
    return f"{name}: {caller(record)} calls {who(names_of(record), record.to)}"


def when(record: CallRecord) -> str:
    """Write the date and time of the call, and how far into the play that is; empty where nothing is known."""
    into = f"{seconds(record.at)} into the play" if record.at else ""
    scene = record.scene
    if scene is None:
        return into
    instant = wall(scene, record.at)
    parts = (f"{long_date(instant)}, {time_of_day(instant)}", zone_name(scene), into)
    return ", ".join(part for part in parts if part)


T = TypeVar("T")
_SUBJECTS = {**dict.fromkeys(("keys", "waits", "waited", "is"), "The caller"), "goes": "The call"}
"""Who does what a note tells, by its first word."""


class _Teller:
    """Goes through a record instant by instant."""

    def __init__(self, record: CallRecord) -> None:
        self._record = record
        self._names = names_of(record)
        self._way = Way(record)
        self._chains = Chains(record)
        self._starts = _by(record.rang, attrgetter("start"))
        self._ends = _by((ring for ring in record.rang if ring.end > ring.start), attrgetter("end"))
        self._notes = _by(record.notes, attrgetter("at"))
        self._transfers = _by(record.transfers, attrgetter("at"))
        self._nodes: defaultdict[float, list[int]] = defaultdict(list)
        for place, at in zip(range(len(record.path)), record.entered, strict=False):
            self._nodes[at].append(place)

    def moments(self) -> Iterator[Moment]:
        """Every instant at which there is something to tell, in order."""
        record = self._record
        instants = {record.at, record.ended_at, record.ended_at if record.answered_at is None else record.answered_at}
        for happenings in (self._starts, self._ends, self._notes, self._transfers, self._nodes):
            instants.update(happenings)
        for at in sorted(instants):
            sentences = self._tell(at)
            if sentences:
                yield Moment(at, sentences)

    def _tell(self, at: float) -> tuple[str, ...]:
        telling = Telling(self._names)
        ended = self._ends.get(at, ())
        for ring in ended:
            if ring.result not in ("answered", "cancelled"):
                telling.phone(ring.target, cause(ring, self._names), ring.rule)
        self._tell_transfers(at, telling)
        self._tell_nodes(at, telling)
        for ring in ended:
            if ring.result == "answered":
                self._tell_answer(ring, telling)
        if at == self._record.answered_at:
            endings.tell_taken(self._record, telling)
        self._tell_end(at, telling, [ring for ring in ended if ring.result == "cancelled"])
        return telling.told()

    def _tell_end(self, at: float, telling: Telling, cancelled: list[Ring]) -> None:
        """Tell what stops because of all that, then how the call ends; a caller who gives up goes first."""
        if self._record.outcome is not Outcome.ABANDONED:
            self._tell_cancelled(cancelled, telling)
        if at == self._record.ended_at:
            endings.tell_end(self._record, telling)
        if self._record.outcome is Outcome.ABANDONED:
            self._tell_cancelled(cancelled, telling)

    def _tell_transfers(self, at: float, telling: Telling) -> None:
        for transfer in self._transfers.get(at, ()):
            to = who(self._names, transfer.to)
            kind = f"{'an' if transfer.kind[:1] == 'a' else 'a'} {transfer.kind} transfer"
            telling.say(
                f"{who(self._names, transfer.by)} passes the call on to {to} in {kind} [10.5]: {transfer.result}"
            )

    def _tell_nodes(self, at: float, telling: Telling) -> None:
        """Tell where the call goes at this instant and what rings there, then the phones left over."""
        waiting: defaultdict[str, list[Ring]] = defaultdict(list)
        for ring in self._starts.get(at, ()):
            waiting[ring.target].append(ring)
        notes = list(self._notes.get(at, ()))
        for place in self._nodes.get(at, ()):
            self._tell_notes(notes, place, telling)
            name = self._record.path[place].partition(":")[2]
            rings = waiting.get(name, [])
            self._way.enter(telling, place, at, silent=not rings)
            if rings:
                self._tell_ring(rings.pop(0), telling)
        for rings in waiting.values():
            for ring in rings:
                self._tell_ring(ring, telling)
        self._tell_notes(notes, len(self._record.path), telling)

    def _tell_notes(self, notes: list[Note], place: int, telling: Telling) -> None:
        """Tell the notes that were made before the node at *place* was entered."""
        while notes and (notes[0].place is None or notes[0].place <= place):
            note = notes.pop(0)
            if not self._way.choose(telling, note):
                telling.say(_sentence(note), note.rule)

    def _tell_ring(self, ring: Ring, telling: Telling) -> None:
        """Tell that a phone is called: it rings, or something comes of it at once."""
        if ring.end > ring.start:
            again = self._chains.is_rung_again(ring)
            telling.phone(ring.target, *(("rings, the line only", "5.6") if again else ("rings",)), via=ring.via)
        elif ring.result == "answered":
            self._tell_answer(ring, telling)
        else:
            telling.phone(ring.target, cause(ring, self._names), ring.rule, via=ring.via)

    def _tell_answer(self, ring: Ring, telling: Telling) -> None:
        record = self._record
        if record.outcome is Outcome.CARRIER_VOICEMAIL and (ring.target, ring.end) == (record.by, record.answered_at):
            telling.say(f"The carrier's voicemail of {who(self._names, ring.target)} {cause(ring, self._names)}", "3.5")
        else:
            telling.phone(ring.target, cause(ring, self._names), via=ring.via)

    def _tell_cancelled(self, cancelled: list[Ring], telling: Telling) -> None:
        if cancelled:
            phones = listing(who(self._names, ring.target) for ring in cancelled)
            verb = "stops" if len(cancelled) == 1 else "stop"
            rules = dict.fromkeys(ring.rule for ring in cancelled if ring.rule != "10.1")
            telling.say(f"{phones} {verb} ringing", *rules)


def _sentence(note: Note) -> str:
    """Make a note a sentence: one that is a predicate gets its subject."""
    text = note.text.rstrip(".")
    verb = text.partition(" ")[0]
    return f"{_SUBJECTS[verb]} {text}" if verb in _SUBJECTS else f"{text[:1].upper()}{text[1:]}"


def _by(happenings: Iterable[T], instant: Callable[[T], float]) -> dict[float, list[T]]:
    """Sort *happenings* by their instant."""
    found: defaultdict[float, list[T]] = defaultdict(list)
    for happening in happenings:
        found[instant(happening)].append(happening)
    return found
