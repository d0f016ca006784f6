"""What replications say, gathered: nothing is lost of it, in 8 bytes a figure, however many there are."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from routesim.traffic.gathering import Gathered, rows
from routesim.traffic.simulation import Plan, simulate
from routesim.traffic.tally import Results
from tests.traffic.worlds import call_centre, workload

ALL = ("system", "all")
BYTES = 8
SLACK = 1.25
"""Columns have some room to grow."""


def gathered(*replications: Results) -> Gathered:
    """What these say."""
    found = Gathered()
    for results in replications:
        found.add(results)
    return found


def test_what_is_told_later_or_not_any_more_has_its_place() -> None:
    found = gathered(
        {ALL: {"calls": 2, "share:answered": 1.0, "waited:mean": 4.5}},
        {ALL: {"calls": 0}},
        {ALL: {"calls": 4, "share:busy": 0.25, "share:answered": 0.75, "waited:mean": 1.5, "occupancy": 0.5}},
        {ALL: {"calls": 1, "share:answered": 1.0, "waited:mean": 0.0}},
    )
    assert found.replications == 4
    assert {key[-1]: found.values(key) for key in found} == {
        "share:answered": [1.0, None, 0.75, 1.0],
        "share:busy": [0.0, None, 0.25, 0.0],
        "waited:mean": [4.5, None, 1.5, 0.0],
        "occupancy": [None, None, 0.5, None],
        "calls": [2, 0, 4, 1],
    }
    assert found.told((*ALL, "occupancy")) == [0.5]


def test_who_does_not_occur_has_no_calls_and_no_share_of_them() -> None:
    seldom = ("number", "+3225880100")
    found = gathered({}, {seldom: {"calls": 3, "messages": 1, "in_progress": 0.5, "share:voicemail": 1.0}}, {})
    assert {key[-1]: found.values(key) for key in found} == {
        "share:voicemail": [None, 1.0, None],
        "in_progress": [0.0, 0.5, 0.0],
        "messages": [0, 1, 0],
        "calls": [0, 3, 0],
    }


def test_what_is_never_told_is_none_or_the_share_of_what_did_not_occur() -> None:
    found = gathered({ALL: {"calls": 2}}, {ALL: {"calls": 0}})
    assert found.values((*ALL, "share:busy")) == [0.0, None]
    assert found.values((*ALL, "waited:mean")) == [None, None]
    assert found.values(("user", "101", "calls")) == [None, None]


def test_rows_come_by_kind_as_they_were_first_told_of_and_hours_as_they_pass() -> None:
    subjects = [("hour", "tue 00"), ("user", "102"), ("hour", "mon 23"), ("user", "101"), ("number", "9"), ALL]
    found = gathered(*({subject: {"calls": 1}} for subject in subjects))
    assert [key[:2] for key in found] == [
        ALL,
        ("number", "9"),
        ("user", "102"),
        ("user", "101"),
        ("hour", "mon 23"),
        ("hour", "tue 00"),
    ]


def test_the_calls_of_a_single_replication_are_a_whole_number() -> None:
    (row,) = rows(gathered({ALL: {"calls": 3}}))
    assert repr(row.mean) == "3"


# --- memory ------------------------------------------------------------------------------------------------------


@pytest.fixture
def traced() -> Iterator[None]:
    tracemalloc.start()
    yield
    tracemalloc.stop()


def _held() -> int:
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


@pytest.mark.usefixtures("traced")
def test_a_figure_takes_8_bytes() -> None:
    random = Random(1)
    accounts = [ALL, *(("user", str(number)) for number in range(20))]
    metrics = ("calls", "share:answered", "share:busy", "waited:mean", "occupancy")
    found = Gathered()

    def add(replications: int) -> None:
        for _ in range(replications):
            found.add({account: {"calls": 1} | {name: random.random() for name in metrics[1:]} for account in accounts})

    add(200)
    before = _held()
    add(2_000)
    assert _held() - before < SLACK * BYTES * 2_000 * len(accounts) * len(metrics)


@pytest.mark.usefixtures("traced")
@pytest.mark.parametrize("until", [None, 1e-6])
def test_nothing_else_grows_with_the_replications_whether_kept_or_taken_from_a_file(
    tmp_path: Path, until: float | None
) -> None:
    phones = call_centre(1)
    page = workload(phones, duration="1h", arrivals=[{"to": "700", "per_hour": 10}], talk=60, patience=30)
    held: dict[int, int] = {}

    def hold(done: int, total: int, partly: float) -> None:
        if done in (100, 500) and done not in held:
            held[done] = _held()

    plan = Plan(500, until, workers=1, resume=str(tmp_path / "done.jsonl"))
    figures = len(simulate(phones, page, plan, progress=hold).rows)
    assert held[500] - held[100] < 2 * SLACK * BYTES * 400 * figures
    tracemalloc.reset_peak()
    before = _held()
    assert len(simulate(phones, page, plan).rows) == figures
    peak = tracemalloc.get_traced_memory()[1]
    assert peak - before < 200_000 + 2 * SLACK * BYTES * 500 * figures
