"""Calls of several demands come in one order of time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, count

from hypothesis import given
from hypothesis import strategies as st

from routesim.engine.offered import Offered
from routesim.traffic.merging import by_time


def call(at: int, demand: int) -> Offered:
    return Offered(at, demand, "+32470000000", "101", 60, 60, (), 0)


TIMES = st.lists(st.integers(0, 20), max_size=40).map(sorted)


@given(st.lists(TIMES, min_size=1, max_size=6), st.integers(1, 12))
def test_calls_come_by_time_and_of_one_instant_by_demand(times: list[list[int]], at_once: int) -> None:
    demands = [[call(at, demand) for at in instants] for demand, instants in enumerate(times)]
    merged = chain.from_iterable(by_time([iter(calls) for calls in demands], at_once))
    assert list(merged) == sorted(chain.from_iterable(demands))


def test_no_more_is_drawn_than_is_asked_for_at_once() -> None:
    drawn = [0, 0]

    def endless(demand: int) -> Iterator[Offered]:
        for at in count():
            drawn[demand] += 1
            yield call(at, demand)

    some = next(by_time([endless(0), endless(1)], 100))
    assert len(some) <= 100
    assert sum(drawn) <= 102
