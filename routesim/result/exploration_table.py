"""Explorations as flat tables for pandas: a row an ending; the columns stay when there is none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from routesim.result.exploration import NumberEndings
from routesim.result.tables import Cell, frame

COLUMNS = ("number", "outcome", "by", "reason", "waited_least", "waited_greatest", "when", "complete")
"""A wait without bound is None; *complete* is false where there may be more endings of the number."""


def rows(numbers: tuple[NumberEndings, ...]) -> Iterator[tuple[Cell, ...]]:
    """A row for each ending of each number."""
    for one in numbers:
        for ending in one.endings:
            least, greatest = ending.waited
            when = "; ".join(ending.when)
            yield one.number, ending.outcome, ending.by, ending.reason, least, greatest, when, one.complete


def endings_frame(numbers: tuple[NumberEndings, ...]) -> Any:
    """Make a `pandas.DataFrame` of all endings. Raises MissingExtra where pandas is not installed."""
    return frame(COLUMNS, rows(numbers))
