"""Draws a card: its outline, its header, a row for each way on, with sliders and the ways' ends."""

from __future__ import annotations

from typing import Any

from routesim.plot.card_look import COLOURS, HEADER, ICON, MARGIN, SLIDER, SMALL, TITLE, CardLook, RowLook
from routesim.plot.marks import Marks
from routesim.plot.outlines import outline
from routesim.plot.palette import FAINT, GREY, ORANGE, PALE, PAPER, tint
from routesim.plot.sheet import Sheet

_ENDS = "#a84a00"
"""Vermilion, dark enough to read."""


def draw_card(sheet: Sheet, look: CardLook, left: float, top: float, marks: Marks, place: int) -> None:
    """Draw a card with its upper left corner there; it is called by its *place*."""
    card = look.card
    right, bottom = left + look.width, top + look.height
    border, colour = marks.border(card), COLOURS.get(card.kind, GREY)
    edge: dict[str, Any] = {"edgecolor": border.colour, "linewidth": border.weight, "linestyle": border.dashes}
    if card.kind == "queue":
        sheet.shape(outline("user", left + 5, top - 5, right + 0, bottom - 5), facecolor=tint(colour, 0.2), **edge)
        sheet.shape(outline("user", left + 2.5, top - 2.5, right, bottom), facecolor=tint(colour, 0.2), **edge)
    sheet.shape(outline(card.kind, left, top, right, bottom), f"card-{place}", facecolor=PAPER, zorder=1, **edge)
    header = outline(card.kind, left, top, right, bottom)
    if look.is_bare:
        sheet.shape(header, facecolor=tint(colour, marks.strength(card)), **edge)
    else:
        _fill_header(sheet, look, left, top, tint(colour, marks.strength(card)))
        sheet.shape(header, facecolor="none", **edge)
    _write_header(sheet, look, left, top, marks, place)
    for number, row in enumerate(look.rows):
        _draw_row(sheet, look, row, left, top, marks, f"row-{place}-{number}")


def _fill_header(sheet: Sheet, look: CardLook, left: float, top: float, colour: str) -> None:
    """Colour the upper part of a card that has rows beneath."""
    corners = outline(look.card.kind, left, top, left + look.width, top + look.height)
    kept = [(x, min(y, top + HEADER)) for x, y in corners]
    sheet.shape(kept, facecolor=colour, edgecolor="none")
    sheet.line([(left, top + HEADER), (left + look.width, top + HEADER)], color="#4d4d4d", linewidth=0.5)


def _write_header(sheet: Sheet, look: CardLook, left: float, top: float, marks: Marks, place: int) -> None:
    sheet.text(left + MARGIN + ICON / 2 - 2, top + 13.5, look.icon, 12, align="center")
    x = left + MARGIN + ICON
    sheet.text(x, top + (9.5 if look.subtitle else 14.0), look.title, TITLE, bold=True, name=f"title-{place}")
    sheet.text(x, top + 19.8, look.subtitle, SMALL, colour=FAINT, name=f"subtitle-{place}")
    sign, colour = marks.badge(look.card)
    if sign:
        _draw_badge(sheet, sign, colour, left + look.width - 4, top + 1, f"badge-{place}")


def _draw_badge(sheet: Sheet, sign: str, colour: str, x: float, y: float, name: str, radius: float = 7.0) -> None:
    """Draw a sign on a round badge."""
    corners = outline("conference", x - radius, y - radius, x + radius, y + radius)
    sheet.shape(corners, facecolor=colour, edgecolor=PAPER, linewidth=1.2)
    sheet.text(x, y + 0.5, sign, radius * 1.3, bold=True, colour=PAPER, align="center", name=name)


def _draw_row(sheet: Sheet, look: CardLook, row: RowLook, left: float, top: float, marks: Marks, name: str) -> None:
    right, level = left + look.width, top + row.middle
    sign, sign_colour = marks.badge(look.card, row.row)
    if not row.height:
        if sign:
            _draw_badge(sheet, sign, sign_colour, left, level, f"{name}-badge", 5.0)
        if row.outcome:
            _write_outcome(sheet, row, right - MARGIN - 3, level, name)
        return
    if row is not look.rows[0]:
        sheet.line([(left + 1, top + row.top), (right - 1, top + row.top)], color=PALE, linewidth=0.6)
    colour = marks.row_colour(look.card, row.row)
    first = level - (len(row.lines) - 1) * 9.2 / 2
    for number, line in enumerate(row.lines):
        sheet.text(left + MARGIN, first + number * 9.2, line, SMALL, colour=colour, name=f"{name}-{number}")
    if sign:
        _draw_badge(sheet, sign, sign_colour, left, level, f"{name}-badge", 5.0)
    if row.outcome:
        _write_outcome(sheet, row, left + look.inner - MARGIN, level, name)
    if row.row.window:
        _draw_slider(sheet, look, row, right - MARGIN - SLIDER, level)
    if row.row.targets:
        sheet.rectangle(right - 1.8, level - 1.8, 3.6, 3.6, facecolor="#4d4d4d", edgecolor="none")


def _write_outcome(sheet: Sheet, row: RowLook, right: float, level: float, name: str) -> None:
    colour = _ENDS if row.row.active else GREY
    sheet.text(right, level, row.outcome, SMALL, bold=True, colour=colour, align="right", name=f"{name}-end")


def _draw_slider(sheet: Sheet, look: CardLook, row: RowLook, left: float, level: float) -> None:
    """Draw a destination's slider: its window on a groove that is as long as the plan."""
    assert row.row.window is not None
    begin, end = (left + second / look.span * SLIDER for second in row.row.window)
    active = row.row.active
    sheet.line([(left, level), (left + SLIDER, level)], color=GREY, linewidth=1.0)
    face = tint(ORANGE, 0.75) if active else PALE
    sheet.rectangle(begin, level - 3, end - begin, 6, facecolor=face, edgecolor="#4d4d4d" if active else GREY, lw=0.7)
