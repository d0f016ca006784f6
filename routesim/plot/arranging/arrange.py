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
    corners: dict[int, Point] = {}
    widths = [box.width for box in boxes]
    routes: dict[int, Route] = {}
    width = height = 0.0
    alone = []
    for members in _parts(len(boxes), wires):
        if len(members) == 1 and not any(wire.source == members[0] for wire in wires):
            alone += members
            continue
        height += BETWEEN_PARTS if height else 0.0
        right, bottom = _place_part(boxes, wires, members, height, (corners, widths, routes))
        width, height = max(width, right), bottom
    height += BETWEEN_PARTS if height and alone else 0.0
    right, bottom = _place_alone(boxes, alone, height, max(width, most_width), corners)
    placed = tuple(corners[box] for box in range(len(boxes)))
    return Arrangement(
        placed, tuple(widths), tuple(routes[place] for place in range(len(wires))), max(width, right), bottom
    )


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


def _place_part(
    boxes: Sequence[Box],
    wires: Sequence[Wire],
    members: Sequence[int],
    top: float,
    found: tuple[dict[int, Point], list[float], dict[int, Route]],
) -> tuple[float, float]:
    """Place one connected part from *top* on; return how far right and down it reaches."""
    corners, widths, routes = found
    number = {box: place for place, box in enumerate(members)}
    own = [place for place, wire in enumerate(wires) if wire.source in number]
    part = lattice(
        [boxes[box] for box in members],
        [
            wires[place]._replace(source=number[wires[place].source], target=number[wires[place].target])
            for place in own
        ],
    )
    untangle(part)
    tops = [level + top for level in settle(part)]
    columns = _columns(part)
    for box, place in number.items():
        begin, end = columns[part.layer[place]]
        corners[box], widths[box] = (begin, tops[place]), end - begin
    for place, wire in enumerate(own):
        routes[wire] = _route(part, place, tops, columns)
    bottom = max(level + height for level, height in zip(tops, part.heights, strict=True))
    return columns[-1][1], bottom


def _columns(part: Lattice) -> list[tuple[float, float]]:
    """Where each layer begins and ends, from left to right."""
    widths = [
        max((part.boxes[stop].width for stop in order if part.is_box(stop)), default=0.0) for order in part.orders
    ]
    crowds = [0] * len(part.orders)
    for link in part.links:
        crowds[part.layer[link.left]] += 1
    gaps = [BETWEEN_LAYERS + _PER_WIRE * min(crowd, _MOST_WIRES) for crowd in crowds]
    begins = [0.0, *accumulate(width + gap for width, gap in zip(widths, gaps, strict=True))]
    return [(begin, begin + width) for begin, width in zip(begins, widths, strict=False)]


def _route(part: Lattice, place: int, tops: list[float], columns: list[tuple[float, float]]) -> Route:
    wire, back = part.wires[place], place in part.back
    source, target = columns[part.layer[wire.source]], columns[part.layer[wire.target]]
    points = [(source[1], tops[wire.source] + wire.leaves)]
    for stop in part.chains[place]:
        begin, end = columns[part.layer[stop]]
        points += [(end, tops[stop]), (begin, tops[stop])] if back else [(begin, tops[stop]), (end, tops[stop])]
    points.append((target[0], tops[wire.target] + wire.enters))
    return Route(tuple(points), back)
