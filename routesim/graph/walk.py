"""Where a call can go next, given how it came there: what an edge alone cannot tell (rules 5.5, 5.7, 7.1, 7.4, 8.5)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import NamedTuple

from routesim.graph.parts import Edge, Node


class Arrival(IntEnum):
    """How a call came to a node; a greater one leaves more ways on."""

    LINE = 0
    """Only the user's line rings: a queue's agent, or `forwarded_calls: ring_only` (rules 5.5, 8.5)."""
    FORWARDED = 1
    """Somebody's ring plan rings here: no last resorts but under `full`, and a failure ends the leg (rule 5.5)."""
    ATTEMPT = 2
    """A dial plan tries it, and goes on by its own exits should it fail (rules 7.1, 7.4)."""
    DIALLED = 3
    """Dialled, or an incoming number's destination."""


class Position(NamedTuple):
    """A call at *node*, *forwards* deep in a chain of forwards (rule 5.7)."""

    node: str
    arrival: Arrival = Arrival.DIALLED
    forwards: int = 0


class Terms(NamedTuple):
    """The settings that say how far forwards go."""

    forwarded_calls: str
    max_forwards: int


_OF_A_LINE = frozenset({"answer", "carrier_voicemail"})


def onward(edge: Edge, source: Node, here: Position, terms: Terms) -> Position | None:
    """Where *edge*, from *source*, takes a call that is *here*; None where it takes none."""
    if here.arrival is Arrival.LINE:
        return Position(edge.target) if edge.kind in _OF_A_LINE else None
    if not edge.active:
        return None
    match edge.kind:
        case "ring":
            return _rung(edge, here, terms)
        case "agent":
            return Position(edge.target, Arrival.LINE)
        case "last_resort" if here.arrival is Arrival.FORWARDED and terms.forwarded_calls != "full":
            return None
        case "fail" | "overflow" if here.arrival is not Arrival.DIALLED:
            return None
        case "destination" | "directory" if source.settings.get("goes_on"):
            return Position(edge.target, Arrival.ATTEMPT)
        case "destination" | "no_answer" | "offline" | "busy" | "reject" | "follow_me":
            return here._replace(node=edge.target)
    return Position(edge.target)


def _rung(edge: Edge, here: Position, terms: Terms) -> Position | None:
    if here.forwards >= terms.max_forwards:
        return None
    inside = edge.target.startswith("user:")
    arrival = Arrival.LINE if terms.forwarded_calls == "ring_only" and inside else Arrival.FORWARDED
    return Position(edge.target, arrival, here.forwards + 1)


def reach(starts: Iterable[Position], onwards: Callable[[Position], Iterable[Position]]) -> dict[str, None]:
    """The nodes that calls at *starts* can get to, the starts included; *onwards* says where one goes next.

    A node is visited again only where a call comes to it in another way, or fewer forwards deep than before.
    """
    least: dict[tuple[str, Arrival], int] = {}
    found: dict[str, None] = {}
    waiting = deque(starts)
    while waiting:
        here = waiting.popleft()
        known = least.get((here.node, here.arrival))
        if known is None or here.forwards < known:
            least[here.node, here.arrival] = here.forwards
            found[here.node] = None
            waiting.extend(onwards(here))
    return found
