"""Rule 10.5: transfers, pickup, keys and hanging up."""

from __future__ import annotations

import pytest

from routesim import engine
from tests.rules.conftest import Play
from tests.worlds import calls_of, system_of

OFFICE = """
users:
  - extension: 101
    keys: {1: {action: pickup, user: 102}, 2: {action: quick_call, number: "103"}, 3: {action: line, user: 103}}
  - {extension: 102, keys: {1: {action: blf, user: 101}}}
  - {extension: 103}
  - {extension: 104, multiple_calls: yes}
pickup_groups: [{name: Front office, members: [101, 102, 104]}]
"""


def pickup(user: str, target: str, more: str = "") -> str:
    """Write a world in which *user* picks up at *target* at 5."""
    return f"{{events: [{{at: 5, user: {user}, do: pickup, target: {target}}}], calls: [{{to: {target}}}], {more}}}"


def test_rule_10_5_a_colleagues_ringing_call_is_answered_by_who_picks_up(play: Play) -> None:
    (call,) = play(OFFICE, pickup("101", "102"))
    assert call.rang == ["102 0-5 picked_up"]
    assert call.end == "answered by 101 at 5 until 65"


def test_rule_10_5_only_within_a_pickup_group(play: Play) -> None:
    (call,) = play(OFFICE, pickup("103", "102"))
    assert call.rang == ["102 0-20 no_answer"]


def test_rule_10_5_it_takes_a_phone_to_pick_up(play: Play) -> None:
    (call,) = play(OFFICE, pickup("101", "102", "people: {101: {state: offline}}"))
    assert call.rang == ["102 0-20 no_answer"]


def test_rule_10_5_a_picked_up_call_takes_it_from_everybody_else_who_rings(play: Play) -> None:
    pbx = OFFICE.replace(
        "{extension: 103}",
        "{extension: 103, follow_me: {enabled: yes, destinations: [{to: 102}, {to: 104, ring: [0, 20]}]}}",
    )
    calls = "{events: [{at: 5, user: 101, do: pickup, target: 104}], calls: [{to: 103}]}"
    (call,) = play(pbx, calls)
    assert call.rang == ["102 0-5 cancelled", "104 0-5 picked_up"]


def test_rule_10_5_of_two_calls_at_one_phone_the_one_placed_first_is_picked_up(play: Play) -> None:
    calls = "{events: [{at: 5, user: 101, do: pickup, target: 104}], calls: [{to: 104, at: 1}, {to: 104}]}"
    later, first = play(OFFICE, calls)
    assert first.rang == ["104 0-5 picked_up"]
    assert later.rang == ["104 1-21 no_answer"]


def test_rule_10_5_who_picks_up_is_in_a_conversation(play: Play) -> None:
    calls = "{events: [{at: 5, user: 101, do: pickup, target: 102}], calls: [{to: 102}, {to: 101, at: 6}]}"
    _, second = play(OFFICE, calls)
    assert second.rang == ["101 6-6 busy"]


def test_rule_10_5_hanging_up_ends_a_conversation(play: Play) -> None:
    calls = """
    people: {102: {answers_after: 1}}
    events: [{at: 5, user: 102, do: hang_up}]
    calls: [{to: 102}, {to: 102, at: 5}]
    """
    first, second = play(OFFICE, calls)
    assert first.end == "answered by 102 at 1 until 5"
    assert second.rang == ["102 5-6 answered"]


def test_rule_10_5_hanging_up_gives_up_a_call(play: Play) -> None:
    (call,) = play(OFFICE, "{events: [{at: 5, user: 101, do: hang_up}], calls: [{from: 101, to: 103}]}")
    assert call.rang == ["103 0-5 cancelled"]
    assert call.end == "abandoned at 5"


def test_rule_10_5_hanging_up_what_only_rings_changes_nothing(play: Play) -> None:
    (call,) = play(OFFICE, "{events: [{at: 5, user: 103, do: hang_up}], calls: [{to: 103}]}")
    assert call.rang == ["103 0-20 no_answer"]


def passed_on(kind: str, people: str) -> str:
    """Write a world in which 102, who answered at 1, passes the caller on to 103 at 5."""
    return (
        f"{{people: {{102: {{answers_after: 1}}, {people}}}, calls: [{{to: 102}}],"
        f"events: [{{at: 5, user: 102, do: transfer, to: 103, kind: {kind}}}]}}"
    )


@pytest.mark.parametrize("kind", ["blind", "attended"])
def test_rule_10_5_a_transfer_that_is_answered_begins_a_conversation_of_its_own(play: Play, kind: str) -> None:
    (call,) = play(OFFICE, passed_on(kind, "103: {answers_after: 2}"))
    assert call.rang == ["102 0-1 answered", "103 5-7 answered"]
    assert call.end == "answered by 102 at 1 until 67"
    assert call.transfers == [f"5 102 to 103 {kind}: answered"]


def test_rule_10_5_a_blind_transfer_that_nobody_takes_ends_the_call(play: Play) -> None:
    (call,) = play(OFFICE, passed_on("blind", "103: {state: busy}"))
    assert call.end == "answered by 102 at 1 until 5"
    assert call.transfers == ["5 102 to 103 blind: busy"]


def test_rule_10_5_an_attended_transfer_that_nobody_takes_leaves_the_conversation_as_it_was(play: Play) -> None:
    (call,) = play(OFFICE, passed_on("attended", "103: {state: busy}"))
    assert call.end == "answered by 102 at 1 until 61"
    assert call.transfers == ["5 102 to 103 attended: busy"]


def test_rule_10_5_who_passes_a_call_on_is_free_at_once_after_a_blind_transfer(play: Play) -> None:
    calls = """
    people: {102: {answers_after: 1}}
    events: [{at: 5, user: 102, do: transfer, to: 103}]
    calls: [{to: 102}, {to: 102, at: 5}]
    """
    assert play(OFFICE, calls)[1].rang == ["102 5-6 answered"]


def test_rule_10_5_whoever_is_passed_on_blindly_waits_with_patience_anew(play: Play) -> None:
    calls = """
    people: {102: {answers_after: 1}}
    events: [{at: 50, user: 102, do: transfer, to: +32470000101}]
    calls: [{to: 102, patience: 30}]
    """
    (call,) = play(OFFICE, calls)
    assert call.end == "answered by 102 at 1 until 80"
    assert call.transfers == ["50 102 to +32470000101 blind: abandoned"]


def test_rule_10_5_a_held_conversation_that_ends_ends_the_transfer(play: Play) -> None:
    calls = """
    people: {102: {answers_after: 1}}
    events: [{at: 5, user: 102, do: transfer, to: +32470000101, kind: attended}]
    calls: [{to: 102, talk: 9}]
    """
    (call,) = play(OFFICE, calls)
    assert call.rang == ["102 0-1 answered", "+32470000101 5-10 cancelled"]
    assert call.transfers == ["5 102 to +32470000101 attended: abandoned"]


def test_rule_10_5_the_one_who_was_called_can_be_passed_on_too(play: Play) -> None:
    calls = """
    people: {103: {answers_after: 1}, 104: {answers_after: 2}}
    events: [{at: 5, user: 101, do: transfer, to: 104}]
    calls: [{from: 101, to: 103}, {to: 101, at: 5, patience: 1}, {to: 103, at: 5}]
    """
    passed_on_, caller, called = play(OFFICE, calls)
    assert passed_on_.rang == ["103 0-1 answered", "104 5-7 answered"]
    assert passed_on_.end == "answered by 103 at 1 until 67"
    assert caller.rang == ["101 5-6 cancelled"]
    assert called.rang == ["103 5-5 busy"]


HELP = """
users: [{extension: 101}, {extension: 102}, {extension: 103}]
queues: [{name: Help, extension: 700, static_agents: [101], wrap_up: 10}]
conferences: [{name: Room, extension: 750, administrator: 103, wait_for_administrator: yes}]
"""


def test_rule_10_5_a_caller_who_is_not_taken_after_asking_is_still_the_queues(play: Play) -> None:
    calls = """
    people: {101: {answers_after: 1}, 102: {state: busy}}
    events: [{at: 5, user: 101, do: transfer, to: 102, kind: attended}]
    calls: [{to: 700, talk: 20}, {to: 700, at: 6, patience: 30}]
    """
    first, second = play(HELP, calls)
    assert first.end == "answered by 101 at 1 until 21"
    assert second.rang == ["101 31-32 answered"]


def test_rule_9_2_it_is_whoever_is_passed_on_who_comes_to_a_conference(play: Play) -> None:
    calls = """
    people: {102: {answers_after: 1}}
    events: [{at: 5, user: 103, do: transfer, to: 750}]
    calls: [{from: 103, to: 102, patience: 9}, {to: 750, patience: 7}]
    """
    passed_on_, waiting = play(HELP, calls)
    assert passed_on_.end == "answered by 102 at 1 until 14"
    assert passed_on_.transfers == ["5 103 to 750 blind: abandoned"]
    assert waiting.end == "abandoned at 7"


def test_rule_9_2_an_administrator_who_is_passed_on_opens_the_conference(play: Play) -> None:
    calls = """
    people: {103: {answers_after: 1}}
    events: [{at: 5, user: 102, do: transfer, to: 750, kind: attended}]
    calls: [{from: 102, to: 103, talk: 20}, {to: 750, talk: 3}]
    """
    passed_on_, waiting = play(HELP, calls)
    assert passed_on_.end == "answered by 103 at 1 until 25"
    assert waiting.end == "conference by 750 at 5 until 8"


def test_rule_10_5_nobody_picks_up_a_call_of_ones_own(play: Play) -> None:
    calls = """
    people: {101: {answers_after: 1}}
    events: [{at: 5, user: 103, do: transfer, to: 104}, {at: 7, user: 101, do: pickup, target: 104}]
    calls: [{from: 103, to: 101, patience: 30}]
    """
    (call,) = play(OFFICE, calls)
    assert call.rang == ["101 0-1 answered", "104 5-25 no_answer"]


def test_rule_2_3_who_calls_out_and_is_passed_on_to_a_dial_plan_is_seen_by_the_extension(play: Play) -> None:
    pbx = """
    settings: {default_outgoing_number: +3225880100}
    users: [{extension: 101}]
    incoming_numbers: [{number: +3225880100}]
    dial_plans: [{name: P, extension: 900, start: a, elements: {a: {type: access_list, allow: ["101"], authorized: b,
      unknown: c}, b: {type: hang_up}, c: {type: hang_up}}}]
    """
    calls = """
    people: {+32470000101: {answers_after: 1}}
    events: [{at: 5, user: 101, do: transfer, to: 900}]
    calls: [{from: 101, to: +32470000101}]
    """
    (call,) = play(pbx, calls)
    assert call.path.split()[-1] == "dial_plan:900/b"
    assert call.caller_id == "+3225880100"


def test_rule_10_5_a_pickup_key_picks_up(play: Play) -> None:
    (call,) = play(OFFICE, "{events: [{at: 5, user: 101, do: press_key, key: 1}], calls: [{to: 102}]}")
    assert call.rang == ["102 0-5 picked_up"]


@pytest.mark.parametrize("key", ["2", "3"])
def test_rule_10_5_a_quick_call_or_line_key_places_a_call(play: Play, key: str) -> None:
    (call,) = play(OFFICE, f"{{events: [{{at: 5, user: 101, do: press_key, key: {key}}}]}}")
    assert call.rang == ["103 5-25 no_answer"]
    assert call.caller_id == "101"


def test_rule_10_5_a_lamps_key_picks_up_what_rings_there_and_else_calls(play: Play) -> None:
    calls = """
    events: [{at: 5, user: 102, do: press_key, key: 1}, {at: 70, user: 102, do: press_key, key: 1}]
    calls: [{to: 101}]
    """
    rung, placed = play(OFFICE, calls)
    assert rung.rang == ["101 0-5 picked_up"]
    assert placed.rang == ["101 70-90 no_answer"]


@pytest.mark.parametrize("key", ["1", "7"])
def test_rule_10_5_a_key_of_which_nothing_comes_changes_nothing(play: Play, key: str) -> None:
    assert play(OFFICE, f"{{events: [{{at: 5, user: 101, do: press_key, key: {key}}}]}}") == []


def test_rule_1_2_a_call_placed_by_a_key_comes_before_those_of_the_file_at_the_same_instant(play: Play) -> None:
    calls = """
    events: [{at: 5, user: 102, do: press_key, key: 1}]
    calls: [{to: 101, at: 5}, {to: 101, at: 1, patience: 2}]
    """
    listed, early, placed = play(OFFICE, calls)
    assert early.rang == ["101 1-3 cancelled"]
    assert placed.rang == ["101 5-25 no_answer"]
    assert listed.rang == ["101 5-5 busy"]


def test_rule_9_2_a_conference_calls_somebody_who_is_in_on_answering(play: Play) -> None:
    calls = """
    people: {103: {answers_after: 4}}
    events: [{at: 5, do: invite, conference: Room, to: 103}]
    calls: [{to: 750, talk: 6}]
    """
    waiting, invited = play(HELP, calls)
    assert invited.end == "answered by 103 at 9 until 69"
    assert invited.caller_id == "750"
    assert waiting.end == "conference by 750 at 9 until 15"


def test_rule_10_5_a_busy_lamp_shows_what_its_user_does() -> None:
    played = engine.play(
        system_of(OFFICE), calls_of("{people: {101: {answers_after: 2}}, calls: [{to: 101, talk: 3}]}")
    )
    assert [(lamp.at, lamp.user, lamp.key, lamp.target, lamp.state) for lamp in played.lamps] == [
        (0.0, "102", 1, "101", "ringing"),
        (2.0, "102", 1, "101", "busy"),
        (5.0, "102", 1, "101", "off"),
    ]
