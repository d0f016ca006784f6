"""Rule 10.5: transfers, pickup, keys and hanging up."""

from __future__ import annotations

import pytest

from routesim import engine
from routesim.result.records import CallRecord
from tests.rules.conftest import Play, log, plain
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


def records(calls: str) -> tuple[CallRecord, ...]:
    return engine.play(system_of(OFFICE), calls_of(calls)).calls


def transfer(kind: str, people: str) -> CallRecord:
    """Play a call that 102, who answered at 1, passes on to 103 at 5."""
    (call,) = records(
        f"{{people: {{102: {{answers_after: 1}}, {people}}}, calls: [{{to: 102}}],"
        f"events: [{{at: 5, user: 102, do: transfer, to: 103, kind: {kind}}}]}}"
    )
    return call


@pytest.mark.parametrize("kind", ["blind", "attended"])
def test_rule_10_5_a_transfer_that_is_answered_begins_a_conversation_of_its_own(kind: str) -> None:
    call = transfer(kind, "103: {answers_after: 2}")
    told = log(plain(call))
    assert told.rang == ["102 0-1 answered", "103 5-7 answered"]
    assert told.end == "answered by 102 at 1 until 67"
    assert call.transfers == ((5.0, "102", "103", kind, "answered"),)


def test_rule_10_5_a_blind_transfer_that_nobody_takes_ends_the_call() -> None:
    call = transfer("blind", "103: {state: busy}")
    assert log(plain(call)).end == "answered by 102 at 1 until 5"
    assert call.transfers == ((5.0, "102", "103", "blind", "busy"),)


def test_rule_10_5_an_attended_transfer_that_nobody_takes_leaves_the_conversation_as_it_was() -> None:
    call = transfer("attended", "103: {state: busy}")
    assert log(plain(call)).end == "answered by 102 at 1 until 61"
    assert call.transfers == ((5.0, "102", "103", "attended", "busy"),)


def test_rule_10_5_who_passes_a_call_on_is_free_at_once_after_a_blind_transfer() -> None:
    calls = """
    people: {102: {answers_after: 1}}
    events: [{at: 5, user: 102, do: transfer, to: 103}]
    calls: [{to: 102}, {to: 102, at: 5}]
    """
    assert log(plain(records(calls)[1])).rang == ["102 5-6 answered"]


def test_rule_10_5_a_pickup_key_picks_up() -> None:
    (call,) = records("{events: [{at: 5, user: 101, do: press_key, key: 1}], calls: [{to: 102}]}")
    assert log(plain(call)).rang == ["102 0-5 picked_up"]


@pytest.mark.parametrize("key", ["2", "3"])
def test_rule_10_5_a_quick_call_or_line_key_places_a_call(key: str) -> None:
    (call,) = records(f"{{events: [{{at: 5, user: 101, do: press_key, key: {key}}}]}}")
    assert (call.from_, call.to) == ("101", "103")
    assert log(plain(call)).rang == ["103 5-25 no_answer"]


def test_rule_10_5_a_busy_lamp_shows_what_its_user_does() -> None:
    played = engine.play(
        system_of(OFFICE), calls_of("{people: {101: {answers_after: 2}}, calls: [{to: 101, talk: 3}]}")
    )
    assert [(lamp.at, lamp.user, lamp.key, lamp.target, lamp.state) for lamp in played.lamps] == [
        (0.0, "102", 1, "101", "ringing"),
        (2.0, "102", 1, "101", "busy"),
        (5.0, "102", 1, "101", "off"),
    ]
