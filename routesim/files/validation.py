"""Plain data as a model's page, or everything that is wrong with it, in words and with places."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import ValidationError

from routesim.errors import Problem
from routesim.files.document import Document
from routesim.model.page import Page

P = TypeVar("P", bound=Page)
Error = dict[str, Any]
"""One error, as a model reports it."""
MOST_ERRORS = 500_000
"""Of more errors nothing but their number is told."""


class Validated(NamedTuple, Generic[P]):
    """What became of data: the *page* or the *problems*.

    *rest* is the page without what is wrong, if that works, and *left* the data that it was made of. *untold* counts
    the problems beyond the thousand that are told.
    """

    page: P | None
    rest: P | None
    problems: list[Problem]
    untold: int = 0
    left: Any = None

    def and_problems(self, check: Callable[[P], list[Problem]]) -> list[Problem]:
        """The problems, and those that *check* finds in the page or, where it is wrong, in what is right of it."""
        if self.rest is None:
            return self.problems
        if self.page is not None:
            return self.problems + check(self.page)
        from routesim.files.salvage import restored

        return self.problems + [restored(problem, self.left) for problem in check(self.rest)]


def validate(model: type[P], document: Document) -> Validated[P]:
    """Read the data of *document* as a page of *model*. A key with nothing behind it counts as absent."""
    if document.data is None:
        return Validated(None, None, [])
    validated = validate_data(model, document.content())
    if not document.has_empty_values:
        return validated
    data = document.content(with_empty=True)
    _, errors = attempt(model, data)
    unknown = [error for error in errors if error["type"] == "extra_forbidden"]
    if not unknown:
        return validated
    from routesim.files.diagnosis import problems_of, trails_of

    empty = [(error, trail) for error, trail in trails_of(model, data, unknown) if trail.data is None]
    return validated._replace(problems=[*problems_of(empty), *validated.problems])


def validate_data(model: type[P], data: Any) -> Validated[P]:
    """Read *data* as a page of *model*."""
    page, errors = attempt(model, data)
    if page is not None:
        return Validated(page, page, [])
    from routesim.files.diagnosis import problems_of, rest_of, trails_of  # few files need them

    trails = trails_of(model, data, errors)
    untold = len(errors) - len(trails)
    rest, left = (None, None) if untold else rest_of(model, data, trails)
    return Validated(None, rest, list(problems_of(trails)), untold, left)


def attempt(model: type[P], data: Any) -> tuple[P | None, list[Error]]:
    """The page of *model* that *data* makes, or the errors that the model reports."""
    try:
        return model.model_validate(data, by_alias=True, by_name=False), []
    except ValidationError as error:
        # The error itself holds the values, passwords too: it must not travel on.
        if error.error_count() > MOST_ERRORS:
            return None, [{"type": "many", "loc": (), "msg": f"{error.error_count():,} problems, too many to tell"}]
        errors: list[Any] = error.errors(include_url=False, include_input=False)
        return None, errors
