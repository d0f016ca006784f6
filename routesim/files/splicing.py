"""Changing a value in a text: everything else, comments and spelling included, stays as it was typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from routesim.errors import Path, shown_path
from routesim.files.spans import Node, parse
from routesim.files.spelling import LINE_END, Spelling, Value, line_start


class Edit(NamedTuple):
    """A *value* to be written at *path*; keys that are not there yet are added."""

    path: Path
    value: Value


class NoSuchPlace(LookupError):
    """A path that leads nowhere in the text: a list is not as long, or a text stands where keys were expected."""


def spliced(text: str, edits: Iterable[Edit]) -> str:
    """*text* with each of *edits* made, one after the other. Raises NoSuchPlace for a path that leads nowhere."""
    for edit in edits:
        text = _Splicer(text).made(edit)
    return text


class _Splicer:
    def __init__(self, text: str) -> None:
        self._text = text
        self._spelling = Spelling(text)

    def made(self, edit: Edit) -> str:
        """The text with *edit* made."""
        node, rest = parse(self._text, edit.path), edit.path
        while rest and (child := node.child(rest[0])) is not None:
            node, rest = child, rest[1:]
        if not rest:
            return self._replaced(node, edit)
        if any(isinstance(part, int) for part in rest) or (node.kind != "mapping" and not node.is_empty):
            raise NoSuchPlace(shown_path(edit.path))
        value = edit.value
        for key in reversed(rest[1:]):
            value = {str(key): value}
        if node.is_empty:
            return self._put(node.start, node.end, f" {self._spelling.value({str(rest[0]): value})}")
        return self._added(node, str(rest[0]), value)

    def _replaced(self, node: Node, edit: Edit) -> str:
        value = edit.value
        if node.ends_exactly:
            written = self._spelling.value(value)
            needs_space = node.is_empty and self._text[node.start - 1 : node.start] not in (" ", "")
            return self._put(node.start, node.end, f" {written}" if needs_space else written)
        items = value if isinstance(value, (list, tuple)) else ()
        if len(items) != len(node.items) or not all(item.ends_exactly for item in node.items):
            raise NoSuchPlace(shown_path(edit.path))
        text = self._text
        for item, part in reversed(list(zip(node.items, items, strict=True))):
            text = text[: item.start] + self._spelling.value(part) + text[item.end :]
        return text

    def _added(self, node: Node, key: str, value: Value) -> str:
        """The text with a key more in the mapping *node*."""
        entry = f"{self._spelling.key(key)}: {self._spelling.value(value)}"
        if node.is_flow:
            if not node.entries:
                return self._put(node.start + 1, node.start + 1, entry)
            last = list(node.entries.values())[-1]
            at = last.end if last.ends_exactly else node.end - 1
            return self._put(at, at, f", {entry}")
        indent = " " * (node.first_key - line_start(self._text, node.first_key))
        before = [entry for entry in node.entries.values() if entry.ends_exactly and not entry.is_empty]
        if not before:
            return self._put(node.first_key, node.first_key, f"{entry}{self._spelling.line_break}{indent}")
        found = LINE_END.search(self._text, before[-1].end)
        at = found.start() if found else len(self._text)
        return self._put(at, at, f"{self._spelling.line_break}{indent}{entry}")

    def _put(self, start: int, end: int, new: str) -> str:
        return self._text[:start] + new + self._text[end:]
