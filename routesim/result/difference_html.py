"""Differences for notebooks: a table of what changes when, both stories of the first of them to unfold, texts apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from routesim.result.clock import grouped
from routesim.result.difference import Difference
from routesim.result.difference_groups import Alike, topics
from routesim.result.difference_text import (
    MOST_CHANGES,
    MOST_STORIES,
    MOST_TEXTS,
    example_words,
    row_words,
    shown_value,
)
from routesim.result.difference_words import verdict_words
from routesim.result.html import story_html
from routesim.result.markup import BAD, FONT, GOOD, WARN, line, safe

_STYLES = {"equal": GOOD, "different": WARN, "undecided": BAD}
_CELL = "text-align:left;vertical-align:top;border:0;padding:1px 14px 1px 0;background:none"


def difference_html(difference: Difference, unfolded: bool = False) -> str:
    """Tell *difference* as an HTML fragment, its stories to unfold, or *unfolded* as for paper."""
    return f'<div style="{FONT}">{"".join(_difference(difference, unfolded))}</div>'


def _difference(difference: Difference, unfolded: bool) -> Iterator[str]:
    yield line(f"{difference.applied} → {difference.draft}", "font-weight:600;font-size:15px")
    yield line(verdict_words(difference), f"color:{_STYLES[difference.verdict]}")
    together = topics(difference.changes)
    groups = [group for topic in together for group in (topic.first, *topic.others)]
    if groups:
        yield from _table(("when", "calls to", "applied", "draft"), map(row_words, groups[:MOST_CHANGES]))
        yield from _rest(len(groups) - MOST_CHANGES, "change")
        firsts = [topic.first for topic in together if topic.first.first.kind == "ending"]
        yield from (_stories(group, unfolded) for group in firsts[:MOST_STORIES])
    if difference.texts:
        yield line("Changes without effect on any call", "font-weight:600;margin-top:8px")
        texts = difference.texts[:MOST_TEXTS]
        cells = ((text.path, shown_value(text.applied), shown_value(text.draft)) for text in texts)
        yield from _table(("where", "applied", "draft"), cells)
        yield from _rest(len(difference.texts) - MOST_TEXTS, "text")


def _stories(group: Alike, unfolded: bool) -> str:
    sides = "".join(
        f'<div style="flex:1 1 22em">{line(label, "font-weight:600;opacity:.7")}{story_html(record)}</div>'
        for label, record in zip(("applied", "draft"), group.first.stories, strict=True)
    )
    summary = f"<summary>Both stories of {safe(example_words(group))}</summary>"
    both = f'<div style="display:flex;flex-wrap:wrap;gap:24px">{sides}</div>'
    return f"<details{' open' if unfolded else ''}>{summary}{both}</details>"


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    yield '<table style="border-collapse:collapse;border:0;margin:4px 0"><tr>'
    yield "".join(f'<th style="{_CELL};opacity:.7">{head}</th>' for head in heads)
    yield "</tr>"
    for row in rows:
        cells = "".join(f'<td style="{_CELL}">{safe(cell)}</td>' for cell in row)
        yield f'<tr style="background:none">{cells}</tr>'
    yield "</table>"


def _rest(number: int, word: str) -> Iterator[str]:
    if number > 0:
        yield line(f"... and {grouped(number, f'more {word}')}: to_dict() has them all", "opacity:.7")
