"""Section 9 of the routing rules: conferences."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Play

OPEN = "conferences: [{name: Weekly, extension: 750}]"
CODED = """
users: [{extension: 101}, {extension: 102}]
conferences: [{name: Weekly, extension: 750, access_code: 4711, administrator: 101}]
incoming_numbers: [{number: +3225880100, destination: {type: conference, conference: Weekly}}]
"""
CHAIRED = """
users: [{extension: 101}, {extension: 102}]
conferences: [{name: Weekly, extension: 750, administrator: 101, wait_for_administrator: yes}]
"""


def test_rule_9_1_a_conference_without_a_code_admits_at_once(play: Play) -> None:
    (call,) = play(OPEN, "{calls: [{to: 750, talk: 9}]}")
    assert call.path == "conference:750"
    assert call.end == "conference by 750 at 0 until 9"


@pytest.mark.parametrize(
    ("presses", "end"),
    [
        ("[4711]", "conference by 750 at 2 until 11"),
        ("['4711#']", "conference by 750 at 2 until 11"),
        ("[4712, 4711]", "conference by 750 at 4 until 13"),
        ("[{keys: 4711, after: 10}, 4711]", "conference by 750 at 12 until 21"),
        ("[1, 2, 4711]", "conference by 750 at 6 until 15"),
        ("[1, 2, 3, 4711]", "rejected (access_code) at 6"),
        ("[]", "rejected (access_code) at 30"),
    ],
)
def test_rule_9_1_the_code_is_asked_for_three_times(play: Play, presses: str, end: str) -> None:
    (call,) = play(CODED, f"{{calls: [{{to: +3225880100, talk: 9, presses: {presses}}}]}}")
    assert call.path == "number:+3225880100 conference:750"
    assert call.end == end


def test_rule_9_1_the_administrator_is_asked_too(play: Play) -> None:
    (call,) = play(CODED, "{calls: [{from: 101, to: 750}]}")
    assert call.end == "rejected (access_code) at 30"


@pytest.mark.parametrize(("next_", "end"), [(", next: stop", "hung_up at 30"), ("", "rejected (access_code) at 30")])
def test_rule_9_1_after_three_wrong_codes_a_dial_plan_goes_on_by_next(play: Play, next_: str, end: str) -> None:
    elements = f"start: {{type: conference, conference: Weekly{next_}}}, stop: {{type: hang_up}}"
    pbx = f"{CODED}dial_plans: [{{name: Main, extension: 900, start: start, elements: {{{elements}}}}}]"
    (call,) = play(pbx, "{calls: [{to: 900}]}")
    assert call.end == end


def test_rule_9_2_callers_wait_until_the_administrator_is_in(play: Play) -> None:
    calls = "{calls: [{to: 750, talk: 20}, {from: 101, to: 750, at: 7, talk: 60}, {to: 750, at: 9, talk: 5}]}"
    early, administrator, late = play(CHAIRED, calls)
    assert early.end == "conference by 750 at 7 until 27"
    assert administrator.end == "conference by 750 at 7 until 67"
    assert late.end == "conference by 750 at 9 until 14"


def test_rule_9_2_when_the_administrator_leaves_it_ends_for_all(play: Play) -> None:
    calls = "{calls: [{from: 101, to: 750, talk: 10}, {to: 750, at: 4, talk: 60}, {to: 750, at: 11, patience: 5}]}"
    administrator, cut, late = play(CHAIRED, calls)
    assert administrator.end == "conference by 750 at 0 until 10"
    assert cut.end == "conference by 750 at 4 until 10"
    assert late.end == "abandoned at 16"


def test_rule_9_2_a_caller_who_still_waits_can_be_abandoned(play: Play) -> None:
    (call,) = play(CHAIRED, "{calls: [{from: 102, to: 750, patience: 30}]}")
    assert call.end == "abandoned at 30"


def test_rule_9_2_without_waiting_nothing_ends_when_the_administrator_leaves(play: Play) -> None:
    pbx = CHAIRED.replace(", wait_for_administrator: yes", "")
    _, other = play(pbx, "{calls: [{from: 101, to: 750, talk: 10}, {to: 750, at: 4, talk: 60}]}")
    assert other.end == "conference by 750 at 4 until 64"
