"""Loops: nodes that lead back to themselves, and what that means for a user's line (rule 5.6)."""

from __future__ import annotations

from collections.abc import Iterable

from routesim.graph.draft import Draft


def loops(pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    """The nodes that the edges *pairs* lead back to themselves, each with the number of its knot of loops."""
    import networkx as nx

    graph = nx.DiGraph(pairs)
    return {
        name: number
        for number, knot in enumerate(nx.strongly_connected_components(graph))
        for name in knot
        if len(knot) > 1 or graph.has_edge(name, name)
    }


def revive_lines_in_loops(draft: Draft) -> None:
    """Mark the `answers` of every user active whom a loop of forwards through an enabled Follow Me rings after all."""
    silenced = {name for name, node in draft.nodes.items() if node.get("follow_me")}
    if not silenced:
        return
    rings = [
        (source.partition("/")[0], target)
        for source, target, _, edge in draft.edges()
        if edge["kind"] == "ring" and edge["active"] and target.startswith("user:")
    ]
    for user in loops(rings).keys() & silenced:
        revived = {"kind": "answer", "label": "answers, rung by a loop of forwards", "active": True}
        taken = draft.successors[user]["outcome:answered"]
        taken.update(dict.fromkeys(taken, revived))
