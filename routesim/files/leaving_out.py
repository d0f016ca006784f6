"""A configuration's text without its passwords, to be shown, edited and handed out; all else as it was typed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from routesim.files.collector import paused_collector
from routesim.files.secrets import is_secret, names_a_secret
from routesim.files.source import LINE_BREAK
from routesim.files.spans import Node, parse, scalars
from routesim.model.system import PhoneSystem

_COMMENT = re.compile(r"(?:^|(?<=\s))#")
_SET = re.compile(r"([\w-]+)(\s*[:=]\s*)(\S.*)")
_OMITTED = "(left out)"
_OURS = re.compile(r"#\s*routesim:")
"""What `check` reads stays, wherever it stands."""
_SHORTEST = 4
"""Passwords of fewer characters are not looked for in comments: too much else would look like them."""


class Discreet(NamedTuple):
    """A *text* without secrets, and how many passwords were *left_out*."""

    text: str
    left_out: int


def without_passwords(text: str, system: PhoneSystem) -> Discreet:
    """Leave out of *text*, which was read as *system*, the value of every password, and what comments tell of them."""
    found = passwords(system)
    with paused_collector():
        return Discreet(_without_mentions(_without_values(text), found), len(found))


def passwords(system: PhoneSystem) -> list[str]:
    """Every password that *system* holds."""
    pages = [page for user in system.users for page in (user.sip, user.permissions) if page is not None]
    held = [page.password.get_secret_value() for page in pages if page.password is not None]
    return [password for password in held if password]


def _without_values(text: str) -> str:
    """Cut out every value that is secret, and the comment behind it: that may tell the former one."""
    line_of = _Lines(text).number
    cuts = {}
    for node in _secrets(parse(text), ()):
        end = _end(text, node)
        is_last = text[end : end + 1] in ("\r", "\n", "")
        cuts[_before_spaces(text, node.start) if is_last else node.start] = (end, "")
    lines = {line_of(end) for end, _ in cuts.values()}
    for start, end in _comments(text):
        if line_of(start) in lines and not _OURS.match(text, start):
            cuts[start] = (end, f"# {_OMITTED}")
    pieces, done = [], 0
    for start, (end, new) in sorted(cuts.items()):
        pieces += [text[done:start], new]
        done = end
    return "".join([*pieces, text[done:]])


def _before_spaces(text: str, at: int) -> int:
    while text[at - 1 : at] == " ":
        at -= 1
    return at


class _Lines:
    """Tells on which line a character of *text* stands."""

    def __init__(self, text: str) -> None:
        self._starts = [found.end() for found in re.finditer(LINE_BREAK, text)]

    def number(self, at: int) -> int:
        """The line of the character *at*, from 0."""
        return bisect_right(self._starts, at)


def _secrets(node: Node, keys: tuple[str, ...]) -> Iterator[Node]:
    """The scalars in *node*, to which *keys* lead, that are secret."""
    if node.kind == "scalar" and is_secret(keys) and not node.is_empty:
        yield node
    for key, value in node.entries.items():
        yield from _secrets(value, (*keys, key))
    for item in node.items:
        yield from _secrets(item, keys)


def _end(text: str, node: Node) -> int:
    """Where the last character of *node* stands."""
    return node.end if node.ends_exactly else node.start + len(text[node.start : node.end].rstrip())


def _without_mentions(text: str, found: list[str]) -> str:
    """Leave out of the comments each password that is *found* elsewhere, and whatever is set there by such a key."""
    pieces, done = [], 0
    comments = list(_comments(text))
    told = "\n".join(text[start:end] for start, end in comments)
    mentioned = [password for password in found if len(password) >= _SHORTEST and password in told]
    for start, end in comments:
        comment = text[start:end]
        for password in mentioned:
            comment = comment.replace(password, _OMITTED)
        pieces += [text[done:start], _SET.sub(_discreet, comment)]
        done = end
    return "".join([*pieces, text[done:]])


def _discreet(found: re.Match[str]) -> str:
    key, between, rest = found.groups()
    if names_a_secret(key) or is_secret([key]):
        return f"{key}{between}{_OMITTED}"
    return f"{key}{between}{_SET.sub(_discreet, rest)}"


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """Where each comment of *text* begins, and where its line ends."""
    texts = scalars(text)
    start = end = 0
    line_end = re.compile(LINE_BREAK)
    at = 0
    while (mark := _COMMENT.search(text, at)) is not None:
        here = mark.start()
        while end is not None and end <= here:
            start, end = next(texts, (len(text) + 1, len(text) + 2))
        if start <= here:
            at = end
            continue
        found = line_end.search(text, here)
        at = found.start() if found else len(text)
        yield here, at
