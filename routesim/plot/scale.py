"""A scale of values: where each stands, round values to label, and how these are written."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor, log10
from typing import NamedTuple

from routesim.result.simulation import Figure

_PERCENT = ("share:", "service_level", "abandoned", "occupancy")


class Measure(NamedTuple):
    """A metric as it is drawn: *title* says what it is; where it *rises*, that is good (1), bad (-1) or neither (0)."""

    title: str
    metric: str
    rises: int = 0

    @property
    def percent(self) -> bool:
        """Whether it is a share."""
        return self.metric.startswith(_PERCENT)

    @property
    def unit(self) -> str:
        """What stands behind its values."""
        return " %" if self.percent else " s" if self.metric.startswith("waited") else ""

    def value(self, number: float) -> float:
        """*number* as it is drawn: shares in percent."""
        return number * 100 if self.percent else number


class Scale(NamedTuple):
    """Values from *low* to *high*, drawn from *start* to *end*, in points."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where *value* stands; what lies beyond an end stands at it."""
        length = self.high - self.low
        share = (value - self.low) / length if length else 0.0
        return self.start + min(max(share, 0.0), 1.0) * (self.end - self.start)


def step_for(length: float, most: int) -> float:
    """A round step, of which at most so many make up *length*."""
    rough = max(length, 1e-6) / most
    power = 10.0 ** floor(log10(rough))
    return next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * 0.999999)


def round_values(high: float, most: int = 4) -> list[float]:
    """Round values from 0 to at least *high*, at most about so many."""
    step = step_for(high, most)
    return [round(place * step, 9) for place in range(max(1, ceil(high / step - 1e-9)) + 1)]


def greatest(measure: Measure, figures: Iterable[Figure | None]) -> float:
    """The greatest value that is drawn of *figures*, intervals included."""
    known = [row for row in figures if row is not None]
    return max((measure.value(row.mean if row.high is None else row.high) for row in known), default=0.0)


def written(value: float) -> str:
    """A round value as a label."""
    return f"{value:,.10g}"
