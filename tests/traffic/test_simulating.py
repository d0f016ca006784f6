"""Replications: how many, by whom, to what precision; two systems with the same callers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

import routesim
from routesim.errors import BoundExceeded, UnusableInput
from routesim.model.system import PhoneSystem
from routesim.result.intervals import interval
from routesim.result.simulation import Simulation
from routesim.traffic.precision import FEWEST
from routesim.traffic.replication import Trial
from routesim.traffic.simulation import Plan, Progress, simulate
from tests.traffic.worlds import call_centre, system, users, workload

BUSY: dict[str, Any] = {"duration": "2h", "arrivals": [{"to": "700", "per_hour": 200}], "talk": {"exponential": 60}}
CENTRE = call_centre(4)


def simulated(phones: PhoneSystem = CENTRE, draft: PhoneSystem | None = None, **plan: Any) -> Simulation:
    page = {"patience": {"exponential": 30}, "people": {"default": {"answers_after": {"exponential": 5}}}}
    return simulate(phones, workload(phones, **BUSY, **page), Plan(**{"workers": 1, "replications": 3, **plan}), draft)


def test_whoever_works_on_it_and_however_many_the_bytes_are_the_same() -> None:
    alone = simulated(replications=5, draft=call_centre(5))
    with ThreadPoolExecutor(3) as threads:
        assert simulated(replications=5, draft=call_centre(5), executor=threads).to_json() == alone.to_json()
    assert simulated(replications=5, draft=call_centre(5), workers=2).to_json() == alone.to_json()


def test_figures_are_means_over_the_replications_with_their_intervals() -> None:
    found = simulated(replications=4)
    trial = Trial(CENTRE, workload(CENTRE, **BUSY, patience={"exponential": 30}, people=_PEOPLE))
    waits = [trial.replicate(number)["queue", "700"]["waited:mean"] for number in range(4)]
    mean, low, high, _ = interval(waits)
    figure = found.figure("queue", "700", "waited:mean")
    assert (figure.mean, figure.n) == (pytest.approx(mean, abs=1e-6), 4)
    assert (figure.low, figure.high) == (pytest.approx(low, abs=1e-6), pytest.approx(high, abs=1e-6))


_PEOPLE = {"default": {"answers_after": {"exponential": 5}}}


def test_one_replication_has_no_intervals() -> None:
    found = simulated(replications=1)
    assert {(row.low, row.high, row.n) for row in found.rows} == {(None, None, 1)}


def test_another_seed_gives_other_figures() -> None:
    page = workload(CENTRE, **BUSY)
    one = simulate(CENTRE, page, Plan(2, workers=1))
    other = simulate(CENTRE, page.model_copy(update={"seed": 1}), Plan(2, workers=1))
    assert one.rows != other.rows
    assert (one.seed, other.seed) == (0, 1)


def test_shares_and_their_intervals_lie_between_0_and_1() -> None:
    for row in simulated(replications=2).rows:
        if row.metric.startswith(("share:", "service_level", "abandoned", "occupancy")):
            assert row.low is not None
            assert row.high is not None
            assert 0 <= row.low <= row.mean <= row.high <= 1


def test_an_outcome_that_did_not_occur_in_a_replication_counts_as_none_of_its_calls() -> None:
    phones = system(users(1))
    page = workload(phones, duration="1h", arrivals=[{"to": "101", "per_hour": 2}], talk=600)
    found = simulate(phones, page, Plan(30, workers=1))
    shares = [row for row in found.rows if row.kind == "system" and row.metric.startswith("share:")]
    assert {row.metric for row in shares} == {"share:answered", "share:busy"}
    assert len({row.n for row in shares}) == 1
    assert sum(row.mean for row in shares) == pytest.approx(1, abs=1e-5)
    assert found.figure("system", "all", "calls").n == 30


# --- precision ---------------------------------------------------------------------------------------------------


def test_simulating_stops_once_every_share_is_known_well_enough() -> None:
    found = simulated(replications=None, until=0.02)
    assert FEWEST < found.replications < 200
    halves = [
        row.high - row.mean
        for row in simulated(replications=found.replications).rows
        if row.kind in ("system", "number", "queue")
        and row.metric.startswith(("share:", "service_level", "abandoned"))
        and row.high is not None
    ]
    assert max(halves) <= 0.02 + 1e-6
    assert found.remarks == ()
    before = simulated(replications=found.replications - 1)
    assert any(
        (row.high or 0) - row.mean > 0.02 or row.mean - (row.low or 0) > 0.02
        for row in before.rows
        if row.kind in ("system", "number", "queue") and row.metric.startswith(("share:", "service_level", "abandoned"))
    )


def test_simulating_stops_at_the_same_replication_whoever_works_on_it() -> None:
    alone = simulated(replications=None, until=0.02)
    with ThreadPoolExecutor(4) as threads:
        assert simulated(replications=None, until=0.02, executor=threads).to_json() == alone.to_json()


def test_a_precision_that_is_not_reached_is_told() -> None:
    found = simulated(replications=6, until=0.0001)
    assert (found.replications, found.remarks) == (6, ("some intervals are still wider than 0.0001 on either side",))


def test_where_nobody_calls_precision_is_not_waited_for() -> None:
    page = workload(CENTRE, duration="1d", arrivals=[{"to": "700", "per_hour": {"tue": 5}}])
    found = simulate(CENTRE, page, Plan(until=0.01, workers=1))
    assert (found.replications, found.remarks) == (FEWEST, ())


def test_too_few_replications_do_not_tell_how_precise_they_are() -> None:
    (told,) = simulated(replications=FEWEST - 1, until=0.5).remarks
    assert told == "4 replications cannot tell how precise they are: it takes 5 at least"


def test_numbers_that_plan_nothing_are_all_told() -> None:
    for wrong in (0, -1, 2.5, "3", 10**9):
        plan = Plan(wrong, 1, wrong)  # type: ignore[arg-type]  # as a program may be mistaken
        with pytest.raises(UnusableInput) as told:
            plan.checked()
        assert [problem.message.partition(" ")[0] for problem in told.value.problems] == [
            "replications",
            "workers",
            "until",
        ]
    for until in (0, -0.1, float("nan"), float("inf"), "0.1"):
        with pytest.raises(UnusableInput, match="expected a share between 0 and 1"):
            Plan(until=until).checked()  # type: ignore[arg-type]  # as before
    assert Plan(3, 0.01, 2).checked() == Plan(3, 0.01, 2)


def test_who_can_simulate_nothing_is_told_with_all_else() -> None:
    plan = Plan(0, executor=ThreadPoolExecutor, cluster=5)  # type: ignore[arg-type]  # as a program may be mistaken
    with pytest.raises(UnusableInput) as told:
        plan.checked()
    assert [problem.message for problem in told.value.problems] == [
        "replications is 0: expected a whole number from 1 to 100,000",
        f"executor is {ThreadPoolExecutor!r}: "
        "expected an executor of concurrent.futures, such as ProcessPoolExecutor()",
        "cluster is 5: expected the address of a scheduler, such as tcp://127.0.0.1:8786",
    ]


@pytest.mark.parametrize("progress", [None, lambda done, total, parts: None])
def test_an_executor_that_is_shut_down_cannot_simulate(progress: Progress | None) -> None:
    with ThreadPoolExecutor(1) as gone:
        pass
    with pytest.raises(UnusableInput, match=r"^executor takes no work: .* expected one that is not shut down$"):
        simulate(CENTRE, workload(CENTRE, **BUSY), Plan(2, executor=gone), progress=progress)


def test_an_executor_that_is_shut_down_meanwhile_keeps_what_is_done() -> None:
    threads = ThreadPoolExecutor(1)
    found = simulate(
        CENTRE,
        workload(CENTRE, **BUSY),
        Plan(9, executor=threads, workers=1),
        progress=lambda done, total, parts: threads.shutdown() if done == 3 else None,
    )
    assert found.replications == 3
    assert found.remarks[0].startswith("cut short: 3 of 9 replications are done: the executor takes no more work: ")


def test_an_interruption_keeps_what_is_done() -> None:
    def interrupt(done: int, total: int, parts: float) -> None:
        assert total == 9
        if done == 4:
            raise KeyboardInterrupt

    found = simulate(CENTRE, workload(CENTRE, **BUSY), Plan(9, workers=1), progress=interrupt)
    assert found.replications == 4
    assert found.remarks == ("interrupted: 4 of 9 replications are done",)
    assert found.rows == simulate(CENTRE, workload(CENTRE, **BUSY), Plan(4, workers=1)).rows


# --- comparing ---------------------------------------------------------------------------------------------------


def test_nothing_differs_from_itself() -> None:
    found = simulated(draft=call_centre(4))
    assert {change.difference for change in found.compare} == {0.0}
    assert len(found.compare) == len(found.rows)


def test_differences_are_paired_and_much_narrower_than_the_figures_they_are_of() -> None:
    more = call_centre(5)
    found = simulated(draft=more, replications=8)
    key = ("queue", "700", "waited:mean")
    own, other = found.figure(*key), simulated(more, replications=8).figure(*key)
    (change,) = (change for change in found.compare if change[:3] == key)
    assert change.difference == pytest.approx(other.mean - own.mean, abs=2e-6)
    assert change.high is not None
    assert own.high is not None
    assert change.high < 0
    assert change.shown
    assert change.high - change.difference < own.high - own.mean


def test_who_is_rung_in_another_order_still_has_the_same_luck() -> None:
    """Two phones at once or one after the other: each person answers the same call after the same time."""
    waits = []
    for windows in ([[0, 30], [0, 30]], [[0, 30], [5, 35]]):
        plan = {"destinations": [{"to": str(101 + n), "ring": ring} for n, ring in enumerate(windows)]}
        boss = {"extension": "100", "name": "Boss", "follow_me": {"enabled": True, **plan}}
        phones = system([boss, *users(2)])
        people = {"101": {"answers_after": {"uniform": [0, 4]}}, "102": {"answers_after": {"exponential": 9}}}
        page = workload(phones, duration="1d", arrivals=[{"to": "100", "per_hour": 20}], talk=1, people=people)
        waits.append(Trial(phones, page).replicate(0)["number", "100"]["waited:p95"])
    assert waits[0] <= 4
    assert waits[1] <= 4


# --- too much ----------------------------------------------------------------------------------------------------


def test_more_calls_than_can_ever_be_served_are_told_with_load_and_agents() -> None:
    page = {
        "duration": "10d",
        "patience": "never",
        "talk": 600,
        "arrivals": [{"to": "+3225880100", "per_hour": 10_000}],
    }
    with pytest.raises(BoundExceeded) as caught:
        simulate(CENTRE, workload(CENTRE, **page), Plan(1, workers=1))
    assert "more than 50,000 calls are under way at once" in str(caught.value)
    assert "wait in the queue Support (700) with its 4 agents" in str(caught.value)
    assert "is offered 1,666.7 erlangs for 4 agents: it grows without bound" in str(caught.value)


def test_a_queue_that_is_offered_too_much_is_told_of() -> None:
    found = simulated()
    assert found.remarks == ()
    page = workload(CENTRE, **{**BUSY, "talk": 120})
    (remark,) = simulate(CENTRE, page, Plan(1, workers=1)).remarks
    assert remark.startswith("the queue Support (700) is offered 6.7 erlangs for 4 agents: callers are lost")


# --- in Python ---------------------------------------------------------------------------------------------------


def test_a_workload_is_simulated_in_python() -> None:
    page = {"start": "2026-11-23", **BUSY, "replications": 2}
    found = routesim.simulate(page, CENTRE, compare=call_centre(5), seed=3, workers=1)
    assert isinstance(found, Simulation)
    assert (found.replications, found.seed) == (2, 3)
    assert found.compare
    with pytest.raises(TypeError, match="so pbx is needed"):
        routesim.simulate(page)
    with pytest.raises(UnusableInput, match="expected 0 to"):
        routesim.simulate(page, CENTRE, seed=-1)
    with pytest.raises(UnusableInput, match="until is 2: expected a share between 0 and 1"):
        routesim.simulate(page, CENTRE, until=2)
