"""What the pages of a system get wrong together: codes, places, words."""

from __future__ import annotations

import pytest

from routesim.errors import Problem
from routesim.files import loads
from routesim.model.references import reference_problems
from tests.files.samples import PBX
from tests.worlds import system_of


def problems(text: str) -> list[Problem]:
    """The problems of a system with users 101 and 102, and *text*."""
    users = "" if "users:" in text else "users: [{extension: 101}, {extension: 102, voicemail: yes}]\n"
    return reference_problems(system_of(users + text))


def told(text: str) -> list[str]:
    return [f"{problem.code} {'.'.join(map(str, problem.path))} {problem.message}" for problem in problems(text)]


def user(fields: str) -> list[str]:
    """What is told of user 101, who has *fields*, beside user 102 and queue 700."""
    users = f"users: [{{extension: 101, {fields}}}, {{extension: 102, voicemail: yes}}]\n"
    return told(users + "queues: [{name: Support, extension: 700}]\n")


def ring(to: str, more: str = "") -> list[str]:
    """What is told of a forwarding to *to*."""
    plan = f"forwarding: {{no_answer: {{destinations: [{{to: 102}}, {{to: '{to}'}}]}}}}"
    text = f"users: [{{extension: 101, {plan}}}, {{extension: 102}}]\nqueues: [{{name: Support, extension: 700}}]\n"
    return told(text + more)


TO = "users.0.forwarding.no_answer.destinations.1.to"
ONLY = "a ring plan rings users and external numbers only"


def test_a_whole_school_is_in_order() -> None:
    assert reference_problems(loads(PBX)) == []


@pytest.mark.parametrize("to", ["101", "102", "+32470000101"])
def test_a_ring_plan_rings_users_oneself_included_and_numbers(to: str) -> None:
    assert ring(to) == []


def test_a_ring_plan_rings_nobody_who_is_not_there() -> None:
    assert ring("103") == [f"RS001 {TO} there is no user `103`, did you mean `102`?"]


def test_a_ring_plan_rings_no_queue() -> None:
    assert ring("700") == [f"RS001 {TO} `700` is the queue Support: {ONLY}"]


def test_all_three_ring_plans_are_looked_at() -> None:
    plan = "{destinations: [{to: 999}]}"
    lines = user(f"forwarding: {{no_answer: {plan}, busy: {plan}}}, follow_me: {plan}")
    assert [line.split(" there ")[0] for line in lines] == [
        "RS001 users.0.forwarding.no_answer.destinations.0.to",
        "RS001 users.0.forwarding.busy.destinations.0.to",
        "RS001 users.0.follow_me.destinations.0.to",
    ]


INCOMING = "incoming_numbers:\n"


@pytest.mark.parametrize(
    "lines",
    [
        "  - {number: '+3225880100', destination: {type: extension, extension: '102'}}\n",
        "  - {number: '+3225880100', destination: {type: number, number: '+32470000101'}}\n",
        "  - {number: '+3225880100', destination: {type: number, number: '+3225880101'}}\n"
        "  - {number: '+3225880101', destination: {type: number, number: '+3225880102'}}\n"
        "  - {number: '+3225880102', destination: {type: extension, extension: '102'}}\n",
    ],
)
def test_rule_2_4_ones_own_number_is_rung_where_it_leads_to_a_user_or_an_external_number(lines: str) -> None:
    assert ring("+3225880100", INCOMING + lines) == []


@pytest.mark.parametrize(
    ("destination", "why"),
    [
        ("{type: extension, extension: '700'}", "leads to the queue Support"),
        ("{type: voicemail, voicemail: Night}", "leads to a mailbox"),
        ("{type: hang_up}", "hangs up"),
        ("{type: not_configured}", "is not configured"),
    ],
)
@pytest.mark.parametrize("hops", [0, 3])
def test_rule_2_4_ones_own_number_that_leads_elsewhere_is_not_rung(destination: str, why: str, hops: int) -> None:
    numbers = [f"+322588010{hop}" for hop in range(hops + 1)]
    targets = [f"{{type: number, number: '{number}'}}" for number in numbers[1:]] + [destination]
    lines = "".join(f"  - {{number: '{n}', destination: {t}}}\n" for n, t in zip(numbers, targets, strict=True))
    more = f"voicemails: [{{name: Night}}]\n{INCOMING}{lines}"
    assert ring("+3225880100", more) == [
        f"RS001 {TO} `+3225880100` is one of the system's own numbers and {why}: {ONLY}"
    ]


def test_numbers_that_lead_to_each_other_in_a_circle_are_told_once() -> None:
    text = (
        "incoming_numbers:\n"
        "  - {number: '+3225880109', destination: {type: number, number: '+3225880102'}}\n"
        "  - {number: '+3225880101', destination: {type: number, number: '+3225880102'}}\n"
        "  - {number: '+3225880102', destination: {type: number, number: '+3225880101'}}\n"
        "  - {number: '+3225880103', destination: {type: number, number: '+3225880103'}}\n"
    )
    assert told(text) == [
        "RS001 incoming_numbers.1.destination.number numbers that lead back to themselves: "
        "+3225880101 → +3225880102 → +3225880101",
        "RS001 incoming_numbers.3.destination.number numbers that lead back to themselves: +3225880103 → +3225880103",
    ]
    assert problems(text)[0].related_paths == (("incoming_numbers", 2, "destination", "number"),)


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ("outgoing_number: '+3225880100'", "outgoing_number there is no incoming number `+3225880100`"),
        ("keys: {1: {action: blf, user: '103'}}", "keys.1.user there is no user `103`, did you mean `102`?"),
        (
            "keys: {1: {action: blf, user: '700'}}",
            "keys.1.user `700` is the queue Support, expected a user's extension",
        ),
    ],
)
def test_what_a_user_refers_to_must_be_there(fields: str, line: str) -> None:
    assert user(fields) == [f"RS001 users.0.{line}"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "user_groups: [{name: G, members: ['101', '103']}]",
            "user_groups.0.members.1 there is no user `103`, did you mean `102`?",
        ),
        ("pickup_groups: [{name: G, members: ['9999']}]", "pickup_groups.0.members.0 there is no user `9999`"),
        (
            "multi_switches: [{name: M, choices: [a, b], state: c}]",
            "multi_switches.0.state the multi-switch `M` has no state `c`, expected `a` or `b`",
        ),
        (
            "queues: [{name: Q, extension: 700, static_agents: ['group:Suport']}]\nuser_groups: [{name: Support}]",
            "queues.0.static_agents.0 there is no user group `Suport`, did you mean `Support`?",
        ),
        (
            "queues: [{name: Q, extension: 700, dynamic_agents: ['700']}]",
            "queues.0.dynamic_agents.0 `700` is the queue Q, expected a user's extension",
        ),
        (
            "queues: [{name: Q, extension: 700, overflow: {type: dial_plan, dial_plan: Main}}]",
            "queues.0.overflow.dial_plan there is no dial plan `Main`",
        ),
        (
            "conferences: [{name: C, extension: 750, administrator: '103'}]",
            "conferences.0.administrator there is no user `103`, did you mean `102`?",
        ),
        (
            "incoming_numbers: [{number: '+3225880100', destination: {type: extension, extension: '109'}}]",
            "incoming_numbers.0.destination.extension there is no extension `109`, did you mean `102`?",
        ),
        (
            "incoming_numbers: [{number: '+3225880100', destination: {type: voicemail, voicemail: '101'}}]",
            "incoming_numbers.0.destination.voicemail user `101` has no mailbox, expected one with voicemail: yes",
        ),
        (
            "incoming_numbers: [{number: '+3225880100', destination: {type: voicemail, voicemail: Sales}}]",
            "incoming_numbers.0.destination.voicemail there is no mailbox `Sales`",
        ),
        (
            "incoming_numbers: [{number: '+3225880100', destination: {type: conference, conference: Weekly}}]",
            "incoming_numbers.0.destination.conference there is no conference `Weekly`",
        ),
        (
            "properties: [{number: '109', max_wait: 60}]",
            "properties.0.number there is no extension `109`, did you mean `102`?",
        ),
        (
            "properties: [{number: 02 588 01 00, max_wait: 60}]",
            "properties.0.number there is no incoming number `+3225880100`",
        ),
    ],
)
def test_what_a_page_refers_to_must_be_there(text: str, line: str) -> None:
    assert told(text) == [f"RS001 {line}"]


@pytest.mark.parametrize(
    ("properties", "line"),
    [
        (
            "{require: [answered]}, {max_wait: 60}, {forbid: [answered]}",
            "2 no call could hold to this and to the properties before it at once: no outcome is left",
        ),
        (
            "{number: '101', require: [answered]}, {number: '101', require: [voicemail]}",
            "1 no call to 101 could hold to this and to the properties before it at once: no outcome is left",
        ),
        (
            "{number: 02 588 01 00, require: [answered]}, {number: '101', require: [busy]}, {forbid: [answered]}",
            "2 no call to +3225880100 could hold to this and to the properties before it at once: no outcome is left",
        ),
    ],
)
def test_properties_that_no_call_could_have_together_are_refused(properties: str, line: str) -> None:
    number = "incoming_numbers: [{number: '+3225880100', destination: {type: extension, extension: '101'}}]"
    assert told(f"{number}\nproperties: [{properties}]") == [f"RS000 properties.{line}"]


def test_properties_of_different_numbers_may_ask_for_different_outcomes() -> None:
    asked = "{number: '101', require: [answered, busy]}, {number: '102', require: [busy]}, {forbid: [answered]}"
    assert told(f"properties: [{asked}]") == []


@pytest.mark.parametrize("extension", ["101", "700", "701", "750", "801", "900"])
def test_an_extension_destination_may_be_anything_with_an_extension(extension: str) -> None:
    text = (
        "queues: [{name: Q, extension: 700, connect_number: '701', disconnect_number: '*70'}]\n"
        "conferences: [{name: C, extension: 750}]\n"
        "voicemails: [{name: V, extension: 801}]\n"
        "dial_plans: [{name: D, extension: 900, start: a, elements: {a: {type: hang_up}}}]\n"
        f"incoming_numbers: [{{number: '+3225880100', destination: {{type: extension, extension: '{extension}'}}}}]\n"
    )
    assert told(text) == []


@pytest.mark.parametrize("name", ["102", "801", "Sales"])
def test_a_mailbox_goes_by_its_users_extension_its_own_or_its_name(name: str) -> None:
    mailbox = "voicemails: [{name: Sales, extension: 801}]\n"
    assert (
        told(f"{mailbox}queues: [{{name: Q, extension: 700, overflow: {{type: voicemail, voicemail: {name}}}}}]") == []
    )


PLAN = (
    "queues: [{name: Support, extension: 700}]\naudio_messages: [{name: Welcome}]\nswitches: [{name: Night}]\n"
    "multi_switches: [{name: Season, choices: [normal, summer]}]\nconferences: [{name: Weekly, extension: 750}]\n"
)


@pytest.mark.parametrize(
    ("element", "line"),
    [
        ("{type: hang_up}", ""),
        ("{type: call, to: '109'}", "to there is no extension `109`, did you mean `102`?"),
        ("{type: call, to: '700'}", ""),
        ("{type: call, to: '+32470000101'}", ""),
        ("{type: call, to: '101', next: bx}", "next there is no element `bx`, did you mean `box`?"),
        ("{type: call, to: '101', busy: bx}", "busy there is no element `bx`, did you mean `box`?"),
        ("{type: play_file, message: welcome}", "message there is no audio message `welcome`, did you mean `Welcome`?"),
        (
            "{type: voicemail, voicemail: '101'}",
            "voicemail user `101` has no mailbox, expected one with voicemail: yes",
        ),
        ("{type: queue, queue: Suport}", "queue there is no queue `Suport`, did you mean `Support`?"),
        ("{type: queue, queue: '700'}", ""),
        ("{type: conference, conference: Daily}", "conference there is no conference `Daily`"),
        ("{type: menu, greeting: Hi}", "greeting there is no audio message `Hi`"),
        ("{type: menu, keys: {1: box, 2: bx}}", "keys.2 there is no element `bx`, did you mean `box`?"),
        ("{type: menu, no_input: nowhere}", "no_input there is no element `nowhere`"),
        ("{type: digital_receptionist, directory: sales}", "directory there is no directory `sales`"),
        ("{type: digital_receptionist, directory: default}", ""),
        ("{type: digital_receptionist, directory: staff, not_answered: x}", "not_answered there is no element `x`"),
        ("{type: switch, switch: Day, active: box}", "switch there is no switch `Day`"),
        (
            "{type: multi_switch, multi_switch: Seasons}",
            "multi_switch there is no multi-switch `Seasons`, did you mean `Season`?",
        ),
        (
            "{type: multi_switch, multi_switch: Season, choices: {sumer: box}}",
            "choices.sumer the multi-switch `Season` has no state `sumer`, did you mean `summer`?",
        ),
        (
            "{type: dispatcher, lines: [{pattern: '0.*', next: bx}]}",
            "lines.0.next there is no element `bx`, did you mean `box`?",
        ),
        ("{type: access_list, refused: bx}", "refused there is no element `bx`, did you mean `box`?"),
        ("{type: time_condition, 'true': bx}", "true there is no element `bx`, did you mean `box`?"),
    ],
)
def test_what_an_element_refers_to_must_be_there(element: str, line: str) -> None:
    users = "users: [{extension: 101, directory: staff}, {extension: 102, voicemail: yes}]\n"
    plan = (
        f"dial_plans: [{{name: Main, extension: 900, start: it, elements: {{it: {element}, box: {{type: hang_up}}}}}}]"
    )
    assert told(users + PLAN + plan) == ([f"RS001 dial_plans.0.elements.it.{line}"] if line else [])


def test_a_dial_plan_starts_at_one_of_its_elements() -> None:
    plan = "dial_plans: [{name: Main, extension: 900, start: begn, elements: {begin: {type: hang_up}}}]"
    assert told(plan) == ["RS001 dial_plans.0.start there is no element `begn`, did you mean `begin`?"]


def test_every_extension_belongs_to_one_thing() -> None:
    text = (
        "users: [{extension: 101, name: Alice}, {extension: 101, name: Bob}]\n"
        "voicemails: [{name: V, extension: 101}]\n"
        "queues: [{name: Q, extension: 700, connect_number: '700', disconnect_number: '*70'},"
        " {name: R, extension: 701, connect_number: '*70'}]\n"
        "conferences: [{name: C, extension: 750}]\n"
        "dial_plans: [{name: D, extension: 750, start: a, elements: {a: {type: hang_up}}}]\n"
    )
    one = "expected one of its own"
    assert told(text) == [
        f"RS002 users.1.extension the extension `101` already belongs to the user Alice, {one}",
        f"RS002 voicemails.0.extension the extension `101` already belongs to the user Alice, {one}",
        f"RS002 dial_plans.0.extension the extension `750` already belongs to the conference C, {one}",
        f"RS002 queues.0.connect_number the extension `700` already belongs to the queue Q, {one}",
        f"RS002 queues.1.connect_number the extension `*70` already belongs to the log-out number of queue Q, {one}",
    ]
    assert problems(text)[0].related_paths == (("users", 0, "extension"),)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "incoming_numbers: [{number: '+3225880100'}, {number: +32 2 588 01 00}]",
            "incoming_numbers.1.number the incoming number `+3225880100` is here twice",
        ),
        ("user_groups: [{name: A}, {name: A}]", "user_groups.1.name there is already a user group `A`"),
        (
            "queues: [{name: A, extension: 700}, {name: A, extension: 701}]",
            "queues.1.name there is already a queue `A`",
        ),
        ("audio_messages: [{name: A}, {name: a}]", ""),
        ("switches: [{name: A}, {name: A}]", "switches.1.name there is already a switch `A`"),
        ("user_groups: [{name: A, members: ['101', '102', '101']}]", "user_groups.0.members.2 `101` is listed twice"),
        (
            "queues: [{name: A, extension: 700, static_agents: ['101', '101']}]",
            "queues.0.static_agents.1 `101` is listed twice",
        ),
        ("multi_switches: [{name: A, choices: [x, x]}]", "multi_switches.0.choices.1 `x` is listed twice"),
        ("users: [{extension: 101, devices: [desk, app, desk]}]", "users.0.devices.2 `desk` is listed twice"),
        ("users: [{extension: 101, name: Jan Peeters}, {extension: 102, name: Jan Peeters}]", ""),
    ],
)
def test_nothing_is_there_twice(text: str, line: str) -> None:
    assert told(text) == ([f"RS002 {line}"] if line else [])


def test_the_lines_of_a_dispatcher_have_names_of_their_own() -> None:
    lines = "[{name: a, pattern: 1}, {name: a, pattern: 2}, {pattern: 3}, {pattern: 4}, {name: unknown, pattern: 5}]"
    text = f"dial_plans: [{{name: D, extension: 900, start: d, elements: {{d: {{type: dispatcher, lines: {lines}}}}}}}]"
    assert told(text) == [
        "RS002 dial_plans.0.elements.d.lines.1.name this dispatcher already has a line `a`",
        "RS002 dial_plans.0.elements.d.lines.4.name `unknown` is the exit of callers whom no line matches, "
        "name the line otherwise",
    ]


def test_a_number_on_the_blacklist_can_be_dialled() -> None:
    text = "settings: {blacklist: ['+3225559999', 02 555 99 99, '101', '123456789012345']}\n"
    assert told(text) == ["RS003 settings.blacklist.3 `123456789012345` is no valid phone number in BE"]


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("", "a weak SIP password, expected at least 8 characters"),
        ("seven77", "a weak SIP password, expected at least 8 characters"),
        ("user-101-pw", "a weak SIP password, expected one without the extension in it"),
        ("plum-Kite-42", ""),
    ],
)
def test_a_weak_sip_password_is_a_warning(password: str, message: str) -> None:
    found = problems(f"users: [{{extension: 101, sip: {{password: '{password}'}}}}]")
    assert [(problem.code, problem.severity, problem.message) for problem in found] == (
        [("RS004", "warning", message)] if message else []
    )


def test_a_shared_sip_password_is_a_warning_that_names_the_other_user() -> None:
    sip = "sip: {password: plum-Kite-42}"
    (problem,) = problems(f"users: [{{extension: 101, {sip}}}, {{extension: 102}}, {{extension: 103, {sip}}}]")
    assert problem.path == ("users", 2, "sip", "password")
    assert problem.message == "the same SIP password as user 101, expected one of its own"
    assert problem.related_paths == (("users", 0, "sip", "password"),)


def test_a_user_without_a_sip_password_is_not_warned_of() -> None:
    assert told("users: [{extension: 101, sip: {domain: x}}, {extension: 102, sip: {domain: x}}]") == []


def test_the_first_of_very_many_problems_are_found() -> None:
    members = ", ".join(f"'{number}'" for number in range(100000, 111000))
    assert len(problems(f"user_groups: [{{name: A, members: [{members}]}}]")) == 10_000
