"""A routing graph in the hands of networkx. This imports networkx: import it late."""

from __future__ import annotations

from collections.abc import Iterable

from networkx import MultiDiGraph

from routesim.files.collector import paused_collector
from routesim.graph.parts import Edge, Node


def multigraph(nodes: Iterable[Node], edges: Iterable[Edge]) -> MultiDiGraph[str]:
    """The graph of *nodes* and *edges*, with their attributes; an edge's key is its place among *edges*."""
    graph: MultiDiGraph[str] = MultiDiGraph()
    with paused_collector():
        for node in nodes:
            graph.add_node(node.name, kind=node.kind, label=node.label, **node.settings)
        for place, (source, target, kind, label, active, window, current) in enumerate(edges):
            span = {} if window is None else {"window": window}
            now = {} if current is None else {"current": current}
            graph.add_edge(source, target, place, kind=kind, label=label, active=active, **span, **now)
    return graph
