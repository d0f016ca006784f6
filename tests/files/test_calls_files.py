"""Calls files: what they name, what they get wrong about it, and in which of the files."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from routesim.errors import UnusableInput
from routesim.files import check_calls, load_calls, loads, loads_calls
from routesim.model.calls import Calls
from routesim.model.people import Busy
from tests.files.samples import CALLS, PBX, SMALL
from tests.files.telling import told_of_calls

NEGATIVE = "a time cannot be negative, expected 0 or more seconds"
WALL = "expected a local date and time such as 2026-11-23T10:00:00, without an offset"
START = "start: 2026-11-23T10:00:00\n"
ONE = f"pbx: pbx.yaml\n{START}calls: [{{from: withheld, to: '101'}}]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pbx.yaml").write_text(SMALL)
    (tmp_path / "calls.yaml").write_text(ONE)
    return tmp_path


def refusal(path: Path, pbx: Path | None = None) -> list[str]:
    with pytest.raises(UnusableInput) as caught:
        load_calls(path, pbx)
    return [str(problem) for problem in caught.value.problems]


def test_calls_and_their_configuration_are_read(folder: Path) -> None:
    system, calls = load_calls(folder / "calls.yaml")
    assert system == loads(SMALL)
    assert (calls.start, calls.calls[0].to) == (datetime(2026, 11, 23, 10), "101")


def test_the_configuration_is_looked_for_beside_the_calls(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    system, _ = load_calls(Path(folder.name) / "calls.yaml")
    assert system == loads(SMALL)


def test_another_configuration_takes_the_place_of_the_named_one(folder: Path) -> None:
    (folder / "other.yaml").write_text(SMALL.replace("Alice", "Zoe"))
    (folder / "pbx.yaml").unlink()
    assert load_calls(folder / "calls.yaml", folder / "other.yaml")[0].users[0].name == "Zoe"
    assert load_calls(folder / "calls.yaml", loads(SMALL))[0].users[0].name == "Alice"


def test_calls_that_name_no_configuration_are_refused(folder: Path) -> None:
    (folder / "calls.yaml").write_text(START + "calls: []\n")
    assert refusal(folder / "calls.yaml") == [
        f"{folder}/calls.yaml:1:1: `pbx` is missing here, expected the path of a configuration\n"
        "    start: 2026-11-23T10:00:00\n    ^"
    ]
    assert load_calls(folder / "calls.yaml", folder / "pbx.yaml")[1].calls == ()


def test_a_configuration_that_is_not_there_is_told_where_it_is_named(folder: Path) -> None:
    (folder / "pbx.yaml").unlink()
    assert refusal(folder / "calls.yaml") == [
        f"{folder}/calls.yaml:1:6: `pbx` is `pbx.yaml`: cannot be read: no such file or directory\n"
        "    pbx: pbx.yaml\n         ^"
    ]


@pytest.mark.parametrize(
    ("named", "why"),
    [
        (".", "cannot be read: it is a folder"),
        ("pipe", "cannot be read: it is no ordinary file"),
        ("empty.yaml", "the file is empty"),
        ("large.yaml", "larger than 64 MiB, the most that is read"),
        ("calls.yaml/x", "cannot be read: not a directory"),
    ],
)
def test_a_configuration_that_cannot_be_read_is_told_where_it_is_named(folder: Path, named: str, why: str) -> None:
    os.mkfifo(folder / "pipe")
    (folder / "empty.yaml").write_text("")
    (folder / "large.yaml").write_text("")
    os.truncate(folder / "large.yaml", 1 << 30)
    (folder / "calls.yaml").write_text(ONE.replace("pbx.yaml", named))
    (line,) = refusal(folder / "calls.yaml")
    assert line.splitlines()[0] == f"{folder}/calls.yaml:1:6: `pbx` is `{named}`: {why}"


def test_another_configuration_that_is_not_there_is_told_by_its_name(folder: Path) -> None:
    nowhere = folder / "nowhere.yaml"
    assert refusal(folder / "calls.yaml", nowhere) == [f"{nowhere}: cannot be read: no such file or directory"]


def test_the_problems_of_both_files_are_told_each_in_its_place(folder: Path) -> None:
    (folder / "pbx.yaml").write_text(SMALL.replace("Alice", "Alice, colour: red"))
    (folder / "calls.yaml").write_text(ONE.replace("to:", "too:"))
    assert [line.splitlines()[0] for line in refusal(folder / "calls.yaml")] == [
        f"{folder}/calls.yaml:3:9: `to` is missing here, which is required",
        f"{folder}/calls.yaml:3:26: the key `too` is not known here, did you mean `to`?",
        f"{folder}/pbx.yaml:3:37: the key `colour` is not known here, expected extension, name, email, gsm, voicemail, "
        "directory, multiple_calls, must_log_in, outgoing_number, ring_time, devices, forwarding, follow_me, keys, sip "
        "or permissions",
    ]


def test_calls_with_broken_syntax_are_refused(folder: Path) -> None:
    (folder / "calls.yaml").write_text("pbx: nowhere.yaml\nstart: @x")
    assert [line.splitlines()[0] for line in refusal(folder / "calls.yaml")] == [
        f"{folder}/calls.yaml:2:8: `@` cannot begin a text in YAML: put the text in quotes"
    ]


def test_an_empty_calls_file_is_refused(folder: Path) -> None:
    (folder / "calls.yaml").write_text("\n")
    assert refusal(folder / "calls.yaml") == [f"{folder}/calls.yaml: the file is empty"]


def test_a_configuration_is_told_apart_from_calls(folder: Path) -> None:
    assert refusal(folder / "pbx.yaml") == [
        f"{folder}/pbx.yaml:1:1: this is a configuration, expected calls to play on one\n"
        "    settings: {timezone: Europe/Brussels, country: BE}\n    ^"
    ]


def test_people_stand_under_their_number_however_it_was_typed() -> None:
    calls = loads_calls(CALLS, loads(PBX))
    assert list(calls.people) == ["default", "0201", "0202", "0203", "+33612345601", "+33612345602"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("people: {'109': {}}", "2:10 there is no user `109`, did you mean `101`?"),
        ("people: {defualt: {}}", "2:10 `defualt` is neither a user nor a valid phone number, did you mean `default`?"),
        ("people: {'+3247': {}}", "2:10 `+3247` is neither a user nor a valid phone number"),
        (
            "people: {'101': {state: unreachable}}",
            "2:25 a user is idle, busy, dnd or offline, only an external number is unreachable",
        ),
        (
            "people: {'101': {state: dmd}}",
            "2:25 `state` is `dmd`: expected idle, busy, dnd, offline or unreachable, did you mean `dnd`?",
        ),
        ("people: {'101': {busy_until: 5, state: idle}}", "2:17 `101`: busy_until goes with state: busy"),
        ("people: {'101': {devices: {mobil: {}}}}", "2:28 there is no device of user 101 `mobil`"),
        ("people: {'101': {answers_after: -1}}", f"2:33 `answers_after` is `-1`: {NEGATIVE}"),
        (
            "people: {'101': {answers_after: soon}}",
            "2:33 `answers_after` is `soon`: expected a number of seconds, or never",
        ),
        (
            "people: {'101': {attempts: [{}, {stat: busy}]}}",
            "2:34 the key `stat` is not known here, did you mean `state`?",
        ),
        ("calls: [{from: '109', to: '101'}]", "2:16 there is no user `109`, did you mean `101`?"),
        ("calls: [{from: '+3247', to: '101'}]", "2:16 `+3247` is no valid phone number in BE"),
        (
            "calls: [{from: someone, to: '101'}]",
            "2:16 `from` is `someone`: expected an extension, a phone number, or withheld",
        ),
        (
            "calls: [{from: withheld, to: ''}]",
            "2:30 `to` is empty: expected something a telephone can dial: an extension or a phone number",
        ),
        ("calls: [{from: withheld, to: '101', at: -1}]", f"2:41 `at` is `-1`: {NEGATIVE}"),
        (
            "calls: [{id: a, from: withheld, to: '101'}, {id: a, from: withheld, to: '101'}]",
            "2:50 there is already a call `a`",
        ),
        (
            "calls: [{from: withheld, to: '101', presses: [a]}]",
            "2:47 item 1 of `presses` is `a`: expected keys of a telephone: 0 to 9, * and #",
        ),
        (
            "calls: [{from: withheld, to: '101', expect: {outcome: answerd}}]",
            "2:55 `outcome` is `answerd`: not known here, did you mean `answered`?",
        ),
        ("events: [{at: -1, user: '101', do: go_offline}]", f"2:15 `at` is `-1`: {NEGATIVE}"),
        ("events: [{at: 1, user: '109', do: go_offline}]", "2:24 there is no user `109`, did you mean `101`?"),
        (
            "events: [{at: 1, user: '101', do: go_ofline}]",
            "2:35 `do` is `go_ofline`: not known here, did you mean `go_offline`?",
        ),
        ("events: [{at: 1, user: '101', do: join_queue, queue: Support}]", "2:54 there is no queue `Support`"),
        (
            "events: [{at: 1, user: '101', do: pickup, target: '108'}]",
            "2:51 there is no user `108`, did you mean `101`?",
        ),
        ("events: [{at: 1, do: set_switch, switch: Night, state: on}]", "2:42 there is no switch `Night`"),
        ("events: [{at: 1, do: invite, conference: Staff, to: '101'}]", "2:42 there is no conference `Staff`"),
        ("seed: -1", "2:7 `seed` is `-1`: expected 0 to 9223372036854775807"),
        ("colour: red", "2:1 the key `colour` is not known here, expected pbx, start, seed, people, calls or events"),
    ],
)
def test_what_calls_get_wrong_is_told_in_its_place(text: str, line: str) -> None:
    assert told_of_calls(START + text) == [line]


def test_calls_right_and_wrong_are_all_looked_at() -> None:
    text = (
        "start: 2026-03-29T02:30:00\n"
        "people: {'109': {}, '101': {state: sleepy}}\n"
        "calls: [{from: '109'}, {id: a, from: '101', to: '1'}, {from: '108', to: '1'}, {id: a, from: '101', to: '1'}]\n"
        "events: [{at: -1, user: '101', do: go_offline}, {at: 1, user: '107', do: go_offline}]\n"
    )
    assert [line.split(" ")[0] for line in told_of_calls(text)] == [
        "1:8",
        "2:10",
        "2:36",
        "3:9",
        "3:62",
        "3:84",
        "4:15",
        "4:63",
    ]


@pytest.mark.parametrize(
    ("start", "why"),
    [
        (
            "2026-03-29T02:30:00",
            "2026-03-29T02:30:00 does not exist in Europe/Brussels: the clocks are put forward over it",
        ),
        (
            "2026-02-30T10:00:00",
            "`start` is `2026-02-30T10:00:00`: no such date or time: day is out of range for month",
        ),
        ("tomorrow", f"`start` is `tomorrow`: {WALL}"),
        ("2026-11-23T10:00:00Z", f"`start` is `2026-11-23T10:00:00Z`: {WALL}"),
        ("1066-10-14", "`start` is `1066-10-14`: expected a year from 1970 to 2200"),
    ],
)
def test_a_start_that_is_none_is_refused(start: str, why: str) -> None:
    assert told_of_calls(f"start: {start}") == [f"1:8 {why}"]


@pytest.mark.parametrize("start", ["2026-10-25T02:30:00", "2026-11-23", "2026-11-23 10:00", "'2026-11-23T10:00:00'"])
def test_a_start_may_be_ambiguous_or_short(start: str) -> None:
    assert loads_calls(f"start: {start}", loads(SMALL)).calls == ()


def test_a_call_to_an_unknown_extension_is_accepted() -> None:
    calls = loads_calls(START + "calls: [{from: '101', to: '999'}, {from: withheld, to: '*70'}]", loads(SMALL))
    assert [call.to for call in calls.calls] == ["999", "*70"]


@pytest.mark.parametrize("caller", ["+32470123456", "0470 12 34 56", "0032 470 12 34 56", "'101'", "1-01", "withheld"])
def test_a_caller_may_be_typed_in_any_form(caller: str) -> None:
    assert loads_calls(f"{START}calls: [{{from: {caller}, to: '101'}}]", loads(SMALL)).calls[0].from_ == caller.strip(
        "'"
    )


def test_python_values_are_checked_like_a_file() -> None:
    system = loads(SMALL)
    calls = check_calls({"start": datetime(2026, 11, 23), "people": {"0470 12 34 56": Busy()}}, system)
    assert calls.people == {"+32470123456": Busy()}
    assert check_calls(calls, system) is calls
    with pytest.raises(UnusableInput) as caught:
        check_calls(Calls.model_validate({"start": "2026-11-23", "people": {"109": {}}}), system)
    assert str(caught.value) == "people.109: there is no user `109`, did you mean `101`?"
    with pytest.raises(UnusableInput) as caught:
        check_calls({"start": 5, "calls": [{"from": "101", "to": None}]}, system)
    assert [problem.path for problem in caught.value.problems] == [("start",), ("calls", 0, "to")]
