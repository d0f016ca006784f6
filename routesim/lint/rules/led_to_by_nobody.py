"""An incoming number that is not configured; a user, queue, conference or dial plan that no number and no one leads to.

Leading somewhere are incoming numbers, dial plans, queues by their agents and their overflow, ring plans and keys,
whether they apply at present or not. Of things that only lead to each other the first is told, and what hangs on it is
not. Colleagues can still dial the extension.

Why:
    Calls to the number end at once. What nothing leads to was perhaps forgotten, and callers wait elsewhere for it.

Remedy:
    Give the number a destination, or cancel it. Lead something to the page, remove it, or silence this where only
    colleagues are meant to dial it.

Fires on:
    settings: {timezone: Europe/Brussels, country: BE}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: not_configured}}

Silent on:
    settings: {timezone: Europe/Brussels, country: BE}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: hang_up}}
"""

from __future__ import annotations

from collections.abc import Iterator

from routesim.errors import Path
from routesim.graph.users import person
from routesim.lint.knots import Graph, knots, reached
from routesim.lint.rule import Fault
from routesim.lint.survey import Survey

_KINDS = {"users": "user", "queues": "queue", "conferences": "conference", "dial_plans": "dial_plan"}
"""The sections whose pages are looked for, and what their nodes are called."""


def check(survey: Survey) -> Iterator[Fault]:
    """A fault for each such number, and each such page (rules 2.1, 6.1)."""
    for place, own in enumerate(survey.system.incoming_numbers):
        if own.destination.type == "not_configured":
            message = f"{own.number} is not configured: calls to it end at once"
            yield Fault(message, ("incoming_numbers", place, "destination"))
    for node, path, in_circle in _lost(survey):
        but = ", only what it leads to itself does" if in_circle else ""
        yield Fault(f"no number {'' if but else 'and no one '}leads to {_name(survey, node)}{but}", path)


def _lost(survey: Survey) -> Iterator[tuple[str, Path, bool]]:
    """The pages that no number leads to, but for those to which others of them lead; of a circle the first."""
    pages = {
        f"{kind}:{page.extension}": (section, place, "extension")
        for section, kind in _KINDS.items()
        for place, page in enumerate(getattr(survey.system, section))
    }
    onwards: dict[str, list[str]] = {}
    for source, target in survey.leads:
        onwards.setdefault(source, []).append(target)
    numbers = [f"number:{own.number}" for own in survey.system.incoming_numbers]
    led = reached(numbers, lambda node: onwards.get(node, ()))
    lost = reached((node for node in pages if node not in led), lambda node: onwards.get(node, ()))
    rest: Graph = {
        node: [there for there in onwards.get(node, ()) if there not in led] for node in lost if node not in led
    }
    yield from ((node, pages[node], in_circle) for node, in_circle in _firsts(rest) if node in pages)


def _firsts(graph: Graph) -> Iterator[tuple[str, bool]]:
    """Of each part of *graph* to which no other part leads, the node that stands first, and whether it leads back."""
    parts = knots(graph)
    number = {node: place for place, part in enumerate(parts) for node in part}
    inner = {number[there] for node in graph for there in graph[node] if number[there] != number[node]}
    for node in graph:
        if number[node] not in inner:
            inner.add(number[node])
            yield node, len(parts[number[node]]) > 1


def _name(survey: Survey, node: str) -> str:
    kind, _, extension = node.partition(":")
    if kind == "user":
        return person(survey.users[extension])
    owner = survey.index.owners[extension]
    return f"{owner.kind} {owner.name} ({extension})"
