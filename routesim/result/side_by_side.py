"""Two stories of the same call, side by side where there is room, else one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from routesim.result.difference import Stories
from routesim.result.painting import NARROWEST, Painter, plain
from routesim.result.records import CallRecord
from routesim.result.text import story_text
from routesim.result.typography import columns

_BETWEEN = " │ "
_LABELS = ("applied", "draft")
ROOM = 2 * NARROWEST + len(_BETWEEN)
"""So many columns two stories take at least."""


def both_stories(stories: Stories, width: int, paint: Painter = plain) -> Iterator[str]:
    """Tell both of *stories* in at most *width* columns."""
    if width < ROOM:
        for label, record in zip(_LABELS, stories, strict=True):
            yield paint("title", f"── {label} ".ljust(width, "─"))
            yield from story_text(record, width, paint).split("\n")
        return
    column = (width - len(_BETWEEN)) // 2
    left, right = (_column(label, record, column, paint) for label, record in zip(_LABELS, stories, strict=True))
    for (text, painted), (_, other) in zip_longest(left, right, fillvalue=("", "")):
        yield f"{painted}{' ' * (column - columns(text))}{_BETWEEN}{other}".rstrip()


def _column(label: str, record: CallRecord, width: int, paint: Painter) -> Iterator[tuple[str, str]]:
    """Each line as it is and as it is painted: only the former has a width."""
    yield label.upper(), paint("title", label.upper())
    texts = (story_text(record, width, way).split("\n") for way in (plain, paint))
    yield from zip(*texts, strict=True)
