"""Section 7 of the routing rules: dial plans; elements that call, play, ask and switch."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Play
from tests.rules.dial_plan_worlds import CALL, STAFF, plan, through

FINDS_BUSY = "{people: {101: {state: busy}}, calls: [{to: 900, talk: 5}]}"


def test_rule_7_an_element_takes_no_time_unless_it_says_so(play: Play) -> None:
    (call,) = play(plan("type: record, next: box"), CALL)
    assert call.path == "dial_plan:900 dial_plan:900/start dial_plan:900/box mailbox:801"
    assert call.end == "voicemail by 801 at 0 until 5"


def test_rule_7_an_exit_that_leads_nowhere_hangs_up(play: Play) -> None:
    (call,) = play(plan("type: record"), "{calls: [{to: +3225880100, at: 3}]}")
    assert call.path == "number:+3225880100 dial_plan:900 dial_plan:900/start"
    assert call.end == "hung_up (open_exit) at 3"


def test_rule_7_more_than_a_hundred_elements_without_time_passing_fail_the_call(play: Play) -> None:
    (call,) = play(plan("type: record, next: start"), CALL)
    assert call.path.split() == ["dial_plan:900", *["dial_plan:900/start"] * 100]
    assert call.end == "failed (dial_plan_loop) at 0"


def test_rule_7_a_hundred_elements_are_not_too_many(play: Play) -> None:
    links = [f"e{n}: {{type: record, next: {f'e{n + 1}' if n < 98 else 'stop'}}}" for n in range(1, 99)]
    (call,) = play(plan("type: record, next: e1", *links), CALL)
    assert len(call.path.split()) == 1 + 100
    assert call.end == "hung_up at 0"


def test_rule_7_a_circle_in_which_time_passes_goes_on_until_the_caller_has_enough(play: Play) -> None:
    (call,) = play(plan("type: play_file, message: Welcome, next: start"), "{calls: [{to: 900, patience: 700}]}")
    assert len(call.path.split()) == 1 + 117
    assert call.end == "abandoned at 700"


@pytest.mark.parametrize(
    ("person", "way"), [("answers_after: never", "box"), ("state: offline", "box"), ("state: busy", "stop")]
)
def test_rule_7_1_a_call_that_is_not_answered_goes_on_by_next_or_busy(play: Play, person: str, way: str) -> None:
    pbx = plan("type: call, to: 101, next: box, busy: stop")
    (call,) = play(pbx, f"{{people: {{101: {{{person}}}}}, calls: [{{to: 900}}]}}")
    assert through(call) == f"start {way}"


def test_rule_7_1_busy_goes_on_by_next_where_busy_is_not_connected(play: Play) -> None:
    (call,) = play(plan("type: call, to: 101, next: box"), FINDS_BUSY)
    assert call.path == "dial_plan:900 dial_plan:900/start user:101 user:101/busy dial_plan:900/box mailbox:801"
    assert call.rang == ["101 0-0 busy"]


def test_rule_7_1_its_ring_time_covers_the_users_forwardings_too(play: Play) -> None:
    (call,) = play(plan("type: call, to: 102, ring_time: 12, next: box"), CALL)
    assert call.rang == ["102 0-8 no_answer", "103 8-12 no_answer"]
    assert through(call) == "start box"
    assert call.end == "voicemail by 801 at 12 until 17"


def test_rule_7_1_without_a_ring_time_the_user_decides_how_long_it_rings(play: Play) -> None:
    (call,) = play(plan("type: call, to: 102, next: box"), CALL)
    assert call.rang == ["102 0-8 no_answer", "103 8-28 no_answer"]
    assert call.end == "voicemail by 801 at 28 until 33"


def test_rule_7_1_a_ring_time_of_nothing_is_over_before_anything_rings(play: Play) -> None:
    (call,) = play(plan("type: call, to: 101, ring_time: 0, next: box"), CALL)
    assert call.rang == []
    assert call.path == "dial_plan:900 dial_plan:900/start dial_plan:900/box mailbox:801"


def test_rule_7_1_a_last_resort_that_answers_ends_the_call_there(play: Play) -> None:
    boss = "users: [{extension: 101, voicemail: yes, ring_time: 4, forwarding: {no_answer: {voicemail: yes}}}]"
    before = f"{boss}\nvoicemails: [{{name: Sales, extension: 801}}]"
    (call,) = play(plan("type: call, to: 101, next: box", before=before), CALL)
    assert call.end == "voicemail by 101 at 4 until 9"


def test_rule_7_1_an_external_number_rings_until_ring_time_or_patience_ends(play: Play) -> None:
    (limited,) = play(plan("type: call, to: +32470000101, ring_time: 7, next: box"), CALL)
    (unlimited,) = play(plan("type: call, to: +32470000101, next: box"), CALL)
    assert limited.rang == ["+32470000101 0-7 no_answer"]
    assert limited.end == "voicemail by 801 at 7 until 12"
    assert unlimited.end == "abandoned at 120"


def test_rule_7_1_a_call_to_another_dial_plan_hands_over_for_good(play: Play) -> None:
    other = "  - {name: Other, extension: 901, start: only, elements: {only: {type: record}}}"
    main = plan("type: call, to: 901, next: box").replace("dial_plans: [", "dial_plans:\n  - ").removesuffix("]")
    (call,) = play(f"{main}\n{other}", CALL)
    assert call.path == "dial_plan:900 dial_plan:900/start dial_plan:901 dial_plan:901/only"
    assert call.end == "hung_up (open_exit) at 0"


def test_rule_7_1_a_call_to_a_queue_or_a_conference_hands_over_for_good(play: Play) -> None:
    services = """queues: [{name: Help, extension: 700, max_wait: 9, static_agents: [103],
      overflow: {type: voicemail, voicemail: 101}}]
conferences: [{name: Weekly, extension: 750, access_code: 4711}]
"""
    (queue,) = play(plan("type: call, to: 700, ring_time: 4, next: box", before=STAFF + services), CALL)
    (room,) = play(plan("type: call, to: 750, ring_time: 4, next: box", before=STAFF + services), CALL)
    assert queue.end == "voicemail by 101 at 9 until 14"
    assert room.end == "rejected (access_code) at 30"


@pytest.mark.parametrize(("message", "seconds"), [("Welcome", 6), ("Spoken", 2)])
def test_rule_7_2_playing_a_file_lasts_as_long_as_its_message(play: Play, message: str, seconds: int) -> None:
    (call,) = play(plan(f"type: play_file, message: {message}, next: stop"), CALL)
    assert call.end == f"hung_up at {seconds}"


def test_rule_7_3_voicemail_and_hang_up_are_terminal(play: Play) -> None:
    (box,) = play(plan("type: voicemail, voicemail: 101"), CALL)
    (stop,) = play(plan("type: hang_up"), CALL)
    assert box.end == "voicemail by 101 at 0 until 5"
    assert stop.end == "hung_up at 0"


def test_rule_7_3_a_conference_is_terminal_once_admitted(play: Play) -> None:
    room = "conferences: [{name: Weekly, extension: 750}]"
    (call,) = play(plan("type: conference, conference: Weekly, next: stop", before=f"{STAFF}{room}"), CALL)
    assert call.path == "dial_plan:900 dial_plan:900/start conference:750"
    assert call.end == "conference by 750 at 0 until 5"


QUEUE = """queues:
  - {name: Waiting, extension: 700, max_wait: 9, static_agents: [103], overflow: {type: voicemail, voicemail: 101}}
  - {name: Empty, extension: 701, join_empty: no, overflow: {type: voicemail, voicemail: 101}}
"""


@pytest.mark.parametrize(("queue", "seconds"), [("Waiting", 9), ("Empty", 0)])
def test_rule_7_4_a_queue_goes_on_by_next_on_its_maximum_wait_and_without_agents(
    play: Play, queue: str, seconds: int
) -> None:
    (connected,) = play(plan(f"type: queue, queue: {queue}, next: stop", before=f"{STAFF}{QUEUE}"), CALL)
    (open_exit,) = play(plan(f"type: queue, queue: {queue}", before=f"{STAFF}{QUEUE}"), CALL)
    assert connected.end == f"hung_up at {seconds}"
    assert open_exit.end == f"hung_up (open_exit) at {seconds}"


MENU = 'type: menu, greeting: Welcome, keys: {1: one, "*": star}, invalid: bad, no_input: none'
MENU_EXITS = [f"{name}: {{type: hang_up}}" for name in ("one", "star", "bad", "none")]


@pytest.mark.parametrize(
    ("presses", "way", "seconds"),
    [
        ('["1"]', "one", 8),
        ('["*"]', "star", 8),
        ('["2"]', "bad", 8),
        ('["11"]', "bad", 8),
        ("[{keys: 1, after: 4.9}]", "one", 10.9),
        ("[{keys: 1, after: 5}]", "none", 11),
        ("[]", "none", 11),
    ],
)
def test_rule_7_5_a_menu_plays_its_greeting_and_waits_for_one_key(
    play: Play, presses: str, way: str, seconds: float
) -> None:
    (call,) = play(plan(MENU, *MENU_EXITS), f"{{calls: [{{to: 900, presses: {presses}}}]}}")
    assert through(call) == f"start {way}"
    assert call.end == f"hung_up at {seconds:g}"


def test_rule_7_5_a_menu_may_have_no_greeting_and_another_timeout(play: Play) -> None:
    pbx = plan("type: menu, timeout: 9, keys: {1: box}, no_input: stop")
    keyed, silent = play(pbx, '{calls: [{to: 900, presses: ["1"], talk: 1}, {to: 900}]}')
    assert keyed.end == "voicemail by 801 at 2 until 3"
    assert silent.end == "hung_up at 9"


RECEPTIONIST = "type: digital_receptionist, invalid: bad, not_answered: missed"
DESK_EXITS = [f"{name}: {{type: hang_up}}" for name in ("bad", "missed")]


@pytest.mark.parametrize(
    ("presses", "path", "end"),
    [
        ("[101]", "start missed", "hung_up at 22"),
        ("[102]", "start bad", "hung_up at 2"),
        ("[103]", "start bad", "hung_up at 2"),
        ("[999]", "start bad", "hung_up at 2"),
        ("[]", "start bad", "hung_up at 10"),
    ],
)
def test_rule_7_6_the_receptionist_calls_who_is_listed_and_nobody_else(
    play: Play, presses: str, path: str, end: str
) -> None:
    (call,) = play(plan(RECEPTIONIST, *DESK_EXITS), f"{{calls: [{{to: 900, presses: {presses}}}]}}")
    assert through(call) == path
    assert call.end == end


def test_rule_7_6_the_receptionist_has_the_directory_and_the_timeout_it_is_given(play: Play) -> None:
    desk = "type: digital_receptionist, directory: sales, timeout: 15, invalid: stop"
    listed, silent = play(plan(desk), "{calls: [{to: 900, presses: [102], patience: 9}, {to: 900}]}")
    assert listed.rang == ["102 2-9 cancelled"]
    assert silent.end == "hung_up at 15"


def test_rule_7_6_not_answered_goes_on_by_invalid_where_it_is_not_connected(play: Play) -> None:
    calls = "{people: {101: {state: busy}}, calls: [{to: 900, presses: [101]}]}"
    (call,) = play(plan("type: digital_receptionist, invalid: bad", *DESK_EXITS), calls)
    assert through(call) == "start bad"
    assert call.rang == ["101 2-2 busy"]


def test_rule_7_7_a_switch_goes_by_its_state(play: Play) -> None:
    calls = "{events: [{at: 5, do: set_switch, switch: Closed, state: on}], calls: [{to: 900}, {to: 900, at: 5}]}"
    off, on = play(plan("type: switch, switch: Closed, active: stop, inactive: box"), calls)
    assert through(off) == "start box"
    assert through(on) == "start stop"


def test_rule_7_7_a_multi_switch_goes_by_its_chosen_state(play: Play) -> None:
    calls = "{events: [{at: 5, do: set_switch, switch: Season, state: summer}], calls: [{to: 900}, {to: 900, at: 5}]}"
    pbx = plan("type: multi_switch, multi_switch: Season, choices: {normal: box, summer: stop}")
    normal, summer = play(pbx, calls)
    assert through(normal) == "start box"
    assert through(summer) == "start stop"
