"""When calls come: by chance, at the rate of the hour of the week (an exact Poisson process), or when listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from heapq import merge
from itertools import chain
from math import log1p

from routesim.model.demand import Burst, Demand, Replayed
from routesim.traffic.hours import Clock, Span, spans
from routesim.traffic.streams import Purpose, Streams

SECOND = 1_000_000
HOUR = 3600 * SECOND


def arrivals(demand: Demand, place: int, streams: Streams, clock: Clock, until: int) -> Iterator[int]:
    """The instants before *until* at which calls of *demand* come, in order; *place* is its place in the workload."""
    ways: list[Iterator[int]] = []
    if demand.per_hour is not None:
        blocks = streams.blocks(place, Purpose.ARRIVALS)
        ways.append(poisson(spans(clock, demand.per_hour, until), blocks))
    if demand.at:
        ways.append(iter(sorted(round(at * SECOND) for at in demand.at)))
    if isinstance(demand.records, Replayed):
        ways.append(call.at for call in demand.records.calls if call.at < until)
    if demand.bursts:
        blocks = streams.blocks(place, Purpose.BURSTS)
        ways += [poisson([_burst(burst, clock, until)], blocks) for burst in _by_time(demand.bursts)]
    return ways[0] if len(ways) == 1 else merge(*ways)


def poisson(stretches: Iterable[Span], blocks: Iterator[list[float]]) -> Iterator[int]:
    """The arrivals of a Poisson process whose rate is constant on each of *stretches*, in microseconds.

    The waits of a process with the rate 1 are laid along the sum of the rates, so it is exact however rates change.
    """
    waits = chain.from_iterable([-log1p(-u) for u in block] for block in blocks)
    due = next(waits)
    for start, end, per_hour in stretches:
        rate = per_hour / HOUR
        since = float(start)
        while rate and (at := since + due / rate) < end:
            yield int(at)
            since = at
            due = next(waits)
        due -= (end - since) * rate


def _by_time(bursts: tuple[Burst, ...]) -> list[Burst]:
    def begins(burst: Burst) -> datetime:
        return burst.at

    return sorted(bursts, key=begins)


def _burst(burst: Burst, clock: Clock, until: int) -> Span:
    start = clock.at(burst.at)
    return Span(start, min(until, start + round(burst.lasts * SECOND)), burst.per_hour)
