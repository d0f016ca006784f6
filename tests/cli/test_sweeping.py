"""`routesim simulate --sweep` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, simulate
from tests.cli.files import WORKLOAD

pytestmark = pytest.mark.usefixtures("traffic")


def test_a_value_is_swept(run: Run) -> None:
    told = simulate(run, "--sweep", "users[101].ring_time=5,20", "--replications", "2")
    assert [line.split()[0] for line in told.splitlines()[7:9]] == ["5", "20"]
    found = json.loads(simulate(run, "--sweep", "users[101].ring_time=5,20", "--format", "json"))
    assert found["parameters"] == ["users[101].ring_time"]
    result = run("simulate", "workload.yaml", "--sweep", "users[101].ring_time")
    assert (result.exit_code, result.stderr) == (
        2,
        "--sweep users[101].ring_time: expected PARAMETER=VALUE,VALUE\n",
    )


def test_every_combination_of_several_sweeps_is_simulated(run: Run) -> None:
    sweeps = ("--sweep", "users[101].ring_time=5,20", "--sweep", "settings.max_forwards=0,5")
    found = json.loads(simulate(run, *sweeps, "--replications", "1", "--format", "json"))
    assert [point["values"] for point in found["sweep"]] == [["5", "0"], ["5", "5"], ["20", "0"], ["20", "5"]]
    head = simulate(run, *sweeps, "--replications", "1", "--format", "csv").splitlines()[0]
    assert head == "users[101].ring_time,settings.max_forwards,kind,id,metric,mean,low,high,n"


@pytest.mark.parametrize(
    ("sweeps", "why"),
    [
        (["a"], "--sweep a: expected PARAMETER=VALUE,VALUE"),
        (["a=1,,2"], "--sweep a=1,,2: expected PARAMETER=VALUE,VALUE"),
        (["a=1", "a=2"], "--sweep a=2: a is here twice, expected all its values in one --sweep"),
        (["users[101].ring_time=soon"], "users[101].ring_time=soon: `ring_time` is `soon`: expected a number of"),
        (["users[101].ring_time=5,5"], "users[101].ring_time=5: this value is here twice, expected it once"),
        (["queues[700].agents=1"], "queues[700].agents: there is no queue `700`: this phone system has none"),
        (
            [f"{key}={','.join(map(str, range(20)))}" for key in ("users[101].ring_time", "settings.max_forwards")],
            "a sweep of 20 x 20 values has 400 combinations, expected 1 to 200",
        ),
    ],
)
def test_sweeps_that_cannot_be_used_are_told(run: Run, sweeps: list[str], why: str) -> None:
    result = run("simulate", "workload.yaml", *(part for sweep in sweeps for part in ("--sweep", sweep)))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(why)


def test_a_sweep_stands_alone(run: Run) -> None:
    for option in ("--compare", "--records", "--queue-events"):
        result = run("simulate", "workload.yaml", "--sweep", "users[101].ring_time=5", option, "x.csv")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "expected no --compare, --records or --queue-events beside it" in result.stderr


def test_a_value_that_the_workload_does_not_know_any_more_takes_one_sentence(run: Run, office: Path) -> None:
    page = WORKLOAD.replace("people: {", 'people: {"102": {answers_after: 3}, ')
    (office / "workload.yaml").write_text(page, encoding="utf-8")
    result = run("simulate", "workload.yaml", "--sweep", "users[102].extension=102,109")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("users[102].extension=109: ")


def test_no_password_is_swept_and_none_is_shown(run: Run) -> None:
    for value in ("correct horse,battery staple", "correct horse,", ""):
        result = run("simulate", "workload.yaml", "--sweep", f"users[102].sip.password={value}")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "horse" not in result.stderr
