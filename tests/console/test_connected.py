"""Connected users: the lines that are registered at an instant, and what they are doing."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from routesim.console.connected import connected, connected_lines, connected_record
from routesim.engine import LineState, glance
from routesim.model.system import PhoneSystem
from tests.worlds import calls_of, system_of

PBX = """
settings: {name: Acme}
users:
  - {extension: 101, name: Ann, devices: [desk, mobile_app]}
  - {extension: 102, name: Bob, must_log_in: yes}
  - {extension: 103, name: Cat}
"""
CALLS = """
people:
  101: {answers_after: 5, devices: {mobile_app: {state: offline}}}
  102: {logged_in: no}
  103: {state: dnd}
calls: [{to: 101, at: 10, talk: 20}]
events: [{at: 20, user: 102, do: log_in}, {at: 25, user: 103, do: go_offline}]
"""


def seen(at: float) -> list[tuple[str, ...]]:
    return [(*line.registered, line.state) for line in glance(system_of(PBX), calls_of(CALLS), at)]


@pytest.mark.parametrize(
    ("at", "lines"),
    [
        (0, [("desk", "free"), ("logged out",), ("desk", "do not disturb")]),
        (9.999999, [("desk", "free"), ("logged out",), ("desk", "do not disturb")]),
        (10, [("desk", "ringing"), ("logged out",), ("desk", "do not disturb")]),
        (15, [("desk", "in conversation"), ("logged out",), ("desk", "do not disturb")]),
        (20, [("desk", "in conversation"), ("desk", "free"), ("desk", "do not disturb")]),
        (25, [("desk", "in conversation"), ("desk", "free"), ("offline",)]),
        (35, [("desk", "free"), ("desk", "free"), ("offline",)]),
        (1_000_000, [("desk", "free"), ("desk", "free"), ("offline",)]),
    ],
)
def test_a_glance_sees_what_has_happened_by_then_and_nothing_later(at: float, lines: list[tuple[str, ...]]) -> None:
    assert seen(at) == lines


def test_a_line_with_one_of_two_devices_is_connected_by_that_one() -> None:
    state = glance(system_of(PBX), calls_of("people: {101: {state: offline, devices: {desk: {state: idle}}}}"), 0)[0]
    assert state == LineState("101", "Ann", ("desk",), "free")


@pytest.fixture
def system() -> PhoneSystem:
    return system_of(PBX)


def test_the_page_tells_the_connected_from_the_others(system: PhoneSystem) -> None:
    instant = datetime(2026, 11, 23, 10, 0, 12, tzinfo=ZoneInfo("Europe/Brussels"))
    page = connected(system, instant, glance(system, calls_of(CALLS), 12))
    assert list(connected_lines(page, 80)) == [
        "Acme: 2 of 3 users connected",
        "Monday 23 November 2026, 10:00:12, Europe/Brussels",
        "",
        "  Connected",
        "  101  Ann  desk  ringing",
        "  103  Cat  desk  do not disturb",
        "",
        "  Not connected",
        "  102  Bob  logged out",
    ]
    assert connected_record(page)["users"][0] == {
        "extension": "101",
        "name": "Ann",
        "registered": ["desk"],
        "state": "ringing",
    }
