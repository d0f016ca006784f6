"""Figures as people read them: shares in percent, waits in seconds, half an interval behind the mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from routesim.result.chance import RATE
from routesim.result.clock import grouped, long_date
from routesim.result.simulation import Change, Figure, Simulation
from routesim.result.words import who

MOST_ROWS = 10
"""So many rows of a table are shown, if no more are asked for: the busiest."""
MOST_HOURS = 6
"""So many hours are shown: the busiest."""
WITH_DRAFT = "By how much figures are greater with the draft and the same callers; shares in points:"
_PERCENT = ("share:", "service_level", "abandoned", "occupancy")
_UNITS = ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second"))
Heading = tuple[str, str]
"""What stands above a column, and the metric in it."""


class Table(NamedTuple):
    """*headings* above *rows* of cells, of which the first, *names*, say whose row it is.

    *left_out* says what is not there.
    """

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    left_out: str = ""
    names: int = 1


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
    count = f"{_count(calls[0].mean)} calls a replication" if calls else "No calls"
    if not shares:
        return f"{count}."
    ordered = sorted(shares, key=lambda row: -row.mean)
    told = ", ".join(f"{row.metric.removeprefix('share:').replace('_', ' ')} {cell(row)} %" for row in ordered)
    return f"{count}: {told}."


def _count(mean: float) -> str:
    """How many calls there are on average; of few, what is behind the point counts."""
    return f"{mean:,.0f}" if mean >= 10 or mean == round(mean) else f"{mean:.1f}"


def load_words(simulation: Simulation) -> str:
    """How much goes on at once; nothing where there are no calls."""
    figures = {row.metric: row for row in simulation.rows if row.kind == "system"}
    if not _calls(figures) or "in_progress" not in figures:
        return ""
    told = f"{cell(figures['in_progress'])} calls are in progress on average"
    occupied = figures.get("occupancy")
    return f"{told}." if occupied is None else f"{told}, {cell(occupied)} % of the users' lines occupied."


Figures = dict[str, Figure]
"""The figures about somebody or something by metric."""


def subjects(simulation: Simulation, kind: str) -> dict[str, Figures]:
    """Everybody of a kind whom calls have got to, with the figures, in the order of the rows."""
    found: dict[str, Figures] = {}
    for row in simulation.rows:
        if row.kind == kind:
            found.setdefault(row.id, {})[row.metric] = row
    return {name: figures for name, figures in found.items() if _calls(figures)}


def busiest(everybody: dict[str, Figures], most: int) -> list[str]:
    """The names of *everybody*, of more than *most* those with the most calls, these first."""
    if len(everybody) <= most:
        return list(everybody)
    return sorted(everybody, key=lambda name: -_calls(everybody[name]))[:most]


def tables(simulation: Simulation, most: int = MOST_ROWS, hours: int = MOST_HOURS) -> Iterator[Table]:
    """A table for each kind of which there is something to tell, of so many rows at most."""
    for kind in ("number", "queue", "user", "hour"):
        everybody = subjects(simulation, kind)
        if everybody:
            yield _table(simulation, kind, everybody, hours if kind == "hour" else most)


def _calls(figures: Figures) -> float:
    return figures["calls"].mean if "calls" in figures else 0.0


def _table(simulation: Simulation, kind: str, everybody: dict[str, Figures], most: int) -> Table:
    names = busiest(everybody, most)
    if kind == "hour":
        names = [name for name in everybody if name in names]
    columns = headings(kind, simulation)
    rows = [(name_words(simulation, kind, name), *cells(everybody[name], columns)) for name in names]
    left = len(everybody) - len(names)
    told = f"... and {left:,} more, less busy: --format csv has them all" if left else ""
    return Table((TITLES[kind], *(heading for heading, _ in columns)), rows, told)


TITLES = {"system": "All calls", "number": "Calls to", "queue": "Queue", "user": "User", "hour": "Busiest hours"}


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


def name_words(simulation: Simulation, kind: str, name: str) -> str:
    """What somebody or something is called in the table of its kind."""
    if kind == "system":
        return ""
    return name if kind == "hour" else who(simulation.names, name)


def cells(figures: Figures, columns: Iterable[Heading]) -> Iterator[str]:
    """A row of a table. Where there are calls, the share of those to whom something did not occur is 0."""
    for _, metric in columns:
        found = figures.get(metric)
        if found is None and metric.startswith("share:") and _calls(figures):
            calls = figures["calls"]
            never = None if calls.low is None else 0.0
            found = calls._replace(metric=metric, mean=0.0, low=never, high=never)
        yield cell(found)


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
            (name_words(simulation, kind, name), *(_change_cell(changes.get(metric)) for _, metric in columns))
            for name, changes in found.get(kind, {}).items()
        ]
        told = [row for row in rows if any(cell != SAME for cell in row[1:])]
        if told:
            left = f"... and {len(told) - MOST_ROWS:,} more" if len(told) > MOST_ROWS else ""
            yield Table((TITLES[kind], *(heading for heading, _ in columns)), told[:MOST_ROWS], left)


def _change_cell(change: Change | None) -> str:
    if change is None or not change.shown or change.high is None:
        return SAME
    scale = 100 if change.metric.startswith(_PERCENT) else 1
    digits = 2 if change.metric == "in_progress" else 1
    half = change.high - change.difference
    return f"{change.difference * scale:+,.{digits}f} ±{half * scale:,.{digits}f}"


def no_change_words(simulation: Simulation) -> str:
    """How many figures are shown to differ, and what stands where none is."""
    told = changed_words(simulation)
    if not any(change.shown for change in simulation.compare):
        return told
    return f"{SAME} where no difference is shown. {told} --format csv and json have all."


def changed_words(simulation: Simulation) -> str:
    """How many figures are shown to differ, and how many would seem to by chance."""
    compared = simulation.compare
    if simulation.replications < 2:
        return "One replication does not tell what the draft changes from chance: more do."
    shown, varied = sum(change.shown for change in compared), sum(change.varies for change in compared)
    if not varied:
        return f"The draft is not shown to change anything: all {len(compared):,} figures are the same each time."
    if shown:
        told = f"{shown:,} of {len(compared):,} figures are shown to differ, those of hours among them"
        return f"{told}; at most about 1 in 20 of these is by chance. {_one_by_one(compared, varied)}"
    told = f"of {len(compared):,} figures {varied:,} are not the same each time, which may be chance"
    return f"The draft is not shown to change anything: {told}. {_one_by_one(compared, varied)}"


def _one_by_one(compared: Sequence[Change], varied: int) -> str:
    """How many intervals leave out 0, beside how many would by chance."""
    outside = sum(change.leaves_out_0 for change in compared)
    told = f"{grouped(outside, 'interval')} {'leaves' if outside == 1 else 'leave'} out 0"
    expected = f"{RATE * varied:,.0f}" if RATE * varied >= 1 else "hardly one"
    return f"One by one, {told}, where chance alone accounts for {expected} (1 in 20 of {varied:,} that vary)."
