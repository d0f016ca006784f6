"""Which layer each box stands in: as far right as what leads there demands. Wires that close a circle do not count."""

from __future__ import annotations

from collections.abc import Sequence

from routesim.plot.arranging.boxes import Box, Wire

FAR = 3
"""A box that is to stand leftmost does not where it would be more layers than that away from what it leads to."""


def backward(count: int, wires: Sequence[Wire]) -> set[int]:
    """The wires, by place, that lead back to where a way from the first boxes came from; the others make no circle."""
    leads: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    led: set[int] = set()
    for place, wire in enumerate(wires):
        leads[wire.source].append((place, wire.target))
        led.add(wire.target)
    found: set[int] = set()
    done: set[int] = set()
    for start in sorted(range(count), key=lambda box: (box in led, box)):
        if start not in done:
            _search(start, leads, done, found)
    return found


def _search(start: int, leads: list[list[tuple[int, int]]], done: set[int], found: set[int]) -> None:
    """Follow all wires from *start*, depth first; those to a box on the way to where they begin lead backward."""
    way = {start}
    stack = [(start, iter(leads[start]))]
    while stack:
        here, rest = stack[-1]
        for place, target in rest:
            if target in way:
                found.add(place)
            elif target not in done:
                way.add(target)
                stack.append((target, iter(leads[target])))
                break
        else:
            stack.pop()
            way.discard(here)
            done.add(here)


def layers_of(boxes: Sequence[Box], wires: Sequence[Wire], back: set[int]) -> list[int]:
    """The layer of each box, from 0."""
    onward = [wire for place, wire in enumerate(wires) if place not in back]
    order = _order(len(boxes), onward)
    leads: list[list[int]] = [[] for _ in boxes]
    led: list[list[int]] = [[] for _ in boxes]
    for wire in onward:
        leads[wire.source].append(wire.target)
        led[wire.target].append(wire.source)
    layer = [0] * len(boxes)
    for box in order:
        layer[box] = max((layer[source] + 1 for source in led[box]), default=0)
    for box in reversed(order):
        if leads[box] and not led[box]:
            near = min(layer[target] for target in leads[box]) - 1
            layer[box] = 0 if boxes[box].first and near <= FAR else near
    return layer


def _order(count: int, onward: Sequence[Wire]) -> list[int]:
    """All boxes, each behind those that lead there."""
    waits = [0] * count
    leads: list[list[int]] = [[] for _ in range(count)]
    for wire in onward:
        waits[wire.target] += 1
        leads[wire.source].append(wire.target)
    order = [box for box in range(count) if not waits[box]]
    for box in order:
        for target in leads[box]:
            waits[target] -= 1
            if not waits[target]:
                order.append(target)
    return order
