"""The picture of how many agents it takes: who is answered in time by how many, the target, and how busy they are."""

from __future__ import annotations

from routesim.plot.lettering import width
from routesim.plot.palette import BLUE, FAINT, INK, VERMILION
from routesim.plot.panel import LABELS, SIZE, Panel
from routesim.plot.scale import Measure, written
from routesim.plot.sheet import Sheet
from routesim.plot.simulation_picture import MARGIN, WIDE, draw_heading, subtitle_words
from routesim.plot.sweep_picture import Line, draw_points, draw_values, places
from routesim.result.clock import grouped
from routesim.result.sweep import Staffing
from routesim.result.sweep_words import figures_of, staffing_words
from routesim.result.words import who

_TOP, _HIGH = 72.0, 150.0
_LINE = Line(BLUE, "o", "-")


def draw_staffing(staffing: Staffing) -> Sheet:
    """Draw what was tried."""
    first = staffing.tried.simulations[0]
    sheet = Sheet(WIDE, MARGIN + _TOP + _HIGH + 34)
    draw_heading(sheet, _title(staffing), f"{staffing_words(staffing)} {subtitle_words(first)}")
    middle = MARGIN + 0.62 * (WIDE - 2 * MARGIN)
    served = Measure(f"Answered in {first.service_level:g} s", "service_level")
    panel = _panel(sheet, staffing, served, MARGIN + LABELS, middle - 8)
    _draw_target(sheet, staffing, panel)
    _panel(sheet, staffing, Measure("Lines occupied", "occupancy"), middle + LABELS, WIDE - MARGIN)
    return sheet


def _title(staffing: Staffing) -> str:
    needed = "the target is out of reach" if staffing.agents is None else grouped(staffing.agents, "agent")
    return f"{who(staffing.tried.simulations[0].names, staffing.queue)}: {needed}"


def _panel(sheet: Sheet, staffing: Staffing, measure: Measure, left: float, right: float) -> Panel:
    top = MARGIN + _TOP
    panel = Panel(measure.metric, left, right, top, top + _HIGH, [0.0, 25.0, 50.0, 75.0, 100.0], measure.unit)
    panel.draw(sheet, measure.title)
    sweep = staffing.tried
    values = [point[0] for point in sweep.points]
    xs = places(values, left, right)
    rows = (figures_of(one, ("queue", staffing.queue)).get(measure.metric) for one in sweep.simulations)
    points = [(x, row) for x, row in zip(xs, rows, strict=True) if row is not None]
    draw_points(sheet, panel, measure, points, _LINE, f"{measure.metric}-line")
    draw_values(sheet, panel, values, "agents")
    return panel


def _draw_target(sheet: Sheet, staffing: Staffing, panel: Panel) -> None:
    """A line at the target, and an upright one at the fewest agents that reach it."""
    level = panel.scale.at(100 * staffing.target)
    sheet.line([(panel.left, level), (panel.right, level)], "target", color=VERMILION, linestyle=(0, (5, 3)))
    told = f"target {written(round(100 * staffing.target, 6))} %"
    sheet.text(
        panel.left + 4, level + (7 if staffing.target > 0.9 else -6), told, SIZE, colour=FAINT, name="target-words"
    )
    if staffing.agents is None:
        return
    values = [point[0] for point in staffing.tried.points]
    x = places(values, panel.left, panel.right)[values.index(str(staffing.agents))]
    sheet.line([(x, panel.top), (x, panel.bottom)], "fewest", color=INK, linestyle=(0, (1, 2)), linewidth=1.0)
    told = f"{staffing.agents:,}"
    side = -1 if x + width(told, 9, bold=True) + 8 > panel.right else 1
    align = "left" if side > 0 else "right"
    sheet.text(x + 5 * side, panel.bottom - 9, told, 9, bold=True, align=align, name="fewest-words")
