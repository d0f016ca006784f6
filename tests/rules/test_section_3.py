"""Section 3 of the routing rules: phones and people."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Play

ONE = "users: [{extension: 101}]"
TWO_DEVICES = "users: [{extension: 101, devices: [desk, mobile_app]}]"
SHARED_DESK = "users: [{extension: 101, must_log_in: yes}]"
WAITING = "users: [{extension: 101, multiple_calls: yes}]"
MOBILE = "+32470000101"
NUMBER = f"incoming_numbers: [{{number: +3225880104, destination: {{type: number, number: '{MOBILE}'}}}}]"


def test_rule_3_1_a_user_has_one_desk_phone_by_default(play: Play) -> None:
    (call,) = play(ONE, "{people: {101: {devices: {desk: {answers_after: 4}}}}, calls: [{to: 101, talk: 1}]}")
    assert call.rang == ["101 0-4 answered"]


def test_rule_3_1_the_first_device_to_answer_takes_the_call(play: Play) -> None:
    calls = (
        "{people: {101: {answers_after: 9, devices: {mobile_app: {answers_after: 4}}}}, calls: [{to: 101, talk: 1}]}"
    )
    (call,) = play(TWO_DEVICES, calls)
    assert call.rang == ["101 0-4 answered"]
    assert call.end == "answered by 101 at 4 until 5"


def test_rule_3_1_one_device_that_rejects_does_not_silence_the_other(play: Play) -> None:
    calls = """
    people: {101: {devices: {desk: {rejects_after: 2}, mobile_app: {answers_after: 4}}}}
    calls: [{to: 101, talk: 1}]
    """
    (call,) = play(TWO_DEVICES, calls)
    assert call.rang == ["101 0-4 answered"]


def test_rule_3_1_the_line_rejects_when_all_its_ringing_devices_have(play: Play) -> None:
    calls = """
    people: {101: {devices: {desk: {rejects_after: 2}, mobile_app: {rejects_after: 4}}}}
    calls: [{to: 101}]
    """
    (call,) = play(TWO_DEVICES, calls)
    assert call.rang == ["101 0-4 rejected"]
    assert call.end == "busy at 4"


def test_rule_3_1_a_device_that_is_not_registered_need_not_reject(play: Play) -> None:
    calls = """
    people: {101: {rejects_after: 2, devices: {mobile_app: {state: offline, answers_after: 1}}}}
    calls: [{to: 101}]
    """
    (call,) = play(TWO_DEVICES, calls)
    assert call.rang == ["101 0-2 rejected"]


def test_rule_3_2_a_line_without_a_registered_device_is_offline(play: Play) -> None:
    calls = """
    people: {101: {devices: {desk: {state: offline}, mobile_app: {state: offline}}}}
    calls: [{to: 101}]
    """
    (call,) = play(TWO_DEVICES, calls)
    assert call.rang == ["101 0-0 offline"]
    assert call.end == "no_answer at 0"


def test_rule_3_2_a_user_who_must_log_in_and_has_not_is_offline(play: Play) -> None:
    calls = "{people: {101: {logged_in: no, answers_after: 1}}, calls: [{to: 101}]}"
    (logged_out,) = play(SHARED_DESK, calls)
    (need_not,) = play(ONE, calls)
    assert logged_out.rang == ["101 0-0 offline"]
    assert need_not.rang == ["101 0-1 answered"]


def test_rule_3_2_a_user_who_logs_in_is_no_longer_offline(play: Play) -> None:
    calls = """
    people: {101: {logged_in: no, answers_after: 1}}
    events: [{at: 5, user: 101, do: log_in}, {at: 20, user: 101, do: log_out}]
    calls: [{to: 101, at: 5, talk: 1}, {to: 101, at: 20}]
    """
    in_, out = play(SHARED_DESK, calls)
    assert in_.rang == ["101 5-6 answered"]
    assert out.rang == ["101 20-20 offline"]


def test_rule_3_3_a_line_is_occupied_while_it_rings(play: Play) -> None:
    first, second = play(ONE, "{calls: [{to: 101}, {to: 101, at: 19}]}")
    assert first.end == "no_answer at 20"
    assert second.rang == ["101 19-19 busy"]
    assert second.end == "busy at 19"


def test_rule_3_3_a_line_is_occupied_by_a_ring_of_its_own_call_chain(play: Play) -> None:
    pbx = """
    users:
      - {extension: 101, follow_me: {enabled: yes, destinations: [{to: 102, ring: 10}, {to: 102, ring: [5, 15]}]}}
      - {extension: 102}
    """
    (call,) = play(pbx, "{calls: [{to: 101}]}")
    assert call.rang == ["102 0-10 no_answer", "102 5-5 busy"]
    assert call.end == "no_answer at 10"


def test_rule_3_3_a_line_is_occupied_by_a_conversation_as_callee(play: Play) -> None:
    calls = "{people: {101: {answers_after: 0}}, calls: [{to: 101, talk: 10}, {to: 101, at: 9}, {to: 101, at: 10}]}"
    _, during, after = play(ONE, calls)
    assert during.rang == ["101 9-9 busy"]
    assert after.rang == ["101 10-10 answered"]


def test_rule_3_3_a_line_is_occupied_by_a_conversation_as_caller(play: Play) -> None:
    pbx = "users: [{extension: 101}, {extension: 102}]"
    calls = "{people: {102: {answers_after: 0}}, calls: [{from: 101, to: 102, talk: 10}, {to: 101, at: 9}]}"
    _, during = play(pbx, calls)
    assert during.rang == ["101 9-9 busy"]


def test_rule_3_3_with_multiple_calls_a_second_call_rings_and_both_conversations_live_on(play: Play) -> None:
    calls = "{people: {101: {answers_after: 2}}, calls: [{to: 101, talk: 60}, {to: 101, at: 10, talk: 5}]}"
    first, second = play(WAITING, calls)
    assert first.end == "answered by 101 at 2 until 62"
    assert second.rang == ["101 10-12 answered"]
    assert second.end == "answered by 101 at 12 until 17"


def test_rule_3_3_with_multiple_calls_a_line_rings_for_two_calls_at_once(play: Play) -> None:
    first, second = play(WAITING, "{calls: [{to: 101}, {to: 101, at: 5}]}")
    assert first.rang == ["101 0-20 no_answer"]
    assert second.rang == ["101 5-25 no_answer"]


def test_rule_3_3_do_not_disturb_refuses_even_with_multiple_calls(play: Play) -> None:
    (call,) = play(WAITING, "{people: {101: {state: dnd}}, calls: [{to: 101}]}")
    assert call.rang == ["101 0-0 busy"]


@pytest.mark.parametrize(
    ("person", "rang"),
    [
        ("answers_after: 3, rejects_after: 5", "101 0-3 answered"),
        ("answers_after: 5, rejects_after: 3", "101 0-3 rejected"),
        ("answers_after: 5, rejects_after: 5", "101 0-5 answered"),
        ("answers_after: never, rejects_after: 5", "101 0-5 rejected"),
        ("answers_after: never", "101 0-20 no_answer"),
    ],
)
def test_rule_3_4_the_earlier_of_answer_and_rejection_wins_and_a_tie_is_an_answer(
    play: Play, person: str, rang: str
) -> None:
    (call,) = play(ONE, f"{{people: {{101: {{{person}}}}}, calls: [{{to: 101}}]}}")
    assert call.rang == [rang]


def test_rule_3_4_in_a_conversation_another_delay_applies_where_given(play: Play) -> None:
    calls = """
    people: {101: {answers_after: 2, answers_after_when_busy: 7}}
    calls: [{to: 101}, {to: 101, at: 10}]
    """
    first, second = play(WAITING, calls)
    assert first.rang == ["101 0-2 answered"]
    assert second.rang == ["101 10-17 answered"]


def test_rule_3_4_somebody_in_a_conversation_may_never_answer_another_call(play: Play) -> None:
    calls = """
    people: {101: {answers_after: 2, answers_after_when_busy: never}}
    calls: [{to: 101}, {to: 101, at: 10}]
    """
    _, second = play(WAITING, calls)
    assert second.rang == ["101 10-30 no_answer"]


def test_rule_3_4_what_applies_is_decided_when_the_ring_starts(play: Play) -> None:
    calls = """
    people: {101: {answers_after: 2, answers_after_when_busy: 8}}
    calls: [{to: 101, talk: 5}, {to: 101, at: 6}, {to: 101, at: 1}]
    """
    first, talking, ringing = play(WAITING, calls)
    assert first.end == "answered by 101 at 2 until 7"
    assert talking.rang == ["101 6-14 answered"]
    assert ringing.rang == ["101 1-3 answered"]


def test_rule_3_4_a_busy_line_is_in_a_conversation_from_before(play: Play) -> None:
    calls = "{people: {101: {state: busy, answers_after: 2, answers_after_when_busy: 8}}, calls: [{to: 101}]}"
    (refused,) = play(ONE, calls)
    (waiting,) = play(WAITING, calls)
    assert refused.rang == ["101 0-0 busy"]
    assert waiting.rang == ["101 0-8 answered"]


def test_rule_3_4_a_conversation_from_before_ends_at_busy_until(play: Play) -> None:
    calls = "{people: {101: {busy_until: 40, answers_after: 1}}, calls: [{to: 101, at: 39.9}, {to: 101, at: 40}]}"
    during, after = play(ONE, calls)
    assert during.rang == ["101 39.9-39.9 busy"]
    assert after.rang == ["101 40-41 answered"]


def test_rule_3_4_do_not_disturb_refuses_as_busy_unrung(play: Play) -> None:
    (call,) = play(ONE, "{people: {101: {state: dnd, answers_after: 1}}, calls: [{to: 101}]}")
    assert call.rang == ["101 0-0 busy"]
    assert call.end == "busy at 0"


@pytest.mark.parametrize(
    ("person", "rang", "end"),
    [
        ("answers_after: 3", "0-3 answered", f"answered by {MOBILE} at 3 until 63"),
        ("state: busy", "0-0 busy", "busy at 0"),
        ("state: unreachable", "0-0 unreachable", "no_answer at 0"),
        ("rejects_after: 3", "0-3 rejected", "busy at 3"),
        ("answers_after: never", "0-120 cancelled", "abandoned at 120"),
        ("voicemail_after: 12", "0-12 answered", f"carrier_voicemail by {MOBILE} at 12 until 72"),
        ("answers_after: 12, voicemail_after: 12", "0-12 answered", f"answered by {MOBILE} at 12 until 72"),
        ("answers_after: 13, voicemail_after: 12", "0-12 answered", f"carrier_voicemail by {MOBILE} at 12 until 72"),
        ("rejects_after: 12, voicemail_after: 12", "0-12 rejected", "busy at 12"),
    ],
)
def test_rule_3_5_what_an_external_number_does(play: Play, person: str, rang: str, end: str) -> None:
    (call,) = play(NUMBER, f"{{people: {{'{MOBILE}': {{{person}}}}}, calls: [{{to: +3225880104}}]}}")
    assert call.rang == [f"{MOBILE} {rang}"]
    assert call.end == end


def test_rule_3_5_a_carriers_voicemail_wins_the_race_against_people_still_ringing(play: Play) -> None:
    pbx = f"""
    users:
      - extension: 101
        follow_me: {{enabled: yes, destinations: [{{to: 102, ring: 30}}, {{to: "{MOBILE}", ring: [0, 30]}}]}}
      - {{extension: 102}}
    """
    calls = f"{{people: {{102: {{answers_after: 13}}, '{MOBILE}': {{voicemail_after: 12}}}}, calls: [{{to: 101}}]}}"
    (call,) = play(pbx, calls)
    assert call.rang == ["102 0-12 cancelled", f"{MOBILE} 0-12 answered"]
    assert call.end == f"carrier_voicemail by {MOBILE} at 12 until 72"


def test_rule_3_5_an_external_number_takes_any_number_of_calls(play: Play) -> None:
    calls = (
        f"{{people: {{'{MOBILE}': {{answers_after: 3}}}}, calls: [{{to: +3225880104}}, {{to: +3225880104, at: 1}}]}}"
    )
    first, second = play(NUMBER, calls)
    assert first.end == f"answered by {MOBILE} at 3 until 63"
    assert second.end == f"answered by {MOBILE} at 4 until 64"
