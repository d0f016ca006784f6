"""Whom a call can ring: users and mobiles with their sliders and ticks, nearest first."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from routesim.errors import UnusableInput
from routesim.graph.routing_graph import RoutingGraph
from routesim.model.calls import Calls
from routesim.model.forwarding import FollowMe, RingPlan
from routesim.model.numbers import strip_separators, to_e164
from routesim.model.system import PhoneSystem
from routesim.model.user import User
from routesim.result.typography import printable
from routesim.result.words import who
from routesim.studio.behaviour import behaviour
from routesim.studio.limits import MOST_PHONES
from routesim.studio.opening import Opened

_PLANS = (("no_answer", ("forwarding", "no_answer")), ("busy", ("forwarding", "busy")), ("follow_me", ("follow_me",)))


def phones(configuration: Opened, calls: Calls) -> dict[str, Any]:
    """The phones that *calls* can ring or come from, nearest first, then others up to a bound; *hidden* are more."""
    system, graph = configuration.system, configuration.graph
    users = {user.extension: place for place, user in enumerate(system.users)}
    keys = dict.fromkeys(_near(configuration, calls, users))
    near = len(keys)
    keys.update(dict.fromkeys(users))
    keys.update(dict.fromkeys(gsm for user in system.users if (gsm := user.gsm)))
    shown = list(keys)[: max(near, MOST_PHONES)][: 2 * MOST_PHONES]
    told = [
        _user(system, graph, users[key], calls) if key in users else _mobile(graph, system, key, calls) for key in shown
    ]
    return {"phones": told, "near": min(near, len(shown)), "hidden": len(keys) - len(shown)}


def _near(configuration: Opened, calls: Calls, users: dict[str, int]) -> Iterator[str]:
    """The extensions and external numbers that the calls can get to, then those who call."""
    graph, country = configuration.graph, configuration.system.settings.country
    starts = []
    for call in calls.calls:
        try:
            starts.append(graph.find(call.to))
        except UnusableInput:  # an external number, or one that nobody has
            number = to_e164(strip_separators(call.to), country)
            if number is not None:
                yield number
    for node in _by_distance(graph, starts):
        kind, _, name = node.partition(":")
        if kind in ("user", "external") and "/" not in name:
            yield name
    yield from (call.from_ for call in calls.calls if call.from_ in users)


def _by_distance(graph: RoutingGraph, starts: Iterable[str]) -> Iterator[str]:
    """The nodes that calls at *starts* can get to, in the order in which they are met."""
    starts = list(starts)
    within, waiting = set(graph.reachable_from(*starts)), deque(starts)
    seen = set(starts)
    while waiting:
        node = waiting.popleft()
        yield node
        for edge in graph.ways_on(node):
            if edge.target in within and edge.target not in seen:
                seen.add(edge.target)
                waiting.append(edge.target)


def _user(system: PhoneSystem, graph: RoutingGraph, place: int, calls: Calls) -> dict[str, Any]:
    user = system.users[place]
    plans = {key: _plan(graph, user, place, key, keys) for key, keys in _PLANS}
    return {
        "key": user.extension,
        "kind": "user",
        "name": printable(user.name),
        "number": user.extension,
        "path": ["users", place],
        "multiple_calls": user.multiple_calls,
        "must_log_in": user.must_log_in,
        "mailbox": user.voicemail,
        "ring_time": user.ring_time,
        "plans": plans,
        "behaviour": behaviour(calls, user.extension),
    }


def _plan(graph: RoutingGraph, user: User, place: int, key: str, keys: tuple[str, ...]) -> dict[str, Any]:
    plan: RingPlan = user.follow_me if key == "follow_me" else getattr(user.forwarding, key)
    path = ["users", place, *keys]
    return {
        "path": path,
        "enabled": plan.enabled if isinstance(plan, FollowMe) else True,
        "voicemail": plan.voicemail,
        "destinations": [
            {"to": to.to, "name": _named(graph, to.to), "window": window, "path": [*path, "destinations", at, "ring"]}
            for at, (to, window) in enumerate(zip(plan.destinations, plan.windows, strict=True))
        ],
    }


def _named(graph: RoutingGraph, number: str) -> str:
    names, external = graph.system.names, f"external:{number}"
    return printable(graph.node(external).label) if external in graph else who(names, number)


def _mobile(graph: RoutingGraph, system: PhoneSystem, number: str, calls: Calls) -> dict[str, Any]:
    owner = next((user.name for user in system.users if user.gsm == number), None)
    return {
        "key": number,
        "kind": "external",
        "name": printable(f"{owner}'s mobile") if owner else "Outside number",
        "number": number,
        "behaviour": behaviour(calls, number),
    }
