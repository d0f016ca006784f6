"""What a draft changes, for a screen: causes, fates, both stories, texts apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from routesim.report.fates import cause_words, fate_words, numbers_words, verdict_words
from routesim.report.replaying import Pair, Retell
from routesim.report.side_by_side import both_stories
from routesim.result.clock import grouped
from routesim.result.difference import Change, Difference, Fate, TextChange
from routesim.result.painting import NARROWEST, Painter, plain
from routesim.result.typography import printable, shorten, wrap
from routesim.result.words import names_of

MOST_STORIES = 8
"""So many changes are told with both stories; of the others, the fates."""
MOST_CHANGES = 60
"""So many changes are told at all."""
MOST_TEXTS = 40
_LONGEST_TEXT = 60
_STYLES = {"equal": "good", "different": "warn", "undecided": "bad"}


class Alike(NamedTuple):
    """Changes with the same cause and the same two fates, to several *numbers*; *first* stands for all of them."""

    first: Change
    numbers: tuple[str, ...]


def alike(changes: Iterable[Change]) -> list[Alike]:
    """Put changes together that differ in the number alone: causes stay in their order, timing comes last."""
    groups: dict[tuple[str, tuple[str, ...], Fate, Fate], list[Change]] = {}
    causes: dict[tuple[str, tuple[str, ...]], int] = {}
    for change in changes:
        causes.setdefault((change.kind, change.when), len(causes))
        groups.setdefault((change.kind, change.when, change.applied, change.draft), []).append(change)
    found = [Alike(group[0], tuple(change.number for change in group)) for group in groups.values()]
    return sorted(found, key=lambda one: (one.first.kind, causes[one.first.kind, one.first.when]))


def difference_lines(difference: Difference, retell: Retell, width: int, paint: Painter = plain) -> Iterator[str]:
    """Tell *difference* in at most *width* columns; *retell* plays a change's witness on both systems."""
    return _Teller(difference, retell, max(NARROWEST, width), paint).lines()


class _Teller:
    """Tells a difference; *stories* counts how many changes may still be told with both."""

    def __init__(self, difference: Difference, retell: Retell, width: int, paint: Painter) -> None:
        self._difference = difference
        self._retell = retell
        self._width = width
        self._paint = paint
        self._stories = MOST_STORIES

    def lines(self) -> Iterator[str]:
        difference = self._difference
        title = f"{printable(difference.applied)} → {printable(difference.draft)}"
        yield from self._wrapped("title", title)
        yield from self._wrapped(_STYLES[difference.verdict], verdict_words(difference))
        groups = alike(difference.changes)
        for (kind, when), group in groupby(groups[:MOST_CHANGES], lambda one: (one.first.kind, one.first.when)):
            yield from self._cause(kind, when, list(group))
        yield from _rest(len(groups) - MOST_CHANGES, "change")
        yield from self._texts(difference.texts)

    def _wrapped(self, style: str, text: str) -> Iterator[str]:
        yield from (self._paint(style, line) for line in wrap(text, self._width))

    def _cause(self, kind: str, when: tuple[str, ...], groups: list[Alike]) -> Iterator[str]:
        pairs = [self._retell(group.first) for group in groups]
        what = "" if kind == "ending" else " (only the time changes)"
        yield ""
        yield from self._wrapped("ringing", f"When: {cause_words(when, names_in(pairs[0]))}{what}")
        for place, (group, pair) in enumerate(zip(groups, pairs, strict=True)):
            if place:
                yield ""
            yield from self._fates(group, pair)
            if kind == "ending" and self._stories:
                self._stories -= 1
                yield ""
                yield from both_stories(pair, self._width, self._paint)

    def _fates(self, group: Alike, pair: Pair) -> Iterator[str]:
        rows = (
            ("calls to", numbers_words(group.numbers, names_in(pair)), "plain"),
            ("applied", fate_words(group.first.applied, names_of(pair[0])), "faint"),
            ("draft", fate_words(group.first.draft, names_of(pair[1])), "warn"),
        )
        for label, text, style in rows:
            for place, line in enumerate(wrap(text, self._width - 12)):
                yield f"  {'' if place else label:<8}  {line if style == 'plain' else self._paint(style, line)}"

    def _texts(self, texts: tuple[TextChange, ...]) -> Iterator[str]:
        if not texts:
            return
        yield ""
        yield self._paint("title", "Changes without effect on any call")
        for text in texts[:MOST_TEXTS]:
            change = f"{printable(text.path)}: {shown_value(text.applied)} → {shown_value(text.draft)}"
            first, *more = wrap(change, self._width - 4)
            yield f"  {first}"
            yield from (f"    {line}" for line in more)
        yield from _rest(len(texts) - MOST_TEXTS, "text")


def names_in(pair: Pair) -> dict[str, str]:
    """What extensions are called on either system, in the draft's words where both have one."""
    return {**names_of(pair[0]), **names_of(pair[1])}


def shown_value(value: str | None) -> str:
    """A text of a configuration as it may be shown, in quotes; a dash where it is absent."""
    return "-" if value is None else f'"{shorten(printable(value), _LONGEST_TEXT)}"'


def _rest(number: int, word: str) -> Iterator[str]:
    if number > 0:
        yield ""
        yield f"... and {grouped(number, f'more {word}')}: --format json tells all of them"
