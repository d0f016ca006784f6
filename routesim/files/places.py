"""Where everything stands: the line and column of every key and every value, in a few bytes each.

Few files are asked for a place. So the text is parsed once more when the first place is asked for, and all others are
read without the trouble. Nodes are numbered as the parser meets them, a mapping before its first key, a key before its
value. What stands beneath a node is found by walking the data beside the numbers.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import repeat
from typing import Any

from yaml import CollectionEndEvent, CollectionStartEvent, DocumentEndEvent, NodeEvent, StreamEndEvent
from yaml.cyaml import CParser  # type: ignore[attr-defined]
from yaml.error import YAMLError

from routesim.files.source import MOST_EVENTS

Data = dict[Any, Any] | list[Any] | str | None
"""A node as read: keys and scalars are text, a value left empty is None."""

Position = tuple[int, int]
"""Line and column, both from 1."""


class Places:
    """The positions of the nodes of *data*, as far as the parser gets through *text*, of which they were read."""

    def __init__(self, text: str, data: Data) -> None:
        self.data = data
        self._starts = array("Q")  # a packed position for each node
        self._ends: dict[int, int] = {}  # for each that contains others, the number that follows its last one
        self._known: dict[int, dict[Any, int]] = {}
        with suppress(YAMLError):
            self._number(CParser(text).get_event)

    def _number(self, next_event: Callable[[], Any]) -> None:
        """Number the nodes of the first document. One loop on local names: it runs for every key and value."""
        starts, ends = self._starts, self._ends
        above: list[int] = []
        for _ in repeat(None, MOST_EVENTS):
            event = next_event()
            if isinstance(event, NodeEvent):
                if isinstance(event, CollectionStartEvent):
                    above.append(len(starts))
                mark: Any = event.start_mark
                starts.append(mark.line << 32 | mark.column)
            elif isinstance(event, CollectionEndEvent):
                ends[above.pop()] = len(starts)
            elif isinstance(event, (DocumentEndEvent, StreamEndEvent)):
                return

    def find(self, path: Sequence[Any], at_key: bool = False) -> Position | None:
        """Where the value (or, *at_key*, the last key) of *path* stands, or the nearest thing around it.

        A part of the path that the data does not have (the name that a model gives to keys without one) is passed over.
        None where nothing was read.
        """
        if not self._starts:
            return None
        node, data, is_key = 0, self.data, False
        for part in path:
            child = _own_key(data, part)
            if child is None:
                is_key = False
                continue
            node = self._children(node, data)[child]
            data = data[child]  # type: ignore[index]
            is_key = isinstance(child, str)
        packed = self._starts[node - 1 if at_key and is_key else node]
        return (packed >> 32) + 1, (packed & 0xFFFFFFFF) + 1

    def _children(self, node: int, data: Data) -> dict[Any, int]:
        """The numbers of the values in *data*, which is *node*, by key or index."""
        if node not in self._known:
            step = 1 if isinstance(data, dict) else 0  # a key stands before each value
            keys = data if isinstance(data, dict) else range(len(data or ()))
            found: dict[Any, int] = {}
            child = node + 1
            for key in keys:
                found[key] = child + step
                child = self._ends.get(child + step, child + step + 1)
            self._known[node] = found
        return self._known[node]


def _own_key(data: Data, part: Any) -> Any:
    """How *data* itself calls *part* of a path; None where it has no such part."""
    if isinstance(data, dict):
        return next((key for key in (part, str(part)) if key in data), None)
    if isinstance(data, list) and isinstance(part, int) and 0 <= part < len(data):
        return part
    return None
