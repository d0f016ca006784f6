"""A panel: a field with a title, a scale of values to its left, and what is drawn in it: bars, points, intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from routesim.plot.lettering import fit
from routesim.plot.palette import FAINT, INK, LINE, PALE
from routesim.plot.scale import Measure, Scale, round_values, written
from routesim.plot.sheet import Sheet
from routesim.result.simulation import Figure

SIZE = 7.0
LABELS = 34.0
"""The room for the labels to the left."""
TITLE = 15.0
"""The room for the title above."""


class Panel(NamedTuple):
    """A field from *left* to *right* and *top* to *bottom*, in points, with the scale of its values.

    *values* are labelled, with *unit* behind the last; *name* begins what is called anything in it.
    """

    name: str
    left: float
    right: float
    top: float
    bottom: float
    values: Sequence[float]
    unit: str = ""

    @property
    def scale(self) -> Scale:
        """Where values stand."""
        return Scale(self.values[0], self.values[-1], self.bottom, self.top)

    def draw(self, sheet: Sheet, title: str) -> None:
        """Draw all but what is in it."""
        sheet.text(self.left, self.top - 10, fit(title, self.right - self.left, 8, bold=True), 8, bold=True)
        for place, value in enumerate(self.values):
            level = self.scale.at(value)
            unit = self.unit if place == len(self.values) - 1 else ""
            sheet.line([(self.left, level), (self.right, level)], color=PALE if place else LINE, linewidth=0.8)
            told = f"{written(value)}{unit}"
            sheet.text(self.left - 4, level, told, SIZE, colour=FAINT, align="right", name=f"{self.name}-y{place}")


def values_for(measure: Measure, high: float) -> list[float]:
    """What is labelled beside a panel: round values, for shares up to 100 %."""
    return [0.0, 50.0, 100.0] if measure.percent and high > 50 else round_values(high, 3)


def draw_interval(sheet: Sheet, x: float, panel: Panel, measure: Measure, row: Figure, colour: str = INK) -> None:
    """Draw the interval of a figure as an upright line; nothing where it has none."""
    if row.low is None or row.high is None:
        return
    low, high = (panel.scale.at(measure.value(value)) for value in (row.low, row.high))
    sheet.line([(x, low), (x, high)], color=colour, linewidth=0.8)
