"""Section 5 of the routing rules: calling a user."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Play

CALL = "{calls: [{to: 101}]}"


def forwards(more: str = "") -> str:
    """Build a system whose user 101 forwards to 102 on no answer, to 103 on busy."""
    return f"""
    users:
      - extension: 101
        ring_time: 10
        forwarding:
          no_answer: {{destinations: [{{to: 102, ring: 5}}]}}
          busy: {{destinations: [{{to: 103, ring: 5}}]}}
        {more}
      - {{extension: 102}}
      - {{extension: 103}}
    """


def test_rule_5_1_with_follow_me_the_users_own_line_does_not_ring_and_forwardings_are_ignored(play: Play) -> None:
    (call,) = play(forwards("follow_me: {enabled: yes, destinations: [{to: 103, ring: 4}]}"), CALL)
    assert call.rang == ["103 0-4 no_answer"]
    assert call.path == "user:101 user:101/follow_me user:103"
    assert call.end == "no_answer at 4"


def test_rule_5_1_a_failed_follow_me_goes_to_voicemail_if_its_last_resort_is_ticked(play: Play) -> None:
    follow_me = "follow_me: {enabled: yes, voicemail: yes, destinations: [{to: 103, ring: 4}]}"
    (call,) = play(forwards(f"{follow_me}\n        voicemail: yes"), CALL)
    assert call.path == "user:101 user:101/follow_me user:103 mailbox:101"
    assert call.end == "voicemail by 101 at 4 until 64"


def test_rule_5_1_follow_me_that_is_off_counts_for_nothing(play: Play) -> None:
    (call,) = play(forwards("follow_me: {enabled: no, destinations: [{to: 103, ring: 4}]}"), CALL)
    assert call.rang == ["101 0-10 no_answer", "102 10-15 no_answer"]


def test_rule_5_1_follow_me_without_destinations_fails_at_once(play: Play) -> None:
    (call,) = play(forwards("follow_me: {enabled: yes}"), CALL)
    assert call.rang == []
    assert call.end == "no_answer at 0"


@pytest.mark.parametrize(
    ("person", "rang", "plan", "end"),
    [
        ("state: offline", ["101 0-0 offline", "102 0-5 no_answer"], "no_answer user:102", "no_answer at 5"),
        ("state: busy", ["101 0-0 busy", "103 0-5 no_answer"], "busy user:103", "busy at 5"),
        ("state: dnd", ["101 0-0 busy", "103 0-5 no_answer"], "busy user:103", "busy at 5"),
        ("rejects_after: 3", ["101 0-3 rejected", "103 3-8 no_answer"], "busy user:103", "busy at 8"),
        ("answers_after: 10", ["101 0-10 no_answer", "102 10-15 no_answer"], "no_answer user:102", "no_answer at 15"),
        ("goes_away_after: 3", ["101 0-3 offline", "102 3-8 no_answer"], "no_answer user:102", "no_answer at 8"),
    ],
)
def test_rule_5_2_which_forwarding_a_call_takes(play: Play, person: str, rang: list[str], plan: str, end: str) -> None:
    (call,) = play(forwards(), f"{{people: {{101: {{{person}}}}}, calls: [{{to: 101}}]}}")
    assert call.rang == rang
    assert call.path == f"user:101 user:101/{plan}"
    assert call.end == end


def test_rule_5_2_the_line_rings_for_the_users_ring_time_and_an_answer_ends_it(play: Play) -> None:
    (call,) = play(forwards(), "{people: {101: {answers_after: 9}}, calls: [{to: 101}]}")
    assert call.rang == ["101 0-9 answered"]
    assert call.path == "user:101"
    assert call.end == "answered by 101 at 9 until 69"


def test_rule_5_2_an_occupied_line_with_multiple_calls_is_not_forwarded_on_busy(play: Play) -> None:
    calls = "{people: {101: {state: busy}}, calls: [{to: 101}]}"
    (call,) = play(forwards("multiple_calls: yes"), calls)
    assert call.rang == ["101 0-10 no_answer", "102 10-15 no_answer"]


@pytest.mark.parametrize(("state", "plan"), [("offline", "no_answer"), ("busy", "busy")])
def test_rule_5_3_an_empty_plan_fails_at_once(play: Play, state: str, plan: str) -> None:
    (call,) = play("users: [{extension: 101}]", f"{{people: {{101: {{state: {state}}}}}, calls: [{{to: 101}}]}}")
    assert call.path == f"user:101 user:101/{plan}"
    assert call.end == f"{plan} at 0"


def test_rule_5_3_an_empty_plan_may_have_a_last_resort(play: Play) -> None:
    pbx = "users: [{extension: 101, voicemail: yes, forwarding: {busy: {voicemail: yes}}}]"
    (busy,) = play(pbx, "{people: {101: {state: busy}}, calls: [{to: 101}]}")
    (unanswered,) = play(pbx, CALL)
    assert busy.path == "user:101 user:101/busy mailbox:101"
    assert busy.end == "voicemail by 101 at 0 until 60"
    assert unanswered.end == "no_answer at 20"


def test_rule_5_3_the_last_resort_comes_after_the_plan(play: Play) -> None:
    pbx = """
    users:
      - extension: 101
        voicemail: yes
        forwarding: {no_answer: {destinations: [{to: 102, ring: 5}], voicemail: yes}}
      - {extension: 102}
    """
    (call,) = play(pbx, CALL)
    assert call.rang == ["101 0-20 no_answer", "102 20-25 no_answer"]
    assert call.end == "voicemail by 101 at 25 until 85"


def test_rule_5_4_a_last_resort_without_a_mailbox_does_nothing(play: Play) -> None:
    (call,) = play("users: [{extension: 101, forwarding: {no_answer: {voicemail: yes}}}]", CALL)
    assert call.end == "no_answer at 20"


def test_rule_5_4_a_mailbox_without_a_ticked_last_resort_takes_no_calls(play: Play) -> None:
    (call,) = play("users: [{extension: 101, voicemail: yes}]", CALL)
    assert call.path == "user:101 user:101/no_answer"
    assert call.end == "no_answer at 20"


COLLEAGUE = """
extension: 102
        ring_time: 3
        voicemail: yes
        forwarding: {no_answer: {destinations: [{to: 103, ring: 4}], voicemail: yes}}"""


def nested(setting: str, window: str = "9") -> str:
    """Build a system whose user 101 has 102 called, who in turn forwards to 103, and has a mailbox."""
    return f"""
    settings: {{forwarded_calls: {setting}}}
    users:
      - {{extension: 101, follow_me: {{enabled: yes, destinations: [{{to: 102, ring: {window}}}]}}}}
      - {COLLEAGUE.strip()}
      - {{extension: 103}}
    """


def test_rule_5_5_a_forwarded_call_follows_the_rules_of_who_is_called_without_last_resorts(play: Play) -> None:
    (call,) = play(nested("follow"), CALL)
    assert call.rang == ["102 0-3 no_answer", "103 3-7 no_answer"]
    assert call.path == "user:101 user:101/follow_me user:102 user:102/no_answer user:103"
    assert call.end == "no_answer at 7"


def test_rule_5_5_the_window_cuts_everything_that_happens_inside_it(play: Play) -> None:
    (call,) = play(nested("follow", "5"), CALL)
    assert call.rang == ["102 0-3 no_answer", "103 3-5 no_answer"]
    assert call.end == "no_answer at 5"


def test_rule_5_5_full_includes_the_last_resorts_of_a_colleague(play: Play) -> None:
    (call,) = play(nested("full"), CALL)
    assert call.path == "user:101 user:101/follow_me user:102 user:102/no_answer user:103 mailbox:102"
    assert call.end == "voicemail by 102 at 7 until 67"


def test_rule_5_5_under_full_a_colleagues_mailbox_takes_the_call_from_everyone_still_ringing(play: Play) -> None:
    pbx = """
    settings: {forwarded_calls: full}
    users:
      - {extension: 101, follow_me: {enabled: yes, destinations: [{to: 103, ring: 30}, {to: 102, ring: [0, 30]}]}}
      - {extension: 102, voicemail: yes, forwarding: {no_answer: {voicemail: yes}}}
      - {extension: 103}
    """
    (call,) = play(pbx, CALL)
    assert call.rang == ["103 0-20 no_answer", "102 0-20 no_answer"]
    assert call.end == "voicemail by 102 at 20 until 80"


def test_rule_5_5_ring_only_rings_the_line_and_nothing_else_for_the_whole_window(play: Play) -> None:
    (call,) = play(nested("ring_only"), CALL)
    assert call.rang == ["102 0-9 no_answer"]
    assert call.path == "user:101 user:101/follow_me user:102"
    assert call.end == "no_answer at 9"


def test_rule_5_5_the_follow_me_of_a_colleague_counts_too(play: Play) -> None:
    pbx = """
    users:
      - {extension: 101, follow_me: {enabled: yes, destinations: [{to: 102, ring: 9}]}}
      - {extension: 102, follow_me: {enabled: yes, destinations: [{to: 103, ring: [1, 4]}]}}
      - {extension: 103}
    """
    (call,) = play(pbx, CALL)
    assert call.rang == ["103 1-4 no_answer"]
    assert call.end == "no_answer at 4"


def test_rule_5_6_a_user_listed_in_their_own_follow_me_only_has_the_line_rung(play: Play) -> None:
    pbx = """
    users:
      - extension: 101
        ring_time: 5
        follow_me: {enabled: yes, destinations: [{to: 101, ring: 30}, {to: 102, ring: [10, 20]}]}
      - {extension: 102}
    """
    (call,) = play(pbx, CALL)
    assert call.rang == ["101 0-30 no_answer", "102 10-20 no_answer"]
    assert call.path == "user:101 user:101/follow_me user:101 user:102"


def test_rule_5_6_a_user_called_earlier_in_the_chain_is_not_forwarded_again(play: Play) -> None:
    pbx = """
    users:
      - {extension: 101, ring_time: 5, forwarding: {no_answer: {destinations: [{to: 102, ring: 60}]}}}
      - {extension: 102, ring_time: 5, forwarding: {no_answer: {destinations: [{to: 101, ring: 40}]}}}
    """
    (call,) = play(pbx, CALL)
    assert call.rang == ["101 0-5 no_answer", "102 5-10 no_answer", "101 10-50 no_answer"]
    assert call.path == "user:101 user:101/no_answer user:102 user:102/no_answer user:101"
    assert call.end == "no_answer at 50"


def test_rule_5_6_a_user_called_elsewhere_but_not_earlier_in_the_chain_is_forwarded(play: Play) -> None:
    pbx = """
    users:
      - {extension: 101, follow_me: {enabled: yes, destinations: [{to: 102, ring: 5}, {to: 102, ring: [5, 15]}]}}
      - {extension: 102, follow_me: {enabled: yes, destinations: [{to: 103, ring: 5}]}}
      - {extension: 103}
    """
    (call,) = play(pbx, CALL)
    assert call.rang == ["103 0-5 no_answer", "103 5-10 no_answer"]
    assert call.path == (
        "user:101 user:101/follow_me user:102 user:102/follow_me user:103 user:102 user:102/follow_me user:103"
    )


def chain(length: int, most: int) -> str:
    """Build a chain of users who are away and have the next one called, the last one an external number."""
    follow_me = "follow_me: {{enabled: yes, destinations: [{{to: '{to}', ring: 5}}]}}"
    users = [
        f"{{extension: {101 + place}, {follow_me.format(to=102 + place if place + 1 < length else '+32470000101')}}}"
        for place in range(length)
    ]
    return f"{{settings: {{max_forwards: {most}}}, users: [{', '.join(users)}]}}"


def test_rule_5_7_a_call_goes_no_more_than_max_forwards_deep_external_numbers_included(play: Play) -> None:
    (reached,) = play(chain(2, 2), CALL)
    (beyond,) = play(chain(3, 2), CALL)
    assert reached.rang == ["+32470000101 0-5 no_answer"]
    assert beyond.rang == []
    assert beyond.path == "user:101 user:101/follow_me user:102 user:102/follow_me user:103 user:103/follow_me"
    assert beyond.end == "no_answer at 0"


def test_rule_5_7_the_limit_is_five_unless_set(play: Play) -> None:
    (reached,) = play(chain(5, 5).replace("settings: {max_forwards: 5}, ", ""), CALL)
    (beyond,) = play(chain(6, 5).replace("settings: {max_forwards: 5}, ", ""), CALL)
    assert reached.rang == ["+32470000101 0-5 no_answer"]
    assert beyond.rang == []


def test_rule_5_7_a_dialled_user_all_of_whose_legs_are_beyond_the_limit_fails_for_that_reason(play: Play) -> None:
    (call,) = play(chain(2, 0), CALL)
    assert call.path == "user:101 user:101/follow_me"
    assert call.end == "no_answer (too_many_forwards) at 0"


def test_rule_5_7_a_leg_beyond_the_limit_still_waits_for_its_window(play: Play) -> None:
    pbx = """
    settings: {max_forwards: 0}
    users: [{extension: 101, forwarding: {busy: {destinations: [{to: 102, ring: [4, 6]}]}}}, {extension: 102}]
    """
    (call,) = play(pbx, "{people: {101: {state: busy}}, calls: [{to: 101}]}")
    assert call.rang == ["101 0-0 busy"]
    assert call.end == "busy (too_many_forwards) at 4"
