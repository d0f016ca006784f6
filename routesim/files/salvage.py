"""What is left of data when its wrong parts are cut out: enough, often, to find what else is wrong in the same go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from routesim.errors import Path, Problem
from routesim.files.trail import Trail
from routesim.model.calls import Calls
from routesim.model.nearest import Names
from routesim.model.page import Page
from routesim.model.question import Question

DEFINING = frozenset(
    {"extension", "name", "number", "voicemail", "directory", "devices", "choices", "destination", "elements"}
    | {"connect_number", "disconnect_number"}
)
"""Keys that others may refer to: without them, a reference that is right would look wrong."""
_REFERRING = (Calls, Question)
"""Models whose parts refer to a system, none to another."""


class Kept(list[Any]):
    """A list that may have lost items; *places* are the places that the others had."""

    def __init__(self, items: Iterable[Any], places: Iterable[int]) -> None:
        super().__init__(items)
        self.places = tuple(places)


def cut(data: Any, trails: Iterable[Trail], model: type[Page]) -> Any:
    """What is left of *data*, copied, without what *trails* lead to.

    None where that is all of it, or where something is lost that other parts of *model* refer to.
    """
    dropped: dict[int, set[Any]] = {}
    for trail in trails:
        if not trail.path or (model not in _REFERRING and _is_defining(trail)):
            return None
        parent = data
        for part in trail.path[:-1]:
            parent = parent[part]
        dropped.setdefault(id(parent), set()).add(trail.path[-1])
    return _without(data, dropped)


def restored(problem: Problem, data: Any) -> Problem:
    """*problem*, found in what is left, *data*, with the places of what was there at first."""
    related = tuple(_restored(path, data) for path in problem.related_paths)
    return replace(problem, path=_restored(problem.path, data), related_paths=related)


def _without(data: Any, dropped: dict[int, set[Any]]) -> Any:
    out = dropped.get(id(data), ())
    if isinstance(data, dict):
        return {key: _without(value, dropped) for key, value in data.items() if key not in out}
    if isinstance(data, list):
        places = data.places if isinstance(data, Kept) else range(len(data))
        kept = [place for place in range(len(data)) if place not in out]
        return Kept((_without(data[place], dropped) for place in kept), (places[place] for place in kept))
    return data


def _is_defining(trail: Trail) -> bool:
    if trail.path[0] == "properties":
        return False
    if trail.is_unknown:
        return Names(trail.known).nearest(trail.keys[-1]) in DEFINING  # one of them, mistyped
    is_page = len(trail.path) < 3 and len(trail.keys) == 1
    return is_page or trail.keys[-1] in DEFINING or "elements" in trail.keys[-2:]


def _restored(path: Path, data: Any) -> Path:
    found: list[str | int] = []
    for part in path:
        if isinstance(data, Kept) and isinstance(part, int):
            found.append(data.places[part])
            data = data[part]
        else:
            found.append(part)
            data = data.get(str(part)) if isinstance(data, dict) else None
    return tuple(found)
