"""Situations in which queues of other phone systems misbehaved, played here (rule 8)."""

from tests.engine.logs import USERS, play, reported, told


def queue(settings: str) -> str:
    return USERS + f"queues: [{{name: Q, extension: 700, {settings}}}]"


def test_rule_8_4_agents_who_were_about_to_ring_when_another_answered_are_free_for_the_next_caller() -> None:
    """Elsewhere they stayed reserved for ever."""
    calls = "people: {101: {answers_after: 0}, 102: {answers_after: 1}}\ncalls: [{to: 700}, {to: 700, at: 5}]"
    assert told(queue("strategy: ring_all, static_agents: [101, 102]"), calls) == [
        "answered by 101 at 0 until 60: 101 0-0 answered",
        "answered by 102 at 6 until 66: 102 5-6 answered",
    ]


def test_rule_4_3_of_two_agents_who_answer_at_one_instant_the_one_listed_first_has_the_call() -> None:
    calls = "people: {default: {answers_after: 3}}\ncalls: [{to: 700}]"
    assert told(queue("strategy: ring_all, static_agents: [102, 101]"), calls) == [
        "answered by 102 at 3 until 63: 102 0-3 answered, 101 0-3 cancelled"
    ]


def test_rule_8_1_callers_in_quick_succession_are_spread_over_the_agents() -> None:
    """Elsewhere all of them rang the first agent."""
    calls = "people: {default: {answers_after: 4}}\ncalls: [{to: 700}, {to: 700}, {to: 700}, {to: 700}]"
    assert told(queue("strategy: linear, static_agents: [101, 102, 103]"), calls) == [
        "answered by 101 at 4 until 64: 101 0-4 answered",
        "answered by 102 at 4 until 64: 102 0-4 answered",
        "answered by 103 at 4 until 64: 103 0-4 answered",
        "answered by 101 at 68 until 128: 101 64-68 answered",
    ]


def test_rule_3_6_an_agent_whose_phone_registers_anew_while_it_rings_gets_calls_again() -> None:
    """Elsewhere such an agent was stuck; the caller goes to the next agent meanwhile."""
    calls = (
        "people: {101: {answers_after: 9}, 102: {answers_after: 2}}\n"
        "calls: [{to: 700, talk: 100}, {to: 700, at: 10}]\n"
        "events: [{at: 5, user: 101, do: go_offline}, {at: 6, user: 101, do: go_online}]"
    )
    assert told(queue("strategy: linear, static_agents: [101, 102]"), calls) == [
        "answered by 102 at 7 until 107: 101 0-5 offline, 102 5-7 answered",
        "answered by 101 at 19 until 79: 101 10-19 answered",
    ]


def test_rule_8_5_an_agents_own_forwarding_leads_no_queue_call_astray() -> None:
    pbx = (
        "users: [{extension: 101, voicemail: yes, forwarding: {busy: {destinations: [{to: 102}], voicemail: yes}}}, "
        "{extension: 102}]\nqueues: [{name: Q, extension: 700, agent_ring_time: 10, static_agents: [101]}]"
    )
    calls = "people: {101: {rejects_after: 2}}\ncalls: [{to: 700, patience: 5}]"
    assert told(pbx, calls) == ["abandoned at 5: 101 0-2 rejected, 101 2-4 rejected, 101 4-5 cancelled"]


def test_rule_8_6_an_agent_who_passed_a_caller_on_to_another_queue_gets_the_next_after_the_wrap_up() -> None:
    """Elsewhere no call came any more; the wrap-up begins when the caller is passed on."""
    pbx = USERS + (
        "queues: [{name: A, extension: 700, wrap_up: 10, static_agents: [101]}, "
        "{name: B, extension: 701, static_agents: [102]}]"
    )
    calls = (
        "people: {default: {answers_after: 1}}\ncalls: [{to: 700}, {to: 700, at: 5}]\n"
        "events: [{at: 10, user: 101, do: transfer, to: 701}]"
    )
    assert told(pbx, calls) == [
        "answered by 101 at 1 until 71: 101 0-1 answered, 102 10-11 answered",
        "answered by 101 at 21 until 81: 101 20-21 answered",
    ]
    assert reported(pbx, calls) == [
        "0 entering the queue: 1",
        "1 connected to an agent: 1, 101",
        "5 entering the queue: 2",
        "10 blind transfer: 1, 101",
        "10 entering the queue: 1",
        "11 connected to an agent: 1, 102",
        "21 connected to an agent: 2, 101",
        "71 terminated by the caller: 1, 102",
        "81 terminated by the caller: 2, 101",
    ]


def test_rule_8_6_a_wrap_up_keeps_every_queue_away_and_nobody_who_dials_the_agent() -> None:
    pbx = USERS + (
        "queues: [{name: A, extension: 700, wrap_up: 30, static_agents: [101]}, "
        "{name: B, extension: 701, static_agents: [101]}]"
    )
    calls = (
        "people: {101: {answers_after: 1}}\n"
        "calls: [{to: 700, talk: 10}, {to: 701, at: 5, talk: 5}, {to: 101, at: 15, talk: 5}]"
    )
    assert told(pbx, calls) == [
        "answered by 101 at 1 until 11: 101 0-1 answered",
        "answered by 101 at 42 until 47: 101 41-42 answered",
        "answered by 101 at 16 until 21: 101 15-16 answered",
    ]


def test_rule_8_4_the_only_agent_who_rejects_is_rung_again_and_again() -> None:
    calls = "people: {101: {rejects_after: 4}}\ncalls: [{to: 700, patience: 10}]"
    assert told(queue("strategy: linear, retry: 1, static_agents: [101]"), calls) == [
        "abandoned at 10: 101 0-4 rejected, 101 5-9 rejected"
    ]


def test_rule_8_4_an_agent_who_rejects_without_ringing_is_rung_once_a_second_at_most() -> None:
    calls = "people: {101: {rejects_after: 0}}\ncalls: [{to: 700, patience: 2.5}]"
    assert told(queue("strategy: linear, static_agents: [101]"), calls) == [
        "abandoned at 2.5: 101 0-0 rejected, 101 1-1 rejected, 101 2-2 rejected"
    ]


def test_rule_8_4_phones_that_ring_for_no_time_at_all_are_rung_once_a_second_at_most() -> None:
    calls = "calls: [{to: 700, patience: 1.5}]"
    assert told(queue("strategy: ring_all, agent_ring_time: 0, static_agents: [101, 102]"), calls) == [
        "abandoned at 1.5: 101 0-0 no_answer, 102 0-0 no_answer, 101 1-1 no_answer, 102 1-1 no_answer"
    ]


def test_rule_8_8_callers_wait_for_agents_who_are_in_but_cannot_be_reached() -> None:
    calls = "people: {101: {state: dnd}, 102: {state: offline}}\ncalls: [{to: 700, patience: 20}]"
    settings = "join_empty: no, leave_when_empty: yes, static_agents: [101, 102]"
    assert told(queue(settings), calls) == ["abandoned at 20"]


def test_rule_8_8_the_last_agent_who_logs_out_sends_the_callers_away_even_while_ringing() -> None:
    pbx = queue(
        "dynamic_agents: [101], connect_number: '*71', disconnect_number: '*72', leave_when_empty: yes, "
        "overflow: {type: hang_up}"
    )
    calls = "calls: [{from: 101, to: '*71'}, {to: 700, at: 5}, {from: 101, to: '*72', at: 10}]"
    assert told(pbx, calls) == ["logged_in at 2", "hung_up at 10: 101 5-10 no_answer", "logged_out at 12"]
    assert reported(pbx, calls) == [
        "0 agent connecting: 101",
        "5 entering the queue: 2",
        "10 agent disconnecting: 101",
        "10 no one answering: 2, 101",
        "10 exit (no agent connected): 2",
    ]


def test_rule_3_6_an_agent_who_logs_out_of_the_queue_while_rung_may_still_answer() -> None:
    pbx = queue("strategy: linear, static_agents: [102], dynamic_agents: [101], connect_number: '*71'")
    calls = (
        "people: {101: {answers_after: 9}, 102: {state: busy}}\n"
        "calls: [{from: 101, to: '*71'}, {to: 700, at: 5, patience: 40}]\n"
        "events: [{at: 10, user: 101, do: leave_queue, queue: Q}]"
    )
    assert told(pbx, calls)[1] == "answered by 101 at 14 until 74: 101 5-14 answered"


def test_rule_8_2_an_agent_who_calls_the_queue_is_not_offered_to_himself() -> None:
    calls = "people: {101: {answers_after: 1}}\ncalls: [{from: 101, to: 700, patience: 10}]"
    assert told(queue("static_agents: [101]"), calls) == ["abandoned at 10"]


def test_rule_8_2_an_agent_with_call_waiting_is_offered_the_next_caller_where_the_queue_says_so() -> None:
    pbx = (
        "users: [{extension: 101, multiple_calls: yes}]\n"
        "queues: [{name: A, extension: 700, ring_busy_agents: yes, static_agents: [101]}, "
        "{name: B, extension: 701, static_agents: [101]}]"
    )
    calls = (
        "people: {101: {answers_after: 2, answers_after_when_busy: 4}}\n"
        "calls: [{to: 700}, {to: 700, at: 5, talk: 1}, {to: 701, at: 6, patience: 10}]"
    )
    assert told(pbx, calls) == [
        "answered by 101 at 2 until 62: 101 0-2 answered",
        "answered by 101 at 9 until 10: 101 5-9 answered",
        "abandoned at 16",
    ]


def test_rule_8_1_a_caller_in_a_pause_keeps_his_agent_from_those_behind_him() -> None:
    """One agent is left beyond the one that the first would take: him the second caller gets."""
    calls = "calls: [{to: 700, patience: 30}, {to: 700, at: 6, patience: 30}]"
    assert told(queue("strategy: linear, agent_ring_time: 5, retry: 3, static_agents: [101, 102]"), calls) == [
        "abandoned at 30: 101 0-5 no_answer, 102 8-13 no_answer, 101 16-21 no_answer, 101 24-29 no_answer",
        "abandoned at 36: 101 6-11 no_answer, 102 14-19 no_answer, 102 22-27 no_answer, 101 30-35 no_answer",
    ]


def test_rule_8_3_round_robin_carries_on_after_misses_and_rejections_across_calls() -> None:
    calls = (
        "people: {101: {rejects_after: 1}, 102: {answers_after: 1}}\n"
        "calls: [{to: 700, talk: 1}, {to: 700, at: 20, talk: 1}]"
    )
    assert told(queue("strategy: round_robin, agent_ring_time: 5, static_agents: [101, 102, 103]"), calls) == [
        "answered by 102 at 2 until 3: 101 0-1 rejected, 102 1-2 answered",
        "answered by 102 at 27 until 28: 103 20-25 no_answer, 101 25-26 rejected, 102 26-27 answered",
    ]


def test_rule_8_6_the_wrap_up_is_for_the_agent_who_picked_the_call_up_and_had_the_conversation() -> None:
    pbx = (
        queue("strategy: linear, wrap_up: 30, static_agents: [102, 101]")
        + "\npickup_groups: [{name: G, members: [101, 102]}]"
    )
    calls = (
        "calls: [{to: 700, talk: 10}, {to: 700, at: 20, patience: 5}]\n"
        "events: [{at: 3, user: 101, do: pickup, target: 102}]"
    )
    assert told(pbx, calls) == [
        "answered by 101 at 3 until 13: 102 0-3 picked_up",
        "abandoned at 25: 102 20-25 cancelled",
    ]
    assert reported(pbx, calls)[1:3] == ["3 connected to an agent: 1, 101", "13 terminated by the caller: 1, 101"]


def test_rule_8_6_no_other_agent_is_kept_away_by_the_wrap_up_after_a_pickup() -> None:
    pbx = (
        queue("strategy: linear, wrap_up: 30, static_agents: [101, 102]")
        + "\npickup_groups: [{name: G, members: [101, 102]}]"
    )
    calls = (
        "people: {101: {attempts: [{}, {answers_after: 1}]}}\n"
        "calls: [{to: 700, talk: 10}, {to: 700, at: 20, talk: 100}, {to: 700, at: 22, patience: 30}]\n"
        "events: [{at: 3, user: 102, do: pickup, target: 101}]"
    )
    assert told(pbx, calls)[1:] == [
        "answered by 101 at 21 until 121: 101 20-21 answered",
        "abandoned at 52: 102 43-52 cancelled",
    ]


def test_rule_8_10_nothing_is_reported_of_a_caller_whom_an_empty_queue_refuses() -> None:
    assert reported(queue("join_empty: no"), "calls: [{to: 700}]") == []


def test_a_play_of_a_thousand_callers_at_one_instant_and_a_hundred_agents_serves_all_in_order() -> None:
    users = "users: [" + ", ".join(f"{{extension: {1000 + place}}}" for place in range(100)) + "]\n"
    agents = ", ".join(str(1000 + place) for place in range(100))
    pbx = users + f"queues: [{{name: Q, extension: 700, strategy: linear, static_agents: [{agents}]}}]"
    calls = "people: {default: {answers_after: 1}}\ncalls: [" + ", ".join(["{to: 700, talk: 9}"] * 1000) + "]"
    answered = [call.answered_at for call in play(pbx, calls).calls]
    assert answered == [1.0 + 10 * (place // 100) for place in range(1000)]
