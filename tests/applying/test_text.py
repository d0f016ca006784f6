"""A review on a screen: what stops a draft, or what it changes."""

from __future__ import annotations

from dataclasses import replace

from routesim.applying.review import Review
from routesim.applying.text import review_lines
from routesim.errors import Problem
from routesim.lint.finding import Finding, Findings
from routesim.result.exploration import Ending, Exploration, NumberEndings, PropertyVerdict
from routesim.result.typography import columns
from tests.result.differences import both, busy_alice, difference, witness

APPLIED, DRAFT = both()
REVIEW = Review("draft.yaml", "pbx.yaml", APPLIED, DRAFT, is_same=False, findings=Findings())
WARNING = Finding.of(Problem("RS004", "a weak SIP password", file="draft.yaml", line=3, column=5, severity="warning"))
ERROR = Finding.of(Problem("RS003", "no valid phone number", file="draft.yaml", line=4, column=7))
NOBODY = Ending("no_answer", None, None, (25.0, 25.0), ("user:102 does not answer",), witness("102", {}))


def told(review: Review, width: int = 80) -> list[str]:
    return list(review_lines(review, width))


def explored(*verdicts: PropertyVerdict, complete: bool = True) -> Exploration:
    return Exploration("Office", (NumberEndings("102", (NOBODY,), verdicts, complete),), {})


def test_a_clean_draft_is_shown_with_its_difference() -> None:
    lines = told(replace(REVIEW, difference=difference(busy_alice())))
    assert lines[:4] == [
        "✓ check: nothing is wrong",
        "",
        "pbx.yaml → draft.yaml",
        "Calls to +3225880101 end differently.",
    ]


def test_a_warning_is_counted_and_an_error_is_told_in_full() -> None:
    assert told(replace(REVIEW, findings=Findings([WARNING], inventory="1 user"), before=None))[0] == (
        "✓ check: no error, but 1 finding: routesim check draft.yaml"
    )
    lines = told(replace(REVIEW, findings=Findings([WARNING, ERROR], inventory="1 user")))
    assert lines[0] == "draft.yaml:3:5: warning RS004: a weak SIP password"
    assert "draft.yaml:4:7: error RS003: no valid phone number" in lines
    assert lines[-1] == "✗ check: errors must be mended first"


def test_a_broken_property_tells_the_story_that_breaks_it() -> None:
    asked = {"require": ["answered", "voicemail"], "forbid": ["busy"], "max_wait": 20.0}
    lines = told(replace(REVIEW, exploration=explored(PropertyVerdict(asked, False, 0))))
    assert lines[1:6] == [
        "✗ properties: not all hold",
        "  Calls to 102 should end as answered or voicemail only, never end as busy and",
        "  wait 20 s at most, but can end as no_answer, after up to 25 s:",
        "Call 1: +32470123456 calls Bob Peeters (102)",
        "Monday 23 November 2026, 10:00:00, Europe/Brussels",
    ]


def test_a_bound_is_told_and_no_proof() -> None:
    asked = {"require": ["answered"]}
    lines = told(replace(REVIEW, exploration=explored(PropertyVerdict(asked, False), complete=False)))
    assert lines[-1] == "  Exploring was given up at a bound: nothing is proven."


def test_properties_that_hold_are_told_in_a_line() -> None:
    review = replace(REVIEW, exploration=explored(PropertyVerdict({"max_wait": 30.0}, True)))
    assert told(review)[1] == "✓ properties: all hold, whatever people do"


def test_a_first_apply_says_what_there_is() -> None:
    assert told(replace(REVIEW, before=None))[2:] == [
        "draft.yaml: 1 incoming number, 2 users",
        "Nothing is in force as pbx.yaml yet that it could be compared with.",
    ]


def test_going_back_from_what_is_broken_says_so() -> None:
    assert told(replace(REVIEW, before=None, findings=None))[1:] == [
        "draft.yaml: 1 incoming number, 2 users",
        "pbx.yaml cannot be used as it is, and not be compared with.",
    ]


def test_going_back_checks_nothing_and_claims_nothing() -> None:
    assert told(replace(REVIEW, findings=None, difference=difference()))[:2] == ["", "pbx.yaml → draft.yaml"]


def test_no_line_is_too_wide() -> None:
    asked = {"require": ["answered", "voicemail", "carrier_voicemail", "conference"]}
    stopped = replace(REVIEW, exploration=explored(PropertyVerdict(asked, False, 0), complete=False))
    long = "d" * 100
    clear = replace(REVIEW, draft=long, difference=replace(difference(busy_alice()), draft=long))
    first = replace(clear, before=None, findings=Findings([WARNING], inventory="1 user"))
    assert max(columns(line) for review in (stopped, clear, first) for line in told(review, 70)) <= 70
