"""When phones may ring: the windows that sliders and ring times give, whatever became of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from routesim.graph.routing_graph import RoutingGraph
from routesim.plot.stages import stages
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
    """An instant at which something ends whoever rings, and *words* that say what.

    *kind* is `plan` (its last window closes), `limit` (a dial plan's or a queue's) or `caller`.
    """

    at: float
    words: str
    kind: str


def deadlines(record: CallRecord, graph: RoutingGraph) -> tuple[Deadline, ...]:
    """What would have ended *record*'s call, or the ringing for it, by their instants; each once."""
    found = list(_limits(record, graph))
    if record.patience is not None:
        found.append(Deadline(record.at + record.patience, "the caller's patience ends", "caller"))
    return tuple(sorted(dict.fromkeys(found)))


_LIMITS = {"queue": ("max_wait", "longest wait in the queue"), "dial_plan": ("ring_time", "the dial plan goes on")}


def _limits(record: CallRecord, graph: RoutingGraph) -> Iterator[Deadline]:
    for stage in stages(record):
        windows = [edge.window[1] for edge in graph.ways_on(stage.node) if edge.window] if stage.node in graph else []
        if windows and stage.node.startswith("user:"):
            yield Deadline(stage.start + max(windows), "the plan ends", "plan")
    for node, at in zip(record.path, record.entered, strict=False):
        setting, words = _LIMITS.get(node.partition(":")[0], ("", ""))
        longest = graph.node(node).settings.get(setting) if setting and node in graph else None
        if longest is not None:
            yield Deadline(at + longest, words, "limit")
