"""Workload files: what they hold, what they get wrong, where."""

from __future__ import annotations

from pathlib import Path

import pytest

from routesim.errors import UnusableInput
from routesim.files import load_calls, loads
from routesim.files.workloads import check_workload, load_workload
from routesim.model.distributions import Empirical
from tests.files.samples import PBX, SMALL, WORKLOAD

HEAD = "start: 2026-11-23T00:00:00\nduration: 1d\n"
CALLS = "arrivals: [{to: '101', per_hour: 5}]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pbx.yaml").write_text(SMALL)
    return tmp_path


def told(folder: Path, text: str) -> list[str]:
    """Every problem with the workload *text*, on the smallest system: `line:column message`."""
    (folder / "workload.yaml").write_text(f"pbx: pbx.yaml\n{text}")
    with pytest.raises(UnusableInput) as caught:
        load_workload(folder / "workload.yaml")
    return [f"{problem.line}:{problem.column} {problem.message}" for problem in caught.value.problems]


def test_a_workload_and_its_configuration_are_read(tmp_path: Path) -> None:
    (tmp_path / "pbx.yaml").write_text(PBX)
    (tmp_path / "workload.yaml").write_text(WORKLOAD)
    (tmp_path / "records.csv").write_text("start,number,caller,billed,site\n2026-09-01T10:00,0202,,,a\n")
    system, workload = load_workload(tmp_path / "workload.yaml")
    assert system == loads(PBX)
    assert (workload.duration, workload.warm_up) == (432_000, 3_600)
    assert workload.arrivals[0].per_hour == {
        "mon-fri": {"08:00-12:00": 40.0, "12:00-18:00": 15.5},
        "sat,sun": {"00:00-24:00": 2.0},
    }
    assert workload.arrivals[0].presses == ((("1", 0.5), ("2", 0.4), ("", 0.1)),)
    assert workload.arrivals[1].presses == ((("1", 1.0),), (("2", 1.0),), (("", 1.0),))
    assert list(workload.people) == ["default", "0201", "0202", "0203", "+33612345601"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("duration: 0\n" + CALLS, "3:11 `duration` is 0: expected some time, such as 5d"),
        ("duration: -5d\n" + CALLS, "3:11 `duration` is `-5d`: expected a duration such as 5d, 12h, 30m or 45s"),
        (
            "duration: 200d\n" + CALLS,
            "3:11 `duration` is `200d`: too long, expected at most 115 days (10000000 seconds)",
        ),
        ("duration: 3000h\n" + CALLS, "3:11 `duration` is `3000h`: too long, expected at most 2,777 hours (10000000 "),
        ("duration: 1e8s\n" + CALLS, "3:11 `duration` is `1e8s`: too long, expected at most 10000000 seconds"),
        ("duration: 1h\nwarm_up: 1h\n" + CALLS, "4:10 `warm_up` leaves nothing to count"),
        ("duration: 1h\narrivals: []\n", "4:11 `arrivals` is missing or empty: nobody calls"),
        ("duration: 1h\n", "1:1 `arrivals` is missing or empty: nobody calls"),
        (
            "duration: 1h\narrivals:\n- {to: '101', per_hour: -5}\n",
            "5:25 `per_hour` is `-5`: expected a number of calls an hour, from 0 to 1000000",
        ),
        (
            "duration: 1h\narrivals:\n- {to: '101', per_hour: {mon: .inf}}\n",
            "5:31 `mon` is `.inf`: expected a number of calls an hour, from 0 to 1000000",
        ),
        (
            "duration: 1h\narrivals:\n- {to: '101', per_hour: {mon: {'08:00-09:00': 1e9}}}\n",
            "5:47 `08:00-09:00` is `1e9`: expected a number of calls an hour, from 0 to 1000000",
        ),
        (
            "duration: 1h\narrivals:\n- {to: '101', per_hour: {mon: {'08:00-08:00': 1}}}\n",
            "5:32 the key `08:00-08:00`: no time at all lies between the two",
        ),
        (
            "duration: 1h\narrivals:\n- {to: '101', per_hour: {monday: 5}}\n",
            "5:26 the key `monday`: expected days such as mon-fri or sat,sun",
        ),
        (
            "duration: 1h\narrivals:\n"
            "- {to: '101', per_hour: {mon-fri: {'08:00-12:00': 1}, wed: {'11:00-13:00': 1}}}\n",
            "5:61 `11:00-13:00` overlaps `08:00-12:00` on wed: expected each hour once",
        ),
        (
            "duration: 1h\narrivals:\n- {to: '101'}\n",
            "5:3 item 1 of `arrivals`: expected `per_hour`, `at`, `bursts` or `records`: when calls come",
        ),
        (
            "duration: 1h\narrivals:\n- {to: '101', at: [5, 3600]}\n",
            "5:23 a call after 3600 s is beyond the duration, 3600 s",
        ),
        (
            "duration: 1h\narrivals:\n- {to: '101', from: internal, at: [5]}\n",
            None,
        ),
        (
            "duration: 1h\narrivals:\n- {to: internal, from: internal, at: [5]}\n",
            "5:24 `from` is `internal`, and the system has too few users",
        ),
        (
            "duration: 1h\narrivals:\n- {to: '101', from: ['101', x], at: [5]}\n",
            "5:29 item 2 of `from` is `x`: expected external, internal, an extension",
        ),
        (
            "duration: 1h\narrivals:\n- {to: '101', from: ['109'], at: [5]}\n",
            "5:22 there is no user `109`, did you mean `101`?",
        ),
        (
            "duration: 1h\narrivals:\n- {to: '101', at: [5], presses: {1: 0.5}}\n",
            "5:33 `presses` is a mapping: the probabilities add up to 0.5, expected 1",
        ),
        (
            "duration: 1h\narrivals:\n- {to: '101', at: [5], presses: [1, {1: 2}]}\n",
            "5:41 `1` is `2`: expected a probability from 0 to 1",
        ),
        (
            "duration: 1h\narrivals:\n- {to: '101', bursts: [{at: 2026-11-24, lasts: 5m, per_hour: 60}]}\n",
            "5:29 the burst begins outside the simulation",
        ),
        (
            "duration: 1h\ntalk: {lognormal: {mean: 5, sd: -1}}\n" + CALLS,
            "4:33 `sd` is `-1`: a time cannot be negative, expected 0 or more seconds",
        ),
        (
            "duration: 1h\ntalk: {never: 0.5, else: 5}\n" + CALLS,
            "4:15 `never` is `0.5`: this cannot be never, expected a probability of 0 or no `never`",
        ),
        (
            "duration: 1h\ntalk: {exponentail: 5}\n" + CALLS,
            "4:7 `talk` is a mapping: `exponentail` is no distribution, expected one distribution of ",
        ),
        (
            "duration: 1h\npeople: {'101': {shift: {mon: ['08:00-12:00', '11:00-13:00']}}}\n" + CALLS,
            "4:31 `11:00-13:00` overlaps `08:00-12:00` on mon: expected each hour once",
        ),
        (
            "duration: 1h\npeople: {'+32470123456': {shift: {mon: '08:00-12:00'}}}\n" + CALLS,
            "4:34 an external number works no shifts that are known",
        ),
        (
            "duration: 1h\npeople: {'101': {logs_in_to: [Support]}}\n" + CALLS,
            "4:31 there is no queue `Support`",
        ),
        ("duration: 1h\npeople: {'109': {}}\n" + CALLS, "4:10 there is no user `109`, did you mean `101`?"),
        ("duration: 1h\npeople: {'101': {attempts: []}}\n" + CALLS, "4:18 the key `attempts` is not known here"),
        ("duration: 1h\ntalk: {empirical: none.csv}\n" + CALLS, "4:7 `none.csv`: cannot be read: no such file"),
    ],
)
def test_what_a_workload_gets_wrong_is_told_in_its_place(folder: Path, text: str, problem: str | None) -> None:
    head = "start: 2026-11-23T00:00:00\n"
    if problem is None:
        (folder / "workload.yaml").write_text(f"pbx: pbx.yaml\n{head}{text}")
        load_workload(folder / "workload.yaml")
        return
    (line,) = told(folder, head + text)
    assert line.startswith(problem)


def test_all_problems_are_told_at_once(folder: Path) -> None:
    text = HEAD + (
        "talk: {exponential: 0}\n"
        "people: {'109': {}, '101': {answers_after: soon}}\n"
        "arrivals: [{to: x, per_hour: -1}, {to: '101', at: [-5]}]\n"
    )
    assert [line.split(" ")[0] for line in told(folder, text)] == ["4:21", "5:10", "5:44", "6:17", "6:30", "6:52"]


def test_values_come_from_a_file_beside_the_workload(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "talk.csv").write_text("seconds;who\r\n")
    (folder / "talk.csv").write_text("seconds,who\r\n5,a\r\n2.5,b\r\n\r\n9\r\n")
    (folder / "workload.yaml").write_text(f"pbx: pbx.yaml\n{HEAD}{CALLS}talk: {{empirical: talk.csv}}\n")
    monkeypatch.chdir(folder.parent)
    _, workload = load_workload(Path(folder.name) / "workload.yaml")
    assert workload.talk == Empirical("talk.csv", (2.5, 5.0, 9.0))


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ("seconds\n5\nsoon\n", "`talk.csv`: line 3: `soon` is no number of seconds"),
        ("5\n-2\n", "`talk.csv`: line 2: `-2`: expected 0 to 10000000 seconds"),
        ("nan\n", "`talk.csv`: line 1: `nan`: expected 0 to 10000000 seconds"),
        ("seconds\n", "`talk.csv`: has 0 numbers, expected 1 to 1,000,000"),
    ],
)
def test_files_of_values_that_are_wrong_are_told_where_they_are_named(folder: Path, values: str, why: str) -> None:
    (folder / "talk.csv").write_text(values)
    assert told(folder, f"{HEAD}{CALLS}talk: {{empirical: talk.csv}}\n") == [f"5:7 {why}"]


def test_only_dynamic_agents_log_in(tmp_path: Path) -> None:
    (tmp_path / "pbx.yaml").write_text(PBX)
    text = WORKLOAD.replace("goes_away_after: 9, logged_in: no", "goes_away_after: 9, logs_in_to: [Desk]")
    (tmp_path / "workload.yaml").write_text(text)
    with pytest.raises(UnusableInput, match="`0203` is no dynamic agent of the queue Desk"):
        load_workload(tmp_path / "workload.yaml")


def test_files_of_another_kind_are_told_apart(folder: Path) -> None:
    assert told(folder, "settings: {country: BE, timezone: UTC}") == [
        "1:1 this is a configuration, expected a workload to simulate"
    ]
    assert told(folder, "start: 2026-11-23\ncalls: []")[0].startswith("1:1 this is a file of calls to play")
    (folder / "workload.yaml").write_text(f"pbx: pbx.yaml\n{HEAD}{CALLS}")
    with pytest.raises(UnusableInput, match="this is traffic to simulate, expected calls to play"):
        load_calls(folder / "workload.yaml")


def test_python_values_are_checked_like_a_file() -> None:
    system = loads(SMALL)
    page = {"start": "2026-11-23", "duration": 60, "arrivals": [{"to": "101", "per_hour": 5}], "talk": 7}
    workload = check_workload(page, system)
    assert check_workload(workload, system) == workload
    with pytest.raises(UnusableInput, match=r"talk: `talk` is `-7`"):
        check_workload({**page, "talk": -7}, system)
