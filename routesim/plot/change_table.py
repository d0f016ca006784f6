"""The picture of what a draft changes: a row for each whom it is about, a column a metric, no change in the middle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from routesim.plot.lettering import fit, width
from routesim.plot.palette import BLUE, FAINT, GREY, INK, LINE, PALE, PAPER, VERMILION
from routesim.plot.scale import Measure, Scale, step_for, written
from routesim.plot.sheet import Sheet
from routesim.plot.simulation_picture import MARGIN, WIDE, draw_heading
from routesim.result.clock import grouped
from routesim.result.simulation import Change, Simulation
from routesim.result.simulation_words import TITLES, name_words, no_change_words

MOST_ROWS = 30
ROW = 18.0
_TOP, _NAMES, _GAP, _SIZE, _SMALL = 92.0, 132.0, 12.0, 8.0, 7.0
MEASURES = (
    Measure("answered", "share:answered", 1),
    Measure("in time", "service_level", 1),
    Measure("gives up", "abandoned", -1),
    Measure("mean wait, s", "waited:mean", -1),
    Measure("90% wait, s", "waited:p90", -1),
    Measure("occupied", "occupancy"),
)
Changes = Mapping[str, Change]


class Mark(NamedTuple):
    """How a difference is marked: by shape and colour."""

    words: str
    marker: str
    colour: str


BETTER, WORSE = Mark("better", "o", BLUE), Mark("worse", "X", VERMILION)
OTHER, CHANCE = Mark("different", "D", INK), Mark("may be chance", "o", GREY)


class Row(NamedTuple):
    """Of what *kind* somebody or something is, a *name*, and what changes, by metric."""

    kind: str
    name: str
    changes: Changes


def mark_of(measure: Measure, change: Change) -> Mark:
    """How a difference is marked."""
    if not change.shown:
        return CHANCE
    rises = measure.rises * change.difference
    return OTHER if not measure.rises else BETTER if rises > 0 else WORSE


def change_rows(simulation: Simulation) -> list[Row]:
    """Everybody whom there is something to tell of: where many are, those first of whom a difference is shown."""
    found: dict[tuple[str, str], dict[str, Change]] = {}
    metrics = {measure.metric for measure in MEASURES}
    for change in simulation.compare:
        if change.kind != "hour" and change.metric in metrics:
            found.setdefault(change[:2], {})[change.metric] = change
    rows = [
        Row(kind, "All calls" if kind == "system" else name_words(simulation, kind, name), changes)
        for (kind, name), changes in found.items()
    ]
    if len(rows) <= MOST_ROWS:
        return rows
    shown = sorted(rows, key=lambda row: not any(change.shown for change in row.changes.values()))[:MOST_ROWS]
    return [row for row in rows if row in shown]


def draw_changes(simulation: Simulation) -> Sheet | None:
    """Draw what the draft changes; None where there is nothing to compare."""
    rows = change_rows(simulation)
    if not rows:
        return None
    everybody = {change[:2] for change in simulation.compare if change.kind != "hour"}
    left = len(everybody) - len(rows)
    levels = [*_levels(rows)]
    bottom = levels[-1] + ROW
    sheet = Sheet(WIDE, bottom + 22 + MARGIN + (14 if left else 0))
    told = f"{grouped(simulation.replications, 'replication')} with the same callers; shares in points"
    told += "." if simulation.replications == 1 else ", 95% confidence intervals as lines."
    draw_heading(sheet, f"{simulation.pbx}: what the draft changes", told)
    _draw_key(sheet, MARGIN + 40)
    measures = [measure for measure in MEASURES if any(measure.metric in row.changes for row in rows)]
    wide = (WIDE - 2 * MARGIN - _NAMES) / len(measures) - _GAP
    _draw_names(sheet, rows, levels)
    for place, measure in enumerate(measures):
        start = MARGIN + _NAMES + place * (wide + _GAP) + _GAP
        _draw_column(sheet, measure, rows, levels, start, start + wide, bottom)
    if left:
        sheet.text(MARGIN, bottom + 30, f"and {left:,} more, which change less", _SMALL, colour=FAINT, name="left-out")
    return sheet


def _levels(rows: Sequence[Row]) -> Iterator[float]:
    """The level of each row; one of another kind than that above it stands a line lower, beneath a title."""
    level, kind = _TOP, "system"
    for row in rows:
        level += ROW if row.kind == kind else 2 * ROW
        kind = row.kind
        yield level


def _draw_names(sheet: Sheet, rows: Sequence[Row], levels: Sequence[float]) -> None:
    kind = "system"
    for place, (row, level) in enumerate(zip(rows, levels, strict=True)):
        if row.kind != kind:
            sheet.text(MARGIN, level - ROW, TITLES[row.kind], 9, bold=True, name=f"kind-{row.kind}")
        kind = row.kind
        sheet.text(MARGIN, level, fit(row.name, _NAMES - 6, _SIZE), _SIZE, name=f"row-{place}")


def _draw_column(
    sheet: Sheet,
    measure: Measure,
    rows: Sequence[Row],
    levels: Sequence[float],
    left: float,
    right: float,
    bottom: float,
) -> None:
    found = [row.changes.get(measure.metric) for row in rows]
    reach = _reach(measure, [change for change in found if change is not None])
    scale = Scale(-reach, reach, left, right)
    sheet.text((left + right) / 2, _TOP - 4, measure.title, 7.5, colour=FAINT, align="center")
    aligns = (("left", -reach), ("center", 0.0), ("right", reach))
    for align, value in aligns:
        x = scale.at(value)
        sheet.line([(x, _TOP + 6), (x, bottom)], color=PALE if value else LINE, linewidth=0.8)
        told = f"{'+' if value > 0 else ''}{written(value)}"
        if not value and 2 * width(f"+{written(reach)}", _SMALL) + 12 > right - left:
            continue
        sheet.text(x, bottom + 9, told, _SMALL, colour=FAINT, align=align, name=f"{measure.metric}-at-{told}")
    for place, (change, level) in enumerate(zip(found, levels, strict=True)):
        if change is not None:
            _draw_change(sheet, measure, change, scale, level, f"{measure.metric}-{place}")


def _reach(measure: Measure, changes: Sequence[Change]) -> float:
    """How far a scale reaches on either side of 0: to a round value that holds every interval."""
    ends = (end for change in changes for end in (change.difference, change.low, change.high) if end is not None)
    bounds = [abs(measure.value(end)) for end in ends]
    reach = max(bounds, default=0.0) or 1.0
    step = step_for(reach, 4)
    return step * max(1, -(-reach // step))


def _draw_change(sheet: Sheet, measure: Measure, change: Change, scale: Scale, level: float, name: str) -> None:
    mark = mark_of(measure, change)
    x = scale.at(measure.value(change.difference))
    if change.low is not None and change.high is not None:
        low, high = (scale.at(measure.value(bound)) for bound in (change.low, change.high))
        sheet.line([(low, level), (high, level)], f"{name}-interval", color=mark.colour, linewidth=1.2)
    _draw_mark(sheet, mark, x, level, f"{name}-{mark.words.replace(' ', '-')}")


def _draw_mark(sheet: Sheet, mark: Mark, x: float, level: float, name: str = "") -> None:
    face = PAPER if mark is CHANCE else mark.colour
    look = {"color": mark.colour, "markerfacecolor": face, "marker": mark.marker, "linestyle": ""}
    sheet.line([(x, level)], name, markersize=4.6 if mark is CHANCE else 5.6, **look)


def _draw_key(sheet: Sheet, level: float) -> None:
    x = MARGIN + 4
    for mark in (BETTER, WORSE, OTHER, CHANCE):
        _draw_mark(sheet, mark, x, level)
        sheet.text(x + 9, level, mark.words, 7.5, colour=FAINT)
        x += 9 + width(mark.words, 7.5) + 18


def change_words(simulation: Simulation) -> str:
    """What the picture says, in a sentence."""
    return f"{simulation.pbx}: what the draft changes\n{no_change_words(simulation)}"
