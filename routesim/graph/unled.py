"""Users and services that no incoming number leads to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from routesim.graph.parts import Node, NodeKind
from routesim.result.typography import printable, wrap

if TYPE_CHECKING:
    from routesim.graph.routing_graph import RoutingGraph

WIDTH = 100
"""How many columns the lists take where nothing else is asked for: they may name thousands of people."""

_SOUGHT: dict[NodeKind, tuple[str, str]] = {
    "user": ("Users", ""),
    "queue": ("Queues", "Queue "),
    "conference": ("Conferences", "Conference "),
    "dial_plan": ("Dial plans", "Dial plan "),
}
"""The kinds looked for, with their titles, and what their labels begin with."""


def unled(graph: RoutingGraph, numbers: tuple[str, ...]) -> tuple[Node, ...]:
    """The users, queues, conferences and dial plans that no call to *numbers* can get to, in file order."""
    led = set(graph.reachable_from(*numbers))
    return tuple(node for node in graph.nodes if node.kind in _SOUGHT and node.name not in led)


def unled_lines(graph: RoutingGraph, numbers: tuple[str, ...], width: int | None) -> Iterator[str]:
    """A paragraph that lists them by kind; nothing where every one is led to."""
    lost = unled(graph, numbers)
    if not lost:
        return
    if numbers:
        yield ""
    yield "No incoming number leads to:"
    for kind, (title, prefix) in _SOUGHT.items():
        names = ", ".join(printable(node.label.removeprefix(prefix)) for node in lost if node.kind == kind)
        if names:
            lines = wrap(f"{title}: {names}", max(20, (width or WIDTH) - 4))
            yield from (f"{'    ' if place else '  '}{line}" for place, line in enumerate(lines))
