"""Loops: nodes that lead back to themselves, and what that means for a user's line (rule 5.6)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from routesim.graph.draft import Draft
from routesim.graph.parts import Look
from routesim.model.system import PhoneSystem


def loops(pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    """The nodes that the edges *pairs* lead back to themselves, each with the number of its knot of loops.

    In time proportional to the edges, and without networkx: its import takes longer than all else that draws a tree.
    """
    onward: defaultdict[str, list[str]] = defaultdict(list)
    back: defaultdict[str, list[str]] = defaultdict(list)
    for source, target in pairs:
        onward[source].append(target)
        back[target].append(source)
    knots: dict[str, int] = {}
    for number, name in enumerate(reversed(_deepest_first(onward))):
        # Whatever leads here, and is in no knot yet, can be got to from here.
        waiting = [name]
        while waiting:
            member = waiting.pop()
            if member not in knots:
                knots[member] = number
                waiting.extend(back.get(member, ()))
    sizes = Counter(knots.values())
    return {name: knot for name, knot in knots.items() if sizes[knot] > 1 or name in onward.get(name, ())}


def _deepest_first(onward: Mapping[str, Sequence[str]]) -> dict[str, None]:
    """Every node after all that it leads to, but for what leads back to it."""
    entered: set[str] = set()
    left: dict[str, None] = {}
    for name in onward:
        trail = [name]
        while trail:
            here = trail[-1]
            if here in entered:
                left[trail.pop()] = None
            else:
                entered.add(here)
                trail.extend(there for there in onward.get(here, ()) if there not in entered)
    return left


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
