"""Where everything stands: the line and column of every key and every value, in a few bytes each.

Nodes are numbered in the order in which the parser meets them, a mapping before its first key, a key before its value.
`starts` holds a packed position for each; `ends` holds, for each node that contains others, the number that follows its
last one. What stands beneath a node is found by walking the data beside the numbers.
"""

from __future__ import annotations

from array import array
from typing import Any

from routesim.errors import Path

Data = dict[Any, Any] | list[Any] | str | None
"""A node as read: keys and scalars are text, a value left empty is None."""

Position = tuple[int, int]
"""Line and column, both from 1."""


class Places:
    """The positions of the nodes of *data*."""

    def __init__(self) -> None:
        self.data: Data = None
        self.starts = array("Q")
        self.ends: dict[int, int] = {}
        self._known: dict[int, dict[Any, int]] = {}

    def position(self, node: int) -> Position:
        """Where *node* begins."""
        packed = self.starts[node]
        return (packed >> 32) + 1, (packed & 0xFFFFFFFF) + 1

    def find(self, path: Path, at_key: bool = False) -> Position | None:
        """Where the value (or, *at_key*, the last key) of *path* stands, or the nearest thing around it.

        A part of the path that the data does not have (the name that a model gives to keys without one) is passed over.
        None where nothing was read.
        """
        if not self.starts:
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
        return self.position(node - 1 if at_key and is_key else node)

    def key_position(self, node: int, mapping: dict[Any, Any], key: str) -> Position:
        """Where *key* of *mapping*, which is *node*, stands."""
        return self.position(self._children(node, mapping)[key] - 1)

    def _children(self, node: int, data: Data) -> dict[Any, int]:
        """The numbers of the values in *data*, which is *node*, by key or index."""
        if node not in self._known:
            step = 1 if isinstance(data, dict) else 0  # a key stands before each value
            keys = data if isinstance(data, dict) else range(len(data or ()))
            found: dict[Any, int] = {}
            child = node + 1
            for key in keys:
                found[key] = child + step
                child = self.ends.get(child + step, child + step + 1)
            self._known[node] = found
        return self._known[node]


def _own_key(data: Data, part: str | int) -> Any:
    """How *data* itself calls *part* of a path; None where it has no such part."""
    if isinstance(data, dict):
        return str(part) if str(part) in data else None
    if isinstance(data, list) and isinstance(part, int) and 0 <= part < len(data):
        return part
    return None
