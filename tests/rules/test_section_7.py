"""Section 7 of the routing rules: dial plans."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Log, Play

STAFF = """
users:
  - {extension: 101, voicemail: yes, directory: default}
  - {extension: 102, directory: sales, ring_time: 8, forwarding: {no_answer: {destinations: [{to: 103, ring: 30}]}}}
  - {extension: 103}
voicemails: [{name: Sales, extension: 801, max_message: 30}]
audio_messages: [{name: Welcome, duration: 6}, {name: Spoken, text: One two three four five}]
switches: [{name: Closed, state: off}]
multi_switches: [{name: Season, choices: [normal, summer], state: normal}]
incoming_numbers:
  - {number: +3225880100, destination: {type: dial_plan, dial_plan: Main}}
"""
ENDS = "stop: {type: hang_up}, box: {type: voicemail, voicemail: Sales}"


def plan(start: str, *more: str, before: str = STAFF) -> str:
    """Build a dial plan whose element `start` is as given, and which can hang up at `stop`, take messages at `box`."""
    elements = ", ".join((f"start: {{{start}}}", ENDS, *more))
    return f"{before}\ndial_plans: [{{name: Main, extension: 900, start: start, elements: {{{elements}}}}}]"


def through(log: Log) -> str:
    """Show the elements of the path only."""
    return " ".join(
        node.removeprefix("dial_plan:900/") for node in log.path.split() if node.startswith("dial_plan:900/")
    )


CALL = "{calls: [{to: 900, talk: 5}]}"
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


LINES = "[{name: Mobiles, pattern: '047.*', next: mobile}, {name: Belgium, pattern: '0[1-9].*', next: home}]"
NUMBER_EXITS = [f"{name}: {{type: hang_up}}" for name in ("mobile", "home", "other", "inside", "nobody")]


@pytest.mark.parametrize(
    ("caller", "way"),
    [("+32470123456", "mobile"), ("02 555 12 12", "home"), ("+442071234567", "other"), ("withheld", "other")],
)
def test_rule_7_8_a_dispatcher_goes_by_the_first_line_that_matches(play: Play, caller: str, way: str) -> None:
    pbx = plan(f"type: dispatcher, lines: {LINES}, unknown: other", *NUMBER_EXITS)
    (call,) = play(pbx, f"{{calls: [{{from: '{caller}', to: 900}}]}}")
    assert through(call) == f"start {way}"


@pytest.mark.parametrize(("caller", "way"), [("101", "inside"), ("withheld", "nobody"), ("+3225551212", "other")])
def test_rule_7_8_patterns_see_an_extension_bare_and_nothing_when_withheld(play: Play, caller: str, way: str) -> None:
    lines = "[{pattern: '10[0-9]', next: inside}, {pattern: '', next: nobody}]"
    pbx = plan(f"type: dispatcher, lines: {lines}, unknown: other", *NUMBER_EXITS)
    (call,) = play(pbx, f"{{calls: [{{from: '{caller}', to: 900}}]}}")
    assert through(call) == f"start {way}"


@pytest.mark.parametrize(
    ("caller", "way"), [("+32470123456", "home"), ("+3225551212", "other"), ("+442071234567", "mobile")]
)
def test_rule_7_9_an_access_list_looks_at_allow_before_deny(play: Play, caller: str, way: str) -> None:
    lists = "allow: ['047.*'], deny: ['0.*1212', '0470.*'], authorized: home, refused: other, unknown: mobile"
    (call,) = play(plan(f"type: access_list, {lists}", *NUMBER_EXITS), f"{{calls: [{{from: '{caller}', to: 900}}]}}")
    assert through(call) == f"start {way}"


CONDITION = "type: time_condition, {}, true: box, false: stop"


@pytest.mark.parametrize(
    ("condition", "start", "holds"),
    [
        ('hours: "09:00-17:29"', "2026-11-23T09:00:00", True),
        ('hours: "09:00-17:29"', "2026-11-23T08:59:59", False),
        ('hours: "09:00-17:29"', "2026-11-23T17:29:59", True),
        ('hours: "09:00-17:29"', "2026-11-23T17:30:00", False),
        ('hours: "22:00-06:00"', "2026-11-23T23:00:00", True),
        ('hours: "22:00-06:00"', "2026-11-23T06:00:30", True),
        ('hours: "22:00-06:00"', "2026-11-23T12:00:00", False),
        ('hours: "22:00-06:00", days: mon', "2026-11-23T05:00:00", True),
        ('hours: "22:00-06:00", days: mon', "2026-11-23T22:00:00", True),
        ('hours: "22:00-06:00", days: mon', "2026-11-24T05:00:00", False),
        ('hours: ["08:00-11:59", "13:00-16:59"]', "2026-11-23T12:30:00", False),
        ("days: mon-fri", "2026-11-27T12:00:00", True),
        ("days: mon-fri", "2026-11-28T12:00:00", False),
        ("days: sat-mon", "2026-11-23T12:00:00", True),
        ("days: sat-mon", "2026-11-24T12:00:00", False),
        ("month_days: 1-15", "2026-11-15T12:00:00", True),
        ("month_days: 25-5", "2026-11-03T12:00:00", True),
        ("month_days: 25-5", "2026-11-06T12:00:00", False),
        ("months: nov-feb", "2026-12-06T12:00:00", True),
        ("months: nov-feb", "2026-10-06T12:00:00", False),
        ("months: [jul, aug]", "2026-08-06T12:00:00", True),
        ("days: mon, months: dec", "2026-11-23T12:00:00", False),
    ],
)
def test_rule_7_10_a_time_condition_asks_the_calendar(play: Play, condition: str, start: str, holds: bool) -> None:
    (call,) = play(plan(CONDITION.format(condition)), f"{{start: {start}, calls: [{{to: 900, talk: 1}}]}}")
    assert through(call) == ("start box" if holds else "start stop")


def test_rule_7_10_the_condition_holds_at_the_instant_the_call_gets_there(play: Play) -> None:
    calls = """
    start: 2026-11-23T17:29:50
    calls: [{to: 900, at: 3.999999}, {to: 900, at: 4}]
    """
    pbx = plan(
        "type: play_file, message: Welcome, next: open",
        'open: {type: time_condition, hours: "09:00-17:29", true: box, false: stop}',
    )
    before, after = play(pbx, calls)
    assert through(before) == "start open box"
    assert through(after) == "start open stop"


@pytest.mark.parametrize(
    ("start", "at", "holds"),
    [
        ("2026-03-29T01:59:59", 0, False),
        ("2026-03-29T01:59:59", 1, True),
        ("2026-10-25T02:59:59", 1, False),
        ("2026-10-25T02:59:59", 3601, True),
    ],
)
def test_rule_7_10_the_clocks_of_the_system_go_forward_and_back(play: Play, start: str, at: int, holds: bool) -> None:
    pbx = plan(CONDITION.format('hours: "03:00-04:00"'))
    (call,) = play(pbx, f"{{start: {start}, calls: [{{to: 900, at: {at}, talk: 1}}]}}")
    assert through(call) == ("start box" if holds else "start stop")


@pytest.mark.parametrize(("enabled", "recorded"), [("yes", True), ("no", False)])
def test_rule_7_11_a_call_is_recorded_if_the_system_records(play: Play, enabled: str, recorded: bool) -> None:
    before = f"settings: {{recording: {enabled}}}\n{STAFF}"
    (call,) = play(plan("type: record, next: stop", before=before), CALL)
    assert call.recorded == recorded
    assert through(call) == "start stop"


def test_rule_7_12_free_text_replaces_the_number_for_patterns_as_typed(play: Play) -> None:
    look = "look: {type: dispatcher, lines: [{pattern: 'VIP 1', next: box}], unknown: stop}"
    (call,) = play(plan("type: caller_id, text: VIP 1, next: look", look), CALL)
    assert call.caller_id == "VIP 1"
    assert through(call) == "start look box"


@pytest.mark.parametrize(("to", "shown", "seen"), [("02 588 01 00", "+3225880100", "025880100"), ("900", "900", "900")])
def test_rule_7_12_the_called_number_is_the_one_that_was_dialled(play: Play, to: str, shown: str, seen: str) -> None:
    look = f"look: {{type: dispatcher, lines: [{{pattern: '{seen}', next: box}}], unknown: stop}}"
    (call,) = play(
        plan("type: caller_id, called_number: yes, next: look", look), f"{{calls: [{{to: '{to}', talk: 1}}]}}"
    )
    assert call.caller_id == shown
    assert through(call) == "start look box"


TWO_MENUS = "type: menu, timeout: 3, keys: {1: second}, no_input: second"
SECOND = "second: {type: menu, timeout: 3, keys: {2: box}, invalid: stop, no_input: stop}"


@pytest.mark.parametrize(
    ("presses", "end"),
    [
        ('["1", "2"]', "voicemail by 801 at 4 until 5"),
        ("[{keys: 1, after: 1}, {keys: 2, after: 0.5}]", "voicemail by 801 at 1.5 until 2.5"),
        ('[{keys: 1, after: 3}, "2"]', "voicemail by 801 at 5 until 6"),
        ('["1"]', "hung_up at 5"),
        ('["1", "22"]', "hung_up at 4"),
    ],
)
def test_rule_7_13_each_prompt_takes_the_next_entry(play: Play, presses: str, end: str) -> None:
    (call,) = play(plan(TWO_MENUS, SECOND), f"{{calls: [{{to: 900, talk: 1, presses: {presses}}}]}}")
    assert call.end == end
