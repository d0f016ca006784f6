"""Rule 3.6: events that change a phone's state."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Play

ONE = "users: [{extension: 101}]"
SHARED_DESK = "users: [{extension: 101, must_log_in: yes}]"


def test_rule_3_6_going_offline_ends_a_ring_in_progress(play: Play) -> None:
    pbx = """
    users:
      - extension: 101
        forwarding: {no_answer: {destinations: [{to: 102, ring: 5}]}, busy: {destinations: [{to: 103, ring: 5}]}}
      - {extension: 102}
      - {extension: 103}
    """
    (call,) = play(pbx, "{events: [{at: 4, user: 101, do: go_offline}], calls: [{to: 101}]}")
    assert call.rang == ["101 0-4 offline", "102 4-9 no_answer"]
    assert call.path == "user:101 user:101/no_answer user:102"


@pytest.mark.parametrize("change", ["go_busy", "dnd_on", "log_out", "go_idle", "go_online"])
def test_rule_3_6_other_changes_of_state_leave_a_ring_in_progress_alone(play: Play, change: str) -> None:
    (call,) = play(SHARED_DESK, f"{{events: [{{at: 4, user: 101, do: {change}}}], calls: [{{to: 101}}]}}")
    assert call.rang == ["101 0-20 no_answer"]


@pytest.mark.parametrize(("change", "result"), [("go_busy", "busy"), ("dnd_on", "busy"), ("log_out", "offline")])
def test_rule_3_6_other_changes_of_state_affect_later_rings(play: Play, change: str, result: str) -> None:
    (call,) = play(SHARED_DESK, f"{{events: [{{at: 4, user: 101, do: {change}}}], calls: [{{to: 101, at: 4}}]}}")
    assert call.rang == [f"101 4-4 {result}"]


def test_rule_3_6_conversations_survive_a_change_of_state(play: Play) -> None:
    calls = """
    people: {101: {answers_after: 1}}
    events: [{at: 4, user: 101, do: go_offline}]
    calls: [{to: 101, talk: 30}, {to: 101, at: 5}]
    """
    first, second = play(ONE, calls)
    assert first.end == "answered by 101 at 1 until 31"
    assert second.rang == ["101 5-5 offline"]


@pytest.mark.parametrize("state", ["busy", "dnd"])
def test_rule_3_6_go_idle_clears_busy_and_do_not_disturb(play: Play, state: str) -> None:
    calls = f"""
    people: {{101: {{state: {state}, answers_after: 1}}}}
    events: [{{at: 4, user: 101, do: go_idle}}]
    calls: [{{to: 101}}, {{to: 101, at: 4}}]
    """
    before, after = play(ONE, calls)
    assert before.rang == ["101 0-0 busy"]
    assert after.rang == ["101 4-5 answered"]


def test_rule_3_6_go_idle_does_not_bring_a_phone_back_but_go_online_does(play: Play) -> None:
    calls = """
    people: {101: {state: offline, answers_after: 1}}
    events: [{at: 4, user: 101, do: go_idle}, {at: 5, user: 101, do: go_online}]
    calls: [{to: 101, at: 4}, {to: 101, at: 5}]
    """
    still, back = play(ONE, calls)
    assert still.rang == ["101 4-4 offline"]
    assert back.rang == ["101 5-6 answered"]


def test_rule_3_6_going_away_while_it_rings_ends_only_that_ring(play: Play) -> None:
    calls = "{people: {101: {goes_away_after: 2}}, calls: [{to: 101}, {to: 101, at: 5}]}"
    first, second = play(ONE, calls)
    assert first.rang == ["101 0-2 offline"]
    assert first.end == "no_answer at 2"
    assert second.rang == ["101 5-7 offline"]
