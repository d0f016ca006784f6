"""The picture of where calls end: numbers to the left, endings to the right, ribbons in between."""

from __future__ import annotations

from routesim.plot.ending_look import KINDS, MEANINGS, RIBBONS, draw_block
from routesim.plot.lettering import drawable, fit, fold, width
from routesim.plot.palette import FAINT
from routesim.plot.sheet import Sheet
from routesim.plot.threads import Weave
from routesim.plot.weaving import Block, Ribbon, Woven, weave
from routesim.result.clock import grouped, number

MARGIN = 22.0
HEADING = 66.0
BLOCK = 11.0
_MOST_LABEL = 230.0
_BETWEEN = 190.0
_SIZE, _SMALL = 8.5, 7.0
_MOVE, _LINE, _CURVE = 1, 2, 4


def draw_weave(found: Weave) -> Sheet:
    """Draw the threads of *found*."""
    woven = weave(found)
    labels = [_label_width(column, found) for column in woven.columns]
    left = MARGIN + labels[0] + 8
    right = left + BLOCK + _BETWEEN
    sheet_width = right + BLOCK + 8 + labels[1] + MARGIN
    sheet = Sheet(sheet_width, MARGIN + HEADING + woven.height + 30 + MARGIN)
    most = sheet_width - 2 * MARGIN
    sheet.text(MARGIN, MARGIN + 4, fit(found.title, most, 13, bold=True), 13, bold=True, name="title")
    for place, line in enumerate(fold(found.subtitle, most, 8.5, lines=2)):
        sheet.text(MARGIN, MARGIN + 21 + 11 * place, line, 8.5, colour=FAINT, name=f"subtitle-{place}")
    top = MARGIN + HEADING
    for place, ribbon in enumerate(sorted(woven.ribbons, key=lambda ribbon: -ribbon.weight)):
        _draw_ribbon(sheet, ribbon, left + BLOCK, right, top, f"ribbon-{place}")
    _draw_column(sheet, found, 0, woven.columns[0], left, top)
    _draw_column(sheet, found, 1, woven.columns[1], right, top)
    _draw_legend(sheet, woven, top + woven.height + 24, sheet_width)
    return sheet


def _label_width(column: tuple[Block, ...], found: Weave) -> float:
    wide = [
        max(width(drawable(title), _SIZE, bold=True), width(drawable(subtitle), _SMALL))
        for block in column
        for title, subtitle in [_words(block, found)]
    ]
    return min(max([*wide, 60.0]), _MOST_LABEL)


def _words(block: Block, found: Weave) -> tuple[str, str]:
    """What stands beside a block, and beneath that."""
    total = sum(thread.weight for thread in found.threads)
    share = number(round(100 * block.weight / total, 1))
    counted = f"{grouped(block.weight, found.unit)}, {share} %" if found.unit else ""
    return block.stop.title, ", ".join(filter(None, (counted, block.stop.subtitle)))


def _draw_ribbon(sheet: Sheet, ribbon: Ribbon, x0: float, x1: float, top: float, name: str) -> None:
    (a0, a1), (b0, b1) = ((low + top, high + top) for low, high in (ribbon.left, ribbon.right))
    middle = (x0 + x1) / 2
    there = [(x0, a0), (middle, a0), (middle, b0), (x1, b0)]
    vertices = [*there, (x1, b1), (middle, b1), (middle, a1), (x0, a1), (x0, a0)]
    codes = [_MOVE, _CURVE, _CURVE, _CURVE, _LINE, _CURVE, _CURVE, _CURVE, _LINE]
    face, edge = RIBBONS[ribbon.kind]
    sheet.curve(vertices, codes, name, facecolor=face, edgecolor=edge, linewidth=0.5)


def _draw_column(sheet: Sheet, found: Weave, column: int, blocks: tuple[Block, ...], left: float, top: float) -> None:
    """Draw the blocks of a column with their names, and its heading."""
    align, x = ("left", left + BLOCK + 8) if column else ("right", left - 8)
    heading_x = left if column else left + BLOCK
    sheet.text(heading_x, top - 16, found.columns[column], 9, bold=True, colour=FAINT, align=align)
    for place, block in enumerate(blocks):
        name = f"stop-{column}-{place}"
        level = top + block.top + block.height / 2
        draw_block(sheet, block.stop.kind, left, top + block.top, BLOCK, block.height, name)
        title, subtitle = _words(block, found)
        up = 5.0 if subtitle and block.height >= 20 else 0.0
        shown = fit(title, _MOST_LABEL, _SIZE, bold=True)
        sheet.text(x, level - up, shown, _SIZE, bold=True, align=align, name=f"{name}-title")
        if up:
            beneath = fit(subtitle, _MOST_LABEL, _SMALL)
            sheet.text(x, level + 6, beneath, _SMALL, colour=FAINT, align=align, name=f"{name}-sub")


def _draw_legend(sheet: Sheet, woven: Woven, level: float, sheet_width: float) -> None:
    x = MARGIN
    kinds = {block.stop.kind for block in woven.columns[1]}
    for kind in KINDS:
        if kind not in kinds:
            continue
        wide = 29.0 + width(MEANINGS[kind], 7.5) + 16.0
        if x + wide > sheet_width and x > MARGIN:
            x, level = MARGIN, level + 14.0
        draw_block(sheet, kind, x, level - 4.5, 24.0, 9.0)
        sheet.text(x + 29, level, MEANINGS[kind], 7.5, colour=FAINT)
        x += wide
