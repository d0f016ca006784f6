"""Small systems in traffic."""

from __future__ import annotations

from typing import Any

from routesim.files.workloads import check_workload
from routesim.model.system import PhoneSystem
from routesim.model.workload import Workload
from tests.benchmarks.stations import system

START = "2026-11-23T00:00:00"
"""A Monday."""
LINE = "+3225880100"
OVERFLOW = {"type": "voicemail", "voicemail": "801"}


def users(count: int, **page: Any) -> list[dict[str, Any]]:
    """So many users from 101 on."""
    return [{"extension": str(101 + place), "name": f"User {101 + place}", **page} for place in range(count)]


def call_centre(agents: int, **queue: Any) -> PhoneSystem:
    """A queue with so many agents, behind a number."""
    page = {"name": "Support", "extension": "700", "strategy": "longest_idle", **queue}
    people = users(agents)
    number = {"number": LINE, "destination": {"type": "extension", "extension": "700"}}
    page["static_agents"] = [user["extension"] for user in people]
    mailbox = {"name": "Sales", "extension": "801"}
    return system(people, queues=[page], incoming_numbers=[number], voicemails=[mailbox])


def hunt_group(lines: int, ring_time: float | None = None) -> PhoneSystem:
    """Users called one after the other: the first who is free rings, and it is hung up where none is.

    With a *ring_time* in seconds a mailbox takes the calls that are not answered by then.
    """
    people = users(lines)
    elements: dict[str, Any] = {"full": {"type": "hang_up"}, "message": {"type": "voicemail", "voicemail": "801"}}
    limit = {} if ring_time is None else {"ring_time": ring_time}
    for place, user in enumerate(people):
        following = f"line{place + 1}" if place + 1 < lines else "full"
        line = {"type": "call", "to": user["extension"], "busy": following, "next": "message", **limit}
        elements[f"line{place}"] = line
    plan = {"name": "Hunt", "extension": "900", "start": "line0", "elements": elements}
    return system(people, dial_plans=[plan], voicemails=[{"name": "Hunt", "extension": "801"}])


def workload(phones: PhoneSystem, **page: Any) -> Workload:
    """A workload for *phones*: from Monday 23 November 2026, people answer at once."""
    people = {"default": {"answers_after": 0}}
    return check_workload({"start": START, "people": people, "replications": 1, **page}, phones)
