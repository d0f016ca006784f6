"""When calls come: as many as the rates say, by chance, and exactly when listed."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from math import exp, sqrt
from typing import Any

import pytest

from routesim.model.demand import Demand
from routesim.traffic.arrivals import arrivals
from routesim.traffic.hours import Clock
from routesim.traffic.streams import Streams

HOUR = 3_600_000_000
DAY = 24 * HOUR
MONDAY = Clock(datetime(2026, 11, 23), "UTC")


def instants(until: int = 7 * DAY, place: int = 0, replication: int = 0, **page: Any) -> list[int]:
    """The arrivals of a demand with that *page*, in hours."""
    demand = Demand.model_validate({"to": "101", **page})
    return list(arrivals(demand, place, Streams(1, replication), MONDAY, until))


def test_listed_calls_come_at_their_times_in_order() -> None:
    assert instants(at=[60, 0.5, 60]) == [500_000, 60_000_000, 60_000_000]


def test_no_rate_no_calls() -> None:
    assert instants(per_hour=0) == []
    assert instants(per_hour={"mon": {"08:00-09:00": 0}}) == []


def test_calls_come_only_while_there_is_a_rate() -> None:
    times = [at / HOUR for at in instants(per_hour={"mon,wed": {"08:00-12:00": 40, "12:00-13:00": 500}})]
    assert times == sorted(times)
    assert {int(at // 24) for at in times} == {0, 2}
    assert {int(at % 24) for at in times} == {8, 9, 10, 11, 12}


def test_as_many_come_as_the_rates_say() -> None:
    rates = {8: 40, 9: 40, 12: 15, 13: 35}
    weeks = 60
    counts = dict.fromkeys(rates, 0)
    for replication in range(weeks):
        hours = {"08:00-10:00": 40, "12:00-13:00": 15, "13:00-14:00": 35}
        for at in instants(replication=replication, per_hour={"mon-sun": hours}):
            counts[int(at % DAY // HOUR)] += 1
    for hour, rate in rates.items():
        expected = rate * 7 * weeks
        assert abs(counts[hour] - expected) < 5 * sqrt(expected), hour


def test_counts_of_an_hour_vary_as_a_poisson_process_does() -> None:
    counts = [len(instants(HOUR, replication=replication, per_hour=9)) for replication in range(2_000)]
    mean = sum(counts) / len(counts)
    variance = sum((count - mean) ** 2 for count in counts) / (len(counts) - 1)
    assert abs(mean - 9) < 5 * sqrt(9 / len(counts))
    assert abs(variance / mean - 1) < 5 * sqrt(2 / len(counts))


def test_waits_between_calls_are_exponential_across_changes_of_the_rate() -> None:
    """Laid along the sum of the rates, waits have the rate 1: the share of those beyond 1 is 1/e."""
    hours = {f"{hour:02}:00-{hour + 1:02}:00": 20 + 7 * hour for hour in range(24)}
    sums = [0.0]
    for hour in range(24):
        sums.append(sums[-1] + 20 + 7 * hour)
    times = instants(40 * DAY, per_hour={"mon-sun": hours})

    def along(at: int) -> float:
        day, rest = divmod(at, DAY)
        hour, part = divmod(rest, HOUR)
        return day * sums[-1] + sums[hour] + part / HOUR * (20 + 7 * hour)

    waits = [along(later) - along(at) for at, later in pairwise(times)]
    for bound in (0.1, 0.5, 1, 2):
        share = sum(wait > bound for wait in waits) / len(waits)
        assert abs(share - exp(-bound)) < 5 * sqrt(exp(-bound) / len(waits))


def test_a_burst_comes_on_top() -> None:
    burst = {"at": "2026-11-24T10:00:00", "lasts": "10m", "per_hour": 6000}
    alone, both = instants(per_hour=5), instants(per_hour=5, bursts=[burst])
    assert set(alone) < set(both)
    extra = sorted(set(both) - set(alone))
    assert extra[0] >= DAY + 10 * HOUR
    assert extra[-1] < DAY + 10 * HOUR + HOUR // 6
    assert abs(len(extra) - 1000) < 160
    assert both == sorted(both)


def test_a_burst_ends_with_the_simulation() -> None:
    burst = {"at": "2026-11-23T10:00:00", "lasts": "2h", "per_hour": 600}
    assert max(instants(11 * HOUR, bursts=[burst])) < 11 * HOUR


@pytest.mark.parametrize("other", [{"place": 1}, {"replication": 1}])
def test_every_demand_and_replication_has_its_own_chances(other: dict[str, int]) -> None:
    assert instants(per_hour=50) == instants(per_hour=50)
    assert set(instants(per_hour=50)).isdisjoint(instants(per_hour=50, **other))
