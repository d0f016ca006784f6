"""Changing which items a list in a text has, and in what order. Comments above an item and behind it go with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from routesim.errors import Path, shown_path
from routesim.files.spans import Node, parse
from routesim.files.spelling import LINE_END, Spelling, Value, line_start
from routesim.files.splicing import Edit, NoSuchPlace, spliced

Item = int | dict[str, Value]
"""An item that the list has, by its place from 0, or a new one."""


def rearranged(text: str, path: Path, items: Sequence[Item]) -> str:
    """*text*, in which the list at *path* has these *items*. Raises NoSuchPlace where there is no such list or item."""
    node: Node | None = parse(text, path)
    for part in path:
        node = node.child(part) if node is not None else None
    if node is None or not node.items:
        if any(isinstance(item, int) for item in items):
            raise NoSuchPlace(shown_path(path))
        return spliced(text, [Edit(path, list(items))])
    if not all(item in range(len(node.items)) for item in items if isinstance(item, int)):
        raise NoSuchPlace(shown_path(path))
    return (_in_brackets if node.is_flow else _in_lines)(text, node, items)


def _in_lines(text: str, node: Node, items: Sequence[Item]) -> str:
    """A list with a dash before each item: whole lines change places."""
    spelling = Spelling(text)
    bounds = list(_bounds(text, node))
    dash = " " * (node.start - line_start(text, node.start)) + "- "
    begin, end = bounds[0], bounds[-1]
    if not items:
        at = text.index(":", node.key_end) + 1
        return f"{text[:at]} []{text[at:begin]}{text[end:]}"
    lines = [
        text[bounds[item] : bounds[item + 1]] if isinstance(item, int) else f"{dash}{spelling.value(item)}"
        for item in items
    ]
    whole = "".join(line if LINE_END.search(line[-1:]) else line + spelling.line_break for line in lines)
    is_last = not LINE_END.search(text[end - 1 : end])
    return text[:begin] + (whole.removesuffix(spelling.line_break) if is_last else whole) + text[end:]


def _bounds(text: str, node: Node) -> Iterator[int]:
    """Where the lines of each item begin, those of comments above it among them, and where those of the last end."""
    at = line_start(text, node.start)
    while (above := _line_above(text, at)) is not None and text[above:at].lstrip().startswith("#"):
        at = above
    yield at
    for item in node.items:
        found = LINE_END.search(text, item.last(text))
        yield found.end() if found else len(text)


def _line_above(text: str, at: int) -> int | None:
    """Where the line begins that stands above the one that begins with the character *at*."""
    if not at:
        return None
    return line_start(text, at - (2 if text[at - 2 : at] == "\r\n" else 1))


class _Gap(NamedTuple):
    """What stands between two items in brackets: a comment *behind* the first, and comments *above* the second."""

    behind: str
    above: tuple[str, ...]
    is_broken: bool


def _gap(text: str) -> _Gap:
    first, *others = (line.strip().removeprefix(",").strip() for line in LINE_END.split(text))
    return _Gap(first, tuple(filter(None, others)), bool(others))


def _in_brackets(text: str, node: Node, items: Sequence[Item]) -> str:
    """A list in brackets: in one line if it was, else an item a line."""
    ends = [node.start + 1, *(item.end for item in node.items)]
    starts = [*(item.start for item in node.items), node.end - 1]
    between = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    gaps, spelling = [_gap(part) for part in between], Spelling(text)
    shown = [
        (text[starts[item] : ends[item + 1]], gaps[item].above, gaps[item + 1].behind)
        if isinstance(item, int)
        else (spelling.value(item), (), "")
        for item in items
    ]
    if any(gap.is_broken for gap in gaps):
        ends_with_comma = between[-1].lstrip().startswith(",")
        written = _broken(shown, gaps, spelling.line_break, _columns(text, node), ends_with_comma)
    else:
        written = ", ".join(body for body, _, _ in shown)
    return f"{text[: node.start]}[{written}]{text[node.end :]}"


def _columns(text: str, node: Node) -> tuple[int, int]:
    """How far the first item and the closing bracket are indented."""
    first, last = node.items[0].start, node.end - 1
    return first - line_start(text, first), last - line_start(text, last)


def _broken(
    shown: list[tuple[str, tuple[str, ...], str]],
    gaps: list[_Gap],
    line_break: str,
    columns: tuple[int, int],
    ends_with_comma: bool,
) -> str:
    """What stands in brackets over several lines."""
    break_ = line_break + " " * columns[0]
    found = f"  {gaps[0].behind}" if gaps[0].behind else ""
    for place, (body, above, behind) in enumerate(shown):
        found += "".join(break_ + comment for comment in above)
        found += (break_ if place or above or gaps[0].is_broken else "") + body
        found += "," if place < len(shown) - 1 or ends_with_comma else ""
        found += f"  {behind}" if behind else ""
    found += "".join(break_ + comment for comment in gaps[-1].above)
    if found and gaps[-1].is_broken:
        return found + line_break + " " * columns[1]
    return found + break_ if gaps[-1].above or (shown and shown[-1][2]) else found
