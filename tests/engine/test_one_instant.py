"""What falls on one instant, across calls, queues and events (rule 1.2)."""

from tests.engine.logs import USERS, reported, told

ONE_AGENT = USERS + "queues: [{name: Q, extension: 700, max_wait: 5, static_agents: [101]}]"


def test_rule_1_2_an_agent_who_answers_at_the_instant_the_longest_wait_ends_is_too_late() -> None:
    calls = "people: {101: {answers_after: 5}}\ncalls: [{to: 700}]"
    assert told(ONE_AGENT, calls) == ["no_answer (timeout) at 5: 101 0-5 no_answer"]
    assert reported(ONE_AGENT, calls) == [
        "0 entering the queue: 1",
        "5 no one answering: 1, 101",
        "5 exit (timeout): 1",
    ]


def test_rule_1_2_an_agent_freed_at_the_instant_a_caller_has_waited_too_long_is_not_offered_any_more() -> None:
    calls = "people: {101: {answers_after: 0}}\ncalls: [{to: 700, talk: 5}, {to: 700}]"
    assert told(ONE_AGENT, calls) == ["answered by 101 at 0 until 5: 101 0-0 answered", "no_answer (timeout) at 5"]


def test_rule_1_2_an_agent_freed_at_the_instant_a_caller_loses_patience_is_not_offered_any_more() -> None:
    calls = "people: {101: {answers_after: 0}}\ncalls: [{to: 700, talk: 4}, {to: 700, patience: 4}]"
    assert told(ONE_AGENT, calls) == ["answered by 101 at 0 until 4: 101 0-0 answered", "abandoned at 4"]


def test_rule_1_2_a_conversation_that_ends_frees_the_agent_before_a_new_caller_arrives() -> None:
    calls = "people: {101: {answers_after: 0}}\ncalls: [{to: 700, talk: 4}, {to: 700, at: 4, talk: 1}]"
    assert told(ONE_AGENT, calls)[1] == "answered by 101 at 4 until 5: 101 4-4 answered"


def test_rule_1_2_a_wrap_up_that_ends_makes_its_agent_ring_at_that_very_instant() -> None:
    queue = USERS + "queues: [{name: Q, extension: 700, wrap_up: 6, static_agents: [101]}]"
    calls = "people: {101: {answers_after: 0}}\ncalls: [{to: 700, talk: 4}, {to: 700, at: 5, talk: 1}]"
    assert told(queue, calls)[1] == "answered by 101 at 10 until 11: 101 10-10 answered"


def test_rule_1_2_somebody_busy_until_an_instant_is_rung_by_a_queue_at_that_instant() -> None:
    calls = "people: {101: {state: busy, busy_until: 3, answers_after: 1}}\ncalls: [{to: 700, talk: 1}]"
    assert told(ONE_AGENT, calls) == ["answered by 101 at 4 until 5: 101 3-4 answered"]


def test_rule_1_2_a_phone_taken_offline_at_the_instant_of_its_answer_does_not_answer() -> None:
    calls = "people: {101: {answers_after: 3}}\ncalls: [{to: 101}]\nevents: [{at: 3, user: 101, do: go_offline}]"
    assert told(USERS, calls) == ["no_answer at 3: 101 0-3 offline"]


def test_rule_1_2_a_colleague_picks_up_at_the_instant_the_called_person_would_answer() -> None:
    group = USERS + "pickup_groups: [{name: G, members: [101, 102]}]"
    calls = (
        "people: {101: {answers_after: 3}}\ncalls: [{to: 101}]\nevents: [{at: 3, user: 102, do: pickup, target: 101}]"
    )
    assert told(group, calls) == ["answered by 102 at 3 until 63: 101 0-3 picked_up"]


def test_rule_1_2_a_transfer_at_the_instant_of_the_answer_comes_too_early_and_at_the_end_too_late() -> None:
    calls = (
        "people: {101: {answers_after: 5}}\ncalls: [{to: 101, talk: 10}]\n"
        "events: [{at: 5, user: 101, do: transfer, to: 102}, {at: 15, user: 101, do: transfer, to: 102}]"
    )
    assert told(USERS, calls) == ["answered by 101 at 5 until 15: 101 0-5 answered"]


def test_rule_1_2_a_switch_set_at_the_instant_a_call_arrives_holds_for_that_call() -> None:
    pbx = "switches: [{name: S, state: no}]\nvoicemails: [{name: V}]\ndial_plans: [{name: P, extension: 900, start: a, elements: {a: {type: switch, switch: S, active: b, inactive: c}, b: {type: hang_up}, c: {type: voicemail, voicemail: V}}}]"  # noqa: E501
    calls = (
        "calls: [{to: 900, at: 5}, {to: 900, at: 4.999999, talk: 1}]\n"
        "events: [{at: 5, do: set_switch, switch: S, state: yes}]"
    )
    assert told(pbx, calls)[0] == "hung_up at 5"
    assert told(pbx, calls)[1].startswith("voicemail by V at 5 until")


def test_rule_1_2_the_administrator_who_comes_at_the_instant_a_caller_loses_patience_comes_too_late() -> None:
    room = USERS + "conferences: [{name: C, extension: 750, wait_for_administrator: yes, administrator: 101}]"
    calls = "calls: [{to: 750, patience: 5}, {to: 750, patience: 6}, {from: 101, to: 750, at: 5, talk: 10}]"
    assert told(room, calls) == [
        "abandoned at 5",
        "conference by 750 at 5 until 15",
        "conference by 750 at 5 until 15",
    ]


def test_rule_1_2_the_administrator_who_leaves_takes_all_along_before_another_call_of_his_arrives() -> None:
    room = USERS + "conferences: [{name: C, extension: 750, wait_for_administrator: yes, administrator: 101}]"
    calls = "calls: [{from: 101, to: 750, talk: 20}, {to: 750, at: 5}, {from: 101, to: 750, at: 20, talk: 5}]"
    assert told(room, calls) == [
        "conference by 750 at 0 until 20",
        "conference by 750 at 5 until 20",
        "conference by 750 at 20 until 25",
    ]


def test_rule_1_2_of_many_calls_at_one_instant_the_first_in_the_file_takes_the_phone() -> None:
    calls = "people: {101: {answers_after: 0}}\ncalls: [" + ", ".join(["{to: 101, talk: 0}"] * 50) + "]"
    logs = told(USERS, calls)
    assert logs[0] == "answered by 101 at 0 until 0: 101 0-0 answered"
    assert set(logs) == {logs[0]}


def test_rule_1_2_a_conversation_of_no_length_frees_the_agent_for_the_next_caller_at_that_instant() -> None:
    queue = USERS + "queues: [{name: Q, extension: 700, static_agents: [101]}]"
    calls = "people: {101: {answers_after: 0}}\ncalls: [" + ", ".join(["{to: 700, talk: 0}"] * 50) + "]"
    assert set(told(queue, calls)) == {"answered by 101 at 0 until 0: 101 0-0 answered"}


def test_rule_1_2_two_queues_that_want_one_agent_serve_the_call_placed_first() -> None:
    queues = USERS + (
        "queues: [{name: A, extension: 700, static_agents: [101]}, {name: B, extension: 701, static_agents: [101]}]"
    )
    calls = (
        "people: {101: {state: busy, busy_until: 9, answers_after: 0}}\n"
        "calls: [{to: 701, at: 1, talk: 5}, {to: 700, at: 2, talk: 5}, {to: 701, at: 3, talk: 5}]"
    )
    assert told(queues, calls) == [
        "answered by 101 at 9 until 14: 101 9-9 answered",
        "answered by 101 at 14 until 19: 101 14-14 answered",
        "answered by 101 at 19 until 24: 101 19-19 answered",
    ]


def test_rule_1_2_a_caller_passed_on_by_a_rejection_does_not_overtake_who_was_placed_first() -> None:
    """102 is freed at 5, the very instant at which 101 rejects the second caller; the first has waited longer."""
    queues = USERS + (
        "queues: [{name: A, extension: 700, strategy: linear, static_agents: [102]}, "
        "{name: B, extension: 701, strategy: linear, static_agents: [101, 102]}]"
    )
    calls = (
        "people: {101: {rejects_after: 5}, 102: {state: busy, busy_until: 5, answers_after: 1}}\n"
        "calls: [{to: 700, talk: 1}, {to: 701, talk: 1}]"
    )
    assert told(queues, calls)[0] == "answered by 102 at 6 until 7: 102 5-6 answered"
