"""Rules 8.5 to 8.9: forwardings and wrap-up of agents, how callers leave, how agents come and go."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Play
from tests.rules.queue_worlds import DYNAMIC, ONE, queue


def test_rule_8_5_an_agents_own_forwardings_do_not_apply(play: Play) -> None:
    forwards = ", ring_time: 2, forwarding: {no_answer: {destinations: [{to: 103}]}, busy: {destinations: [{to: 103}]}}"
    (call,) = play(queue(agents=ONE, users=forwards), "{calls: [{to: 700, patience: 9}]}")
    assert call.rang == ["101 0-9 cancelled"]
    assert call.path == "queue:700"


def test_rule_8_6_after_a_queue_conversation_no_queue_offers_for_the_wrap_up(play: Play) -> None:
    pbx = """
    users: [{extension: 101}]
    queues:
      - {name: A, extension: 700, static_agents: [101], wrap_up: 20}
      - {name: B, extension: 701, static_agents: [101]}
    """
    calls = """
    people: {101: {answers_after: 1}}
    calls: [{to: 700, talk: 4}, {to: 701, at: 2, talk: 4}, {to: 101, at: 10, talk: 4}]
    """
    first, other, direct = play(pbx, calls)
    assert first.end == "answered by 101 at 1 until 5"
    assert other.rang == ["101 25-26 answered"]
    assert direct.rang == ["101 10-11 answered"]


@pytest.mark.parametrize(
    ("overflow", "end"),
    [
        ("overflow: {type: voicemail, voicemail: 801}", "voicemail by 801 at 9 until 69"),
        ("overflow: {type: hang_up}", "hung_up at 9"),
        ("overflow: {type: extension, extension: 103}", "no_answer at 29"),
        ("wrap_up: 0", "no_answer (timeout) at 9"),
    ],
)
def test_rule_8_7_the_maximum_wait_cuts_an_offer_and_leads_to_the_overflow(play: Play, overflow: str, end: str) -> None:
    (call,) = play(queue(f"max_wait: 9, {overflow}", ONE), "{calls: [{to: 700}]}")
    assert call.rang[0] == "101 0-9 no_answer"
    assert call.end == end


def test_rule_8_7_without_a_maximum_wait_callers_wait_until_their_patience_ends(play: Play) -> None:
    (call,) = play(queue("agent_ring_time: 200", ONE), "{calls: [{to: 700}]}")
    assert call.rang == ["101 0-120 cancelled"]
    assert call.end == "abandoned at 120"


def test_rule_8_7_queues_that_overflow_into_each_other_in_no_time_do_not_go_on_for_ever(play: Play) -> None:
    pbx = """
    queues:
      - {name: A, extension: 700, join_empty: no, overflow: {type: extension, extension: 701}}
      - {name: B, extension: 701, max_wait: 0, overflow: {type: extension, extension: 700}}
    """
    (call,) = play(pbx, "{calls: [{to: 700}]}")
    assert call.end == "failed (dial_plan_loop) at 0"


def test_rule_8_7_a_queue_may_overflow_into_itself(play: Play) -> None:
    pbx = queue("max_wait: 9, overflow: {type: extension, extension: 700}", ONE)
    (call,) = play(pbx, "{calls: [{to: 700, patience: 20}]}")
    assert call.rang == ["101 0-9 no_answer", "101 9-18 no_answer", "101 18-20 cancelled"]
    assert call.path == "queue:700 queue:700 queue:700"
    assert call.end == "abandoned at 20"


@pytest.mark.parametrize(("join_empty", "end"), [("no", "no_answer (no_agent) at 0"), ("yes", "abandoned at 120")])
def test_rule_8_8_nobody_joins_a_queue_without_agents_where_that_is_not_allowed(
    play: Play, join_empty: str, end: str
) -> None:
    (call,) = play(queue(f"join_empty: {join_empty}", DYNAMIC), "{calls: [{to: 700}]}")
    assert call.end == end
    assert call.path == "queue:700"


@pytest.mark.parametrize("state", ["offline", "dnd", "busy"])
def test_rule_8_8_agents_who_cannot_be_rung_count_as_logged_in(play: Play, state: str) -> None:
    calls = f"{{people: {{101: {{state: {state}}}}}, calls: [{{to: 700, patience: 9}}]}}"
    (call,) = play(queue("join_empty: no", ONE), calls)
    assert call.end == "abandoned at 9"


LEAVING = """
events: [{at: 0, user: 101, do: join_queue, queue: Support}, {at: 6, user: 101, do: leave_queue, queue: Support}]
calls: [{to: 700}, {to: 700, at: 1}]
"""


def test_rule_8_8_the_last_agent_to_log_out_takes_the_callers_along(play: Play) -> None:
    offered, waiting = play(queue("leave_when_empty: yes", DYNAMIC), LEAVING)
    assert offered.rang == ["101 0-6 no_answer"]
    assert offered.end == "no_answer (no_agent) at 6"
    assert waiting.end == "no_answer (no_agent) at 6"


def test_rule_8_8_unless_told_so_callers_stay_without_agents(play: Play) -> None:
    offered, waiting = play(queue("leave_when_empty: no", DYNAMIC), LEAVING)
    assert offered.end == "abandoned at 120"
    assert waiting.end == "abandoned at 121"


NUMBERS = 'connect_number: "*701", disconnect_number: "*702"'


def test_rule_8_9_a_dynamic_agent_logs_in_and_out_by_number_effective_at_once(play: Play) -> None:
    calls = """
    calls:
      - {to: 700, patience: 10}
      - {from: 101, to: "*701", at: 3}
      - {from: 101, to: "*702", at: 7}
      - {to: 700, at: 8, patience: 5}
    """
    caller, in_, out, late = play(queue(NUMBERS, DYNAMIC), calls)
    assert in_.end == "logged_in at 5"
    assert in_.path == "login:*701"
    assert caller.rang == ["101 5-10 cancelled"]
    assert out.end == "logged_out at 9"
    assert out.path == "logout:*702"
    assert late.rang == []


@pytest.mark.parametrize("caller", ["102", "+32470123456"])
def test_rule_8_9_anybody_else_is_rejected(play: Play, caller: str) -> None:
    (call,) = play(queue(NUMBERS, DYNAMIC), f"{{calls: [{{from: '{caller}', to: '*701'}}]}}")
    assert call.end == "rejected at 0"
