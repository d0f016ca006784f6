"""`routesim diff` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.files import PBX
from tests.repository import Repository

NOBODY_ELSE = PBX.replace('{to: "102", ring: [0, 15]}, ', "")
"""Bob no longer helps."""
GREETED = f"""\
{PBX}  - {{number: "+3225880102", destination: {{type: dial_plan, dial_plan: Main}}}}
audio_messages: [{{name: Hello, duration: 3}}]
dial_plans:
  - name: Main
    extension: "900"
    start: a
    elements: {{a: {{type: play_file, message: Hello, next: b}}, b: {{type: hang_up}}}}
"""
NIGHT = GREETED.replace("start: a", "start: c").replace(
    "b: {type: hang_up}",
    "b: {type: hang_up}, c: {type: time_condition, hours: '02:00-02:59', true: d, false: b}, "
    "d: {type: voicemail, voicemail: '101'}",
)
"""The clock is asked at once, at an hour that one clock leaves out where another does not."""
LINES = ", ".join(f"{{name: l{place}, pattern: '04750000{place}', next: a}}" for place in range(10, 35))
LISTED = GREETED.replace("next: b}", f"next: c}}, c: {{type: dispatcher, unknown: b, lines: [{LINES}]}}").replace(
    "start: a", "start: c"
)
"""Many kinds of callers are told apart."""
SLOWER = GREETED.replace("duration: 3", "duration: 4")
"""The greeting takes a second more."""
RENAMED = PBX.replace("Bob Peeters", "Robert Peeters")


@pytest.fixture
def draft(office: Path) -> Path:
    return office / "draft.yaml"


def test_equal_systems_are_proven_equal(run: Run, draft: Path) -> None:
    draft.write_text(f"# a comment\n{PBX}", encoding="utf-8")
    result = run("diff", "pbx.yaml", "draft.yaml", "--exit-code", "--timing")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "pbx.yaml → draft.yaml",
        "No call is treated differently: proven for every number, every caller, every",
        "instant, whatever people do.",
    ]


def test_a_change_is_told_with_both_stories_and_decides_the_exit_code_on_demand(run: Run, draft: Path) -> None:
    draft.write_text(NOBODY_ELSE, encoding="utf-8")
    result = run("diff", "pbx.yaml", "draft.yaml")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[1].startswith("Calls to +3225880101 and 101 end differently.")
    assert (
        sum(line.startswith("── applied") for line in lines) == sum(line.startswith("── draft") for line in lines) > 0
    )
    assert run("diff", "pbx.yaml", "draft.yaml", "--exit-code").exit_code == 1


def test_other_seconds_count_only_where_they_are_asked_for(run: Run, draft: Path) -> None:
    Path("pbx.yaml").write_text(GREETED, encoding="utf-8")
    draft.write_text(SLOWER, encoding="utf-8")
    result = run("diff", "pbx.yaml", "draft.yaml", "--exit-code")
    assert result.exit_code == 0
    assert "No call ends differently: proven" in result.stdout
    assert "(only the time changes)" in result.stdout
    assert run("diff", "pbx.yaml", "draft.yaml", "--exit-code", "--timing").exit_code == 1
    assert run("diff", "pbx.yaml", "draft.yaml", "--timing").exit_code == 0


def test_a_name_is_no_change_of_any_call(run: Run, draft: Path) -> None:
    draft.write_text(RENAMED, encoding="utf-8")
    result = run("diff", "pbx.yaml", "draft.yaml", "--exit-code")
    assert result.exit_code == 0
    assert '  users[102].name: "Bob Peeters" → "Robert Peeters"' in result.stdout.splitlines()


def test_every_witness_in_the_json_replays_on_both_sides(run: Run, draft: Path) -> None:
    draft.write_text(NOBODY_ELSE, encoding="utf-8")
    told = json.loads(run("diff", "pbx.yaml", "draft.yaml", "--format", "json").stdout)
    assert list(told) == ["applied", "draft", "verdict", "complete", "changes", "texts"]
    assert (told["applied"], told["draft"], told["verdict"], told["complete"]) == (
        "pbx.yaml",
        "draft.yaml",
        "different",
        True,
    )
    assert told["changes"]
    for change in told["changes"]:
        Path("witness.yaml").write_text(json.dumps(change["witness"]), encoding="utf-8")
        for side, pbx in (("applied", "pbx.yaml"), ("draft", "draft.yaml")):
            played = json.loads(run("play", "witness.yaml", "--pbx", pbx, "--format", "json").stdout)["calls"][-1]
            assert {key: played[key] for key in ("outcome", "by", "waited")} == change[side]


def test_markdown_is_for_a_pull_request(run: Run, draft: Path) -> None:
    draft.write_text(NOBODY_ELSE, encoding="utf-8")
    lines = run("diff", "pbx.yaml", "draft.yaml", "--format", "markdown").stdout.splitlines()
    assert lines[0] == "### pbx.yaml → draft.yaml"
    assert "| when | calls to | applied | draft |" in lines


def test_revisions_that_git_knows_are_compared(run: Run, office: Path) -> None:
    repository = Repository(office)
    repository.commit(pbx=PBX)
    repository.commit(pbx=NOBODY_ELSE)
    result = run("diff", "HEAD~1:pbx.yaml", "pbx.yaml", "--exit-code")
    assert result.exit_code == 1
    assert result.stdout.startswith("HEAD~1:pbx.yaml → pbx.yaml\n")
    assert run("diff", "HEAD:pbx.yaml", "pbx.yaml", "--exit-code").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["HEAD~1:pbx.yaml", "pbx.yaml"], "HEAD~1:pbx.yaml: there is no such file, and git says: fatal: not a git"),
        (["pbx.yaml", "gone.yaml"], "gone.yaml: cannot be read: no such file or directory"),
        (["calls.yaml", "pbx.yaml"], "calls.yaml:1:1: these are calls to play, expected the configuration"),
        (["--", "--output=stolen:x", "pbx.yaml"], "--output=stolen:x: is no revision that git could know"),
        (["pbx.yaml"], "Missing argument 'DRAFT'"),
    ],
)
def test_unusable_input_exits_2(
    run: Run, office: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(office.parent))
    result = run("diff", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    assert not Path("stolen").exists()


def test_what_is_wrong_with_either_file_is_told_in_one_go(run: Run, draft: Path) -> None:
    draft.write_text(PBX.replace("voicemail: yes", "voicemail: maybe", 1), encoding="utf-8")
    good = run("diff", "pbx.yaml", "draft.yaml")
    assert (good.exit_code, good.stdout) == (2, "")
    assert good.stderr.startswith("draft.yaml:6:16: `voicemail` is `maybe`")
    Path("pbx.yaml").write_text(PBX.replace("country: BE", "country: XX"), encoding="utf-8")
    both = run("diff", "pbx.yaml", "draft.yaml").stderr
    assert "pbx.yaml:1:" in both
    assert "draft.yaml:6:16:" in both
    assert both.endswith("2 problems\n")


@pytest.mark.parametrize("wrong", ["pbx.yaml", "draft.yaml"])
def test_a_reference_to_nobody_makes_either_file_unusable(run: Run, draft: Path, wrong: str) -> None:
    for path in (Path("pbx.yaml"), draft):
        path.write_text(PBX.replace('to: "102"', 'to: "112"') if path.name == wrong else PBX, encoding="utf-8")
    result = run("diff", "pbx.yaml", "draft.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"{wrong}:")
    assert "there is no user `112`" in result.stderr


def test_a_number_that_is_gone_is_told_as_such(run: Run, draft: Path) -> None:
    number = next(line for line in PBX.splitlines(keepends=True) if '"+3225880101"' in line)
    draft.write_text(PBX.replace(number, ""), encoding="utf-8")
    lines = run("diff", "pbx.yaml", "draft.yaml").stdout.splitlines()
    assert lines[1] == "Calls to +3225880101 end differently."
    assert lines[3] == "When: +3225880101 is in the applied system only"


def test_only_a_bound_that_is_met_exits_1_unasked(run: Run, draft: Path) -> None:
    """Neither equality nor a difference is shown of the undecided pair; of the other, not all callers are looked at."""
    Path("pbx.yaml").write_text(NIGHT, encoding="utf-8")
    draft.write_text(NIGHT.replace("Europe/Brussels", "America/New_York"), encoding="utf-8")
    undecided = run("diff", "pbx.yaml", "draft.yaml")
    assert (undecided.exit_code, undecided.stdout.split("\n")[1][:10]) == (0, "UNDECIDED.")
    assert run("diff", "pbx.yaml", "draft.yaml", "--exit-code").exit_code == 1
    Path("pbx.yaml").write_text(LISTED, encoding="utf-8")
    draft.write_text(LISTED.replace("next: a}", "next: b}"), encoding="utf-8")
    bound = run("diff", "pbx.yaml", "draft.yaml", "--format", "json")
    assert (bound.exit_code, json.loads(bound.stdout)["complete"]) == (1, False)


def test_two_time_zones_are_compared_by_what_their_clocks_show(run: Run, draft: Path) -> None:
    draft.write_text(PBX.replace("Europe/Brussels", "America/New_York"), encoding="utf-8")
    assert run("diff", "pbx.yaml", "draft.yaml", "--exit-code").exit_code == 0
