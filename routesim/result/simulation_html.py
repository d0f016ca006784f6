"""Simulations for notebooks: the same tables as on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from routesim.result.markup import FONT, WARN, line, safe
from routesim.result.simulation import Simulation
from routesim.result.simulation_words import (
    WITH_DRAFT,
    Table,
    change_tables,
    ending_words,
    introduction,
    no_change_words,
    tables,
    title_words,
)

_NAME = "text-align:left;border:0;padding:1px 14px 1px 0;background:none"
_FIGURE = "text-align:right;border:0;padding:1px 0 1px 18px;background:none;white-space:nowrap"


def simulation_html(simulation: Simulation) -> str:
    """Tell *simulation* as an HTML fragment."""
    return f'<div style="{FONT}">{"".join(_parts(simulation))}</div>'


def _parts(simulation: Simulation) -> Iterator[str]:
    yield line(title_words(simulation), "font-weight:600;font-size:15px")
    yield from (line(sentence, "opacity:.7") for sentence in introduction(simulation))
    yield from (line(remark, f"color:{WARN}") for remark in simulation.remarks)
    yield line(ending_words(simulation), "margin-top:6px")
    yield from map(_table, tables(simulation))
    if simulation.draft is not None:
        yield line(WITH_DRAFT, "font-weight:600;margin-top:8px")
        yield from map(_table, change_tables(simulation))
        yield line(no_change_words(simulation), "opacity:.7")


def _table(table: Table) -> str:
    head = "".join(_cell("th", cell, place) for place, cell in enumerate(table.headings))
    rows = "".join(
        f"<tr>{''.join(_cell('td', cell, place) for place, cell in enumerate(row))}</tr>" for row in table.rows
    )
    rest = line(table.left_out, "opacity:.7") if table.left_out else ""
    style = "border-collapse:collapse;margin-top:8px"
    return f'<table style="{style}"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{rest}'


def _cell(tag: str, text: str, place: int) -> str:
    style = _FIGURE if place else _NAME
    return f'<{tag} style="{style}">{safe(text)}</{tag}>'
