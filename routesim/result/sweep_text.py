"""Sweeps for a terminal: a table for all calls and one for each queue, a row for each value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from routesim.result.painting import WIDTH, Painter, plain
from routesim.result.simulation import Figure
from routesim.result.simulation_text import table_lines
from routesim.result.simulation_words import Heading, Table, cell, headings, introduction, title_words
from routesim.result.sweep import Staffing, Sweep
from routesim.result.typography import wrap
from routesim.result.words import who


def sweep_lines(sweep: Sweep, width: int = WIDTH, paint: Painter = plain) -> Iterator[str]:
    """Tell *sweep* in lines of at most *width* columns."""
    yield from _heading(sweep, width, paint)
    subjects = dict.fromkeys(row[:2] for simulation in sweep.simulations for row in simulation.rows)
    for kind, name in subjects:
        if kind in ("system", "queue"):
            yield ""
            yield from _table(sweep, kind, name, sweep.parameter, width, paint)


def staffing_lines(staffing: Staffing, width: int = WIDTH, paint: Painter = plain) -> Iterator[str]:
    """Tell *staffing* in lines of at most *width* columns."""
    sweep = staffing.tried
    yield from _heading(sweep, width, paint)
    yield ""
    yield from _table(sweep, "queue", staffing.queue, "agents", width, paint)
    yield ""
    level = f"{staffing.target * 100:g}% of callers within {sweep.simulations[0].service_level:g} s"
    queue = who(sweep.simulations[0].names, staffing.queue)
    if staffing.agents is None:
        told = f"More than {sweep.values[-1]} agents of {queue} are needed to answer at least {level}."
        yield from (paint("warn", line) for line in wrap(told, width))
    else:
        agents = f"{staffing.agents:,} agent{'' if staffing.agents == 1 else 's'}"
        told = f"It takes {agents} of {queue} to answer at least {level}."
        yield from (paint("good", line) for line in wrap(told, width))


def _heading(sweep: Sweep, width: int, paint: Painter) -> Iterator[str]:
    first = sweep.simulations[0]
    yield from (paint("title", line) for line in wrap(title_words(first), width))
    for sentence in introduction(first):
        yield from (paint("faint", line) for line in wrap(sentence, width))


def _table(sweep: Sweep, kind: str, name: str, parameter: str, width: int, paint: Painter) -> Iterator[str]:
    first = sweep.simulations[0]
    columns: Sequence[Heading] = headings(kind, first)
    yield paint("title", "All calls" if kind == "system" else who(first.names, name))
    rows = []
    for value, simulation in zip(sweep.values, sweep.simulations, strict=True):
        figures: dict[str, Figure] = {row.metric: row for row in simulation.rows if row[:2] == (kind, name)}
        rows.append((value, *(cell(figures.get(metric)) for _, metric in columns)))
    yield from table_lines(Table((parameter, *(heading for heading, _ in columns)), rows), width, paint)
