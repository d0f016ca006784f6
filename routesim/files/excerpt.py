"""A line of a file as it may be shown: secrets masked, nothing that steers a terminal, and short."""

from __future__ import annotations

from collections.abc import Sequence

from routesim.result.typography import ELLIPSIS, columns, printable, shorten

WIDEST = 100
"""How many columns of a line are shown."""
NEARBY = 2 * WIDEST
"""How many characters on either side of a place are looked at."""
_BEFORE = 60
"""How many of them may stand before the place that is meant, where the line is wider."""
MASK = "********"
"""What stands for a secret, however long."""

Span = tuple[int, int]
"""A secret's first character in its line, and the one after its last."""


def excerpt(line: str, column: int, secrets: Sequence[Span] = ()) -> tuple[str, int]:
    """Return *line* as it may be shown, and how many columns of it stand before *column* (from 1).

    *secrets* are in order and do not overlap.
    """
    place = min(max(column - 1, 0), len(line))
    place = next((start for start, end in secrets if start < place < end), place)
    before = _shown(line, max(0, place - NEARBY), place, secrets)
    after = _shown(line, place, min(len(line), place + NEARBY), secrets)
    room = max(_BEFORE, WIDEST - columns(after))
    while columns(before) > room:
        before = ELLIPSIS + before[max(2, columns(before) - room + 1) :]
    return before + shorten(after, WIDEST - columns(before)), columns(before)


def _shown(line: str, start: int, end: int, secrets: Sequence[Span]) -> str:
    """The characters of *line* from *start* to *end*, safe to show."""
    parts = []
    for first, last in secrets:
        if first < end and last > start:
            parts += [printable(line[start:first]), MASK]
            start = last
    return "".join([*parts, printable(line[start:end])]) if start < end else "".join(parts)
