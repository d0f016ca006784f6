"""The directed multigraph of networkx, taken over whole from a draft. This imports networkx: import it late."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

import networkx as nx

from routesim.graph.draft import Adjacency, Attributes, Draft

if TYPE_CHECKING:
    MultiDiGraph = nx.MultiDiGraph[str]
else:
    MultiDiGraph = nx.MultiDiGraph


class RoutingMultiDiGraph(MultiDiGraph):
    """A MultiDiGraph like any other, but that edges which are alike share their attributes: copy it to change it."""

    # the attributes that networkx documents for its subclasses
    _node: dict[str, Attributes]
    _adj: Adjacency
    _pred: Adjacency

    def take_over(self, draft: Draft) -> None:
        """Make the dictionaries of *draft* this empty graph's own; adding edge by edge takes twice as long.

        Raises KeyError where an end of an edge is no node.
        """
        draft.finish()
        self._node, self._adj, self._pred = draft.nodes, draft.successors, draft.predecessors

    def leading_on(self, name: str) -> list[tuple[int, str, Attributes]]:
        """The edges that leave a node, by key: key, target, attributes. Raises KeyError for an unknown node."""
        found = [(key, to, edge) for to, parallel in self._adj[name].items() for key, edge in parallel.items()]
        return sorted(found, key=itemgetter(0))
