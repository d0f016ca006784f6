"""A queue's report: what happened in it, event by event, and figures; as data, CSV and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from json import JSONEncoder
from typing import Any

from routesim.console.queue_events import Period, ReportRow, report_row
from routesim.console.queue_figures import QueueFigures, figures
from routesim.model.queue import Queue
from routesim.model.system import PhoneSystem
from routesim.result.clock import wall
from routesim.result.records import Play, Scene
from routesim.result.tables import csv_cell

_ENCODE = JSONEncoder(allow_nan=False).encode


@dataclass(frozen=True)
class QueueReport:
    """Events and figures of *queues*.

    *rows* are the events within *period* whose type is one of *types* (any, if there are none); *figures* count every
    caller who joined within the period, whatever the types.
    """

    scene: Scene
    queues: tuple[Queue, ...]
    period: Period
    types: tuple[str, ...]
    rows: tuple[ReportRow, ...]
    figures: tuple[QueueFigures, ...]


def queue_report(
    system: PhoneSystem, play: Play, queues: tuple[Queue, ...], period: Period, types: tuple[str, ...]
) -> QueueReport:
    """Report what *play*, of calls on *system*, tells of *queues*."""
    names = {queue.extension: queue.name for queue in queues}
    records = {record.id: record for record in play.calls}
    events = [(wall(play.scene, event.at), event) for event in play.queue_events if event.queue in names]
    rows = tuple(
        report_row(instant, event, names[event.queue], records.get(event.call or ""), play)
        for instant, event in events
        if period.covers(instant) and (not types or event.type in types)
    )
    counted = tuple(figures(system, queue, events, period) for queue in queues)
    return QueueReport(play.scene, queues, period, types, rows, counted)


def report_csv(report: QueueReport) -> Iterator[str]:
    """Write the events as CSV (RFC 4180), line after line, each with its CRLF; nothing in it becomes a formula."""
    yield ",".join(ReportRow._fields) + "\r\n"
    for row in report.rows:
        yield ",".join(map(csv_cell, row)) + "\r\n"


def report_json(report: QueueReport) -> Iterator[str]:
    """Write the report as JSON, a line an event and a line a queue, each with its line end; ASCII only."""
    start, end = report.period
    head = {
        "pbx": report.scene.pbx,
        "start": report.scene.start.isoformat(),
        "from": None if start is None else start.isoformat(),
        "to": None if end is None else end.isoformat(),
        "types": list(report.types),
    }
    yield "{\n" + "".join(f"  {_ENCODE(key)}: {_ENCODE(value)},\n" for key, value in head.items())
    yield from _list("events", [row._asdict() for row in report.rows], ",\n")
    yield from _list("queues", [_figures_record(counted) for counted in report.figures], "\n")
    yield "}\n"


def _figures_record(counted: QueueFigures) -> dict[str, Any]:
    return {**counted._asdict(), "agents": [agent._asdict() for agent in counted.agents]}


def _list(key: str, records: list[dict[str, Any]], tail: str) -> Iterator[str]:
    yield f"  {_ENCODE(key)}: ["
    for place, record in enumerate(records):
        yield f"{',' if place else ''}\n    {_ENCODE(record)}"
    yield ("\n  ]" if records else "]") + tail
