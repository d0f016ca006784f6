"""Graphs of worlds written tersely, and their edges as plain tuples."""

from __future__ import annotations

from routesim.graph.routing_graph import RoutingGraph
from tests.worlds import system_of


def graph_of(text: str) -> RoutingGraph:
    return RoutingGraph(system_of(text))


def ways(graph: RoutingGraph, name: str) -> list[tuple[str, str, str]]:
    return [(edge.kind, edge.label, edge.target) for edge in graph.ways_on(name)]
