"""`routesim check` as a user runs it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.conftest import Run, Spawn

SOUND = """\
settings: {name: Small office, timezone: Europe/Brussels, country: BE}
users:
  - {extension: "101", name: Alice}
  - {extension: "102", name: Bob, follow_me: {destinations: [{to: "101"}]}}
queues:
  - {name: Support, extension: "700", static_agents: ["101", "102"]}
incoming_numbers:
  - {number: "+3225880101", destination: {type: extension, extension: "700"}}
"""
WARNED = SOUND.replace("name: Alice", "name: Alice, sip: {password: hunter2}")
WRONG = WARNED.replace('to: "101"', 'to: "109"')
NOTHING = "Nothing is wrong with Small office: 1 incoming number, 2 users, 1 queue.\n"
TEXT = """\
wrong.yaml:3:53: warning RS004: a weak SIP password, expected at least 8 characters
      - {extension: "101", name: Alice, sip: {password: ********}}
                                                        ^

wrong.yaml:4:67: error RS001: there is no user `109`, did you mean `102`?
      - {extension: "102", name: Bob, follow_me: {destinations: [{to: "109"}]}}
                                                                      ^

1 error and 1 warning
RS001  Name something that exists, or add what is named.
RS004  Give each user a password of their own: 8 characters or more, without the
       extension.
Where calls go is looked at once these errors are gone.
More about a code: routesim explain CODE
"""


def check(run: Run, office: Path, text: str, *options: str) -> Result:
    (office / "wrong.yaml").write_text(text)
    return run("check", "wrong.yaml", *options)


def test_nothing_wrong_is_told_in_a_friendly_line(run: Run, office: Path) -> None:
    result = check(run, office, SOUND)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == NOTHING


def test_findings_are_listed_with_their_lines_and_remedies(run: Run, office: Path) -> None:
    result = check(run, office, WRONG)
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout == TEXT


def test_findings_are_records_in_json(run: Run, office: Path) -> None:
    result = check(run, office, WRONG, "--format", "json")
    answer = json.loads(result.stdout)
    assert result.exit_code == 1
    assert list(answer) == ["pbx", "findings", "counts"]
    assert answer["pbx"] == "Small office"
    assert answer["counts"] == {"error": 1, "warning": 1, "info": 0}
    assert list(answer["findings"][1]) == [
        *("code", "severity", "message", "file", "line", "column", "why", "remedy", "related")
    ]
    assert [(found["code"], found["line"], found["column"]) for found in answer["findings"]] == [
        ("RS004", 3, 53),
        ("RS001", 4, 67),
    ]


def test_json_is_complete_where_nothing_is_wrong(run: Run, office: Path) -> None:
    assert json.loads(check(run, office, SOUND, "--format", "json").stdout) == {
        "pbx": "Small office",
        "findings": [],
        "counts": {"error": 0, "warning": 0, "info": 0},
    }


def test_warnings_alone_are_no_failure(run: Run, office: Path) -> None:
    result = check(run, office, WARNED)
    assert result.exit_code == 0
    assert "1 warning" in result.stdout.splitlines()


def test_an_error_of_a_rule_is_a_failure(run: Run, office: Path) -> None:
    result = check(
        run, office, SOUND.replace('static_agents: ["101", "102"]', "static_agents: []"), "--select", "RS301"
    )
    assert result.exit_code == 1
    assert "wrong.yaml:6:12: error RS301: queue Support has no agents" in result.stdout.splitlines()


@pytest.mark.parametrize(
    "text",
    [
        WARNED.replace("hunter2}}", "hunter2}} # routesim: ignore RS004"),
        WARNED.replace("hunter2}}", "hunter2}} #routesim:ignore rs004: an old phone, which takes no longer one"),
        WARNED.replace("country: BE", "country: BE, ignore: [RS004]"),
    ],
)
def test_a_warning_is_silenced_on_its_line_or_in_the_settings(run: Run, office: Path, text: str) -> None:
    assert check(run, office, text).stdout == NOTHING


def test_an_error_that_makes_the_file_unusable_is_not_silenced(run: Run, office: Path) -> None:
    result = check(run, office, WRONG.replace('109"}]}}', '109"}]}} # routesim: ignore RS001'), "--select", "RS2")
    assert result.exit_code == 1
    assert "error RS001: there is no user `109`" in result.stdout


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ([], ["RS004", "RS401"]),
        (["--select", "RS4"], ["RS401"]),
        (["--select", "rs1,RS4"], ["RS401"]),
        (["--select", "RS1", "--select", "RS004"], ["RS004"]),
        (["--ignore", "RS4"], ["RS004"]),
        (["--select", "RS", "--ignore", "RS401 RS0"], []),
    ],
)
def test_codes_are_chosen_by_what_they_begin_with(run: Run, office: Path, options: list[str], codes: list[str]) -> None:
    text = WARNED.replace('"101", "102"]', '"101"]')
    answer = json.loads(check(run, office, text, "--format", "json", *options).stdout)
    assert [finding["code"] for finding in answer["findings"]] == codes


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--select", "RS109,RS199"], "--select RS199: there is no such code, did you mean `RS109`?\n"),
        (["--ignore", "R5101"], "--ignore R5101: there is no such code, did you mean `RS101`?\n"),
        (["--ignore", "banana"], "--ignore BANANA: there is no such code; routesim explain lists them all\n"),
        (["--ignore", "RS001"], "--ignore RS001: what makes a file unusable cannot be ignored\n"),
    ],
)
def test_a_code_that_there_is_not_exits_2(run: Run, office: Path, options: list[str], message: str) -> None:
    result = check(run, office, SOUND, *options)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message)


def test_a_wrong_format_is_a_finding_and_the_name_is_told_all_the_same(run: Run, office: Path) -> None:
    (office / "wrong.yaml").write_text(WRONG.replace("name: Bob", "nmae: Bob, ring_time: 5"))
    result = run("check", "wrong.yaml", "--format", "json")
    answer = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [(found["code"], found["message"]) for found in answer["findings"]] == [
        ("RS000", "`name` is missing here, which is required"),
        ("RS000", "the key `nmae` is not known here, did you mean `name`?"),
    ]


@pytest.mark.parametrize("text", ["", "- a list\n", "pbx: x\ncalls: []\n", "users: []\nusers: []\n"])
def test_a_file_that_is_yaml_and_no_configuration_is_told_on_the_standard_output(
    run: Run, office: Path, text: str
) -> None:
    (office / "wrong.yaml").write_text(text)
    result = run("check", "wrong.yaml")
    assert (result.exit_code, result.stderr) == (1, "")
    assert "error RS000: " in result.stdout


@pytest.mark.parametrize("text", [b"a: b: c", b"\0", b"\xff", b"a:\n\tb: c", b"[" * 100_000])
def test_what_is_not_yaml_is_told_on_the_standard_error(run: Run, office: Path, text: bytes) -> None:
    (office / "wrong.yaml").write_bytes(text)
    result = run("check", "wrong.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("wrong.yaml:1:") or result.stderr.startswith("wrong.yaml:2:")
    assert "Traceback" not in result.stderr


def test_a_file_that_cannot_be_read_is_told_on_the_standard_error(run: Run, office: Path) -> None:
    os.mkfifo(office / "pipe")
    for name, why in (
        ("nowhere", "no such file or directory"),
        (".", "it is a folder"),
        ("pipe", "it is no ordinary file"),
    ):
        result = run("check", name)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == f"{name}: cannot be read: {why}\n"


def test_nothing_is_written_beside_a_checked_file(run: Run, office: Path) -> None:
    before = {path.name: path.read_bytes() for path in office.iterdir()}
    run("check", "pbx.yaml")
    assert {path.name: path.read_bytes() for path in office.iterdir()} == before


def test_a_reader_who_leaves_early_is_no_error(spawn: Spawn, office: Path) -> None:
    (office / "wrong.yaml").write_text(WRONG + "colours: []\n" * 900)
    result = spawn("check", "wrong.yaml")
    assert result.returncode == 1
    assert result.stderr == b""
