"""Changing a value in a text: everything else, comments and spelling included, stays as it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from routesim.errors import Path, shown_path
from routesim.files.spans import Node, parse

Value = bool | float | str | Sequence["Value"] | dict[str, "Value"]
"""What can be written: yes and no, numbers, texts, lists and mappings of them."""

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z_]*")
_LINE_END = re.compile("\r\n|[\r\n]")


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
        self._is_json = text.lstrip().startswith("{")

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
            return self._put(node.start, node.end, f" {self._written({str(rest[0]): value})}")
        return self._added(node, str(rest[0]), value)

    def _replaced(self, node: Node, edit: Edit) -> str:
        value = edit.value
        if node.ends_exactly:
            written = self._written(value)
            needs_space = node.is_empty and self._text[node.start - 1 : node.start] not in (" ", "")
            return self._put(node.start, node.end, f" {written}" if needs_space else written)
        items = value if isinstance(value, (list, tuple)) else ()
        if len(items) != len(node.items) or not all(item.ends_exactly for item in node.items):
            raise NoSuchPlace(shown_path(edit.path))
        text = self._text
        for item, part in reversed(list(zip(node.items, items, strict=True))):
            text = text[: item.start] + self._written(part) + text[item.end :]
        return text

    def _added(self, node: Node, key: str, value: Value) -> str:
        """The text with a key more in the mapping *node*."""
        entry = f"{self._key(key)}: {self._written(value)}"
        if node.is_flow:
            if not node.entries:
                return self._put(node.start + 1, node.start + 1, entry)
            last = list(node.entries.values())[-1]
            at = last.end if last.ends_exactly else node.end - 1
            return self._put(at, at, f", {entry}")
        indent = " " * (node.first_key - self._line_start(node.first_key))
        before = [entry for entry in node.entries.values() if entry.ends_exactly and not entry.is_empty]
        if not before:
            return self._put(node.first_key, node.first_key, f"{entry}{self._line_break}{indent}")
        found = _LINE_END.search(self._text, before[-1].end)
        at = found.start() if found else len(self._text)
        return self._put(at, at, f"{self._line_break}{indent}{entry}")

    def _put(self, start: int, end: int, new: str) -> str:
        return self._text[:start] + new + self._text[end:]

    def _line_start(self, at: int) -> int:
        return max(self._text.rfind("\n", 0, at), self._text.rfind("\r", 0, at)) + 1

    @property
    def _line_break(self) -> str:
        found = _LINE_END.search(self._text)
        return found[0] if found else "\n"

    def _key(self, key: str) -> str:
        return key if _PLAIN.fullmatch(key) and not self._is_json else self._quoted(key)

    def _written(self, value: Value) -> str:
        match value:
            case bool():
                return ("true" if value else "false") if self._is_json else ("yes" if value else "no")
            case int() | float():
                return f"{value:.6f}".rstrip("0").rstrip(".")
            case str():
                return self._quoted(value)
            case dict():
                inner = ", ".join(f"{self._key(key)}: {self._written(part)}" for key, part in value.items())
                return f"{{{inner}}}"
            case _:
                return f"[{', '.join(map(self._written, value))}]"

    def _quoted(self, text: str) -> str:
        """*text* in double quotes. Raises ValueError for what would need an escape: nothing written here does."""
        if not text.isprintable() or '"' in text or "\\" in text:
            raise ValueError("a text that cannot be written as it is")
        return f'"{text}"'
