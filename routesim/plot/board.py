"""What a picture of a routing graph shows: a card for each place, on it a row for each way on.

What goes without saying is left out: that a phone can be answered, that a mailbox takes messages. Plans that ring
nobody are not places of their own, and two plans of a user that ring the same people are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from routesim.graph.parts import Edge, Node, NodeKind

if TYPE_CHECKING:
    from routesim.graph.routing_graph import RoutingGraph

UNDRAWN = frozenset({"answer", "carrier_voicemail", "message", "admit", "membership"})
_UNSPOKEN = frozenset({"start", "destination"})
_PLANS: dict[str, str] = {"no_answer": "on no answer", "busy": "on busy", "follow_me": "Follow Me"}


class Row(NamedTuple):
    """A way on: *words* say what takes a call along it to each of the cards *targets*, or to its end *outcome*.

    *window* is the slider of a ring plan. *edges* are those of the graph that it stands for.
    """

    words: str
    targets: tuple[str, ...]
    outcome: str | None = None
    active: bool = True
    window: tuple[float, float] | None = None
    edges: tuple[Edge, ...] = ()


class Card(NamedTuple):
    """A place of the routing graph: *title* and *subtitle* say which; *nodes* are those that it stands for."""

    name: str
    kind: NodeKind
    title: str
    subtitle: str
    rows: tuple[Row, ...]
    nodes: tuple[str, ...]


def board(graph: RoutingGraph, names: Iterable[str] | None = None, merges: bool = True) -> tuple[Card, ...]:
    """The cards of *graph*, or of its nodes called *names* alone, in file order.

    *merges* says whether two plans of a user that ring the same people share a card, and ways to the same place a row.
    """
    return tuple(_Board(graph, names, merges).cards())


class _Board:
    """Makes cards of the nodes of *graph* that are among *names*."""

    def __init__(self, graph: RoutingGraph, names: Iterable[str] | None, merges: bool) -> None:
        self._graph = graph
        self._merges = merges
        self._names = None if names is None else set(names)
        self._stands_for: dict[str, str] = {}
        """The plans that have no card of their own, and the node that is shown in their place."""

    def cards(self) -> Iterable[Card]:
        drawn = [node for node in self._graph.nodes if self._is_drawn(node)]
        for node in drawn:
            if node.kind == "user":
                self._simplify_plans(node.name)
        members: dict[str, list[str]] = {}
        for plan, shown in self._stands_for.items():
            members.setdefault(shown if "/" in shown else plan.rpartition("/")[0], []).append(plan)
        cards = [self._card(node, members.get(node.name, [])) for node in drawn if node.name not in self._stands_for]
        led = {target for card in cards for row in card.rows for target in row.targets}
        return [card for card in cards if card.kind != "mailbox" or card.name in led or not self._is_persons(card.name)]

    def _is_persons(self, mailbox: str) -> bool:
        """Whether a mailbox is a user's: the console makes one whether anything leads there or not."""
        return mailbox.replace("mailbox:", "user:") in self._graph

    def _is_drawn(self, node: Node) -> bool:
        return node.kind not in ("outcome", "login", "logout") and (self._names is None or node.name in self._names)

    def _simplify_plans(self, user: str) -> None:
        """Find the plans of *user* that ring nobody, and the one on busy that rings as the one on no answer does."""
        plans = [f"{user}/{part}" for part in _PLANS if f"{user}/{part}" in self._graph]
        for plan in plans:
            if len(ways := self._graph.ways_on(plan)) == 1 and ways[0].kind != "ring":
                self._stands_for[plan] = ways[0].target
        alike = [plan for plan in plans if not plan.endswith("follow_me") and plan not in self._stands_for]
        if self._merges and len(alike) == 2 and len({self._look(plan) for plan in alike}) == 1:
            self._stands_for[alike[1]] = alike[0]

    def _look(self, plan: str) -> tuple[object, ...]:
        return tuple(
            (edge.kind, edge.label, edge.active, "" if edge.kind == "fail" else edge.target)
            for edge in self._graph.ways_on(plan)
        )

    def _card(self, node: Node, others: Sequence[str]) -> Card:
        title, subtitle = _names_of(node, merged=bool(others) and node.kind == "forwarding")
        return Card(node.name, node.kind, title, subtitle, tuple(self._rows(node)), (node.name, *others))

    def _rows(self, node: Node) -> Iterable[Row]:
        found: dict[tuple[object, ...], list[Edge]] = {}
        for edge in self._graph.ways_on(node.name):
            if edge.kind in UNDRAWN or _never_happens(node, edge):
                continue
            target = self._target(edge) if self._merges else edge.target
            told = (edge.words, edge.active, edge.window)
            # what leads to one place shares a row, and so do alike ways to several, such as a queue's agents
            key = (target, edge.active, edge.window) if edge.kind != "agent" else told
            found.setdefault(key, []).append(edge)
        for edges in found.values():
            row = self._row(edges, alone=len(found) == 1)
            if row.targets or row.outcome:
                yield row

    def _target(self, edge: Edge) -> str:
        target = edge.target
        while target in self._stands_for:
            target = self._stands_for[target]
        return target

    def _row(self, edges: Sequence[Edge], alone: bool) -> Row:
        targets = tuple(dict.fromkeys(map(self._target, edges)))
        first = edges[0]
        words = ", ".join(dict.fromkeys(edge.words for edge in edges))
        if targets[0].startswith("outcome:"):
            outcome = "open exit" if first.kind == "open_exit" else self._graph.node(targets[0]).label
            return Row("" if words == outcome else words, (), outcome, first.active, None, tuple(edges))
        shown = tuple(target for target in targets if self._names is None or target in self._names)
        unspoken = alone and first.kind in _UNSPOKEN
        return Row("" if unspoken else words, shown, None, first.active, first.window, tuple(edges))


def _never_happens(node: Node, edge: Edge) -> bool:
    """Whether *edge* says nothing: how a number outside fails, the way out of a queue that nobody ever takes."""
    return node.kind == "external" or (edge.kind in ("overflow", "exit") and not edge.active)


def _names_of(node: Node, merged: bool) -> tuple[str, str]:
    """The title of a node's card, and what stands beneath it."""
    label = node.label
    match node.kind:
        case "number":
            return label, "incoming number"
        case "user":
            return label, "user"
        case "forwarding" | "follow_me":
            part = node.name.rpartition("/")[2]
            what = "on no answer or busy" if merged else _PLANS.get(part, part)
            owner = label.removesuffix(f" {_PLANS.get(part, part)}")
            title = what[0].upper() + what[1:]
            return title, f"of {owner}" if part == "follow_me" else f"forwarding of {owner}"
        case "mailbox":
            return label.removeprefix("Mailbox of ").removeprefix("Mailbox "), "mailbox"
        case "external":
            owner, found, number = label.partition("'s mobile ")
            return (f"{owner}'s mobile", number) if found else (label, "number outside")
        case "queue" | "conference" | "dial_plan":
            what = {"queue": "Queue ", "conference": "Conference ", "dial_plan": "Dial plan "}[node.kind]
            return label.removeprefix(what), what.strip().lower()
        case "element":
            name, _, what = label.partition(": ")
            return name, what
    return label, node.kind
