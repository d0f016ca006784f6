"""Plain data as a model's page, or everything that is wrong with it, in words and with places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from routesim.errors import Path, Problem
from routesim.files.document import MOST_PROBLEMS, Document
from routesim.files.places import Data
from routesim.files.salvage import cut
from routesim.files.trail import Trail
from routesim.files.wording import describe
from routesim.model.page import Page

P = TypeVar("P", bound=Page)
Error = dict[str, Any]
"""One error, as a model reports it."""
MOST_ERRORS = 500_000
"""Of more errors nothing but their number is told."""
_ROUNDS = 5
"""How often what is wrong is cut out: a part may be needed by the part around it, and so on."""


@dataclass(frozen=True)
class Validated(Generic[P]):
    """What became of data: the *page* or the *problems*; *rest* is the page without what is wrong, if that works.

    *untold* counts the problems beyond the thousand that are told.
    """

    page: P | None
    rest: P | None
    problems: list[Problem]
    untold: int = 0


def validate(model: type[P], document: Document) -> Validated[P]:
    """Read the data of *document* as a page of *model*. A key with nothing behind it counts as absent."""
    if document.data is None:
        return Validated(None, None, [])
    validated = validate_data(model, document.content())
    if not document.has_empty_values:
        return validated
    data = document.content(with_empty=True)
    _, errors = _attempt(model, data)
    trails = _trails(model, data, [error for error in errors if error["type"] == "extra_forbidden"])
    unknown = _problems((error, trail) for error, trail in trails if trail.data is None)
    return replace(validated, problems=[*unknown, *validated.problems])


def validate_data(model: type[P], data: Any) -> Validated[P]:
    """Read *data* as a page of *model*."""
    page, errors = _attempt(model, data)
    if page is not None:
        return Validated(page, page, [])
    trails = _trails(model, data, errors)
    untold = len(errors) - len(trails)
    rest = None if untold else _rest(model, data, trails)
    return Validated(None, rest, list(_problems(trails)), untold)


def _attempt(model: type[P], data: Any) -> tuple[P | None, list[Error]]:
    try:
        return model.model_validate(data, by_alias=True, by_name=False), []
    except ValidationError as error:
        # The error itself holds the values, passwords too: it must not travel on.
        if error.error_count() > MOST_ERRORS:
            return None, [{"type": "many", "loc": (), "msg": f"{error.error_count():,} problems, too many to tell"}]
        errors: list[Any] = error.errors(include_url=False, include_input=False)
        return None, errors


def _trails(model: type[P], data: Any, errors: list[Error]) -> list[tuple[Error, Trail]]:
    """Each of the first errors with the way to its place."""
    return [(error, _trail(model, data, error)) for error in errors[:MOST_PROBLEMS]]


def _trail(model: type[P], data: Any, error: Error) -> Trail:
    trail = Trail(model, data, error["loc"], is_unknown=error["type"] == "extra_forbidden")
    if error["type"] == "union_tag_invalid":
        trail.to_tag()
    return trail


def _rest(model: type[P], data: Data, trails: list[tuple[Error, Trail]]) -> P | None:
    for _ in range(_ROUNDS):
        left = cut(data, (trail for _, trail in trails))
        if left is None:
            return None
        data = left
        page, errors = _attempt(model, data)
        if page is not None:
            return page
        trails = _trails(model, data, errors)
    return None


def _problems(trails: Iterable[tuple[Error, Trail]]) -> Iterator[Problem]:
    found = list(trails)
    impossible: set[Path] = {trail.path for _, trail in found if trail.is_key}
    for error, trail in found:
        if trail.path in impossible and not trail.is_key:
            continue  # the value of a key that cannot be there
        if error["type"] == "too_short" and trail.data:
            continue  # nothing but items that are wrong
        code = "RS003" if error["type"] == "phone" else "RS000"
        yield Problem(code, describe(error, trail), trail.path, at_key=trail.is_key)
