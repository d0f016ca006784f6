"""What a model's errors mean: where in the file they are, in words, and what is left without the wrong parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from routesim.errors import Path, Problem
from routesim.files.salvage import cut
from routesim.files.telling import MOST_PROBLEMS
from routesim.files.trail import Trail
from routesim.files.validation import Error, attempt
from routesim.files.wording import describe
from routesim.model.page import Page

P = TypeVar("P", bound=Page)
Traced = tuple[Error, Trail]
"""An error, and the way to its place."""
_ROUNDS = 5
"""How often what is wrong is cut out: a part may be needed by the part around it, and so on."""


def trails_of(model: type[P], data: Any, errors: list[Error]) -> list[Traced]:
    """Each of the first errors with the way to its place."""
    return [(error, _trail(model, data, error)) for error in errors[:MOST_PROBLEMS]]


def _trail(model: type[P], data: Any, error: Error) -> Trail:
    item = error.get("ctx", {}).get("item")
    parts = error["loc"] if item is None else (*error["loc"], *(item if isinstance(item, tuple) else (item,)))
    trail = Trail(model, data, parts, is_unknown=error["type"] == "extra_forbidden")
    if error["type"] == "union_tag_invalid":
        trail.to_tag()
    return trail


def rest_of(model: type[P], data: Any, trails: list[Traced]) -> tuple[P | None, Any]:
    """What is left of *data* without what *trails* lead to, and the page that it makes.

    No page where nothing is left, or where others need what is lost.
    """
    for _ in range(_ROUNDS):
        data = cut(data, (trail for _, trail in trails), model)
        if data is None:
            break
        page, errors = attempt(model, data)
        if page is not None:
            return page, data
        trails = trails_of(model, data, errors)
    return None, None


def problems_of(trails: Iterable[Traced]) -> Iterator[Problem]:
    """Each error in words, at its place; what follows from another is left out."""
    found = list(trails)
    impossible: set[Path] = {trail.path for _, trail in found if trail.is_key}
    for error, trail in found:
        if trail.path in impossible and not trail.is_key:
            continue  # the value of a key that cannot be there
        if error["type"] == "too_short" and trail.data:
            continue  # nothing but items that are wrong
        code = "RS003" if error["type"] == "phone" else "RS000"
        yield Problem(code, describe(error, trail), trail.path, at_key=trail.is_key, before=_before(error, trail))


def _before(error: Error, trail: Trail) -> str:
    """What of a text stands before the place in it that is wrong, as far as the model tells."""
    place = error.get("ctx", {}).get("place")
    return trail.data[:place] if isinstance(place, int) and isinstance(trail.data, str) else ""
