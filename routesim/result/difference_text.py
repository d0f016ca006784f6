"""What a draft changes, for a screen: causes, fates, both stories, texts apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from routesim.result.clock import grouped
from routesim.result.difference import Difference, Stories, TextChange
from routesim.result.difference_groups import Alike, Topic, topics
from routesim.result.difference_words import cause_words, fate_words, numbers_words, verdict_words
from routesim.result.painting import NARROWEST, WIDTH, Painter, plain
from routesim.result.side_by_side import both_stories
from routesim.result.typography import printable, shorten, wrap
from routesim.result.words import names_of

MOST_STORIES = 8
"""So many changes are told with both stories; of the others, the fates."""
MOST_CHANGES = 60
"""So many changes are told at all."""
MOST_LIKEWISE = 6
"""So many others are told that have a cause in common with one before."""
MOST_TEXTS = 40
_LONGEST_TEXT = 60
_STYLES = {"equal": "good", "different": "warn", "undecided": "bad"}


def difference_lines(difference: Difference, width: int = WIDTH, paint: Painter = plain) -> Iterator[str]:
    """Tell *difference* in at most *width* columns."""
    return _Teller(difference, max(NARROWEST, width), paint).lines()


class _Teller:
    """Tells a difference; *stories* counts how many changes may still be told with both."""

    def __init__(self, difference: Difference, width: int, paint: Painter) -> None:
        self._difference = difference
        self._width = width
        self._paint = paint
        self._stories = MOST_STORIES

    def lines(self) -> Iterator[str]:
        difference = self._difference
        title = f"{printable(difference.applied)} → {printable(difference.draft)}"
        yield from self._wrapped("title", title)
        yield from self._wrapped(_STYLES[difference.verdict], verdict_words(difference))
        told = 0
        for topic in topics(difference.changes):
            if told < MOST_CHANGES:
                yield from self._topic(topic, MOST_CHANGES - told)
            told += 1 + len(topic.others)
        yield from _rest(told - MOST_CHANGES, "change")
        yield from self._texts(difference.texts)

    def _wrapped(self, style: str, text: str) -> Iterator[str]:
        yield from (self._paint(style, line) for line in wrap(text, self._width))

    def _topic(self, topic: Topic, most: int) -> Iterator[str]:
        yield from self._cause("When", topic.first)
        yield from self._fates(topic.first, with_numbers=True)
        if topic.first.first.kind == "ending" and self._stories:
            self._stories -= 1
            yield ""
            yield from both_stories(topic.first.first.stories, self._width, self._paint)
        for group in topic.others[: min(most - 1, MOST_LIKEWISE)]:
            yield from self._cause("Likewise", group)
            yield from self._fates(group, with_numbers=group.all_numbers != topic.first.all_numbers)
        yield from _rest(min(most - 1, len(topic.others)) - MOST_LIKEWISE, "change", " of that kind")

    def _cause(self, word: str, group: Alike) -> Iterator[str]:
        what = "" if group.first.kind == "ending" else " (only the time changes)"
        yield ""
        yield from self._wrapped(
            "ringing", f"{word}: {cause_words(group.first.when, names_in(group.first.stories))}{what}"
        )

    def _fates(self, group: Alike, with_numbers: bool) -> Iterator[str]:
        applied, draft = group.first.stories
        names = names_in(group.first.stories)
        rows = (
            ("calls to", calls_words(group, names) if with_numbers else "", "plain"),
            ("applied", fate_words(group.first.applied, names_of(applied)), "faint"),
            ("draft", fate_words(group.first.draft, names_of(draft)), "warn"),
        )
        for label, text, style in rows:
            for place, line in enumerate(wrap(text, self._width - 12) if text else ()):
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


def names_in(stories: Stories) -> dict[str, str]:
    """What extensions are called on either system, in the draft's words where both have one."""
    return {**names_of(stories[0]), **names_of(stories[1])}


def calls_words(group: Alike, names: Mapping[str, str]) -> str:
    """Which numbers are called, and what leads the call there from those that do not ring the same phones at once."""
    routes = [f"{numbers_words(numbers, names)} once {cause_words(route, names)}" for route, numbers in group.routes]
    return "; ".join(filter(None, (numbers_words(group.numbers, names), *routes)))


def row_words(group: Alike) -> tuple[str, str, str, str]:
    """A table's row: when, calls to which numbers, how they end as applied, and in the draft."""
    change, names = group.first, names_in(group.first.stories)
    when = cause_words(change.when, names) + (" (only the time changes)" if change.kind == "timing" else "")
    applied, draft = map(names_of, change.stories)
    return when, calls_words(group, names), fate_words(change.applied, applied), fate_words(change.draft, draft)


def example_words(group: Alike) -> str:
    """The call that shows the change: `a call to Alice (101): Alice (101) is occupied`."""
    names = names_in(group.first.stories)
    return f"a call to {numbers_words(group.numbers[:1], names)}: {cause_words(group.first.when, names)}"


def shown_value(value: str | None) -> str:
    """A text of a configuration as it may be shown, in quotes; a dash where it is absent."""
    return "-" if value is None else f'"{shorten(printable(value), _LONGEST_TEXT)}"'


def _rest(number: int, word: str, kind: str = "") -> Iterator[str]:
    if number > 0:
        yield ""
        yield f"... and {grouped(number, f'more {word}')}{kind}: --format json tells all of them"
