"""What each device of a line did that has several is recorded, and told to nobody who did not ask for it (rule 3.1)."""

from __future__ import annotations

from typing import Any

import routesim
from routesim.engine import play
from routesim.files import loads, loads_calls
from routesim.result.records import DeviceRing

SYSTEM = """
settings: {name: A, timezone: UTC, country: BE}
users:
  - {extension: 101, name: Ann, devices: [desk, app], multiple_calls: yes}
  - {extension: 102, name: Bob}
queues: [{extension: 700, name: Q, strategy: linear, agent_ring_time: 8, static_agents: [101, 102]}]
"""


def devices(people: str, to: str = "101", events: str = "", count: int = 1) -> list[tuple[DeviceRing, ...]]:
    """What is recorded of the devices of each phone that rang for calls that come a hundred seconds apart."""
    calls = ", ".join(f'{{to: "{to}", from: "+32470123456", at: {100 * at}, patience: 30}}' for at in range(count))
    text = f"pbx: a\nstart: 2026-11-23T10:00:00\npeople: {people}\ncalls: [{calls}]\nevents: [{events}]"
    system = loads(SYSTEM)
    return [ring.devices for call in play(system, loads_calls(text, system)).calls for ring in call.rang]


def test_a_line_with_one_device_tells_nothing_of_it() -> None:
    assert devices("{102: {answers_after: 3}}", to="102") == [()]


def test_the_device_that_was_answered_is_told_from_those_that_fell_silent() -> None:
    assert devices("{101: {answers_after: 9, devices: {app: {answers_after: 4}}}}") == [
        (DeviceRing("desk", 4.0, "cancelled"), DeviceRing("app", 4.0, "answered"))
    ]


def test_devices_answered_at_one_instant_are_both_said_to_be() -> None:
    assert devices("{101: {answers_after: 9}}") == [
        (DeviceRing("desk", 9.0, "answered"), DeviceRing("app", 9.0, "answered"))
    ]


def test_a_device_that_rejects_falls_silent_while_the_line_rings_on() -> None:
    assert devices("{101: {devices: {desk: {rejects_after: 2}, app: {goes_away_after: 5}}}}") == [
        (DeviceRing("desk", 2.0, "rejected"), DeviceRing("app", 5.0, "offline"))
    ]


def test_a_device_that_is_not_registered_does_not_ring() -> None:
    assert devices("{101: {devices: {desk: {state: offline}}}}") == [
        (DeviceRing("desk", 0.0, "offline"), DeviceRing("app", 20.0, "no_answer"))
    ]


def test_what_devices_do_the_second_time_is_told_of_the_second_time() -> None:
    people = "{101: {attempts: [{devices: {app: {answers_after: 3}}}, {devices: {desk: {answers_after: 4}}}]}}"
    assert devices(people, count=2) == [
        (DeviceRing("desk", 3.0, "cancelled"), DeviceRing("app", 3.0, "answered")),
        (DeviceRing("desk", 104.0, "answered"), DeviceRing("app", 104.0, "cancelled")),
    ]


def test_a_line_that_goes_offline_takes_all_its_devices_along() -> None:
    assert devices("{}", events="{at: 6, user: 101, do: go_offline}") == [
        (DeviceRing("desk", 6.0, "offline"), DeviceRing("app", 6.0, "offline"))
    ]


def test_a_line_that_refuses_a_call_has_no_device_that_rang() -> None:
    assert devices("{101: {state: dnd}}") == [()]


def test_an_agents_devices_ring_for_a_queue() -> None:
    first, second, *_ = devices("{101: {devices: {app: {rejects_after: 2}}}}", to="700")
    assert first == (DeviceRing("desk", 8.0, "no_answer"), DeviceRing("app", 2.0, "rejected"))
    assert second == ()


def test_devices_do_not_stand_in_what_is_printed() -> None:
    record = routesim.call(loads(SYSTEM), "101", people={"101": {"answers_after": 4}})
    assert record.rang[0].devices
    ring: dict[str, Any] = record.to_dict()["rang"][0]
    assert list(ring) == ["target", "start", "end", "result", "rule", "via"]
