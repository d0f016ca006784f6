"""Queues and conferences: RS301, RS302, RS303."""

from __future__ import annotations

import pytest

from tests.lint.conftest import Codes, numbers

USERS = 'users:\n  - {extension: "101", name: Alice}\nuser_groups: [{name: Nobody}, {name: Some, members: ["101"]}]\n'
ELEMENT = (
    'dial_plans: [{name: P, extension: "900", start: a, elements: {a: {type: queue, queue: Q, next: b}, '
    "b: {type: hang_up}}}]\n"
)


def queue(keys: str, more: str = "") -> str:
    return f'{USERS}queues:\n  - {{name: Q, extension: "700", {keys}}}\n{more}'


def said(found: list[str]) -> list[str]:
    return [line.partition(": ")[2] for line in found]


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("max_wait: 60, overflow: {type: hang_up}", "queue Q has no agents"),
        ('static_agents: ["group:Nobody"], dynamic_agents: ["group:Nobody"]', "queue Q has no agents"),
        ('static_agents: ["group:Some"]', ""),
        (
            'dynamic_agents: ["101"]',
            "nobody can log in to queue Q: all its agents are dynamic, and it has no log-in number",
        ),
        (
            'dynamic_agents: ["101"], disconnect_number: "*702"',
            "nobody can log in to queue Q: all its agents are dynamic, and it has no log-in number",
        ),
        ('dynamic_agents: ["101"], connect_number: "*701"', ""),
        ('static_agents: ["101"], dynamic_agents: ["101"]', ""),
        (
            'static_agents: ["101"], max_wait: 60',
            "queue Q has no way out: callers who have waited for 60 s are cut off",
        ),
        ('static_agents: ["101"], max_wait: 60, overflow: {type: hang_up}', ""),
    ],
)
def test_callers_of_a_queue_are_not_to_be_stranded(messages: Codes, keys: str, message: str) -> None:
    assert said(messages(queue(keys), "RS301")) == ([message] if message else [])


@pytest.mark.parametrize(
    ("more", "is_told"),
    [
        (ELEMENT, False),
        (ELEMENT + numbers("700"), True),
        (ELEMENT + 'conferences: [{name: C, extension: "750"}]\n' + numbers("750"), False),
        (ELEMENT.replace("type: hang_up", 'type: call, to: "700"'), True),
    ],
)
def test_a_queue_that_dial_plans_alone_lead_to_needs_no_overflow(messages: Codes, more: str, is_told: bool) -> None:
    told = said(messages(queue('static_agents: ["101"], max_wait: 60', more), "RS301"))
    assert told == ["queue Q has no way out: callers who have waited for 60 s are cut off"] * is_told


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ("", []),
        ("agent_ring_time: 600", []),
        ("max_wait: 15", []),
        ("max_wait: 14.5", ["an agent of queue Q rings for 15 s, callers wait for 14.5 s at most"]),
        ("max_wait: 120", []),
        ("max_wait: 121", ["callers of queue Q may wait for 121 s: few do for more than 120 s"]),
        (
            "max_wait: 300, agent_ring_time: 301",
            [
                "callers of queue Q may wait for 300 s: few do for more than 120 s",
                "an agent of queue Q rings for 301 s, callers wait for 300 s at most",
            ],
        ),
    ],
)
def test_waits_that_do_not_fit_are_told(messages: Codes, keys: str, told: list[str]) -> None:
    found = messages(queue(f'static_agents: ["101"]{", " if keys else ""}{keys}'), "RS302")
    assert said(found) == told
    assert all(" info: " in line for line in found)


@pytest.mark.parametrize(
    ("alice", "room", "message"),
    [
        ("", "wait_for_administrator: yes", "conference C waits for an administrator, and has none"),
        ("", "wait_for_administrator: yes, administrator: '101'", ""),
        ("", "wait_for_administrator: no", ""),
        (
            "devices: []",
            "wait_for_administrator: yes, administrator: '101'",
            "conference C waits for Alice (101), who cannot be reached: there is no phone",
        ),
        (
            "follow_me: {enabled: yes}",
            "wait_for_administrator: yes, administrator: '101'",
            "conference C waits for Alice (101), who cannot be reached: Follow Me is on without a destination",
        ),
        ("follow_me: {enabled: yes}", "administrator: '101'", ""),
    ],
)
def test_a_conference_that_waits_for_nobody_who_comes_is_an_error(
    messages: Codes, alice: str, room: str, message: str
) -> None:
    text = f'users:\n  - {{extension: "101", name: Alice{", " if alice else ""}{alice}}}\n'
    text += f'conferences:\n  - {{name: C, extension: "750", {room}}}\n'
    assert said(messages(text, "RS303")) == ([message] if message else [])
