"""What is read: a file's text, however it was saved, and never more of it than can be held."""

from __future__ import annotations

import codecs
import os
import re
import stat
from functools import cached_property
from os import PathLike

from routesim.errors import Problem, UnusableInput

MOST_BYTES = 64 << 20
"""The largest file that is read: 64 MiB."""
MOST_EVENTS = 10_000_000
"""How many keys, values and ends of lists a document may hold; 100,000 users have four million."""

LINE_BREAK = "\r\n|[\r\n\x85\u2028\u2029]"  # what YAML takes for the end of a line
_UNREADABLE = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
# Reading must neither wait for a pipe's writer nor make a terminal ours; Windows must not translate line ends.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


class Source:
    """A *text*, and the *name* under which its problems are told."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text

    @cached_property
    def lines(self) -> list[str]:
        """The text's lines, as YAML counts them."""
        return re.split(LINE_BREAK, self.text)

    def problem(self, message: str, index: int) -> Problem:
        """What is wrong with the character at *index*."""
        before = re.split(LINE_BREAK, self.text[:index])
        return Problem("RS000", message, file=self.name, line=len(before), column=len(before[-1]) + 1)


def read(path: str | PathLike[str]) -> Source:
    """Read the file at *path*. Raises UnusableInput for what is no file of text, or too large."""
    return decoded(read_bytes(path), shown_name(path))


def read_bytes(path: str | PathLike[str]) -> bytes:
    """Read the file at *path* as it is. Raises UnusableInput for what is no ordinary file, or too large."""
    name = shown_name(path) or "''"
    try:
        return _content(os.fspath(path), name)
    except OSError as error:
        raise unreadable(name, error.strerror or "it cannot be read") from None
    except ValueError:  # a NUL in the path
        raise unreadable(name, "no file can have this name") from None


def decoded(content: bytes, name: str) -> Source:
    """The text that *content* is, whose problems are told by *name*. Raises UnusableInput for what is no text."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    else:
        encoding, content = "utf-8", content.removeprefix(codecs.BOM_UTF8)
    try:
        return Source(name, content.decode(encoding))
    except UnicodeDecodeError as error:
        good = Source(name, content[: error.start].decode(encoding))
        bad = good.problem(f"not {encoding.upper()}, expected a text file saved as UTF-8", len(good.text))
        raise UnusableInput([strange_character(good) or bad]) from None


def given(text: str, name: str) -> Source:
    """Take a text that is at hand. Raises UnusableInput where it is too large, or holds half a character."""
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        half = Source(name, text).problem("half of a surrogate pair, expected text", error.start)
        raise UnusableInput([half]) from None
    if size > MOST_BYTES:
        raise too_large(name)
    return Source(name, text.removeprefix("\ufeff"))


def strange_character(source: Source) -> Problem | None:
    """The first character in *source* that no text file holds."""
    found = re.search(_UNREADABLE, source.text)
    if found is None:
        return None
    if found[0] == "\0":
        return source.problem("a NUL character: this is a binary file, expected text", found.start())
    return source.problem(f"the control character U+{ord(found[0]):04X}, expected plain text", found.start())


def shown_name(path: str | PathLike[str]) -> str:
    """*path* as it may be shown: nothing in it steers a terminal."""
    name = os.fspath(path)
    if name.isascii() and name.isprintable():
        return name
    from routesim.result.typography import printable

    return printable(name)


def unreadable(name: str, why: str) -> UnusableInput:
    """The error for an input called *name* that cannot be read, and *why*."""
    return UnusableInput([Problem("RS000", f"cannot be read: {why[:1].lower()}{why[1:]}", file=name)])


def too_large(name: str) -> UnusableInput:
    """The error for an input called *name* of more than MOST_BYTES."""
    return UnusableInput([Problem("RS000", "larger than 64 MiB, the most that is read", file=name)])


def _content(path: str, name: str) -> bytes:
    handle = os.open(path, _FLAGS)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise unreadable(name, "it is a folder" if stat.S_ISDIR(status.st_mode) else "it is no ordinary file")
        if status.st_size > MOST_BYTES:
            raise too_large(name)
        with open(handle, "rb", closefd=False) as file:
            content = file.read(MOST_BYTES + 1)
    finally:
        os.close(handle)
    if len(content) > MOST_BYTES:
        raise too_large(name)
    return content
