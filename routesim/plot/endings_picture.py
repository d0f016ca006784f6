"""The picture of where calls end: numbers to the left, endings to the right, ribbons in between."""

from __future__ import annotations

from typing import Any

from routesim.plot.lettering import drawable, fit, fold, width
from routesim.plot.palette import FAINT, GREEN, INK, ORANGE, PURPLE, VERMILION, tint
from routesim.plot.sheet import Sheet
from routesim.plot.threads import GOOD, LOST, MESSAGE, OUTSIDE, Weave
from routesim.plot.weaving import Block, Ribbon, Woven, weave
from routesim.result.clock import grouped

MARGIN = 22.0
HEADING = 66.0
BLOCK = 11.0
_MOST_LABEL = 230.0
_MIDDLE = 190.0
_BETWEEN = 190.0
_SIZE, _SMALL = 8.5, 7.0
_MOVE, _LINE, _CURVE = 1, 2, 4

_LOOKS: dict[str, dict[str, Any]] = {
    GOOD: {"facecolor": GREEN, "edgecolor": INK},
    MESSAGE: {"facecolor": tint(PURPLE, 0.8), "edgecolor": INK, "hatch": "...."},
    OUTSIDE: {"facecolor": tint(ORANGE, 0.8), "edgecolor": INK, "hatch": "\\\\\\\\"},
    LOST: {"facecolor": tint(VERMILION, 0.8), "edgecolor": INK, "hatch": "xxxx"},
    "": {"facecolor": "#4d4d4d", "edgecolor": INK},
}
_RIBBONS = {
    GOOD: (tint(GREEN, 0.42), "#2f7f67"),
    MESSAGE: (tint(PURPLE, 0.42), "#8a4a70"),
    OUTSIDE: (tint(ORANGE, 0.42), "#8a5f00"),
    LOST: (tint(VERMILION, 0.35), "#8c3d00"),
}
_LEGEND = {GOOD: "taken by somebody", MESSAGE: "a message", OUTSIDE: "a carrier's voicemail", LOST: "nobody takes it"}


def draw_weave(found: Weave) -> Sheet:
    """Draw the threads of *found*."""
    woven = weave(found)
    labels = [_label_width(column, found) for column in woven.columns]
    lefts = _lefts(labels)
    sheet_width = lefts[-1] + BLOCK + 8 + labels[-1] + MARGIN
    sheet = Sheet(sheet_width, MARGIN + HEADING + woven.height + 30 + MARGIN)
    most = sheet_width - 2 * MARGIN
    sheet.text(MARGIN, MARGIN + 4, fit(found.title, most, 13, bold=True), 13, bold=True, name="title")
    for number, line in enumerate(fold(found.subtitle, most, 8.5, lines=2)):
        sheet.text(MARGIN, MARGIN + 21 + 11 * number, line, 8.5, colour=FAINT, name=f"subtitle-{number}")
    top = MARGIN + HEADING
    for ribbon in sorted(woven.ribbons, key=lambda ribbon: -ribbon.weight):
        _draw_ribbon(sheet, ribbon, lefts, top)
    for column, blocks in enumerate(woven.columns):
        _draw_column(sheet, found, column, blocks, lefts[column], top)
    _draw_legend(sheet, woven, top + woven.height + 24, sheet_width)
    return sheet


def _label_width(column: tuple[Block, ...], found: Weave) -> float:
    wide = [
        max(width(drawable(title), _SIZE, bold=True), width(drawable(subtitle), _SMALL))
        for block in column
        for title, subtitle in [_words(block, found)]
    ]
    return min(max([*wide, 60.0]), _MOST_LABEL)


def _lefts(labels: list[float]) -> list[float]:
    """The left edges of the columns of blocks; labels stand left of the first, right of the last, beside the others."""
    lefts = [MARGIN + labels[0] + 8]
    for column in range(1, len(labels)):
        inner = min(labels[column - 1], _MIDDLE) if column > 1 else 0.0
        lefts.append(lefts[-1] + BLOCK + inner + _BETWEEN)
    return lefts


def _words(block: Block, found: Weave) -> tuple[str, str]:
    """What stands beside a block, and beneath that."""
    total = sum(thread.weight for thread in found.threads)
    counted = f"{grouped(block.weight, found.unit)}, {100 * block.weight / total:.0f} %" if found.unit else ""
    return block.stop.title, counted or block.stop.subtitle


def _draw_ribbon(sheet: Sheet, ribbon: Ribbon, lefts: list[float], top: float) -> None:
    x0, x1 = lefts[ribbon.column] + BLOCK, lefts[ribbon.column + 1]
    (a0, a1), (b0, b1) = ((low + top, high + top) for low, high in (ribbon.left, ribbon.right))
    middle = (x0 + x1) / 2
    vertices = [
        (x0, a0),
        (middle, a0),
        (middle, b0),
        (x1, b0),
        (x1, b1),
        (middle, b1),
        (middle, a1),
        (x0, a1),
        (x0, a0),
    ]
    codes = [_MOVE, _CURVE, _CURVE, _CURVE, _LINE, _CURVE, _CURVE, _CURVE, _LINE]
    face, edge = _RIBBONS.get(ribbon.kind, ("#d0d0d0", FAINT))
    sheet.curve(vertices, codes, "ribbon", facecolor=face, edgecolor=edge, linewidth=0.5)


def _draw_column(sheet: Sheet, found: Weave, column: int, blocks: tuple[Block, ...], left: float, top: float) -> None:
    """Draw the blocks of a column with their names, and its heading."""
    first = column == 0
    align, x = ("right", left - 8) if first else ("left", left + BLOCK + 8)
    most = _MOST_LABEL if first or column == len(found.columns) - 1 else _MIDDLE
    heading_x = left + BLOCK if first else left
    sheet.text(heading_x, top - 16, found.columns[column], 9, bold=True, colour=FAINT, align=align)
    for place, block in enumerate(blocks):
        name = f"stop-{column}-{place}"
        level = top + block.top + block.height / 2
        sheet.rectangle(left, top + block.top, BLOCK, block.height, name, linewidth=0.8, **_LOOKS[block.stop.kind])
        title, subtitle = _words(block, found)
        up = 5.0 if subtitle and block.height >= 20 else 0.0
        shown = fit(title, most, _SIZE, bold=True)
        sheet.text(x, level - up, shown, _SIZE, bold=True, align=align, name=f"{name}-title")
        if up:
            sheet.text(x, level + 6, fit(subtitle, most, _SMALL), _SMALL, colour=FAINT, align=align, name=f"{name}-sub")


def _draw_legend(sheet: Sheet, woven: Woven, level: float, sheet_width: float) -> None:
    x = MARGIN
    kinds = {block.stop.kind for blocks in woven.columns for block in blocks}
    for kind, words in _LEGEND.items():
        if kind not in kinds:
            continue
        wide = 29.0 + width(words, 7.5) + 16.0
        if x + wide > sheet_width and x > MARGIN:
            x, level = MARGIN, level + 14.0
        sheet.rectangle(x, level - 4.5, 24, 9, linewidth=0.8, **_LOOKS[kind])
        sheet.text(x + 29, level, words, 7.5, colour=FAINT)
        x += wide
