"""Comments in a file that are meant for us: `# routesim: ignore RS101`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from yaml import ScalarEvent
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from routesim.files.document import Document

_OURS = re.compile(r"(?:^|(?<=\s))#\s*routesim:\s*")


class Comment(NamedTuple):
    """What a comment says to us, and where that begins: line and column, from 1."""

    text: str
    line: int
    column: int


def comments(document: Document) -> list[Comment]:
    """The comments of *document* that are meant for us; a text that looks like one is none."""
    if "routesim:" not in document.source.text:
        return []
    found = []
    for number, line in enumerate(document.source.lines, 1):
        for mark in _OURS.finditer(line) if "routesim:" in line else ():
            found.append(Comment(line[mark.end() :].rstrip(), number, mark.end() + 1))
            break
    texts = _texts(document.reading.text) if found else iter(())
    return list(_outside(found, texts))


Span = tuple[tuple[int, int], tuple[int, int]]
"""Where a text begins and ends: line and column, from 1."""


def _texts(yaml: str) -> Iterator[Span]:
    """Where each text of the file stands, in order."""
    parser = CParser(yaml)
    while parser.check_event():
        event = parser.get_event()
        if isinstance(event, ScalarEvent):
            start: Any = event.start_mark
            end: Any = event.end_mark
            yield (start.line + 1, start.column + 1), (end.line + 1, end.column + 1)


def _outside(found: list[Comment], texts: Iterator[Span]) -> Iterator[Comment]:
    """Those of *found* that lie in none of *texts*; both are in order."""
    start = end = (0, 0)
    for comment in found:
        here = (comment.line, comment.column)
        while end <= here:
            start, end = next(texts, ((1 << 62, 0), (1 << 62, 1)))
        if here < start:
            yield comment
