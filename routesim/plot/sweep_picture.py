"""The picture of a sweep: a panel a metric, the values from left to right, a line for each value of a second parameter.

Of further parameters, every combination has panels of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from routesim.errors import UnusableInput
from routesim.plot.lettering import drawable, fit, width
from routesim.plot.palette import BLUE, FAINT, GREEN, INK, ORANGE, PAPER, PURPLE, VERMILION
from routesim.plot.panel import LABELS, SIZE, TITLE, Panel, draw_interval, values_for
from routesim.plot.scale import Measure, greatest
from routesim.plot.sheet import Sheet
from routesim.plot.simulation_picture import MARGIN, WIDE, draw_heading, subtitle_words
from routesim.result.simulation import Figure, Simulation
from routesim.result.sweep import Point, Sweep
from routesim.result.sweep_words import ALL_CALLS, Subject, figures_of, heading_words, short_names, subject_words

MOST_LINES, MOST_FIELDS = 6, 8
HIGH = 84.0
_ACROSS = 3
_FOOT = 43.0
_BETWEEN = 3.0
_TOP = 62.0


class Line(NamedTuple):
    """How a line is told from others: colour, the shape of its points, dashes."""

    colour: str
    marker: str
    dashes: str | tuple[float, tuple[float, ...]]


LINES = (
    Line(BLUE, "o", "-"),
    Line(VERMILION, "s", (0, (5.0, 2.0))),
    Line(GREEN, "^", (0, (1.5, 1.5))),
    Line(PURPLE, "D", (0, (5.0, 1.5, 1.0, 1.5))),
    Line(ORANGE, "v", "-"),
    Line(INK, "X", (0, (3.0, 3.0))),
)


class Field(NamedTuple):
    """One combination of the further parameters, in *words*; *lines* hold a simulation for each value of the first."""

    words: str
    lines: Sequence[Sequence[Simulation]]


def fields(sweep: Sweep) -> tuple[list[str], list[str], list[Field]]:
    """The values of the first parameter, those of the second in words, and what there is for them.

    Raises UnusableInput where there are more lines or fields than can be told apart.
    """
    names = short_names(sweep)
    of_point = dict(zip(sweep.points, sweep.simulations, strict=True))
    values = [list(dict.fromkeys(point[place] for point in sweep.points)) for place in range(len(names))]
    second = values[1] if len(values) > 1 else []
    rest = list(dict.fromkeys(point[2:] for point in sweep.points))
    if len(second) > MOST_LINES or len(rest) > MOST_FIELDS:
        raise UnusableInput(
            f"a picture of {len(second):,} values of {names[1]}"
            + (f" for each of {len(rest):,} combinations of the rest" if len(rest) > 1 else "")
            + f": expected at most {MOST_LINES} values of the second parameter, and {MOST_FIELDS} combinations"
        )
    middles: list[Point] = [(value,) for value in second] or [()]
    found = [
        Field(
            ", ".join(f"{name} {value}" for name, value in zip(names[2:], point, strict=True)),
            [[of_point[(value, *middle, *point)] for value in values[0]] for middle in middles],
        )
        for point in rest
    ]
    return values[0], [f"{names[1]} {value}" for value in second], found


def measures(simulation: Simulation) -> list[Measure]:
    """What is drawn."""
    level = f"Answered in {simulation.service_level:g} s"
    return [
        Measure("Answered", "share:answered"),
        Measure(level, "service_level"),
        Measure("Gives up", "abandoned"),
        Measure("Mean wait", "waited:mean"),
        Measure("90% wait at most", "waited:p90"),
        Measure("Lines occupied", "occupancy"),
    ]


def draw_sweep(sweep: Sweep, subject: Subject) -> Sheet:
    """Draw the figures about a subject."""
    values, lines, found = fields(sweep)
    what = measures(sweep.simulations[0])
    deep = -(-len(what) // _ACROSS)
    one = deep * (TITLE + HIGH + _FOOT) + (20.0 if len(found) > 1 else 0.0)
    top = MARGIN + _TOP - (0 if lines else 18)
    sheet = Sheet(WIDE, top + one * len(found) + MARGIN - 8)
    first = sweep.simulations[0]
    draw_heading(sheet, _title(sweep, subject), subtitle_words(first))
    if lines:
        _draw_key(sheet, lines, MARGIN + 42)
    high = {measure: _greatest(sweep, subject, measure) for measure in what}
    for place, field in enumerate(found):
        if len(found) > 1:
            sheet.text(MARGIN, top + 4, fit(field.words, WIDE - 2 * MARGIN, 9, bold=True), 9, bold=True)
        level = top + (20.0 if len(found) > 1 else 0.0)
        for number, measure in enumerate(what):
            panel = _panel(f"panel-{place}-{number}", measure, high[measure], number, level)
            panel.draw(sheet, measure.title)
            _draw_lines(sheet, panel, measure, subject, field, values)
            draw_values(sheet, panel, values, short_names(sweep)[0])
        top += one
    return sheet


def _title(sweep: Sweep, subject: Subject) -> str:
    whole, who = heading_words(sweep), subject_words(sweep, subject)
    return whole if subject == ALL_CALLS else f"{who}, {whole}"


def _greatest(sweep: Sweep, subject: Subject, measure: Measure) -> float:
    rows = (figures_of(simulation, subject).get(measure.metric) for simulation in sweep.simulations)
    return greatest(measure, rows)


def _panel(name: str, measure: Measure, high: float, number: int, level: float) -> Panel:
    wide = (WIDE - 2 * MARGIN) / _ACROSS
    left = MARGIN + number % _ACROSS * wide + LABELS
    top = level + number // _ACROSS * (TITLE + HIGH + _FOOT) + TITLE
    return Panel(name, left, left + wide - LABELS - 8, top, top + HIGH, values_for(measure, high), measure.unit)


def places(values: Sequence[str], left: float, right: float) -> list[float]:
    """Where values stand: as far apart as they are where all are numbers with room between them, else evenly."""
    half = (right - left) / len(values) / 2
    even = [left + half * (1 + 2 * place) for place in range(len(values))]
    numbers = [number(value) for value in values]
    known = [value for value in numbers if value is not None]
    if len(known) < max(3, len(values)) or known != sorted(set(known)):
        return even
    scale = (right - left - 2 * half) / (known[-1] - known[0])
    found = [left + half + (value - known[0]) * scale for value in known]
    return found if _least(found) > 0.9 * half or _can_be_written(values, found) else even


def _least(xs: Sequence[float]) -> float:
    """How far the nearest two are apart."""
    return min(after - before for before, after in pairwise(xs))


def _can_be_written(values: Sequence[str], xs: Sequence[float]) -> bool:
    ends = [(x - width(value, SIZE) / 2, x + width(value, SIZE) / 2) for x, value in zip(xs, values, strict=True)]
    return all(before + _BETWEEN <= after for (_, before), (after, _) in pairwise(ends))


def number(text: str) -> float | None:
    """The number that *text* is, None where it is none."""
    return float(text) if text.replace(".", "", 1).isdecimal() else None


def draw_values(sheet: Sheet, panel: Panel, values: Sequence[str], name: str) -> None:
    """Write the values beneath a panel, as many as there is room for, and what they are values of."""
    room = (panel.right - panel.left) / len(values) - _BETWEEN
    end, deepest = panel.left - LABELS, 1
    for place, (x, value) in enumerate(zip(places(values, panel.left, panel.right), values, strict=True)):
        lines = _label(value, room)
        wide = max(width(line, SIZE) for line in lines)
        if x - wide / 2 < end:
            continue
        for below, line in enumerate(lines):
            level = panel.bottom + 8 + 9 * below
            sheet.text(x, level, line, SIZE, colour=FAINT, align="center", name=f"{panel.name}-x{place}-{below}")
        end, deepest = x + wide / 2 + _BETWEEN, max(deepest, len(lines))
    level = panel.bottom + 9 + 9 * deepest
    sheet.text((panel.left + panel.right) / 2, level, fit(name, panel.right - panel.left, SIZE), SIZE, align="center")


def _label(value: str, room: float) -> list[str]:
    """A value in one line or, where that is too wide and it is no number, in two."""
    shown = drawable(value)
    if number(value) is not None or width(shown, SIZE) <= room:
        return [shown]
    middle = min(
        (place for place, sign in enumerate(shown, 1) if sign in "_ ,-"),
        key=lambda place: abs(place - len(shown) / 2),
        default=len(shown),
    )
    halves = (shown[:middle].strip(), shown[middle:].strip())
    return [fit(half, max(room, 12.0), SIZE) for half in halves if half]


def _draw_lines(
    sheet: Sheet, panel: Panel, measure: Measure, subject: Subject, field: Field, values: Sequence[str]
) -> None:
    xs = places(values, panel.left, panel.right)
    joined = all(number(value) is not None for value in values)
    room = _least(xs) if len(xs) > 1 else panel.right - panel.left
    apart = min(4.0, room / (len(field.lines) + 1))
    for place, (simulations, line) in enumerate(zip(field.lines, LINES, strict=False)):
        shift = (place - (len(field.lines) - 1) / 2) * apart
        rows = [figures_of(simulation, subject).get(measure.metric) for simulation in simulations]
        points = [(x + shift, row) for x, row in zip(xs, rows, strict=True) if row is not None]
        draw_points(sheet, panel, measure, points, line, f"{panel.name}-line-{place}", joined)


def draw_points(
    sheet: Sheet,
    panel: Panel,
    measure: Measure,
    points: Sequence[tuple[float, Figure]],
    line: Line,
    name: str,
    joined: bool = True,
) -> None:
    """Draw figures where they stand, with their intervals, *joined* by a line."""
    if not points:
        return
    for x, row in points:
        draw_interval(sheet, x, panel, measure, row, line.colour)
    way = [(x, panel.scale.at(measure.value(row.mean))) for x, row in points]
    look = {"marker": line.marker, "markersize": 4.6, "markerfacecolor": line.colour, "markeredgecolor": PAPER}
    dashes = line.dashes if joined else ""
    sheet.line(way, name, color=line.colour, linewidth=1.3, linestyle=dashes, markeredgewidth=0.5, **look)


def _draw_key(sheet: Sheet, lines: Sequence[str], level: float) -> None:
    x = MARGIN
    room = (WIDE - 2 * MARGIN) / len(lines)
    for words, line in zip(lines, LINES, strict=False):
        told = fit(words, room - 36, 7.5)
        look: dict[str, Any] = {"color": line.colour, "linestyle": line.dashes, "linewidth": 1.3, "marker": line.marker}
        sheet.line([(x, level), (x + 11, level), (x + 22, level)], markevery=[1], markersize=4.6, **look)
        sheet.text(x + 28, level, told, 7.5, colour=FAINT)
        x += 28 + width(told, 7.5) + 16
