"""The picture of one call: which phone rings when, what was set, who takes the call and silences the others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from routesim.graph.routing_graph import RoutingGraph
from routesim.plot.axis import Axis, draw_ticks, ticks
from routesim.plot.bar_look import draw_bar, draw_goes_on, draw_key, draw_refusal, draw_window, key_lines
from routesim.plot.call_layout import CallLayout, Stop, lay_out_call
from routesim.plot.lettering import drawable, fit, fold, width
from routesim.plot.palette import FAINT, INK, PALE, VERMILION
from routesim.plot.sheet import Sheet
from routesim.result.clock import long_date, time_of_day, wall, zone_name
from routesim.result.endings import summary
from routesim.result.records import CallRecord
from routesim.result.timeline import Bar, Row
from routesim.result.words import caller, names_of, who

WIDTH = 760.0
MARGIN = 22.0
HEADING = 56.0
STAGES = 24.0
ROW = 31.0
TAIL = 34.0
"""Beyond the end of the axis, for what goes on."""
_LABELS, _WORDS = 150.0, 128.0
_LEGEND = {
    "window": "may ring, as it is set",
    "ringing": "rings",
    "talking": "talks",
    "message": "a message",
    "refused": "cannot ring",
}


def draw_calls(calls: list[tuple[CallRecord, RoutingGraph | None]]) -> Sheet:
    """Draw the call, or several, one beneath the other."""
    layouts = [lay_out_call(*call) for call in calls]
    labels = max(_label_width(layout) for layout in layouts)
    key = _key(layouts)
    heights = [_height(layout) for layout in layouts]
    sheet = Sheet(WIDTH, sum(heights) + MARGIN + 14.0 * key_lines(WIDTH - 2 * MARGIN, key) + 8)
    top = 0.0
    for number, ((record, _), layout, height) in enumerate(zip(calls, layouts, heights, strict=True)):
        if number:
            sheet.line([(MARGIN, top + 6), (WIDTH - MARGIN, top + 6)], color=PALE, linewidth=1.0)
        _Panel(sheet, record, layout, top, labels, f"call-{number}").draw()
        top += height
    draw_key(sheet, MARGIN, top + 8, WIDTH - MARGIN, key)
    return sheet


def _label_width(layout: CallLayout) -> float:
    wide = [
        max(
            width(drawable(row.name), 8.5, bold=True),
            width(drawable(row.number), 7.5 if row.name else 8.5, not row.name),
        )
        for row in layout.rows
    ]
    return min(max([*wide, 40.0]), _LABELS)


def _height(layout: CallLayout) -> float:
    rows = max(len(layout.rows), 1) * ROW + (12.0 if layout.hidden else 0.0)
    return MARGIN + HEADING + (STAGES if layout.stages else 0.0) + rows + 30.0


def _key(layouts: list[CallLayout]) -> dict[str, str]:
    """The entries of the legend that are needed."""
    kinds = {_kind(bar, row, layout) for layout in layouts for row in layout.rows for bar in row.bars}
    if any(layout.windows for layout in layouts):
        kinds.add("window")
    return {kind: words for kind, words in _LEGEND.items() if kind in kinds}


def _kind(bar: Bar, row: Row, layout: CallLayout) -> str:
    is_message = bar.kind == "talking" and layout.takes_message and ("message" in row.words or "voicemail" in row.words)
    return "message" if is_message else bar.kind


class _Panel(NamedTuple):
    """Draws one call on *sheet*, from *top* on; its artists' names begin with *name*."""

    sheet: Sheet
    record: CallRecord
    layout: CallLayout
    top: float
    labels: float
    name: str

    @property
    def _axis(self) -> Axis:
        return Axis(MARGIN + self.labels + 14, WIDTH - MARGIN - _WORDS - TAIL, self.layout.begin, self.layout.end)

    @property
    def _first(self) -> float:
        """The middle of the first row."""
        return self.top + MARGIN + HEADING + (STAGES if self.layout.stages else 0.0) + ROW / 2

    def draw(self) -> None:
        """Draw everything, what lies behind first."""
        self._heading()
        bottom = self._first + (max(len(self.layout.rows), 1) - 0.5) * ROW
        found = ticks(self._axis, self.layout.instants)
        draw_ticks(self.sheet, found, bottom + 9, self._first - ROW / 2, bottom, f"{self.name}-tick")
        self._stages()
        for number, (place, window) in enumerate(self.layout.windows):
            left, right = self._axis.x(window.start), self._axis.x(window.end)
            goes_on = window.end > self.layout.end
            right += TAIL - 6 if goes_on else 0.0
            draw_window(self.sheet, left, right, self._level(place), f"{self.name}-window-{number}", goes_on)
        for place, row in enumerate(self.layout.rows):
            self._row(place, row)
        for number, stop in enumerate(self.layout.stops):
            self._stop(stop, f"{self.name}-stop-{number}")
        for limit in self.layout.deadlines:
            x = self._axis.x(limit.at)
            above = self._first - ROW / 2 - (STAGES if self.layout.stages else 0.0)
            self.sheet.line([(x, above), (x, bottom)], color=VERMILION, linewidth=1.1, linestyle="--")
            self._flag(x, limit.words, "#a84a00")
        if not self.layout.rows:
            self.sheet.text(self._axis.left + 8, self._first, "no phone rings", 8.5, colour=FAINT)
        if self.layout.hidden:
            self.sheet.text(MARGIN, bottom + 21, f"... and {self.layout.hidden:,} more phones", 7.5, colour=FAINT)

    def _level(self, place: int) -> float:
        return self._first + place * ROW

    def _heading(self) -> None:
        record, most = self.record, WIDTH - 2 * MARGIN
        title = f"{caller(record)} calls {who(names_of(record), record.to)}"
        if not record.id.isdigit():
            title = f"{record.id}: {title}"
        level = self.top + MARGIN
        self.sheet.text(MARGIN, level + 4, fit(title, most, 12, bold=True), 12, bold=True, name=f"{self.name}-title")
        self.sheet.text(MARGIN, level + 21, fit(summary(record), most - 100, 9), 9, name=f"{self.name}-summary")
        self._expectation(level + 21)
        if record.scene is not None:
            at = wall(record.scene, record.at)
            when = f"{record.scene.pbx}, {long_date(at)}, {time_of_day(at)}, {zone_name(record.scene)}"
            self.sheet.text(MARGIN, level + 36, fit(when, most, 8), 8, colour=FAINT, name=f"{self.name}-when")

    def _expectation(self, level: float) -> None:
        """Say at the right whether the call ended as expected."""
        expectation = self.record.expectation
        if expectation is not None:
            words, colour = ("✓ as expected", "#00694d") if expectation.met else ("✗ not as expected", "#a84a00")
            right = WIDTH - MARGIN
            name = f"{self.name}-expectation"
            self.sheet.text(right, level, words, 8, bold=True, colour=colour, align="right", name=name)

    def _stages(self) -> None:
        """Draw the places where the call is, as a band above the rows."""
        level = self._first - ROW / 2 - STAGES / 2
        for number, stage in enumerate(self.layout.stages):
            left, right = self._axis.x(stage.start), self._axis.x(stage.end)
            if right - left < 0.5:
                continue
            draw_bar(self.sheet, "stage", left, right, level)
            room = right - left - 6
            words = next((words for words in stage.words if width(drawable(words), 6.5) <= room), "")
            if words:
                middle = (left + right) / 2
                name = f"{self.name}-stage-{number}"
                self.sheet.text(middle, level, drawable(words), 6.5, colour=FAINT, align="center", name=name)

    def _row(self, place: int, row: Row) -> None:
        level, name = self._level(place), f"{self.name}-row-{place}"
        number = fit(row.number, self.labels, 7.5)
        if row.name:
            shown = fit(row.name, self.labels, 8.5, bold=True)
            self.sheet.text(MARGIN, level - 5, shown, 8.5, bold=True, name=f"{name}-name")
            self.sheet.text(MARGIN, level + 6, number, 7.5, colour=FAINT, name=f"{name}-number")
        else:
            number = fit(row.number, self.labels, 8.5, bold=True)
            self.sheet.text(MARGIN, level, number, 8.5, bold=True, name=f"{name}-number")
        for nth, bar in enumerate(self._distinct(row)):
            self._bar(bar, _kind(bar, row, self.layout), level, f"{name}-{nth}-{bar.kind}")
        lines = fold(row.words, _WORDS - 8, 8, lines=2)
        for line, words in enumerate(lines):
            y = level + (line - (len(lines) - 1) / 2) * 10
            self.sheet.text(WIDTH - MARGIN - _WORDS + 8, y, words, 8, colour=FAINT, name=f"{name}-words-{line}")

    def _distinct(self, row: Row) -> Iterable[Bar]:
        """The bars of *row*, of those that would lie on each other the first: a phone may ring thousands of times."""
        spots: dict[tuple[object, ...], Bar] = {}
        for bar in row.bars:
            ends = round(2 * self._axis.x(bar.start)), round(2 * self._axis.x(bar.end))
            spots.setdefault((*ends, bar.kind, bar.end > self.layout.end), bar)
        return spots.values()

    def _bar(self, bar: Bar, kind: str, level: float, name: str) -> None:
        left, right = self._axis.x(bar.start), self._axis.x(bar.end)
        if kind == "refused":
            draw_refusal(self.sheet, left, level, name)
        elif bar.end > self.layout.end or (bar.kind == "talking" and bar.end == bar.start):
            draw_goes_on(self.sheet, kind, left, self._axis.right + TAIL - 6, level, name)
        else:
            draw_bar(self.sheet, kind, left, right, level, name)
            if bar.result in ("no_answer", "rejected"):
                self.sheet.line([(right, level - 9), (right, level + 9)], color=INK, linewidth=1.8)

    def _stop(self, stop: Stop, name: str) -> None:
        """Draw a line from who takes the call to the phones that fall silent."""
        x = self._axis.x(stop.at)
        by = self._first - ROW / 2 if stop.by is None else self._level(stop.by)
        levels = [by, *map(self._level, stop.stopped)]
        self.sheet.line([(x, min(levels)), (x, max(levels))], name, color=INK, linewidth=1.1)
        if stop.by is not None:
            self.sheet.line([(x, by)], color=INK, marker="o", markersize=5)
        for place in stop.stopped:
            self.sheet.line([(x, self._level(place))], color=INK, marker="|", markersize=15, markeredgewidth=1.8)
        if stop.by is None:
            self._flag(x, "the caller gives up", INK)

    def _flag(self, x: float, words: str, colour: str) -> None:
        """Write above everything what happens at *x*."""
        level = self._first - ROW / 2 - (STAGES + 5.0 if self.layout.stages else 5.0)
        wide = width(words, 7)
        left = min(max(x - wide / 2, MARGIN), WIDTH - MARGIN - wide)
        self.sheet.text(left, level, words, 7, colour=colour)
