"""The calls of a play as a table, a line a call, in so many columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from routesim.result.clock import long_date, seconds, time_of_day, wall
from routesim.result.painting import Painter
from routesim.result.records import CallRecord, Outcome, Play
from routesim.result.typography import columns, pad, printable, shorten, wrap
from routesim.result.words import TAKEN, outcome_words

_HEADS = ("call", "at", "from", "to", "ends", "waits")
_CALL, _FROM, _TO, _ENDS, _WAITS = 0, 2, 3, 4, 5
_GAP = "  "
_SHRINKS = (
    (_ENDS, 32),
    (_CALL, 24),
    (_FROM, 16),
    (_TO, 16),
    (_ENDS, 16),
    (_CALL, 10),
    (_FROM, 12),
    (_TO, 12),
    (_CALL, 8),
)
"""The columns that give way in a narrow table, in turn, and how narrow each may get."""
_MOST_LINES = 3
"""So many lines a cell takes that is too long for its column."""


def table_lines(play: Play, width: int, paint: Painter) -> Iterator[str]:
    """Write a line a call; who calls, or is called, stands above where it is the same in every call.

    A date goes before the first call of another day.
    """
    rows = [_row(record) for record in play.calls]
    same = [place for place in (_FROM, _TO) if len({row[place] for row in rows}) == 1]
    if same:
        yield from (paint("faint", line) for line in wrap(_common(rows[0], same), width))
        yield ""
    judged = any(record.expectation is not None for record in play.calls)
    shown = [place for place in range(len(_HEADS)) if place not in same]
    widths = _widths([_HEADS, *rows], shown, width - (2 if judged else 0))
    mark = "  " if judged else ""
    yield paint("faint", mark + _line(_HEADS, widths).rstrip())
    day = play.scene.start.date()
    for record, row in zip(play.calls, rows, strict=True):
        instant = wall(play.scene, record.at)
        if instant.date() != day:
            day = instant.date()
            yield paint("faint", f"{mark}{long_date(instant)}")
        first, *rest = _lines(row, widths)
        yield (_mark(record, paint) if judged else "") + _painted(record, first, widths, paint)
        yield from (mark + _painted(record, more, widths, paint) for more in rest)


def _row(record: CallRecord) -> tuple[str, ...]:
    return (
        printable(record.id),
        "" if record.scene is None else time_of_day(wall(record.scene, record.at)),
        printable(record.from_),
        printable(record.to),
        _ends(record),
        seconds(record.waited),
    )


def _common(row: Sequence[str], same: list[int]) -> str:
    """Say what is so in every call."""
    parts = " ".join(f"{_HEADS[place]} {shorten(row[place], 40)}" for place in same)
    return f"All calls {'come' if same == [_FROM] else 'go'} {parts}."


def _ends(record: CallRecord) -> str:
    words = outcome_words(record.outcome)
    if record.by is None:
        return f"{words}: {_reason(record.reason)}" if record.reason else words
    return f"{words} {'by' if record.outcome is Outcome.ANSWERED else 'of'} {printable(record.by)}"


def _reason(reason: str) -> str:
    """Write a reason in words: `too many forwards`."""
    return printable(reason).replace("_", " ")


def _widths(rows: Sequence[Sequence[str]], shown: list[int], width: int) -> dict[int, int]:
    """Find how wide the columns are: as their content needs, but together no more than *width* where that can be."""
    widths = {place: max(columns(row[place]) for row in rows) for place in shown}
    for place, least in _SHRINKS:
        over = sum(widths.values()) + len(_GAP) * (len(widths) - 1) - width
        if over > 0 and place in widths:
            widths[place] = max(min(least, widths[place]), widths[place] - over)
    return widths


def _lines(row: Sequence[str], widths: dict[int, int]) -> list[tuple[str, ...]]:
    """Lay a row out in as many lines as its longest cell takes."""
    if all(columns(row[place]) <= width for place, width in widths.items()):
        return [tuple(row)]
    cells = [_cell(text, widths[place]) if place in (_CALL, _ENDS) else [text] for place, text in enumerate(row)]
    return list(zip_longest(*cells, fillvalue=""))


def _cell(text: str, width: int) -> list[str]:
    """Break a text into a few lines; the last one may be cut."""
    if columns(text) <= width:
        return [text]
    lines = wrap(text, width)
    kept = lines[: _MOST_LINES - 1]
    return lines if len(lines) <= _MOST_LINES else [*kept, shorten(" ".join(lines[_MOST_LINES - 1 :]), width)]


def _line(row: Sequence[str], widths: dict[int, int]) -> str:
    return _GAP.join(pad(row[place], width, ">" if place == _WAITS else "<") for place, width in widths.items())


def _painted(record: CallRecord, row: tuple[str, ...], widths: dict[int, int], paint: Painter) -> str:
    style = "good" if record.outcome in TAKEN else "warn"
    before = _line(row, {place: width for place, width in widths.items() if place < _ENDS})
    ends, waits = pad(row[_ENDS], widths[_ENDS]), pad(row[_WAITS], widths[_WAITS], ">")
    return _GAP.join((before, paint(style, ends), waits)).rstrip()


def _mark(record: CallRecord, paint: Painter) -> str:
    if record.expectation is None:
        return "  "
    return paint("good", "✓ ") if record.expectation.met else paint("bad", "✗ ")
