"""Text for a screen of fixed columns: nothing that steers a terminal, nothing wider than asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import category, combining, east_asian_width

ELLIPSIS = "…"
_GLUED = re.compile(r"(?<=\d) (?=s\b|[±%])| (?=\[\d)| (?=\()")
_JOINERS = "\u200c\u200d"


def printable(text: str) -> str:
    r"""Make *text* safe to show: what would steer a terminal stands as an escape such as `\x1b`."""
    return text if text.isprintable() else "".join(map(_shown, text))


def _shown(character: str) -> str:
    if character.isprintable() or character in _JOINERS:
        return character
    if category(character) == "Zs":
        return " "
    return character.encode("unicode_escape").decode("ascii")


def columns(text: str) -> int:
    """How many columns of a terminal *text* takes."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(character: str) -> int:
    if combining(character) or character in _JOINERS or category(character) in ("Mn", "Me"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def shorten(text: str, width: int) -> str:
    """Cut *text* to at most *width* columns, an ellipsis telling that it was cut."""
    if columns(text) <= width:
        return text
    kept, used = [], 0
    for character in text:
        used += _width(character)
        if used > width - 1:
            break
        kept.append(character)
    return "".join(kept).rstrip() + ELLIPSIS


def pad(text: str, width: int, align: str = "<") -> str:
    """Cut or fill *text* to exactly *width* columns, to the left (`<`) or to the right (`>`)."""
    text = shorten(text, width)
    blank = " " * (width - columns(text))
    return blank + text if align == ">" else text + blank


def wrap(text: str, width: int) -> list[str]:
    """Break *text* between words into lines of at most *width* columns; a longer word stands alone, cut into pieces.

    Nothing in it steers a terminal. A unit and an interval stay with their number, whatever stands in brackets with the
    word before it.
    """
    lines = [""]
    for word in _pieces(_GLUED.sub("\u00a0", printable(text)).split(" "), width):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if columns(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line.replace("\u00a0", " ") for line in lines]


def _pieces(words: Iterable[str], width: int) -> Iterable[str]:
    for word in words:
        if columns(word) <= width:
            yield word
            continue
        piece = ""
        for character in word:
            if columns(piece + character) > width:
                yield piece
                piece = ""
            piece += character
        yield piece


def listing(parts: Iterable[str], most: int = 6) -> str:
    """Join *parts* as a sentence does: `a, b and c`; from more than *most*, the rest is counted."""
    words = list(parts)
    if len(words) > most:
        words = [*words[: most - 1], f"{len(words) - most + 1} others"]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
