"""A queue's report as text: a line an event, then what it comes to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from routesim.console.queue_events import Period, ReportRow
from routesim.console.queue_figures import QueueFigures
from routesim.console.queue_report import QueueReport
from routesim.result.clock import grouped, long_date, seconds, time_of_day, wall, zone_name
from routesim.result.painting import NARROWEST, Painter, plain
from routesim.result.typography import columns, listing, pad, printable, shorten, wrap

_HEADS = ("at", "event", "caller", "agent", "call", "queue")
_QUEUE = _HEADS.index("queue")
_GAP = "  "
_SHRINKS = ((4, 12), (1, 25), (5, 8), (3, 14), (1, 20), (2, 12), (4, 6), (3, 6), (2, 8), (1, 12))
"""The columns that give way in a narrow table, in turn, and how narrow each may get."""
_LONGEST_NAME = 40


def report_lines(report: QueueReport, width: int, paint: Painter = plain) -> Iterator[str]:
    """Write *report* in lines of at most *width* columns (60 at least)."""
    width = max(NARROWEST, width)
    yield from (paint("title", line) for line in wrap(_title(report), width))
    yield from (paint("faint", line) for line in wrap(_when(report), width))
    yield ""
    if report.rows:
        yield from _table(report, width, paint)
    else:
        yield "No events."
    for counted in report.figures:
        yield ""
        yield from _figures(counted, report.period, width, paint)


def _title(report: QueueReport) -> str:
    queues = [f"{_name(queue.name)} ({queue.extension})" for queue in report.queues]
    what = f"Queue{'s' if len(queues) != 1 else ''} {listing(queues)}" if queues else "No queue"
    return f"{what} of {_name(report.scene.pbx)}: {grouped(len(report.rows), 'event')}"


def _when(report: QueueReport) -> str:
    zone = zone_name(report.scene)
    start, end = report.period
    since = "" if start is None else f"from {_instant(start)}"
    until = "" if end is None else f"before {_instant(end)}"
    period = " ".join(filter(None, (since, until))) or f"calls from {_instant(report.scene.start)}"
    types = f"only {listing((f'`{name}`' for name in report.types), most=13)}" if report.types else ""
    return ", ".join(filter(None, (period, zone, types)))


def _instant(instant: datetime) -> str:
    return f"{long_date(instant)} {time_of_day(instant)}"


def _table(report: QueueReport, width: int, paint: Painter) -> Iterator[str]:
    """A line an event; a date goes before the first event of another day. One queue needs no column."""
    shown = len(_HEADS) if len(report.queues) > 1 else _QUEUE
    instants = [wall(report.scene, row.at) for row in report.rows]
    rows = [_cells(row, instant)[:shown] for row, instant in zip(report.rows, instants, strict=True)]
    widths = _widths([_HEADS[:shown], *rows], width - 2)
    yield paint("faint", f"  {_line(_HEADS[:shown], widths)}")
    day = (report.period.start or report.scene.start).date()
    for instant, row in zip(instants, rows, strict=True):
        if instant.date() != day:
            day = instant.date()
            yield paint("faint", f"  {long_date(instant)}")
        yield f"  {_line(row, widths)}"


def _cells(row: ReportRow, instant: datetime) -> tuple[str, ...]:
    agent = "" if row.agent is None else printable(f"{row.agent} {row.agent_name or ''}".rstrip())
    return (
        time_of_day(instant),
        row.type,
        printable(row.caller or ""),
        agent,
        printable(row.call or ""),
        _name(row.queue_name),
    )


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """As wide as the content needs, but together no more than *width* where that can be."""
    widths = [max(map(columns, column)) for column in zip(*rows, strict=True)]
    for place, least in _SHRINKS:
        over = sum(widths) + len(_GAP) * (len(widths) - 1) - width
        if place < len(widths) and over > 0:
            widths[place] = max(min(least, widths[place]), widths[place] - over)
    return widths


def _line(row: Sequence[str], widths: list[int]) -> str:
    return _GAP.join(pad(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _figures(counted: QueueFigures, period: Period, width: int, paint: Painter) -> Iterator[str]:
    who = "" if period == Period() else ": callers who joined in this period"
    yield from (paint("title", line) for line in wrap(f"{_name(counted.name)} ({counted.queue}){who}", width))
    for word, style, count in (
        ("callers", "title", counted.offered),
        ("answered", "good", counted.answered),
        ("caller quit", "warn", counted.abandoned),
        ("timed out", "warn", counted.timed_out),
        ("no agent", "warn", counted.no_agent),
    ):
        share = f"  {100 * count / counted.offered:5.1f} %" if counted.offered and word != "callers" else ""
        line = f"  {word:<12}{count:>7,}{share}"
        yield paint(style, line) if count else line
    if counted.mean_wait is not None and counted.longest_wait is not None:
        mean = seconds(round(counted.mean_wait, 1))
        yield f"  waited      {mean} on average, {seconds(counted.longest_wait)} at most"
    if counted.agents:
        yield from _agents(counted, paint)


def _agents(counted: QueueFigures, paint: Painter) -> Iterator[str]:
    names = [
        f"{_name(agent.name)} ({agent.agent})" if agent.name else printable(agent.agent) for agent in counted.agents
    ]
    widest = max(*map(columns, names), len("agent"))
    yield paint("faint", f"  {pad('agent', widest)}  answered   missed")
    for name, agent in zip(names, counted.agents, strict=True):
        yield f"  {pad(name, widest)}  {agent.answered:>8,} {agent.missed:>8,}"


def _name(name: str) -> str:
    return shorten(printable(name), _LONGEST_NAME)
