"""Boxes and wires as Graphviz arranges them, for who prefers that; its own drawing is not asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from routesim.errors import MissingExtra
from routesim.plot.arranging.boxes import Arrangement, Box, Point, Route, Wire

_SETTINGS = "rankdir=LR; ranksep=0.6; nodesep=0.2; node [shape=plain]; edge [arrowhead=none];"
_PORT = 2
"""Half the height of the part of a box that a wire leads to."""
_LEVEL = 12.0
"""So far a wire is level where it leaves and arrives."""


def arrange_by_graphviz(boxes: Sequence[Box], wires: Sequence[Wire]) -> Arrangement:
    """Place *boxes* from left to right. Raises MissingExtra where Graphviz is not installed."""
    if not boxes:
        return Arrangement((), (), (), 0.0, 0.0)
    graph = _laid_out(_dot(boxes, wires))
    height = float(graph.graph_attr["bb"].split(",")[3])
    corners = []
    for place, box in enumerate(boxes):
        x, y = _point(graph.get_node(f"b{place}").attr["pos"])
        corners.append((x - box.width / 2, height - y - box.height / 2))
    courses = {edge.attr["id"]: edge.attr["pos"] for edge in graph.edges()}
    routes = []
    for place, wire in enumerate(wires):
        (left, top), (x, y) = corners[wire.source], corners[wire.target]
        begin, end = (left + boxes[wire.source].width, top + wire.leaves), (x, y + wire.enters)
        inner = [(x, height - y) for x, y in map(_point, courses[f"w{place}"].split())][2:-2]
        level = (begin[0] + _LEVEL, begin[1]), (end[0] - _LEVEL, end[1])
        routes.append(Route((begin, level[0], *inner, level[1], end), spline=True))
    return _from_the_corner(boxes, corners, routes)


def _laid_out(text: str) -> Any:
    try:
        from pygraphviz import AGraph
    except ImportError:
        raise MissingExtra("The layout by Graphviz", "graph") from None
    graph = AGraph(string=text)
    graph.layout("dot")
    return graph


def _point(text: str) -> Point:
    x, y = map(float, text.split(","))
    return x, y


def _dot(boxes: Sequence[Box], wires: Sequence[Wire]) -> str:
    levels: list[set[int]] = [set() for _ in boxes]
    for wire in wires:
        levels[wire.source].add(round(wire.leaves))
        levels[wire.target].add(round(wire.enters))
    nodes = [f"b{place} [label=<{_table(box, levels[place])}>];" for place, box in enumerate(boxes)]
    edges = [
        f'b{wire.source}:p{round(wire.leaves)}:e -> b{wire.target}:p{round(wire.enters)}:w [id="w{place}"];'
        for place, wire in enumerate(wires)
    ]
    return "\n".join(["digraph {", _SETTINGS, *nodes, *edges, "}"])


def _table(box: Box, levels: set[int]) -> str:
    """A box without words, cut where wires lead to: Graphviz is told sizes, and measures no letters."""
    cells, below = [], 0
    for level in sorted(levels):
        top = max(level - _PORT, below)
        cells += [_cell(box, top - below), _cell(box, level + _PORT - top, f'PORT="p{level}"')]
        below = level + _PORT
    cells.append(_cell(box, round(box.height) - below))
    return f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">{"".join(cells)}</TABLE>'


def _cell(box: Box, height: int, port: str = "") -> str:
    if height <= 0 and not port:
        return ""
    size = f'FIXEDSIZE="TRUE" WIDTH="{round(box.width)}" HEIGHT="{max(height, 1)}"'
    return f"<TR><TD {size} {port}></TD></TR>"


def _from_the_corner(boxes: Sequence[Box], corners: Sequence[Point], routes: Sequence[Route]) -> Arrangement:
    """Move all of it so that it begins at the upper left corner: splines may swing out of what Graphviz measures."""
    points = [point for route in routes for point in route.points]
    left, top = min(x for x, _ in (*corners, *points)), min(y for _, y in (*corners, *points))
    ends = [(x + box.width, y + box.height) for box, (x, y) in zip(boxes, corners, strict=True)]
    right, bottom = max(x for x, _ in (*ends, *points)), max(y for _, y in (*ends, *points))
    moved = tuple((x - left, y - top) for x, y in corners)
    courses = tuple(route._replace(points=tuple((x - left, y - top) for x, y in route.points)) for route in routes)
    return Arrangement(moved, tuple(box.width for box in boxes), courses, right - left, bottom - top)
