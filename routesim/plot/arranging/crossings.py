"""The order of the stops in each layer: neighbours near each other, few links that cross."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Callable, Iterable

from routesim.plot.arranging.lattice import Lattice, Link

ROUNDS = 12


def untangle(made: Lattice) -> None:
    """Order the layers of *made* anew, so that few links cross."""
    left_of: list[list[Link]] = [[] for _ in made.heights]
    right_of: list[list[Link]] = [[] for _ in made.heights]
    for link in made.links:
        left_of[link.right].append(link)
        right_of[link.left].append(link)
    best, fewest = [order[:] for order in made.orders], crossings(made)
    layers = range(len(made.orders))
    for turn in range(ROUNDS):
        if not fewest:
            break
        if turn % 2:
            _sweep(made, reversed(layers), right_of, lambda link: (link.right, link.into))
        else:
            _sweep(made, layers, left_of, lambda link: (link.left, link.out))
        _exchange(made, left_of, right_of)
        count = crossings(made)
        if count < fewest:
            best, fewest = [order[:] for order in made.orders], count
    made.orders[:] = best


def _sweep(
    made: Lattice,
    layers: Iterable[int],
    links: list[list[Link]],
    other: Callable[[Link], tuple[int, float]],
) -> None:
    """Order each of *layers* by where the other ends of its *links* stand; who has none keeps the place."""
    rank: dict[int, float] = {}
    for layer in layers:
        order = made.orders[layer]
        wanted: list[tuple[float, int]] = []
        for place, stop in enumerate(order):
            ends = [_level(made, rank, *other(link)) for link in links[stop]]
            wanted.append((sum(ends) / len(ends) if ends else place, place))
        order[:] = [order[place] for _, place in sorted(wanted)]
        rank.update({stop: place for place, stop in enumerate(order)})


def _exchange(made: Lattice, left_of: list[list[Link]], right_of: list[list[Link]]) -> None:
    """Let neighbours in a layer change places as long as that saves crossings."""
    rank = {stop: float(place) for order in made.orders for place, stop in enumerate(order)}
    for order in made.orders:
        ends = {
            stop: (
                [_level(made, rank, link.left, link.out) for link in left_of[stop]],
                [_level(made, rank, link.right, link.into) for link in right_of[stop]],
            )
            for stop in order
        }
        place = 0
        while place + 1 < len(order):
            above, below = order[place], order[place + 1]
            sides = list(zip(ends[above], ends[below], strict=True))
            if sum(_crossed(one, other) - _crossed(other, one) for one, other in sides) > 0:
                order[place : place + 2] = below, above
                place = max(place - 1, 0)
            else:
                place += 1
        rank.update({stop: float(place) for place, stop in enumerate(order)})


def _crossed(above: list[float], below: list[float]) -> int:
    """How many links that end at the levels *above* cross those that end at *below*, of a stop beneath theirs."""
    return sum(one > other for one in above for other in below)


def _level(made: Lattice, rank: dict[int, float], stop: int, below: float) -> float:
    """Where a link meets *stop*, *below* its top, in places from the top of its layer."""
    height = made.heights[stop]
    return rank[stop] + (below / height if height else 0.5) * 0.9


def crossings(made: Lattice) -> int:
    """How many links cross each other."""
    rank = {stop: float(place) for order in made.orders for place, stop in enumerate(order)}
    gaps: list[list[tuple[float, float]]] = [[] for _ in made.orders]
    for link in made.links:
        ends = _level(made, rank, link.left, link.out), _level(made, rank, link.right, link.into)
        gaps[made.layer[link.left]].append(ends)
    return sum(map(_inversions, gaps))


def _inversions(ends: list[tuple[float, float]]) -> int:
    seen: list[float] = []
    count = 0
    for _, right in sorted(ends):
        count += len(seen) - bisect_right(seen, right)
        insort(seen, right)
    return count
