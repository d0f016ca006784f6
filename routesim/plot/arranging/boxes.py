"""What is arranged, and what comes of it. All lengths are in points, y grows downwards."""

from __future__ import annotations

from typing import NamedTuple


class Box(NamedTuple):
    """Something to be placed; one that is *first* stands in the leftmost layer, if that is not too far away."""

    width: float
    height: float
    first: bool = False


class Wire(NamedTuple):
    """Leads from box *source*, *leaves* below its top, to box *target*, *enters* below its top."""

    source: int
    target: int
    leaves: float
    enters: float


Point = tuple[float, float]


class Route(NamedTuple):
    """The course of a wire through *points*, level at each: to the right, or *back* to the left.

    Of a *spline* they are the control points, three for each piece of a curve, from its beginning on.
    """

    points: tuple[Point, ...]
    back: bool = False
    spline: bool = False


class Arrangement(NamedTuple):
    """Where everything stands: the upper left corner of every box, and the course of every wire.

    A box gets as wide as its column: *widths*. *width* and *height* are the room that all of it takes.
    """

    corners: tuple[Point, ...]
    widths: tuple[float, ...]
    routes: tuple[Route, ...]
    width: float
    height: float
