"""A draft is held to the calls that are given, or that stand beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from routesim.applying import Review
from routesim.applying.text import review_lines
from routesim.errors import UnusableInput
from tests.applying.desk import OFFICE, Desk

CALLS = """\
pbx: {pbx}
start: 2026-11-23T10:00:00
calls:
  - {{id: to Alice, from: "+32470123456", to: "+3225880101", expect: {{outcome: {outcome}, waited: {waited}}}}}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def calls(desk: Desk, name: str, pbx: str = "pbx.yaml", outcome: str = "no_answer", waited: int = 20) -> Path:
    path = desk.folder / name
    path.write_text(CALLS.format(pbx=pbx, outcome=outcome, waited=waited), encoding="utf-8")
    return path


def told(review: Review, desk: Desk) -> list[str]:
    return [line.replace(f"{desk.folder}/", "") for line in review_lines(review, 500)]


def test_calls_beside_the_draft_are_played_on_the_draft(desk: Desk) -> None:
    calls(desk, "calls.yaml")
    calls(desk, "evening.calls.yaml", pbx="draft.yaml")
    calls(desk, "phonecalls.yaml", outcome="answered")
    result = desk.apply(OFFICE)
    assert result.status == "applied"
    assert told(result.review, desk)[:3] == [
        "✓ check: no error, but 2 findings: routesim check draft.yaml",
        "✓ calls.yaml: 1 call, as expected",
        "✓ evening.calls.yaml: 1 call, as expected",
    ]


def test_an_expectation_that_is_not_met_stops_the_draft_and_is_told(desk: Desk) -> None:
    calls(desk, "calls.yaml", waited=25)
    result = desk.apply(OFFICE)
    assert (result.status, desk.now) == ("stopped", None)
    assert told(result.review, desk) == [
        "✓ check: no error, but 2 findings: routesim check draft.yaml",
        "✗ calls.yaml: NOT AS EXPECTED: 1 call",
        "  - to Alice: expected the caller to wait 25 s, but it was 20 s",
        "  The stories: routesim play calls.yaml --pbx draft.yaml --verbose",
    ]
    assert result.to_dict()["expectations"] == [
        {
            "file": f"{desk.folder}/calls.yaml",
            "met": False,
            "failures": {"to Alice": ["expected the caller to wait 25 s, but it was 20 s"]},
        }
    ]


def test_calls_for_another_configuration_that_is_there_are_left_out_and_named(desk: Desk) -> None:
    (desk.folder / "lyon.yaml").write_text(OFFICE, encoding="utf-8")
    calls(desk, "lyon.calls.yaml", pbx="lyon.yaml", outcome="answered")
    result = desk.apply(OFFICE)
    assert result.status == "applied"
    assert told(result.review, desk)[1] == "  lyon.calls.yaml is for lyon.yaml: not played"


def test_calls_whose_configuration_is_nowhere_are_played(desk: Desk) -> None:
    calls(desk, "calls.yaml", pbx="gone.yaml", outcome="answered")
    assert desk.apply(OFFICE).status == "stopped"


def test_calls_that_are_given_are_played_instead_whatever_they_are_for(desk: Desk) -> None:
    (desk.folder / "lyon.yaml").write_text(OFFICE, encoding="utf-8")
    calls(desk, "calls.yaml", outcome="answered")
    given = (calls(desk, "lyon.calls.yaml", pbx="lyon.yaml"), calls(desk, "more.yaml"))
    result = desk.apply(OFFICE, calls=given)
    assert result.status == "applied"
    assert [Path(name).name for name, _ in result.review.held.plays] == ["lyon.calls.yaml", "more.yaml"]
    calls(desk, "more.yaml", outcome="answered")
    assert desk.apply(f"{OFFICE}# again", calls=given).status == "stopped"


def test_calls_without_expectations_are_told_to_be_of_no_use(desk: Desk) -> None:
    path = calls(desk, "calls.yaml")
    path.write_text(path.read_text().partition(", expect")[0] + "}\n", encoding="utf-8")
    result = desk.apply(OFFICE)
    assert told(result.review, desk)[1] == "✓ calls.yaml: 1 call, but none has an expectation"


def test_files_of_calls_that_cannot_be_used_are_told_together(desk: Desk) -> None:
    calls(desk, "calls.yaml", outcome="anserwed")
    calls(desk, "more.calls.yaml", waited=-1)
    with pytest.raises(UnusableInput) as caught:
        desk.apply(OFFICE)
    assert [Path(problem.file).name for problem in caught.value.problems] == ["calls.yaml", "more.calls.yaml"]
    with pytest.raises(UnusableInput, match=r"gone\.yaml: cannot be read"):
        desk.apply(OFFICE, calls=(desk.folder / "gone.yaml",))
    assert desk.now is None
