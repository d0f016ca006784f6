"""What can be called, and by whom: the page's lists of numbers."""

from __future__ import annotations

from typing import Any

from routesim.graph.routing_graph import RoutingGraph
from routesim.result.typography import printable
from routesim.studio.limits import MOST_NUMBERS
from routesim.studio.opening import Opened


def directory(configuration: Opened) -> dict[str, Any]:
    """The system's name, the numbers to call with what is behind each, and its switches."""
    system, graph = configuration.system, configuration.graph
    numbers = [
        {"number": entry.number, "label": _leads_to(graph, f"number:{entry.number}"), "kind": "incoming"}
        for entry in system.incoming_numbers
    ]
    users = {user.extension for user in system.users}
    extensions = [
        {
            "number": extension,
            "label": printable(name),
            "kind": "extension",
            "is_user": extension in users,
        }
        for extension, name in sorted(system.names.items())
    ]
    switches = [
        {"name": printable(switch.name), "on": switch.state, "path": ["switches", place, "state"]}
        for place, switch in enumerate(system.switches)
    ]
    return {
        "name": printable(system.settings.name),
        "timezone": system.settings.timezone,
        "inventory": system.inventory,
        "numbers": [*numbers, *extensions][:MOST_NUMBERS],
        "switches": switches[:20],
        "left_out": configuration.left_out,
    }


def _leads_to(graph: RoutingGraph, node: str) -> str:
    """Where an incoming number leads, in words."""
    return ", ".join(dict.fromkeys(printable(graph.node(edge.target).label) for edge in graph.ways_on(node)))
