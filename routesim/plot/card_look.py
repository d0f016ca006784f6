"""How a card looks: its size, and where on it everything stands. Points, from its upper left corner."""

from __future__ import annotations

from typing import NamedTuple

from routesim.graph.parts import NodeKind
from routesim.plot.board import Card, Row
from routesim.plot.lettering import fit, fold, width
from routesim.plot.palette import BLUE, GREEN, GREY, ORANGE, PURPLE, SKY, VERMILION, YELLOW

TITLE, SMALL = 8.5, 7.0
"""Sizes of letters."""
MOST_TITLE = 150.0
MOST_WORDS = 108.0
SLIDER = 56.0
"""The length of a slider."""
MARGIN = 7.0
ICON = 18.0
HEADER = 27.0
_LINE = 9.2
_ROW_SPACE = 5.0

COLOURS: dict[NodeKind, str] = {
    "number": BLUE,
    "user": SKY,
    "forwarding": ORANGE,
    "follow_me": ORANGE,
    "mailbox": PURPLE,
    "external": YELLOW,
    "queue": GREEN,
    "conference": GREEN,
    "dial_plan": GREY,
    "element": GREY,
    "outcome": VERMILION,
}

ICONS: dict[str, str] = {
    "number": "☎",
    "user": "♟",
    "forwarding": "↪",
    "follow_me": "⇉",
    "mailbox": "✉",
    "external": "☏",
    "queue": "☰",
    "conference": "◎",
    "dial_plan": "☷",
    "element": "▪",
}
_ELEMENT_ICONS: dict[str, str] = {
    "menu": "⌨",
    "plays": "♪",
    "time condition": "◷",
    "switch": "⇄",
    "multi-switch": "⇄",
    "dispatcher": "⋔",
    "access list": "☑",
    "digital receptionist": "⌨",
    "call": "✆",
    "voicemail": "✉",
    "hang up": "✗",
    "queue": "☰",
    "conference": "◎",
    "record": "●",
    "shows": "#",
}


class RowLook(NamedTuple):
    """Where a row stands: from *top*, *height* high, its *lines* of words; *outcome* as it is written."""

    row: Row
    top: float
    height: float
    lines: tuple[str, ...]
    outcome: str

    @property
    def middle(self) -> float:
        """Where a wire leaves."""
        return self.top + self.height / 2


class CardLook(NamedTuple):
    """A card as it is drawn: *span* is the last second on its sliders."""

    card: Card
    width: float
    height: float
    title: str
    subtitle: str
    icon: str
    rows: tuple[RowLook, ...]
    span: float

    @property
    def enters(self) -> float:
        """Where wires arrive."""
        return min(HEADER, self.height) / 2

    @property
    def inner(self) -> float:
        """Where what stands at the right of a row ends: a number's card has a tip."""
        return self.width - _tip(self.card)

    @property
    def is_bare(self) -> bool:
        """Whether it is nothing but its header, with at most one way on that needs no words."""
        return not self.rows or (len(self.rows) == 1 and not self.rows[0].height)


def _tip(card: Card) -> float:
    return 9.0 if card.kind == "number" else 0.0


def look(card: Card) -> CardLook:
    """Measure *card*."""
    title = fit(card.title, MOST_TITLE, TITLE, bold=True)
    subtitle = fit(card.subtitle, MOST_TITLE, SMALL)
    rows, below, wide = _rows(card)
    tip = _tip(card)
    header = tip + ICON + max(width(title, TITLE, bold=True), width(subtitle, SMALL)) + 2 * MARGIN
    if rows and not rows[0].height and rows[0].outcome:
        header += width(rows[0].outcome, SMALL, bold=True) + 3 * MARGIN
    span = max((row.window[1] for row in card.rows if row.window), default=0.0)
    return CardLook(card, max(header, wide + tip if wide else 0.0), below, title, subtitle, _icon(card), rows, span)


def _rows(card: Card) -> tuple[tuple[RowLook, ...], float, float]:
    """The rows, where the last ends, and how wide they are. A single one without words stands in the header."""
    if len(card.rows) == 1 and not card.rows[0].words:
        row = card.rows[0]
        return (RowLook(row, HEADER / 2, 0.0, (), _outcome(row)),), HEADER, 0.0
    looks: list[RowLook] = []
    top, wide = HEADER + (2.0 if card.rows else 0.0), 0.0
    for row in card.rows:
        lines = tuple(fold(row.words, MOST_WORDS, SMALL)) if row.words else ("",)
        height = len(lines) * _LINE + _ROW_SPACE
        looks.append(RowLook(row, top, height, lines, _outcome(row)))
        wide = max(wide, _row_width(looks[-1]))
        top += height
    return tuple(looks), top + (2.0 if looks else 0.0), wide


def _row_width(row: RowLook) -> float:
    words = max(width(line, SMALL) for line in row.lines)
    end = width(row.outcome, SMALL, bold=True) if row.outcome else SLIDER if row.row.window else 0.0
    return 2 * MARGIN + words + (MARGIN + end if end else 0.0)


def _outcome(row: Row) -> str:
    return f"✗ {row.outcome}" if row.outcome else ""


def _icon(card: Card) -> str:
    if card.kind == "element":
        return next((icon for word, icon in _ELEMENT_ICONS.items() if card.subtitle.startswith(word)), ICONS["element"])
    return ICONS.get(card.kind, "")
