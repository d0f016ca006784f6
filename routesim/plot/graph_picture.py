"""The routing graph, from left to right: cards for places, wires for the ways from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from routesim.plot.arranging.arrange import arrange
from routesim.plot.arranging.boxes import Arrangement, Box, Wire
from routesim.plot.arranging.by_graphviz import arrange_by_graphviz
from routesim.plot.board import Card
from routesim.plot.card_drawing import draw_card
from routesim.plot.card_look import CardLook, look
from routesim.plot.lettering import fit
from routesim.plot.marks import Marks
from routesim.plot.palette import FAINT
from routesim.plot.sheet import Sheet
from routesim.plot.wiring import curve, head

MARGIN = 22.0
HEADING = 40.0
LEGEND = 22.0
LEAST_WIDTH = 420.0


class Layout(NamedTuple):
    """Cards, where they stand, and which row of which card each wire leaves from."""

    looks: tuple[CardLook, ...]
    arrangement: Arrangement
    wires: tuple[tuple[int, int, int], ...]
    """The cards that a wire leaves from and leads to, and the row that it leaves from."""


Arranges = Callable[[Sequence[Box], Sequence[Wire]], Arrangement]
LAYOUTS: dict[str, Arranges] = {"columns": arrange, "graphviz": arrange_by_graphviz}
"""The ways to find places for cards: in columns is how all pictures come, unless somebody asks for another."""


def lay_out(cards: Sequence[Card], arranges: Arranges = arrange) -> Layout:
    """Find a place for each of *cards*, and the course of each wire."""
    looks = tuple(map(look, cards))
    number = {card.name: place for place, card in enumerate(cards)}
    ends = [
        (source, number[target], row)
        for source, card in enumerate(cards)
        for row, way in enumerate(card.rows)
        for target in way.targets
        if target in number
    ]
    boxes = [Box(one.width, one.height, one.card.kind == "number") for one in looks]
    wires = [Wire(source, target, looks[source].rows[row].middle, looks[target].enters) for source, target, row in ends]
    return Layout(looks, arranges(boxes, wires), tuple(ends))


def draw_board(title: str, subtitle: str, cards: Sequence[Card], marks: Marks, arranges: Arranges = arrange) -> Sheet:
    """Draw *cards* on a sheet of their size."""
    layout = lay_out(cards, arranges)
    arrangement = layout.arrangement
    width = max(arrangement.width + 2 * MARGIN, LEAST_WIDTH)
    sheet = Sheet(width, arrangement.height + 2 * MARGIN + HEADING + (LEGEND if marks.legend else 0.0))
    sheet.text(MARGIN, MARGIN + 4, fit(title, width - 2 * MARGIN, 13, bold=True), 13, bold=True, name="title")
    sheet.text(MARGIN, MARGIN + 21, fit(subtitle, width - 2 * MARGIN, 8.5), 8.5, colour=FAINT, name="subtitle")
    top = MARGIN + HEADING
    _draw_wires(sheet, layout, top, marks)
    for place, one in enumerate(layout.looks):
        x, y = arrangement.corners[place]
        wide = one._replace(width=arrangement.widths[place])
        draw_card(sheet, wide, x + MARGIN, y + top, marks, place)
    marks.draw_legend(sheet, MARGIN, arrangement.height + top + MARGIN + 2)
    return sheet


def _draw_wires(sheet: Sheet, layout: Layout, top: float, marks: Marks) -> None:
    """Draw the wires, those that are marked above the others."""
    looks = layout.looks
    drawn = [
        (marks.wire(looks[source].card, looks[source].card.rows[row], looks[target].card), place)
        for place, (source, target, row) in enumerate(layout.wires)
    ]
    for style, place in sorted(drawn, key=lambda one: (one[0].rank, one[1])):
        route = layout.arrangement.routes[place]
        vertices, codes = curve(route, MARGIN, top)
        sheet.curve(
            vertices,
            codes,
            f"wire-{place}{style.name}",
            facecolor="none",
            edgecolor=style.colour,
            linewidth=style.weight,
            linestyle=style.dashes,
        )
        sheet.shape(head(route, MARGIN, top), facecolor=style.colour, edgecolor="none")
