"""The same traffic on systems that differ in one value; the fewest agents."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

import routesim
from routesim.errors import UnusableInput
from routesim.files.staffing import MOST_AGENTS, with_agents
from routesim.report.traffic_page import traffic_page
from routesim.result.simulation import Figure, Simulation
from routesim.result.sweep import Staffing, Sweep
from routesim.result.sweep_text import sweep_lines
from routesim.result.sweep_words import subjects_told
from routesim.result.typography import columns
from routesim.traffic.simulation import Plan, simulate
from routesim.traffic.sweeping import MOST_POINTS, _least, fewest_agents, sweep
from tests.traffic.worlds import call_centre, system, users, workload

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
    assert lines[3] == "max_wait is queues[700].max_wait; the same callers each time."
    assert lines[4].startswith("! the queue Support (700) is offered 4.0 erlangs for 3 agents: ")
    assert lines[7] == "All calls"
    assert lines[8].startswith("max_wait  calls  answered %")
    assert [line.split()[0] for line in lines[9:11]] == ["5", "60"]
    assert max(map(len, lines)) <= 80
    rows = list(csv.DictReader(StringIO(found.to_csv(), newline="")))
    assert {row["queues[700].max_wait"] for row in rows} == {"5", "60"}
    assert list(found.to_pandas().columns) == list(rows[0])
    assert [point["values"] for point in found.to_dict()["sweep"]] == [["5"], ["60"]]


def test_values_that_make_no_system_are_refused_before_anything_is_simulated() -> None:
    with pytest.raises(UnusableInput, match="max_wait=soon"):
        sweep(CENTRE, workload(CENTRE, **BUSY), {"queues[700].max_wait": ["5", "soon"]}, PLAN)


def test_values_that_the_workload_does_not_know_any_more_are_refused() -> None:
    queue = {"name": "Support", "extension": "700", "static_agents": ["101"], "dynamic_agents": ["102"]}
    centre = system(users(3), queues=[queue])
    calls = {"duration": 600, "arrivals": [{"to": "700", "per_hour": 60}]}
    asked = workload(centre, **calls, people={"102": {"logs_in_to": ["Support"]}, "103": {"answers_after": 3}})
    name, user, agents = "queues[700].name", "users[103].extension", "queues[700].dynamic_agents"
    with pytest.raises(UnusableInput) as told:
        sweep(centre, asked, {name: ["Support", "Help"], user: ["103", "109"]}, PLAN)
    assert [problem.message for problem in told.value.problems] == [
        f"{name}=Help: in the workload, there is no queue `Support`",
        f"{user}=109: in the workload, there is no user `103`, did you mean `109`?",
    ]
    assert len(sweep(centre, asked, {agents: ['["102"]', "[]"]}, PLAN).simulations) == 2


def test_the_fewest_agents_meet_the_target_and_one_less_does_not() -> None:
    page = workload(CENTRE, **BUSY)
    found = fewest_agents(CENTRE, page, CENTRE.queues[0], 0.9, PLAN)
    assert found.agents is not None
    levels = []
    for agents in (found.agents - 1, found.agents):
        phones = with_agents(CENTRE, CENTRE.queues[0], agents)
        levels.append(simulate(phones, page, PLAN).figure("queue", "700", "service_level").mean)
    assert levels[0] < 0.9 <= levels[1]
    assert found.tried.points == tuple(sorted(found.tried.points, key=lambda point: int(point[0])))
    assert f"It takes {found.agents} agents of Support (700)" in str(found)
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


def test_where_more_agents_do_not_help_the_search_ends() -> None:
    people = {"default": {"answers_after": {"never": 0.3, "else": 0}}}
    page = workload(CENTRE, **BUSY, people=people)
    found = fewest_agents(CENTRE, page, CENTRE.queues[0], 0.999, Plan(1, workers=1))
    assert found.agents is None
    assert 8 <= int(found.tried.points[-1][0]) < 1_000
    told = str(found).replace("\n", " ")
    assert "No number of agents of Support (700) answers 99.9% of callers within 20 s: with " in told
    assert found.to_dict()["agents"] is None


@pytest.mark.parametrize("person", [{"answers_after": "never"}, {"answers_after": 3, "state": "offline"}])
def test_agents_who_never_answer_are_not_added_without_end(person: dict[str, Any]) -> None:
    centre = call_centre(3, strategy="ring_all")  # an idle phone that rings is occupied, too
    page = workload(centre, **BUSY, people={"default": person})
    found = fewest_agents(centre, page, centre.queues[0], 0.8, Plan(1, workers=1))
    assert found.agents is None
    assert int(found.tried.points[-1][0]) < 50


def test_agents_who_are_ill_are_told_of_where_they_count() -> None:
    page = workload(CENTRE, **BUSY, people={"default": {"answers_after": 0}, "101": {"state": "offline"}})
    found = fewest_agents(CENTRE, page, CENTRE.queues[0], 0.9, PLAN)
    told = str(found).replace("\n", " ")
    assert f"! of the {found.agents} agents of the queue Support (700) 1 never answers: User 101 (101)" in told


def test_no_number_suffices() -> None:
    assert _least(lambda _: False, 3, 50) is None


ASKED = {**BUSY, "start": "2026-11-23T08:00:00", "people": {"default": {"answers_after": 2}}}
GRID = {"queues[700].agents": ["2", "4"], "queues[Support].max_wait": ["10", "60"]}


@pytest.fixture(scope="module")
def grid() -> Sweep:
    return sweep(CENTRE, workload(CENTRE, **BUSY), GRID, PLAN)


def test_a_grid_has_every_combination_the_last_parameter_fastest(grid: Sweep) -> None:
    assert grid.parameters == tuple(GRID)
    assert grid.points == (("2", "10"), ("2", "60"), ("4", "10"), ("4", "60"))
    phones = with_agents(CENTRE, CENTRE.queues[0], 4)
    alone = sweep(phones, workload(CENTRE, **BUSY), {"queues[700].max_wait": ["10"]}, PLAN)
    assert grid.simulations[2].rows == alone.simulations[0].rows


def test_every_combination_is_compared_with_the_first_on_the_same_callers(grid: Sweep) -> None:
    first, *others = grid.simulations
    assert first.compare == ()
    for other in others:
        (change,) = [change for change in other.compare if change[:3] == ("queue", "700", "service_level")]
        before, after = (one.figure("queue", "700", "service_level").mean for one in (first, other))
        assert change.difference == pytest.approx(after - before, abs=2e-6)
        (calls,) = [change for change in other.compare if change[:3] == ("system", "all", "calls")]
        assert calls.difference == 0


def test_a_grid_is_the_same_in_one_process_or_two(grid: Sweep) -> None:
    assert sweep(CENTRE, workload(CENTRE, **BUSY), GRID, Plan(3, workers=2)) == grid


def test_a_grid_has_a_column_a_parameter(grid: Sweep) -> None:
    rows = list(csv.reader(StringIO(grid.to_csv(), newline="")))
    assert rows[0] == [*GRID, "kind", "id", "metric", "mean", "low", "high", "n"]
    assert [tuple(key) for key in dict.fromkeys(tuple(row[:2]) for row in rows[1:])] == list(grid.points)
    assert grid.to_dict()["parameters"] == list(GRID)
    assert list(grid.to_pandas().columns) == rows[0]
    lines = str(grid).splitlines()
    assert "agents  max_wait  calls" in str(grid)
    assert max(map(len, lines)) <= 80
    assert "max_wait" in grid._repr_html_()
    narrow = [*sweep_lines(grid, 40)]
    assert max(map(columns, narrow)) <= 40
    assert narrow.count("2, 60") == len(subjects_told(grid))


def test_what_is_no_sweep_is_told_at_once_and_all_of_it() -> None:
    page = workload(CENTRE, **BUSY)
    many = {"queues[700].max_wait": [str(n) for n in range(1, 21)], "queues[700].retry": [str(n) for n in range(1, 21)]}
    with pytest.raises(UnusableInput, match="20 x 20 values has 400 combinations, expected 1 to 200"):
        sweep(CENTRE, page, many, PLAN)
    assert MOST_POINTS == 200
    with pytest.raises(UnusableInput) as told:
        sweep(CENTRE, page, {"queues[700].agents": ["2", "2", "x"], "users[999].ring_time": ["5"]}, PLAN)
    assert [problem.message.partition(":")[0] for problem in told.value.problems] == [
        "queues[700].agents=2",
        "queues[700].agents=x",
        "users[999].ring_time",
    ]


def test_a_sweep_goes_on_from_what_was_kept(tmp_path: Path) -> None:
    page, kept = workload(CENTRE, **BUSY), str(tmp_path / "done.jsonl")
    sweep(CENTRE, page, GRID, Plan(2, workers=1, resume=kept))
    assert sweep(CENTRE, page, GRID, Plan(3, workers=1, resume=kept)) == sweep(CENTRE, page, GRID, PLAN)


def test_the_library_sweeps_values_of_any_kind() -> None:
    found = routesim.sweep(
        ASKED,
        {"queues[700].static_agents": [["101"], ["101", "102"]], "queues[700].max_wait": range(20, 60, 20)},
        CENTRE,
        replications=1,
        workers=1,
    )
    assert found.points == (
        ('["101"]', "20"),
        ('["101"]', "40"),
        ('["101", "102"]', "20"),
        ('["101", "102"]', "40"),
    )
    same = routesim.sweep(
        ASKED,
        {"queues[700].static_agents": '["101"],["101", "102"]', "queues[700].max_wait": "20,40"},
        CENTRE,
        replications=1,
        workers=1,
    )
    assert same == found
    with pytest.raises(UnusableInput, match="a sweep of nothing: expected at least one parameter"):
        routesim.sweep(ASKED, {}, CENTRE)
    with pytest.raises(UnusableInput, match=r"max_wait is 20: expected a list of values, such as \[10, 20\]"):
        routesim.sweep(ASKED, {"queues[700].max_wait": 20}, CENTRE)  # type: ignore[dict-item]  # a likely mistake
    with pytest.raises(UnusableInput, match="workers is 0"):
        routesim.sweep(ASKED, {"queues[700].max_wait": [20]}, CENTRE, workers=0)
    assert repr(found) == "<Sweep of queues[700].static_agents, queues[700].max_wait: 4 point(s)>"


def staffed(*levels: tuple[float, float | None]) -> Staffing:
    """Four agents, found among three and four whose levels are these, each with half of its interval."""

    def one(mean: float, half: float | None) -> Simulation:
        low, high = (None, None) if half is None else (mean - half, mean + half)
        row = Figure("queue", "700", "service_level", mean, low, high, 1 if half is None else 9)
        remarks = (f"{mean} are offered", "a hole in the records")
        return Simulation("Acme", 7, row.n, 3600.0, 0.0, (row,), remarks=remarks)

    return Staffing("700", 0.8, 4, Sweep(("agents",), (("3",), ("4",)), tuple(one(*level) for level in levels)))


@pytest.mark.parametrize(
    ("levels", "told"),
    [
        (((0.7, 0.05), (0.9, 0.05)), ""),
        (((0.79, 0.05), (0.9, 0.05)), "as with 3 agents it is 79.0 ±5.0 %"),
        (((0.7, 0.05), (0.82, 0.05)), "as with 4 agents it is 82.0 ±5.0 %"),
        (((0.7, None), (0.9, None)), "One replication does not tell how far chance decided"),
    ],
)
def test_an_answer_that_may_be_chance_says_so(levels: tuple[tuple[float, float | None], ...], told: str) -> None:
    found = staffed(*levels)
    words = " ".join(str(found).split())
    assert told in words.partition("within 20 s.")[2]
    assert words.endswith("within 20 s.") == (not told)
    assert told in found._repr_html_()
    assert told in traffic_page(found)


def test_what_holds_for_the_number_of_agents_that_it_takes_is_told() -> None:
    found = staffed((0.7, 0.05), (0.9, 0.05))
    for told in (str(found), found._repr_html_(), traffic_page(found)):
        assert "a hole in the records" in told
        assert "0.9 are offered" in told
        assert "0.7 are offered" not in told


def test_what_a_program_mistakes_for_a_queue_or_a_share_is_told() -> None:
    with pytest.raises(UnusableInput, match=r"target is '80%': expected a share"):
        routesim.staff(ASKED, "Support", CENTRE, target="80%")  # type: ignore[arg-type]  # a likely mistake
    found = routesim.staff(ASKED, 700, CENTRE, target=0.7, replications=1, workers=1)  # type: ignore[arg-type]  # another
    assert found.queue == "700"


def test_the_library_finds_staff() -> None:
    found = routesim.staff(ASKED, "Support", CENTRE, target=0.7, replications=1, workers=1)
    assert found.agents is not None
    assert found.to_csv().startswith("agents,kind,id,metric,mean,")
    assert next(iter(found.to_pandas().columns)) == "agents"
    assert f"It takes {found.agents} agents" in found._repr_html_()
    with pytest.raises(UnusableInput, match="target is 80: expected a share"):
        routesim.staff(BUSY, "Support", CENTRE, target=80)
    with pytest.raises(UnusableInput, match="replications is 0"):
        routesim.staff(ASKED, "Support", CENTRE, replications=0)
    with pytest.raises(UnusableInput, match="there is no queue `Sales`"):
        routesim.staff(ASKED, "Sales", CENTRE)
    with pytest.raises(TypeError, match="so pbx is needed"):
        routesim.staff(BUSY, "Support")
