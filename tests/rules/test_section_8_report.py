"""Rule 8.10: what a queue's report says; and the one strategy that cannot be foretold (8.3)."""

from __future__ import annotations

import pytest

from routesim import engine
from tests.worlds import calls_of, system_of

PBX = """
users: [{extension: 101}, {extension: 102}, {extension: 103}]
queues:
  - name: Support
    extension: 700
    static_agents: [101]
    dynamic_agents: [102]
    max_wait: 20
    connect_number: "*71"
    disconnect_number: "*72"
  - {name: Empty, extension: 701, dynamic_agents: [102], leave_when_empty: yes}
  - {name: Closed, extension: 702, join_empty: no}
"""
ENTERING = "0 entering the queue 1"


def report(calls: str) -> list[str]:
    """Play calls, and write what the queues report: when, what, which call, which agent."""
    events = engine.play(system_of(PBX), calls_of(calls)).queue_events
    return [" ".join(filter(None, (f"{event.at:g}", event.type, event.call, event.agent))) for event in events]


def test_rule_8_10_a_conversation_that_runs_out_is_ended_by_the_caller() -> None:
    calls = "{people: {101: {answers_after: 1}}, calls: [{to: 700, talk: 3}]}"
    assert report(calls) == [ENTERING, "1 connected to an agent 1 101", "4 terminated by the caller 1 101"]


def test_rule_8_10_an_agent_who_hangs_up_has_ended_it() -> None:
    calls = "{people: {101: {answers_after: 1}}, events: [{at: 2, user: 101, do: hang_up}], calls: [{to: 700}]}"
    assert report(calls) == [ENTERING, "1 connected to an agent 1 101", "2 terminated by the agent 1 101"]


def test_rule_8_10_a_caller_who_hangs_up_while_a_phone_rings() -> None:
    assert report("{calls: [{to: 700, patience: 5}]}") == [
        ENTERING,
        "5 no one answering, the caller hangs up 1 101",
        "5 caller quit 1",
    ]


def test_rule_8_10_a_caller_who_hangs_up_while_nothing_rings() -> None:
    assert report("{calls: [{to: 701, patience: 5}]}") == [ENTERING, "5 caller quit 1"]


def test_rule_8_10_nobody_answers_once_for_each_ring_that_ended_so() -> None:
    calls = "{people: {101: {attempts: [{rejects_after: 2}]}}, calls: [{to: 700}]}"
    assert report(calls) == [
        ENTERING,
        "2 no one answering 1 101",
        "17 no one answering 1 101",
        "20 no one answering 1 101",
        "20 exit (timeout) 1",
    ]


def test_rule_8_10_an_exit_for_want_of_agents_and_who_came_and_went() -> None:
    calls = """
    events:
      - {at: 1, user: 102, do: join_queue, queue: Empty}
      - {at: 2, user: 102, do: leave_queue, queue: Empty}
    people: {102: {state: busy}}
    calls: [{to: 701}]
    """
    assert report(calls) == [
        ENTERING,
        "1 agent connecting 102",
        "2 agent disconnecting 102",
        "2 exit (no agent connected) 1",
    ]


def test_rule_8_10_who_is_refused_has_not_entered() -> None:
    assert report("{calls: [{to: 702}]}") == []


def test_rule_8_10_log_in_and_log_out_by_number_are_reported() -> None:
    calls = "{calls: [{from: 102, to: '*71', at: 3}, {from: 102, to: '*72', at: 8}]}"
    assert report(calls) == ["3 agent connecting 102", "8 agent disconnecting 102"]


@pytest.mark.parametrize(("kind", "event"), [("blind", "5 blind transfer 1 101"), ("attended", "7 transfer 1 101")])
def test_rule_8_10_transfers_are_reported(kind: str, event: str) -> None:
    calls = f"""
    people: {{101: {{answers_after: 1}}, 103: {{answers_after: 2}}}}
    events: [{{at: 5, user: 101, do: transfer, to: 103, kind: {kind}}}]
    calls: [{{to: 700}}]
    """
    assert report(calls) == [ENTERING, "1 connected to an agent 1 101", event]


def drawn(seed: int) -> list[str | None]:
    """Tell who answers forty calls to a queue that draws its agents."""
    pbx = """
    users: [{extension: 101}, {extension: 102}, {extension: 103}]
    queues: [{name: Draw, extension: 700, strategy: random, static_agents: [101, 102, 103]}]
    """
    calls = ", ".join(f"{{to: 700, at: {place * 10}, talk: 2}}" for place in range(40))
    script = f"{{seed: {seed}, people: {{default: {{answers_after: 1}}}}, calls: [{calls}]}}"
    return [call.by for call in engine.play(system_of(pbx), calls_of(script)).calls]


def test_rule_8_3_random_rings_anybody_and_the_same_again_from_the_same_seed() -> None:
    assert set(drawn(1)) == {"101", "102", "103"}
    assert drawn(1) == drawn(1)
    assert len({tuple(drawn(seed)) for seed in range(5)}) == 5
