"""What is to be seen in a picture: texts and where they stand, artists by their names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from routesim.plot.picture import Picture


def artists(picture: Picture) -> dict[str, Artist]:
    """The artists that have a name, by it; each name once."""
    found: dict[str, Artist] = {}
    for artist in picture.figure.get_children():
        name = artist.get_gid()
        if name:
            assert name not in found, name
            found[name] = artist
    return found


def names(picture: Picture, beginning: str) -> list[str]:
    """The names that begin so, in the order of drawing."""
    return [name for name in artists(picture) if name.startswith(beginning)]


def texts(picture: Picture) -> list[str]:
    """All that is written, in the order of drawing."""
    return [artist.get_text() for artist in _texts(picture)]


def _texts(picture: Picture) -> Iterator[Text]:
    return (artist for artist in picture.figure.get_children() if isinstance(artist, Text) and artist.get_text())


def overlaps(picture: Picture) -> list[tuple[str, str]]:
    """The pairs of texts that lie on each other by more than a hair."""
    renderer = FigureCanvasAgg(picture.figure).get_renderer()
    boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in _texts(picture)]
    found = []
    for (one, first), (other, second) in combinations(boxes, 2):
        wide = min(first.x1, second.x1) - max(first.x0, second.x0)
        high = min(first.y1, second.y1) - max(first.y0, second.y0)
        if wide > 1.0 and high > 2.0:
            found.append((one, other))
    return found


def beyond(picture: Picture) -> list[str]:
    """The texts that stick out of the sheet."""
    renderer = FigureCanvasAgg(picture.figure).get_renderer()
    sheet = picture.figure.bbox
    found = []
    for text in _texts(picture):
        box = text.get_window_extent(renderer)
        if box.x0 < sheet.x0 or box.x1 > sheet.x1 or box.y0 < sheet.y0 or box.y1 > sheet.y1:
            found.append(text.get_text())
    return found
