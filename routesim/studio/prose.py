"""Markdown of lessons and rules as blocks that the page draws as text: nothing in it can be markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_INLINE = re.compile(r"`([^`]+)`|\*\*(.+?)\*\*|\*(?=\S)(.+?)(?<=\S)\*|\[([^\]]+)\]\([^)]*\)")
_ITEM = re.compile(r"- ")


def blocks(text: str) -> list[dict[str, Any]]:
    """*text* in blocks: `text`, `list`, `table` or `code`, each with its `kind` and its lines or items."""
    return [_block(part) for part in _parts(text.split("\n")) if part]


def inline(text: str) -> list[dict[str, str]]:
    """A line in pieces: `{"text": ...}`, `{"code": ...}` or `{"strong": ...}`."""
    found, done = [], 0
    for match in _INLINE.finditer(text):
        code, strong, slanted, link = match.groups()
        found.append({"text": text[done : match.start()]})
        found.append({"code": code} if code else {"strong": strong or slanted} if strong or slanted else {"text": link})
        done = match.end()
    return [piece for piece in (*found, {"text": text[done:]}) if piece.get("text") != ""]


def _parts(lines: list[str]) -> Iterator[list[str]]:
    """The lines of each block; code keeps its fences."""
    part: list[str] = []
    is_code = False
    for line in lines:
        if line.lstrip().startswith("```"):
            if not is_code:
                yield part
                part = []
            part.append(line)
            if is_code:
                yield part
                part = []
            is_code = not is_code
        elif is_code:
            part.append(line)
        elif not line.strip() or (_ITEM.match(line) and part and not _ITEM.match(part[0])):
            yield part
            part = [line] if line.strip() else []
        else:
            part.append(line)
    yield part


def _block(lines: list[str]) -> dict[str, Any]:
    first = lines[0].lstrip()
    if first.startswith("```"):
        return {"kind": "code", "text": "\n".join(line.strip() for line in lines[1:-1])}
    if first.startswith("|"):
        rows = [[inline(cell.strip()) for cell in line.strip().strip("|").split("|")] for line in lines]
        return {"kind": "table", "head": rows[0], "rows": rows[2:]}
    if _ITEM.match(lines[0]):
        joined = re.split(r"^- ", "\n".join(lines), flags=re.MULTILINE)[1:]
        return {"kind": "list", "items": [inline(" ".join(item.split())) for item in joined]}
    return {"kind": "text", "text": inline(" ".join(" ".join(lines).split()))}
