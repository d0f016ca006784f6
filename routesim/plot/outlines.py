"""The outline of a card: another shape for each kind of place, so that grey paper tells them apart."""

from __future__ import annotations

from collections.abc import Callable

from routesim.graph.parts import NodeKind

Points = list[tuple[float, float]]
Outline = Callable[[float, float, float, float], Points]
"""Given left, top, right and bottom, returns the corners."""

_CUT = 6.0


def _square(left: float, top: float, right: float, bottom: float) -> Points:
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def _tag(left: float, top: float, right: float, bottom: float) -> Points:
    """A signpost to the right."""
    middle = (top + bottom) / 2
    return [(left, top), (right - 1.3 * _CUT, top), (right, middle), (right - 1.3 * _CUT, bottom), (left, bottom)]


def _cut(left: float, top: float, right: float, bottom: float) -> Points:
    """Its corners cut off."""
    return [
        (left + _CUT, top),
        (right - _CUT, top),
        (right, top + _CUT),
        (right, bottom - _CUT),
        (right - _CUT, bottom),
        (left + _CUT, bottom),
        (left, bottom - _CUT),
        (left, top + _CUT),
    ]


def _slanted(left: float, top: float, right: float, bottom: float) -> Points:
    return [(left + _CUT, top), (right + _CUT / 2, top), (right - _CUT / 2, bottom), (left - _CUT / 2, bottom)]


def _folder(left: float, top: float, right: float, bottom: float) -> Points:
    """A tab on top."""
    tab = left + min(46.0, (right - left) / 2)
    return [
        (left, top - 5.0),
        (tab, top - 5.0),
        (tab + 5.0, top),
        (right, top),
        (right, bottom),
        (left, bottom),
    ]


def _round(radius: float) -> Outline:
    def rounded(left: float, top: float, right: float, bottom: float) -> Points:
        from math import cos, pi, sin

        r = min(radius, (bottom - top) / 2, (right - left) / 2)
        centres = [(right - r, top + r), (right - r, bottom - r), (left + r, bottom - r), (left + r, top + r)]
        return [
            (x + r * cos(pi / 2 * (quarter - 1 + step / 6)), y + r * sin(pi / 2 * (quarter - 1 + step / 6)))
            for quarter, (x, y) in enumerate(centres)
            for step in range(7)
        ]

    return rounded


OUTLINES: dict[NodeKind, Outline] = {
    "number": _tag,
    "user": _square,
    "forwarding": _cut,
    "follow_me": _cut,
    "mailbox": _square,
    "external": _slanted,
    "queue": _square,
    "conference": _round(12.0),
    "dial_plan": _folder,
    "element": _round(6.0),
}


def outline(kind: NodeKind, left: float, top: float, right: float, bottom: float) -> Points:
    """The corners of a card of that kind."""
    return OUTLINES.get(kind, _square)(left, top, right, bottom)
