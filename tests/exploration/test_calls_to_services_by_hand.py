"""Endings of calls to dial plans, queues and conferences, worked out by hand from rules 6 to 9."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.exploration.by_hand import endings, exploration

PAGES = """
users: [{extension: 101, ring_time: 20, directory: default}, {extension: 102, ring_time: 20}]
voicemails: [{name: Box, extension: 801}]
audio_messages: [{name: Hello, duration: 5}]
"""
BOX = "v: {type: voicemail, voicemail: Box}"
END = "h: {type: hang_up}"


def plan(*elements: str, pages: str = "") -> str:
    """A dial plan 900 that begins with its element a."""
    listed = ", ".join(elements)
    return f"{PAGES}\n{pages}\ndial_plans: [{{name: P, extension: 900, start: a, elements: {{{listed}}}}}]"


def queue(page: str) -> str:
    """A queue 700 with some settings."""
    return f"{PAGES}\nqueues: [{{name: Q, extension: 700, {page}}}]"


def conference(page: str = "") -> str:
    """A conference 750 with an access code."""
    return f"conferences: [{{name: R, extension: 750, access_code: '4711'{page}}}]"


# --- dial plans ------------------------------------------------------------------------------------------------------


def test_a_menu_may_be_gone_round_for_ever() -> None:
    menu = "a: {type: menu, greeting: Hello, timeout: 3, keys: {1: s}, invalid: a, no_input: v}"
    assert endings(plan(menu, "s: {type: call, to: 101, ring_time: 10, next: v}", BOX), "900") == {
        "answered by 101: 5 or more",  # the greeting, and a key at once
        "voicemail by 801: 5 or more",
        "abandoned (unending): 0 or more",
    }


def test_a_receptionist_calls_whom_the_directory_lists() -> None:
    asked = "a: {type: digital_receptionist, timeout: 5, invalid: h, not_answered: v}"
    assert endings(plan(asked, BOX, END), "900") == {
        "answered by 101: 0 to 24.999998",  # 4.999999 + 19.999999
        "voicemail by 801: 0 to 24.999999",
        "hung_up: 0 to 5",
        "abandoned: 0 to 24.999999",
    }


def test_an_exit_that_leads_nowhere_hangs_up() -> None:
    assert endings(plan("a: {type: call, to: 101}"), "900") == {
        "answered by 101: 0 to 19.999999",
        "hung_up (open_exit): 0 to 20",
        "abandoned: 0 to 20",
    }


@pytest.mark.parametrize(("elements", "ends"), [(99, "hung_up: 0"), (100, "failed (dial_plan_loop): 0")])
def test_a_hundred_elements_in_a_row_are_the_most(elements: int, ends: str) -> None:
    chain = [f"{name}: {{type: record, next: {following}}}" for name, following in steps(elements)]
    assert endings(plan(*chain, END), "900") == {ends}


def steps(elements: int) -> list[tuple[str, str]]:
    names = ["a", *(f"e{place}" for place in range(1, elements)), "h"]
    return [*pairwise(names)]


def test_a_circle_in_no_time_is_given_up_but_may_be_left_before() -> None:
    menu = "a: {type: menu, timeout: 3, keys: {1: h}, invalid: a, no_input: v}"
    assert endings(plan(menu, BOX, END), "900") == {
        "hung_up: 0 or more",
        "voicemail by 801: 3 or more",
        "failed (dial_plan_loop): 0 or more",
        "abandoned (unending): 0 or more",
    }


def test_a_ring_that_goes_on_past_half_past_five_finds_the_clock_changed() -> None:
    pbx = plan(
        "a: {type: call, to: 101, ring_time: 20, next: t}",
        "t: {type: time_condition, hours: '09:00-17:29', true: v, false: h}",
        BOX,
        END,
    )
    within_a_second = {"since": "2026-11-23T17:29:50", "before": "2026-11-23T17:29:51"}
    assert endings(pbx, "900", **within_a_second) == {
        "answered by 101: 0 to 19.999999",
        "voicemail by 801: 0 to 9.999999",  # placed at 50, asked at 59.999999
        "hung_up: 9.000001 to 20",  # placed at 50.999999, asked at 60
        "abandoned: 0 to 20",
    }
    just_in_time = {"since": "2026-11-23T17:29:30", "before": "2026-11-23T17:29:40"}
    assert endings(pbx, "900", **just_in_time) == {
        "answered by 101: 0 to 19.999999",
        "voicemail by 801: 0 to 20",
        "abandoned: 0 to 20",
    }


def test_a_circle_that_takes_half_a_minute_is_left_after_whole_rounds_only() -> None:
    pbx = plan(
        "a: {type: time_condition, hours: '09:00-17:29', true: h, false: p}",
        "p: {type: play_file, message: Half, next: a}",
        END,
    ).replace("{name: Hello, duration: 5}", "{name: Half, duration: 30}")
    minute = {"since": "2026-11-23T08:58:50", "before": "2026-11-23T08:58:51"}
    assert endings(pbx, "900", **minute) == {
        "hung_up: 90",
        "abandoned: 0 to 90",
    }  # asked 70 s and 69.000001 s before nine
    days = {"since": "2026-10-24T00:00", "before": "2026-10-26T00:00"}
    night = (15.5 + 1) * 3600  # the longest: from half past five until nine, with clocks put back in it
    assert endings(pbx, "900", **days) == {f"hung_up: 0 to {night:g}", f"abandoned: 0 to {night:g}"}


def test_the_clock_may_be_asked_again_and_again_ever_later() -> None:
    pbx = plan(
        "a: {type: time_condition, hours: '09:00-17:29', true: s, false: h}",
        "s: {type: play_file, message: Hello, next: b}",
        "b: {type: time_condition, hours: '09:00-17:29', true: h, false: l}",
        "l: {type: play_file, message: Long, next: c}",
        "c: {type: time_condition, hours: '17:30-17:30', true: v, false: x}",
        "x: {type: play_file, message: Hello, next: h}",
        BOX,
        END,
    ).replace("{name: Hello, duration: 5}", "{name: Hello, duration: 5}, {name: Long, duration: 57}")
    assert endings(pbx, "900", since="2026-11-23T17:00", before="2026-11-23T18:00") == {
        "hung_up: 0 to 67",
        "voicemail by 801: 62",  # placed up to 2 s after 17:29:55: the minute from half past has not passed
        "abandoned: 0 to 67",
    }


def test_a_circle_may_outlast_all_the_calendar_that_is_looked_at() -> None:
    menu = "a: {type: menu, keys: {2: a}, invalid: l, no_input: t}"
    list_ = "l: {type: access_list, allow: ['00.*'], deny: ['0[24].*'], authorized: t, refused: s}"
    clock = "t: {type: time_condition, days: mon-fri, true: s, false: a}"
    january = {"since": "2026-01-01", "before": "2026-02-01"}
    assert endings(plan(menu, list_, clock, "s: {type: record, next: t}"), "900", **january) == {
        "failed (dial_plan_loop): 0 or more",
        "hung_up (open_exit): 0 or more",  # neither allowed nor refused
        "abandoned (unending): 0 or more",
    }


def test_who_goes_round_past_two_days_may_wait_for_whatever_the_calendar_brings_again() -> None:
    menu = "a: {type: menu, timeout: 5, keys: {2: a}, invalid: a, no_input: t}"
    clock = "t: {type: time_condition, days: mon-fri, true: v, false: a}"
    thursday = {"since": "2026-01-01", "before": "2026-01-02"}  # two days later it is Saturday
    assert endings(plan(menu, clock, BOX), "900", **thursday) == {
        "voicemail by 801: 5 or more",
        "failed (dial_plan_loop): 0 or more",
        "abandoned (unending): 0 or more",
    }


def test_callers_are_told_apart_by_numbers_that_exist() -> None:
    listed = "a: {type: access_list, allow: ['0033[67].*'], deny: ['02.*', ''], authorized: c, refused: h, unknown: v}"
    found = exploration(plan(listed, "c: {type: call, to: 101, ring_time: 0, next: v, busy: v}", BOX, END), "900")
    callers = {ending.outcome: ending.witness["calls"][-1]["from"] for ending in found.endings}
    assert callers["voicemail"] == "+32470123456"
    assert callers["hung_up"] == "withheld"
    calls = exploration(plan(listed, "c: {type: hang_up}", BOX, "h: {type: record}"), "900")
    (allowed,) = (
        ending.witness["calls"][-1]["from"] for ending in calls.endings if ending.reason is None and ending.by is None
    )
    assert allowed.startswith(("+336", "+337"))


def test_a_number_written_by_the_plan_is_what_patterns_see() -> None:
    pbx = plan(
        "a: {type: caller_id, text: VIP, next: b}",
        "b: {type: access_list, allow: [VIP], authorized: h, unknown: v}",
        BOX,
        END,
    )
    assert endings(pbx, "900") == {"hung_up: 0"}


@pytest.mark.parametrize(
    ("any_switch", "ends"), [(False, {"voicemail by 801: 0"}), (True, {"voicemail by 801: 0", "hung_up: 0"})]
)
def test_switches_stand_as_configured_unless_they_may_stand_either_way(any_switch: bool, ends: set[str]) -> None:
    pbx = plan("a: {type: switch, switch: S, active: h, inactive: v}", BOX, END, pages="switches: [{name: S}]")
    assert endings(pbx, "900", any_switch=any_switch) == ends


def test_a_switch_that_is_looked_at_twice_stands_the_same_both_times() -> None:
    pbx = plan(
        "a: {type: switch, switch: S, active: b, inactive: v}",
        "b: {type: switch, switch: S, active: h, inactive: x}",
        "x: {type: call, to: 101}",
        BOX,
        END,
        pages="switches: [{name: S}]",
    )
    assert endings(pbx, "900", any_switch=True) == {"voicemail by 801: 0", "hung_up: 0"}


# --- queues ----------------------------------------------------------------------------------------------------------


def test_a_queue_is_left_when_the_longest_wait_is_over() -> None:
    pbx = plan(
        "a: {type: queue, queue: Q, next: v}", BOX, pages=queue("static_agents: [101], max_wait: 60")[len(PAGES) :]
    )
    assert endings(pbx, "900") == {"answered by 101: 0 to 59.999999", "voicemail by 801: 60", "abandoned: 0 to 60"}


def test_without_a_longest_wait_callers_wait_for_ever() -> None:
    assert endings(queue("static_agents: [101]"), "700") == {
        "answered by 101: 0 or more",
        "abandoned (unending): 0 or more",
    }


NUMBERS = "dynamic_agents: [101], max_wait: 60, connect_number: '*71', disconnect_number: '*72'"


def test_nobody_may_join_a_queue_in_which_nobody_is_logged_in() -> None:
    assert endings(queue(f"{NUMBERS}, join_empty: no"), "700") == {
        "answered by 101: 0 to 59.999999",
        "no_answer (no_agent): 0",
        "no_answer (timeout): 60",
        "abandoned: 0 to 60",
    }
    assert endings(queue("max_wait: 60, join_empty: no"), "700") == {"no_answer (no_agent): 0"}


def test_callers_leave_when_the_last_agent_logs_out() -> None:
    assert endings(queue(f"{NUMBERS}, leave_when_empty: yes"), "700") == {
        "answered by 101: 0 to 59.999999",
        "no_answer (no_agent): 1e-06 to 60",  # who logs out before the call comes is not in
        "no_answer (timeout): 60",
        "abandoned: 0 to 60",
    }


def test_a_log_in_number_is_for_dynamic_agents() -> None:
    pbx = plan("a: {type: call, to: '*71'}", pages=queue(NUMBERS)[len(PAGES) :])
    assert endings(pbx, "900") == {"logged_in: 2", "rejected: 0", "abandoned: 0 to 2"}
    assert endings(pbx, "900", from_="101") == {"logged_in: 2", "abandoned: 0 to 2"}


# --- conferences -----------------------------------------------------------------------------------------------------


def test_a_conference_that_waits_for_its_administrator() -> None:
    pbx = f"{PAGES}\n{conference(', administrator: 101, wait_for_administrator: yes')}"
    assert endings(pbx, "750") == {
        "conference by 750: 0 or more",
        "rejected (access_code): 0 to 30",  # three entries of 10 s at most
        "abandoned (unending): 0 or more",
    }
    assert endings(pbx, "750", from_="101") == {
        "conference by 750: 0 to 29.999999",
        "rejected (access_code): 0 to 30",
        "abandoned: 0 to 30",
    }


def test_a_conference_that_waits_for_nobody_can_only_be_abandoned() -> None:
    pbx = f"{PAGES}\nconferences: [{{name: R, extension: 750, wait_for_administrator: yes}}]"
    assert endings(pbx, "750") == {"abandoned (unending): 0 or more"}


def test_who_keys_three_wrong_codes_goes_on_in_the_dial_plan() -> None:
    assert endings(plan("a: {type: conference, conference: R, next: v}", BOX, pages=conference()), "900") == {
        "conference by 750: 0 to 29.999999",
        "voicemail by 801: 0 to 30",
        "abandoned: 0 to 30",
    }
