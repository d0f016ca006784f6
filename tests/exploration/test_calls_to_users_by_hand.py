"""Endings of calls to users, worked out by hand from rules 1 to 5 and 10."""

from __future__ import annotations

import pytest

from tests.exploration.by_hand import endings

ONE = "incoming_numbers: [{number: '+3225880100', destination: {type: number, number: '+32470000001'}}]"
TWO = """
users:
- {extension: 101, ring_time: 10, forwarding: {no_answer: {destinations: [{to: 102, ring: 8}]}}}
- {extension: 102, ring_time: 5, forwarding: {no_answer: {destinations: [{to: 103, ring: 20}]}}}
- {extension: 103, ring_time: 30}
"""


def test_rings_stop_before_they_are_answered_so_waits_end_a_microsecond_short() -> None:
    pbx = """
    users:
    - {extension: 101, voicemail: yes, ring_time: 20, forwarding: {
        no_answer: {destinations: [{to: 102, ring: 15}], voicemail: yes}, busy: {voicemail: yes}}}
    - {extension: 102, ring_time: 30}
    """
    assert endings(pbx, "101") == {
        "answered by 101: 0 to 19.999999",
        "answered by 102: 0 to 34.999999",  # 20 + 15
        "voicemail by 101: 0 to 35",
        "abandoned: 0 to 35",
    }


def test_an_enclosing_window_cuts_what_lies_within() -> None:
    assert endings(TWO, "101") == {
        "answered by 101: 0 to 9.999999",
        "answered by 102: 0 to 14.999999",
        "answered by 103: 0 to 17.999999",  # 102's window of 8 s, not 103's of 20 s
        "busy: 0 to 9.999999",
        "no_answer: 0 to 18",
        "abandoned: 0 to 18",
    }


def test_a_leg_beyond_max_forwards_fails_in_silence() -> None:
    assert endings(f"settings: {{max_forwards: 1}}\n{TWO}", "101") == {
        "answered by 101: 0 to 9.999999",
        "answered by 102: 0 to 14.999999",
        "busy: 0 to 9.999999",
        "no_answer: 0 to 15",
        "abandoned: 0 to 15",
    }


def test_where_every_leg_is_beyond_the_reason_is_told() -> None:
    assert endings(f"settings: {{max_forwards: 0}}\n{TWO}", "101") == {
        "answered by 101: 0 to 9.999999",
        "busy: 0 to 9.999999",
        "no_answer (too_many_forwards): 0 to 10",
        "abandoned: 0 to 10",
    }


def test_under_ring_only_a_colleagues_line_rings_until_its_window_ends() -> None:
    assert endings(f"settings: {{forwarded_calls: ring_only}}\n{TWO}", "101") == {
        "answered by 101: 0 to 9.999999",
        "answered by 102: 0 to 17.999999",  # its own ring time does not apply
        "busy: 0 to 9.999999",
        "no_answer: 0 to 18",
        "abandoned: 0 to 18",
    }


@pytest.mark.parametrize(
    ("setting", "ends"),
    [("full", {"voicemail by 102: 0 to 15"}), ("follow", {"no_answer: 0 to 15"})],
    ids=["under full his mailbox takes the call", "under follow it does not"],
)
def test_a_colleagues_last_resort(setting: str, ends: set[str]) -> None:
    pbx = f"""
    settings: {{forwarded_calls: {setting}}}
    users:
    - {{extension: 101, ring_time: 10, forwarding: {{no_answer: {{destinations: [{{to: 102, ring: 8}}]}}}}}}
    - {{extension: 102, ring_time: 5, voicemail: yes,
        forwarding: {{no_answer: {{voicemail: yes}}, busy: {{voicemail: yes}}}}}}
    """
    assert endings(pbx, "101") == {
        "answered by 101: 0 to 9.999999",
        "answered by 102: 0 to 14.999999",
        "busy: 0 to 9.999999",
        "abandoned: 0 to 15",
        *ends,
    }


def test_with_follow_me_on_the_desk_is_silent_and_a_carrier_may_take_the_call() -> None:
    pbx = "users: [{extension: 101, follow_me: {enabled: yes, destinations: [{to: '+32470000001', ring: 25}]}}]"
    assert endings(pbx, "101") == {
        "answered by +32470000001: 0 to 24.999999",
        "carrier_voicemail by +32470000001: 0 to 24.999999",
        "no_answer: 0 to 25",
        "abandoned: 0 to 25",
    }


def test_an_external_number_dialled_directly_rings_until_patience_ends() -> None:
    assert endings(ONE, "+3225880100") == {
        "answered by +32470000001: 0 or more",
        "carrier_voicemail by +32470000001: 0 or more",
        "busy: 0 or more",
        "no_answer: 0 or more",
        "abandoned (unending): 0 or more",
    }


def test_somebody_listed_again_only_has_the_line_rung() -> None:
    pbx = """
    users:
    - {extension: 101, ring_time: 10, forwarding: {no_answer: {destinations: [{to: 102, ring: 20}]}}}
    - {extension: 102, ring_time: 5, forwarding: {no_answer: {destinations: [{to: 101, ring: 30}]}}}
    """
    assert endings(pbx, "101") == {
        "answered by 101: 0 to 29.999999",  # 10 + 5, then its line until 102's window ends at 30
        "answered by 102: 0 to 14.999999",
        "busy: 0 to 9.999999",
        "no_answer: 0 to 30",
        "abandoned: 0 to 30",
    }


def test_windows_do_not_move_whatever_happens_to_their_neighbours() -> None:
    pbx = """
    users:
    - {extension: 101, ring_time: 10, multiple_calls: yes, voicemail: yes,
       forwarding: {no_answer: {destinations: [{to: 102, ring: [5, 10]}, {to: 103, ring: [10, 15]}], voicemail: yes}}}
    - {extension: 102, ring_time: 30}
    - {extension: 103, ring_time: 3}
    """
    assert endings(pbx, "101") == {
        "answered by 101: 0 to 9.999999",
        "answered by 102: 5 to 19.999999",
        "answered by 103: 10 to 22.999999",
        "voicemail by 101: 10 to 23",
        "busy: 0 to 9.999999",  # do not disturb, or rejected
        "abandoned: 0 to 23",
    }


def test_a_line_without_devices_never_rings() -> None:
    pbx = "users: [{extension: 101, devices: [], voicemail: yes, forwarding: {no_answer: {voicemail: yes}}}]"
    assert endings(pbx, "101") == {"voicemail by 101: 0", "abandoned: 0"}


def test_a_line_that_takes_one_call_cannot_ring_twice_at_once() -> None:
    pbx = """
    users:
    - {extension: 101, ring_time: 5,
       forwarding: {no_answer: {destinations: [{to: 102, ring: 10}, {to: 102, ring: [5, 20]}]}}}
    - {extension: 102, ring_time: 10}
    """
    assert endings(pbx, "101") == {
        "answered by 101: 0 to 4.999999",
        "answered by 102: 0 to 19.999999",  # the first ring over, or refused: the second lasts its 10 s from 5 to 15
        "busy: 0 to 4.999999",
        "no_answer: 5 to 20",  # the second window begins 5 s into the plan
        "abandoned: 0 to 20",
    }


def test_who_is_on_the_blacklist_is_refused_and_so_is_who_must_log_in_and_has_not() -> None:
    pbx = """
    settings: {blacklist: ['+32470123456']}
    users: [{extension: 101, must_log_in: yes, ring_time: 10}]
    """
    assert endings(pbx, "101") == {
        "answered by 101: 0 to 9.999999",
        "busy: 0 to 9.999999",
        "no_answer: 0 to 10",
        "abandoned: 0 to 10",
        "rejected (blacklist): 0",
        "rejected (logged_out): 0",
    }
    assert endings(pbx, "101", from_="0470 12 34 56") == {"rejected (blacklist): 0"}


def test_the_callers_own_line_is_in_the_way_of_nobody_but_himself() -> None:
    pbx = """
    users:
    - {extension: 101, ring_time: 10, forwarding: {no_answer: {destinations: [{to: 102, ring: 20}]}}}
    - {extension: 102}
    """
    assert endings(pbx, "101", from_="102") == {
        "answered by 101: 0 to 9.999999",
        "busy: 0 to 9.999999",
        "no_answer: 0 to 10",
        "abandoned: 0 to 10",
    }
    assert "answered by 102: 0 to 29.999999" in endings(pbx, "101")
