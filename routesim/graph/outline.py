"""What a tree of the graph shows below each node: ways that a person would draw, those to one place on one line."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from routesim.graph.loops import loops
from routesim.graph.parts import Edge, Node
from routesim.graph.walk import Arrival, Position, onward

if TYPE_CHECKING:
    from routesim.graph.routing_graph import RoutingGraph

_UNDRAWN = frozenset({"answer", "carrier_voicemail", "message", "admit", "membership"})
_NOTHING_SET = frozenset({"no destinations", "last resort"})


class Way(NamedTuple):
    """One line below a node: the *edges* it stands for and where they get to; None is beyond `max_forwards`."""

    edges: tuple[Edge, ...]
    there: Position | None

    @property
    def target(self) -> str:
        """The name of the node it leads to."""
        return self.edges[0].target

    @property
    def words(self) -> str:
        """What takes a call along it."""
        return ", ".join(dict.fromkeys(edge.words for edge in self.edges))

    @property
    def unspoken(self) -> bool:
        """Whether it needs no words where it is the only way on."""
        return self.edges[0].kind in ("start", "destination") or self.words in _NOTHING_SET


class Outline:
    """The lines below each node of *graph*."""

    def __init__(self, graph: RoutingGraph) -> None:
        self._graph = graph
        self._ways: dict[Position, list[Way]] = {}

    def node(self, name: str) -> Node:
        """The node of that name."""
        return self._graph.node(name)

    def ways(self, here: Position) -> list[Way]:
        """The lines below a node that a call has come to as *here* says; none below a line that only rings."""
        if here.arrival is Arrival.LINE:
            return []
        known = self._ways.get(here)
        if known is None:
            known = self._ways[here] = self._found(here)
        return known

    def _found(self, here: Position) -> list[Way]:
        source = self._graph.node(here.node)
        found: dict[object, list[Edge]] = {}
        theres: dict[object, Position | None] = {}
        for edge in self._graph.ways_on(here.node):
            there = onward(edge, source, here, self._graph.terms)
            beyond = there is None and edge.kind == "ring" and edge.active
            if edge.kind in _UNDRAWN or not (beyond or (there and self._worth_drawing(there))):
                continue
            place = (edge.target, edge.window)
            found.setdefault(place, []).append(edge)
            theres[place] = there
        return [Way(tuple(edges), theres[place]) for place, edges in found.items()]

    def _worth_drawing(self, there: Position) -> bool:
        """A plan without anything to do for a forwarded call is not."""
        return not self.is_plan(there.node) or bool(self.ways(there))

    @cached_property
    def _knots(self) -> dict[str, int]:
        lines_only = self._graph.terms.forwarded_calls == "ring_only"
        return loops(
            (edge.source, edge.target)
            for edge in self._graph.edges
            if edge.active
            and edge.kind != "agent"
            and not (lines_only and edge.kind == "ring")
            and not edge.target.startswith(("outcome:", "mailbox:"))
        )

    def is_loop(self, source: str, target: str) -> bool:
        """Whether *target* leads back to *source*, which leads to it."""
        return source in self._knots and self._knots[source] == self._knots.get(target)

    def is_plan(self, name: str) -> bool:
        """Whether a node is one of a user's plans, which the line that leads there tells already."""
        return name.startswith("user:") and "/" in name

    def keeps_its_voicemail(self, there: Position) -> bool:
        """Whether a call that comes as *there* says finds no last resort less than one that is dialled (rule 5.5)."""
        if there.arrival is not Arrival.FORWARDED or self._graph.terms.forwarded_calls == "full":
            return True
        plans = (edge.target for edge in self._graph.ways_on(there.node) if edge.active and self.is_plan(edge.target))
        return not any(edge.kind == "last_resort" for plan in set(plans) for edge in self._graph.ways_on(plan))
