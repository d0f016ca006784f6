"""`RoutingGraph`: a phone system as a directed multigraph, and what can be asked of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any

from routesim.errors import UnusableInput
from routesim.files.collector import paused_collector
from routesim.graph.compile import compiled
from routesim.graph.parts import Edge, Node
from routesim.graph.walk import Position, Terms, onward, reach
from routesim.model.nearest import Names
from routesim.model.numbers import strip_separators, to_e164
from routesim.model.system import PhoneSystem
from routesim.result.clock import grouped

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from routesim.result.picturing import Picture
    from routesim.result.records import CallRecord

LONGEST_DISPLAY = 200
"""The most lines that a notebook shows of a tree."""


class RoutingGraph:
    """The routing graph of *system*: a node for every place that a call can get to, an edge for every way there.

    Nodes have the names that a call record's `path` has. Everything stands in file order: incoming numbers, dial plans,
    queues, conferences, users, mailboxes, outcomes. Raises UnusableInput where a page refers to what does not exist.
    """

    def __init__(self, system: PhoneSystem) -> None:
        self.system = system
        draft = compiled(system)
        self._nodes = draft.nodes
        self._leads = draft.leads
        self._known: dict[str, tuple[Edge, ...]] = {}
        self.terms = Terms(system.settings.forwarded_calls, system.settings.max_forwards)

    @cached_property
    def networkx(self) -> MultiDiGraph[str]:
        """The same as a MultiDiGraph of networkx, to do with as you please; made when it is first asked for.

        Attributes are called as in `Node` and `Edge`; an edge's key is its place in file order.
        """
        from routesim.graph.multigraph import multigraph

        return multigraph(self.nodes, self.edges)

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every node, in file order."""
        return tuple(self._nodes.values())

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """Every edge, in file order."""
        with paused_collector():
            return tuple(Edge(source, to, *look) for source, leads in self._leads.items() for to, look in leads)

    def __contains__(self, name: object) -> bool:
        return name in self._nodes

    def node(self, name: str) -> Node:
        """The node of that name. Raises KeyError where there is none."""
        return self._nodes[name]

    def ways_on(self, name: str) -> tuple[Edge, ...]:
        """The edges that lead on from a node, in file order. Raises KeyError where there is no such node."""
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = tuple(Edge(name, target, *look) for target, look in self._leads[name])
        return known

    def find(self, dialled: str) -> str:
        """The name of the node that *dialled* means: a number in any spelling, an extension, or the name of a node.

        Raises UnusableInput, with the nearest that exists, where it means none.
        """
        if dialled in self._nodes:
            return dialled
        digits = strip_separators(dialled)
        number = to_e164(digits, self.system.settings.country)
        if number is not None and f"number:{number}" in self._nodes:
            return f"number:{number}"
        if digits in self._extensions:
            return self._extensions[digits]
        raise UnusableInput(self._not_found(dialled, number or digits))

    @cached_property
    def _extensions(self) -> dict[str, str]:
        from routesim.graph.directory import Directory

        return Directory(self.system).extensions

    def _not_found(self, dialled: str, digits: str) -> str:
        known = Names([*(number.number for number in self.system.incoming_numbers), *self._extensions])
        return f"no incoming number and no extension is {dialled!r}{known.hint(digits)}"

    def reachable_from(self, *names: str) -> tuple[str, ...]:
        """The nodes that a call which starts at one of *names* may get to, in file order, these themselves included.

        Whatever people do and however switches stand; a time that a window or a limit leaves is not looked at. Forwards
        go as far as `forwarded_calls` and `max_forwards` let them (rules 5.5, 5.7). Raises KeyError: no such node.
        """
        for name in names:
            if name not in self._nodes:
                raise KeyError(name)
        found = reach(map(Position, names), self._onwards)
        return tuple(name for name in self._nodes if name in found)

    def _onwards(self, here: Position) -> Iterator[Position]:
        source = self.node(here.node)
        for edge in self.ways_on(here.node):
            there = onward(edge, source, here, self.terms)
            if there is not None:
                yield there

    def part(self, *names: str) -> tuple[tuple[Node, ...], tuple[Edge, ...]]:
        """What calls at *names* may get to, and every edge in between."""
        kept = set(self.reachable_from(*names))
        nodes = tuple(node for node in self.nodes if node.name in kept)
        return nodes, tuple(edge for edge in self.edges if edge.source in kept and edge.target in kept)

    def tree(self, *names: str, width: int | None = None, ascii_only: bool = False) -> str:
        """The graph as a tree for people, from the nodes called *names*, or else from every incoming number.

        *width* is the most columns a line may take. Each node is expanded once. Raises KeyError for an unknown node.
        """
        from routesim.graph.tree import tree_lines

        return "\n".join(tree_lines(self, names, width, ascii_only))

    def plot(self, *numbers: str, call: CallRecord | None = None, layout: str = "columns") -> Picture:
        """Draw what leads where, from left to right: all of it, or from *numbers* on; the way of *call* stands out.

        Places are arranged in `columns`, or by `graphviz`. Raises UnusableInput for a number that there is not, and
        where there are too many places to be read; MissingExtra where Graphviz is asked for and not installed.
        """
        from routesim.result.picturing import graph_picture

        return graph_picture(self, numbers, call, layout)

    def __repr__(self) -> str:
        nodes, edges = len(self._nodes), sum(map(len, self._leads.values()))
        return f"<RoutingGraph {self.system.settings.name!r}: {grouped(nodes, 'node')}, {grouped(edges, 'edge')}>"

    def __str__(self) -> str:
        return self.tree()

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        lines = self.tree(width=100).splitlines()
        if len(lines) > LONGEST_DISPLAY:
            lines[LONGEST_DISPLAY:] = [f"... and {len(lines) - LONGEST_DISPLAY} more lines: print(graph)"]
        text = "\n".join(lines)
        return {"text/plain": text, "text/html": f"<pre>{escape(text)}</pre>"}
