"""Simulations for notebooks: the same tables as on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat

from routesim.result.markup import FONT, WARN, line, safe
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

_NAME = "text-align:left;border:0;padding:1px 14px 1px 0;background:none"
_FIGURE = "text-align:right;border:0;padding:1px 0 1px 18px;background:none;white-space:nowrap"


def simulation_html(simulation: Simulation) -> str:
    """Tell *simulation* as an HTML fragment."""
    return f'<div style="{FONT}">{"".join(_parts(simulation))}</div>'


def _parts(simulation: Simulation) -> Iterator[str]:
    yield line(title_words(simulation), "font-weight:600;font-size:15px")
    yield from (line(sentence, "opacity:.7") for sentence in introduction(simulation))
    yield from (line(remark, f"color:{WARN}") for remark in simulation.remarks)
    yield line(f"{ending_words(simulation)} {load_words(simulation)}".strip(), "margin-top:6px")
    yield from map(table_html, tables(simulation))
    if simulation.draft is not None:
        yield changes_html(simulation)
        yield line(no_change_words(simulation), "opacity:.7")


def changes_html(simulation: Simulation) -> str:
    """What a draft changes, in tables; nothing where no change is shown."""
    found = "".join(map(table_html, change_tables(simulation)))
    return line(WITH_DRAFT, "font-weight:600;margin-top:8px") + found if found else ""


def table_html(table: Table) -> str:
    """A table, names to the left, figures to the right."""
    head = _row("th", table.headings, table.names)
    rows = "".join(_row("td", row, table.names) for row in table.rows)
    rest = line(table.left_out, "opacity:.7") if table.left_out else ""
    style = "border-collapse:collapse;margin-top:8px"
    return f'<table style="{style}"><thead>{head}</thead><tbody>{rows}</tbody></table>{rest}'


def _row(tag: str, cells: Sequence[str], names: int) -> str:
    styles = (_NAME if place < names else _FIGURE for place in range(len(cells)))
    return f"<tr>{''.join(map(_cell, repeat(tag), cells, styles))}</tr>"


def _cell(tag: str, text: str, style: str) -> str:
    return f'<{tag} style="{style}">{safe(text)}</{tag}>'
