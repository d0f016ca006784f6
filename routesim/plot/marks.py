"""What stands out in the picture of a graph, and how: nothing, the way of one call, or what a draft changes."""

from __future__ import annotations

from typing import NamedTuple

from routesim.plot.board import Card, Row
from routesim.plot.palette import FAINT, GREY, INK, LINE
from routesim.plot.sheet import Sheet


class WireStyle(NamedTuple):
    """How a wire or a border is drawn; one of a higher *rank* above the others. *name* ends what it is called."""

    colour: str = LINE
    weight: float = 0.9
    dashes: str | tuple[float, tuple[float, ...]] = "-"
    rank: int = 1
    name: str = ""


PLAIN = WireStyle("#6e6e6e")
SILENCED = WireStyle(GREY, 0.8, (0, (4.0, 2.5)), 0, "-silenced")


class Marks:
    """Nothing stands out: every way alike, but for those that the configuration as it stands lets no call along."""

    legend = False

    def wire(self, card: Card, row: Row, target: Card) -> WireStyle:
        """How the wire from *row* of *card* to *target* is drawn."""
        return PLAIN if row.active else SILENCED

    def border(self, card: Card) -> WireStyle:
        """How the outline of *card* is drawn."""
        return WireStyle("#4d4d4d", 0.9)

    def row_colour(self, card: Card, row: Row) -> str:
        """The colour of the words of *row*."""
        return INK if row.active else GREY

    def badge(self, card: Card, row: Row | None = None) -> tuple[str, str]:
        """A sign beside *row*, or beside the title of *card*, and its colour; empty for none."""
        return "", FAINT

    def strength(self, card: Card) -> float:
        """How much of its colour a card's header has."""
        return 0.38

    def draw_legend(self, sheet: Sheet, left: float, level: float) -> None:
        """Say beneath the picture what the marks mean."""
