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

from routesim.errors import Path
from routesim.files.collector import paused_collector
from routesim.files.source import MOST_EVENTS


@dataclass
class Node:
    """A part of a text, from the character *start* up to *end*.

    *items* are a list's, *entries* a mapping's: keys and values. *is_flow*: in brackets or braces. *is_block_text*: a
    scalar behind `|` or `>`. A block's *end* is where the next thing begins; that of all others is exact. *key_end*:
    where the key ends that leads here.
    """

    start: int
    end: int
    kind: str
    is_flow: bool = False
    is_block_text: bool = False
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Node] = field(default_factory=dict)
    first_key: int = 0
    key_end: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written there."""
        return self.kind == "scalar" and self.start == self.end

    @property
    def ends_exactly(self) -> bool:
        """Whether *end* is where its last character stands."""
        return (self.kind == "scalar" and not self.is_block_text) or self.is_flow

    def last(self, text: str) -> int:
        """Where the last character of it stands in *text*: comments behind it are not its own."""
        if self.ends_exactly:
            return self.end
        if self.is_block_text:
            return self.start + len(text[self.start : self.end].rstrip())
        return max(part.last(text) for part in (*self.items, *self.entries.values()))

    def child(self, part: str | int) -> Node | None:
        """What a key or a place leads to."""
        if isinstance(part, str):
            return self.entries.get(part)
        return self.items[part] if 0 <= part < len(self.items) else None


def parse(text: str, path: Path | None = None) -> Node:
    """The parts of *text*, which has been read without complaint; with *path*, those in it, on the way and beside."""
    events = _events(text)
    next(events)
    with paused_collector():
        return _node(next(events), events, path)


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


def _node(event: NodeEvent, events: Iterator[Any], path: Path | None) -> Node:
    """The part that begins with *event*; nesting is bounded by whoever read the text first."""
    start: Any = event.start_mark
    end: Any = event.end_mark
    if not isinstance(event, CollectionStartEvent):
        style = getattr(event, "style", None)
        return Node(start.index, end.index, "scalar", is_block_text=style in ("|", ">"))
    is_mapping = isinstance(event, MappingStartEvent)
    node = Node(start.index, end.index, "mapping" if is_mapping else "list", is_flow=bool(event.flow_style))
    node.end = (_fill_mapping if is_mapping else _fill_list)(node, events, path)
    return node


def _fill_mapping(node: Node, events: Iterator[Any], path: Path | None) -> int:
    """Add the entries; return where the mapping ends."""
    for key in events:
        if isinstance(key, CollectionEndEvent):
            break
        if not node.entries:
            node.first_key = key.start_mark.index
        name = str(getattr(key, "value", ""))
        node.entries[name] = _inner(next(events), events, path, name)
        node.entries[name].key_end = key.end_mark.index
    mark: Any = key.end_mark
    return int(mark.index)


def _fill_list(node: Node, events: Iterator[Any], path: Path | None) -> int:
    """Add the items; return where the list ends."""
    for item in events:
        if isinstance(item, CollectionEndEvent):
            break
        node.items.append(_inner(item, events, path, len(node.items)))
    mark: Any = item.end_mark
    return int(mark.index)


def _inner(event: NodeEvent, events: Iterator[Any], path: Path | None, part: str | int) -> Node:
    """A part behind a key or at a place; what does not lie on *path* stays without its own parts."""
    if path is None or (path and path[0] == part):
        return _node(event, events, path[1:] or None if path else None)
    if not isinstance(event, CollectionStartEvent):
        return _node(event, events, path)
    return _skipped(event, events)


def _skipped(event: CollectionStartEvent, events: Iterator[Any]) -> Node:
    start: Any = event.start_mark
    depth = 1
    for inner in events:
        if isinstance(inner, CollectionStartEvent):
            depth += 1
        elif isinstance(inner, CollectionEndEvent):
            depth -= 1
            if not depth:
                break
    end: Any = inner.end_mark
    kind = "mapping" if isinstance(event, MappingStartEvent) else "list"
    return Node(start.index, end.index, kind, is_flow=bool(event.flow_style))
