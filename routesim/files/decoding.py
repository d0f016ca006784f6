"""The text of a list, however a spreadsheet saved it."""

from __future__ import annotations

import codecs
from os import PathLike
from typing import NamedTuple

from routesim.errors import Problem, UnusableInput
from routesim.files.source import read_bytes, shown_name

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class ListText(NamedTuple):
    """What a list holds. *name* is its file's as it may be shown, *remark* says in which encoding it is, if guessed."""

    name: str
    text: str
    remark: str = ""


def read_list(path: str | PathLike[str]) -> ListText:
    """Read the list at *path*: UTF-8, UTF-16, or else Windows-1252, as which Latin-1 is read too.

    Raises UnusableInput for what cannot be read, is too large, or is no text.
    """
    name, content = shown_name(path), read_bytes(path)
    if content.startswith(_WORKBOOKS):
        raise _refused(name, "a workbook of a spreadsheet, expected a list: save it as CSV")
    return _decoded(name, content)


def _decoded(name: str, content: bytes) -> ListText:
    utf16 = "utf-16" if content.startswith(_UTF16) else _utf16_without_mark(content)
    if utf16:
        try:
            return ListText(name, content.decode(utf16))
        except UnicodeDecodeError:
            raise _refused(name, "not UTF-16, though it begins like that: save it as CSV in UTF-8") from None
    try:
        return ListText(name, content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return _in_one_byte(name, content, error)


def _utf16_without_mark(content: bytes) -> str:
    """The byte order of what looks like UTF-16: Latin letters have every other byte zero."""
    start = content[:2000]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) * 3 < len(start) or min(even, odd) * 10 > max(even, odd):
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _in_one_byte(name: str, content: bytes, error: UnicodeDecodeError) -> ListText:
    """Read *content*, which is not UTF-8, as Windows-1252; but not if most of it is UTF-8 after all."""
    if b"\0" in content:
        raise _refused(name, "a binary file, expected a list saved as CSV")
    if not content.decode("utf-8", "ignore").isascii():
        line = content[: error.start].count(b"\n") + 1
        raise _refused(name, "a mixture of encodings, expected a list saved as CSV in UTF-8: this is not", line)
    try:
        return ListText(name, content.decode("cp1252"), "read as Windows-1252, since it is not UTF-8")
    except UnicodeDecodeError:
        return ListText(name, content.decode("latin-1"), "read as Latin-1, since it is not UTF-8")


def _refused(name: str, why: str, line: int = 0) -> UnusableInput:
    return UnusableInput([Problem("RS000", why, file=name, line=line, column=1 if line else 0)])
