"""Rules 7.8 to 7.13: elements that look at the caller or the calendar, and what callers key."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Play
from tests.rules.dial_plan_worlds import CALL, STAFF, plan, through

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


@pytest.mark.parametrize(
    ("hours", "at", "holds"),
    [("00:00-00:30", 0, False), ("00:00-00:30", 1, False), ("23:30-00:30", 0, True), ("23:30-00:30", 1, False)],
)
def test_rule_7_10_a_midnight_that_the_clocks_leave_out_is_in_no_hours(
    play: Play, hours: str, at: int, holds: bool
) -> None:
    pbx = plan(CONDITION.format(f'hours: "{hours}"'), before=f"settings: {{timezone: America/Sao_Paulo}}\n{STAFF}")
    (call,) = play(pbx, f"{{start: 2018-11-03T23:59:59, calls: [{{to: 900, at: {at}, talk: 1}}]}}")
    assert through(call) == ("start box" if holds else "start stop")


@pytest.mark.parametrize(("minutes", "holds"), [(0, True), (15, True), (44, True), (45, False)])
def test_rule_7_10_half_an_hour_that_the_clocks_show_twice_counts_both_times(
    play: Play, minutes: int, holds: bool
) -> None:
    """At two o'clock it is half past one again."""
    pbx = plan(CONDITION.format('hours: "01:30-01:59"'), before=f"settings: {{timezone: Australia/Lord_Howe}}\n{STAFF}")
    (call,) = play(pbx, f"{{start: 2026-04-05T01:45:00, calls: [{{to: 900, at: {minutes * 60}, talk: 1}}]}}")
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
