"""The way of one call through the graph stands out; the rest steps back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from routesim.plot.board import Card, Row
from routesim.plot.marks import Marks, WireStyle
from routesim.plot.palette import GREEN, GREY, INK, VERMILION
from routesim.plot.sheet import Sheet
from routesim.result.endings import summary
from routesim.result.records import CallRecord, Outcome
from routesim.result.words import caller

_ON, _OFF = "#00466b", "#b4b4b4"
_AWAY = WireStyle(_OFF, 0.7, "-", 0)
_BY = {Outcome.ANSWERED: ("user", "external"), Outcome.CARRIER_VOICEMAIL: ("external",)}


class CallMarks(Marks):
    """Marks on *cards* the way of *record*'s call: where it came, by which ways, and where it ended."""

    def __init__(self, record: CallRecord, cards: Sequence[Card]) -> None:
        self.words = f"{caller(record)} calls {record.to}: {summary(record)}"
        self._cards = {node: card for card in cards for node in card.nodes}
        self.visited: dict[str, None] = {}
        self.taken: set[tuple[str, Row, str]] = set()
        """The ways that the call took: from a card, by a row, to a card."""
        self._follow(record.path)
        self._taker = self._find_taker(record)
        self._ended = record.outcome.value.replace("_", " ") if record.answered_at is None else ""
        self._last = next(reversed(self.visited), "")
        self._lost = self._find_lost()

    def _follow(self, path: Iterable[str]) -> None:
        for node in path:
            card = self._cards.get(node)
            if card is None:
                continue
            for before in reversed(self.visited):
                rows = [row for row in self._cards[before].rows if card.name in row.targets]
                if rows and before != card.name:
                    self.taken.add((before, self._likely(rows, node), card.name))
                    break
            self.visited.pop(card.name, None)
            self.visited[card.name] = None

    def _likely(self, rows: Sequence[Row], node: str) -> Row:
        """Of several ways to the same card, the one that leads to *node* itself."""
        return next((row for row in rows if row.active and any(edge.target == node for edge in row.edges)), rows[0])

    def _find_taker(self, record: CallRecord) -> str:
        kinds = _BY.get(record.outcome, ())
        names = [f"{kind}:{quote(record.by or '', safe='+')}" for kind in kinds]
        return next((name for name in names if name in self._cards), "")

    def _find_lost(self) -> str:
        """The card on which the call ended: the last it came to, or that of the plan which encloses all others."""
        ways = (name for name in (self._last, *self.visited) if name in self.visited)
        return next((name for name in ways if any(row.outcome == self._ended for row in self._cards[name].rows)), "")

    def wire(self, card: Card, row: Row, target: Card) -> WireStyle:
        """Thick and dark where the call went."""
        if (card.name, row, target.name) in self.taken:
            return WireStyle(_ON, 2.4, "-", 2, "-taken")
        return _AWAY if row.active else _AWAY._replace(dashes=(0, (4.0, 2.5)))

    def border(self, card: Card) -> WireStyle:
        """Thick and dark where the call came."""
        return WireStyle(_ON, 2.0) if card.name in self.visited else WireStyle(_OFF, 0.8)

    def row_colour(self, card: Card, row: Row) -> str:
        """Dark where the call went on by it, or ended."""
        went = any((card.name, row, target) in self.taken for target in row.targets)
        return INK if went or self._ends(card, row) else "#767676"

    def _ends(self, card: Card, row: Row) -> bool:
        """Whether the call, which nobody took, ended by *row*."""
        return bool(self._ended) and card.name == self._lost and row.outcome == self._ended

    def badge(self, card: Card, row: Row | None = None) -> tuple[str, str]:
        """A tick at whoever took the call, or a cross at how it ended."""
        if row is not None:
            return ("✗", VERMILION) if self._ends(card, row) else ("", GREY)
        is_last = card.name == self._taker or (card.name == self._last and not self._taker and not self._ended)
        return ("✓", GREEN) if is_last and card.name in self.visited else ("", GREY)

    def strength(self, card: Card) -> float:
        """Full colour where the call came, next to none elsewhere."""
        return 0.55 if card.name in self.visited else 0.12

    def draw_legend(self, sheet: Sheet, left: float, level: float) -> None:
        """Nothing: the subtitle tells of the call."""
