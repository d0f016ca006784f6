"""The calls of a play as a table, a line a call, in so many columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from routesim.result.clock import long_date, seconds, time_of_day, wall
from routesim.result.painting import Painter
from routesim.result.records import CallRecord, Outcome, Play
from routesim.result.typography import columns, pad, printable
from routesim.result.words import TAKEN, outcome_words

_HEADS = ("call", "at", "from", "to", "ends", "waits")
_RIGHT = (5,)
_GAP = "  "
_SHRINKS = ((0, 16), (4, 24), (0, 12), (4, 14), (0, 8), (2, 12), (3, 12))
"""The columns that give way in a narrow table, in turn, and how narrow each may get."""


def table_lines(play: Play, width: int, paint: Painter) -> Iterator[str]:
    """Write a line a call; a date goes before the first call of another day."""
    rows = [_row(record) for record in play.calls]
    judged = any(record.expectation is not None for record in play.calls)
    widths = _widths([_HEADS, *rows], width - (2 if judged else 0))
    mark = "  " if judged else ""
    yield paint("faint", mark + _line(_HEADS, widths).rstrip())
    day = play.scene.start.date()
    for record, row in zip(play.calls, rows, strict=True):
        instant = wall(play.scene, record.at)
        if instant.date() != day:
            day = instant.date()
            yield paint("faint", f"{mark}{long_date(instant)}")
        yield (_mark(record, paint) if judged else "") + _painted(record, row, widths, paint)


def _row(record: CallRecord) -> tuple[str, ...]:
    return (
        printable(record.id),
        "" if record.scene is None else time_of_day(wall(record.scene, record.at)),
        printable(record.from_),
        printable(record.to),
        _ends(record),
        seconds(record.waited),
    )


def _ends(record: CallRecord) -> str:
    words = outcome_words(record.outcome)
    if record.by is None:
        return f"{words} ({printable(record.reason)})" if record.reason else words
    return f"{words} {'by' if record.outcome is Outcome.ANSWERED else 'of'} {printable(record.by)}"


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Find how wide the columns are: as their content needs, but together no more than *width* where that can be."""
    widths = [max(map(columns, column)) for column in zip(*rows, strict=True)]
    for place, least in _SHRINKS:
        over = sum(widths) + len(_GAP) * (len(widths) - 1) - width
        if over > 0:
            widths[place] = max(min(least, widths[place]), widths[place] - over)
    return widths


def _line(row: Sequence[str], widths: list[int]) -> str:
    return _GAP.join(
        pad(cell, width, ">" if place in _RIGHT else "<")
        for place, (cell, width) in enumerate(zip(row, widths, strict=True))
    )


def _painted(record: CallRecord, row: tuple[str, ...], widths: list[int], paint: Painter) -> str:
    before, ends, after = row[:4], row[4], row[5:]
    style = "good" if record.outcome in TAKEN else "warn"
    parts = (_line(before, widths[:4]), paint(style, pad(ends, widths[4])))
    tail = _GAP.join(pad(cell, width, ">") for cell, width in zip(after, widths[5:], strict=True))
    return _GAP.join((*parts, tail)).rstrip()


def _mark(record: CallRecord, paint: Painter) -> str:
    if record.expectation is None:
        return "  "
    return paint("good", "✓ ") if record.expectation.met else paint("bad", "✗ ")
