"""Where the secrets stand in a text, so that its lines can be shown without them.

The text is parsed once more, this time for the extent of every secret. Where the parser gives up, what follows is
masked by the look of its lines, rather too much than too little.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from yaml import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.cyaml import CParser  # type: ignore[attr-defined]
from yaml.error import YAMLError

from routesim.files.excerpt import NEARBY, Span
from routesim.files.secrets import HARMLESS, PAGES, is_secret, is_secret_key, names_a_secret
from routesim.files.source import MOST_EVENTS

_WORD = re.compile(r"[^\W\d_][\w-]*")
_ENCLOSING = 1000
"""How many lines up a line's surroundings are looked for."""
_DEEPEST = 100
"""Deeper than any document that is read."""


@dataclass
class _Level:
    """A mapping or list that is being scanned; *key* is the event of the key whose value is next."""

    is_mapping: bool
    is_flow: bool
    key: Any = None


class Masks:
    """The secrets of a text, given as its *lines* too, up to the place *until* (line and column, from 0)."""

    def __init__(self, text: str, lines: list[str], until: tuple[int, int]) -> None:
        self._lines = lines
        self._until = (until[0], until[1] + NEARBY)
        self._spans: dict[int, list[Span]] = defaultdict(list)
        self._known: dict[int, list[Span]] = {}
        self._levels: list[_Level] = []
        self._read_until = 0
        self._rest_is_secret = False
        try:
            self._scan(CParser(text))
        except YAMLError:
            self._rest_is_secret = is_secret(self._keys())

    def on(self, number: int) -> list[Span]:
        """The secrets on line *number* (from 0), in order, none overlapping another."""
        if number not in self._known:
            self._known[number] = self._find(number)
        return self._known[number]

    def hides(self, number: int, column: int) -> bool:
        """Tell whether the character at *column* of line *number* (both from 0) belongs to a secret."""
        return any(start <= column < end for start, end in self.on(number))

    def _find(self, number: int) -> list[Span]:
        spans = list(self._spans.get(number, ()))
        if number >= self._read_until:
            spans += self._guess(number)
        comment = self._lines[number].find(" #", max(end for _, end in spans)) if spans else -1
        if comment >= 0:  # it may tell the old password
            spans.append((comment + 1, len(self._lines[number])))
        return _merged(spans)

    def _scan(self, parser: Any) -> None:
        for _ in range(MOST_EVENTS):
            event = parser.get_event()
            mark = event.start_mark
            self._read_until = mark.line
            if isinstance(event, (ScalarEvent, AliasEvent)):
                self._scalar(event)
            elif isinstance(event, (MappingStartEvent, SequenceStartEvent)):
                if len(self._levels) >= _DEEPEST:
                    return
                self._container(event)
            elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
                self._container_ends(event)
            if isinstance(event, StreamEndEvent) or (mark.line, mark.column) > self._until:
                self._read_until = len(self._lines)
                return

    def _keys(self) -> list[str]:
        return [_text(level.key) for level in self._levels if level.key is not None]

    def _scalar(self, event: Any) -> None:
        level = self._levels[-1] if self._levels else _Level(False, False)
        if level.is_mapping and level.key is None:
            level.key = event
            return
        if is_secret(self._keys()):
            self._hide(event, to_line_end=not level.is_flow)
        if level.key is not None:
            self._hide_key(is_empty=not _text(event))
            level.key = None

    def _container(self, event: Any) -> None:
        if self._levels and self._levels[-1].key is not None:
            self._hide_key(is_empty=False)
        self._levels.append(_Level(isinstance(event, MappingStartEvent), bool(event.flow_style)))

    def _container_ends(self, event: Any) -> None:
        self._levels.pop()
        if not self._levels:
            return
        level = self._levels[-1]
        if level.is_mapping and level.key is None:
            level.key = event  # what ended was itself a key
        else:
            level.key = None

    def _hide_key(self, is_empty: bool) -> None:
        if is_secret_key(self._keys(), is_empty):
            self._hide(self._levels[-1].key, to_line_end=False)

    def _hide(self, event: Any, to_line_end: bool) -> None:
        start, end = event.start_mark, event.end_mark
        for number in range(start.line, min(end.line + 1, len(self._lines))):
            first = start.column if number == start.line else 0
            whole = to_line_end or number < end.line  # a comment behind a password may tell the former one
            last = len(self._lines[number]) if whole else end.column
            self._spans[number].append((first, last))

    def _guess(self, number: int) -> Iterable[Span]:
        line = self._lines[number] if number < len(self._lines) else ""
        indent = len(line) - len(line.lstrip(" \t-"))
        if self._rest_is_secret:
            return [(indent, len(line))]
        for word in _WORD.finditer(line):
            if names_a_secret(word[0]) or word[0] in PAGES:
                return [(word.end(), len(line))]
        first = _WORD.search(line)
        if self._is_under_secret(number, indent) and not (first and first[0] in HARMLESS and "{" not in line):
            return [(indent, len(line))]
        return []

    def _is_under_secret(self, number: int, indent: int) -> bool:
        """Tell whether a line above, indented less, opens what holds secrets."""
        for line in reversed(self._lines[max(0, number - _ENCLOSING) : number]):
            depth = len(line) - len(line.lstrip(" \t-"))
            if not line.strip() or depth >= indent:
                continue
            indent = depth
            if any(names_a_secret(word) or word in PAGES for word in _WORD.findall(line[:200])):
                return True
        return False


def _text(event: Any) -> str:
    return str(event.anchor if isinstance(event, AliasEvent) else getattr(event, "value", ""))


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
