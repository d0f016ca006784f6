"""Sweeps as people read them: a table for all calls and one for each queue, a row for each combination of values."""

from __future__ import annotations

from collections.abc import Iterator

from routesim.result.clock import grouped
from routesim.result.simulation import Figure, Simulation
from routesim.result.simulation_words import (
    Table,
    cell,
    cells,
    headings,
    introduction,
    subjects,
    title_words,
)
from routesim.result.sweep import Point, Staffing, Sweep
from routesim.result.typography import listing
from routesim.result.words import who

MOST_POINTS = 40
"""So many rows of a table are shown."""
_MOST_REMARKS = 4

Subject = tuple[str, str]
"""A kind and an id."""
ALL_CALLS: Subject = ("system", "all")


def heading_words(sweep: Sweep) -> str:
    """What was simulated, how often, for how long."""
    return title_words(sweep.simulations[0])


def told_first(sweep: Sweep) -> Iterator[str]:
    """What to know in order to read the figures."""
    yield from introduction(sweep.simulations[0])
    names = short_names(sweep)
    if names != sweep.parameters:
        told = (f"{name} is {parameter}" for name, parameter in zip(names, sweep.parameters, strict=True))
        yield f"{listing(told)}; the same callers each time."


def short_names(sweep: Sweep) -> tuple[str, ...]:
    """The parameters by their last step, where these differ: `ring_time`."""
    short = tuple(parameter.rpartition(".")[2] for parameter in sweep.parameters)
    return short if len(set(short)) == len(short) else sweep.parameters


def remarks(sweep: Sweep) -> list[str]:
    """What to know before believing the figures: of all combinations, or of some."""
    found: dict[str, list[Point]] = {}
    for point, simulation in zip(sweep.points, sweep.simulations, strict=True):
        for remark in simulation.remarks:
            found.setdefault(remark, []).append(point)
    told = [
        remark if len(points) == len(sweep.points) else f"{point_words(sweep, points[0])}: {remark}"
        for remark, points in found.items()
    ]
    left = len(told) - _MOST_REMARKS
    return [*told[:_MOST_REMARKS], f"and {left:,} more such remarks"] if left > 1 else told


def point_words(sweep: Sweep, point: Point) -> str:
    """A combination of values: `ring_time 10, agents 3`."""
    return ", ".join(f"{name} {value}" for name, value in zip(short_names(sweep), point, strict=True))


def subjects_told(sweep: Sweep) -> list[Subject]:
    """Whom there are tables about: all calls, and every queue that calls got to."""
    queues = dict.fromkeys(name for simulation in sweep.simulations for name in subjects(simulation, "queue"))
    return [ALL_CALLS, *(("queue", queue) for queue in queues)]


def subject_words(sweep: Sweep, subject: Subject) -> str:
    """What a subject is called."""
    return "All calls" if subject == ALL_CALLS else who(sweep.simulations[0].names, subject[1])


def figures_of(simulation: Simulation, subject: Subject) -> dict[str, Figure]:
    """The figures about a subject by metric."""
    return {row.metric: row for row in simulation.rows if row[:2] == subject}


def sweep_table(sweep: Sweep, subject: Subject, most: int = MOST_POINTS) -> Table:
    """The table about a subject, of so many rows at most."""
    columns = headings(subject[0], sweep.simulations[0])
    rows = []
    for point, simulation in zip(sweep.points[:most], sweep.simulations, strict=False):
        figures = figures_of(simulation, subject)
        rows.append((*point, *cells(figures, columns)))
    left = len(sweep.points) - len(rows)
    told = f"... and {left:,} more combinations: --format csv has them all" if left else ""
    return Table((*short_names(sweep), *(heading for heading, _ in columns)), rows, told, len(sweep.parameters))


def staffing_words(staffing: Staffing) -> str:
    """How many agents it takes."""
    first = staffing.tried.simulations[0]
    level = f"{staffing.target * 100:g}% of callers within {first.service_level:g} s"
    queue = who(first.names, staffing.queue)
    if staffing.agents is None:
        most = grouped(int(staffing.tried.points[-1][0]), "agent")
        reached = figures_of(staffing.tried.simulations[-1], ("queue", staffing.queue))["service_level"]
        return f"No number of agents of {queue} answers {level}: with {most} it is {cell(reached)} %."
    agents = f"{staffing.agents:,} agent{'' if staffing.agents == 1 else 's'}"
    return f"It takes {agents} of {queue} to answer at least {level}."


def doubt_words(staffing: Staffing) -> str:
    """Where chance may have decided between so many agents and one less; nothing where the simulation is sure."""
    close = []
    for (number,), simulation in zip(staffing.tried.points, staffing.tried.simulations, strict=True):
        level = figures_of(simulation, ("queue", staffing.queue))["service_level"]
        if staffing.agents is None or int(number) not in (staffing.agents - 1, staffing.agents):
            continue
        if level.low is None or level.high is None:
            return "One replication does not tell how far chance decided: more do."
        if level.low < staffing.target <= level.high:
            close.append(f"with {grouped(int(number), 'agent')} it is {cell(level)} %")
    return f"Chance may have decided, as {listing(close)}: more replications tell." if close else ""


def staffing_remarks(staffing: Staffing) -> list[str]:
    """What to know before believing the answer: of so many agents, or of the most where no number is enough."""
    tried = dict(zip(staffing.tried.points, staffing.tried.simulations, strict=True))
    enough = (str(staffing.agents),)
    return [*tried.get(enough, staffing.tried.simulations[-1]).remarks]
