"""Simulations for a terminal: a table for each kind of figure, means beside half the width of their intervals."""

from __future__ import annotations

from collections.abc import Iterator

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
from routesim.result.typography import columns, pad, wrap

_GAP = "  "


def simulation_lines(simulation: Simulation, width: int = WIDTH, paint: Painter = plain) -> Iterator[str]:
    """Tell *simulation* in lines of at most *width* columns (60 at least)."""
    width = max(NARROWEST, width)
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
    """Names to the left, as wide as is left for them; figures to the right, columns that do not fit left out."""
    widths = [
        max(columns(heading), *(columns(row[place]) for row in table.rows))
        for place, heading in enumerate(table.headings)
    ]
    names = table.names
    widths[:names] = [min(wide, max(16, width // (names + 2))) for wide in widths[:names]]
    fitting, used = names, sum(widths[:names]) + len(_GAP) * (names - 1)
    while fitting < len(widths) and used + len(_GAP) + widths[fitting] <= width:
        used += len(_GAP) + widths[fitting]
        fitting += 1
    for place, row in enumerate([table.headings, *table.rows]):
        aligns = ["<"] * names + [">"] * (fitting - names)
        line = _GAP.join(map(pad, row[:fitting], widths, aligns)).rstrip()
        yield paint("faint", line) if place == 0 else line
    if table.left_out:
        yield paint("faint", table.left_out)


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
