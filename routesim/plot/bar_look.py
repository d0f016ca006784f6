"""How bars on a time axis look; their hatches tell them apart where there is no colour."""

from __future__ import annotations

from typing import Any

from routesim.plot.lettering import width
from routesim.plot.palette import BLUE, FAINT, GREEN, LINE, ORANGE, PURPLE, SKY, VERMILION, tint
from routesim.plot.sheet import Sheet

THICK = 13.0
"""Of a bar."""
BAND = 21.0
"""Of the band behind it that says what was set."""
_SIZE = 7.5
_GROOVE = "#8a5f00"

LOOKS: dict[str, dict[str, Any]] = {
    "window": {"facecolor": "#f1f1f1", "edgecolor": LINE, "linestyle": (0, (3, 2)), "linewidth": 0.8},
    "ringing": {"facecolor": tint(SKY, 0.45), "edgecolor": BLUE, "hatch": "////", "linewidth": 0.9},
    "talking": {"facecolor": GREEN, "edgecolor": "#00573f", "linewidth": 0.9},
    "message": {"facecolor": tint(PURPLE, 0.75), "edgecolor": "#7a3a5f", "hatch": "||||", "linewidth": 0.9},
    "waiting": {"facecolor": tint(ORANGE, 0.4), "edgecolor": "#8a5f00", "hatch": "\\\\\\", "linewidth": 0.9},
    "elsewhere": {"facecolor": "#d9d9d9", "edgecolor": FAINT, "linewidth": 0.9},
    "wrap_up": {"facecolor": "#ffffff", "edgecolor": GREEN, "hatch": "xxxx", "linewidth": 0.9},
    "stage": {"facecolor": "#ffffff", "edgecolor": LINE, "linewidth": 0.8},
}


def draw_bar(
    sheet: Sheet, kind: str, left: float, right: float, level: float, name: str = "", thick: float = THICK
) -> None:
    """Draw a bar in the middle of *level*, never so short that it cannot be seen."""
    sheet.rectangle(left, level - thick / 2, max(right - left, 1.6), thick, name, **LOOKS[kind])


def draw_window(
    sheet: Sheet, left: float, right: float, level: float, name: str, goes_on: bool, thick: float = BAND
) -> None:
    """Draw the band behind a bar; its right end is open where it *goes_on*."""
    look, half = LOOKS["window"], thick / 2
    if not goes_on:
        sheet.rectangle(left, level - half, max(right - left, 1.6), thick, name, **look)
        return
    sheet.rectangle(left, level - half, right - left, thick, name, facecolor=look["facecolor"], edgecolor="none")
    open_end = [(right, level - half), (left, level - half), (left, level + half), (right, level + half)]
    sheet.line(open_end, color=look["edgecolor"], linestyle=look["linestyle"], linewidth=look["linewidth"])


def draw_thumbs(sheet: Sheet, left: float, right: float, level: float, goes_on: bool = False) -> None:
    """Draw a slider: a groove from *left* to *right*, and its thumbs; that at its end is beyond where it *goes_on*."""
    thumb: dict[str, Any] = {"marker": "o", "markersize": 4.2, "markerfacecolor": ORANGE, "markeredgewidth": 0.8}
    sheet.line([(left, level), (right, level)], color=_GROOVE, linewidth=1.3)
    for x in (left,) if goes_on else (left, right):
        sheet.line([(x, level)], color=_GROOVE, **thumb)


def draw_goes_on(
    sheet: Sheet, kind: str, left: float, right: float, level: float, name: str = "", thick: float = THICK
) -> None:
    """Draw a bar that is cut at the end of the axis, where it ends in a point."""
    half, tip = thick / 2, min(8.0, (right - left) / 2)
    corners = [(left, level - half), (right - tip, level - half), (right, level)]
    sheet.shape([*corners, (right - tip, level + half), (left, level + half)], name, **LOOKS[kind])


def draw_refusal(sheet: Sheet, x: float, level: float, name: str = "") -> None:
    """Draw a cross where a phone was called that could not ring."""
    sheet.text(x, level, "✗", 12, bold=True, colour=VERMILION, align="center", name=name)


def draw_key(sheet: Sheet, left: float, level: float, right: float, entries: dict[str, str]) -> None:
    """Say what the kinds of *entries* mean, in lines from *left* to *right*."""
    x = left
    for kind, words in entries.items():
        wide = 24.0 + 5.0 + width(words, _SIZE) + 16.0
        if x + wide > right and x > left:
            x, level = left, level + 14.0
        _draw_sample(sheet, kind, x, level)
        sheet.text(x + 29, level, words, _SIZE, colour=FAINT)
        x += wide


def _draw_sample(sheet: Sheet, kind: str, x: float, level: float) -> None:
    if kind == "refused":
        draw_refusal(sheet, x + 12, level)
        return
    sheet.rectangle(x, level - 4.5, 24, 9, **LOOKS["window" if kind == "slider" else kind])
    if kind == "slider":
        draw_thumbs(sheet, x, x + 24, level - 4.5)


def key_lines(width_of_sheet: float, entries: dict[str, str]) -> int:
    """How many lines `draw_key` takes."""
    lines, x = 1, 0.0
    for words in entries.values():
        wide = 24.0 + 5.0 + width(words, _SIZE) + 16.0
        if x + wide > width_of_sheet and x:
            lines, x = lines + 1, 0.0
        x += wide
    return lines
