"""The story of a call: what happened when, and why, as a trainer would tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeVar

from routesim.result import endings, notes, transfers
from routesim.result.causes import cause
from routesim.result.chain import Chains
from routesim.result.clock import long_date, seconds, time_of_day, wall, zone_name
from routesim.result.moment import Moment, Telling
from routesim.result.nodes import Way
from routesim.result.records import CallRecord, Note, Outcome, Ring
from routesim.result.transfers import Transfers
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
        self._transfers = Transfers(record)
        self._nodes: defaultdict[float, list[int]] = defaultdict(list)
        for place, at in zip(range(len(record.path)), record.entered, strict=False):
            self._nodes[at].append(place)

    def moments(self) -> Iterator[Moment]:
        """Every instant at which there is something to tell, in order."""
        record = self._record
        instants = {record.at, record.ended_at, record.ended_at if record.answered_at is None else record.answered_at}
        for happenings in (self._starts, self._ends, self._notes, self._nodes):
            instants.update(happenings)
        instants.update(self._transfers.instants())
        for at in sorted(instants):
            sentences = self._tell(at)
            if sentences:
                yield Moment(at, sentences)

    def _tell(self, at: float) -> tuple[str, ...]:
        telling = Telling(self._names)
        ended = self._ends.get(at, ())
        late = [note for note in self._notes.get(at, ()) if notes.is_late(note)]
        self._tell_ended(at, telling, late)
        self._transfers.begin(at, telling)
        joins = [note for note in self._notes.get(at, ()) if notes.follows_an_answer(note, ended)]
        self._tell_nodes(at, telling, [*late, *joins])
        for ring in ended:
            if ring.result == "answered":
                self._tell_answer(ring, telling)
        for note in joins:
            telling.say(note.text, note.rule)
        if at == self._record.answered_at:
            endings.tell_taken(self._record, telling)
        self._transfers.settle(at, telling)
        self._tell_end(at, telling, [ring for ring in ended if ring.result == "cancelled"], late)
        return telling.told()

    def _tell_ended(self, at: float, telling: Telling, late: list[Note]) -> None:
        """Tell which phones stop ringing without an answer, and who would have reacted right then."""
        for ring in self._ends.get(at, ()):
            if ring.result not in ("answered", "cancelled"):
                too_late = [note for note in late if notes.is_about(note, self._record, ring)]
                words = "; the reaction at that very instant comes too late" if too_late else ""
                telling.phone(
                    ring.target, cause(ring, self._names) + words, ring.rule, *(note.rule for note in too_late)
                )

    def _tell_end(self, at: float, telling: Telling, cancelled: list[Ring], late: list[Note]) -> None:
        """Tell what stops because of all that, then how the call ends; a caller who gives up goes first."""
        record = self._record
        gives_up = record.outcome is Outcome.ABANDONED or (at == record.ended_at and transfers.gives_up(record))
        if not gives_up:
            self._tell_cancelled(cancelled, telling, late)
        if at == record.ended_at:
            endings.tell_end(record, telling)
        if gives_up:
            self._tell_cancelled(cancelled, telling, late)

    def _tell_nodes(self, at: float, telling: Telling, elsewhere: list[Note]) -> None:
        """Tell where the call goes at this instant and what rings there, then the phones left over.

        Notes that are told *elsewhere* are left out.
        """
        waiting: defaultdict[str, list[Ring]] = defaultdict(list)
        for ring in self._starts.get(at, ()):
            waiting[ring.target].append(ring)
        pending = [note for note in self._notes.get(at, ()) if note not in elsewhere]
        offered = any(ring.queue for ring in self._starts.get(at, ()))
        for place in self._nodes.get(at, ()):
            self._tell_notes(pending, place, telling, offered)
            name = self._record.path[place].partition(":")[2]
            rings = [] if self._way.is_silenced(place) else waiting.get(name, [])
            note = pending[0] if pending and pending[0].place == place + 1 else None
            self._way.enter(telling, place, at, not rings, note)
            if note is not None and notes.of_a_ring(note) and (rings or name == self._record.from_):
                pending.pop(0)
            if rings:
                self._tell_ring(rings.pop(0), telling, note if notes.of_a_ring(note) else None)
        for rings in waiting.values():
            for ring in rings:
                self._tell_ring(ring, telling, None)
        self._tell_notes(pending, len(self._record.path), telling, offered)

    def _tell_notes(self, pending: list[Note], place: int, telling: Telling, offered: bool) -> None:
        """Tell the notes that were made before the node at *place* was entered."""
        while pending and (pending[0].place is None or pending[0].place <= place):
            notes.tell(pending.pop(0), self._record, telling, offered)

    def _tell_ring(self, ring: Ring, telling: Telling, note: Note | None) -> None:
        """Tell that a phone is called: it rings, or something comes of it at once; *note* is about that."""
        rule = "" if note is None else note.rule
        if ring.end > ring.start:
            only = rule if rule in ("5.5", "5.6") else "5.6" if self._chains.is_rung_again(ring) else ""
            during = "3.3" if rule == "3.3" else ""
            parts = ["the line only"] * bool(only) + ["during a conversation (call waiting)"] * bool(during)
            what = ("rings, " if only else "rings ") + ", ".join(parts)
            telling.phone(ring.target, what.rstrip(), only, during, via=ring.via)
        elif ring.result == "answered":
            self._tell_answer(ring, telling)
        else:
            what = "is offline, as nobody has logged in there" if rule == "3.2" else cause(ring, self._names)
            telling.phone(ring.target, what, ring.rule, via=ring.via)

    def _tell_answer(self, ring: Ring, telling: Telling) -> None:
        record = self._record
        if record.outcome is Outcome.CARRIER_VOICEMAIL and (ring.target, ring.end) == (record.by, record.answered_at):
            what = f"the carrier's voicemail of {who(self._names, ring.target)} {cause(ring, self._names)}"
            telling.behind(what, "3.5", via=ring.via)
        else:
            telling.phone(ring.target, cause(ring, self._names), via=ring.via)

    def _tell_cancelled(self, cancelled: list[Ring], telling: Telling, late: list[Note]) -> None:
        """Tell which phones stop ringing because of something else, and who would have reacted right then."""
        if cancelled:
            phones = dict.fromkeys(who(self._names, ring.target) for ring in cancelled)
            verb = "stops" if len(phones) == 1 else "stop"
            rules = dict.fromkeys(ring.rule for ring in cancelled if ring.rule != "10.1")
            telling.say(f"{listing(phones)} {verb} ringing", *rules)
        for note in late:
            if any(notes.is_about(note, self._record, ring) for ring in cancelled):
                telling.say(note.text, note.rule)


def _by(happenings: Iterable[T], instant: Callable[[T], float]) -> dict[float, list[T]]:
    """Sort *happenings* by their instant."""
    found: defaultdict[float, list[T]] = defaultdict(list)
    for happening in happenings:
        found[instant(happening)].append(happening)
    return found
