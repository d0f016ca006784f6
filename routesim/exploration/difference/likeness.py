"""How alike two systems treat calls."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class Likeness(IntEnum):
    """From alike to not; *TIMING*: calls end alike, but after other times."""

    SAME = 0
    TIMING = 1
    DIFFERENT = 2


SAME, TIMING, DIFFERENT = Likeness


def alike(is_so: bool) -> Likeness:
    """Same, or different."""
    return SAME if is_so else DIFFERENT


def worst(likenesses: Iterable[Likeness]) -> Likeness:
    """The least alike of *likenesses*; none is looked at after one that is different."""
    found = SAME
    for likeness in likenesses:
        found = max(found, likeness)
        if found is DIFFERENT:
            break
    return found
