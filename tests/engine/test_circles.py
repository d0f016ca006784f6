"""Whatever leads back to itself ends, and ends soon."""

from __future__ import annotations

import pytest

from routesim.errors import BoundExceeded
from tests.engine.logs import USERS, play, told

LOOP = ["failed (dial_plan_loop) at 0"]


@pytest.mark.parametrize(
    "pbx",
    [
        "queues: [{name: Q, extension: 700, join_empty: no, overflow: {type: extension, extension: 700}}]",
        "queues: [{name: Q, extension: 700, max_wait: 0, overflow: {type: extension, extension: 700}}]",
        "queues: [{name: A, extension: 700, max_wait: 0, overflow: {type: extension, extension: 701}}, "
        "{name: B, extension: 701, join_empty: no, overflow: {type: extension, extension: 700}}]",
        "queues: [{name: Q, extension: 701, max_wait: 0, overflow: {type: dial_plan, dial_plan: P}}]\n"
        "dial_plans: [{name: P, extension: 700, start: a, elements: {a: {type: call, to: 701}}}]",
        "queues: [{name: Q, extension: 701, max_wait: 0}]\n"
        "dial_plans: [{name: P, extension: 700, start: a, elements: {a: {type: queue, queue: Q, next: a}}}]",
        "dial_plans: [{name: P, extension: 700, start: a, elements: {a: {type: call, to: 700}}}]",
        "dial_plans: [{name: P, extension: 700, start: a, elements: {a: {type: menu, timeout: 0, no_input: a}}}]",
        "dial_plans: [{name: P, extension: 700, start: a, elements: {a: {type: play_file, message: M, next: a}}}]\n"
        "audio_messages: [{name: M, duration: 0}]",
        "incoming_numbers: [{number: '+3225880101', destination: {type: number, number: '+3225880102'}}, "
        "{number: '+3225880102', destination: {type: number, number: '+3225880101'}}]\n"
        "dial_plans: [{name: P, extension: 700, start: a, elements: {a: {type: call, to: '+3225880101'}}}]",
    ],
)
def test_a_circle_in_which_no_time_passes_ends_the_call_at_once(pbx: str) -> None:
    assert told(pbx, "calls: [{to: 700}]") == LOOP


def test_rule_9_1_a_conference_whose_refusal_leads_back_asks_until_the_caller_has_had_enough() -> None:
    pbx = (
        "conferences: [{name: C, extension: 750, access_code: 1234}]\n"
        "dial_plans: [{name: P, extension: 900, start: a, elements: {a: {type: conference, conference: C, next: a}}}]"
    )
    wrong = ", ".join(["{keys: 1, after: 0}"] * 3)
    assert told(pbx, f"calls: [{{to: 900, presses: [{wrong}]}}]") == ["abandoned at 120"]


def test_rule_7_more_than_a_hundred_elements_in_a_row_are_a_loop_and_a_hundred_are_not() -> None:
    def chain(length: int) -> str:
        calls = ", ".join(f"e{place}: {{type: call, to: 101, next: e{place + 1}}}" for place in range(length - 1))
        last = f"e{length - 1}: {{type: hang_up}}"
        return USERS + f"dial_plans: [{{name: P, extension: 900, start: e0, elements: {{{calls}, {last}}}}}]"

    away = "people: {101: {state: dnd}}\ncalls: [{to: 900}]"
    assert [log.split(":")[0] for log in told(chain(100), away)] == ["hung_up at 0"]
    assert [log.split(":")[0] for log in told(chain(101), away)] == LOOP


def test_rule_5_7_seventy_forwards_deep_all_offline_fail_at_once() -> None:
    users = ", ".join(
        f"{{extension: {100 + place}, forwarding: {{no_answer: {{destinations: [{{to: {101 + place}}}]}}}}}}"
        for place in range(80)
    )
    pbx = f"settings: {{max_forwards: 70}}\nusers: [{users}, {{extension: 180}}]"
    (call,) = play(pbx, "people: {default: {state: offline}}\ncalls: [{to: 100}]").calls
    assert (call.outcome, call.ended_at, len(call.rang)) == ("no_answer", 0.0, 71)


def test_users_who_all_forward_to_each_other_are_refused_with_a_word_of_why() -> None:
    def user(extension: int) -> str:
        others = ", ".join(f"{{to: {100 + other}, ring: [0, 600]}}" for other in range(30) if 100 + other != extension)
        return f"{{extension: {extension}, forwarding: {{no_answer: {{destinations: [{others}]}}}}}}"

    pbx = "settings: {max_forwards: 70}\nusers: [" + ", ".join(user(100 + place) for place in range(30)) + "]"
    with pytest.raises(BoundExceeded, match=r"call '1' .* the forwards fan out too far"):
        play(pbx, "people: {default: {state: offline}}\ncalls: [{to: 100, patience: 600}]")


def test_follow_me_plans_that_fan_out_without_ever_ringing_are_refused_too() -> None:
    def user(layer: int, place: int) -> str:
        below = ", ".join(f"{{to: {1000 + (layer + 1) * 10 + other}, ring: [0, 600]}}" for other in range(2))
        listed = below if layer < 23 else ""
        return f"{{extension: {1000 + layer * 10 + place}, follow_me: {{enabled: yes, destinations: [{listed}]}}}}"

    users = ", ".join(user(layer, place) for layer in range(24) for place in range(2))
    with pytest.raises(BoundExceeded, match="call '1'"):
        play(f"settings: {{max_forwards: 70}}\nusers: [{users}]", "calls: [{to: 1000}]")


@pytest.mark.parametrize(
    "pbx",
    [
        "dial_plans: [{name: P, extension: 700, start: a, "
        "elements: {a: {type: menu, timeout: 0.000001, no_input: a}}}]",
        "dial_plans: [{name: P, extension: 700, start: a, elements: {a: {type: play_file, message: M, next: a}}}]\n"
        "audio_messages: [{name: M, duration: 0.000001}]",
        USERS + "queues: [{name: Q, extension: 700, agent_ring_time: 0.000001, static_agents: [101]}]",
        "queues: [{name: Q, extension: 700, max_wait: 0.000001, overflow: {type: extension, extension: 700}}]",
    ],
)
def test_a_circle_in_which_hardly_any_time_passes_is_refused_with_a_word_of_why(pbx: str) -> None:
    with pytest.raises(BoundExceeded, match="call '1'"):
        play(pbx, "calls: [{to: 700}]")


def test_times_up_to_ten_million_seconds_are_exact() -> None:
    calls = "people: {101: {answers_after: 0.000001}}\ncalls: [{to: 101, at: 10000000, talk: 10000000}]"
    (call,) = play(USERS, calls).calls
    assert (call.answered_at, call.ended_at, call.waited) == (10000000.000001, 20000000.000001, 0.000001)
