"""Calls of many demands in one order of time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice
from operator import itemgetter

from routesim.engine.offered import Offered

_when = itemgetter(Offered._fields.index("at"))


def by_time(streams: Sequence[Iterator[Offered]], at_once: int) -> Iterator[list[Offered]]:
    """The calls of all *streams*, each of which is in the order of time, about so many *at_once*.

    Of several at one instant those of the stream that is listed first go first. Sorting some together is much quicker
    than asking who is next for every call.
    """
    waiting: list[list[Offered]] = [[] for _ in streams]
    usual = size = at_once // len(streams) + 1
    while True:
        for calls, stream in zip(waiting, streams, strict=True):
            calls += islice(stream, max(0, size - len(calls)))
        more = [_when(calls[-1]) for calls in waiting if len(calls) >= size]
        if not more:
            yield sorted((call for calls in waiting for call in calls), key=_when)
            return
        ready = [call for calls in waiting for call in _before(calls, min(more))]
        size = usual if ready else 2 * size  # all that come at one instant are needed to get beyond it
        yield sorted(ready, key=_when)


def _before(calls: list[Offered], instant: int) -> list[Offered]:
    """Those of *calls* that come before an *instant*, which are taken away."""
    number = bisect_left(calls, instant, key=_when)
    before, calls[:number] = calls[:number], []
    return before
