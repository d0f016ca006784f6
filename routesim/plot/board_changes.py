"""Two boards as one: which cards, rows and wires a draft adds, removes or changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from routesim.graph.routing_graph import RoutingGraph
from routesim.plot.board import Card, Row, board

FEW = 40
"""A board of so many cards is drawn whole; of a larger one, what changes and what stands next to it."""


class Change(Enum):
    """What becomes of something in the draft."""

    NONE = ""
    ADDED = "+"
    REMOVED = "\N{MINUS SIGN}"
    CHANGED = "~"


@dataclass(slots=True)
class Changes:
    """The *cards* of both systems, and what becomes of each card, each row and each way from a row to a card.

    *hidden* counts the cards that are not shown because nothing changes near them.
    """

    cards: tuple[Card, ...] = ()
    of_card: dict[str, Change] = field(default_factory=dict)
    of_row: dict[tuple[str, Row], Change] = field(default_factory=dict)
    of_way: dict[tuple[str, Row, str], Change] = field(default_factory=dict)
    hidden: int = 0

    @property
    def count(self) -> int:
        """How many cards and rows change; a row of a card that comes or goes does not count."""
        whole = {name for name, change in self.of_card.items() if change in (Change.ADDED, Change.REMOVED)}
        rows = sum(change is not Change.NONE and card not in whole for (card, _), change in self.of_row.items())
        return len(whole) + rows


def board_changes(applied: RoutingGraph, draft: RoutingGraph) -> Changes:
    """Lay the board of *draft* over that of *applied*."""
    before = {card.name: card for card in board(applied, merges=False)}
    after = {card.name: card for card in board(draft, merges=False)}
    made = Changes()
    cards = [
        _both(made, before[name], after[name], applied, draft)
        if name in before and name in after
        else _one(made, after.get(name) or before[name], Change.ADDED if name in after else Change.REMOVED)
        for name in dict.fromkeys([*after, *before])
    ]
    order = {kind: place for place, kind in enumerate(dict.fromkeys(card.kind for card in cards))}
    cards.sort(key=lambda card: order[card.kind])  # what is removed stands with its like
    made.cards = _near_changes(cards, made)
    made.hidden = len(cards) - len(made.cards)
    return made


def _one(made: Changes, card: Card, change: Change) -> Card:
    """A card that is on one board only."""
    made.of_card[card.name] = change
    for row in card.rows:
        made.of_row[card.name, row] = change
        made.of_way.update({(card.name, row, target): change for target in row.targets})
    return card


def _both(made: Changes, before: Card, after: Card, applied: RoutingGraph, draft: RoutingGraph) -> Card:
    """A card that is on both boards: the draft's rows, then those that are gone, then settings that are others."""
    old, rows = list(before.rows), list[Row]()
    matches = [(row, _take(old, row, exactly=True)) for row in after.rows]
    for row, found in matches:
        match = found or _take(old, row, exactly=False)
        merged, change = _merge(match, row)
        rows.append(merged)
        made.of_row[after.name, merged] = change
        for target in merged.targets:
            made.of_way[after.name, merged, target] = _of_way(match, row, target)
    for row in old:
        rows.append(row)
        made.of_row[after.name, row] = Change.REMOVED
        made.of_way.update({(after.name, row, target): Change.REMOVED for target in row.targets})
    told = {word for row in rows for word in row.words.split()}
    for words in _settings(applied.node(before.name).settings, draft.node(after.name).settings, told):
        rows.append(Row(words, ()))
        made.of_row[after.name, rows[-1]] = Change.CHANGED
    touched = any(made.of_row[after.name, row] is not Change.NONE for row in rows)
    made.of_card[after.name] = Change.CHANGED if touched else Change.NONE
    return after._replace(rows=tuple(rows))


def _take(rows: list[Row], wanted: Row, exactly: bool) -> Row | None:
    """Take out of *rows* the one that is *wanted*, or that differs from it in one thing only."""
    for row in rows:
        same_way = (row.targets, row.outcome) == (wanted.targets, wanted.outcome)
        same_words = (row.words, row.active, row.window) == (wanted.words, wanted.active, wanted.window)
        alike = same_way and same_words if exactly else _kinds(row) == _kinds(wanted) and (same_way or same_words)
        if alike:
            rows.remove(row)
            return row
    return None


def _kinds(row: Row) -> set[str]:
    return {edge.kind for edge in row.edges}


def _merge(before: Row | None, after: Row) -> tuple[Row, Change]:
    """The row that stands for both, and what becomes of it."""
    if before is None:
        return after, Change.ADDED
    was = []
    if before.words != after.words:
        kept = after.words.split(", ")
        gone = [words for words in before.words.split(", ") if words not in kept]
        was += gone or [before.words or "straight on"]
    elif before.active != after.active:
        was.append("in use" if before.active else "not in use")
    if before.outcome and before.outcome != after.outcome:
        was.append(f"✗ {before.outcome}")
    if before.targets == after.targets and not was:
        return after, Change.NONE
    words = f"{after.words} (was {', '.join(was)})" if was else after.words
    targets = tuple(dict.fromkeys([*after.targets, *before.targets]))
    return after._replace(words=words.strip(), targets=targets), Change.CHANGED


def _of_way(before: Row | None, after: Row, target: str) -> Change:
    if before is None or target not in before.targets:
        return Change.ADDED
    if target not in after.targets:
        return Change.REMOVED
    same = (before.words, before.active, before.window) == (after.words, after.active, after.window)
    return Change.NONE if same else Change.CHANGED


def _settings(before: Mapping[str, Any], after: Mapping[str, Any], told: set[str]) -> Iterable[str]:
    """What is set differently, as far as no row tells it already."""
    for key in dict.fromkeys([*after, *before]):
        old, new = (_shown(settings.get(key)) for settings in (before, after))
        if old != new and not {old, new} <= told and key not in ("follow_me", "goes_on", "enabled", "last_resort"):
            yield f"{key.replace('_', ' ')}: {new} (was {old})"


def _shown(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return "yes" if value else "no" if value is False else "none"
    return f"{value:g}" if isinstance(value, float) else str(value).replace("_", " ")


def _near_changes(cards: Sequence[Card], made: Changes) -> tuple[Card, ...]:
    """The cards to show: all of few, else those that change, with what leads there and where they lead."""
    if len(cards) <= FEW:
        return tuple(cards)
    touched = {name for name, change in made.of_card.items() if change is not Change.NONE}
    near = set(touched)
    for card in cards:
        targets = {target for row in card.rows for target in row.targets}
        if card.name in touched:
            near |= targets
        elif targets & touched:
            near.add(card.name)
    return tuple(card for card in cards if card.name in near)
