"""Dial plans: RS201, RS202, RS203, RS205, RS206."""

from __future__ import annotations

import re

import pytest

from tests.lint.conftest import Check, Codes, numbers

PAGES = """\
users:
  - {extension: "101", name: Alice, directory: default}
  - {extension: "102", name: Bob, voicemail: yes, forwarding: {no_answer: {voicemail: yes}, busy: {voicemail: yes}}}
  - {extension: "103", name: Carol, follow_me: {enabled: yes}}
voicemails: [{name: Box, extension: "801"}]
audio_messages: [{name: Hello, duration: 5}, {name: Nothing, duration: 0}]
switches: [{name: Closed}]
multi_switches: [{name: Season, choices: [summer, winter]}]
queues:
  - {name: Endless, extension: "700", static_agents: ["101"]}
  - {name: Short, extension: "701", static_agents: ["101"], max_wait: 30}
  - {name: Empty, extension: "702", join_empty: no, dynamic_agents: ["101"], connect_number: "*702"}
  - {name: Never, extension: "703", static_agents: ["101"], max_wait: 0}
conferences: [{name: Room, extension: "750", access_code: "1234"}]
"""
ENDS = {"bye": "type: hang_up", "box": "type: voicemail, voicemail: Box"}


def plan(**elements: str) -> str:
    """A dial plan that begins with the first element, each on a line of its own; *bye* and *box* end calls."""
    used = "".join(elements.values())
    rest = {name: page for name, page in ENDS.items() if f": {name}" in used and name not in elements}
    lines = "".join(f"      {name}: {{{page}}}\n" for name, page in {**elements, **rest}.items())
    head = f'dial_plans:\n  - name: Main\n    extension: "900"\n    start: {next(iter(elements))}\n    elements:\n'
    return PAGES + head + lines + numbers("900")


def said(found: list[str]) -> list[str]:
    return [line.partition(": ")[2].replace("\N{EN DASH}", "-") for line in found]


@pytest.mark.parametrize(
    ("element", "exits"),
    [
        ('type: call, to: "101"', "next"),
        ('type: call, to: "101", busy: bye', "next"),
        ('type: call, to: "101", next: bye', ""),
        ('type: call, to: "+32470000101"', "next"),
        # Bob's mailbox takes whatever he does not; unless the call may not take as long
        ('type: call, to: "102"', ""),
        ('type: call, to: "102", ring_time: 20', "next"),
        ('type: call, to: "102", ring_time: 20.000001', ""),
        # handed over
        ('type: call, to: "701"', ""),
        ('type: call, to: "750"', ""),
        ('type: call, to: "801"', ""),
        ("type: play_file, message: Hello", "next"),
        ("type: queue, queue: Endless", ""),
        ("type: queue, queue: Short", "next"),
        ("type: queue, queue: Empty", "next"),
        ("type: conference, conference: Room", ""),
        ("type: menu", "invalid,no_input"),
        ("type: menu, timeout: 0, no_input: bye", ""),
        ("type: menu, keys: {1: bye}, no_input: bye", "invalid"),
        ("type: digital_receptionist", "invalid"),
        ("type: digital_receptionist, invalid: bye", ""),
        ("type: digital_receptionist, not_answered: bye", "invalid"),
        ("type: switch, switch: Closed", "active,inactive"),
        ("type: switch, switch: Closed, active: bye, inactive: bye", ""),
        ("type: multi_switch, multi_switch: Season, choices: {summer: bye}", "winter"),
        ("type: dispatcher", "unknown"),
        ('type: dispatcher, lines: [{pattern: "0.*"}, {name: x, pattern: "1.*", next: bye}], unknown: bye', "line 1"),
        ('type: dispatcher, lines: [{name: all, pattern: ".*", next: bye}]', ""),
        ('type: dispatcher, lines: [{name: some, pattern: ".+", next: bye}]', "unknown"),
        ('type: dispatcher, lines: [{pattern: ".*", next: bye}, {name: none, pattern: "0.*"}]', ""),
        ("type: access_list", "unknown"),
        ('type: access_list, allow: ["0.*"]', "authorized,unknown"),
        ('type: access_list, allow: ["0.*"], deny: ["04.*"], authorized: bye, unknown: bye', ""),
        ('type: access_list, allow: ["04.*"], deny: ["0.*"], authorized: bye, unknown: bye', "refused"),
        ("type: time_condition, days: mon", "true,false"),
        ("type: time_condition, true: bye", ""),
        ("type: time_condition, months: feb, month_days: 30, false: bye", ""),
        ("type: record", "next"),
        ("type: caller_id, text: VIP", "next"),
        ("type: hang_up", ""),
        ("type: voicemail, voicemail: Box", ""),
    ],
)
def test_an_open_exit_that_calls_can_take_is_an_error(messages: Codes, element: str, exits: str) -> None:
    told = messages(plan(first=element), "RS201")
    form = r"21:\d+ error: the exit (.+) of first in dial plan Main leads nowhere: the call is hung up"
    assert [re.sub(form, r"\1", line) for line in told] == list(filter(None, exits.split(",")))


@pytest.mark.parametrize(
    ("elements", "lost"),
    [
        (
            {"a": "type: record, next: bye", "b": "type: record, next: bye"},
            ["nothing leads to element b of dial plan Main"],
        ),
        ({"a": "type: record, next: bye", "b": "type: record"}, ["nothing leads to element b of dial plan Main"]),
        (
            {"a": "type: record, next: bye", "b": "type: record, next: c", "c": "type: record, next: b"},
            ["nothing leads to element b of dial plan Main", "nothing leads to element c of dial plan Main"],
        ),
        (
            {"a": 'type: call, to: "701", next: b', "b": "type: record, next: bye"},
            [
                "no call gets to element b: a hands its calls over to 701, and none comes back",
                "nothing leads to element bye of dial plan Main",
            ],
        ),
        ({"a": "type: time_condition, true: b, false: bye", "b": "type: hang_up"}, []),
    ],
)
def test_an_element_that_nothing_leads_to_is_a_warning(
    checked: Check, elements: dict[str, str], lost: list[str]
) -> None:
    found = checked(plan(**elements), "RS201")
    assert [finding.message for finding in found] == lost
    assert {finding.severity for finding in found} <= {"warning"}
    assert all(finding.source[finding.caret] in "bc" for finding in found)


@pytest.mark.parametrize(
    ("elements", "circle"),
    [
        ({"a": "type: record, next: a"}, "a → a"),
        ({"a": "type: record, next: b", "b": "type: caller_id, text: X, next: a"}, "a → b → a"),
        ({"a": "type: play_file, message: Nothing, next: a"}, "a → a"),
        ({"a": "type: play_file, message: Hello, next: a"}, ""),
        ({"a": "type: menu, timeout: 0, invalid: a, no_input: a"}, "a → a"),
        ({"a": "type: menu, greeting: Hello, timeout: 0, invalid: a, no_input: a"}, ""),
        ({"a": "type: menu, timeout: 1, invalid: a, no_input: a"}, ""),
        ({"a": "type: digital_receptionist, invalid: a"}, ""),
        ({"a": "type: switch, switch: Closed, active: a, inactive: bye"}, "a → a"),
        ({"a": "type: queue, queue: Never, next: a"}, "a → a"),
        ({"a": "type: queue, queue: Short, next: a"}, ""),
        # a phone that can ring takes time; Carol's never rings, nor does one that may not
        ({"a": 'type: call, to: "101", next: a'}, ""),
        ({"a": 'type: call, to: "103", next: a'}, "a → a"),
        ({"a": 'type: call, to: "101", ring_time: 0, next: a'}, "a → a"),
        ({"a": 'type: call, to: "102", next: a'}, ""),
        ({"a": 'type: call, to: "900"'}, "a → a"),
        # what the steps ask must agree
        (
            {"a": "type: switch, switch: Closed, active: b", "b": "type: switch, switch: Closed, inactive: a"},
            "",
        ),
        (
            {
                "a": "type: time_condition, hours: 09:00-11:59, true: b",
                "b": "type: time_condition, hours: 11:00-12:59, true: a",
            },
            "a → b → a",
        ),
        (
            {
                "a": "type: time_condition, hours: 09:00-11:59, true: b",
                "b": "type: time_condition, hours: 12:00-12:59, true: a",
            },
            "",
        ),
        (
            {
                "a": 'type: dispatcher, lines: [{pattern: "04.*", next: b}]',
                "b": 'type: access_list, deny: ["0475.*"], refused: a',
            },
            "a → b → a",
        ),
        (
            {
                "a": 'type: dispatcher, lines: [{pattern: "04.*", next: b}]',
                "b": 'type: access_list, deny: ["05.*"], refused: a',
            },
            "",
        ),
        (
            {
                "a": 'type: dispatcher, lines: [{pattern: "04.*", next: b}]',
                "b": "type: caller_id, text: '0499', next: a",
            },
            "a → b → a",
        ),
        (
            {
                "a": 'type: dispatcher, lines: [{pattern: "04.*", next: b}]',
                "b": "type: caller_id, text: VIP, next: a",
            },
            "",
        ),
    ],
)
def test_a_circle_that_takes_no_time_is_an_error(messages: Codes, elements: dict[str, str], circle: str) -> None:
    told = messages(plan(**elements), "RS202")
    assert told == ([f"21:7 error: a circle that takes no time: {circle}"] if circle else [])


def test_dial_plans_and_queues_lead_back_to_each_other(messages: Codes) -> None:
    text = PAGES.replace("max_wait: 0", "max_wait: 0, overflow: {type: dial_plan, dial_plan: Main}")
    text += (
        'dial_plans:\n  - {name: Main, extension: "900", start: a, elements: {a: {type: call, to: "901"}}}\n'
        '  - {name: Other, extension: "901", start: a, elements: {a: {type: call, to: "703"}}}\n'
    )
    assert said(messages(text, "RS202")) == [
        "a circle that takes no time: a (Main) → a (Other) → queue Never → a (Main)"
    ]


@pytest.mark.parametrize(
    ("elements", "message"),
    [
        ({"ask": "type: play_file, message: Hello, next: r"}, ""),
        ({"ask": "type: menu, greeting: Hello, keys: {1: r}, invalid: bye, no_input: bye"}, ""),
        ({"ask": "type: play_file, message: Hello, next: tape", "tape": "type: record, next: r"}, ""),
        ({}, "nothing is heard before receptionist r: the dial plan begins there without a message"),
        (
            {"ask": "type: switch, switch: Closed, active: r, inactive: bye"},
            "nothing is heard before receptionist r: the dial plan begins there without a message",
        ),
        (
            {"ask": "type: menu, keys: {1: r}, invalid: bye, no_input: bye"},
            "nothing is heard before receptionist r by the exit key 1 of ask",
        ),
        (
            {"ask": 'type: call, to: "101", next: r'},
            "nothing is heard before receptionist r by the exit next of ask",
        ),
    ],
)
def test_callers_hear_something_before_a_receptionist(messages: Codes, elements: dict[str, str], message: str) -> None:
    text = plan(
        **elements, r="type: digital_receptionist, invalid: wrong", wrong="type: play_file, message: Hello, next: bye"
    )
    assert said(messages(text, "RS203")) == ([message] if message else [])


@pytest.mark.parametrize(
    ("invalid", "is_told"),
    [
        ("type: play_file, message: Hello, next: r", False),
        ("type: menu, greeting: Hello, invalid: bye, no_input: bye", False),
        ("type: record, next: ask", False),
        ("type: record, next: bye", True),
        ('type: call, to: "101", next: bye', True),
        ("type: hang_up", True),
    ],
)
def test_callers_hear_that_they_keyed_a_wrong_extension(messages: Codes, invalid: str, is_told: bool) -> None:
    text = plan(
        ask="type: play_file, message: Hello, next: r", r="type: digital_receptionist, invalid: wrong", wrong=invalid
    )
    told = said(messages(text, "RS203"))
    assert [line.partition(": ")[0] for line in told] == [
        "no message tells callers that they keyed a wrong extension at r"
    ] * is_told


def test_a_directory_without_anybody_is_empty(messages: Codes) -> None:
    text = plan(
        ask="type: play_file, message: Hello, next: r",
        r="type: digital_receptionist, invalid: ask",
    )
    assert messages(text, "RS203") == []
    told = said(messages(text.replace(", directory: default}", "}"), "RS203"))
    assert told == ["nobody is listed in the directory default of receptionist r"]


@pytest.mark.parametrize(
    ("elements", "message"),
    [
        (
            {"a": "type: time_condition, true: bye, false: bye"},
            "the time condition a is always true: it leaves nothing out",
        ),
        (
            {"a": "type: time_condition, hours: 12:00-11:59, days: sun-sat, months: feb-jan, true: bye, false: bye"},
            "the time condition a is always true: it leaves nothing out",
        ),
        (
            {"a": "type: time_condition, months: [apr, jun], month_days: 31, true: bye, false: bye"},
            "the time condition a is never true: there is no apr, jun day 31",
        ),
        ({"a": "type: time_condition, months: feb, month_days: 29, true: bye, false: bye"}, ""),
        ({"a": "type: time_condition, days: mon-fri, true: bye, false: bye"}, ""),
        (
            {
                "a": "type: time_condition, hours: 09:00-16:59, true: b, false: bye",
                "b": "type: time_condition, hours: 18:00-20:00, true: bye, false: bye",
            },
            "the time condition b (18:00-20:00) is never true: calls get there only when a is true (09:00-16:59)",
        ),
        (
            {
                "a": "type: time_condition, days: mon-fri, true: bye, false: b",
                "b": "type: time_condition, days: tue, true: bye, false: bye",
            },
            "the time condition b (tue) is never true: calls get there only when a is false (mon-fri)",
        ),
        (
            {
                "a": "type: time_condition, days: mon-fri, true: bye, false: b",
                "b": "type: time_condition, days: sat, true: bye, false: bye",
            },
            "",
        ),
        # another way in
        (
            {
                "m": "type: menu, keys: {1: b}, invalid: a, no_input: a",
                "a": "type: time_condition, days: mon-fri, true: bye, false: b",
                "b": "type: time_condition, days: tue, true: bye, false: bye",
            },
            "",
        ),
        (
            {"a": "type: time_condition, days: mon, true: bye, false: a"},
            "the exit false of the time condition a leads back to itself, with no other way out",
        ),
        (
            {
                "a": "type: time_condition, days: mon, true: bye, false: p",
                "p": "type: play_file, message: Hello, next: t",
                "t": "type: record, next: a",
            },
            "the exit false of the time condition a leads back to itself by way of p, t, with no other way out",
        ),
        (
            {
                "a": "type: time_condition, days: mon, true: bye, false: m",
                "m": "type: menu, keys: {1: bye}, invalid: a, no_input: a",
            },
            "",
        ),
    ],
)
def test_a_time_condition_that_is_settled_or_holds_callers_in_a_circle_is_told(
    messages: Codes, elements: dict[str, str], message: str
) -> None:
    assert said(messages(plan(**elements), "RS205")) == ([message] if message else [])


@pytest.mark.parametrize(("recording", "count"), [("yes", 0), ("no", 2)])
def test_what_records_needs_recording(messages: Codes, recording: str, count: int) -> None:
    settings = f"settings: {{timezone: Europe/Brussels, country: BE, recording: {recording}}}\n"
    text = settings + plan(a="type: record, next: b", b="type: record, next: bye", lost="type: record, next: bye")
    told = said(messages(text, "RS206"))
    assert told == [
        f"element {name} records nothing: recording is not enabled in the settings" for name in "ab"[:count]
    ]
