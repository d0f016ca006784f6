"""A call as bars on a time axis, one row per phone: the geometry, for whoever draws it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from routesim.result.causes import rang
from routesim.result.clock import seconds
from routesim.result.records import CallRecord, Outcome, Ring
from routesim.result.transfers import is_taken
from routesim.result.typography import printable
from routesim.result.words import names_of

MOST_ROWS = 40
"""How many phones a timeline shows."""

_WORDS = {"no_answer": "no answer", "picked_up": "picked up", "unreachable": "not reached", "answered": "answers"}
_TAKERS = {Outcome.VOICEMAIL: ("mailbox ", "message,"), Outcome.CONFERENCE: ("conference ", "joins,")}


class Bar(NamedTuple):
    """Something that lasts from *start* to *end*, in seconds after the play's start.

    *kind* is `ringing`, `talking` (somebody or something has taken the call) or `refused` (no time passed). *result* is
    the ring's.
    """

    start: float
    end: float
    kind: str
    result: str = ""


class Lane(NamedTuple):
    """What one of a phone's devices did; the *name* is the device's."""

    name: str
    bars: tuple[Bar, ...]
    words: str


class Row(NamedTuple):
    """What one phone, mailbox or conference did: its *name* where known, its *number*, its bars, all in *words*.

    *devices* tell the same of each device, where it has several: who talks stands there only where one alone answered.
    """

    name: str
    number: str
    bars: tuple[Bar, ...]
    words: str
    devices: tuple[Lane, ...] = ()


class Timeline(NamedTuple):
    """Rows over an axis from *begin* to *end*; *ticks* are the instants worth a label, *hidden* how many rows are not.

    The axis ends where the last ring does, or where the last transfer begins: however long they talk, the ringing stays
    readable. Bars that reach beyond *end* are to be cut there, with a sign that they go on.
    """

    begin: float
    end: float
    rows: tuple[Row, ...]
    ticks: tuple[float, ...]
    hidden: int = 0

    @property
    def is_worth_drawing(self) -> bool:
        """Whether anything lasts: phones that could not ring make no picture."""
        return any(bar.end > bar.start or bar.kind == "talking" for row in self.rows for bar in row.bars)


def timeline(record: CallRecord) -> Timeline:
    """Lay out the rings of *record*; no rows where no phone was called and nothing took the call."""
    rows = _rows(record)
    taken = record.ended_at if record.answered_at is None else record.answered_at
    passed_on = [transfer.at for transfer in record.transfers]
    end = max([taken, *(ring.end for ring in record.rang), *passed_on])
    times = {record.at, end, *passed_on, *(ring.start for ring in record.rang), *(ring.end for ring in record.rang)}
    shown = _shown(rows)
    return Timeline(record.at, end, shown, tuple(sorted(times)), len(rows) - len(shown))


def _shown(rows: list[Row]) -> tuple[Row, ...]:
    """Choose the rows that are shown where there are too many: whoever took the call, and the first of the others."""
    if len(rows) <= MOST_ROWS:
        return tuple(rows)
    takers = {place for place, row in enumerate(rows) if _talks(row)}
    kept = sorted(range(len(rows)), key=lambda place: (place not in takers, place))[:MOST_ROWS]
    return tuple(rows[place] for place in sorted(kept))


def _rows(record: CallRecord) -> list[Row]:
    names = names_of(record)
    lanes: list[tuple[str, list[Ring]]] = []
    by_target: dict[str, list[list[Ring]]] = {}
    for ring in record.rang:
        own = by_target.setdefault(ring.target, [])
        lane = next((lane for lane in own if lane[-1].end <= ring.start), None)
        if lane is None:
            lane = []
            own.append(lane)
            lanes.append((ring.target, lane))
        lane.append(ring)
    rows = [_row(record, printable(names.get(target, "")), printable(target), lane) for target, lane in lanes]
    if rows and record.answered_at is not None and not any(_talks(row) for row in rows):
        rows.append(taker_row(record, record.answered_at))
    return rows


def _talks(row: Row) -> bool:
    return any(bar.kind == "talking" for bar in row.bars)


def _row(record: CallRecord, name: str, number: str, rings: list[Ring]) -> Row:
    names = dict.fromkeys(device.name for ring in rings for device in ring.devices)
    devices = (Lane(printable(name), *_done(record, list(_on_device(name, rings)))) for name in names)
    return Row(name, number, *_done(record, rings), tuple(devices))


def _on_device(name: str, rings: Iterable[Ring]) -> Iterator[Ring]:
    """What the device called *name* did in each of its line's *rings*, as if it were a phone of its own."""
    for ring in rings:
        answered = sum(device.result == "answered" for device in ring.devices)
        for device in ring.devices:
            if device.name == name:
                undecided = answered > 1 and device.result == "answered"
                yield ring._replace(end=device.end, result="" if undecided else device.result)


def _done(record: CallRecord, rings: Iterable[Ring]) -> tuple[tuple[Bar, ...], str]:
    """The bars of *rings*, and all of it in words."""
    bars = []
    words: dict[str, int] = {}
    for ring in rings:
        bars.append(Bar(ring.start, ring.end, "ringing" if rang(ring) else "refused", ring.result))
        word = _WORDS.get(ring.result, printable(ring.result))
        if ring.result == "answered":
            talked = _talk_ends(record, ring.target, ring.end)
            bars.append(Bar(ring.end, talked, "talking"))
            carrier = record.outcome is Outcome.CARRIER_VOICEMAIL and ring.target == record.by
            word = f"{'voicemail,' if carrier else 'answers, talks'} {seconds(talked - ring.end)}"
        words[word] = words.get(word, 0) + 1
    told = [word if count == 1 else f"{word} ({count} times)" for word, count in words.items() if word]
    return tuple(bars), ", ".join(told)


def _talk_ends(record: CallRecord, target: str, since: float) -> float:
    """When *target*, in the conversation *since* then, is out of it: at its end, or where they pass it on."""
    passed_on = (
        transfer.at
        for transfer in record.transfers
        if transfer.by == target and transfer.at >= since and (transfer.kind == "blind" or is_taken(transfer))
    )
    return min(next(passed_on, record.ended_at), record.ended_at)


def taker_row(record: CallRecord, at: float) -> Row:
    """Lay out what took the call without having rung: a mailbox, a conference, somebody who picked it up."""
    by = record.by or ""
    name = printable(names_of(record).get(by, ""))
    what, does = _TAKERS.get(record.outcome, ("", "picks up, talks"))
    number = f"{what}{printable(by)}"
    ends = _talk_ends(record, by, at)
    return Row(name, number, (Bar(at, ends, "talking"),), f"{does} {seconds(ends - at)}")
