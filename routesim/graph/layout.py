"""Lines of a tree on a screen: guides, pieces of text with a style, breaks where a line gets too long."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, repeat
from typing import NamedTuple

from routesim.result.painting import Painter
from routesim.result.typography import columns, printable, wrap

NARROWEST = 20
"""So many columns are left to a line's text, however deep it stands."""


class Piece(NamedTuple):
    """A text in one of a painter's styles, unpainted without; a line may be broken before it."""

    text: str
    style: str = ""


class Symbols(NamedTuple):
    """What a tree is drawn with."""

    branch: str
    last: str
    beside: str
    below: str
    arrow: str
    fails: str
    back: str
    dash: str


UNICODE = Symbols("├─ ", "└─ ", "│  ", "   ", "→", "✗", "↺", "\N{EN DASH}")
ASCII = Symbols("|- ", "`- ", "|  ", "   ", "->", "x", "<-", "-")


_NARROW = str.maketrans(dict.fromkeys("├└│─→✗↺\N{EN DASH}", "-"))


def _columns(text: str) -> int:
    """How many columns *text* takes; what trees are drawn with, the quick way."""
    drawn = text.translate(_NARROW)
    return len(drawn) if drawn.isascii() else columns(drawn)


def set_line(guide: str, below: str, pieces: Sequence[Piece], width: int | None, paint: Painter) -> list[str]:
    """Set *pieces* after *guide* in lines of at most *width* columns; what does not fit goes on after *below*."""
    if width is None:
        return [_painted(guide, pieces, paint)]
    begun = [(guide, [pieces[0]])]
    used = _columns(guide) + _columns(pieces[0].text)
    for piece in pieces[1:]:
        if used + _columns(piece.text) > width:
            begun.append((below, []))
            used, piece = _columns(below), piece._replace(text=piece.text.lstrip(" ,"))
        begun[-1][1].append(piece)
        used += _columns(piece.text)
    return [line for margin, parts in begun for line in _cut(margin, below, parts, width, paint)]


def _cut(margin: str, below: str, pieces: list[Piece], width: int, paint: Painter) -> list[str]:
    """One line; or more, where a single piece of it is wider than a line."""
    room = max(NARROWEST, width - _columns(below))
    if len(pieces) > 1 or _columns(pieces[0].text) <= room:
        return [_painted(margin, pieces, paint)]
    text, style = pieces[0]
    parts = wrap(printable(text), room)
    margins = chain([margin], repeat(below))
    return [_painted(guide, [Piece(part, style)], paint) for guide, part in zip(margins, parts, strict=False)]


def _painted(guide: str, pieces: Sequence[Piece], paint: Painter) -> str:
    text = "".join(paint(style, printable(text)) if style else printable(text) for text, style in pieces)
    return (paint("faint", guide) if guide else "") + text
