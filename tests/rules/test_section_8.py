"""Section 8 of the routing rules: queues; who is offered to whom."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Play
from tests.rules.queue_worlds import DYNAMIC, ONE, queue


def test_rule_8_1_callers_wait_in_order_of_arrival(play: Play) -> None:
    calls = """
    people: {101: {answers_after: 0}}
    calls: [{to: 700, at: 2, talk: 5}, {to: 700, talk: 10}, {to: 700, at: 1, talk: 20}]
    """
    third, first, second = play(queue(agents=ONE), calls)
    assert first.end == "answered by 101 at 0 until 10"
    assert second.end == "answered by 101 at 10 until 30"
    assert third.end == "answered by 101 at 30 until 35"
    assert third.path == "queue:700"


def test_rule_8_1_several_callers_are_offered_to_different_agents_at_once(play: Play) -> None:
    first, second = play(queue(), "{calls: [{to: 700, patience: 9}, {to: 700, at: 1, patience: 9}]}")
    assert first.rang == ["101 0-9 cancelled"]
    assert second.rang == ["102 1-10 cancelled"]


def test_rule_8_1_a_caller_in_a_retry_pause_keeps_his_place(play: Play) -> None:
    calls = "{calls: [{to: 700, patience: 60}, {to: 700, at: 1, patience: 60}]}"
    first, second = play(queue("strategy: linear, retry: 10", ONE), calls)
    assert first.rang == ["101 0-15 no_answer", "101 25-40 no_answer", "101 50-60 cancelled"]
    assert second.rang == ["101 60-61 cancelled"]


def test_rule_8_1_later_callers_get_agents_beyond_those_of_a_caller_who_pauses(play: Play) -> None:
    calls = """
    people: {102: {busy_until: 16}}
    calls: [{to: 700, patience: 30}, {to: 700, at: 1, patience: 19}]
    """
    first, second = play(queue("strategy: linear, retry: 10"), calls)
    assert first.rang == ["101 0-15 no_answer", "102 25-30 cancelled"]
    assert second.rang == ["101 16-20 cancelled"]


def test_rule_8_1_an_agent_wanted_by_several_queues_goes_to_the_call_placed_first(play: Play) -> None:
    pbx = """
    users: [{extension: 101}]
    queues:
      - {name: A, extension: 700, static_agents: [101]}
      - {name: B, extension: 701, static_agents: [101]}
    """
    calls = """
    people: {101: {busy_until: 5, answers_after: 1}}
    calls: [{to: 700, at: 1, talk: 3}, {to: 701, talk: 3}]
    """
    later, first = play(pbx, calls)
    assert first.end == "answered by 101 at 6 until 9"
    assert later.end == "answered by 101 at 10 until 13"


def test_rule_8_1_a_caller_behind_one_who_pauses_is_offered_when_that_one_leaves(play: Play) -> None:
    calls = "{people: {101: {rejects_after: 0}}, calls: [{to: 700, patience: 0.5}, {to: 700, patience: 2}]}"
    first, second = play(queue(agents=ONE), calls)
    assert first.rang == ["101 0-0 rejected"]
    assert second.rang == ["101 0.5-0.5 rejected", "101 1.5-1.5 rejected"]


def test_rule_8_1_a_caller_whose_round_is_over_keeps_his_place(play: Play) -> None:
    calls = "{people: {101: {rejects_after: 3}}, calls: [{to: 700, patience: 8}, {to: 700, patience: 8}]}"
    first, second = play(queue(agents=ONE), calls)
    assert first.rang == ["101 0-3 rejected", "101 3-6 rejected", "101 6-8 cancelled"]
    assert second.rang == []


def test_rule_8_1_an_agent_whose_phone_did_not_get_to_ring_is_offered_to_the_next_caller(play: Play) -> None:
    calls = "{people: {default: {answers_after: 0}}, calls: [{to: 700, talk: 1}, {to: 700, talk: 1}]}"
    first, second = play(queue("strategy: ring_all"), calls)
    assert first.rang == ["101 0-0 answered"]
    assert second.rang == ["102 0-0 answered"]


def test_rule_8_1_nobody_overtakes_the_first_of_a_queue_even_if_placed_before(play: Play) -> None:
    pbx = """
    users: [{extension: 101}, {extension: 102}]
    audio_messages: [{name: Welcome, duration: 1}]
    queues:
      - {name: All, extension: 700, static_agents: [101, 102], agent_ring_time: 3}
      - {name: Turns, extension: 701, static_agents: [101, 102], strategy: round_robin}
    dial_plans:
      - name: Main
        extension: 900
        start: welcome
        elements: {welcome: {type: play_file, message: Welcome, next: queue}, queue: {type: queue, queue: Turns}}
    """
    calls = """
    people: {101: {rejects_after: 0}}
    calls: [{to: 900, patience: 5}, {to: 700, patience: 5}, {to: 701, patience: 5}]
    """
    placed_first, of_all, first_in_line = play(pbx, calls)
    assert of_all.rang == ["101 0-0 rejected", "102 0-3 no_answer", "101 3-3 rejected", "102 3-5 cancelled"]
    assert first_in_line.rang == [f"101 {second}-{second} rejected" for second in range(5)]
    assert placed_first.rang == []


def test_rule_8_1_two_callers_who_leave_together_do_not_lend_their_turn(play: Play) -> None:
    pbx = """
    users: [{extension: 101}]
    queues: [{name: A, extension: 700, static_agents: [101]}, {name: B, extension: 701, static_agents: [101]}]
    """
    calls = """
    calls: [{to: 700, patience: 10}, {to: 700, patience: 10}, {to: 701, patience: 12}, {to: 700, patience: 14}]
    """
    offered, waiting, other_queue, last = play(pbx, calls)
    assert offered.rang == ["101 0-10 cancelled"]
    assert waiting.rang == []
    assert other_queue.rang == ["101 10-12 cancelled"]
    assert last.rang == ["101 12-14 cancelled"]


def test_rule_8_1_a_queues_next_caller_waits_for_his_turn_among_those_of_other_queues(play: Play) -> None:
    """At 6 the first caller pauses and keeps one agent; the other queue's caller, placed before the third, has 102."""
    pbx = """
    users: [{extension: 102}, {extension: 105}]
    queues:
      - {name: A, extension: 700, strategy: longest_idle, static_agents: [102, 105], retry: 2}
      - {name: B, extension: 701, static_agents: [102]}
    """
    calls = """
    people: {default: {goes_away_after: 3}}
    calls: [{to: 700, patience: 7}, {to: 701, patience: 7}, {to: 700, patience: 7}]
    """
    first, other_queue, third = play(pbx, calls)
    assert first.rang == ["102 0-3 offline", "105 3-6 offline"]
    assert other_queue.rang == ["102 3-6 offline", "102 6-7 cancelled"]
    assert third.rang == ["105 0-3 offline"]


@pytest.mark.parametrize("state", ["state: offline", "state: dnd", "state: busy"])
def test_rule_8_2_who_may_not_be_rung_is_not_and_does_not_appear(play: Play, state: str) -> None:
    (call,) = play(queue(), f"{{people: {{101: {{{state}}}}}, calls: [{{to: 700, patience: 9}}]}}")
    assert call.rang == ["102 0-9 cancelled"]


def test_rule_8_2_dynamic_agents_start_logged_out(play: Play) -> None:
    calls = "{events: [{at: 4, user: 101, do: join_queue, queue: Support}], calls: [{to: 700, patience: 9}]}"
    (call,) = play(queue(agents=DYNAMIC), calls)
    assert call.rang == ["101 4-9 cancelled"]


def test_rule_8_2_groups_stand_for_their_members(play: Play) -> None:
    groups = "user_groups: [{name: Desk, members: [102, 103]}]"
    pbx = queue("strategy: ring_all", 'static_agents: ["group:Desk"]') + groups
    (call,) = play(pbx, "{calls: [{to: 700, patience: 9}]}")
    assert call.rang == ["102 0-9 cancelled", "103 0-9 cancelled"]


@pytest.mark.parametrize(
    ("multiple", "ring_busy", "rang"),
    [
        ("yes", "yes", ["101 3-9 cancelled"]),
        ("yes", "no", []),
        ("no", "yes", []),
    ],
)
def test_rule_8_2_busy_agents_are_rung_where_they_and_the_queue_allow_it(
    play: Play, multiple: str, ring_busy: str, rang: list[str]
) -> None:
    pbx = queue(f"ring_busy_agents: {ring_busy}", ONE, f", multiple_calls: {multiple}")
    calls = "{people: {101: {state: busy}}, calls: [{to: 700, at: 3, patience: 6}]}"
    (call,) = play(pbx, calls)
    assert call.rang == rang


def test_rule_8_2_an_agent_who_may_be_rung_while_busy_is_offered_several_callers_again_and_again(play: Play) -> None:
    pbx = queue("ring_busy_agents: yes, retry: 0", ONE, ", multiple_calls: yes")
    first, second = play(pbx, "{calls: [{to: 700, patience: 40}, {to: 700, patience: 40}]}")
    assert first.rang == second.rang == ["101 0-15 no_answer", "101 15-30 no_answer", "101 30-40 cancelled"]


def test_rule_8_2_an_agent_who_comes_free_is_rung_at_that_instant(play: Play) -> None:
    (call,) = play(queue(agents=ONE), "{people: {101: {busy_until: 4}}, calls: [{to: 700, patience: 9}]}")
    assert call.rang == ["101 4-9 cancelled"]


def test_rule_8_3_ring_all_rings_everybody_and_one_freed_later_joins_the_next_offer(play: Play) -> None:
    calls = "{people: {102: {busy_until: 4}}, calls: [{to: 700, patience: 20}]}"
    (call,) = play(queue("strategy: ring_all", "static_agents: [101, 102, 103]"), calls)
    assert call.rang == [
        "101 0-15 no_answer",
        "103 0-15 no_answer",
        "101 15-20 cancelled",
        "102 15-20 cancelled",
        "103 15-20 cancelled",
    ]


ROTA = "calls: [{to: 700, talk: 2}, {to: 700, at: 10, talk: 2}, {to: 700, at: 20, talk: 2}, {to: 700, at: 30, talk: 2}]"


@pytest.mark.parametrize(
    ("strategy", "agents"),
    [
        ("linear", ["101", "101", "101", "101"]),
        ("round_robin", ["101", "102", "103", "101"]),
        ("longest_idle", ["101", "102", "103", "101"]),
        ("fewest_calls", ["101", "102", "103", "101"]),
    ],
)
def test_rule_8_3_whom_a_strategy_rings_first(play: Play, strategy: str, agents: list[str]) -> None:
    pbx = queue(f"strategy: {strategy}", "static_agents: [101, 102, 103]")
    played = play(pbx, f"{{people: {{default: {{answers_after: 1}}}}, {ROTA}}}")
    assert [call.end.split()[2] for call in played] == agents


def test_rule_8_3_longest_idle_looks_at_the_end_of_the_last_call_of_this_queue(play: Play) -> None:
    calls = """
    people: {default: {answers_after: 1}}
    calls: [{to: 700, talk: 30}, {to: 700, at: 5, talk: 3}, {to: 700, at: 40, talk: 3}]
    """
    long, short, next_ = play(queue("strategy: longest_idle"), calls)
    assert [long.end, short.end] == ["answered by 101 at 1 until 31", "answered by 102 at 6 until 9"]
    assert next_.end == "answered by 102 at 41 until 44"


def test_rule_8_3_fewest_calls_counts_a_current_call(play: Play) -> None:
    pbx = queue("strategy: fewest_calls, ring_busy_agents: yes", users=", multiple_calls: yes")
    calls = "{people: {default: {answers_after: 1}}, calls: [{to: 700}, {to: 700, at: 5}, {to: 700, at: 10}]}"
    assert [call.end.split()[2] for call in play(pbx, calls)] == ["101", "102", "101"]


def test_rule_8_3_round_robin_carries_on_after_the_last_one_rung_even_if_he_rejected(play: Play) -> None:
    calls = """
    people: {101: {rejects_after: 1}, 102: {answers_after: 1}, 103: {answers_after: 1}}
    calls: [{to: 700, talk: 2}, {to: 700, at: 10, talk: 2}]
    """
    first, second = play(queue("strategy: round_robin", "static_agents: [101, 102, 103]"), calls)
    assert first.rang == ["101 0-1 rejected", "102 1-2 answered"]
    assert second.rang == ["103 10-11 answered"]


def test_rule_8_4_an_offer_lasts_fifteen_seconds_unless_told_otherwise(play: Play) -> None:
    (default,) = play(queue(agents=ONE), "{calls: [{to: 700, patience: 20}]}")
    (short,) = play(queue("agent_ring_time: 8", ONE), "{calls: [{to: 700, patience: 20}]}")
    assert default.rang == ["101 0-15 no_answer", "101 15-20 cancelled"]
    assert short.rang == ["101 0-8 no_answer", "101 8-16 no_answer", "101 16-20 cancelled"]


def test_rule_8_4_after_a_rejection_the_next_agent_is_rung_at_once_for_a_full_ring_time(play: Play) -> None:
    (call,) = play(queue(), "{people: {101: {rejects_after: 5}}, calls: [{to: 700, patience: 25}]}")
    assert call.rang == ["101 0-5 rejected", "102 5-20 no_answer", "101 20-25 cancelled"]


def test_rule_8_4_an_agent_who_missed_the_call_comes_after_the_others(play: Play) -> None:
    (call,) = play(queue("strategy: linear, agent_ring_time: 5"), "{calls: [{to: 700, patience: 18}]}")
    assert call.rang == ["101 0-5 no_answer", "102 5-10 no_answer", "101 10-15 no_answer", "101 15-18 cancelled"]


def test_rule_8_4_when_every_agent_has_had_his_turn_the_next_offer_comes_after_the_pause(play: Play) -> None:
    calls = "{people: {101: {rejects_after: 2}, 102: {rejects_after: 3}}, calls: [{to: 700, patience: 20}]}"
    (call,) = play(queue("strategy: linear, retry: 10"), calls)
    assert call.rang == ["101 0-2 rejected", "102 2-5 rejected", "101 15-17 rejected", "102 17-20 cancelled"]


def test_rule_8_4_the_round_is_over_for_whom_nobody_is_left_once_another_has_got_the_last(play: Play) -> None:
    """Both are between two agents at 2; the first gets the only one left, the second is in a pause until 12."""
    calls = """
    people: {101: {rejects_after: 2}, 103: {state: busy, busy_until: 2, answers_after: 3}}
    events:
      - {at: 2, user: 101, do: dnd_on}
      - {at: 2, user: 102, do: go_offline}
      - {at: 6, user: 101, do: dnd_off}
    calls: [{to: 700}, {to: 700, patience: 20}]
    """
    first, second = play(queue("strategy: linear, retry: 10", "static_agents: [101, 102, 103]"), calls)
    assert first.rang == ["101 0-2 rejected", "103 2-5 answered"]
    assert second.rang == ["102 0-2 offline", "101 12-14 rejected"]


def test_rule_8_4_ring_alls_offer_ends_when_all_have_rejected(play: Play) -> None:
    calls = "{people: {101: {rejects_after: 2}, 102: {rejects_after: 3}}, calls: [{to: 700, patience: 5}]}"
    (call,) = play(queue("strategy: ring_all"), calls)
    assert call.rang == ["101 0-2 rejected", "102 0-3 rejected", "101 3-5 cancelled", "102 3-5 cancelled"]


def test_rule_8_4_a_round_that_took_no_time_is_followed_by_the_next_a_second_later(play: Play) -> None:
    (call,) = play(queue(agents=ONE), "{people: {101: {rejects_after: 0}}, calls: [{to: 700, patience: 2.5}]}")
    assert call.rang == ["101 0-0 rejected", "101 1-1 rejected", "101 2-2 rejected"]


def test_rule_8_4_an_agent_who_goes_offline_gives_way_and_the_next_offer_is_a_full_one(play: Play) -> None:
    calls = """
    people: {102: {busy_until: 20}}
    events: [{at: 1, user: 101, do: go_offline}]
    calls: [{to: 700, patience: 40}]
    """
    (call,) = play(queue(), calls)
    assert call.rang == ["101 0-1 offline", "102 20-35 no_answer", "102 35-40 cancelled"]
