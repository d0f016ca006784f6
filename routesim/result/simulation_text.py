"""Simulations for a terminal: a table for each kind of figure, means beside half the width of their intervals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from routesim.result.painting import NARROWEST, WIDTH, Painter, plain
from routesim.result.simulation import Simulation
from routesim.result.simulation_words import (
    WITH_DRAFT,
    Table,
    change_tables,
    ending_words,
    introduction,
    load_words,
    no_change_words,
    tables,
    title_words,
)
from routesim.result.typography import columns, listing, pad, wrap

_GAP = "  "
_NAME = 16
LEAST = 30
"""How many columns it takes at least."""


def simulation_lines(simulation: Simulation, width: int = WIDTH, paint: Painter = plain) -> Iterator[str]:
    """Tell *simulation* in lines of at most *width* columns (30 at least)."""
    width = max(LEAST, width)
    yield from (paint("title", line) for line in wrap(title_words(simulation), width))
    for sentence in introduction(simulation):
        yield from (paint("faint", line) for line in wrap(sentence, width))
    for remark in simulation.remarks:
        yield from (paint("warn", line) for line in wrap(f"! {remark}", width))
    yield ""
    yield from wrap(f"{ending_words(simulation)} {load_words(simulation)}".strip(), width)
    for table in tables(simulation):
        yield ""
        yield from table_lines(table, width, paint)
    if simulation.draft is not None:
        yield ""
        yield from _changes(simulation, width, paint)


def table_lines(table: Table, width: int, paint: Painter) -> Iterator[str]:
    """A row on a line, columns that do not fit left out; on a narrow screen (under 60) a row on several, with all."""
    if width < NARROWEST:
        yield from _stacked(table, width, paint)
    else:
        yield from _side_by_side(table, width, paint)
    if table.left_out:
        yield from (paint("faint", line) for line in wrap(table.left_out, width))


def _side_by_side(table: Table, width: int, paint: Painter) -> Iterator[str]:
    """Names to the left, as wide as is left for them; figures to the right."""
    widths = _widths(table)
    names = table.names
    widths[:names] = [min(wide, max(_NAME, width // (names + 2))) for wide in widths[:names]]
    fitting, used = names, sum(widths[:names]) + len(_GAP) * (names - 1)
    while fitting < len(widths) and used + len(_GAP) + widths[fitting] <= width:
        used += len(_GAP) + widths[fitting]
        fitting += 1
    for place, row in enumerate([table.headings, *table.rows]):
        aligns = ["<"] * names + [">"] * (fitting - names)
        line = _GAP.join(map(pad, row[:fitting], widths, aligns)).rstrip()
        yield paint("faint", line) if place == 0 else line
    if fitting < len(widths) and width < WIDTH:
        yield from (paint("faint", line) for line in wrap(f"no room for {listing(table.headings[fitting:])}", width))


def _widths(table: Table) -> list[int]:
    return [
        max(columns(heading), *(columns(row[place]) for row in table.rows))
        for place, heading in enumerate(table.headings)
    ]


def _stacked(table: Table, width: int, paint: Painter) -> Iterator[str]:
    """Names on lines of their own; beneath each the figures, in columns of one width, on as many lines as it takes."""
    wide = max(_widths(table)[table.names :])
    many = max(1, width // (wide + len(_GAP)))
    for place, row in enumerate([table.headings, *table.rows]):
        style = "faint" if place == 0 else "title"
        yield from (paint(style, line) for line in wrap(", ".join(row[: table.names]), width) if line)
        for line in _lines(row[table.names :], many, wide):
            yield paint("faint", line) if place == 0 else line


def _lines(cells: Sequence[str], many: int, wide: int) -> Iterator[str]:
    for first in range(0, len(cells), many):
        yield "".join(_GAP + pad(cell, wide, ">") for cell in cells[first : first + many])


def _changes(simulation: Simulation, width: int, paint: Painter) -> Iterator[str]:
    found = [*change_tables(simulation)]
    if found:
        yield from (paint("title", line) for line in wrap(WITH_DRAFT, width))
    for table in found:
        yield ""
        yield from table_lines(table, width, paint)
    if found:
        yield ""
    yield from (paint("faint", line) for line in wrap(no_change_words(simulation), width))
