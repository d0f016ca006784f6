"""What a draft changes, as Markdown for a pull request: a table of causes, stories to unfold, texts apart.

Names come from a configuration that somebody else may have written: nothing in them becomes a heading, a link, HTML or
a mention of somebody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from routesim.result.clock import grouped
from routesim.result.difference import Difference, TextChange
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
from routesim.result.text import story_text
from routesim.result.typography import printable

MOST_CHARACTERS = 40_000
"""So long may the stories be together: a comment on a pull request holds 65,536 characters."""
_MARKS = {"equal": "✅", "different": "⚠️", "undecided": "❓"}
_SPECIAL = re.compile(r"[\\`*_\[\]|~]")
_MENTION = re.compile(r"[@#](?=\w)")


def difference_markdown(difference: Difference) -> Iterator[str]:
    """Write *difference* line by line."""
    yield f"### {_text(difference.applied)} → {_text(difference.draft)}"
    yield ""
    yield f"{_MARKS[difference.verdict]} {_text(verdict_words(difference))}"
    together = topics(difference.changes)
    groups = [group for topic in together for group in (topic.first, *topic.others)]
    told = groups[:MOST_CHANGES]
    firsts = [topic.first for topic in together if topic.first.first.kind == "ending"]
    if told:
        yield from ("", "| when | calls to | applied | draft |", "|---|---|---|---|")
        yield from (f"| {' | '.join(map(_text, row_words(group)))} |" for group in told)
        yield from _rest(len(groups) - len(told), "change")
        yield from _stories([group for group in told if group in firsts])
    yield from _texts(difference.texts)


def _text(text: str) -> str:
    """*text* as Markdown that shows just that."""
    return _SPECIAL.sub(r"\\\g<0>", _html(text))


def _html(text: str) -> str:
    """*text* as HTML that shows just that, and calls nobody."""
    return _MENTION.sub("\\g<0>\N{WORD JOINER}", escape(printable(text), quote=False))


def _stories(told: list[Alike]) -> Iterator[str]:
    written = 0
    for place, group in enumerate(told):
        block = list(_story(group))
        written += sum(map(len, block))
        if place == MOST_STORIES or written > MOST_CHARACTERS:
            yield from ("", "The stories of the other changes are left out here.")
            return
        yield from block


def _story(group: Alike) -> Iterator[str]:
    yield ""
    what = f"Both stories of {example_words(group)}"
    yield f"<details><summary>{_html(what)}</summary>"
    for label, record in zip(("applied", "draft"), group.first.stories, strict=True):
        story = story_text(record)
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", story)), default=0))
        yield from ("", f"**{label}**", "", f"{fence}text", *story.split("\n"), fence)
    yield from ("", "</details>")


def _texts(texts: tuple[TextChange, ...]) -> Iterator[str]:
    if not texts:
        return
    yield from ("", "Changes without effect on any call:", "", "| where | applied | draft |", "|---|---|---|")
    for text in texts[:MOST_TEXTS]:
        cells = (text.path, shown_value(text.applied), shown_value(text.draft))
        yield f"| {' | '.join(map(_text, cells))} |"
    yield from _rest(len(texts) - MOST_TEXTS, "text")


def _rest(number: int, word: str) -> Iterator[str]:
    if number > 0:
        yield from ("", f"... and {grouped(number, f'more {word}')}")
