"""A company of 200 users for the benchmarks of traffic: menus, queues and forwardings, and a week of calls."""

from __future__ import annotations

from typing import Any

from routesim.files.workloads import check_workload
from routesim.model.system import PhoneSystem
from routesim.model.workload import Workload
from tests.benchmarks.stations import system

USERS = [str(101 + place) for place in range(200)]
HOURS = {"mon-fri": {"08:00-18:00": 2_000}}
"""100,000 calls a week."""


def company() -> PhoneSystem:
    """Who does not answer is forwarded to a neighbour, and to a mailbox; every tenth has a mobile; four doors."""
    return system(
        [_user(place) for place in range(len(USERS))],
        queues=[_queue(place) for place in range(4)],
        dial_plans=[_door(place) for place in range(4)],
        incoming_numbers=[
            {"number": f"+3225880{100 + place}", "destination": {"type": "extension", "extension": f"90{place}"}}
            for place in range(4)
        ],
    )


def week(office: PhoneSystem) -> Workload:
    """40% of the calls to the doors, 40% from outside to users, 20% between users."""
    doors = [{"to": f"+3225880{100 + place}", "presses": {"1": 0.6, "2": 0.3, "none": 0.1}} for place in range(4)]
    direct: list[dict[str, Any]] = [{"to": who} for who in USERS[:40]]
    inside = {"to": "internal", "from": "internal"}
    shares = [(doors, 0.4), (direct, 0.4), ([inside], 0.2)]
    page = {
        "start": "2026-11-23",
        "duration": "7d",
        "arrivals": [{**demand, "per_hour": _scaled(share / len(some))} for some, share in shares for demand in some],
        "talk": {"lognormal": {"mean": 180, "sd": 200}},
        "patience": {"exponential": 90},
        "people": {"default": {"answers_after": {"never": 0.2, "else": {"exponential": 8}}}},
    }
    return check_workload(page, office)


def _scaled(share: float) -> dict[str, dict[str, float]]:
    return {days: {hours: rate * share for hours, rate in rates.items()} for days, rates in HOURS.items()}


def _user(place: int) -> dict[str, Any]:
    neighbour = {"to": USERS[(place + 1) % len(USERS)], "ring": [0, 15]}
    mobile = [{"to": f"+3247000{1000 + place}", "ring": [5, 25]}] if place % 10 == 0 else []
    forwarding = {
        "no_answer": {"destinations": [neighbour, *mobile], "voicemail": True},
        "busy": {"destinations": [neighbour], "voicemail": True},
    }
    who = USERS[place]
    return {"extension": who, "name": f"User {who}", "voicemail": True, "ring_time": 15, "forwarding": forwarding}


def _queue(place: int) -> dict[str, Any]:
    agents = USERS[100 + 20 * place : 120 + 20 * place]
    overflow = {"type": "extension", "extension": USERS[place]}
    return {
        "name": f"Team {place}",
        "extension": f"70{place}",
        "strategy": "longest_idle",
        "static_agents": agents,
        "agent_ring_time": 20,
        "max_wait": 120,
        "overflow": overflow,
    }


def _door(place: int) -> dict[str, Any]:
    elements = {
        "hours": {
            "type": "time_condition",
            "hours": "08:00-17:59",
            "days": "mon-fri",
            "true": "menu",
            "false": "message",
        },
        "menu": {"type": "menu", "keys": {"1": "team", "2": "sales"}, "invalid": "menu", "no_input": "team"},
        "team": {"type": "queue", "queue": f"Team {place}", "next": "message"},
        "sales": {"type": "call", "to": USERS[10 + place], "ring_time": 30, "next": "message"},
        "message": {"type": "voicemail", "voicemail": USERS[place]},
    }
    return {"name": f"Door {place}", "extension": f"90{place}", "start": "hours", "elements": elements}
