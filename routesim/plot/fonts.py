"""Fonts: the one that comes with matplotlib, and this machine's for what it has no glyphs for, such as Chinese names.

So pictures are the same on every machine, as long as their texts are written in Latin, Greek, Cyrillic and the like.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

MISSING = "\N{REPLACEMENT CHARACTER}"
"""Stands for what no font has a glyph for."""
OWN = "DejaVu Sans"
MOST_FAMILIES = 300
"""So many of the machine's families are looked through."""
_BLANK = ("Last Resort", "LastResort", "Adobe Blank", "AdobeBlank")
"""Have a box for everything, or nothing at all."""
_FIRST = "Noto Sans"
_BOLD: dict[int | str, bool] = {400: False, "normal": False, "regular": False, 700: True, "bold": True}


@cache
def _own(bold: bool) -> Path:
    """The font that comes with matplotlib."""
    from matplotlib import get_data_path

    return Path(get_data_path(), "fonts", "ttf", f"DejaVuSans{'-Bold' if bold else ''}.ttf")


@lru_cache(maxsize=1_000)
def font(text: str = "", bold: bool = False) -> FontProperties:
    """What *text* is drawn in, of no particular size; bold only where all of it can be."""
    from matplotlib.font_manager import FontProperties

    others = list(dict.fromkeys(family for one in text if (family := family_of(one)) not in (OWN, None)))
    if not others:
        return FontProperties(fname=_own(bold))
    weight = "bold" if bold and all(True in _weights()[family] for family in others) else "normal"
    return FontProperties(family=[OWN, *others], weight=weight)


@cache
def family_of(character: str) -> str | None:
    """The first family that has a glyph for *character*: our own, then this machine's by name; None without any."""
    if character.isascii() or _has(_face(OWN, bold=False), character):
        return OWN
    return next((family for family in _families() if _has(_face(family, bold=False), character)), None)


@cache
def _families() -> tuple[str, ...]:
    """The families of this machine, those that are made to go with each other first."""
    return tuple(sorted(_weights(), key=lambda name: (not name.startswith(_FIRST), name))[:MOST_FAMILIES])


@cache
def _weights() -> dict[str, set[bool]]:
    """Whether each family of this machine that has plain letters has bold ones, too."""
    from matplotlib.font_manager import fontManager

    found: dict[str, set[bool]] = {}
    for entry in fontManager.ttflist:
        if entry.style == "normal" and not entry.name.startswith((".", OWN, *_BLANK)):
            found.setdefault(entry.name, set()).update(_BOLD[weight] for weight in (entry.weight,) if weight in _BOLD)
    return {name: weights for name, weights in found.items() if False in weights}


@cache
def _face(family: str, bold: bool) -> Any:
    """The face of a *family*; None for one that is no use, such as coloured pictures."""
    from matplotlib.font_manager import FontProperties, findfont, get_font

    weight = "bold" if bold and family != OWN and True in _weights()[family] else "normal"
    try:
        face = get_font(_own(bold) if family == OWN else findfont(FontProperties(family=family, weight=weight)))
    except (OSError, RuntimeError, ValueError):  # broken, gone, or of a kind that cannot be read
        return None
    return face if face.scalable else None


def _has(face: Any, character: str) -> bool:
    return face is not None and bool(face.get_char_index(ord(character)))


@cache
def advance(character: str, bold: bool) -> float:
    """How far *character* moves the pen, as a share of the font's size."""
    from matplotlib.ft2font import LoadFlags

    face = _face(family_of(character) or OWN, bold) or _face(OWN, bold)
    face.set_size(100, 72)
    return float(face.load_char(ord(character), flags=LoadFlags.NO_HINTING).linearHoriAdvance) / 65536 / 100
