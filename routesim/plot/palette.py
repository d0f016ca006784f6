"""Colours that everybody can tell apart (Okabe and Ito's), and what tells things apart where there is no colour."""

from __future__ import annotations

INK = "#1a1a1a"
FAINT = "#5c5c5c"
LINE = "#8a8a8a"
PALE = "#e4e4e4"
PAPER = "#ffffff"

ORANGE = "#e69f00"
SKY = "#56b4e9"
GREEN = "#009e73"
YELLOW = "#f0e442"
BLUE = "#0072b2"
VERMILION = "#d55e00"
PURPLE = "#cc79a7"
GREY = "#999999"


def tint(colour: str, share: float) -> str:
    """*colour* mixed with white; *share* of it is left."""
    mixed = (round(255 + (int(colour[place : place + 2], 16) - 255) * share) for place in (1, 3, 5))
    return "#" + "".join(f"{part:02x}" for part in mixed)
