"""Where the stops of threads stand, and the ribbons between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from routesim.plot.threads import GOOD, LOST, MESSAGE, OUTSIDE, Stop, Thread, Weave

MOST_STOPS = 40
"""The most stops in a column; the lightest of more are shown as one."""
GAP = 9.0
LEAST, LEAST_WITH_SUBTITLE = 14.0, 24.0
"""The least height of a stop, so that its name has room."""
_FULL = 320.0
"""About how high a column of stops gets that need no room of their own."""
_ORDER = (GOOD, MESSAGE, OUTSIDE, LOST)


class Block(NamedTuple):
    """A stop of *weight*, drawn from *top* on."""

    stop: Stop
    weight: int
    top: float
    height: float


class Ribbon(NamedTuple):
    """A thread between columns *column* and the next: its edges, top and bottom, at either end."""

    column: int
    left: tuple[float, float]
    right: tuple[float, float]
    kind: str
    weight: int


class Woven(NamedTuple):
    """The stops of each column, the ribbons, and how high all of it is."""

    columns: tuple[tuple[Block, ...], ...]
    ribbons: tuple[Ribbon, ...]
    height: float


def weave(found: Weave) -> Woven:
    """Lay out the threads of *found*."""
    threads = _gathered(found.threads, len(found.columns))
    total = sum(thread.weight for thread in threads) or 1
    orders = _orders(threads, len(found.columns))
    stacks = [_stack(order, threads, column, total) for column, order in enumerate(orders)]
    height = max((stack[-1].top + stack[-1].height for stack in stacks if stack), default=LEAST)
    columns = [_centred(stack, height) for stack in stacks]
    return Woven(tuple(columns), tuple(_ribbons(threads, columns)), height)


def _gathered(threads: Sequence[Thread], columns: int) -> list[Thread]:
    """The threads, with the lightest stops of a crowded column as one."""
    shown = list(threads)
    for column in range(columns):
        weights: dict[Stop, int] = {}
        for thread in shown:
            weights[thread.stops[column]] = weights.get(thread.stops[column], 0) + thread.weight
        if len(weights) <= MOST_STOPS:
            continue
        light = set(sorted(weights, key=lambda stop: -weights[stop])[MOST_STOPS - 1 :])
        other = Stop(f"{len(light):,} others")
        shown = [
            thread._replace(stops=(*thread.stops[:column], other, *thread.stops[column + 1 :]))
            if thread.stops[column] in light
            else thread
            for thread in shown
        ]
    return shown


def _orders(threads: Sequence[Thread], columns: int) -> list[list[Stop]]:
    """The stops of each column from top to bottom: endings by class, then near to where their threads come from."""
    first = list(dict.fromkeys(thread.stops[0] for thread in threads))
    if columns == 3:
        first.sort(key=lambda stop: _ORDER.index(stop.kind) if stop.kind in _ORDER else len(_ORDER))
    orders = [first]
    for column in range(1, columns):
        rank = {stop: place for place, stop in enumerate(orders[-1])}
        pulls: dict[Stop, list[int]] = {}
        for thread in threads:
            pulls.setdefault(thread.stops[column], []).extend([rank[thread.stops[column - 1]]] * thread.weight)
        last = column == columns - 1

        def key(stop: Stop, last: bool = last, pulls: dict[Stop, list[int]] = pulls) -> tuple[int, float]:
            grade = _ORDER.index(stop.kind) if last and stop.kind in _ORDER else len(_ORDER) * last
            return grade, sum(pulls[stop]) / len(pulls[stop])

        orders.append(sorted(pulls, key=key))
    return orders


def _stack(order: Sequence[Stop], threads: Sequence[Thread], column: int, total: int) -> list[Block]:
    blocks: list[Block] = []
    top = 0.0
    for stop in order:
        weight = sum(thread.weight for thread in threads if thread.stops[column] == stop)
        height = max(weight / total * _FULL, LEAST_WITH_SUBTITLE if stop.subtitle else LEAST)
        blocks.append(Block(stop, weight, top, height))
        top += height + GAP
    return blocks


def _centred(stack: Sequence[Block], height: float) -> tuple[Block, ...]:
    """Spread a column over the height of the highest."""
    if not stack:
        return ()
    spare = height - (stack[-1].top + stack[-1].height)
    apart = spare / (len(stack) + 1)
    return tuple(block._replace(top=block.top + apart * (place + 1)) for place, block in enumerate(stack))


def _ribbons(threads: Sequence[Thread], columns: Sequence[Sequence[Block]]) -> list[Ribbon]:
    found: list[Ribbon] = []
    for column in range(len(columns) - 1):
        left = {block.stop: (place, block) for place, block in enumerate(columns[column])}
        right = {block.stop: (place, block) for place, block in enumerate(columns[column + 1])}
        ends = [(left[thread.stops[column]], right[thread.stops[column + 1]], thread) for thread in threads]
        outs = _edges([(one[0][0], one[1][0], one[0][1], one[2]) for one in ends])
        intos = _edges([(one[1][0], one[0][0], one[1][1], one[2]) for one in ends])
        for out, into, thread in zip(outs, intos, threads, strict=True):
            found.append(Ribbon(column, out, into, thread.kind, thread.weight))
    return found


def _edges(ends: Sequence[tuple[int, int, Block, Thread]]) -> list[tuple[float, float]]:
    """Where each thread's ribbon meets its block; those of a block stand in the order of their other ends."""
    used: dict[int, float] = {}
    edges: dict[int, tuple[float, float]] = {}
    for number in sorted(range(len(ends)), key=lambda number: (ends[number][0], ends[number][1], number)):
        place, _, block, thread = ends[number]
        top = used.get(place, block.top)
        used[place] = top + block.height * thread.weight / block.weight
        edges[number] = (top, used[place])
    return [edges[number] for number in range(len(ends))]
