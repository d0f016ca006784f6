"""The picture of calls that a draft treats differently: a line for each, how it ends as applied and in the draft."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from routesim.plot.ending_look import KINDS, MEANINGS, draw_block, kind_of
from routesim.plot.lettering import fit, fold, width
from routesim.plot.palette import FAINT, INK, LINE, PALE
from routesim.plot.sheet import Sheet
from routesim.result.clock import seconds
from routesim.result.difference import Difference, Fate
from routesim.result.difference_groups import Alike, topics
from routesim.result.difference_text import names_in
from routesim.result.difference_words import cause_words, numbers_words, verdict_words
from routesim.result.fates import reason_words, taken_words

MOST_CHANGES = 40
"""The most changes that a picture shows."""
MARGIN = 22.0
HEADING = 66.0
_CALLS, _ENDING, _ARROW = 300.0, 180.0, 34.0
WIDTH = 2 * MARGIN + _CALLS + 2 * _ENDING + _ARROW + 12
_SIZE, _SMALL, _LINE = 8.5, 7.5, 10.0


class Line(NamedTuple):
    """One line: the calls, *when* they are treated differently, and how they end on either side."""

    calls: tuple[str, ...]
    when: tuple[str, ...]
    names: Mapping[str, str]
    applied: Fate
    draft: Fate
    tells_waits: bool

    @property
    def height(self) -> float:
        """How much room it takes."""
        return max(32.0, 7.0 + 11.0 * len(self.calls) + _LINE * len(self.when) + 6.0)


def lines_of(difference: Difference) -> tuple[Line, ...]:
    """The lines of *difference*, in the order in which it is told: what has the same cause stands together."""
    return tuple(_line(group) for topic in topics(difference.changes) for group in (topic.first, *topic.others))


def _line(group: Alike) -> Line:
    first = group.first
    names = names_in(first.stories)
    calls = f"Calls to {numbers_words(dict.fromkeys(group.all_numbers), names)}"
    causes = cause_words(first.when, names)
    when = fold(f"when {causes}" if first.when else causes, _CALLS - 10, _SMALL, lines=4)
    called = fold(calls, _CALLS - 10, _SIZE, bold=True, lines=2)
    return Line(tuple(called), tuple(when), names, first.applied, first.draft, first.kind == "timing")


def draw_difference(difference: Difference) -> Sheet:
    """Draw the changes of *difference*, the first MOST_CHANGES lines of them."""
    every = lines_of(difference)
    lines = every[:MOST_CHANGES]
    sheet = Sheet(WIDTH, MARGIN + HEADING + sum(line.height for line in lines) + 34 + MARGIN)
    title = f"{difference.applied} → {difference.draft}"
    sheet.text(MARGIN, MARGIN + 4, fit(title, WIDTH - 2 * MARGIN, 13, bold=True), 13, bold=True, name="title")
    subtitle = verdict_words(difference)
    if len(every) > len(lines):
        subtitle += f" {len(lines)} kinds of calls of {len(every)} are shown."
    for place, words in enumerate(fold(subtitle, WIDTH - 2 * MARGIN, 8.5, lines=2)):
        sheet.text(MARGIN, MARGIN + 21 + 11 * place, words, 8.5, colour=FAINT, name=f"subtitle-{place}")
    top = MARGIN + HEADING
    before, after = _columns()
    for x, heading in () if not lines else ((before, "As applied"), (after, "In the draft")):
        sheet.text(x, top - 12, heading, 9, bold=True, colour=FAINT)
    for place, line in enumerate(lines):
        sheet.line([(MARGIN, top), (WIDTH - MARGIN, top)], color=PALE)
        _draw_line(sheet, line, top, f"change-{place}")
        top += line.height
    _draw_legend(sheet, lines, top + 22)
    return sheet


def _columns() -> tuple[float, float]:
    before = MARGIN + _CALLS + 12
    return before, before + _ENDING + _ARROW


def _draw_line(sheet: Sheet, line: Line, top: float, name: str) -> None:
    for number, words in enumerate(line.calls):
        sheet.text(MARGIN, top + 11 + 11 * number, words, _SIZE, bold=True, name=f"{name}-calls-{number}")
    level = top + 11 * len(line.calls)
    for number, words in enumerate(line.when):
        sheet.text(MARGIN, level + 12 + _LINE * number, words, _SMALL, colour=FAINT, name=f"{name}-when-{number}")
    before, after = _columns()
    middle = top + line.height / 2
    _draw_fate(sheet, line.applied, line.names, before, middle, line.tells_waits, f"{name}-applied")
    _draw_fate(sheet, line.draft, line.names, after, middle, line.tells_waits, f"{name}-draft")
    start, end = after - _ARROW + 2, after - 8
    sheet.line([(start, middle), (end - 5, middle)], color=LINE, linewidth=1.6)
    sheet.shape([(end, middle), (end - 7, middle - 4), (end - 7, middle + 4)], facecolor=LINE, edgecolor="none")


def _draw_fate(
    sheet: Sheet, fate: Fate, names: Mapping[str, str], left: float, level: float, tells_wait: bool, name: str
) -> None:
    draw_block(sheet, kind_of(fate.outcome), left, level - 10, 9.0, 20.0)
    words = taken_words(fate.outcome, fate.by, names)
    why = f"after {seconds(fate.waited)}" if tells_wait else reason_words(fate.reason).removeprefix(": ")
    room = _ENDING - 18
    lines = fold(words[:1].upper() + words[1:], room, _SIZE, bold=True, lines=2)
    level -= (len(lines) - 1 + bool(why)) * 5.5
    for number, shown in enumerate(lines):
        sheet.text(left + 15, level + 11 * number, shown, _SIZE, bold=True, colour=INK, name=f"{name}-{number}")
    if why:
        sheet.text(left + 15, level + 11 * len(lines), fit(why, room, _SMALL), _SMALL, colour=FAINT, name=f"{name}-why")


def _draw_legend(sheet: Sheet, lines: tuple[Line, ...], level: float) -> None:
    kinds = {kind_of(fate.outcome) for line in lines for fate in (line.applied, line.draft)}
    x = MARGIN
    for kind in KINDS:
        if kind in kinds:
            draw_block(sheet, kind, x, level - 4.5, 24.0, 9.0)
            sheet.text(x + 29, level, MEANINGS[kind], 7.5, colour=FAINT)
            x += 29 + width(MEANINGS[kind], 7.5) + 16
