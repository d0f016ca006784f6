"""Situations in which transfers, lamps and queues of other phone systems misbehaved, worked out by hand."""

from tests.engine.logs import USERS, play, reported, told, transfers


def test_rule_8_6_asking_another_queue_first_leaves_each_agent_the_wrap_up_of_the_own_queue() -> None:
    """Elsewhere both were forgotten: 101 leaves at 11 and has 10 s, 102 is done at 71 and has 50 s."""
    pbx = USERS + (
        "queues: [{name: A, extension: 700, wrap_up: 10, static_agents: [101]}, "
        "{name: B, extension: 701, wrap_up: 50, static_agents: [102]}]"
    )
    calls = (
        "people: {default: {answers_after: 1}}\ncalls: [{to: 700}, {to: 700, at: 12}, {to: 701, at: 72}]\n"
        "events: [{at: 10, user: 101, do: transfer, to: 701, kind: attended}]"
    )
    assert told(pbx, calls) == [
        "answered by 101 at 1 until 71: 101 0-1 answered, 102 10-11 answered",
        "answered by 101 at 22 until 82: 101 21-22 answered",
        "answered by 102 at 122 until 182: 102 121-122 answered",
    ]
    assert reported(pbx, calls)[:5] == [
        "0 entering the queue: 1",
        "1 connected to an agent: 1, 101",
        "10 entering the queue: 1",
        "11 connected to an agent: 1, 102",
        "11 transfer: 1, 101",
    ]


def test_rule_8_1_an_agent_at_the_end_of_the_list_who_cannot_be_rung_holds_nobody_up() -> None:
    """Elsewhere the whole queue stood still."""
    pbx = USERS + "queues: [{name: Q, extension: 700, strategy: linear, static_agents: [101, 102]}]"
    calls = (
        "people: {101: {answers_after: 1}, 102: {state: dnd}}\n"
        "calls: [{to: 700, talk: 10}, {to: 700, at: 5, talk: 10}, {to: 700, at: 6, talk: 10}]"
    )
    assert told(pbx, calls) == [
        "answered by 101 at 1 until 11: 101 0-1 answered",
        "answered by 101 at 12 until 22: 101 11-12 answered",
        "answered by 101 at 23 until 33: 101 22-23 answered",
    ]


def test_rule_1_2_no_agent_is_rung_for_a_caller_who_hangs_up_at_that_very_instant() -> None:
    """Elsewhere the agent answered silence."""
    pbx = USERS + "queues: [{name: Q, extension: 700, static_agents: [101]}]"
    calls = (
        "people: {101: {state: busy, busy_until: 5, answers_after: 1}}\n"
        "calls: [{to: 700, patience: 5}, {to: 700, at: 6, talk: 3}]"
    )
    assert told(pbx, calls) == ["abandoned at 5", "answered by 101 at 7 until 10: 101 6-7 answered"]


def test_rule_8_1_an_agent_of_two_queues_serves_whoever_called_first_across_both() -> None:
    """Elsewhere a third caller brought both queues to a halt."""
    pbx = USERS + (
        "queues: [{name: A, extension: 700, static_agents: [101]}, {name: B, extension: 701, static_agents: [101]}]"
    )
    calls = (
        "people: {101: {state: busy, busy_until: 20, answers_after: 1}}\n"
        "calls: [{to: 700, talk: 5}, {to: 701, at: 2, talk: 5}, {to: 700, at: 4, talk: 5}]"
    )
    assert told(pbx, calls) == [
        "answered by 101 at 21 until 26: 101 20-21 answered",
        "answered by 101 at 27 until 32: 101 26-27 answered",
        "answered by 101 at 33 until 38: 101 32-33 answered",
    ]


def test_rule_8_2_an_agent_who_was_in_do_not_disturb_is_rung_as_soon_as_that_is_over() -> None:
    """Elsewhere the agent stayed paused without knowing."""
    pbx = USERS + "queues: [{name: Q, extension: 700, static_agents: [101]}]"
    calls = (
        "people: {101: {state: dnd, answers_after: 1}}\ncalls: [{to: 700, talk: 5}]\n"
        "events: [{at: 8, user: 101, do: dnd_off}]"
    )
    assert told(pbx, calls) == ["answered by 101 at 9 until 14: 101 8-9 answered"]


def test_rule_10_5_who_passed_on_a_caller_who_then_hangs_up_is_long_free() -> None:
    """Elsewhere the phone of whoever passed the call on was stuck."""
    calls = (
        "people: {101: {answers_after: 1}}\ncalls: [{from: 103, to: 101}, {to: 101, at: 6}]\n"
        "events: [{at: 5, user: 101, do: transfer, to: 102}, {at: 8, user: 103, do: hang_up}]"
    )
    assert told(USERS, calls) == [
        "answered by 101 at 1 until 8: 101 0-1 answered, 102 5-8 cancelled",
        "answered by 101 at 7 until 67: 101 6-7 answered",
    ]
    assert transfers(USERS, calls) == ["5 101 to 102 blind: abandoned"]


def test_rule_10_5_lamps_show_who_picked_the_call_up_and_not_who_was_called() -> None:
    """Elsewhere the lamp of whoever had picked up stayed lit."""
    pbx = (
        "users: [{extension: 101}, {extension: 102}, "
        "{extension: 103, keys: {1: {action: blf, user: 101}, 2: {action: blf, user: 102}}}]\n"
        "pickup_groups: [{name: G, members: [101, 102]}]"
    )
    calls = "calls: [{to: 101, talk: 10}]\nevents: [{at: 5, user: 102, do: pickup, target: 101}]"
    assert [(lamp.at, lamp.target, lamp.state) for lamp in play(pbx, calls).lamps] == [
        (0.0, "101", "ringing"),
        (0.0, "102", "off"),
        (5.0, "101", "off"),
        (5.0, "102", "busy"),
        (15.0, "102", "off"),
    ]


def test_rule_7_12_what_a_caller_id_element_shows_is_shown_to_whom_the_call_is_passed_on_too() -> None:
    """Elsewhere the one who was asked first saw the caller's own number again."""
    pbx = USERS + (
        "dial_plans: [{name: P, extension: 900, start: a, elements: "
        "{a: {type: caller_id, text: VIP, next: b}, b: {type: call, to: 101}}}]"
    )
    calls = (
        "people: {default: {answers_after: 1}}\ncalls: [{to: 900}]\n"
        "events: [{at: 5, user: 101, do: transfer, to: '+32470000101', kind: attended}]"
    )
    (call,) = play(pbx, calls).calls
    assert [ring.target for ring in call.rang] == ["101", "+32470000101"]
    assert call.caller_id == "VIP"


def test_rule_1_2_an_agent_cannot_hang_up_a_call_before_answering_it() -> None:
    """Elsewhere the others stopped ringing for one who was gone at once; here the event comes before the answer."""
    pbx = USERS + "queues: [{name: Q, extension: 700, static_agents: [101, 102]}]"
    calls = "people: {101: {answers_after: 3}}\ncalls: [{to: 700, talk: 9}]\nevents: [{at: 3, user: 101, do: hang_up}]"
    assert told(pbx, calls) == ["answered by 101 at 3 until 12: 101 0-3 answered, 102 0-3 cancelled"]
