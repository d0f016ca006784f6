"""Figures of numbers, queues or users as a table of bars: a row each, a column a metric, with intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from routesim.plot.hours_panels import WAITS
from routesim.plot.lettering import fit
from routesim.plot.outcome_look import spans
from routesim.plot.palette import FAINT, INK, LINE, PALE, SKY, tint
from routesim.plot.scale import Measure, Scale, greatest
from routesim.plot.sheet import Sheet
from routesim.result.simulation import Figure

ROW = 17.0
HEAD = 24.0
NAMES = 132.0
"""The room for names."""
_SIZE, _SMALL = 8.0, 7.0
_GAP, _NUMBER, _THICK = 14.0, 32.0, 9.0

Figures = Mapping[str, Figure]


class Row(NamedTuple):
    """A *name* and its figures."""

    name: str
    figures: Figures


ENDS, WAIT = "share:", "waited:p95"
"""The metrics that stand for stacked shares, and for waits one in front of the other."""


class FigureTable(NamedTuple):
    """*rows* beneath a *title*, a column for each of *measures*; *left_out* says what is not there."""

    kind: str
    title: str
    measures: Sequence[Measure]
    rows: Sequence[Row]
    left_out: str = ""

    @property
    def height(self) -> float:
        """How high it is."""
        return HEAD + ROW * (len(self.rows) + bool(self.left_out))

    def draw(self, sheet: Sheet, left: float, top: float, right: float) -> None:
        """Draw it from *left* to *right*."""
        wide = (right - left - NAMES) / len(self.measures) - _GAP
        sheet.text(left, top + 8, fit(self.title, NAMES, 9, bold=True), 9, bold=True, name=f"{self.kind}-title")
        bottom = top + HEAD + ROW * len(self.rows)
        for place, row in enumerate(self.rows):
            level = top + HEAD + ROW * (place + 0.5)
            name = f"{self.kind}-{place}"
            sheet.text(left, level, fit(row.name, NAMES - 6, _SIZE), _SIZE, name=f"{name}-name")
        for place, measure in enumerate(self.measures):
            start = left + NAMES + place * (wide + _GAP) + _GAP
            sheet.text(start, top + 8, fit(measure.title, wide + _GAP - 4, _SMALL), _SMALL, colour=FAINT)
            sheet.line([(start, top + HEAD - 2), (start, bottom)], color=LINE, linewidth=0.8)
            self._draw_column(sheet, measure, start, start + wide, top + HEAD)
        if self.left_out:
            sheet.text(left, bottom + ROW / 2, self.left_out, _SMALL, colour=FAINT, name=f"{self.kind}-left-out")

    def _draw_column(self, sheet: Sheet, measure: Measure, left: float, right: float, top: float) -> None:
        high = 100.0 if measure.percent else greatest(measure, (row.figures.get(measure.metric) for row in self.rows))
        end = right if measure.metric == ENDS else right - _NUMBER
        scale = Scale(0.0, high, left, end)
        for place, row in enumerate(self.rows):
            level = top + ROW * (place + 0.5)
            _draw_cell(sheet, measure, row.figures, scale, level, right, f"{self.kind}-{place}-{measure.metric}")


def _draw_cell(
    sheet: Sheet, measure: Measure, figures: Figures, scale: Scale, level: float, right: float, name: str
) -> None:
    if measure.metric == ENDS:
        for place, (look, start, end) in enumerate(spans(figures)):
            x, wide = scale.at(100 * start), scale.at(100 * end) - scale.at(100 * start)
            box = x, level - _THICK / 2, wide, _THICK
            sheet.rectangle(*box, f"{name}{place}", edgecolor=INK, linewidth=0.4, **look.look)
        return
    row = figures.get(measure.metric)
    if row is None:
        return
    if measure.metric == WAIT:
        for metric, colour in WAITS:
            if metric in figures:
                _draw_bar(sheet, scale, figures[metric].mean, level, colour, f"{name}-{metric}")
    else:
        _draw_bar(sheet, scale, measure.value(row.mean), level, tint(SKY, 0.75), name)
    _draw_interval(sheet, measure, row, scale, level)
    value = measure.value(row.mean)
    digits = 2 if measure.metric == "in_progress" and value < 10 else 0 if value >= 100 else 1
    sheet.text(right, level, f"{value:,.{digits}f}", _SMALL, align="right", name=f"{name}-value")


def _draw_bar(sheet: Sheet, scale: Scale, value: float, level: float, colour: str, name: str) -> None:
    wide = scale.at(value) - scale.start
    sheet.rectangle(scale.start, level - _THICK / 2, wide, _THICK, name, facecolor=colour, linewidth=0)


def _draw_interval(sheet: Sheet, measure: Measure, row: Figure, scale: Scale, level: float) -> None:
    if row.low is None or row.high is None or row.low == row.high:
        return
    low, high = (scale.at(measure.value(value)) for value in (row.low, row.high))
    sheet.line([(low, level), (high, level)], color=INK, linewidth=0.9)
    for x in (low, high):
        sheet.line([(x, level - 2), (x, level + 2)], color=INK, linewidth=0.9)


def draw_rule(sheet: Sheet, left: float, level: float, right: float) -> None:
    """Draw a faint line across."""
    sheet.line([(left, level), (right, level)], color=PALE, linewidth=0.8)
