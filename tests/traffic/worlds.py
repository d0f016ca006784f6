"""Small systems in traffic."""

from __future__ import annotations

from typing import Any

from routesim.files.workloads import check_workload
from routesim.model.system import PhoneSystem
from routesim.model.workload import Workload
from tests.benchmarks.stations import system

START = "2026-11-23T00:00:00"
"""A Monday."""


def users(count: int, **page: Any) -> list[dict[str, Any]]:
    """So many users from 101 on."""
    return [{"extension": str(101 + place), "name": f"User {101 + place}", **page} for place in range(count)]


def call_centre(agents: int, **queue: Any) -> PhoneSystem:
    """A queue with so many agents, behind a number."""
    page = {"name": "Support", "extension": "700", "strategy": "longest_idle", **queue}
    people = users(agents)
    number = {"number": "+3225880100", "destination": {"type": "extension", "extension": "700"}}
    page["static_agents"] = [user["extension"] for user in people]
    mailbox = {"name": "Sales", "extension": "801"}
    return system(people, queues=[page], incoming_numbers=[number], voicemails=[mailbox])


def hunt_group(lines: int) -> PhoneSystem:
    """Users called one after the other: the first who is free takes the call, it is hung up where none is."""
    people = users(lines)
    elements: dict[str, Any] = {"end": {"type": "hang_up"}}
    for place, user in enumerate(people):
        following = f"line{place + 1}" if place + 1 < lines else "end"
        elements[f"line{place}"] = {"type": "call", "to": user["extension"], "next": following}
    return system(people, dial_plans=[{"name": "Hunt", "extension": "900", "start": "line0", "elements": elements}])


def workload(phones: PhoneSystem, **page: Any) -> Workload:
    """A workload for *phones*: from Monday 23 November 2026, people answer at once."""
    people = {"default": {"answers_after": 0}}
    return check_workload({"start": START, "people": people, "replications": 1, **page}, phones)
