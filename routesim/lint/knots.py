"""Knots: nodes that lead back to each other, and the loops in them (R. Tarjan, "Depth-first search", 1972)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

Graph = Mapping[str, Sequence[str]]
"""What each node leads to, each once."""
MOST_VISITS = 1_000_000
"""So many ways are tried in search of loops through each node of a knot."""


def knots(graph: Graph) -> list[list[str]]:
    """The strongly connected parts of *graph*: what comes later leads to what comes earlier, never back."""
    found: list[list[str]] = []
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_: dict[str, None] = {}
    for root in graph:
        if root not in order:
            _descend(graph, root, order, lowest, open_, found)
    return found


def _descend(
    graph: Graph,
    root: str,
    order: dict[str, int],
    lowest: dict[str, int],
    open_: dict[str, None],
    found: list[list[str]],
) -> None:
    """Walk down from *root*, without recursion: chains of forwards may be long."""
    stack = [(root, iter(graph[root]))]
    order[root] = lowest[root] = len(order)
    open_[root] = None
    while stack:
        node, onwards = stack[-1]
        for there in onwards:
            if there not in order:
                order[there] = lowest[there] = len(order)
                open_[there] = None
                stack.append((there, iter(graph[there])))
                break
            if there in open_:
                lowest[node] = min(lowest[node], order[there])
        else:
            stack.pop()
            if stack:
                lowest[stack[-1][0]] = min(lowest[stack[-1][0]], lowest[node])
            if lowest[node] == order[node]:
                knot: list[str] = []
                while not knot or knot[-1] != node:
                    knot.append(open_.popitem()[0])
                found.append(knot)


def is_knot(graph: Graph, part: Sequence[str]) -> bool:
    """Tell whether the nodes of *part*, which is strongly connected, lead back to themselves."""
    return len(part) > 1 or part[0] in graph[part[0]]


def loops(graph: Graph) -> Iterator[list[str]]:
    """Loops of *graph*, so that every node that lies on some loop is told on one: a shortest through the first such.

    In the order of *graph*. In a graph with an immense number of ways some nodes of a knot may go untold.
    """
    number = {node: place for place, part in enumerate(knots(graph)) for node in part}
    sets = {node: set(onwards) for node, onwards in graph.items()}
    told: set[str] = set()
    visits = [0]
    for node in graph:
        if node not in told and visits[0] < MOST_VISITS:
            loop = _shortest_loop(graph, sets, number, node, visits)
            if loop:
                told.update(loop)
                yield loop


def _shortest_loop(
    graph: Graph, sets: Mapping[str, set[str]], number: Mapping[str, int], start: str, visits: list[int]
) -> list[str]:
    """A shortest loop through *start*, which stands first; empty where there is none."""
    came: dict[str, str | None] = {start: None}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        if start in sets[node]:
            return _way(came, node)
        visits[0] += len(graph[node])
        for there in graph[node]:
            if number[there] == number[start] and there not in came:
                came[there] = node
                waiting.append(there)
    return []


def _way(came: Mapping[str, str | None], node: str) -> list[str]:
    way: list[str] = []
    at: str | None = node
    while at is not None:
        way.append(at)
        at = came[at]
    return way[::-1]


def reached(starts: Iterable[str], onwards: Callable[[str], Iterable[str]]) -> dict[str, None]:
    """Everything that *onwards* gets to from *starts*, these included, the nearest first."""
    found = dict.fromkeys(starts)
    waiting = list(found)
    for here in waiting:
        for there in onwards(here):
            if there not in found:
                found[there] = None
                waiting.append(there)
    return found
