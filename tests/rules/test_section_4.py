"""Section 4 of the routing rules: ringing several destinations."""

from __future__ import annotations

from tests.rules.conftest import Play


def plan(destinations: str, more: str = "") -> str:
    """Build a system whose user 101 is away, and has everybody in the list called."""
    return f"""
    users:
      - {{extension: 101, follow_me: {{enabled: yes, destinations: [{destinations}]}}}}
      - {{extension: 102, {more}}}
      - {{extension: 103}}
      - {{extension: 104}}
    """


CALL = "{calls: [{to: 101}]}"


def test_rule_4_1_windows_may_overlap(play: Play) -> None:
    (call,) = play(plan("{to: 102, ring: [0, 15]}, {to: 103, ring: [10, 30]}"), CALL)
    assert call.rang == ["102 0-15 no_answer", "103 10-30 no_answer"]
    assert call.end == "no_answer at 30"


def test_rule_4_1_windows_may_follow_each_other(play: Play) -> None:
    (call,) = play(plan("{to: 102, ring: 5}, {to: 103, ring: 10}, {to: 104}"), CALL)
    assert call.rang == ["102 0-5 no_answer", "103 5-15 no_answer", "104 15-35 no_answer"]


def test_rule_4_1_windows_may_leave_gaps(play: Play) -> None:
    (call,) = play(plan("{to: 102, ring: [2, 5]}, {to: 103, ring: [8, 9]}"), CALL)
    assert call.rang == ["102 2-5 no_answer", "103 8-9 no_answer"]
    assert call.end == "no_answer at 9"


def test_rule_4_1_windows_count_from_the_plans_start(play: Play) -> None:
    pbx = """
    users:
      - {extension: 101, ring_time: 7, forwarding: {no_answer: {destinations: [{to: 102, ring: [1, 4]}]}}}
      - {extension: 102}
    """
    (call,) = play(pbx, "{calls: [{to: 101, at: 100}]}")
    assert call.rang == ["101 100-107 no_answer", "102 108-111 no_answer"]


def test_rule_4_2_a_destination_is_called_at_its_windows_start_and_cancelled_at_its_end(play: Play) -> None:
    calls = "{people: {102: {answers_after: 4}}, calls: [{to: 101}]}"
    (too_late,) = play(plan("{to: 102, ring: [3, 7]}"), calls)
    (in_time,) = play(plan("{to: 102, ring: [3, 7.000001]}"), calls)
    assert too_late.rang == ["102 3-7 no_answer"]
    assert in_time.rang == ["102 3-7 answered"]


def test_rule_4_3_the_first_to_answer_takes_the_call_and_every_other_leg_is_cancelled(play: Play) -> None:
    calls = "{people: {103: {answers_after: 3}}, calls: [{to: 101}]}"
    pbx = plan("{to: 102, ring: 20}, {to: 103, ring: [0, 20]}, {to: 104, ring: [3, 20]}")
    (call,) = play(pbx, calls)
    assert call.rang == ["102 0-3 cancelled", "103 0-3 answered"]
    assert call.path == "user:101 user:101/follow_me user:102 user:103"
    assert call.end == "answered by 103 at 3 until 63"


def test_rule_4_3_of_simultaneous_answers_the_one_listed_first_counts(play: Play) -> None:
    calls = "{people: {102: {answers_after: 1}, 103: {answers_after: 5}}, calls: [{to: 101}]}"
    (call,) = play(plan("{to: 103, ring: 20}, {to: 102, ring: [4, 20]}"), calls)
    assert call.rang == ["103 0-5 answered", "102 4-5 cancelled"]


def test_rule_4_4_a_leg_that_fails_at_once_fails_alone_and_moves_no_window(play: Play) -> None:
    calls = """
    people: {102: {state: busy}, 103: {state: offline}, 104: {rejects_after: 1}, '+32470000101': {state: unreachable}}
    calls: [{to: 101}]
    """
    pbx = plan("{to: 102, ring: 5}, {to: 103, ring: 5}, {to: '+32470000101', ring: 5}, {to: 104, ring: 5}")
    (call,) = play(pbx, calls)
    assert call.rang == [
        "102 0-0 busy",
        "103 5-5 offline",
        "+32470000101 10-10 unreachable",
        "104 15-16 rejected",
    ]
    assert call.end == "no_answer at 16"


def test_rule_4_5_the_plan_waits_for_windows_still_to_begin(play: Play) -> None:
    calls = "{people: {102: {state: offline}, 103: {state: offline}}, calls: [{to: 101}]}"
    (call,) = play(plan("{to: 102, ring: 5}, {to: 103, ring: [30, 40]}"), calls)
    assert call.rang == ["102 0-0 offline", "103 30-30 offline"]
    assert call.end == "no_answer at 30"


def test_rule_4_5_the_plan_fails_with_its_last_leg_wherever_that_is_listed(play: Play) -> None:
    calls = "{people: {103: {rejects_after: 2}}, calls: [{to: 101}]}"
    (call,) = play(plan("{to: 102, ring: 5}, {to: 103, ring: [0, 20]}"), calls)
    assert call.rang == ["102 0-5 no_answer", "103 0-2 rejected"]
    assert call.end == "no_answer at 5"
