"""Arrange boxes and wires: each connected part by itself, one beneath the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from routesim.plot.arranging.boxes import Arrangement, Box, Point, Route, Wire
from routesim.plot.arranging.crossings import untangle
from routesim.plot.arranging.lattice import Lattice, lattice
from routesim.plot.arranging.levels import settle

BETWEEN_PARTS = 26.0
BETWEEN_LAYERS = 44.0
_PER_WIRE = 2.5
_MOST_WIRES = 24


def arrange(boxes: Sequence[Box], wires: Sequence[Wire], most_width: float = 900.0) -> Arrangement:
    """Place *boxes*; those without wires stand beneath the others, in rows at most *most_width* wide if possible."""
    wired, alone = [], []
    for members in _parts(len(boxes), wires):
        if len(members) > 1 or any(wire.source == members[0] for wire in wires):
            wired.append(_Part(boxes, wires, members))
        else:
            alone += members
    columns = _columns([part.lattice for part in wired])
    corners: dict[int, Point] = {}
    widths = [box.width for box in boxes]
    routes: dict[int, Route] = {}
    height = 0.0
    for part in wired:
        top = height + (BETWEEN_PARTS if height else 0.0)
        height = part.place(top, columns, corners, widths, routes)
    height += BETWEEN_PARTS if height and alone else 0.0
    right, bottom = _place_alone(boxes, alone, height, max(columns[-1][1] if columns else 0.0, most_width), corners)
    placed = tuple(corners[box] for box in range(len(boxes)))
    courses = tuple(routes[place] for place in range(len(wires)))
    return Arrangement(placed, tuple(widths), courses, max(columns[-1][1] if columns else 0.0, right), bottom)


def _parts(count: int, wires: Sequence[Wire]) -> list[list[int]]:
    """The connected parts, in the order of their first boxes."""
    near: list[list[int]] = [[] for _ in range(count)]
    for wire in wires:
        near[wire.source].append(wire.target)
        near[wire.target].append(wire.source)
    parts: list[list[int]] = []
    seen: set[int] = set()
    for start in range(count):
        if start in seen:
            continue
        seen.add(start)
        part = [start]
        for box in part:
            fresh = [other for other in dict.fromkeys(near[box]) if other not in seen]
            seen.update(fresh)
            part += fresh
        parts.append(sorted(part))
    return parts


def _place_alone(
    boxes: Sequence[Box], alone: Sequence[int], top: float, most: float, corners: dict[int, Point]
) -> tuple[float, float]:
    """Place boxes without wires in rows from *top* on; return how far right and down they reach."""
    x, y, tallest, right = 0.0, top, 0.0, 0.0
    for box in alone:
        if x and x + boxes[box].width > most:
            x, y, tallest = 0.0, y + tallest + BETWEEN_PARTS / 2, 0.0
        corners[box] = (x, y)
        right = max(right, x + boxes[box].width)
        x += boxes[box].width + BETWEEN_PARTS
        tallest = max(tallest, boxes[box].height)
    return right, y + tallest


class _Part:
    """One connected part, the boxes called *members*."""

    def __init__(self, boxes: Sequence[Box], wires: Sequence[Wire], members: Sequence[int]) -> None:
        self._number = {box: place for place, box in enumerate(members)}
        self._own = [place for place, wire in enumerate(wires) if wire.source in self._number]
        inside = [
            wire._replace(source=self._number[wire.source], target=self._number[wire.target])
            for wire in map(wires.__getitem__, self._own)
        ]
        self.lattice = lattice([boxes[box] for box in members], inside)
        untangle(self.lattice)

    def place(
        self,
        top: float,
        columns: Sequence[tuple[float, float]],
        corners: dict[int, Point],
        widths: list[float],
        routes: dict[int, Route],
    ) -> float:
        """Place the boxes, as wide as their columns, and the wires, from *top* on; return how far down they reach."""
        part = self.lattice
        tops = [level + top for level in settle(part)]
        for box, place in self._number.items():
            begin, end = columns[part.layer[place]]
            corners[box], widths[box] = (begin, tops[place]), end - begin
        for place, wire in enumerate(self._own):
            routes[wire] = _route(part, place, tops, columns)
        return max(level + height for level, height in zip(tops, part.heights, strict=True))


def _columns(parts: Sequence[Lattice]) -> list[tuple[float, float]]:
    """Where each layer begins and ends, from left to right: the same for all parts."""
    count = max((len(part.orders) for part in parts), default=0)
    widths, crowds = [0.0] * count, [0] * count
    for part in parts:
        for box, layer in zip(part.boxes, part.layer, strict=False):
            widths[layer] = max(widths[layer], box.width)
        own = [0] * count
        for link in part.links:
            own[part.layer[link.left]] += 1
        crowds = list(map(max, crowds, own))
    gaps = [BETWEEN_LAYERS + _PER_WIRE * min(crowd, _MOST_WIRES) for crowd in crowds]
    begins = [0.0, *accumulate(width + gap for width, gap in zip(widths, gaps, strict=True))]
    return [(begin, begin + width) for begin, width in zip(begins, widths, strict=False)]


def _route(part: Lattice, place: int, tops: list[float], columns: Sequence[tuple[float, float]]) -> Route:
    wire, back = part.wires[place], place in part.back
    source, target = columns[part.layer[wire.source]], columns[part.layer[wire.target]]
    points = [(source[1], tops[wire.source] + wire.leaves)]
    for stop in part.chains[place]:
        begin, end = columns[part.layer[stop]]
        points += [(end, tops[stop]), (begin, tops[stop])] if back else [(begin, tops[stop]), (end, tops[stop])]
    points.append((target[0], tops[wire.target] + wire.enters))
    return Route(tuple(points), back)
