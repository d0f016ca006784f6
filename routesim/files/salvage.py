"""What is left of data when its wrong parts are cut out: enough, often, to find what else is wrong in the same go."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from routesim.errors import Path
from routesim.files.document import without
from routesim.files.places import Data
from routesim.files.trail import Trail
from routesim.model.nearest import Names

DEFINING = frozenset(
    {"extension", "name", "number", "voicemail", "directory", "devices", "choices", "destination", "elements"}
    | {"connect_number", "disconnect_number"}
)
"""Keys that others may refer to: without them, a reference that is right would look wrong."""


def cut(data: Data, trails: Iterable[Trail]) -> Data | None:
    """A copy of *data* without the keys that *trails* lead to; None where something is lost that others refer to."""
    dropped: dict[int, set[Any]] = {}
    for trail in trails:
        path = _to_key(trail.path)
        if not path or _is_defining(path, trail):
            return None
        parent: Any = data
        for part in path[:-1]:
            parent = parent[part]
        dropped.setdefault(id(parent), set()).add(path[-1])
    return without(data, dropped)


def _to_key(path: Path) -> Path:
    """*path* as far as its last key: a list cannot lose an item, since the places of the others would change."""
    while path and isinstance(path[-1], int):
        path = path[:-1]
    return path


def _is_defining(path: Path, trail: Trail) -> bool:
    if trail.is_unknown:
        return Names(trail.known).nearest(trail.keys[-1]) in DEFINING  # one of them, mistyped
    return len(path) == 1 or path[-1] in DEFINING or path[-2] == "elements"
