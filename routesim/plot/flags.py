"""Flags above a time axis: what ends something, in words at its instant, on so many lines that none hides another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from routesim.plot.axis import Axis
from routesim.plot.call_layout import CallLayout
from routesim.plot.lettering import fit, width
from routesim.plot.palette import FAINT, INK

SIZE = 7.0
LINE = 10.0
MOST_LINES = 3
"""Flags that find no room on so many lines are left out; their instants stay marked."""
_APART = 3.0
_LIMIT = "#a84a00"
_COLOURS = {"plan": FAINT, "limit": _LIMIT, "caller": INK}
GIVES_UP = "the caller gives up"


class Flag(NamedTuple):
    """*words* right of *x*, where a line leads down, *line* lines above the lowest; no words where there is no room."""

    x: float
    words: str
    colour: str
    kind: str
    line: int


def flags(layout: CallLayout, axis: Axis, right: float) -> tuple[Flag, ...]:
    """The flags of *layout*, from right to left, none reaching beyond *right*."""
    found: dict[float, tuple[str, list[str]]] = {}
    for stop in layout.stops:
        if stop.by is None:
            found[stop.at] = ("stop", [GIVES_UP])
    for limit in layout.deadlines:
        kind, words = found.setdefault(limit.at, (limit.kind, []))
        if limit.kind != "caller" or kind != "stop":
            words.append(limit.words)
    placed: list[Flag] = []
    for at in sorted(found, reverse=True):
        kind, words = found[at]
        placed.append(_placed(axis.x(at), kind, ", ".join(dict.fromkeys(words)), right, placed))
    return tuple(placed)


def _placed(x: float, kind: str, words: str, right: float, others: Sequence[Flag]) -> Flag:
    """A flag above those of the *others* that it would hide."""
    told = fit(words, right - x - _APART, SIZE)
    end = x + width(told, SIZE) + 2 * _APART
    line = max((other.line + 1 for other in others if other.words and other.x < end), default=0)
    if line == MOST_LINES:
        told, line = "", 0
    return Flag(x, told, _COLOURS.get(kind, INK), kind, line)
