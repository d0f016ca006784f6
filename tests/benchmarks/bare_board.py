"""As much ink as the picture of a routing graph has, put down by matplotlib without a thought about where it goes."""

from __future__ import annotations

from io import BytesIO

from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path


def draw(width: float, height: float, cards: int, wires: int, texts: int, dpi: float) -> bytes:
    """A PNG of that size, in inches, with so many boxes, curves and texts."""
    figure = Figure(figsize=(width, height))
    for place in range(cards):
        x, y = place % 20 / 20, place // 20 / 20
        figure.add_artist(Rectangle((x, y), 0.03, 0.02, facecolor="white", edgecolor="black"))
    for place in range(wires):
        points = [(place / wires, 0.0), (0.5, 0.3), (0.5, 0.7), (1 - place / wires, 1.0)]
        figure.add_artist(PathPatch(Path(points, [1, 4, 4, 4]), facecolor="none"))
    for place in range(texts):
        figure.text(place % 30 / 30, place // 30 / 40, f"no answer after {place} s", fontsize=7)
    out = BytesIO()
    figure.savefig(out, format="png", dpi=dpi)
    return out.getvalue()
