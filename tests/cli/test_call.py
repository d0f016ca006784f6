"""`routesim call` as a user runs it."""

from __future__ import annotations

import inspect
import json

import pytest

from routesim import api
from routesim.cli.call import DEFAULT_CALLER, DEFAULT_START
from tests.cli.conftest import Run, Spawn

STORY = """\
Taken for granted: --from +32470123456, --at 2026-11-23T10:00:00

Call 1: +32470123456 calls 02 588 01 01
Monday 23 November 2026, 10:00:00, Europe/Brussels
Answered by Bob Peeters (102) after 26 s, talked for 60 s

  10:00:00   0 s  +3225880101 leads to Élodie Martin (101): the phone rings.
  10:00:20  20 s  Élodie Martin (101) does not answer within the ring time of
                  20 s [5.2].
                  No-answer forwarding of Élodie Martin (101): Bob Peeters (102)
                  rings.
  10:00:26  26 s  Bob Peeters (102) answers after 6 s of ringing.
  10:01:26  86 s  The conversation ends after 60 s.

                     0                         20      26 s
  Élodie Martin 101  ░░░░░░░░░░░░░░░░░░░░░░░░░▌              no answer
  Bob Peeters   102                            ░░░░░░░░███►  answers, talks 60 s
"""


def test_a_call_tells_its_story_and_what_was_taken_for_granted(run: Run) -> None:
    result = run("call", "pbx.yaml", "02 588 01 01", "--person", "102=answers:6")
    assert (result.exit_code, result.stdout, result.stderr) == (0, STORY, "")


def test_nothing_is_taken_for_granted_where_everything_is_given(run: Run) -> None:
    result = run("call", "pbx.yaml", "101", "--from", "102", "--at", "2026-12-24T18:05", "--person", "101=answers:2")
    assert result.stdout.startswith(
        "Call 1: Bob Peeters (102) calls Élodie Martin (101)\nThursday 24 December 2026, 18:05:00"
    )


def test_without_any_person_the_story_says_that_nobody_answers(run: Run) -> None:
    assert "--person default=never\n" in run("call", "pbx.yaml", "101").stdout.partition("\n\n")[0] + "\n"


def test_json_holds_one_call(run: Run) -> None:
    result = run("call", "pbx.yaml", "101", "--person", "101=busy", "--talk", "10", "--format", "json")
    (call,) = json.loads(result.stdout)["calls"]
    assert (call["outcome"], call["by"], call["talked"]) == ("busy", None, 0.0)
    assert call["rang"][0]["result"] == "busy"


def test_the_defaults_are_those_of_the_python_call() -> None:
    parameters = inspect.signature(api.call).parameters
    assert (parameters["from_"].default, parameters["at"].default) == (DEFAULT_CALLER, DEFAULT_START)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--at", "tomorrow"], "--at tomorrow: expected a local date and time such as 2026-11-23T10:00:00"),
        (["--at", "2026-02-30"], "--at 2026-02-30: no such date or time"),
        (["--from", "Bob"], "--from Bob: expected an extension, a phone number, or withheld"),
        (["--talk", "-1"], "--talk -1: a time cannot be negative"),
        (["--patience", "nan"], "--patience nan: expected a number of seconds"),
        (["--press", "1", "--press", "x"], "--press x: expected keys of a telephone"),
        (["--press", "1@soon"], "--press 1@soon: expected a number of seconds"),
        (["--person", "101=answers:six"], "--person 101=answers:six: expected a number of seconds, or never"),
        (["--person", "101=bussy"], "--person 101=bussy: 'bussy' is nothing a person can be; did you mean busy?"),
    ],
)
def test_a_mistake_is_told_by_the_option_it_is_in(run: Run, options: list[str], message: str) -> None:
    result = run("call", "pbx.yaml", "101", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(message)


def test_something_that_no_telephone_can_dial(run: Run) -> None:
    result = run("call", "pbx.yaml", "Élodie")
    assert result.exit_code == 2
    assert result.stderr.startswith("NUMBER Élodie: expected something a telephone can dial")


def test_somebody_who_is_not_there_is_answered_with_who_is(run: Run) -> None:
    result = run("call", "pbx.yaml", "101", "--person", "103=busy")
    assert result.exit_code == 2
    assert result.stderr.startswith("--person 103=busy: there is no user `103`, did you mean `102`?")


def test_all_mistakes_are_told_at_once(run: Run) -> None:
    result = run("call", "pbx.yaml", "101", "--at", "noon", "--from", "x", "--person", "101=bussy", "--person", "102")
    assert result.exit_code == 2
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == [
        "--person 101=bussy",
        "--person 102",
        "--at noon",
        "--from x",
        "4 problems",
    ]


def test_a_start_that_the_clock_never_shows(run: Run) -> None:
    result = run("call", "pbx.yaml", "101", "--at", "2026-03-29T02:30:00")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Europe/Brussels" in result.stderr
    assert "Traceback" not in result.stderr


def test_an_unknown_extension_is_a_call_like_any_other(run: Run) -> None:
    result = run("call", "pbx.yaml", "199")
    assert result.exit_code == 0
    assert "Unknown number: nobody here has it" in result.stdout


def test_a_configuration_that_is_not_there(run: Run) -> None:
    result = run("call", "nowhere.yaml", "101")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "nowhere.yaml" in result.stderr


def test_a_missing_number_and_a_mistyped_option_are_told(run: Run) -> None:
    assert "Missing argument 'NUMBER'" in run("call", "pbx.yaml").stderr
    result = run("call", "pbx.yaml", "101", "--persn", "101=busy")
    assert result.exit_code == 2
    assert "--person" in result.stderr


def test_help_comes_with_examples(run: Run) -> None:
    result = run("call", "--help")
    assert result.exit_code == 0
    assert '\n    routesim call pbx.yaml "+32 2 588 01 01" --person 101=busy --person 102=answers:6\n' in result.stdout


@pytest.mark.parametrize("environment", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}])
def test_a_poor_locale_gets_a_poorer_story_but_a_whole_one(spawn: Spawn, environment: dict[str, str]) -> None:
    result = spawn("call", "pbx.yaml", "+3225880101", "--person", "102=answers:6", **environment)
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.decode().splitlines()[2] == "Call 1: +32470123456 calls +3225880101"
    assert len(result.stdout.splitlines()) == len(STORY.splitlines())


def test_a_pipe_gets_the_same_bytes_whatever_the_terminal(spawn: Spawn) -> None:
    arguments = ("call", "pbx.yaml", "101", "--person", "102=answers:6")
    plain = spawn(*arguments, PYTHONIOENCODING="utf-8")
    other = spawn(*arguments, PYTHONIOENCODING="utf-8", COLUMNS="200", TERM="xterm-256color", PYTHONHASHSEED="7")
    assert plain.stdout == other.stdout
    assert b"\x1b" not in plain.stdout


def test_a_call_needs_neither_networkx_nor_pandas_nor_rich(spawn: Spawn) -> None:
    result = spawn("call", "pbx.yaml", "101", PYTHONPROFILEIMPORTTIME="1")
    imported = result.stderr.decode()
    assert "simpy" in imported
    assert not any(f"| {name}\n" in imported.replace("|   ", "| ") for name in ("networkx", "pandas", "rich"))
