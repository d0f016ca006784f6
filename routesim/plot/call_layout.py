"""A call on a time axis, laid out: rows for phones and what took the call, windows behind them, stages above."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from routesim.graph.routing_graph import RoutingGraph
from routesim.plot.stages import Stage, stages
from routesim.plot.windows import Deadline, Window, deadlines, windows
from routesim.result.records import CallRecord, Outcome
from routesim.result.timeline import MOST_ROWS, Bar, Row, taker_row, timeline
from routesim.result.typography import printable
from routesim.result.words import names_of

_MOST_BEYOND = 3.0
"""How much longer than the ringing the axis may get so that windows are shown to their ends."""
MOST_WINDOWS = 500
"""So many windows are looked at: a call may go round in circles for days."""
_MESSAGE = frozenset({Outcome.VOICEMAIL, Outcome.CARRIER_VOICEMAIL})


class Spot(NamedTuple):
    """A row, or one of its phone's devices, by their places."""

    row: int
    device: int | None = None


class Stop(NamedTuple):
    """At *at* what happens at *by* (None: the caller does it) silences what is *stopped*."""

    at: float
    by: Spot | None
    stopped: tuple[Spot, ...]


class CallLayout(NamedTuple):
    """What the picture of a call shows, from *begin* to *end*; *windows* and *stops* name rows by place.

    The axis may end before a bar does: then the bar goes on.
    """

    begin: float
    end: float
    rows: tuple[Row, ...]
    windows: tuple[tuple[int, Window], ...]
    stages: tuple[Stage, ...]
    stops: tuple[Stop, ...]
    deadlines: tuple[Deadline, ...]
    instants: tuple[float, ...]
    hidden: int
    takes_message: bool


def lay_out_call(record: CallRecord, graph: RoutingGraph | None) -> CallLayout:
    """Lay out *record*'s call; without the *graph* of its phone system there are no windows."""
    drawn = timeline(record)
    found = () if graph is None else windows(record, graph)[:MOST_WINDOWS]
    told = drawn.rows
    if not told and record.answered_at is not None:
        told = (taker_row(record, record.answered_at),)
    latest = max((window.end for window in found), default=drawn.end)
    end = max(drawn.end, min(latest, record.at + (drawn.end - record.at) * _MOST_BEYOND))
    rows, placed = _with_silent(record, told, tuple(window for window in found if window.start < end))
    limits = () if graph is None else _limits(record, graph, end)
    starts = {window.start for _, window in placed} | {window.end for _, window in placed}
    instants = sorted({*drawn.ticks, *(at for at in starts if at <= end), *(limit.at for limit in limits)})
    stops = _stops(record, rows)
    takes_message = record.outcome in _MESSAGE
    places = tuple(stages(record))
    return CallLayout(record.at, end, rows, placed, places, stops, limits, tuple(instants), drawn.hidden, takes_message)


def _limits(record: CallRecord, graph: RoutingGraph, end: float) -> tuple[Deadline, ...]:
    """The deadlines up to *end*; of a call that was passed on, those before its answer: what came then is another."""
    last = record.answered_at if record.transfers and record.answered_at is not None else end
    return tuple(limit for limit in deadlines(record, graph) if limit.at <= last)


def _with_silent(
    record: CallRecord, rows: tuple[Row, ...], found: tuple[Window, ...]
) -> tuple[tuple[Row, ...], tuple[tuple[int, Window], ...]]:
    """The rows with those of phones whose window never began, and each window with the place of its row."""
    names = names_of(record)
    numbers = {row.number for row in rows}
    silent = [window.target for window in found if printable(window.target) not in numbers]
    fresh = [Row(printable(names.get(one, "")), printable(one), (), "does not ring") for one in dict.fromkeys(silent)]
    fresh = fresh[: max(0, MOST_ROWS - len(rows))]
    phones = sum(_is_phone(row) for row in rows)
    complete = (*rows[:phones], *fresh, *rows[phones:])
    shown = {row.number for row in complete}
    placed = tuple((_place(complete, window), window) for window in found if printable(window.target) in shown)
    return complete, placed


def _is_phone(row: Row) -> bool:
    return any(bar.kind != "talking" for bar in row.bars)


def _place(rows: tuple[Row, ...], window: Window) -> int:
    """The row of a window: of the phone's rows that in which it rang then, or else the first."""
    own = [place for place, row in enumerate(rows) if row.number == printable(window.target)]
    rang = [place for place in own if any(window.start <= bar.start < window.end for bar in rows[place].bars)]
    return (rang or own)[0]


def spots(row: Row) -> Iterator[tuple[int | None, tuple[Bar, ...]]]:
    """Where the bars of *row* stand: by its devices, or across them (None) where the rules do not say which."""
    for device, lane in enumerate(row.devices):
        yield device, lane.bars
    decided = {bar for lane in row.devices for bar in lane.bars if bar.kind == "talking"}
    rest = tuple(bar for bar in row.bars if not row.devices or (bar.kind == "talking" and bar not in decided))
    if rest:
        yield None, rest


def _stops(record: CallRecord, rows: tuple[Row, ...]) -> tuple[Stop, ...]:
    """Who silenced whom: an answer, a mailbox or the caller."""
    stopped: dict[float, list[Spot]] = {}
    takers: dict[float, Spot] = {}
    for place, row in enumerate(rows):
        for device, bars in spots(row):
            for bar in bars:
                if bar.kind == "talking":
                    takers.setdefault(bar.start, Spot(place, device))
                elif bar.kind == "ringing" and bar.result in ("cancelled", "picked_up"):
                    stopped.setdefault(bar.end, []).append(Spot(place, device))
    return tuple(Stop(at, takers.get(at), tuple(silent)) for at, silent in stopped.items())
