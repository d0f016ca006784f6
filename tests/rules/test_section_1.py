"""Section 1 of the routing rules: the clock and the order of events."""

from __future__ import annotations

import pytest

from routesim import engine
from routesim.errors import RoutesimError
from tests.rules.conftest import Play
from tests.worlds import calls_of, system_of

ONE = "users: [{extension: 101}]"
TWO = "users: [{extension: 101}, {extension: 102}]"
STAFF = """
users:
  - {extension: 101, follow_me: {enabled: yes, destinations: [{to: 102, ring: 10}, {to: 103, ring: [10, 20]}]}}
  - {extension: 102}
  - {extension: 103}
"""


def test_rule_1_1_the_play_starts_at_the_local_instant_in_the_systems_time_zone() -> None:
    played = engine.play(system_of(ONE), calls_of("start: 2026-07-01T10:00:00"))
    assert played.scene.start.isoformat() == "2026-07-01T10:00:00+02:00"


def test_rule_1_1_a_start_that_the_clock_skips_is_an_error() -> None:
    with pytest.raises(RoutesimError, match="2026-03-29"):
        engine.play(system_of(ONE), calls_of("start: 2026-03-29T02:30:00"))


def test_rule_1_1_a_start_that_the_clock_shows_twice_is_the_first_of_the_two() -> None:
    played = engine.play(system_of(ONE), calls_of("start: 2026-10-25T02:30:00"))
    assert played.scene.start.isoformat() == "2026-10-25T02:30:00+02:00"


def test_rule_1_2_a_tenth_and_two_tenths_are_three_tenths(play: Play) -> None:
    pbx = """
    users:
      - {extension: 101, follow_me: {enabled: yes, destinations: [{to: 102, ring: [0.1, 0.3]}]}}
      - {extension: 102}
    """
    (call,) = play(pbx, "{people: {102: {answers_after: 0.2}}, calls: [{to: 101}]}")
    assert call.rang == ["102 0.1-0.3 no_answer"]
    assert call.end == "no_answer at 0.3"


def test_rule_1_2_an_answer_due_at_the_instant_the_ring_stops_is_too_late(play: Play) -> None:
    (call,) = play(ONE, "{people: {101: {answers_after: 20}}, calls: [{to: 101}]}")
    assert call.rang == ["101 0-20 no_answer"]
    assert call.end == "no_answer at 20"


def test_rule_1_2_a_phone_freed_by_the_end_of_a_conversation_can_ring_at_that_instant(play: Play) -> None:
    calls = "{people: {101: {answers_after: 0}}, calls: [{to: 101, talk: 10}, {to: 101, at: 10, talk: 1}]}"
    first, second = play(ONE, calls)
    assert first.end == "answered by 101 at 0 until 10"
    assert second.rang == ["101 10-10 answered"]
    assert second.end == "answered by 101 at 10 until 11"


def test_rule_1_2_a_phone_freed_by_a_ring_that_stops_can_ring_at_that_instant(play: Play) -> None:
    calls = "{calls: [{to: 101}, {to: 103, at: 10}, {to: 102, at: 10}]}"
    _, occupied, freed = play(STAFF, calls)
    assert occupied.rang == ["103 10-10 busy"]
    assert freed.rang == ["102 10-30 no_answer"]


def test_rule_1_2_something_ends_before_a_scenario_event(play: Play) -> None:
    calls = """
    people: {101: {busy_until: 5}}
    events: [{at: 5, user: 101, do: go_busy}]
    calls: [{to: 101, at: 5}]
    """
    (call,) = play(ONE, calls)
    assert call.rang == ["101 5-5 busy"]


def test_rule_1_2_a_scenario_event_comes_before_the_caller_hangs_up(play: Play) -> None:
    calls = "{events: [{at: 5, user: 101, do: go_offline}], calls: [{to: 101, patience: 5}]}"
    (call,) = play(ONE, calls)
    assert call.rang == ["101 0-5 offline"]
    assert call.end == "no_answer at 5"


def test_rule_1_2_a_caller_hangs_up_before_a_ring_stops(play: Play) -> None:
    (call,) = play(ONE, "{calls: [{to: 101, patience: 20}]}")
    assert call.rang == ["101 0-20 cancelled"]
    assert call.end == "abandoned at 20"


def test_rule_1_2_a_caller_without_patience_hangs_up_before_anything_rings(play: Play) -> None:
    (call,) = play(ONE, "{people: {101: {answers_after: 0}}, calls: [{to: 101, patience: 0}]}")
    assert call.rang == []
    assert call.end == "abandoned at 0"


def test_rule_1_2_a_caller_hangs_up_before_a_prompt_ends_or_times_out(play: Play) -> None:
    pbx = """
    audio_messages: [{name: Welcome, duration: 6}]
    dial_plans:
      - {name: A, extension: 900, start: on, elements: {on: {type: play_file, message: Welcome, next: off}, %s}}
      - {name: B, extension: 901, start: on, elements: {on: {type: menu, timeout: 6, no_input: off}, %s}}
    """
    pbx = pbx.replace("%s", "off: {type: hang_up}")
    prompted, asked = play(pbx, "{calls: [{to: 900, patience: 6}, {to: 901, patience: 6}]}")
    assert prompted.end == "abandoned at 6"
    assert prompted.path == "dial_plan:900 dial_plan:900/on"
    assert asked.end == "abandoned at 6"


def test_rule_1_2_a_prompt_times_out_before_a_key_is_pressed(play: Play) -> None:
    pbx = """
    dial_plans:
      - name: A
        extension: 900
        start: on
        elements:
          on: {type: menu, timeout: 6, keys: {1: late}, no_input: off}
          off: {type: hang_up}
          late: {type: record}
    """
    (call,) = play(pbx, "{calls: [{to: 900, presses: [{keys: 1, after: 6}]}]}")
    assert call.path == "dial_plan:900 dial_plan:900/on dial_plan:900/off"


def test_rule_1_2_an_answer_comes_before_a_ring_that_starts(play: Play) -> None:
    pbx = """
    users:
      - {extension: 101, follow_me: {enabled: yes, destinations: [{to: 102, ring: 9}, {to: 103, ring: [5, 9]}]}}
      - {extension: 102}
      - {extension: 103}
    """
    (call,) = play(pbx, "{people: {102: {answers_after: 5}}, calls: [{to: 101}]}")
    assert call.rang == ["102 0-5 answered"]


def test_rule_1_2_a_ring_starts_before_a_new_call_arrives(play: Play) -> None:
    first, second = play(STAFF, "{calls: [{to: 101}, {to: 103, at: 10}]}")
    assert first.rang == ["102 0-10 no_answer", "103 10-20 no_answer"]
    assert second.rang == ["103 10-10 busy"]


def test_rule_1_2_calls_placed_at_the_same_time_go_in_file_order(play: Play) -> None:
    late, first, second = play(ONE, "{calls: [{to: 101, at: 1}, {to: 101}, {to: 101}]}")
    assert first.rang == ["101 0-20 no_answer"]
    assert second.rang == ["101 0-0 busy"]
    assert late.rang == ["101 1-1 busy"]


def test_rule_1_2_ring_targets_go_depth_first_in_list_order(play: Play) -> None:
    pbx = """
    users:
      - {extension: 101, follow_me: {enabled: yes, destinations: [{to: 102, ring: 10}, {to: 104, ring: [0, 10]}]}}
      - {extension: 102, follow_me: {enabled: yes, destinations: [{to: 103, ring: 5}]}}
      - {extension: 103}
      - {extension: 104}
    """
    (call,) = play(pbx, "{calls: [{to: 101}]}")
    assert call.rang == ["103 0-5 no_answer", "104 0-10 no_answer"]
    assert call.path == "user:101 user:101/follow_me user:102 user:102/follow_me user:103 user:104"


def test_rule_1_2_what_is_created_for_the_current_instant_is_handled_at_its_own_kind(play: Play) -> None:
    pbx = """
    users:
      - {extension: 101, follow_me: {enabled: yes, destinations: [{to: 102, ring: 10}, {to: 103, ring: [0, 10]}]}}
      - {extension: 102}
      - {extension: 103}
    """
    (call,) = play(pbx, "{people: {102: {answers_after: 0}}, calls: [{to: 101, talk: 1}]}")
    assert call.rang == ["102 0-0 answered"]
    assert call.path == "user:101 user:101/follow_me user:102"


def test_rule_1_2_an_enclosing_window_that_ends_goes_before_the_ring_inside_it(play: Play) -> None:
    pbx = """
    settings: {forwarded_calls: full}
    users:
      - {extension: 101, follow_me: {enabled: yes, destinations: [{to: 102, ring: 10}]}}
      - extension: 102
        ring_time: 10
        voicemail: yes
        forwarding: {no_answer: {destinations: [{to: 103}], voicemail: yes}}
      - {extension: 103}
    """
    (call,) = play(pbx, "{calls: [{to: 101}]}")
    assert call.rang == ["102 0-10 no_answer"]
    assert call.path == "user:101 user:101/follow_me user:102"
    assert call.end == "no_answer at 10"


def test_rule_1_3_the_same_files_and_seed_give_the_same_play(play: Play) -> None:
    calls = """
    seed: 3
    people: {102: {answers_after: 3}}
    calls: [{to: 101}, {to: 102, at: 1}, {to: 103, from: 102, at: 2}]
    """
    assert play(STAFF, calls) == play(STAFF, calls)


def test_rule_1_2_a_queue_offers_before_a_ring_starts(play: Play) -> None:
    pbx = """
    users:
      - {extension: 101, follow_me: {enabled: yes, destinations: [{to: 102, ring: [20, 30]}]}}
      - {extension: 102}
    queues: [{name: Support, extension: 700, static_agents: [102]}]
    """
    following, queueing = play(pbx, "{calls: [{to: 101}, {to: 700, at: 5, patience: 20}]}")
    assert queueing.rang == ["102 5-20 no_answer", "102 20-25 cancelled"]
    assert following.rang == ["102 20-20 busy"]


def test_rule_1_2_a_queue_offers_after_a_ring_that_stops_and_to_the_call_placed_first(play: Play) -> None:
    pbx = """
    users: [{extension: 101}, {extension: 102}]
    queues:
      - {name: A, extension: 700, static_agents: [102]}
      - {name: B, extension: 701, strategy: linear, static_agents: [101, 102]}
    """
    calls = """
    people: {101: {goes_away_after: 4}, 102: {busy_until: 4}}
    calls: [{to: 700, patience: 9}, {to: 701, patience: 9}]
    """
    first, second = play(pbx, calls)
    assert first.rang == ["102 4-9 cancelled"]
    assert second.rang == ["101 0-4 offline", "101 4-8 offline", "101 8-9 cancelled"]


@pytest.mark.parametrize("person", ["{}", "{attempts: [{}, {state: idle}]}", "{devices: {}, attempts: [{}, {}]}"])
def test_rule_1_2_an_agent_spoken_for_is_busy_whatever_an_attempt_says(play: Play, person: str) -> None:
    pbx = """
    users: [{extension: 101}]
    queues:
      - {name: A, extension: 700, static_agents: [101], max_wait: 1, overflow: {type: extension, extension: 101}}
      - {name: B, extension: 701, static_agents: [101]}
    """
    leaving, waiting = play(pbx, f"{{people: {{101: {person}}}, calls: [{{to: 700}}, {{to: 701, patience: 9}}]}}")
    assert leaving.rang == ["101 0-1 no_answer", "101 1-1 busy"]
    assert waiting.rang == ["101 1-9 cancelled"]
