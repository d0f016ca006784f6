"""Progress within a replication: it only grows, whoever plays, and changes nothing."""

from __future__ import annotations

from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack
from multiprocessing import get_context
from typing import Any

import pytest

from routesim.model.demand import ReadCall, Replayed
from routesim.result.simulation import Simulation
from routesim.traffic import course
from routesim.traffic.board import Board, noting
from routesim.traffic.course import Course, now_and_then
from routesim.traffic.simulation import Plan, simulate
from routesim.traffic.task import Task, replicate, replicate_noted
from tests.traffic.clusters import dask
from tests.traffic.worlds import LINE, call_centre, workload

CENTRE = call_centre(4)
BUSY: dict[str, Any] = {"duration": "40h", "arrivals": [{"to": "700", "per_hour": 200}], "talk": {"exponential": 60}}
HOUR = 3_600_000_000


def share(hours: float, **page: Any) -> float:
    return Course(workload(CENTRE, **page), CENTRE.settings.timezone).share(round(hours * HOUR))


# --- the course of a replication ---------------------------------------------------------------------------------


def test_a_share_goes_by_the_calls_that_are_to_be_expected() -> None:
    page = {"duration": "7d", "arrivals": [{"to": "700", "per_hour": {"mon": {"08:00-10:00": 30, "10:00-12:00": 10}}}]}
    shares = [share(hours, **page) for hours in (0, 8, 9, 10, 11, 12, 100, 200)]
    assert shares == pytest.approx([0, 0, 0.375, 0.75, 0.875, 1, 1, 1])


def test_it_goes_on_from_week_to_week() -> None:
    page = {"duration": "15d", "arrivals": [{"to": "700", "per_hour": {"mon": {"08:00-12:00": 30}}}]}
    shares = [share(hours, **page) for hours in (10, 24, 7 * 24, 7 * 24 + 10, 14 * 24 + 10)]
    assert shares == pytest.approx([1 / 6, 1 / 3, 1 / 3, 1 / 2, 5 / 6])


def test_all_demands_count_and_calls_at_given_times_too() -> None:
    arrivals: list[dict[str, Any]] = [
        {"to": "700", "per_hour": 5},
        {"to": "700", "per_hour": 10, "bursts": [{"at": "2026-11-23T02:00:00", "lasts": "30m", "per_hour": 60}]},
        {"to": "101", "at": [0, 3600, 3601]},
    ]
    page = {"duration": "4h", "arrivals": arrivals}
    assert [share(hours, **page) for hours in (1, 2, 3, 4)] == pytest.approx(
        [count / 93 for count in (16, 33, 78, 93)], abs=1e-9
    )


def test_recorded_calls_count() -> None:
    traffic = workload(CENTRE, duration="4h", arrivals=[{"to": "700", "at": [3600]}])
    records = Replayed(file="x", calls=tuple(ReadCall(hour * HOUR, LINE, 5) for hour in (1, 2, 3)))
    demand = traffic.arrivals[0].model_copy(update={"at": (), "records": records})
    played = Course(traffic.model_copy(update={"arrivals": (demand,)}), CENTRE.settings.timezone)
    assert [played.share(round(hours * HOUR)) for hours in (0.5, 1.5, 2.5, 3.5)] == [0, 1 / 3, 2 / 3, 1]


def test_where_no_calls_are_expected_it_goes_by_the_clock() -> None:
    assert share(1, duration="4h", arrivals=[{"to": "700", "per_hour": 0}]) == 0.25


def test_it_is_told_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[float] = []
    clock = iter((5.0, 5.1, 5.2, 5.25, 5.3))
    monkeypatch.setattr(course, "monotonic", lambda: next(clock))
    heard = now_and_then(told.append)
    for number in range(5):
        heard(number / 4)
    assert told == [0, 0.75]


# --- whoever plays -----------------------------------------------------------------------------------------------


@pytest.fixture
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is told at once, however fast it is."""
    monkeypatch.setattr(course, "EVERY", 0.0)


class Told:
    """Notes what it is told."""

    def __init__(self) -> None:
        self.played: list[float] = []

    def __call__(self, done: int, total: int, parts: float) -> None:
        assert total == 3
        assert 0 <= parts <= total - done
        self.played.append(done + parts)


def simulated(told: Told | None = None, **plan: Any) -> Simulation:
    return simulate(CENTRE, workload(CENTRE, **BUSY), Plan(3, **plan), call_centre(5), told)


@pytest.mark.usefixtures("_at_once")
def test_alone_it_moves_within_each_replication_on_each_system() -> None:
    told = Told()
    assert simulated(told, workers=1) == simulated(workers=1)
    assert told.played == sorted(told.played)
    for begun in (0, 0.5, 1, 1.5, 2, 2.5):  # a replication on one of the systems
        assert any(begun < played < begun + 0.5 for played in told.played)


@pytest.mark.parametrize("kind", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_on_an_executor_it_grows(kind: Any) -> None:
    told = Told()
    options = {} if kind is ThreadPoolExecutor else {"mp_context": get_context("spawn")}
    with kind(2, **options) as executor:
        assert isinstance(executor, Executor)
        assert simulated(told, executor=executor) == simulated(workers=1)
    assert told.played == sorted(told.played)
    assert told.played[-1] == 3


def test_with_processes_it_grows() -> None:
    told = Told()
    assert simulated(told, workers=2) == simulated(workers=1)
    assert told.played == sorted(told.played)
    assert told.played[-1] == 3


@pytest.mark.parametrize("where", ["workers", "executor", "cluster"])
def test_it_moves_within_a_replication_that_is_played_elsewhere(where: str) -> None:
    told, long = Told(), workload(CENTRE, **{**BUSY, "duration": "400h"})
    with ExitStack() as leaving:
        if where == "workers":
            plan = Plan(3, workers=2)
        elif where == "executor":
            plan = Plan(3, executor=leaving.enter_context(ThreadPoolExecutor(1)))
        else:
            plan = Plan(3, cluster=leaving.enter_context(dask(1)).address)
        simulate(CENTRE, long, plan, progress=told)
    assert any(0.05 < played < 0.95 for played in told.played)


def test_how_many_it_takes_is_told_as_soon_as_it_is_known() -> None:
    told: list[tuple[int, int]] = []
    plan = Plan(until=0.02, workers=1)
    page = {**BUSY, "duration": "4h"}
    found = simulate(CENTRE, workload(CENTRE, **page), plan, progress=lambda done, total, _: told.append((done, total)))
    assert {total for done, total in told if done < 5} == {5}
    assert told[-1][0] == found.replications <= told[-1][1]
    assert found.replications > 5


@pytest.mark.usefixtures("_at_once")
def test_a_worker_tells_that_it_begins_then_how_far_it_is() -> None:
    task, told = Task([CENTRE], workload(CENTRE, **{**BUSY, "duration": "160h"})), list[float]()
    figures = replicate(task.content, 0, told.append)
    assert figures == replicate(task.content, 0)
    assert told[0] == 0
    assert len(told) > 5
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1, abs=0.2)


def test_a_board_adds_up_what_is_noted_on_it() -> None:
    task = Task([CENTRE], workload(CENTRE, **{**BUSY, "duration": "1h"}))
    with Board() as board:
        assert board.noted() == 0
        noting(board.path, 5)(0.25)
        noting(board.path, 2)(0.5)
        replicate_noted(task.content, 0, board.path)
        assert board.noted() == 1.75
    noting(board.path, 1)(0.5)  # there is none any more, as on another machine
