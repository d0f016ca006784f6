"""A time axis: where an instant stands, and the labels that say which it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from routesim.plot.lettering import width
from routesim.plot.palette import FAINT, PALE
from routesim.plot.scale import Scale
from routesim.plot.sheet import Sheet
from routesim.result.clock import number

SIZE = 7.5
_APART = 5.0
MOST_INSTANTS = 2_000
"""So many are looked at."""


class Axis(NamedTuple):
    """Seconds from *begin* to *end*, drawn from *left* to *right*."""

    left: float
    right: float
    begin: float
    end: float

    def x(self, at: float) -> float:
        """Where the instant *at* stands; what lies beyond an end stands at it."""
        return Scale(self.begin, self.end, self.left, self.right).at(at)


class Tick(NamedTuple):
    """A label at *x*."""

    x: float
    text: str


def ticks(axis: Axis, instants: Sequence[float]) -> list[Tick]:
    """Labels for as many of *instants* as there is room for, the first, the last and the early ones before the rest."""
    chosen: list[Tick] = []
    ends = [instants[0], instants[-1]] if instants else []
    for at in dict.fromkeys([*ends, *instants[:MOST_INSTANTS]]):
        text = number(round(at - axis.begin, 3)) + (" s" if at == instants[-1] else "")
        tick = Tick(axis.x(at), text)
        if all(_clear(tick, other) for other in chosen):
            chosen.append(tick)
    return sorted(chosen)


def _clear(one: Tick, other: Tick) -> bool:
    return abs(one.x - other.x) >= (width(one.text, SIZE) + width(other.text, SIZE)) / 2 + _APART


def draw_ticks(sheet: Sheet, found: Iterable[Tick], level: float, top: float, bottom: float, name: str) -> None:
    """Draw *found* at *level*, each with a faint line from *top* to *bottom*; their names begin with *name*."""
    for place, tick in enumerate(found):
        sheet.line([(tick.x, top), (tick.x, bottom)], color=PALE, linewidth=0.8)
        sheet.text(tick.x, level, tick.text, SIZE, colour=FAINT, align="center", name=f"{name}-{place}")


def even_instants(begin: float, end: float, most: int = 8) -> list[float]:
    """Round instants from *begin* to *end*, at most about so many."""
    length = max(end - begin, 1.0)
    steps = (1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400)
    step = next((step for step in steps if length / step <= most), length / most)
    return [begin + place * step for place in range(int(length / step) + 1)]
