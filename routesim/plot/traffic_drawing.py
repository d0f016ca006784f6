"""From what simulating has found to a `Picture`."""

from __future__ import annotations

from collections.abc import Iterator

from routesim.errors import UnusableInput
from routesim.plot.change_table import change_words, draw_changes
from routesim.plot.picture import Picture
from routesim.plot.simulation_picture import KINDS, MOST_ROWS, draw_simulation
from routesim.plot.staffing_picture import draw_staffing
from routesim.plot.sweep_picture import draw_sweep
from routesim.result.painting import plain
from routesim.result.simulation import Part, Simulation
from routesim.result.simulation_text import table_lines
from routesim.result.simulation_words import TITLES, tables, title_words
from routesim.result.sweep import Staffing, Sweep
from routesim.result.sweep_words import ALL_CALLS, staffing_words, subjects_told


def simulation_picture(simulation: Simulation, what: Part = "rows") -> Picture:
    """Draw the figures of *simulation*: all, those of a kind (`hour`, `number`, ...), or the differences (`compare`).

    Raises UnusableInput where there is nothing to draw.
    """
    if what not in (parts := ("rows", "compare", *KINDS)):
        raise UnusableInput(f"`{what}` is no part of a simulation, expected {', '.join(parts[:-1])} or {parts[-1]}")
    if what == "compare":
        changed = draw_changes(simulation)
        if changed is None:
            raise UnusableInput(f"{simulation.pbx}: no draft to compare it with, there is nothing to draw")
        return Picture(changed.figure, f"{change_words(simulation)}\n\n{simulation}")
    sheet = draw_simulation(simulation, KINDS if what == "rows" else (what,))
    if sheet is None:
        raise UnusableInput(f"{simulation.pbx}: no calls that count, there is nothing to draw")
    return Picture(sheet.figure, str(simulation) if what == "rows" else "\n".join(_told(simulation, what)))


def _told(simulation: Simulation, kind: str) -> Iterator[str]:
    """The table of a kind, in words."""
    yield title_words(simulation)
    for table in tables(simulation, MOST_ROWS):
        if table.headings[0] == TITLES[kind]:
            yield ""
            yield from table_lines(table, 200, plain)


def sweep_picture(sweep: Sweep, queue: str | None = None) -> Picture:
    """Draw the figures of all calls, or of the *queue* of that extension, against the values.

    Raises UnusableInput for a queue that no call got to, and for too many values to be told apart.
    """
    subject = ALL_CALLS if queue is None else ("queue", queue)
    if subject not in subjects_told(sweep):
        raise UnusableInput(f"no call gets to a queue {queue}: there is nothing to draw")
    return Picture(draw_sweep(sweep, subject).figure, str(sweep))


def staffing_picture(staffing: Staffing) -> Picture:
    """Draw how many callers are answered in time by how many agents."""
    return Picture(draw_staffing(staffing).figure, f"{staffing_words(staffing)}\n\n{staffing}")
