"""How far down each stop stands: its links as level as the order of its layer allows."""

from __future__ import annotations

from itertools import pairwise

from routesim.plot.arranging.lattice import Lattice

GAP = 16.0
"""Between boxes."""
LANE = 9.0
"""Between wires that pass, and from a box to a wire."""
ROUNDS = 25
_STRAIGHT = 6.0
"""How much more it matters that a passing wire is straight than that one is where it meets a box."""

Pull = tuple[int, float, float]
"""A stop that another is to be level with, how much further down than it, and how much that matters."""


def settle(made: Lattice) -> list[float]:
    """The top of every stop."""
    tops = [0.0] * len(made.heights)
    for order in made.orders:
        for above, stop in pairwise(order):
            tops[stop] = tops[above] + _apart(made, above, stop)
    left, right = _pulls(made)
    layers = range(len(made.orders))
    for turn in range(ROUNDS):
        last = ROUNDS - 5 <= turn < ROUNDS - 1  # and then once from left to right, so that single wires lie level
        for layer in reversed(layers) if turn % 2 else layers:
            near = left if turn % 2 == 0 else right
            _settle_layer(made, made.orders[layer], tops, near, right if near is left else left, both=last)
    least = min(tops, default=0.0)
    return [top - least for top in tops]


def _pulls(made: Lattice) -> tuple[list[list[Pull]], list[list[Pull]]]:
    """What pulls at each stop from the layer to its left, and from that to its right."""
    left: list[list[Pull]] = [[] for _ in made.heights]
    right: list[list[Pull]] = [[] for _ in made.heights]
    for link in made.links:
        passes = not made.is_box(link.left) and not made.is_box(link.right)
        weight = _STRAIGHT if passes else 1.0
        left[link.right].append((link.left, link.out - link.into, weight))
        right[link.left].append((link.right, link.into - link.out, weight))
    return left, right


def _apart(made: Lattice, above: int, stop: int) -> float:
    """How much further down *stop* must be than the stop right *above* it."""
    both = made.is_box(above) and made.is_box(stop)
    return made.heights[above] + (GAP if both else LANE)


def _settle_layer(
    made: Lattice, order: list[int], tops: list[float], near: list[list[Pull]], far: list[list[Pull]], both: bool
) -> None:
    """Move the stops of a layer to where their links pull them, as near as their order and the gaps allow."""
    wanted: list[tuple[float, float]] = []
    for stop in order:
        pulls = near[stop] + far[stop] if both else near[stop]
        if stop in made.beside and (both or not pulls):
            box, _ = made.beside[stop]
            pulls = [*pulls, (box, made.heights[box] + LANE, _STRAIGHT)]
        wanted.append(_pulled(tops, pulls or far[stop]) or (tops[stop], 0.05))
    offsets = [0.0]
    for above, stop in pairwise(order):
        offsets.append(offsets[-1] + _apart(made, above, stop))
    levels = _rising([(want - offset, weight) for (want, weight), offset in zip(wanted, offsets, strict=True)])
    for stop, level, offset in zip(order, levels, offsets, strict=True):
        tops[stop] = level + offset


def _pulled(tops: list[float], pulls: list[Pull]) -> tuple[float, float] | None:
    """Where *pulls* want a stop on the whole, and how much that matters; None without any."""
    weight = sum(matter for *_, matter in pulls)
    return (sum((tops[end] + below) * matter for end, below, matter in pulls) / weight, weight) if pulls else None


def _rising(wanted: list[tuple[float, float]]) -> list[float]:
    """The values that never fall and are nearest to those *wanted*, by weighted squares (pool adjacent violators)."""
    pools: list[tuple[float, float, int]] = []
    for value, weight in wanted:
        count = 1
        while pools and pools[-1][0] > value:
            above, more, members = pools.pop()
            value = (above * more + value * weight) / (more + weight)
            weight, count = weight + more, count + members
        pools.append((value, weight, count))
    return [value for value, _, count in pools for _ in range(count)]
