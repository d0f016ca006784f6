"""The picture of a queue: who waits how long, which agent is rung and talks, second by second."""

from __future__ import annotations

from collections.abc import Iterable

from routesim.plot.axis import SIZE, Axis, even_instants
from routesim.plot.bar_look import draw_bar, draw_goes_on, draw_key, draw_window, key_lines
from routesim.plot.lettering import drawable, fit, width
from routesim.plot.palette import FAINT, INK, PALE, PAPER
from routesim.plot.queue_layout import TALKS, Lane, QueueLayout, Span
from routesim.plot.sheet import Sheet
from routesim.result.clock import grouped, number, time_of_day, wall
from routesim.result.records import Play, Scene

WIDTH = 860.0
MARGIN = 22.0
HEADING = 42.0
LANE, SHORT_LANE = 27.0, 19.0
"""The height of a lane, with and without a second line of words."""
SECTION = 24.0
_LABELS = 150.0
_APART = 5.0
"""How far signs that a ring was missed stand apart at least."""
TAIL = 12.0
"""Beyond the end of the axis, for who goes on talking."""
_LEGEND = {
    "waiting": "waits in the queue",
    "ringing": "rings",
    "talking": "talks",
    "elsewhere": "in another call",
    "wrap_up": "pause after the call",
    "window": "takes calls of the queue",
}


def draw_queue(play: Play, layout: QueueLayout) -> Sheet:
    """Draw the lanes of *layout*, callers above agents, over one axis."""
    lanes = [*layout.callers, *layout.agents]
    kinds = {"window" if span.kind == "on" else span.kind for lane in lanes for span in lane.spans}
    key = {kind: words for kind, words in _LEGEND.items() if kind in kinds}
    heights = _height(layout.callers), _height(layout.agents)
    height = MARGIN + HEADING + 2 * SECTION + sum(heights) + 28 + 14 * key_lines(WIDTH - 2 * MARGIN, key) + MARGIN
    sheet = Sheet(WIDTH, height)
    _draw_heading(sheet, play, layout)
    top = MARGIN + HEADING
    bottom = top + 2 * SECTION + sum(heights)
    axis = Axis(MARGIN + _labels(lanes) + 12, WIDTH - MARGIN - _beyond(layout), layout.begin, layout.end)
    _draw_axis(sheet, axis, play.scene, top + SECTION, bottom)
    place = 0
    for title, found, height in zip(("Callers", "Agents"), (layout.callers, layout.agents), heights, strict=True):
        sheet.text(MARGIN, top + SECTION / 2 + 2, title, 9, bold=True, colour=FAINT, name=f"section-{title}")
        for nth, lane in enumerate(found):
            level = top + SECTION + (nth + 0.5) * height / len(found)
            _draw_lane(sheet, axis, lane, level, f"lane-{place + nth}")
        top, place = top + SECTION + height, place + len(found)
    draw_key(sheet, MARGIN, bottom + 40, WIDTH - MARGIN, key)
    return sheet


def _height(lanes: tuple[Lane, ...]) -> float:
    """How much room lanes take."""
    return len(lanes) * (LANE if any(lane.subtitle for lane in lanes) else SHORT_LANE)


def _labels(lanes: list[Lane]) -> float:
    wide = (max(width(drawable(lane.title), 8.5, bold=True), width(drawable(lane.subtitle), 7.5)) for lane in lanes)
    return min(max([*wide, 40.0]), _LABELS)


def _beyond(layout: QueueLayout) -> float:
    """How much room is left beyond the axis, for the ends of lanes that reach near to it."""
    late = layout.begin + 0.85 * (layout.end - layout.begin)
    ends = [lane.ends for lane in layout.callers if lane.ends and lane.spans[-1].end >= late]
    return max([TAIL + 4.0, *(width(words, 7.5) + 6.0 for words in ends)])


def _draw_heading(sheet: Sheet, play: Play, layout: QueueLayout) -> None:
    title = f"Queue {layout.title}"
    sheet.text(MARGIN, MARGIN + 4, fit(title, WIDTH - 2 * MARGIN, 13, bold=True), 13, bold=True, name="title")
    counts = f"{grouped(len(layout.callers), 'caller')}, {grouped(len(layout.agents), 'agent')}"
    subtitle = f"{play.scene.pbx}, {wall(play.scene, layout.begin):%Y-%m-%d}: {counts}"
    sheet.text(MARGIN, MARGIN + 22, fit(subtitle, WIDTH - 2 * MARGIN, 8.5), 8.5, colour=FAINT, name="subtitle")


def _draw_axis(sheet: Sheet, axis: Axis, scene: Scene, top: float, bottom: float) -> None:
    """Draw round instants: seconds after the first caller came, and the wall clock beneath."""
    for place, at in enumerate(even_instants(axis.begin, axis.end)):
        x = axis.x(at)
        sheet.line([(x, top), (x, bottom)], color=PALE, linewidth=0.8)
        sheet.text(x, bottom + 9, f"{number(at - axis.begin)} s", SIZE, colour=FAINT, align="center")
        clock = time_of_day(wall(scene, at))
        sheet.text(x, bottom + 19, clock, 6.5, colour=FAINT, align="center", name=f"clock-{place}")


def _draw_lane(sheet: Sheet, axis: Axis, lane: Lane, level: float, name: str) -> None:
    most = axis.left - MARGIN - 12
    title = fit(lane.title, most, 8.5, bold=True)
    sheet.text(MARGIN, level - (5 if lane.subtitle else 0), title, 8.5, bold=True, name=f"{name}-title")
    if lane.subtitle:
        sheet.text(MARGIN, level + 6, fit(lane.subtitle, most, 7.5), 7.5, colour=FAINT)
    for place, span in enumerate(_distinct(lane, axis)):
        _draw_span(sheet, axis, span, level, f"{name}-{place}-{span.kind}")
    if lane.ends:
        right = axis.x(lane.spans[-1].end) + 5
        sheet.text(right, level, fit(lane.ends, WIDTH - MARGIN - right, 7.5), 7.5, colour=INK, name=f"{name}-ends")


def _distinct(lane: Lane, axis: Axis) -> Iterable[Span]:
    """What *lane* shows, what lies behind first; of spans that would lie on each other one."""
    found: dict[tuple[object, ...], Span] = {}
    marked = -_APART
    for span in sorted(lane.spans, key=lambda span: span.kind != "on"):
        if span.missed and axis.x(span.end) < marked + _APART:
            span = span._replace(missed=False)
        marked = axis.x(span.end) if span.missed else marked
        found.setdefault((span.kind, round(axis.x(span.start) / 2), round(axis.x(span.end) / 2)), span)
    return found.values()


def _draw_span(sheet: Sheet, axis: Axis, span: Span, level: float, name: str) -> None:
    left, right = axis.x(span.start), axis.x(span.end)
    if span.kind == "on":
        draw_window(sheet, left, right, level, name, goes_on=False)
        return
    if span.end > axis.end:
        right += TAIL
        draw_goes_on(sheet, span.kind, left, right, level, name)
    else:
        draw_bar(sheet, span.kind, left, right, level, name)
    if span.missed:
        sheet.line([(right, level - 9), (right, level + 9)], f"{name}-missed", color=INK, linewidth=1.8)
    talks = span.kind == "talking"
    if span.kind not in TALKS:
        return
    full = drawable(span.words)
    for words in (full, full.rpartition(" (")[0]):
        if words and width(words, 6.5, bold=talks) <= right - left - 6:
            middle, colour = (left + right) / 2, PAPER if talks else INK
            sheet.text(middle, level, words, 6.5, bold=talks, colour=colour, align="center", name=f"{name}-words")
            break
