"""A sheet of paper to draw on, measured in points from its upper left corner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from routesim.plot.fonts import font
from routesim.plot.palette import INK, PAPER

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure
    from matplotlib.text import Text

LEAST = 150.0
"""The least width of a sheet."""


def settings() -> Any:
    """Make matplotlib's settings as they come, whatever a user has set, and pictures the same every time."""
    from matplotlib import rcParamsDefault

    as_they_come: dict[str, Any] = {
        key: value for key, value in rcParamsDefault.items() if not key.startswith(("backend", "toolbar"))
    }
    return {
        **as_they_come,
        "text.parse_math": False,
        "text.usetex": False,
        "svg.hashsalt": "routesim",
        "svg.fonttype": "path",
        "hatch.linewidth": 0.6,
    }


class Sheet:
    """A sheet of *width* by *height* points. What is drawn later lies above what was drawn before."""

    def __init__(self, width: float, height: float) -> None:
        from matplotlib import rc_context
        from matplotlib.figure import Figure
        from matplotlib.transforms import Affine2D

        with rc_context(settings()):
            self.figure: Figure = Figure(figsize=(max(width, LEAST) / 72, height / 72), facecolor=PAPER)
        points = Affine2D().scale(1, -1).translate(0, height).scale(1 / 72)
        self._points = points + self.figure.dpi_scale_trans
        self._drawn = 0

    def add(self, artist: Artist, name: str = "") -> None:
        """Draw *artist*; *name* is what it is called in the figure, and in an SVG."""
        self._drawn += 1
        artist.set_zorder(self._drawn)
        if name:
            artist.set_gid(name)
        artist.set_transform(self._points)
        self.figure.add_artist(artist)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        bold: bool = False,
        colour: str = INK,
        align: str = "left",
        name: str = "",
    ) -> Text:
        """Write *text*, a line that can be drawn, level with *y*."""
        from matplotlib.text import Text

        written = Text(
            x,
            y,
            text,
            fontproperties=font(text, bold),
            color=colour,
            ha=align,
            va="center_baseline",
            parse_math=False,
            usetex=False,
        )
        written.set_fontsize(size)
        self.add(written, name)
        return written

    def rectangle(self, x: float, y: float, width: float, height: float, name: str = "", **look: Any) -> None:
        """Draw a rectangle."""
        from matplotlib.patches import Rectangle

        self.add(Rectangle((x, y), width, height, **look), name)

    def line(self, points: Sequence[tuple[float, float]], name: str = "", **look: Any) -> None:
        """Draw a line through *points*."""
        from matplotlib.lines import Line2D

        xs, ys = zip(*points, strict=True)
        self.add(Line2D(xs, ys, **{"color": INK, "linewidth": 0.8, "solid_capstyle": "butt", **look}), name)

    def shape(self, points: Iterable[tuple[float, float]], name: str = "", **look: Any) -> None:
        """Draw the closed shape with corners at *points*."""
        from matplotlib.patches import Polygon

        self.add(Polygon(list(points), closed=True, **look), name)

    def curve(self, vertices: Sequence[tuple[float, float]], codes: Sequence[int], name: str = "", **look: Any) -> None:
        """Draw a path of matplotlib's."""
        from matplotlib.patches import PathPatch
        from matplotlib.path import Path

        self.add(PathPatch(Path(vertices, codes), **look), name)
