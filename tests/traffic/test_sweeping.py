"""The same traffic on systems that differ in one value; the fewest agents."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

import pytest

from routesim.errors import UnusableInput
from routesim.files.staffing import MOST_AGENTS, with_agents
from routesim.traffic.simulation import Plan, simulate
from routesim.traffic.sweeping import _least, fewest_agents, sweep
from tests.traffic.worlds import call_centre, workload

CENTRE = call_centre(3, max_wait=60)
BUSY: dict[str, Any] = {
    "duration": "1h",
    "arrivals": [{"to": "+3225880100", "per_hour": 240}],
    "talk": {"exponential": 60},
    "patience": {"exponential": 60},
}
PLAN = Plan(3, workers=1)


def test_every_value_has_its_simulation_with_the_same_callers() -> None:
    found = sweep(CENTRE, workload(CENTRE, **BUSY), {"queues[700].max_wait": ["5", "60", "600"]}, PLAN)
    assert found.points == (("5",), ("60",), ("600",))
    calls = {one.figure("system", "all", "calls").mean for one in found.simulations}
    waits = [one.figure("queue", "700", "waited:mean").mean for one in found.simulations]
    assert len(calls) == 1
    assert waits == sorted(waits)
    assert found.simulations[1].rows == simulate(CENTRE, workload(CENTRE, **BUSY), PLAN).rows


def test_a_sweep_is_told_in_tables_of_a_row_a_value() -> None:
    found = sweep(CENTRE, workload(CENTRE, **BUSY), {"queues[700].max_wait": ["5", "60"]}, PLAN)
    lines = str(found).splitlines()
    assert lines[4].startswith("All calls")
    assert lines[5].startswith("queues[700].max_wait  calls  answered %")
    assert [line.split()[0] for line in lines[6:8]] == ["5", "60"]
    assert max(map(len, lines)) <= 80
    rows = list(csv.DictReader(StringIO(found.to_csv(), newline="")))
    assert {row["value"] for row in rows} == {"5", "60"}
    assert list(found.to_pandas().columns) == list(rows[0])
    assert [point["value"] for point in found.to_dict()["sweep"]] == ["5", "60"]


def test_values_that_make_no_system_are_refused_before_anything_is_simulated() -> None:
    with pytest.raises(UnusableInput, match="max_wait=soon"):
        sweep(CENTRE, workload(CENTRE, **BUSY), {"queues[700].max_wait": ["5", "soon"]}, PLAN)


def test_the_fewest_agents_meet_the_target_and_one_less_does_not() -> None:
    page = workload(CENTRE, **BUSY)
    found = fewest_agents(CENTRE, page, CENTRE.queues[0], 0.9, PLAN)
    assert found.agents is not None
    levels = []
    for agents in (found.agents - 1, found.agents):
        phones = with_agents(CENTRE, CENTRE.queues[0], agents)
        levels.append(simulate(phones, page, PLAN).figure("queue", "700", "service_level").mean)
    assert levels[0] < 0.9 <= levels[1]
    assert found.tried.values == tuple(sorted(found.tried.values, key=int))
    assert "It takes 6 agents" in str(found) or "It takes" in str(found)
    assert found.to_dict()["agents"] == found.agents


def test_agents_are_kept_and_added() -> None:
    queue = CENTRE.queues[0]
    assert with_agents(CENTRE, queue, 2).queues[0].static_agents == ("101", "102")
    more = with_agents(CENTRE, queue, 5)
    assert more.queues[0].static_agents == ("101", "102", "103", "100000", "100001")
    assert [user.name for user in more.users[3:]] == ["Agent 4", "Agent 5"]


def test_a_queue_that_no_call_gets_to_is_told() -> None:
    page = workload(CENTRE, **{**BUSY, "arrivals": [{"to": "101", "per_hour": 5}]})
    with pytest.raises(UnusableInput, match=r"no call gets to the queue Support \(700\)"):
        fewest_agents(CENTRE, page, CENTRE.queues[0], 0.9, PLAN)


@pytest.mark.parametrize("enough", [1, 2, 3, 9, 10, 11, 40, 9_999, 10_000])
@pytest.mark.parametrize("begin", [1, 10, 500])
def test_the_least_number_is_found_wherever_the_search_begins(enough: int, begin: int) -> None:
    asked: list[int] = []

    def suffices(number: int) -> bool:
        asked.append(number)
        return number >= enough

    assert _least(suffices, begin, MOST_AGENTS) == enough
    assert len(asked) < 40


def test_no_number_suffices() -> None:
    assert _least(lambda _: False, 3, 50) is None
