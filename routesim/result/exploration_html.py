"""Explorations for notebooks: a table of endings for each group of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from routesim.result.exploration import Ending, Exploration, NumberEndings
from routesim.result.exploration_words import (
    PARTLY,
    Group,
    Names,
    ending_words,
    groups,
    possible_words,
    summary_words,
    title_words,
    verdict_words,
    waits_words,
    when_words,
)
from routesim.result.markup import BAD, FONT, GOOD, WARN, line, safe
from routesim.result.records import Outcome
from routesim.result.typography import listing
from routesim.result.words import TAKEN, who

MOST_GROUPS = 200
"""So many groups of numbers stand in a notebook's cell."""
_CELL = "text-align:left;vertical-align:top;border:0;padding:1px 14px 1px 0;background:none"
_STYLES = {"plain": "opacity:.7", "good": f"color:{GOOD}", "bad": f"color:{BAD};font-weight:600"}


def exploration_html(exploration: Exploration) -> str:
    """Tell *exploration* as an HTML fragment."""
    return _fragment(_exploration(exploration))


def number_html(one: NumberEndings) -> str:
    """Tell the endings of one number as an HTML fragment."""
    return _fragment(_group(Group(one, (one.number,)), one.names))


def ending_html(ending: Ending) -> str:
    """Tell one ending as an HTML fragment."""
    return _fragment(_table([ending], {}, set()))


def _fragment(parts: Iterable[str]) -> str:
    return f'<div style="{FONT}">{"".join(parts)}</div>'


def _exploration(exploration: Exploration) -> Iterator[str]:
    yield line(title_words(exploration), "font-weight:600;font-size:15px")
    found = groups(exploration)
    for group in found[:MOST_GROUPS]:
        yield from _group(group, exploration.names)
    if len(found) > MOST_GROUPS:
        yield line(f"... and {len(found) - MOST_GROUPS:,} more: to_pandas() has them all", "opacity:.7")
    for style, sentence in summary_words(exploration):
        yield line(sentence, _STYLES[style])


def _group(group: Group, names: Names) -> Iterator[str]:
    one = group.first
    numbers = listing((who(names, number) for number in group.numbers), most=12)
    yield line(numbers, "font-weight:600;font-size:14px;margin-top:8px")
    yield from _table(one.endings, names, {verdict.ending for verdict in one.properties})
    if not one.complete:
        yield line(f"✗ {PARTLY}", _STYLES["bad"])
    for season in one.calendar or ():
        start, _ = season.intervals[0]
        yield line(f"in {start.year}, {'; '.join(season.when)}:", "margin-top:4px")
        yield line(possible_words(one, season, names), "padding-left:1em;opacity:.7")
    for verdict in one.properties:
        yield line(verdict_words(one, verdict, names), _STYLES["good" if verdict.holds else "bad"])


def _table(endings: Iterable[Ending], names: Names, broken: set[int | None]) -> Iterator[str]:
    yield '<table style="border-collapse:collapse;border:0;font-size:inherit"><tr>'
    yield "".join(f'<th style="{_CELL};opacity:.7">{head}</th>' for head in ("ends", "waits", "when"))
    yield "</tr>"
    for place, ending in enumerate(endings):
        colour = BAD if place in broken else GOOD if Outcome(ending.outcome) in TAKEN else WARN
        yield (
            f'<tr style="background:none"><td style="{_CELL};color:{colour}">{safe(ending_words(ending, names))}</td>'
            f'<td style="{_CELL};white-space:nowrap">{safe(waits_words(ending))}</td>'
            f'<td style="{_CELL}">{safe(when_words(ending, names).removeprefix("when "))}</td></tr>'
        )
    yield "</table>"
