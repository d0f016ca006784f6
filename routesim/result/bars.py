"""A timeline drawn in characters."""

from __future__ import annotations

from routesim.result.clock import number
from routesim.result.painting import Painter
from routesim.result.timeline import Row, Timeline
from routesim.result.typography import columns, pad, wrap

RINGING, TALKING, ON, REFUSED = "░", "█", "►", "x"
MARKS = {"answered": "░", "no_answer": "▌", "rejected": REFUSED, "cancelled": "┊", "picked_up": "┊", "offline": REFUSED}
_TAIL = 4
_STYLES = {RINGING: "ringing", TALKING: "talking", ON: "talking"}


def draw(timeline: Timeline, width: int, paint: Painter) -> list[str]:
    """Draw *timeline* in at most *width* columns; nothing where it has no rows."""
    if not timeline.is_worth_drawing:
        return []
    names = max(columns(row.name) for row in timeline.rows)
    numbers = max(columns(row.number) for row in timeline.rows)
    words = max(columns(row.words) for row in timeline.rows)
    names, numbers, words = min(names, 20), min(numbers, 16), min(words, width // 3)
    told = [wrap(row.words, words) for row in timeline.rows]
    label = names + numbers + (1 if names else 0)
    axis = width - label - words - 4 - _TAIL
    lines = [" " * (label + 2) + _ticks(timeline, axis, paint)]
    for row, (first, *rest) in zip(timeline.rows, told, strict=True):
        name = f"{pad(row.name, names)} " if names else ""
        bar = _paint(_bar(row, timeline, axis), paint)
        lines.append(f"{name}{pad(row.number, numbers)}  {bar}  {paint('faint', first)}".rstrip())
        margin = " " * (label + axis + _TAIL + 4)
        lines += [margin + paint("faint", more) for more in rest]
    if timeline.hidden:
        lines.append(f"... and {timeline.hidden:,} more phones")
    return lines


def _column(at: float, timeline: Timeline, axis: int) -> int:
    length = timeline.end - timeline.begin
    return round((at - timeline.begin) / length * axis) if length else 0


def _bar(row: Row, timeline: Timeline, axis: int) -> str:
    cells = [" "] * (axis + _TAIL)
    for bar in row.bars:
        start = _column(bar.start, timeline, axis)
        end = max(start + 1, _column(min(bar.end, timeline.end), timeline, axis))
        if bar.kind == "refused":
            cells[start] = REFUSED
        elif bar.kind == "ringing":
            cells[start:end] = RINGING * (end - start)
            cells[end - 1] = MARKS.get(bar.result, RINGING)
        else:
            goes_on = bar.end > timeline.end or bar.end == bar.start
            end = len(cells) if goes_on else end
            cells[start:end] = TALKING * (end - start)
            cells[end - 1] = ON if goes_on else TALKING
    return "".join(cells)


def _paint(bar: str, paint: Painter) -> str:
    """Paint each run of like characters."""
    painted, run = "", ""
    for cell in f"{bar}\0":
        if run and cell != run[-1]:
            painted += paint(_STYLES[run[0]], run) if run[0] in _STYLES else run
            run = ""
        run += cell
    return painted


def _ticks(timeline: Timeline, axis: int, paint: Painter) -> str:
    """Labels over the axis: its ends, and as many instants in between as there is room for."""
    cells = [" "] * (axis + _TAIL)
    last = timeline.ticks[-1]
    for at in (timeline.ticks[0], last, *timeline.ticks[1:-1]):
        label = number(at - timeline.begin) + (" s" if at == last else "")
        start = min(_column(at, timeline, axis), len(cells) - len(label))
        around = cells[max(0, start - 1) : start + len(label) + 1]
        if start >= 0 and not "".join(around).strip():
            cells[start : start + len(label)] = label
    return paint("faint", "".join(cells).rstrip())
