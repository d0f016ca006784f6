"""Where the stops of threads stand, and the ribbons between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from routesim.plot.ending_look import KINDS
from routesim.plot.threads import Stop, Thread, Weave

MOST_STOPS = 40
"""The most stops in a column; the lightest of more are shown as one."""
GAP = 9.0
LEAST, LEAST_WITH_SUBTITLE = 14.0, 24.0
"""The least height of a stop, so that its name has room."""
_FULL = 320.0
"""About how high a column of stops gets that need no room of their own."""


class Block(NamedTuple):
    """A stop of *weight*, drawn from *top* on."""

    stop: Stop
    weight: int
    top: float
    height: float


class Ribbon(NamedTuple):
    """A thread as it is drawn: its edges, top and bottom, at either end."""

    left: tuple[float, float]
    right: tuple[float, float]
    kind: str
    weight: int


class Woven(NamedTuple):
    """The stops of both columns, the ribbons between them, and how high all of it is."""

    columns: tuple[tuple[Block, ...], tuple[Block, ...]]
    ribbons: tuple[Ribbon, ...]
    height: float


def weave(found: Weave) -> Woven:
    """Lay out the threads of *found*."""
    threads = list(found.threads)
    for column in (0, 1):
        threads = _gathered(threads, column)
    left = _stack(list(dict.fromkeys(thread.stops[0] for thread in threads)), threads, 0)
    right = _stack(_endings(threads), threads, 1)
    height = max(stack[-1].top + stack[-1].height for stack in (left, right))
    columns = _centred(left, height), _centred(right, height)
    return Woven(columns, tuple(_ribbons(threads, *columns)), height)


def _weights(threads: Iterable[Thread], column: int) -> dict[Stop, int]:
    weights: dict[Stop, int] = {}
    for thread in threads:
        weights[thread.stops[column]] = weights.get(thread.stops[column], 0) + thread.weight
    return weights


def _gathered(threads: list[Thread], column: int) -> list[Thread]:
    """The threads, with the lightest stops of a crowded column as one."""
    weights = _weights(threads, column)
    if len(weights) <= MOST_STOPS:
        return threads
    light = set(sorted(weights, key=lambda stop: -weights[stop])[MOST_STOPS - 1 :])
    other = Stop(f"{len(light):,} others")
    counts: dict[tuple[Stop, Stop, str], int] = {}
    for thread in threads:
        first, last = (other if place == column and stop in light else stop for place, stop in enumerate(thread.stops))
        counts[first, last, thread.kind] = counts.get((first, last, thread.kind), 0) + thread.weight
    return [Thread((first, last), weight, kind) for (first, last, kind), weight in counts.items()]


def _endings(threads: Sequence[Thread]) -> list[Stop]:
    """The endings from top to bottom: by class, then near to where their threads come from."""
    rank = {stop: place for place, stop in enumerate(dict.fromkeys(thread.stops[0] for thread in threads))}
    pulls: dict[Stop, float] = {}
    for thread in threads:
        pulls[thread.stops[1]] = pulls.get(thread.stops[1], 0.0) + rank[thread.stops[0]] * thread.weight
    weights = _weights(threads, 1)

    def place(stop: Stop) -> tuple[int, float]:
        return KINDS.index(stop.kind) if stop.kind else len(KINDS), pulls[stop] / weights[stop]

    return sorted(pulls, key=place)


def _stack(order: Sequence[Stop], threads: Sequence[Thread], column: int) -> list[Block]:
    blocks: list[Block] = []
    weights = _weights(threads, column)
    total, top = sum(weights.values()), 0.0
    for stop in order:
        height = max(weights[stop] / total * _FULL, LEAST_WITH_SUBTITLE if stop.subtitle else LEAST)
        blocks.append(Block(stop, weights[stop], top, height))
        top += height + GAP
    return blocks


def _centred(stack: Sequence[Block], height: float) -> tuple[Block, ...]:
    """Spread a column over the height of the higher one."""
    spare = height - (stack[-1].top + stack[-1].height)
    apart = spare / (len(stack) + 1)
    return tuple(block._replace(top=block.top + apart * (place + 1)) for place, block in enumerate(stack))


def _ribbons(threads: Sequence[Thread], left: Sequence[Block], right: Sequence[Block]) -> list[Ribbon]:
    places = [{block.stop: place for place, block in enumerate(blocks)} for blocks in (left, right)]
    ends = [(places[0][thread.stops[0]], places[1][thread.stops[1]], thread.weight) for thread in threads]
    outs = _edges(left, ends)
    intos = _edges(right, [(into, out, weight) for out, into, weight in ends])
    return [
        Ribbon(out, into, thread.kind, thread.weight) for out, into, thread in zip(outs, intos, threads, strict=True)
    ]


def _edges(blocks: Sequence[Block], ends: Sequence[tuple[int, int, int]]) -> list[tuple[float, float]]:
    """Where each thread's ribbon meets its block; those of a block stand in the order of their other ends."""
    tops = [block.top for block in blocks]
    edges: dict[int, tuple[float, float]] = {}
    for number in sorted(range(len(ends)), key=lambda number: (*ends[number][:2], number)):
        place, _, weight = ends[number]
        top = tops[place]
        tops[place] = top + blocks[place].height * weight / blocks[place].weight
        edges[number] = (top, tops[place])
    return [edges[number] for number in range(len(ends))]
