"""Plain data as a model's page, or everything that is wrong with it, in words and with places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from routesim.errors import Path, Problem
from routesim.files.document import Document
from routesim.files.places import Data
from routesim.files.salvage import cut
from routesim.files.trail import Trail
from routesim.files.wording import describe
from routesim.model.page import Page

P = TypeVar("P", bound=Page)
Found = list[tuple[dict[str, Any], Trail]]
"""Errors as the model reports them, each with the way to its place."""
_ROUNDS = 5
"""How often what is wrong is cut out: a part may be needed by the part around it, and so on."""


@dataclass(frozen=True)
class Validated(Generic[P]):
    """What became of data: the *page* or the *problems*; *rest* is the page without what is wrong, if that works."""

    page: P | None
    rest: P | None
    problems: list[Problem]


def validate(model: type[P], document: Document) -> Validated[P]:
    """Read the data of *document* as a page of *model*. A key with nothing behind it counts as absent."""
    if document.data is None:
        return Validated(None, None, [])
    unknown: list[Problem] = []
    if document.has_empty_values:
        _, found = _attempt(model, document.content(with_empty=True))
        unknown = [problem for error, trail in found if trail.data is None for problem in _unknown(error, trail)]
    validated = validate_data(model, document.content())
    return Validated(validated.page, validated.rest, unknown + validated.problems)


def validate_data(model: type[P], data: Any) -> Validated[P]:
    """Read *data* as a page of *model*."""
    page, found = _attempt(model, data)
    if page is not None:
        return Validated(page, page, [])
    return Validated(None, _rest(model, data, found), list(_problems(found)))


def _attempt(model: type[P], data: Any) -> tuple[P | None, Found]:
    try:
        return model.model_validate(data, by_alias=True, by_name=False), []
    except ValidationError as error:
        # The error itself holds the values, passwords too: it must not travel on.
        errors: list[Any] = error.errors(include_url=False, include_input=False)
    return None, [(each, _trail(model, data, each)) for each in errors]


def _trail(model: type[P], data: Any, error: dict[str, Any]) -> Trail:
    trail = Trail(model, data, error["loc"], is_unknown=error["type"] == "extra_forbidden")
    if error["type"] == "union_tag_invalid":
        trail.to_tag()
    return trail


def _rest(model: type[P], data: Data, found: Found) -> P | None:
    for _ in range(_ROUNDS):
        left = cut(data, (trail for _, trail in found))
        if left is None:
            return None
        data = left
        page, found = _attempt(model, data)
        if page is not None:
            return page
    return None


def _problems(found: Found) -> Iterator[Problem]:
    unknown: set[Path] = {trail.path for _, trail in found if trail.is_key}
    for error, trail in found:
        if trail.path in unknown and not trail.is_key:
            continue  # the value of a key that cannot be there
        if error["type"] == "too_short" and trail.data:
            continue  # nothing but items that are wrong
        code = "RS003" if error["type"] == "phone" else "RS000"
        yield Problem(code, describe(error, trail), trail.path, at_key=trail.is_key)


def _unknown(error: dict[str, Any], trail: Trail) -> Iterator[Problem]:
    if trail.is_unknown:
        yield Problem("RS000", describe(error, trail), trail.path, at_key=True)
