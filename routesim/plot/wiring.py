"""Wires as curves, level where they leave and arrive."""

from __future__ import annotations

from itertools import pairwise

from routesim.plot.arranging.boxes import Point, Route

MOVE, CURVE = 1, 4
"""matplotlib's codes of a path."""
BULGE = 18.0
"""How far a wire that leads back swings out."""
HEAD = 5.5
"""The length of an arrow's head."""


def curve(route: Route, left: float, top: float) -> tuple[list[Point], list[int]]:
    """Vertices and codes of a path along *route*, moved by *left* and *top*, up to where its arrow's head begins."""
    points = [(x + left, y + top) for x, y in route.points]
    points[-1] = (points[-1][0] - HEAD + 1.0, points[-1][1])
    if route.spline:
        return points, [MOVE, *[CURVE] * (len(points) - 1)]
    vertices, codes = [points[0]], [MOVE]
    last = len(points) - 2
    for place, ((x0, y0), (x1, y1)) in enumerate(pairwise(points)):
        if route.back and place == 0:
            out, into = x0 + BULGE, x1 + BULGE
        elif route.back and place == last:
            out, into = x0 - BULGE, x1 - BULGE
        else:
            out = into = (x0 + x1) / 2
        vertices += [(out, y0), (into, y1), (x1, y1)]
        codes += [CURVE, CURVE, CURVE]
    return vertices, codes


def head(route: Route, left: float, top: float) -> list[Point]:
    """The corners of its arrow's head."""
    x, y = route.points[-1][0] + left, route.points[-1][1] + top
    return [(x, y), (x - HEAD, y - HEAD * 0.42), (x - HEAD, y + HEAD * 0.42)]
