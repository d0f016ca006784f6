"""Simulations as JSON, CSV and data frames: a row a figure; the columns stay when there is no row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from json import JSONEncoder
from typing import Any

from routesim.result.simulation import Change, Figure, Simulation, TableName
from routesim.result.tables import Cell, csv_cell, frame

_ENCODE = JSONEncoder(allow_nan=False).encode


def json_lines(simulation: Simulation) -> Iterator[str]:
    """Write *simulation* as JSON, a line a figure: to be read, and to be compared line by line."""
    laid_out = simulation.to_dict()
    lists = {key: laid_out.pop(key) for key in ("rows", "compare")}
    yield "{"
    for key, value in laid_out.items():
        yield f"  {_ENCODE(key)}: {_ENCODE(value)},"
    for key, rows in lists.items():
        comma = "," if key == "rows" else ""
        if not rows:
            yield f"  {_ENCODE(key)}: []{comma}"
            continue
        yield f"  {_ENCODE(key)}: ["
        yield from (f"    {_ENCODE(row)}," for row in rows[:-1])
        yield f"    {_ENCODE(rows[-1])}"
        yield f"  ]{comma}"
    yield "}"


def _table(simulation: Simulation, table: TableName) -> tuple[Sequence[str], Iterable[Sequence[Cell]]]:
    match table:
        case "rows":
            return Figure._fields, simulation.rows
        case "compare":
            return Change._fields, simulation.compare
    return (*Figure._fields, "difference", "difference_low", "difference_high", *Change._fields[6:]), _beside(
        simulation
    )


def _beside(simulation: Simulation) -> Iterator[Sequence[Cell]]:
    """Every figure with its difference; at the end, the differences of what occurs with the draft only."""
    changes = {change[:3]: change[3:] for change in simulation.compare}
    none: Sequence[Cell] = (None,) * len(Change._fields[3:])
    for row in simulation.rows:
        yield (*row, *changes.pop(row[:3], none))
    for key, change in changes.items():
        yield (*key, *(None,) * len(Figure._fields[3:]), *change)


def csv_lines(simulation: Simulation, table: TableName = "rows") -> Iterator[str]:
    """Write a table as CSV (RFC 4180), line after line, each with its CRLF."""
    columns, rows = _table(simulation, table)
    yield ",".join(columns) + "\r\n"
    for row in rows:
        yield ",".join(map(csv_cell, row)) + "\r\n"


def data_frame(simulation: Simulation, table: TableName = "rows") -> Any:
    """Make a `pandas.DataFrame` of a table. Raises MissingExtra where pandas is not installed."""
    columns, rows = _table(simulation, table)
    return frame(columns, rows)
