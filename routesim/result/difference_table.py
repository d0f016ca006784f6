"""Differences as flat tables for pandas: a row a change; the columns stay when there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from routesim.result.difference import Change
from routesim.result.tables import Cell, frame

_FATE = ("outcome", "by", "waited")
COLUMNS = ("number", "when", "kind", *(f"{side}_{part}" for side in ("applied", "draft") for part in _FATE))


def rows(changes: Iterable[Change]) -> Iterator[tuple[Cell, ...]]:
    """A row for each change; waits in seconds."""
    for change in changes:
        fates = (part for fate in (change.applied, change.draft) for part in (fate.outcome, fate.by, fate.waited))
        yield change.number, "; ".join(change.when), change.kind, *fates


def changes_frame(changes: Iterable[Change]) -> Any:
    """Make a `pandas.DataFrame` of all changes. Raises MissingExtra where pandas is not installed."""
    return frame(COLUMNS, rows(changes))
