"""Records as flat tables: CSV for a spreadsheet, a data frame for pandas; the columns stay when there is no row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from typing import Any, Final, Literal, NamedTuple

from routesim.errors import MissingExtra
from routesim.result.clock import wall
from routesim.result.records import CallRecord, Play, Ring
from routesim.result.typography import printable

Cell = str | float | bool | None
TableName = Literal["calls", "rings"]

_QUOTED = re.compile(r'[",;\r\n]')
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")  # noqa: RUF001 - spreadsheets read the full-width signs, too
_NUMBER = re.compile(r"\+?[0-9]+(?: \+?[0-9]+)*")


_RING_COLUMNS: Final = 8
"""What follows is for stories and pictures only."""


class Table(NamedTuple):
    """The columns of a table, and its rows for a call."""

    columns: tuple[str, ...]
    rows: Callable[[CallRecord], Iterator[tuple[Cell, ...]]]


def _call_row(record: CallRecord) -> Iterator[tuple[Cell, ...]]:
    scene, expectation = record.scene, record.expectation
    yield (
        record.id,
        record.from_,
        record.to,
        record.at,
        "" if scene is None else wall(scene, record.at).isoformat(),
        record.outcome.value,
        record.by,
        record.reason,
        record.answered_at,
        record.ended_at,
        record.waited,
        record.talked,
        record.caller_id,
        record.recorded,
        " ".join(ring.target for ring in record.rang),
        record.path[-1] if record.path else None,
        record.notified,
        None if expectation is None else expectation.met,
        None if expectation is None else "; ".join(expectation.failures),
    )


def _ring_rows(record: CallRecord) -> Iterator[tuple[Cell, ...]]:
    for ring in record.rang:
        yield (record.id, *ring[:_RING_COLUMNS])


TABLES: dict[str, Table] = {
    "calls": Table(
        (
            "id",
            "from",
            "to",
            "at",
            "wall_clock",
            "outcome",
            "by",
            "reason",
            "answered_at",
            "ended_at",
            "waited",
            "talked",
            "caller_id",
            "recorded",
            "rang",
            "last_node",
            "notified",
            "expectation_met",
            "failures",
        ),
        _call_row,
    ),
    "rings": Table(("call", *Ring._fields[:_RING_COLUMNS]), _ring_rows),
}
"""The tables of a play: a row a call, a row a ring."""


def csv_lines(play: Play, table: TableName = "calls") -> Iterator[str]:
    """Write a table as CSV (RFC 4180), line after line, each with its CRLF.

    Text that a spreadsheet would take for a formula stands behind an apostrophe; phone numbers stay as they are.
    """
    columns, rows = TABLES[table]
    yield ",".join(columns) + "\r\n"
    for record in play.calls:
        for row in rows(record):
            yield ",".join(map(csv_cell, row)) + "\r\n"


def csv_cell(value: Cell) -> str:
    """Write a value as a cell of CSV: quoted where it must be, nothing that a spreadsheet would take for a formula."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value).lower() if isinstance(value, bool) else repr(value)
    text = printable(value)
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        text = f"'{text}"
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def data_frame(play: Play, table: TableName = "calls") -> Any:
    """Make a `pandas.DataFrame` of a table. Raises MissingExtra where pandas is not installed."""
    columns, rows = TABLES[table]
    return frame(columns, (row for record in play.calls for row in rows(record)))


def frame(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Any:
    """Make a `pandas.DataFrame` of *rows*. Raises MissingExtra where pandas is not installed."""
    try:
        pandas = import_module("pandas")
    except ImportError:
        raise MissingExtra("A data frame", "data") from None
    return pandas.DataFrame([*rows], columns=[*columns])
