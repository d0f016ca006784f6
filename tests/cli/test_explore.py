"""`routesim explore` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, Spawn
from tests.cli.files import PBX
from tests.scenarios import FOLDERS

OFFICE = """\
Small office: every way in which calls to 3 numbers can end

+3225880101 and Élodie Martin (101)
  answered by Élodie Martin (101)                                     0 to <20 s
  answered by Bob Peeters (102)                                       0 to <35 s
      when Élodie Martin (101) does not answer
  answered by +32470000101                                           10 to <50 s
      when Élodie Martin (101) does not answer
  voicemail of Élodie Martin (101)                                    10 to 50 s
      when Élodie Martin (101), Bob Peeters (102) and +32470000101 do not answer
  carrier voicemail of +32470000101                                  10 to <50 s
      when Élodie Martin (101) does not answer
  busy                                                                0 to <20 s
      when Élodie Martin (101) is occupied
  abandoned                                                            0 to 50 s
      when Élodie Martin (101), Bob Peeters (102) and +32470000101 do not answer
  rejected: the caller is on the blacklist                                   0 s
      when +3225559999 calls

Bob Peeters (102)
  answered by Bob Peeters (102)                                       0 to <20 s
  busy                                                                0 to <20 s
      when Bob Peeters (102) is occupied
  no answer                                                            0 to 20 s
      when Bob Peeters (102) does not answer
  abandoned                                                            0 to 20 s
      when Bob Peeters (102) does not answer
  rejected: the caller is on the blacklist                                   0 s
      when +3225559999 calls
────────────────────────────────────────────────────────────────────────────────
21 endings, each shown by a call that plays so
--verbose tells these calls, --format json has them as calls files
"""
BUSY = """\
  ✗ no call may end busy: it can end busy

examined: +32470123456 calls Bob Peeters (102)
Monday 23 November 2026, 10:00:00, Europe/Brussels
Busy

  10:00:00  0 s  Bob Peeters (102) is occupied and cannot receive a second
                 call [3.3].
                 Bob Peeters (102) has no busy forwarding [5.2].
                 Nobody is left to ring and no mailbox takes the call: the
                 caller hears busy [5.3].
────────────────────────────────────────────────────────────────────────────────
5 endings, each shown by a call that plays so
--verbose tells these calls, --format json has them as calls files
✗ the property does not hold
"""
CALENDAR = """\
  in 2027, Monday-Friday 00:00-08:59 and 17:30-23:59; Saturday and Sunday:
    hung up
  in 2027, Monday-Friday 09:00:00-17:29:39:
    answered by Alice (101), voicemail of Box (801) and abandoned
  in 2027, Monday-Friday 17:29:40-17:29:59:
    answered by Alice (101), voicemail of Box (801), hung up and abandoned
"""
HOURS = 'type: time_condition, days: mon-fri, hours: "09:00-17:29"'
DOOR = f"""\
settings: {{name: Door, timezone: Europe/Brussels, country: BE}}
users: [{{extension: 101, name: Alice, ring_time: 20}}]
voicemails: [{{name: Box, extension: 801}}]
switches: [{{name: Closed, state: off}}]
dial_plans:
  - name: Door
    extension: 900
    start: early
    elements:
      early: {{{HOURS}, true: button, false: bye}}
      button: {{type: switch, switch: Closed, active: bye, inactive: ring}}
      ring: {{type: call, to: 101, next: late}}
      late: {{{HOURS}, true: box, false: bye}}
      box: {{type: voicemail, voicemail: Box}}
      bye: {{type: hang_up}}
  - name: Night
    extension: 901
    start: hour
    elements:
      hour: {{type: time_condition, hours: "02:00-02:59", true: bye, false: box}}
      box: {{type: voicemail, voicemail: Box}}
      bye: {{type: hang_up}}
  - name: Circle
    extension: 902
    start: menu
    elements:
      menu: {{type: menu, timeout: 5, keys: {{2: menu}}, invalid: menu, no_input: day}}
      day: {{type: time_condition, days: mon-fri, true: box, false: menu}}
      box: {{type: voicemail, voicemail: Box}}
"""


@pytest.fixture(autouse=True)
def door(office: Path) -> None:
    (office / "door.yaml").write_text(DOOR, encoding="utf-8")


def explored(run: Run, *arguments: str) -> dict[str, Any]:
    result = run("explore", *arguments, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def outcomes(number: dict[str, Any]) -> list[tuple[str, str | None, list[float | None]]]:
    return [(ending["outcome"], ending["by"], ending["waited"]) for ending in number["endings"]]


# --- what can become of calls ----------------------------------------------------------------------------------------


def test_all_numbers_are_told_those_alike_together(run: Run) -> None:
    result = run("explore", "pbx.yaml")
    assert (result.exit_code, result.stdout, result.stderr) == (0, OFFICE, "")


def test_numbers_may_be_named_however_they_are_spelled_and_twice(run: Run) -> None:
    result = run("explore", "pbx.yaml", "02 588 01 01", "102", "+3225880101")
    lines = result.stdout.splitlines()
    assert lines[0] == "Small office: every way in which calls to 2 numbers can end"
    assert [lines[2], lines[19]] == ["+3225880101", "Bob Peeters (102)"]


def test_of_many_numbers_a_line_each_kind(run: Run) -> None:
    users = "\n".join(f"  - {{extension: {number}, name: U, ring_time: {number}}}" for number in range(200, 220))
    Path("many.yaml").write_text(f"settings: {{name: Many, timezone: UTC, country: BE}}\nusers:\n{users}\n")
    result = run("explore", "many.yaml", "--max-wait", "201")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[:9] == [
        "Many: every way in which calls to 20 numbers can end",
        "",
        "  answered, busy, no answer, abandoned                               up to 219 s",
        "      U (200), U (201), U (202), U (203), U (204), U (205), U (206) and 13",
        "      others",
        "",
        "Name a number to see who answers its calls, and when they end how.",
        "",
        "✗ no caller may wait longer than 201 s: the caller can wait up to <219 s",
    ]
    assert lines.count("examined: +32470123456 calls U (219)") == 1
    assert lines[-1] == "✗ 18 of 20 properties do not hold"


def test_verbose_tells_the_story_of_every_ending(run: Run) -> None:
    result = run("explore", "pbx.yaml", "102", "--verbose")
    assert result.stdout.count("\nexamined: ") == 5
    assert "\nexamined: +3225559999 calls Bob Peeters (102)\n" in result.stdout
    assert "--verbose tells" not in result.stdout


def test_json_is_what_programs_read(run: Run) -> None:
    answer = explored(run, "pbx.yaml", "102", "--max-wait", "20")
    assert list(answer) == ["pbx", "complete", "numbers"]
    assert (answer["pbx"], answer["complete"]) == ("Small office", True)
    (number,) = answer["numbers"]
    assert list(number) == ["number", "endings", "properties"]
    assert number["endings"][1] == {
        "outcome": "busy",
        "by": None,
        "reason": None,
        "waited": [0.0, 19.999999],  # as soon as Bob turns it down, until the last microsecond of his ring
        "when": ["user:102 is occupied"],
        "witness": {
            "start": "2026-11-23T10:00:00",
            "people": {"102": {"state": "busy"}},
            "calls": [{"id": "examined", "from": "+32470123456", "to": "102"}],
        },
    }
    assert number["properties"] == [{"max_wait": 20.0, "holds": True, "ending": None}]


def test_every_witness_in_the_json_plays_to_its_ending(run: Run) -> None:
    for number in explored(run, "pbx.yaml")["numbers"]:
        for ending in number["endings"]:
            Path("witness.json").write_text(json.dumps(ending["witness"]), encoding="utf-8")
            played = run("play", "witness.json", "--pbx", "pbx.yaml", "--format", "json")
            call = json.loads(played.stdout)["calls"][-1]
            assert {key: call[key] for key in ("outcome", "by", "reason")} == {
                key: ending[key] for key in ("outcome", "by", "reason")
            }
            least, most = ending["waited"]
            assert least <= call["waited"] <= most


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_scenario_is_explored_to_the_end_and_fits_a_screen(run: Run, folder: Path) -> None:
    result = run("explore", str(folder / "pbx.yaml"))
    assert (result.exit_code, result.stderr) == (0, "")
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "NOT COMPLETE" not in result.stdout


# --- which calls -----------------------------------------------------------------------------------------------------


def test_calls_by_one_caller_only(run: Run) -> None:
    def of(caller: str) -> list[tuple[str, str | None]]:
        (number,) = explored(run, "pbx.yaml", "101", "--from", caller)["numbers"]
        assert {ending["witness"]["calls"][-1]["from"] for ending in number["endings"]} == {caller}
        return [(ending["outcome"], ending["by"]) for ending in number["endings"]]

    anybody = of("withheld")
    assert ("answered", "102") in anybody
    assert ("rejected", None) not in anybody
    assert ("answered", "102") not in of("102")  # his phone is his own: it does not ring for him
    assert of("+3225559999") == [("rejected", None)]


def test_calls_placed_within_some_time_only(run: Run) -> None:
    (evening,) = explored(run, "door.yaml", "900", "--since", "2026-11-23T17:30", "--before", "2026-11-24")["numbers"]
    assert outcomes(evening) == [("hung_up", None, [0.0, 0.0])]
    (last,) = explored(run, "door.yaml", "900", "--since", "2026-11-23T17:29:50", "--before", "2026-11-23T17:29:51")[
        "numbers"
    ]
    assert outcomes(last) == [
        ("answered", "101", [0.0, 19.999999]),
        ("voicemail", "801", [0.0, 9.999999]),  # Alice turns it down before half past five
        ("hung_up", None, [9.000001, 20.0]),
        ("abandoned", None, [0.0, 20.0]),
    ]


def test_switches_stand_as_configured_unless_they_may_stand_either_way(run: Run) -> None:
    bounds = ("door.yaml", "900", "--since", "2026-11-23T10:00", "--before", "2026-11-23T11:00")
    (configured,) = explored(run, *bounds)["numbers"]
    (free,) = explored(run, *bounds, "--any-switch")["numbers"]
    assert "hung_up" not in {ending["outcome"] for ending in configured["endings"]}
    (ending,) = [ending for ending in free["endings"] if ending["outcome"] == "hung_up"]
    assert ending["when"][-1] == "the switch Closed is on"
    assert ending["witness"]["events"] == [{"at": 0, "do": "set_switch", "switch": "Closed", "state": "on"}]


# --- a year ----------------------------------------------------------------------------------------------------------


def test_a_calendar_tells_when_calls_can_end_how_to_the_second(run: Run) -> None:
    result = run("explore", "door.yaml", "900", "--calendar", "2027")
    assert result.exit_code == 0
    assert CALENDAR in result.stdout  # a call placed at 17:29:40 that rings for 20 s finds the door closed


def test_a_calendar_in_json_is_exact(run: Run) -> None:
    (number,) = explored(run, "door.yaml", "900", "--calendar", "2027")["numbers"]
    assert list(number) == ["number", "endings", "properties", "calendar"]
    closed, working, late = number["calendar"]
    assert (len(working["intervals"]), len(late["intervals"])) == (261, 261)  # days from Monday to Friday
    assert working["intervals"][0] == ["2027-01-01T09:00:00+01:00", "2027-01-01T17:29:40+01:00"]
    assert late["intervals"][0] == ["2027-01-01T17:29:40+01:00", "2027-01-01T17:30:00+01:00"]
    assert closed["intervals"][0] == ["2027-01-01T00:00:00+01:00", "2027-01-01T09:00:00+01:00"]
    assert closed["intervals"][-1] == ["2027-12-31T17:30:00+01:00", "2028-01-01T00:00:00+01:00"]
    kinds = [[number["endings"][place]["outcome"] for place in season["endings"]] for season in number["calendar"]]
    assert kinds == [
        ["hung_up"],
        ["answered", "voicemail", "abandoned"],
        ["answered", "voicemail", "hung_up", "abandoned"],
    ]


def test_a_calendar_knows_the_nights_on_which_clocks_change(run: Run) -> None:
    (number,) = explored(run, "door.yaml", "901", "--calendar", "2027")["numbers"]
    _, between_two_and_three = number["calendar"]
    assert between_two_and_three["when"] == ["every day except 28 March, 02:00-02:59"]  # there is no such hour
    assert len(between_two_and_three["intervals"]) == 364
    (twice,) = [span for span in between_two_and_three["intervals"] if span[0].startswith("2027-10-31")]
    assert twice == ["2027-10-31T02:00:00+02:00", "2027-10-31T03:00:00+01:00"]  # two hours


# --- what must hold --------------------------------------------------------------------------------------------------


def test_a_broken_property_tells_the_story_of_a_call_and_exits_1(run: Run) -> None:
    result = run("explore", "pbx.yaml", "102", "--forbid", "busy")
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.endswith(BUSY)


def test_a_property_that_holds_is_told_too(run: Run) -> None:
    asked = ("--require", "answered | busy, no_answer", "--require", "rejected", "--max-wait", "20")
    result = run("explore", "pbx.yaml", "102", *asked)
    assert result.exit_code == 0
    assert "  ✓ every call must end answered, busy, no answer or rejected\n" in result.stdout
    assert "  ✓ no caller may wait longer than 20 s\n" in result.stdout
    assert result.stdout.endswith("\n✓ all 2 properties hold, whatever people do\n")


def test_a_wait_that_is_too_long_is_shown_by_a_call_that_waits_too_long(run: Run) -> None:
    result = run("explore", "pbx.yaml", "102", "--max-wait", "19.5")
    assert result.exit_code == 1
    assert "  ✗ no caller may wait longer than 19.5 s: the caller can wait up to <20 s\n" in result.stdout
    assert "\nAnswered by Bob Peeters (102) after 19.999999 s, talked for 60 s\n" in result.stdout


def test_properties_of_the_configuration_are_held_too_each_to_its_number(run: Run) -> None:
    asked = 'properties: [{max_wait: 50}, {number: "02 588 01 01", forbid: [busy]}]\n'
    Path("asked.yaml").write_text(PBX + asked, encoding="utf-8")
    result = run("explore", "asked.yaml", "--format", "json")
    assert result.exit_code == 1
    verdicts = {number["number"]: number["properties"] for number in json.loads(result.stdout)["numbers"]}
    wait = {"max_wait": 50.0, "holds": True, "ending": None}
    assert verdicts == {
        "+3225880101": [wait, {"forbid": ["busy"], "holds": False, "ending": 5}],
        "101": [wait],
        "102": [wait],
    }
    assert run("explore", "asked.yaml", "101", "102").exit_code == 0


def test_callers_who_give_up_count_only_where_nothing_else_need_end_the_call(run: Run) -> None:
    assert run("explore", "door.yaml", "101", "--forbid", "abandoned").exit_code == 0
    result = run("explore", "door.yaml", "902", "--before", "2026-01-02", "--forbid", "abandoned")
    assert result.exit_code == 1
    assert "it can end abandoned: nothing but the caller's\n    patience ends it\n" in result.stdout


def test_what_was_not_explored_to_the_end_is_no_proof(run: Run) -> None:
    # On a Saturday the menu goes round for more than a day before the mailbox: longer than any call can be played.
    saturday = ("--since", "2026-11-21T10:00", "--before", "2026-11-21T10:01")
    result = run("explore", "door.yaml", "902", *saturday, "--require", "failed | abandoned")
    assert result.exit_code == 1
    assert "  ✗ explored only in part: there may be more endings than these\n" in result.stdout
    assert "every call must end failed or abandoned: not shown, as not all was\n    explored\n" in result.stdout
    assert (
        "✗ NOT COMPLETE: explored only in part, so that calls to 902 may have more\n  endings than these\n"
        in result.stdout
    )
    assert result.stdout.endswith("\n✗ the property is not shown to hold\n")
    told = json.loads(run("explore", "door.yaml", "902", *saturday, "--format", "json").stdout)
    assert told["complete"] is False


# --- what cannot be asked --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["109"], "NUMBER 109: there is no extension `109`, did you mean `102`?"),
        (["+3225880109"], "NUMBER +3225880109: there is no incoming number `+3225880109`, did you mean `+3225880101`?"),
        (["Bob"], "NUMBER Bob: expected something a telephone can dial: an extension or a phone number"),
        (["--from", "109"], "--from 109: there is no user `109`, did you mean `102`?"),
        (["--from", ""], "--from '': expected an extension, a phone number, or withheld"),
        (["--since", "soon"], "--since soon: expected a local date and time such as 2026-11-23T10:00:00"),
        (["--before", "2027-02-29"], "--before 2027-02-29: no such date or time: day is out of range for month"),
        (
            ["--since", "2027-01-02", "--before", "2027-01-02"],
            "--since 2027-01-02 --before 2027-01-02: no time lies from 2027-01-02T00:00:00 until 2027-01-02T00:00:00",
        ),
        (["--since", "2060-01-01"], "--since 2060-01-01: no time lies from 2060-01-01T00:00:00 until 2054"),
        (["--calendar", "27"], "--calendar 27: expected 1970 to 2199"),
        (["--calendar", "2027", "--since", "2027-01-02"], "--calendar 2027: a whole year, expected it without `since`"),
        (["--max-wait", "1m"], "--max-wait 1m: expected a number of seconds, such as 15 or 2.5"),
        (["--max-wait", "-1"], "--max-wait -1: a time cannot be negative, expected 0 or more seconds"),
        (["--require", "answerd"], "--require answerd: not known here, did you mean `answered`?"),
        (["--forbid", "busy|"], "--forbid '': expected answered, voicemail, "),
        (["--require", "busy", "--forbid", "busy"], "--require and --forbid: busy is required and forbidden at once"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told_by_where_it_was_typed(run: Run, arguments: list[str], told: str) -> None:
    result = run("explore", "pbx.yaml", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(told)
    assert result.stderr.count("\n") == 1


def test_everything_that_is_wrong_is_told_at_once(run: Run) -> None:
    result = run("explore", "pbx.yaml", "109", "x", "--max-wait", "x", "--from", "109", "--since", "x")
    assert result.exit_code == 2
    lines = result.stderr.splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        *("NUMBER x", "--since x", "--max-wait x", "NUMBER 109", "--from 109", "5 problems")
    ]


def test_options_that_contradict_the_configuration_are_refused(run: Run) -> None:
    Path("asked.yaml").write_text(f"{PBX}properties: [{{require: [answered]}}]\n", encoding="utf-8")
    result = run("explore", "asked.yaml", "--forbid", "answered")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "--forbid: no call could hold to this and to the configuration's properties at once: no outcome is left\n"
    )


def test_properties_that_contradict_each_other_are_told_with_their_place(run: Run) -> None:
    asked = 'properties:\n  - {require: [answered]}\n  - {number: "102", forbid: [answered, busy]}\n'
    Path("asked.yaml").write_text(PBX + asked, encoding="utf-8")
    result = run("explore", "asked.yaml", "101")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "asked.yaml:14:5: no call to 102 could hold to this and to the properties before it at once: "
        "no outcome is left\n"
        '      - {number: "102", forbid: [answered, busy]}\n'
        "        ^\n"
    )
    assert run("check", "asked.yaml").exit_code == 1


def test_all_that_is_wrong_with_properties_is_told_in_one_go(run: Run) -> None:
    asked = 'properties:\n  - {number: "109", require: [answered]}\n  - {require: [answerd], max_wait: 1m}\n  - {}\n'
    Path("asked.yaml").write_text(PBX + asked, encoding="utf-8")
    result = run("explore", "asked.yaml")
    assert result.exit_code == 2
    places = [line.partition(": ")[0] for line in result.stderr.splitlines() if line.startswith("asked.yaml")]
    assert places == ["asked.yaml:13:14", "asked.yaml:14:16", "asked.yaml:14:36", "asked.yaml:15:5"]


def test_the_help_shows_commands_that_fit_a_screen(run: Run) -> None:
    lines = run("explore", "--help").stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert sum(line.startswith("    routesim ") for line in lines) >= 5


def test_a_terminal_gets_colours_and_a_pipe_gets_none(spawn: Spawn) -> None:
    result = spawn("explore", "pbx.yaml", "102")
    assert (result.returncode, result.stderr) == (0, b"")
    assert b"\x1b" not in result.stdout
