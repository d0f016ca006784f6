"""Section 10 of the routing rules: callers."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Play

ONE = "users: [{extension: 101}]"
TWO = "users: [{extension: 101}, {extension: 102}]"
ANSWERING = "{people: {101: {answers_after: 4}}, calls: [{to: 101, patience: %s}]}"


def test_rule_10_1_a_caller_waits_two_minutes_unless_told_otherwise(play: Play) -> None:
    (call,) = play("users: [{extension: 101, ring_time: 500}]", "{calls: [{to: 101, at: 3}]}")
    assert call.rang == ["101 3-123 cancelled"]
    assert call.end == "abandoned at 123"


def test_rule_10_1_patience_counts_to_the_answer_only(play: Play) -> None:
    (answered,) = play(ONE, ANSWERING % 4.1)
    (abandoned,) = play(ONE, ANSWERING % 4)
    assert answered.end == "answered by 101 at 4 until 64"
    assert abandoned.rang == ["101 0-4 cancelled"]
    assert abandoned.end == "abandoned at 4"


def test_rule_10_1_a_mailbox_that_takes_the_call_ends_the_wait(play: Play) -> None:
    pbx = "users: [{extension: 101, voicemail: yes, ring_time: 5, forwarding: {no_answer: {voicemail: yes}}}]"
    (in_time,) = play(pbx, "{calls: [{to: 101, patience: 6}]}")
    (too_late,) = play(pbx, "{calls: [{to: 101, patience: 5}]}")
    assert in_time.end == "voicemail by 101 at 5 until 65"
    assert too_late.end == "abandoned at 5"


def test_rule_10_2_an_internal_callers_line_is_occupied_for_the_whole_call(play: Play) -> None:
    calls = "{calls: [{from: 101, to: 102}, {to: 101, at: 19}, {to: 101, at: 20, patience: 1}]}"
    outgoing, during, after = play(TWO, calls)
    assert outgoing.end == "no_answer at 20"
    assert during.rang == ["101 19-19 busy"]
    assert after.rang == ["101 20-21 cancelled"]


def test_rule_10_2_who_calls_is_in_a_conversation_for_the_whole_call(play: Play) -> None:
    pbx = "users: [{extension: 101, multiple_calls: yes}, {extension: 102}]"
    calls = """
    people: {101: {answers_after: 1, answers_after_when_busy: 3}}
    calls: [{from: 101, to: 102}, {to: 101, at: 5}]
    """
    _, waiting = play(pbx, calls)
    assert waiting.rang == ["101 5-8 answered"]


def test_rule_10_2_an_occupied_line_may_still_place_a_call(play: Play) -> None:
    calls = """
    people: {101: {state: busy}, 102: {answers_after: 2}}
    calls: [{from: 101, to: 102, talk: 5}, {from: 101, to: 199, at: 3}]
    """
    first, second = play(TWO, calls)
    assert first.end == "answered by 102 at 2 until 7"
    assert second.end == "unknown_number at 3"


def test_rule_10_2_a_caller_who_dials_the_own_extension_finds_it_busy(play: Play) -> None:
    (call,) = play(ONE, "{calls: [{from: 101, to: 101}]}")
    assert call.rang == []
    assert call.path == "user:101 user:101/busy"
    assert call.end == "busy at 0"


def test_rule_10_2_a_caller_who_must_log_in_and_has_not_is_rejected(play: Play) -> None:
    pbx = "users: [{extension: 101, must_log_in: yes}, {extension: 102}]"
    calls = """
    people: {101: {logged_in: no}}
    events: [{at: 5, user: 101, do: log_in}]
    calls: [{from: 101, to: 102}, {from: 101, to: 199, at: 5}]
    """
    out, in_ = play(pbx, calls)
    assert out.end == "rejected (logged_out) at 0"
    assert out.path == ""
    assert in_.end == "unknown_number at 5"


def shown(settings: str, own: str = "default") -> str:
    """Build a system with one user, whose outgoing number is *own*."""
    return f"""
    settings: {{{settings}}}
    users: [{{extension: 101, outgoing_number: "{own}"}}]
    incoming_numbers: [{{number: +3225880100}}, {{number: +3225880101}}, {{number: +442080890100}}]
    """


RULE = 'outgoing_rules: [{prefix: "0044", number: +442080890100}, {prefix: "004420", number: +3225880101}]'
ABROAD = 'outgoing_rules: [{prefix: "00", number: +3225880101}]'
DEFAULT = "default_outgoing_number: +3225880100"


@pytest.mark.parametrize(
    ("pbx", "to", "number"),
    [
        (shown(DEFAULT), "+442071234567", "+3225880100"),
        (shown(f"{DEFAULT}, {RULE}"), "+442071234567", "+442080890100"),
        (shown(f"{DEFAULT}, {RULE}"), "0044 20 7123 4567", "+442080890100"),
        (shown(f"{DEFAULT}, {RULE}"), "+32470000101", "+3225880100"),
        (shown(f"{DEFAULT}, {RULE}", "+3225880101"), "+442071234567", "+3225880101"),
        (shown(f"{DEFAULT}, {RULE}, outgoing_rules_override: yes", "+3225880101"), "+442071234567", "+442080890100"),
        (shown(f"{DEFAULT}, {RULE}, outgoing_rules_override: yes", "+3225880101"), "+32470000101", "+3225880101"),
        (shown(f"{DEFAULT}, {ABROAD}"), "0470 00 01 01", "+3225880100"),
        (shown(f"{DEFAULT}, {ABROAD}"), "+442071234567", "+3225880101"),
        (shown("name: Acme"), "+32470000101", ""),
        (shown(DEFAULT), "+3225880101", "101"),
        (shown(DEFAULT), "199", "101"),
    ],
)
def test_rule_10_3_which_number_a_call_to_the_outside_shows(play: Play, pbx: str, to: str, number: str) -> None:
    (call,) = play(pbx, f"{{calls: [{{from: 101, to: '{to}'}}]}}")
    assert call.caller_id == number


@pytest.mark.parametrize(("caller", "number"), [("+32470123456", "+32470123456"), ("withheld", ""), ("101", "101")])
def test_rule_10_3_a_forwarded_leg_to_the_outside_shows_the_original_caller(
    play: Play, caller: str, number: str
) -> None:
    pbx = f"""
    settings: {{{DEFAULT}}}
    users:
      - {{extension: 101}}
      - {{extension: 102, follow_me: {{enabled: yes, destinations: [{{to: +32470000101, ring: 5}}]}}}}
    """
    (call,) = play(pbx, f"{{calls: [{{from: '{caller}', to: 102}}]}}")
    assert call.rang == ["+32470000101 0-5 no_answer"]
    assert call.caller_id == number


def test_rule_10_4_a_conversation_lasts_a_minute_unless_told_otherwise(play: Play) -> None:
    calls = "{people: {101: {answers_after: 1}}, calls: [{to: 101}, {to: 101, at: 100, talk: 2.5}]}"
    default, short = play(ONE, calls)
    assert default.end == "answered by 101 at 1 until 61"
    assert short.end == "answered by 101 at 101 until 103.5"


@pytest.mark.parametrize(("talk", "end"), [(180, 100), (100, 100), (60, 60)])
def test_rule_10_4_a_message_lasts_at_most_what_the_mailbox_takes(play: Play, talk: int, end: int) -> None:
    pbx = "voicemails: [{name: Sales, extension: 801, max_message: 100}]"
    (call,) = play(pbx, f"{{calls: [{{to: 801, talk: {talk}}}]}}")
    assert call.end == f"voicemail by 801 at 0 until {end}"


def test_rule_10_6_people_without_an_entry_are_idle_logged_in_and_never_answer(play: Play) -> None:
    (call,) = play("users: [{extension: 101, must_log_in: yes}]", "{calls: [{to: 101}]}")
    assert call.rang == ["101 0-20 no_answer"]


def test_rule_10_6_the_default_lies_beneath_every_entry(play: Play) -> None:
    calls = """
    people:
      default: {answers_after: 5, rejects_after: 9}
      101: {rejects_after: 3}
      102: {answers_after: never}
    calls: [{to: 101}, {to: 102}]
    """
    first, second = play(TWO, calls)
    assert first.rang == ["101 0-3 rejected"]
    assert second.rang == ["102 0-9 rejected"]


def test_rule_10_6_the_default_lies_beneath_external_numbers_too(play: Play) -> None:
    calls = "{people: {default: {answers_after: 5}}, calls: [{from: 101, to: +32470000101}]}"
    (call,) = play(ONE, calls)
    assert call.rang == ["+32470000101 0-5 answered"]


def test_rule_10_6_the_nth_attempt_lies_over_the_persons_entry_refused_calls_included(play: Play) -> None:
    calls = """
    people: {101: {answers_after: 9, attempts: [{state: busy}, {answers_after: 3}, {goes_away_after: 2}, {}]}}
    calls:
      - {to: 101, talk: 1}
      - {to: 101, at: 20, talk: 1}
      - {to: 101, at: 40, talk: 1}
      - {to: 101, at: 60, talk: 1}
      - {to: 101, at: 80, talk: 1}
    """
    assert [call.rang for call in play(ONE, calls)] == [
        ["101 0-0 busy"],
        ["101 20-23 answered"],
        ["101 40-42 offline"],
        ["101 60-69 answered"],
        ["101 80-89 answered"],
    ]


def test_rule_10_6_attempts_count_for_an_external_number_likewise(play: Play) -> None:
    calls = """
    people: {"+32470000101": {attempts: [{state: unreachable}, {voicemail_after: 4}]}}
    calls: [{to: +32470000101}, {to: +32470000101, at: 1}]
    """
    first, second = play(ONE, calls)
    assert first.rang == ["+32470000101 0-0 unreachable"]
    assert second.rang == ["+32470000101 1-5 answered"]


def test_rule_10_6_devices_lie_over_their_person(play: Play) -> None:
    calls = """
    people: {101: {rejects_after: 6, devices: {mobile_app: {answers_after: 4}}}}
    calls: [{to: 101}]
    """
    (call,) = play("users: [{extension: 101, devices: [desk, mobile_app]}]", calls)
    assert call.rang == ["101 0-4 answered"]


def test_rule_10_6_devices_are_laid_over_one_another_one_by_one_and_key_by_key(play: Play) -> None:
    calls = """
    people:
      default: {devices: {desk: {answers_after: 3}}}
      101: {devices: {mobile_app: {answers_after: 5}}, attempts: [{}, {devices: {desk: {rejects_after: 1}}}]}
    calls: [{to: 101, talk: 1}, {to: 101, at: 10, talk: 1}]
    """
    first, second = play("users: [{extension: 101, devices: [desk, mobile_app]}]", calls)
    assert first.rang == ["101 0-3 answered"]
    assert second.rang == ["101 10-15 answered"]


def test_rule_10_6_a_device_may_be_there_while_its_person_is_offline(play: Play) -> None:
    calls = """
    people: {101: {state: offline, answers_after: 2, devices: {desk: {state: idle}}}}
    calls: [{to: 101}]
    """
    (call,) = play("users: [{extension: 101, devices: [desk, mobile_app]}]", calls)
    assert call.rang == ["101 0-2 answered"]
