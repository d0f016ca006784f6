"""A configuration's text without its passwords, to be shown, edited and handed out; all else as it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from routesim.files.masking import Masks
from routesim.files.secrets import is_secret, names_a_secret
from routesim.files.source import LINE_BREAK
from routesim.files.spans import scalars
from routesim.model.system import PhoneSystem

_COMMENT = re.compile(r"(?:^|(?<=\s))#")
_SET = re.compile(r"([\w-]+)(\s*[:=]\s*)(\S.*)")
_OMITTED = "(left out)"
_SHORTEST = 4
"""Passwords of fewer characters are not looked for in comments: too much else would look like them."""


class Discreet(NamedTuple):
    """A *text* without secrets, and how many passwords were *left_out*."""

    text: str
    left_out: int


def without_passwords(text: str, system: PhoneSystem) -> Discreet:
    """Leave out of *text*, which was read as *system*, the value of every password, and what comments tell of them."""
    found = passwords(system)
    bare = _without_values(text)
    return Discreet(_without_mentions(bare, found), len(found))


def passwords(system: PhoneSystem) -> list[str]:
    """Every password that *system* holds."""
    pages = [page for user in system.users for page in (user.sip, user.permissions) if page is not None]
    held = [page.password.get_secret_value() for page in pages if page.password is not None]
    return [password for password in held if password]


def _without_values(text: str) -> str:
    """Cut out what the masks would hide, a comment behind a password included: it may tell the former one."""
    parts = re.split(f"({LINE_BREAK})", text)
    lines = parts[::2]
    masks = Masks(text, lines, (len(lines), 0))
    for number in range(len(lines)):
        for start, end in reversed(masks.on(number)):
            line = parts[2 * number]
            parts[2 * number] = (line[:start] + line[end:]) if end < len(line) else line[:start].rstrip()
    return "".join(parts)


def _without_mentions(text: str, found: list[str]) -> str:
    """Leave out of the comments each password that is *found* elsewhere, and whatever is set there by such a key."""
    pieces, done = [], 0
    for start, end in _comments(text):
        comment = text[start:end]
        for password in found:
            if len(password) >= _SHORTEST:
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
