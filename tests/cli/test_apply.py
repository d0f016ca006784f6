"""`routesim apply`, `history` and `rollback` as a user runs them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.files import MET, PBX
from tests.cli.terminal import Terminal

LONGER = PBX.replace("voicemail: yes\n    forwarding", "voicemail: yes\n    ring_time: 25\n    forwarding")
NOBODY_ELSE = PBX.replace('{to: "102", ring: [0, 15]}, ', "")
"""Bob no longer helps."""


@pytest.fixture
def draft(office: Path) -> Path:
    """A draft beside what is in force, and no promises."""
    (office / "calls.yaml").unlink()
    (office / "met.yaml").unlink()
    path = office / "draft.yaml"
    path.write_text(NOBODY_ELSE, encoding="utf-8")
    return path


def test_a_draft_is_compared_applied_listed_and_taken_back(run: Run, draft: Path) -> None:
    applied = run("apply", "draft.yaml", "pbx.yaml", "--yes")
    assert applied.exit_code == 0
    lines = applied.stdout.splitlines()
    assert lines[:3] == [
        "✓ check: no error, but 3 findings: routesim check draft.yaml",
        "",
        "pbx.yaml → draft.yaml",
    ]
    assert lines[-2:] == ["✓ draft.yaml is in force as version 2 of pbx.yaml", "To go back: routesim rollback pbx.yaml"]
    assert Path("pbx.yaml").read_text(encoding="utf-8") == NOBODY_ELSE

    told = run("history", "pbx.yaml").stdout
    assert re.sub(r"\d{4}-\S+ \S+  .*", "WHEN", told).splitlines()[:4] == [
        "History of pbx.yaml: 2 versions",
        "",
        "* 2  WHEN",
        told.splitlines()[3],
    ]
    back = run("rollback", "pbx.yaml", "--yes")
    assert back.exit_code == 0
    assert back.stdout.splitlines()[-2] == "✓ pbx.yaml, version 1 is in force as version 3 of pbx.yaml"
    assert Path("pbx.yaml").read_text(encoding="utf-8") == PBX


def test_json_tells_the_same(run: Run, draft: Path) -> None:
    told = json.loads(run("apply", "draft.yaml", "pbx.yaml", "--yes", "--format", "json").stdout)
    assert list(told) == [
        "status",
        "version",
        "draft",
        "applied",
        "findings",
        "properties",
        "expectations",
        "difference",
        "problems",
    ]
    assert (told["status"], told["version"]["version"], told["difference"]["verdict"]) == ("applied", 2, "different")
    history = json.loads(run("history", "pbx.yaml", "--format", "json").stdout)
    assert (history["in_force"], [one["action"] for one in history["versions"]]) == (2, ["found", "apply"])
    back = json.loads(run("rollback", "pbx.yaml", "--yes", "--format", "json").stdout)
    assert (back["version"]["action"], back["version"]["of"]) == ("rollback", 1)


def test_nobody_is_asked_without_a_terminal_and_nothing_is_done(run: Run, draft: Path) -> None:
    for arguments in (["apply", "draft.yaml", "pbx.yaml"], ["rollback", "pbx.yaml"]):
        result = run(*arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == "nobody can be asked here, where there is no terminal: expected --yes\n"
    assert sorted(path.name for path in Path().iterdir()) == ["draft.yaml", "pbx.yaml"]


@pytest.mark.parametrize(("answer", "code"), [("y\r", 0), ("n\r", 1), ("\r", 1)])
def test_on_a_terminal_the_difference_is_shown_and_then_asked(draft: Path, answer: str, code: int) -> None:
    terminal = Terminal(draft.parent, "apply", "draft.yaml", "pbx.yaml")
    terminal.answer("Put draft.yaml in force as pbx.yaml? [y/N]", answer)
    assert terminal.end() == code
    assert terminal.shown.index("end differently") < terminal.shown.index("[y/N]")
    assert (draft.parent / "pbx.yaml").read_text(encoding="utf-8") == (PBX if code else NOBODY_ELSE)
    assert ("Nothing was applied: pbx.yaml is as it was." in terminal.shown) == bool(code)


def test_an_interrupt_at_the_question_applies_nothing(draft: Path) -> None:
    terminal = Terminal(draft.parent, "apply", "draft.yaml", "pbx.yaml")
    terminal.wait_for("[y/N]")
    assert terminal.interrupt() == 130
    assert (draft.parent / "pbx.yaml").read_text(encoding="utf-8") == PBX
    assert sorted(path.name for path in draft.parent.iterdir()) == ["draft.yaml", "pbx.yaml"]


def test_a_second_apply_is_refused_while_the_first_is_asking(run: Run, draft: Path) -> None:
    terminal = Terminal(draft.parent, "apply", "draft.yaml", "pbx.yaml")
    terminal.wait_for("[y/N]")
    second = run("apply", "draft.yaml", "pbx.yaml", "--yes")
    assert (second.exit_code, second.stdout) == (2, "")
    assert second.stderr == (
        f"pbx.yaml: another apply is under way (process {terminal.process.pid}), nothing was applied\n"
    )
    terminal.answer("", "y\r")
    assert terminal.end() == 0


def test_a_promise_that_breaks_stops_it(run: Run, draft: Path) -> None:
    Path("calls.yaml").write_text(MET, encoding="utf-8")
    result = run("apply", "draft.yaml", "pbx.yaml", "--yes")
    assert result.exit_code == 1
    assert "✗ calls.yaml: NOT AS EXPECTED: 2 calls" in result.stdout
    assert result.stdout.splitlines()[-1] == "✗ NOT APPLIED: pbx.yaml is as it was"
    assert Path("pbx.yaml").read_text(encoding="utf-8") == PBX
    told = json.loads(run("apply", "draft.yaml", "pbx.yaml", "--yes", "--format", "json").stdout)
    assert (told["status"], told["version"], told["difference"]) == ("stopped", None, None)


def test_a_property_that_breaks_stops_it_with_a_story(run: Run, draft: Path) -> None:
    draft.write_text(LONGER + 'properties: [{number: "+3225880101", max_wait: 30}]\n', encoding="utf-8")
    result = run("apply", "draft.yaml", "pbx.yaml", "--yes")
    assert result.exit_code == 1
    assert "  Calls to +3225880101 should wait 30 s at most, but can end as " in result.stdout
    assert "+3225880101 leads to Élodie Martin (101): the phone rings." in result.stdout


def test_the_right_to_apply_is_that_of_the_applied_file(run: Run, draft: Path) -> None:
    granting = "    permissions: {username: elo, grants: {apply_changes_button: edit}}\n    forwarding"
    draft.write_text(PBX.replace("    forwarding", granting, 1), encoding="utf-8")
    refused = run("apply", "draft.yaml", "pbx.yaml", "--yes", "--as", "101")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr == (
        "Élodie Martin (101) may not apply changes: pbx.yaml grants no for apply_changes_button, expected edit or yes\n"
    )
    assert run("apply", "draft.yaml", "pbx.yaml", "--yes").exit_code == 0
    assert run("rollback", "pbx.yaml", "--yes", "--as", "elo").exit_code == 0
    history = json.loads(run("history", "pbx.yaml", "--format", "json").stdout)
    assert history["versions"][-1]["by"] == "Élodie Martin (101)"


def test_what_is_in_force_already_is_told_and_not_applied_again(run: Run, draft: Path) -> None:
    draft.write_text(PBX, encoding="utf-8")
    result = run("apply", "draft.yaml", "pbx.yaml", "--yes")
    assert (result.exit_code, result.stdout) == (
        0,
        "draft.yaml is in force already, byte for byte: nothing to do.\n",
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["apply", "gone.yaml", "pbx.yaml", "--yes"], "gone.yaml: cannot be read: no such file or directory"),
        (["apply", "draft.yaml", "gone/pbx.yaml", "--yes"], "there is no folder gone"),
        (["apply", "pbx.yaml", "pbx.yaml", "--yes"], "this is the draft itself"),
        (["apply", "draft.yaml", "pbx.yaml", "--yes", "--calls", "gone"], "gone: cannot be read"),
        (["apply", "draft.yaml", "pbx.yaml", "--yes", "--as", "Elody"], "there is no user `Elody`"),
        (["rollback", "pbx.yaml", "--yes"], "pbx.yaml: no earlier version is known"),
        (["rollback", "pbx.yaml", "7", "--yes"], "there is no version 7"),
        (["rollback", "pbx.yaml", "zero", "--yes"], "'zero' is not a valid integer"),
        (["history", "gone.yaml"], "gone.yaml: cannot be read: no such file or directory"),
    ],
)
def test_unusable_input_exits_2_and_writes_nothing(run: Run, draft: Path, arguments: list[str], told: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    assert sorted(path.name for path in Path().iterdir()) == ["draft.yaml", "pbx.yaml"]


def test_a_history_of_nothing_is_no_error(run: Run, draft: Path) -> None:
    assert run("history", "pbx.yaml").stdout == "History of pbx.yaml: 0 versions\nNothing has been applied yet.\n"
    assert json.loads(run("history", "pbx.yaml", "--format", "json").stdout) == {
        "applied": "pbx.yaml",
        "in_force": None,
        "versions": [],
        "problems": [],
    }


def test_a_history_that_is_cut_short_is_told_beside_the_rest(run: Run, draft: Path) -> None:
    run("apply", "draft.yaml", "pbx.yaml", "--yes")
    with Path(".pbx.yaml.history/journal.jsonl").open("a") as journal:
        journal.write('{"version": 3, "act')
    told = run("history", "pbx.yaml")
    assert told.exit_code == 0
    assert told.stdout.startswith("History of pbx.yaml: 2 versions\n")
    assert told.stderr == ".pbx.yaml.history/journal.jsonl:4: a line that is cut short, or damaged, passed over\n"
