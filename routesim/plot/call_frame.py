"""Where everything stands in the picture of one call."""

from __future__ import annotations

from functools import cached_property

from routesim.plot.axis import Axis
from routesim.plot.call_layout import CallLayout, Spot
from routesim.plot.flags import LINE, Flag, flags
from routesim.plot.lettering import drawable, width
from routesim.result.timeline import Row

WIDTH = 760.0
MARGIN = 22.0
HEADING = 56.0
STAGES = 24.0
ROW, DEVICE = 31.0, 19.0
"""The height of a row, and of each device in a row that has several."""
TAIL = 34.0
"""Beyond the end of the axis, for what goes on."""
WORDS = 128.0
"""For what is said at the right of a row."""
_MOST_LABEL, _MOST_DEVICE = 150.0, 84.0
DEVICE_SIZE = 7.5


class Frame:
    """The places of all that *layout* holds, from *top* on; *labels* and names of *devices* get so much room."""

    def __init__(self, layout: CallLayout, top: float, labels: float, devices: float) -> None:
        self.layout = layout
        self.top = top
        self.labels = labels
        self.axis = Axis(MARGIN + labels + devices + 14, WIDTH - MARGIN - WORDS - TAIL, layout.begin, layout.end)

    @cached_property
    def flags(self) -> tuple[Flag, ...]:
        """What ends something, in words above the rows."""
        return flags(self.layout, self.axis, WIDTH - MARGIN)

    @property
    def flagged(self) -> float:
        """Where the lowest line of flags stands."""
        return self.first - (STAGES + 5.0 if self.layout.stages else 5.0)

    @cached_property
    def first(self) -> float:
        """Where the first row begins."""
        lines = max((flag.line for flag in self.flags), default=0)
        return self.top + MARGIN + HEADING + lines * LINE + (STAGES if self.layout.stages else 0.0)

    @cached_property
    def tops(self) -> list[float]:
        """Where each row begins, and where the last ends."""
        tops = [self.first]
        for row in self.layout.rows:
            tops.append(tops[-1] + height(row))
        return tops

    @property
    def bottom(self) -> float:
        """Where the rows end."""
        return max(self.tops[-1], self.first + ROW)

    @property
    def end(self) -> float:
        """Where all of it ends."""
        return self.bottom + (42.0 if self.layout.hidden else 30.0)

    def level(self, spot: Spot) -> float:
        """The middle of a row, or of one of its devices."""
        top, end = self.tops[spot.row], self.tops[spot.row + 1]
        if spot.device is None:
            return (top + end) / 2
        beside = len(self.layout.rows[spot.row].devices) - 1
        return (top + end) / 2 + (spot.device - beside / 2) * DEVICE


def height(row: Row) -> float:
    """How much room *row* takes."""
    return max(ROW, len(row.devices) * DEVICE + 12.0 if row.devices else 0.0)


def label_width(layout: CallLayout) -> float:
    """How much room the names and numbers of the rows take."""
    wide = [
        max(
            width(drawable(row.name), 8.5, bold=True),
            width(drawable(row.number), 7.5 if row.name else 8.5, not row.name),
        )
        for row in layout.rows
    ]
    return min(max([*wide, 40.0]), _MOST_LABEL)


def device_width(layout: CallLayout) -> float:
    """How much room the names of devices take."""
    wide = [width(drawable(lane.name), DEVICE_SIZE) for row in layout.rows for lane in row.devices]
    return min(max(wide) + 12.0, _MOST_DEVICE) if wide else 0.0
