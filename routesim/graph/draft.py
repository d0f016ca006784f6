"""A graph in the making: the pages of the system add nodes, each with the edges that leave it."""

from __future__ import annotations

from collections.abc import Sequence

from routesim.graph.parts import Look, Node

Lead = tuple[str, Look]
"""An edge without its source: the node that it leads to, and what it is."""


class Draft:
    """Collects *nodes*, and what *leads* on from each; a node that is led to may come later."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.leads: dict[str, Sequence[Lead]] = {}

    def add(self, node: Node, *leads: Lead) -> None:
        """Add a node and the edges that leave it; one that is there already stays as it is."""
        if node.name not in self.nodes:
            self.nodes[node.name] = node
            self.leads[node.name] = leads
