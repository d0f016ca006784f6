"""Text in pictures: what the font can draw of it, and how wide it gets."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import combining

from routesim.result.typography import ELLIPSIS, printable

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties
    from matplotlib.ft2font import FT2Font

MISSING = "\N{WHITE SQUARE}"
"""Stands for what the font has no picture of, such as emoji."""
LONGEST = 400
"""So many characters of a text are looked at: none is drawn that long."""
_UNIT = re.compile(r"(?<=\d) (?=s\b)")
_EXTENSION = re.compile(r" \([^()]{1,20}\)$")
_JOINERS = re.compile("[\u200c\u200d\ufe0e\ufe0f]")


@cache
def _path(bold: bool) -> Path:
    """The font that comes with matplotlib, so that a picture is the same on every machine."""
    from matplotlib import get_data_path

    return Path(get_data_path(), "fonts", "ttf", f"DejaVuSans{'-Bold' if bold else ''}.ttf")


@cache
def font(bold: bool = False) -> FontProperties:
    """The font of pictures, of no particular size."""
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=_path(bold))


@cache
def _face(bold: bool) -> FT2Font:
    from matplotlib.ft2font import FT2Font

    return FT2Font(str(_path(bold)))


@cache
def _advance(character: str, bold: bool) -> float:
    """How far *character* moves the pen, as a share of the font's size."""
    from matplotlib.ft2font import LoadFlags

    face = _face(bold)
    face.set_size(100, 72)
    return float(face.load_char(ord(character), flags=LoadFlags.NO_HINTING).linearHoriAdvance) / 65536 / 100


def drawable(text: str) -> str:
    """*text* in a line, without what steers or cannot be drawn."""
    shown = _JOINERS.sub("", printable(text[:LONGEST].replace("\n", " ")))
    return "".join(map(_drawn, shown)) + (ELLIPSIS if len(text) > LONGEST else "")


@cache
def _drawn(character: str) -> str:
    return character if character.isascii() or _face(False).get_char_index(ord(character)) else MISSING


@lru_cache(maxsize=10_000)
def width(text: str, size: float, bold: bool = False) -> float:
    """How wide *text* gets, in points."""
    return sum(0.0 if combining(character) else _advance(character, bold) for character in text) * size


def fit(text: str, most: float, size: float, bold: bool = False) -> str:
    """*text* as it can be drawn in at most *most* points, an ellipsis telling that it was cut.

    An extension in brackets at its end is kept, if there is room for it.
    """
    shown = drawable(text)
    if width(shown, size, bold) <= most:
        return shown
    end = _EXTENSION.search(shown)
    tail = ELLIPSIS + (end[0] if end and width(end[0], size, bold) < most / 2 else "")
    room = most - width(tail, size, bold)
    kept = ""
    for character in shown:
        room -= width(character, size, bold)
        if room < 0:
            break
        kept += character
    return kept.rstrip() + tail


def fold(text: str, most: float, size: float, bold: bool = False, lines: int = 3) -> list[str]:
    """Break *text* between words into at most so many *lines*, each at most *most* points wide."""
    folded = [""]
    for word in _UNIT.sub("\u00a0", drawable(text)).split(" "):
        longer = f"{folded[-1]} {word}" if folded[-1] else word
        if not folded[-1] or width(longer, size, bold) <= most or len(folded) == lines:
            folded[-1] = longer
        else:
            folded.append(word)
    return [fit(line, most, size, bold).replace("\u00a0", " ") for line in folded]
