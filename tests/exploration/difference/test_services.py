"""Queues, conferences and callers told apart: what of their pages matters to a call, and what does not."""

from __future__ import annotations

import pytest

from tests.exploration.difference.told import compared, lines

TEAM = """\
users: [{extension: "101", name: Ann}, {extension: "102", name: Ben}, {extension: "103", name: Cid}]
voicemails: [{name: Team, extension: "801"}]
queues:
  - name: Team
    extension: "700"
    static_agents: ["101", "102"]
    strategy: longest_idle
    agent_ring_time: 15
    max_wait: 60
    overflow: {type: voicemail, voicemail: "801"}
"""
ROOM = """\
users: [{extension: "101", name: Ann}, {extension: "102", name: Ben}]
conferences: [{name: Room, extension: "750", access_code: "4711", administrator: "101", wait_for_administrator: yes}]
"""
LIST = """\
users: [{extension: "101", name: Vet}, {extension: "102", name: Desk}]
dial_plans:
  - name: Door
    extension: "900"
    start: list
    elements:
      list: {type: access_list, allow: ["047500000[1-3]"], authorized: vet, refused: bye, unknown: desk}
      vet: {type: call, to: "101", next: desk}
      desk: {type: call, to: "102", next: bye}
      bye: {type: hang_up}
"""
BEFORE = "queue:700 has been called once before"


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (
            ("strategy: longest_idle", "strategy: linear"),
            [f"user:101 answers & user:102 answers & {BEFORE}: answered 102 1 -> answered 101 1"],
        ),
        (
            ("strategy: longest_idle", "strategy: ring_all"),
            [
                "user:101 answers & user:102 answers sooner than user:101: answered 101 7 -> answered 102 1",
                "user:101 answers when called the fourth time & user:102 does not answer: "
                "voicemail 801 60 -> answered 101 46",
                "user:101 does not answer & user:102 answers when called the second time: "
                "voicemail 801 60 -> answered 102 16",
                "user:101 answers when called the second time & user:102 does not answer: "
                "answered 101 31 -> answered 101 16 (time)",
            ],
        ),
        (('voicemail: "801"}', "voicemail: Team}"), []),
        (
            ('{type: voicemail, voicemail: "801"}', "{type: hang_up}"),
            ["nobody answers: voicemail 801 60 -> hung_up 60"],
        ),
        (
            ('static_agents: ["101", "102"]', 'static_agents: ["101"]'),
            [
                "user:101 does not answer & user:102 answers: answered 102 16 -> voicemail 801 60",
                "user:101 answers when called the fourth time & user:102 does not answer: "
                "voicemail 801 60 -> answered 101 46",
                "user:101 answers when called the second time & user:102 does not answer: "
                "answered 101 31 -> answered 101 16 (time)",
            ],
        ),
    ],
    ids=["strategy", "all at once", "the same mailbox by name", "overflow", "agents"],
)
def test_a_queue(edit: tuple[str, str], told: list[str]) -> None:
    difference = compared(TEAM, edit)
    assert (difference.undecided, difference.complete) == ((), True)
    assert lines(difference, "700") == told


def test_what_follows_a_wait_without_end_does_not_matter() -> None:
    endless = TEAM.replace("    max_wait: 60\n", "")
    assert compared(endless, ('{type: voicemail, voicemail: "801"}', "{type: hang_up}")).verdict == "equal"


def test_an_access_code_is_told_by_what_is_keyed() -> None:
    assert lines(compared(ROOM, ("4711", "4712")), "750") == [
        "4711 is keyed & user:101 joins conference:750: conference 750 2 -> rejected 22",
        "4712 is keyed & user:101 joins conference:750: rejected 22 -> conference 750 2",
    ]


def test_callers_are_told_by_their_numbers() -> None:
    told = lines(compared(LIST, ("[1-3]", "[1-4]")), "900")
    assert told[0] == (
        "external:+32475000004 calls & user:101 answers & user:102 does not answer: hung_up 20 -> answered 101 1"
    )
    assert all(line.startswith("external:+32475000004 calls & ") for line in told)


def test_more_kinds_of_callers_than_are_looked_at_leave_the_comparison_incomplete() -> None:
    by_list = '{type: access_list, allow: ["047500000[1-3]"], authorized: vet, refused: bye, unknown: desk}'
    numbers = (f'{{name: l{place}, pattern: "04750000{place:02}", next: vet}}' for place in range(30))
    door = LIST.replace(by_list, f"{{type: dispatcher, unknown: desk, lines: [{', '.join(numbers)}]}}")
    difference = compared(door, ("next: vet}", "next: bye}"))
    assert (difference.verdict, difference.complete, difference.undecided) == ("different", False, ("900",))
