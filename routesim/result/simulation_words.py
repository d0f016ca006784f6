"""Figures as people read them: shares in percent, waits in seconds, half an interval behind the mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from routesim.result.clock import grouped, long_date
from routesim.result.simulation import Change, Figure, Simulation
from routesim.result.words import who

MOST_ROWS = 30
"""So many rows of a table are shown."""
MOST_HOURS = 6
"""So many hours are shown: the busiest."""
WITH_DRAFT = "By how much figures are greater with the draft and the same callers; shares in points:"
_PERCENT = ("share:", "service_level", "abandoned", "occupancy")
_UNITS = ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second"))
Heading = tuple[str, str]
"""What stands above a column, and the metric in it."""


class Table(NamedTuple):
    """*headings* above *rows* of cells; *left_out* says what is not there."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    left_out: str = ""


def title_words(simulation: Simulation) -> str:
    """What was simulated, and for how long."""
    times = grouped(simulation.replications, "replication")
    return f"{simulation.pbx}: {times} of {length_words(simulation.duration)}"


def introduction(simulation: Simulation) -> Iterator[str]:
    """What to know in order to read the figures."""
    start = "" if simulation.start is None else f"From {long_date(simulation.start)}, {simulation.start:%H:%M}"
    first = length_words(simulation.warm_up).removeprefix("1 ")
    warm_up = f"the first {first} not counted" if simulation.warm_up else ""
    told = ", ".join(filter(None, (start, warm_up, f"seed {simulation.seed}")))
    yield f"{told}."
    if simulation.replications > 1:
        yield "Means over the replications; ± is half of the 95% confidence interval."


def length_words(seconds: float) -> str:
    """A length of time in its largest unit: `5 days`, `1.5 hours`."""
    size, word = next((unit for unit in _UNITS if seconds >= unit[0]), _UNITS[-1])
    amount = seconds / size
    return f"{amount:.4g} {word}{'' if amount == 1 else 's'}"


def ending_words(simulation: Simulation) -> str:
    """How calls end, the most frequent first."""
    shares = [row for row in simulation.rows if row.kind == "system" and row.metric.startswith("share:")]
    calls = [row for row in simulation.rows if row.kind == "system" and row.metric == "calls"]
    count = f"{calls[0].mean:,.0f} calls a replication" if calls else "No calls"
    if not shares:
        return f"{count}."
    ordered = sorted(shares, key=lambda row: -row.mean)
    told = ", ".join(f"{row.metric.removeprefix('share:').replace('_', ' ')} {cell(row)} %" for row in ordered)
    return f"{count}: {told}."


def tables(simulation: Simulation) -> Iterator[Table]:
    """A table for each kind of which there is something to tell."""
    found: dict[str, dict[str, dict[str, Figure]]] = {}
    for row in simulation.rows:
        found.setdefault(row.kind, {}).setdefault(row.id, {})[row.metric] = row
    for kind in ("number", "queue", "user", "hour"):
        everybody = found.get(kind, {})
        told = {name: figures for name, figures in everybody.items() if _calls(figures)}
        if told:
            yield _table(simulation, kind, told)


def _calls(figures: dict[str, Figure]) -> float:
    return figures["calls"].mean if "calls" in figures else 0.0


def _table(simulation: Simulation, kind: str, everybody: dict[str, dict[str, Figure]]) -> Table:
    most = MOST_HOURS if kind == "hour" else MOST_ROWS
    names = list(everybody)
    if len(names) > most:
        busiest = sorted(names, key=lambda name: -_calls(everybody[name]))[:most]
        names = [name for name in names if name in busiest]
    columns = headings(kind, simulation)
    rows = [
        (_name(simulation, kind, name), *(cell(everybody[name].get(metric)) for _, metric in columns)) for name in names
    ]
    left = len(everybody) - len(names)
    told = f"... and {left:,} more, less busy: --format csv has them all" if left else ""
    return Table((_TITLES[kind], *(heading for heading, _ in columns)), rows, told)


_TITLES = {"system": "All calls", "number": "Calls to", "queue": "Queue", "user": "User", "hour": "Busiest hours"}


def headings(kind: str, simulation: Simulation) -> tuple[Heading, ...]:
    """The columns of the table of a kind."""
    level = f"in {simulation.service_level:g} s %"
    calls, wait, long = ("calls", "calls"), ("wait s", "waited:mean"), ("90% s", "waited:p90")
    answered, served, gone = ("answered %", "share:answered"), (level, "service_level"), ("gave up %", "abandoned")
    if kind == "user":
        talks = ("talking", "in_progress")
        return calls, ("occupied %", "occupancy"), talks, ("messages", "messages"), wait
    if kind == "queue":
        return calls, served, gone, wait, long, ("occupied %", "occupancy"), answered
    return calls, answered, served, gone, wait, long


def _name(simulation: Simulation, kind: str, name: str) -> str:
    if kind == "system":
        return ""
    return name if kind == "hour" else who(simulation.names, name)


def cell(row: Figure | None) -> str:
    """A figure with half of its interval: `67.7 ±1.0`."""
    if row is None:
        return "-"
    half = None if row.high is None or row.low is None else max(row.high - row.mean, row.mean - row.low)
    scale = 100 if row.metric.startswith(_PERCENT) else 1
    digits = _digits(row.metric, row.mean)
    mean = f"{row.mean * scale:,.{digits}f}"
    if half is None or row.metric == "calls":
        return mean
    return f"{mean} ±{half * scale:,.{digits}f}"


def _digits(metric: str, mean: float) -> int:
    if metric in ("calls", "messages"):
        return 0 if mean >= 100 else 1
    return 2 if metric == "in_progress" else 1


SAME = "="
"""Stands where the simulation shows no difference."""


def change_tables(simulation: Simulation) -> Iterator[Table]:
    """By how much figures are greater in the draft: a table for each kind in which something is shown to change."""
    found: dict[str, dict[str, dict[str, Change]]] = {}
    for change in simulation.compare:
        found.setdefault(change.kind, {}).setdefault(change.id, {})[change.metric] = change
    for kind in ("system", "number", "queue", "user"):
        columns = headings(kind, simulation)
        rows = [
            (_name(simulation, kind, name), *(_change_cell(changes.get(metric)) for _, metric in columns))
            for name, changes in found.get(kind, {}).items()
        ]
        told = [row for row in rows if any(cell != SAME for cell in row[1:])]
        if told:
            left = f"... and {len(told) - MOST_ROWS:,} more" if len(told) > MOST_ROWS else ""
            yield Table((_TITLES[kind], *(heading for heading, _ in columns)), told[:MOST_ROWS], left)


def _change_cell(change: Change | None) -> str:
    if change is None or not change.shown or change.high is None:
        return SAME
    scale = 100 if change.metric.startswith(_PERCENT) else 1
    digits = 2 if change.metric == "in_progress" else 1
    half = change.high - change.difference
    return f"{change.difference * scale:+,.{digits}f} ±{half * scale:,.{digits}f}"


def no_change_words(simulation: Simulation) -> str:
    """How many figures are shown to differ."""
    shown = sum(change.shown for change in simulation.compare)
    if not shown:
        return f"No difference is shown: the intervals of all {len(simulation.compare):,} figures hold 0."
    told = f"{shown:,} of {len(simulation.compare):,} figures are shown to differ, those of hours among them"
    return f"{SAME} where no difference is shown. {told}: --format json has all."
