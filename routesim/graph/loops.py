"""Loops: nodes that lead back to themselves, and what that means for a user's line (rule 5.6)."""

from __future__ import annotations

from collections.abc import Iterable

from routesim.graph.draft import Draft
from routesim.graph.parts import Look
from routesim.model.system import PhoneSystem


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


def revive_lines_in_loops(draft: Draft, system: PhoneSystem) -> None:
    """Mark the `answers` of every user active whom a loop of forwards through an enabled Follow Me rings after all."""
    silenced = {f"user:{user.extension}" for user in system.users if user.follow_me.enabled}
    if not silenced:
        return
    rings = [
        (source.partition("/")[0], target)
        for source, leads in draft.leads.items()
        for target, look in leads
        if look.kind == "ring" and look.active and target.startswith("user:")
    ]
    revived = Look("answer", "answers, rung by a loop of forwards")
    for user in loops(rings).keys() & silenced:
        leads = draft.leads[user]
        draft.leads[user] = [(target, revived if look.kind == "answer" else look) for target, look in leads]
