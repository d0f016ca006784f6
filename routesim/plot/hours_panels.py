"""The hours of the week, a panel each below another: calls, how they end, waits, who is served, what is occupied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from routesim.plot.lettering import width
from routesim.plot.outcome_look import spans
from routesim.plot.palette import BLUE, FAINT, INK, SKY, tint
from routesim.plot.panel import LABELS, SIZE, TITLE, Panel, draw_interval, values_for
from routesim.plot.scale import Measure, greatest
from routesim.plot.sheet import Sheet
from routesim.result.simulation import Figure

HIGH = 54.0
"""Of a panel."""
_BETWEEN = 9.0
"""Days."""
_WIDEST = 56.0
_FOOT = 30.0
DAYS = {"mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday"}
DAYS |= {"sat": "Saturday", "sun": "Sunday"}
WAITS = (("waited:p95", tint(BLUE, 0.25)), ("waited:p90", tint(BLUE, 0.55)), ("waited:p50", "#004a75"))
"""Bars one in front of the other, from the longest wait to the shortest."""
_WORDS = ("95%", "90%", "half wait at most")
WAIT_KEY = [(words, {"facecolor": look}) for words, (_, look) in zip(_WORDS, WAITS, strict=True)][::-1]
"""What the bars mean."""

_WAIT = 3
"""The panel whose intervals are not drawn."""
Figures = Mapping[str, Figure]


class Column(NamedTuple):
    """An hour: its *day* and *hour*, from where to where it is drawn, its figures."""

    day: str
    hour: int
    left: float
    right: float
    figures: Figures

    @property
    def middle(self) -> float:
        """Between its ends."""
        return (self.left + self.right) / 2


class Week(NamedTuple):
    """The hours as they are laid out, and from where to where each day is."""

    columns: list[Column]
    days: dict[str, tuple[float, float]]


def lay_out_week(hours: Mapping[str, Figures], left: float, right: float) -> Week:
    """Lay hours out from *left* to *right*: of every day, those from the first to the last that any has calls in."""
    named = [(hour[:3], int(hour[4:]), figures) for hour, figures in hours.items()]
    first = min(hour for _, hour, _ in named)
    number = max(hour for _, hour, _ in named) - first + 1
    present = {day for day, _, _ in named}
    days = [day for day in DAYS if day in present]
    wide = min(_WIDEST, (right - left - _BETWEEN * (len(days) - 1)) / (number * len(days)))
    starts = {day: left + place * (number * wide + _BETWEEN) for place, day in enumerate(days)}
    columns = []
    for day, hour, figures in named:
        x = starts[day] + (hour - first) * wide
        columns.append(Column(day, hour, x, x + wide, figures))
    return Week(columns, {day: (start, start + number * wide) for day, start in starts.items()})


def height(measures: int = 6) -> float:
    """How high all panels are together."""
    return measures * (HIGH + TITLE + 8) + _FOOT


def draw_hours(sheet: Sheet, hours: Mapping[str, Figures], left: float, top: float, right: float, level: float) -> None:
    """Draw the panels; calls answered within *level* seconds are in time."""
    week = lay_out_week(hours, left + LABELS, right)
    end = max(right for _, right in week.days.values())
    for place, (title, measure) in enumerate(_panels(level)):
        head = top + place * (HIGH + TITLE + 8) + TITLE
        rows = [column.figures[measure.metric] for column in week.columns if measure.metric in column.figures]
        high = max((row.mean for row in rows), default=0) if place == _WAIT else greatest(measure, rows)
        high = 100.0 if measure.percent else high
        panel = Panel(f"hours-{place}", left + LABELS, end, head, head + HIGH, values_for(measure, high), measure.unit)
        panel.draw(sheet, title)
        for column in week.columns:
            _draw_column(sheet, panel, measure, column)
    _draw_days(sheet, week, head + HIGH)


def _panels(level: float) -> Iterator[tuple[str, Measure]]:
    yield "Calls", Measure("Calls", "calls")
    yield "How they end", Measure("How they end", "share:")
    yield f"Answered in {level:g} s", Measure("In time", "service_level")
    yield "Wait", Measure("Wait", "waited:p95")
    yield "Calls in progress", Measure("Calls in progress", "in_progress")
    yield "Lines occupied", Measure("Lines occupied", "occupancy")


def _draw_column(sheet: Sheet, panel: Panel, measure: Measure, column: Column) -> None:
    name = f"{panel.name}-{column.day}-{column.hour:02}"
    if measure.metric == "share:":
        for place, (look, start, end) in enumerate(spans(column.figures)):
            low, high = (panel.scale.at(100 * share) for share in (start, end))
            box = column.left, high, column.right - column.left, low - high
            sheet.rectangle(*box, f"{name}-{place}", edgecolor=INK, linewidth=0, antialiased=False, **look.look)
    elif measure.metric == "waited:p95":
        for metric, colour in WAITS:
            if metric in column.figures:
                _draw_bar(sheet, panel, column, column.figures[metric].mean, colour, f"{name}-{metric}")
    elif (row := column.figures.get(measure.metric)) is not None:
        if measure.metric == "service_level":
            _draw_level(sheet, panel, measure, column, row, name)
        else:
            _draw_bar(sheet, panel, column, measure.value(row.mean), tint(SKY, 0.75), name)
            draw_interval(sheet, column.middle, panel, measure, row)


def _draw_bar(sheet: Sheet, panel: Panel, column: Column, value: float, colour: str, name: str) -> None:
    top, wide = panel.scale.at(value), column.right - column.left
    gap = min(0.8, wide / 6)
    sheet.rectangle(column.left + gap, top, wide - 2 * gap, panel.bottom - top, name, facecolor=colour, linewidth=0)


def _draw_level(sheet: Sheet, panel: Panel, measure: Measure, column: Column, row: Figure, name: str) -> None:
    """A line across the hour, on its interval."""
    level = panel.scale.at(measure.value(row.mean))
    if row.low is not None and row.high is not None:
        low, high = (panel.scale.at(measure.value(value)) for value in (row.low, row.high))
        box = column.left, high, column.right - column.left, low - high
        sheet.rectangle(*box, f"{name}-interval", facecolor=tint(SKY, 0.5), linewidth=0)
    sheet.line([(column.left, level), (column.right, level)], name, color="#004a75", linewidth=1.6)


def _draw_days(sheet: Sheet, week: Week, bottom: float) -> None:
    """Name the days, and as many of their hours as there is room for."""
    wide = week.columns[0].right - week.columns[0].left
    step = next((step for step in (1, 2, 3, 4, 6, 12) if step * wide >= width("00", SIZE) + 5), 24)
    for column in week.columns:
        if column.hour % step == 0:
            name = f"at-{column.day}-{column.hour}"
            sheet.text(column.left, bottom + 8, str(column.hour), SIZE, colour=FAINT, align="center", name=name)
    for day, (left, right) in week.days.items():
        name = DAYS[day] if width(DAYS[day], 8, bold=True) <= right - left else DAYS[day][:3]
        sheet.text((left + right) / 2, bottom + 20, name, 8, bold=True, align="center", name=f"day-{day}")
