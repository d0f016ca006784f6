"""What a stream can show: columns, colours, characters. Files always get the same bytes."""

from __future__ import annotations

import codecs
import os
import sys
import unicodedata
from collections.abc import Iterable
from io import TextIOWrapper
from typing import TextIO

from routesim.result.painting import WIDTH, Painter, plain
from routesim.result.typography import printable

WIDEST = 100
"""How many columns of a wide terminal are used."""
FALLBACK = "routesim_fallback"
"""The error handler that stands in for characters that a stream cannot encode."""

_ANSI = {
    "title": "1",
    "faint": "2",
    "good": "32",
    "bad": "1;31",
    "warn": "33",
    "ringing": "36",
    "talking": "32",
}
_STAND_INS = {
    "░": ".",
    "█": "#",
    "►": ">",
    "▌": "|",
    "┊": ":",
    "─": "-",
    "✓": "+",
    "✗": "x",
    "…": "~",
    "→": ">",
    "│": "|",
    "├": "|",
    "└": "`",
}


def is_terminal(stream: TextIO | None) -> bool:
    """Tell whether somebody reads *stream* on a terminal."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def painter(stream: TextIO) -> Painter:
    """Find out how to colour what goes to *stream*: on terminals alone, and never against NO_COLOR."""
    if not is_terminal(stream) or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return plain
    return _ansi


def _ansi(style: str, text: str) -> str:
    return f"\x1b[{_ANSI[style]}m{text}\x1b[0m"


def width(stream: TextIO) -> int:
    """Find how many columns to use on *stream*."""
    return min(full_width(stream), WIDEST)


def full_width(stream: TextIO) -> int:
    """Find how many columns *stream* has, for what stands side by side."""
    if not is_terminal(stream):
        return WIDTH
    from shutil import get_terminal_size  # it takes compression libraries along

    return get_terminal_size((WIDTH, 24)).columns


def make_forgiving(stream: TextIO | None) -> None:
    """Let *stream* stand in for characters that its encoding lacks, instead of failing."""
    codecs.register_error(FALLBACK, _stand_in)
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors=FALLBACK)


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    return "".join(map(_plainer, text)), error.end


def _plainer(character: str) -> str:
    """Find an ASCII character that reads like *character*: é is e, a bar's block is a dot; else a question mark."""
    if character in _STAND_INS:
        return _STAND_INS[character]
    return unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode() or "?"


def write_lines(lines: Iterable[str]) -> None:
    """Write *lines* to the standard output, each with its line end."""
    stream = sys.stdout
    if stream is None:
        return
    for line in lines:
        stream.write(f"{line}\n")
    stream.flush()


def write_bytes(parts: Iterable[str]) -> None:
    """Write *parts* to the standard output as UTF-8, whatever its encoding and line ends."""
    stream = sys.stdout
    if stream is None:
        return
    stream.flush()
    buffer = stream.buffer
    for part in parts:
        buffer.write(part.encode("utf-8", "backslashreplace"))
    buffer.flush()


def report(message: str) -> None:
    """Write a message for people to the standard error; nothing in it steers their terminal."""
    stream = sys.stderr
    if stream is None:
        return
    stream.writelines(f"{printable(line)}\n" for line in message.split("\n"))
    stream.flush()
