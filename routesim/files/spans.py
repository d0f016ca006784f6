"""Where everything in a text begins and ends, so that a part of it can be replaced and all else stays as typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from yaml import (
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    StreamEndEvent,
)
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from routesim.files.source import MOST_EVENTS


@dataclass
class Node:
    """A part of a text, from the character *start* up to *end*.

    *items* are a list's, *entries* a mapping's: keys and values. *is_flow*: in brackets or braces. *is_block_text*: a
    scalar behind `|` or `>`. A block's *end* is where the next thing begins; that of all others is exact.
    """

    start: int
    end: int
    kind: str
    is_flow: bool = False
    is_block_text: bool = False
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Node] = field(default_factory=dict)
    first_key: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written there."""
        return self.kind == "scalar" and self.start == self.end

    @property
    def ends_exactly(self) -> bool:
        """Whether *end* is where its last character stands."""
        return (self.kind == "scalar" and not self.is_block_text) or self.is_flow

    def child(self, part: str | int) -> Node | None:
        """What a key or a place leads to."""
        if isinstance(part, str):
            return self.entries.get(part)
        return self.items[part] if 0 <= part < len(self.items) else None


def parse(text: str) -> Node:
    """The parts of *text*, which has been read without complaint."""
    events = _events(text)
    next(events)
    return _node(next(events), events)


def scalars(text: str) -> Iterator[tuple[int, int]]:
    """Where each scalar of *text* begins and ends, in order."""
    for event in _events(text):
        if isinstance(event, ScalarEvent):
            start: Any = event.start_mark
            end: Any = event.end_mark
            yield start.index, end.index


def _events(text: str) -> Iterator[Any]:
    """The events of the first document, its start first; of the stream nothing is told."""
    parser = CParser(text)
    parser.get_event()
    for _ in range(MOST_EVENTS):
        event = parser.get_event()
        if isinstance(event, (DocumentEndEvent, StreamEndEvent)):
            return
        yield event


def _node(event: NodeEvent, events: Iterator[Any]) -> Node:
    """The part that begins with *event*; nesting is bounded by whoever read the text first."""
    start: Any = event.start_mark
    end: Any = event.end_mark
    if not isinstance(event, CollectionStartEvent):
        style = getattr(event, "style", None)
        return Node(start.index, end.index, "scalar", is_block_text=style in ("|", ">"))
    is_mapping = isinstance(event, MappingStartEvent)
    node = Node(start.index, end.index, "mapping" if is_mapping else "list", is_flow=bool(event.flow_style))
    for inner in events:
        if isinstance(inner, CollectionEndEvent):
            last: Any = inner.end_mark
            node.end = last.index
            break
        if is_mapping:
            if not node.entries:
                node.first_key = inner.start_mark.index
            node.entries[str(getattr(inner, "value", ""))] = _node(next(events), events)
        else:
            node.items.append(_node(inner, events))
    return node
