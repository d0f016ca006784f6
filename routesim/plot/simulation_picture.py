"""The picture of a simulation: the hours of the week, then numbers, queues and users as tables of bars."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from routesim.plot.figure_table import ENDS, WAIT, FigureTable, Row
from routesim.plot.hours_panels import WAIT_KEY, draw_hours, height
from routesim.plot.lettering import drawable, fit, fold
from routesim.plot.outcome_look import draw_key, key_lines, outcome_key
from routesim.plot.palette import FAINT
from routesim.plot.scale import Measure
from routesim.plot.sheet import Sheet
from routesim.result.simulation import Figure, Simulation
from routesim.result.simulation_words import TITLES, busiest, introduction, name_words, subjects, title_words

MARGIN = 18.0
WIDE = 560.0
HEADING = 48.0
MOST_ROWS = 15
"""Of a table."""
_BETWEEN = 18.0
KINDS = ("hour", "number", "queue", "user")
Figures = Mapping[str, Figure]


def draw_simulation(simulation: Simulation, kinds: Collection[str] = KINDS) -> Sheet | None:
    """Draw what there is to tell of *kinds*; None where that is nothing."""
    hours = subjects(simulation, "hour") if "hour" in kinds else {}
    tables = [*_tables(simulation, kinds)]
    if not hours and not tables:
        return None
    key = [*outcome_key([*hours.values(), *(row.figures for table in tables for row in table.rows)])]
    key += WAIT_KEY
    lines = key_lines(key, WIDE - 2 * MARGIN)
    top = MARGIN + HEADING + 13.0 * lines
    bottom = top + (height() if hours else 0.0) + sum(table.height + _BETWEEN for table in tables)
    sheet = Sheet(WIDE, bottom + MARGIN - 4)
    draw_heading(sheet, title_words(simulation), subtitle_words(simulation))
    draw_key(sheet, key, MARGIN, MARGIN + HEADING, WIDE - MARGIN)
    if hours:
        draw_hours(sheet, hours, MARGIN, top, WIDE - MARGIN, simulation.service_level)
        top += height() + _BETWEEN / 2
    for table in tables:
        table.draw(sheet, MARGIN, top, WIDE - MARGIN)
        top += table.height + _BETWEEN
    return sheet


def subtitle_words(simulation: Simulation) -> str:
    """What to know in order to read the picture."""
    first = next(introduction(simulation))
    return first if simulation.replications < 2 else f"{first} Means, with 95% confidence intervals as lines."


def draw_heading(sheet: Sheet, title: str, subtitle: str) -> None:
    """Write what a picture is about."""
    most = WIDE - 2 * MARGIN
    sheet.text(MARGIN, MARGIN + 4, fit(drawable(title), most, 13, bold=True), 13, bold=True, name="title")
    for place, line in enumerate(fold(subtitle, most, 8, lines=2)):
        sheet.text(MARGIN, MARGIN + 20 + 11 * place, line, 8, colour=FAINT, name=f"subtitle-{place}")


def _tables(simulation: Simulation, kinds: Collection[str]) -> Iterator[FigureTable]:
    system = subjects(simulation, "system")
    for kind in ("number", "queue", "user"):
        everybody = subjects(simulation, kind) if kind in kinds else {}
        names = busiest(everybody, MOST_ROWS)
        rows = [Row(name_words(simulation, kind, name), everybody[name]) for name in names]
        if kind == "number" and len(rows) > 1:
            rows = [*(Row("All calls", figures) for figures in system.values()), *rows]
        left = len(everybody) - len(names)
        if rows:
            told = f"and {left:,} more, less busy" if left else ""
            yield FigureTable(kind, TITLES[kind], _measures(simulation, kind), rows, told)


def _measures(simulation: Simulation, kind: str) -> list[Measure]:
    calls, ends, wait = Measure("calls", "calls"), Measure("how they end", ENDS), Measure("95% wait, s", WAIT)
    served = Measure(f"in {simulation.service_level:g} s, %", "service_level")
    occupied, talking = Measure("occupied, %", "occupancy"), Measure("talking", "in_progress")
    if kind == "user":
        return [calls, ends, occupied, talking, wait]
    return [calls, ends, served, wait, occupied if kind == "queue" else Measure("in progress", "in_progress")]
