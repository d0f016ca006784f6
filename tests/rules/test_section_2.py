"""Section 2 of the routing rules: numbers."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from routesim.model.numbers import dialled_form, to_e164
from routesim.model.patterns import matches
from routesim.model.queue import Queue
from tests.rules.conftest import Play
from tests.worlds import system_of

OWN = """
users: [{extension: 101}, {extension: 102}]
voicemails: [{name: Sales, extension: 801}]
incoming_numbers:
  - {number: +3225880100, destination: {type: extension, extension: 101}}
  - {number: +3225880101, destination: {type: number, number: +32470000101}}
"""


def test_rule_2_1_users_and_mailboxes_share_one_number_space(play: Play) -> None:
    user, mailbox = play(OWN, "{calls: [{to: 101}, {to: 801, talk: 9}]}")
    assert user.path == "user:101 user:101/no_answer"
    assert mailbox.path == "mailbox:801"
    assert mailbox.end == "voicemail by 801 at 0 until 9"


@pytest.mark.parametrize("extension", ["1", "1234567", "*70"])
def test_rule_2_1_an_extension_has_two_to_six_digits(extension: str) -> None:
    with pytest.raises(ValidationError, match="an extension of 2 to 6 digits"):
        system_of(f"users: [{{extension: '{extension}'}}]")


@pytest.mark.parametrize("extension", ["75", "750000"])
def test_rule_2_1_a_conference_has_three_to_five_digits(extension: str) -> None:
    with pytest.raises(ValidationError, match="3 to 5 digits"):
        system_of(f"conferences: [{{name: Weekly, extension: {extension}}}]")


def test_rule_2_1_a_log_in_number_may_begin_with_a_star() -> None:
    queue = Queue.model_validate({"name": "Support", "extension": "700", "connect_number": "*701"})
    assert queue.connect_number == "*701"


@pytest.mark.parametrize("typed", ["+32 2 588 01 00", "003225880100", "02 588 01 00", "02/588.01.00", "+3225880100"])
def test_rule_2_2_a_number_is_the_same_however_it_is_typed(play: Play, typed: str) -> None:
    (call,) = play(OWN, f"{{calls: [{{to: '{typed}'}}]}}")
    assert call.path == "number:+3225880100 user:101 user:101/no_answer"


def test_rule_2_2_a_caller_is_shown_in_international_form(play: Play) -> None:
    (call,) = play(OWN, "{calls: [{from: '0470 12 34 56', to: 101}]}")
    assert call.caller_id == "+32470123456"


def test_rule_2_2_an_extension_with_a_leading_zero_stays_what_it_is() -> None:
    assert system_of("users: [{extension: 0101}]").users[0].extension == "0101"
    assert to_e164("0101", "BE") is None


@pytest.mark.parametrize(
    ("number", "dialled"),
    [("+3225551212", "025551212"), ("+5215512345678", "005215512345678"), ("+442071234567", "00442071234567")],
)
def test_rule_2_3_patterns_see_a_number_as_it_is_dialled(number: str, dialled: str) -> None:
    assert dialled_form(number, "BE") == dialled


def test_rule_2_3_a_pattern_must_match_the_whole_text() -> None:
    assert matches("02.*", "025551212")
    assert not matches("02", "025551212")
    assert not matches("2.*", "025551212")


def test_rule_2_3_the_empty_text_is_matched_by_what_matches_nothing() -> None:
    assert matches("", "")
    assert not matches(".+", "")


def test_rule_2_4_extensions_come_before_incoming_numbers_and_those_before_the_outside(play: Play) -> None:
    calls = "{calls: [{to: 102}, {to: +3225880101}, {to: '+32470000102'}]}"
    extension, own, outside = play(OWN, calls)
    assert extension.path == "user:102 user:102/no_answer"
    assert own.path == "number:+3225880101 external:+32470000101"
    assert outside.path == "external:+32470000102"


def test_rule_2_4_a_call_from_inside_to_an_own_number_stays_inside(play: Play) -> None:
    (call,) = play(OWN, "{calls: [{from: 102, to: '02 588 01 00'}]}")
    assert call.path == "number:+3225880100 user:101 user:101/no_answer"
    assert call.caller_id == "102"


def test_rule_2_4_an_own_number_in_a_ring_plan_rings_what_it_leads_to(play: Play) -> None:
    pbx = """
    users:
      - extension: 100
        follow_me:
          enabled: yes
          destinations: [{to: +3225880100, ring: 5}, {to: +3225880101, ring: 5}]
      - {extension: 101}
    incoming_numbers:
      - {number: +3225880100, destination: {type: extension, extension: 101}}
      - {number: +3225880101, destination: {type: number, number: +32470000101}}
    """
    (call,) = play(pbx, "{calls: [{to: 100}]}")
    assert call.rang == ["101 0-5 no_answer", "+32470000101 5-10 no_answer"]
    assert call.path == "user:100 user:100/follow_me user:101 external:+32470000101"


def test_rule_2_4_an_unknown_number_that_looks_internal_ends_the_call(play: Play) -> None:
    (call,) = play(OWN, "{calls: [{to: 199, at: 3}]}")
    assert call.end == "unknown_number at 3"
    assert call.path == ""
