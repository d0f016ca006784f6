"""Text in pictures: what can be drawn of it, and how wide it gets."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import combining

from routesim.plot.fonts import MISSING, advance, family_of
from routesim.result.typography import ELLIPSIS, printable

LONGEST = 400
"""So many characters of a text are looked at: none is drawn that long."""
_UNIT = re.compile(r"(?<=\d) (?=s\b)")
_EXTENSION = re.compile(r" \([^()]{1,20}\)$")
_JOINERS = re.compile("[\u200c\u200d\ufe0e\ufe0f]")


def drawable(text: str) -> str:
    """*text* in a line, without what steers or cannot be drawn."""
    shown = _JOINERS.sub("", printable(text[:LONGEST].replace("\n", " ")))
    return "".join(map(_drawn, shown)) + (ELLIPSIS if len(text) > LONGEST else "")


def _drawn(character: str) -> str:
    return MISSING if family_of(character) is None else character


@lru_cache(maxsize=10_000)
def width(text: str, size: float, bold: bool = False) -> float:
    """How wide *text* gets, in points."""
    return sum(0.0 if combining(character) else advance(character, bold) for character in text) * size


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
