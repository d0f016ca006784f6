"""What a draft adds, removes and changes stands out: by colour, by line, and by a sign."""

from __future__ import annotations

from routesim.plot.board import Card, Row
from routesim.plot.board_changes import Change, Changes
from routesim.plot.lettering import width
from routesim.plot.marks import Marks, WireStyle
from routesim.plot.palette import BLUE, FAINT, INK, LINE, VERMILION
from routesim.plot.sheet import Sheet

_CHANGED = "#8a3a68"
_STYLES = {
    Change.NONE: WireStyle("#a0a0a0", 0.8, "-", 0),
    Change.ADDED: WireStyle(BLUE, 2.2, "-", 3, "-added"),
    Change.REMOVED: WireStyle(VERMILION, 1.8, (0, (3.5, 1.8)), 1, "-removed"),
    Change.CHANGED: WireStyle(_CHANGED, 2.2, (0, (7.0, 1.5, 1.2, 1.5)), 2, "-changed"),
}
_LEGEND = {Change.ADDED: "added", Change.REMOVED: "removed", Change.CHANGED: "changed"}


class ChangeMarks(Marks):
    """Marks *changes*."""

    legend = True

    def __init__(self, changes: Changes) -> None:
        self._changes = changes

    def wire(self, card: Card, row: Row, target: Card) -> WireStyle:
        """As what becomes of that way."""
        style = _STYLES[self._changes.of_way.get((card.name, row, target.name), Change.NONE)]
        return style if row.active or style.rank else style._replace(dashes=(0, (4.0, 2.5)))

    def border(self, card: Card) -> WireStyle:
        """As what becomes of the card, where it comes or goes."""
        change = self._changes.of_card.get(card.name, Change.NONE)
        return _STYLES[change] if change in (Change.ADDED, Change.REMOVED) else WireStyle(LINE, 0.9)

    def row_colour(self, card: Card, row: Row) -> str:
        """As what becomes of the row."""
        change = self._changes.of_row.get((card.name, row), Change.NONE)
        return FAINT if change is Change.NONE else INK

    def badge(self, card: Card, row: Row | None = None) -> tuple[str, str]:
        """A plus, a minus or a tilde."""
        if row is None:
            change = self._changes.of_card.get(card.name, Change.NONE)
            return change.value, _STYLES[change].colour
        change = self._changes.of_row.get((card.name, row), Change.NONE)
        whole = self._changes.of_card.get(card.name) in (Change.ADDED, Change.REMOVED)
        return "" if whole else change.value, _STYLES[change].colour

    def strength(self, card: Card) -> float:
        """Full colour where anything changes."""
        return 0.12 if self._changes.of_card.get(card.name, Change.NONE) is Change.NONE else 0.45

    def draw_legend(self, sheet: Sheet, left: float, level: float) -> None:
        """Say which line means what."""
        for change, words in _LEGEND.items():
            style = _STYLES[change]
            line = [(left, level), (left + 30, level)]
            sheet.line(line, color=style.colour, linewidth=style.weight, linestyle=style.dashes)
            sheet.text(left + 36, level, f"{change.value} {words}", 8, colour=style.colour, bold=True)
            left += 36 + width(f"{change.value} {words}", 8, bold=True) + 20
