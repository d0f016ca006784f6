"""Every scenario plays as its author worked out by hand, tells its golden story, and teaches something."""

from __future__ import annotations

import re
import shlex
from operator import attrgetter
from pathlib import Path

import pytest
from click.testing import CliRunner

from routesim import engine
from routesim.cli import main
from routesim.files import load_calls
from routesim.files.workloads import load_workload
from routesim.lint import check
from routesim.traffic.simulation import Plan, simulate
from tests import oracle, pages
from tests.scenarios import FOLDERS, SHELF, centre_records, told

COMMAND = re.compile(r"^ *\$ routesim (.+)$", re.MULTILINE)
RULE = re.compile(r"\b(?:10|[1-9])\.(?:1[0-3]|[1-9])\b")
NAME = attrgetter("name")
each = pytest.mark.parametrize("folder", FOLDERS, ids=NAME)


def test_there_are_scenarios_for_the_situations_that_admins_meet() -> None:
    assert {folder.name for folder in FOLDERS} >= {
        "small-office",
        "staggered-mobiles",
        "follow-me-silences-the-desk",
        "carrier-voicemail-steals-the-call",
        "loop-of-forwards",
        "call-waiting",
        "nested-windows",
        "logged-out-desk",
        "racing-for-one-phone",
        "front-door",
        "keys-pickup-and-transfers",
        "basic-dial-plan",
        "receptionist-and-directory",
        "support-centre",
        "support-queue",
        "vip-list",
        "weekly-conference",
    }
    assert sorted(path for path in SHELF.iterdir() if path.is_dir()) == FOLDERS


@each
def test_a_scenario_holds_exactly_its_four_files_and_traffic_perhaps(folder: Path) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", folder.name)
    found = {path.name for path in folder.iterdir()}
    assert found - {"workload.yaml", "records.csv"} == {"README.md", "calls.yaml", "pbx.yaml", "story.txt"}


REMARKS = {
    "support-centre": [
        "records.csv, calls to +3281600700, queue 700: none on Tuesday 3 November 2026, 13:00 to 18:00",
        "records.csv, calls to +3281600700, queue 710: none on Tuesday 3 November 2026, 13:00 to 18:00",
    ]
}
"""How the remarks begin that traffic is about."""


@pytest.mark.parametrize("file", sorted(SHELF.glob("*/workload.yaml")), ids=str)
def test_traffic_is_simulated_with_the_remarks_that_it_is_about_and_no_other(file: Path) -> None:
    remarks = simulate(*load_workload(file), Plan(2, workers=1)).remarks
    assert [remark.partition(" (")[0] for remark in remarks] == REMARKS.get(file.parent.name, [])


def test_the_records_of_the_support_centre_are_those_that_the_command_writes() -> None:
    assert centre_records.FILE.read_bytes() == centre_records.records().encode()


@each
def test_every_call_says_how_and_when_it_must_end(folder: Path) -> None:
    for call in load_calls(folder / "calls.yaml")[1].calls:
        assert call.id is not None
        assert call.expect is not None
        assert call.expect.outcome is not None
        assert call.expect.answered_at is not None or call.expect.ended_at is not None


@each
def test_every_call_ends_as_expected(folder: Path) -> None:
    failures = {
        call.id: call.expectation.failures
        for call in engine.play(*load_calls(folder / "calls.yaml")).calls
        if call.expectation is not None and not call.expectation.met
    }
    assert failures == {}


@each
def test_the_naive_player_agrees(folder: Path) -> None:
    system, calls = load_calls(folder / "calls.yaml")
    assert oracle.play(system, calls) == pages.played(system, calls)


@each
def test_the_golden_story_is_told_word_for_word(folder: Path) -> None:
    assert told(folder) == (folder / "story.txt").read_text(encoding="utf-8")


LESSONS = {
    "call-waiting": ["RS110"],
    "carrier-voicemail-steals-the-call": ["RS107"],
    "follow-me-silences-the-desk": ["RS102", "RS104", "RS105"],
    "logged-out-desk": ["RS105", "RS111"],
    "loop-of-forwards": ["RS101", "RS105", "RS109"],
    "nested-windows": ["RS109"],
}
"""The faults that a scenario is about. All others have none, or say beside it why it is none."""


@each
def test_a_check_finds_the_fault_that_a_scenario_is_about_and_no_other(folder: Path) -> None:
    found = check(folder / "pbx.yaml")
    assert sorted({finding.code for finding in found}) == LESSONS.get(folder.name, []), str(found)


@each
def test_the_readme_asks_a_question_names_rules_and_gives_something_to_try(folder: Path) -> None:
    text = (folder / "README.md").read_text(encoding="utf-8")
    question = text.index("**Question:**")
    assert question < text.index(f"routesim play scenarios/{folder.name}/calls.yaml") < text.index("**Try this**")
    assert RULE.search(text)


@each
def test_the_commands_in_the_readme_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SHELF.parent)
    commands = COMMAND.findall((folder / "README.md").read_text(encoding="utf-8"))
    assert commands
    for command in commands:
        result = CliRunner().invoke(main, shlex.split(command))
        assert result.exit_code == 0, (command, result.output)
        assert result.stdout
