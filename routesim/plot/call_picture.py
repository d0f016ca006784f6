"""The picture of one call: which phone rings when, what was set, who takes the call and silences the others."""

from __future__ import annotations

from typing import Any, NamedTuple

from routesim.graph.routing_graph import RoutingGraph
from routesim.plot.axis import draw_ticks, ticks
from routesim.plot.bar_look import draw_bar, draw_key, key_lines
from routesim.plot.call_frame import MARGIN, STAGES, WIDTH, Frame, device_width, label_width
from routesim.plot.call_layout import CallLayout, Stop, lay_out_call
from routesim.plot.call_rows import Rows, kind_of
from routesim.plot.flags import LINE, SIZE, Flag
from routesim.plot.lettering import drawable, fit, width
from routesim.plot.palette import FAINT, INK, PALE, VERMILION
from routesim.plot.sheet import Sheet
from routesim.result.clock import long_date, time_of_day, wall, zone_name
from routesim.result.endings import summary
from routesim.result.records import CallRecord
from routesim.result.words import caller, names_of, who

_LEGEND = {
    "slider": "may ring, as its slider is set",
    "window": "may ring, for its ring time",
    "ringing": "rings",
    "talking": "talks",
    "message": "a message",
    "refused": "cannot ring",
}
_LINES: dict[str, dict[str, Any]] = {
    "stop": {"color": INK, "linewidth": 1.1},
    "plan": {"color": FAINT, "linewidth": 1.0, "linestyle": ":"},
    "limit": {"color": VERMILION, "linewidth": 1.1, "linestyle": "--"},
    "caller": {"color": INK, "linewidth": 1.0, "linestyle": "-."},
}


def draw_calls(calls: list[tuple[CallRecord, RoutingGraph | None]]) -> Sheet:
    """Draw the call, or several, one beneath the other."""
    layouts = [lay_out_call(*call) for call in calls]
    labels, devices = max(map(label_width, layouts)), max(map(device_width, layouts))
    frames: list[Frame] = []
    for layout in layouts:
        frames.append(Frame(layout, frames[-1].end if frames else 0.0, labels, devices))
    key = _key(layouts)
    end = frames[-1].end
    sheet = Sheet(WIDTH, end + MARGIN + 14.0 * key_lines(WIDTH - 2 * MARGIN, key) + 8)
    for number, ((record, _), frame) in enumerate(zip(calls, frames, strict=True)):
        if number:
            sheet.line([(MARGIN, frame.top + 6), (WIDTH - MARGIN, frame.top + 6)], color=PALE, linewidth=1.0)
        _Panel(sheet, record, frame, f"call-{number}").draw()
    draw_key(sheet, MARGIN, end + 8, WIDTH - MARGIN, key)
    return sheet


def _key(layouts: list[CallLayout]) -> dict[str, str]:
    """The entries of the legend that are needed."""
    kinds = {kind_of(bar, row, layout) for layout in layouts for row in layout.rows for bar in row.bars}
    kinds |= {window.kind if window.kind == "slider" else "window" for one in layouts for _, window in one.windows}
    return {kind: words for kind, words in _LEGEND.items() if kind in kinds}


class _Panel(NamedTuple):
    """Draws one call on *sheet*, within its *frame*; its artists' names begin with *name*."""

    sheet: Sheet
    record: CallRecord
    frame: Frame
    name: str

    def draw(self) -> None:
        """Draw everything, what lies behind first."""
        frame, layout = self.frame, self.frame.layout
        self._heading()
        found = ticks(frame.axis, layout.instants)
        draw_ticks(self.sheet, found, frame.bottom + 9, frame.first, frame.bottom, f"{self.name}-tick")
        self._stages()
        Rows(self.sheet, frame, self.name).draw()
        for number, flag in enumerate(frame.flags):
            self._flag(flag, f"{self.name}-flag-{number}")
        for number, stop in enumerate(layout.stops):
            self._stop(stop, f"{self.name}-stop-{number}")
        if not layout.rows:
            self.sheet.text(frame.axis.left + 8, frame.first + 15.5, "no phone rings", 8.5, colour=FAINT)
        if layout.hidden:
            more = f"... and {layout.hidden:,} more phones"
            self.sheet.text(MARGIN, frame.bottom + 21, more, 7.5, colour=FAINT)

    def _heading(self) -> None:
        record, most = self.record, WIDTH - 2 * MARGIN
        title = f"{caller(record)} calls {who(names_of(record), record.to)}"
        if not record.id.isdigit():
            title = f"{record.id}: {title}"
        level = self.frame.top + MARGIN
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
        axis, level = self.frame.axis, self.frame.first - STAGES / 2
        for number, stage in enumerate(self.frame.layout.stages):
            left, right = axis.x(stage.start), axis.x(stage.end)
            if right - left < 0.5:
                continue
            draw_bar(self.sheet, "stage", left, right, level)
            room = right - left - 6
            words = next((words for words in stage.words if width(drawable(words), 6.5) <= room), "")
            if words:
                middle = (left + right) / 2
                name = f"{self.name}-stage-{number}"
                self.sheet.text(middle, level, drawable(words), 6.5, colour=FAINT, align="center", name=name)

    def _flag(self, flag: Flag, name: str) -> None:
        """Write above everything what ends something, and draw a line at its instant."""
        level = self.frame.flagged - flag.line * LINE
        end = self.frame.first if flag.kind == "stop" else self.frame.bottom
        self.sheet.line([(flag.x, level - 4.0), (flag.x, end)], name, **_LINES[flag.kind])
        if flag.words:
            self.sheet.text(flag.x + 3, level, flag.words, SIZE, colour=flag.colour, name=f"{name}-words")

    def _stop(self, stop: Stop, name: str) -> None:
        """Draw a line from who takes the call to the phones that fall silent."""
        frame = self.frame
        x = frame.axis.x(stop.at)
        by = frame.first if stop.by is None else frame.level(stop.by)
        silent = list(map(frame.level, stop.stopped))
        self.sheet.line([(x, min(by, *silent)), (x, max(by, *silent))], name, color=INK, linewidth=1.1)
        if stop.by is not None:
            self.sheet.line([(x, by)], color=INK, marker="o", markersize=5)
        for level in silent:
            self.sheet.line([(x, level)], color=INK, marker="|", markersize=15, markeredgewidth=1.8)
