"""The graph of the places that a call can get to, laid out from left to right in columns."""

from __future__ import annotations

from collections import defaultdict
from statistics import fmean
from typing import Any

from routesim.errors import RoutesimError, UnusableInput
from routesim.graph.formats import arrows
from routesim.graph.parts import Edge, Node
from routesim.result.typography import printable, shorten
from routesim.studio.limits import MOST_PLACES
from routesim.studio.opening import Opened

_WIDEST = 34
_ROUNDS = 4
"""So often the columns are put in the order of their neighbours."""


def drawing(configuration: Opened, number: str) -> dict[str, Any]:
    """Nodes with their column and row, and the arrows between them, for calls to *number*.

    Raises UnusableInput for an unknown number, RoutesimError for a graph that nobody could read.
    """
    graph = configuration.graph
    try:
        start = graph.find(number)
    except UnusableInput:
        raise RoutesimError("A number outside leads nowhere else: there is nothing to draw.") from None
    nodes, edges = graph.part(start)
    if len(nodes) > MOST_PLACES:
        raise RoutesimError(f"{len(nodes):,} places: too many to draw, {MOST_PLACES} at most.")
    columns = _columns(start, nodes, edges)
    rows = _rows(nodes, edges, columns)
    return {
        "nodes": [_node(node, columns[node.name], rows[node.name]) for node in nodes],
        "edges": [
            {"source": arrow.source, "target": arrow.target, "label": printable(arrow.label), "active": arrow.active}
            for arrow in arrows(edges)
        ],
        "columns": max(columns.values()) + 1,
        "rows": max(rows.values()) + 1,
    }


def _node(node: Node, column: int, row: float) -> dict[str, Any]:
    label = shorten(printable(node.label), _WIDEST)
    return {"id": node.name, "kind": node.kind, "label": label, "column": column, "row": row}


def _columns(start: str, nodes: tuple[Node, ...], edges: tuple[Edge, ...]) -> dict[str, int]:
    """A column for each node: how many steps it is from the start; outcomes stand in the last."""
    onward = defaultdict(list)
    for edge in edges:
        onward[edge.source].append(edge.target)
    columns = {start: 0}
    waiting = [start]
    for name in waiting:
        for target in onward[name]:
            if target not in columns:
                columns[target] = columns[name] + 1
                waiting.append(target)
    last = max((columns[node.name] for node in nodes if node.kind != "outcome"), default=0) + 1
    return {node.name: last if node.kind == "outcome" else columns.get(node.name, 0) for node in nodes}


def _rows(nodes: tuple[Node, ...], edges: tuple[Edge, ...], columns: dict[str, int]) -> dict[str, float]:
    """A row for each node, near those of its neighbours; columns are centred."""
    by_column: dict[int, list[str]] = defaultdict(list)
    for node in nodes:
        by_column[columns[node.name]].append(node.name)
    beside: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        beside[edge.source].append(edge.target)
        beside[edge.target].append(edge.source)
    tallest = max(map(len, by_column.values()))
    rows: dict[str, float] = {}
    for _ in range(_ROUNDS):
        for _, names in sorted(by_column.items()):
            names.sort(key=lambda name: fmean([rows[near] for near in beside[name] if near in rows] or [0.0]))
            gap = (tallest - len(names)) / 2
            rows.update({name: gap + place for place, name in enumerate(names)})
    return rows
