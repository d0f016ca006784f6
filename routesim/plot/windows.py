"""When phones may ring: the windows that sliders and ring times give, whatever became of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from routesim.graph.routing_graph import RoutingGraph
from routesim.result.records import CallRecord


class Window(NamedTuple):
    """The phone *target* may ring from *start* to *end*, in seconds after the play's start.

    *kind* is `slider` (a ring plan's destination), `own` (the user's own ring time) or `agent` (a queue's).
    """

    target: str
    start: float
    end: float
    kind: str


def windows(record: CallRecord, graph: RoutingGraph) -> tuple[Window, ...]:
    """The windows of every plan that *record*'s call came to, by their starts; each once."""
    found = dict.fromkeys([*_of_plans(record, graph), *_of_lines(record, graph)])
    return tuple(sorted(found, key=lambda window: (window.start, window.end)))


def _of_plans(record: CallRecord, graph: RoutingGraph) -> Iterator[Window]:
    for node, at in zip(record.path, record.entered, strict=False):
        if node not in graph or not node.startswith("user:") or "/" not in node:
            continue
        for edge in graph.ways_on(node):
            if edge.window is not None:
                target = unquote(edge.target.partition(":")[2])
                yield Window(target, at + edge.window[0], at + edge.window[1], "slider")


def _of_lines(record: CallRecord, graph: RoutingGraph) -> Iterator[Window]:
    entered = set(zip(record.path, record.entered, strict=False))
    for ring in record.rang:
        queue = f"queue:{ring.queue}"
        user = f"user:{ring.target}"
        if ring.queue is not None and queue in graph:
            yield Window(ring.target, ring.start, ring.start + graph.node(queue).settings["agent_ring_time"], "agent")
        elif (user, ring.start) in entered and user in graph and ring.via == user:
            yield Window(ring.target, ring.start, ring.start + graph.node(user).settings["ring_time"], "own")


class Deadline(NamedTuple):
    """An instant at which something ends whoever rings, and *words* that say what."""

    at: float
    words: str


def deadlines(record: CallRecord, graph: RoutingGraph) -> tuple[Deadline, ...]:
    """The ends of the longest waits in the queues that the call came to."""
    found = []
    for node, at in zip(record.path, record.entered, strict=False):
        longest = graph.node(node).settings.get("max_wait") if node.startswith("queue:") and node in graph else None
        if longest is not None:
            found.append(Deadline(at + longest, "longest wait in the queue"))
    return tuple(found)
