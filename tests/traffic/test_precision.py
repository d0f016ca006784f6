"""Precision: reached at the first number of replications at which every interval is narrow enough."""

from __future__ import annotations

from math import inf, nextafter
from random import Random

import pytest

from routesim.result.intervals import interval
from routesim.traffic.gathering import Gathered, Key
from routesim.traffic.ledger import Figures
from routesim.traffic.precision import FEWEST, Precision
from routesim.traffic.tally import Results

ALL, SELDOM = ("system", "all"), ("number", "+3225880100")


class Asked(Gathered):
    """Counts how often it is asked for what all replications say."""

    times = 0

    def told(self, key: Key) -> list[float]:
        self.times += 1
        return super().told(key)


def figures(random: Random, most: int) -> Figures:
    """Those of up to so many calls, of which most are answered."""
    calls = random.randint(0, most)
    answered = sum(random.random() < 0.8 for _ in range(calls))
    found: Figures = {"calls": calls, "occupancy": random.random()}
    if calls:
        found |= {"service_level": answered / calls, "abandoned": 0.0, "waited:mean": random.random()}
    return found | {
        f"share:{name}": count / calls for name, count in (("answered", answered), ("busy", calls - answered)) if count
    }


def results(random: Random) -> Results:
    """One replication, in which somebody is called at times only."""
    seldom = {SELDOM: figures(random, 2)} if random.random() < 0.3 else {}
    return {ALL: figures(random, 9), **seldom, ("user", "101"): figures(random, 1)}


def widest(found: Gathered) -> float:
    """Half the widest interval."""
    shares = [key for key in found if key[0] != "user" and key[-1].startswith(("share:", "service_level", "abandoned"))]
    halves = [interval(found.told(key)).half_width for key in shares]
    return max(inf if half is None else half for half in halves)


def is_precise(found: Gathered, until: float) -> bool:
    """By the intervals alone."""
    return found.replications >= FEWEST and widest(found) <= until


@pytest.mark.parametrize("seed", range(20))
def test_it_is_reached_exactly_when_all_intervals_are_so_narrow(seed: int) -> None:
    random = Random(seed)
    until = random.choice([0.1, 0.15, 0.3])
    systems = [Gathered(), Gathered(), Gathered()]
    precision = Precision(until, systems[:2])
    reached = False
    while not reached:
        both = [results(random) for _ in systems]
        for found, one in zip(systems, both, strict=True):
            found.add(one)
        precision.add(both)
        reached = precision.is_reached()
        assert reached == all(is_precise(found, until) for found in systems[:2])
    assert precision.needed <= systems[0].replications


@pytest.mark.parametrize("seed", range(5))
def test_the_intervals_decide_to_the_last_digit(seed: int) -> None:
    random = Random(seed)
    replications = [results(random) for _ in range(50)]
    found = Gathered()
    for one in replications:
        found.add(one)
    half = widest(found)
    for until, reached in ((half, True), (nextafter(half, 0), False)):
        precision = Precision(until, [found])
        for one in replications:
            precision.add([one])
        assert precision.is_reached() == reached


def test_it_takes_intervals_that_are_worked_out_hardly_more_than_once() -> None:
    random = Random(1)
    found = Asked()
    precision = Precision(0.02, [found])
    while not precision.is_reached():
        one = results(random)
        found.add(one)
        precision.add([one])
    assert found.replications > 1_000
    assert found.times < 50


def test_a_share_that_never_varies_is_known_at_once() -> None:
    found = Gathered()
    precision = Precision(1e-12, [found])
    one: Results = {ALL: {"calls": 3, "share:answered": 1 / 3, "share:busy": 2 / 3}}
    for _ in range(FEWEST):
        assert not precision.is_reached()
        found.add(one)
        precision.add([one])
    assert precision.is_reached()


def test_a_number_that_was_called_in_one_replication_only_is_not_known_yet() -> None:
    found = Gathered()
    precision = Precision(0.5, [found])
    for number in range(2 * FEWEST):
        one: Results = {ALL: {"calls": 3, "share:answered": 1.0}}
        if number in (2, 7):
            one[SELDOM] = {"calls": 1, "share:busy": 1.0}
        found.add(one)
        precision.add([one])
        assert precision.is_reached() == (number >= 7)
