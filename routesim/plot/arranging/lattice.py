"""Layers of stops: the boxes, and the places where long wires pass through a layer. Links join neighbouring layers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from routesim.plot.arranging.boxes import Box, Wire
from routesim.plot.arranging.layers import backward, layers_of


@dataclass(slots=True)
class Link:
    """Joins stop *left* with stop *right*, one layer further, at *out* and *into* below their tops."""

    left: int
    right: int
    out: float
    into: float


@dataclass(slots=True)
class Lattice:
    """The stops by number: those below `len(boxes)` are boxes. *heights* and *layer* are theirs.

    *orders* holds the stops of each layer from top to bottom, *chains* the passages of each wire, in its direction.
    *beside* tells of a passage in a layer with an end of its wire: the box, and how far below its top.
    """

    boxes: Sequence[Box]
    wires: Sequence[Wire]
    back: set[int]
    heights: list[float]
    layer: list[int]
    orders: list[list[int]]
    links: list[Link] = field(default_factory=list)
    chains: list[list[int]] = field(default_factory=list)
    beside: dict[int, tuple[int, float]] = field(default_factory=dict)

    def is_box(self, stop: int) -> bool:
        """Whether *stop* is a box, and not the passage of a wire."""
        return stop < len(self.boxes)


def lattice(boxes: Sequence[Box], wires: Sequence[Wire]) -> Lattice:
    """Put *boxes* in layers, and stops on the *wires* that pass through."""
    back = backward(len(boxes), wires)
    layer = layers_of(boxes, wires, back)
    made = Lattice(boxes, wires, back, [box.height for box in boxes], layer, [[] for _ in range(max(layer) + 1)])
    for box in _reading_order(len(boxes), wires):
        made.orders[layer[box]].append(box)
    for place, wire in enumerate(wires):
        made.chains.append(_return(made, wire) if place in back else _pass(made, wire))
    return made


def _reading_order(count: int, wires: Sequence[Wire]) -> list[int]:
    """The boxes as a reader meets them who follows every wire from the top."""
    leads: list[list[int]] = [[] for _ in range(count)]
    led: set[int] = set()
    for wire in sorted(wires, key=lambda wire: (wire.source, wire.leaves)):
        leads[wire.source].append(wire.target)
        led.add(wire.target)
    seen: dict[int, None] = {}
    for start in sorted(range(count), key=lambda box: (box in led, box)):
        stack = [start]
        while stack:
            box = stack.pop()
            if box not in seen:
                seen[box] = None
                stack.extend(reversed(leads[box]))
    return list(seen)


def _stop(made: Lattice, layer: int, beneath: int | None = None) -> int:
    """A new passage in *layer*, at its end or right beneath another stop."""
    stop = len(made.heights)
    made.heights.append(0.0)
    made.layer.append(layer)
    order = made.orders[layer]
    order.insert(len(order) if beneath is None else order.index(beneath) + 1, stop)
    return stop


def _pass(made: Lattice, wire: Wire) -> list[int]:
    first, last = made.layer[wire.source], made.layer[wire.target]
    chain = [_stop(made, layer) for layer in range(first + 1, last)]
    ends = [wire.source, *chain, wire.target]
    for left, right in pairwise(ends):
        out = wire.leaves if left == wire.source else 0.0
        into = wire.enters if right == wire.target else 0.0
        made.links.append(Link(left, right, out, into))
    return chain


def _return(made: Lattice, wire: Wire) -> list[int]:
    """The way of a wire that leads back: from its right end round, through all layers, to the left of its target."""
    first, last = made.layer[wire.source], made.layer[wire.target]
    chain = [
        _stop(made, layer, wire.source if layer == first else wire.target if layer == last else None)
        for layer in range(first, last - 1, -1)
    ]
    made.beside[chain[0]] = (wire.source, wire.leaves)
    made.beside.setdefault(chain[-1], (wire.target, wire.enters))
    made.links += [Link(left, right, 0.0, 0.0) for right, left in pairwise(chain)]
    return chain
