"""The cells of a list: rows of text between delimiters, as RFC 4180 and spreadsheets write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

DELIMITERS = (";", ",", "\t")
"""What may stand between cells."""
_LINE_END = re.compile(r"\r\n|\n|\r")
_OPENING = re.compile(r' *+"')
_QUOTED = re.compile(r'[^"]*+(?:""[^"]*+)*+"')
_BLANKS = re.compile(r" *+")
_UNQUOTED = {delimiter: re.compile(rf"[^{delimiter}\r\n]*+") for delimiter in DELIMITERS}


_DECLARATION = re.compile(rf"\ufeff? *sep=([{''.join(DELIMITERS)}])(?:\r\n|\n|\r|$)", re.IGNORECASE)


class Row(NamedTuple):
    """A row: its *number*, from 1, as a spreadsheet counts, and its cells. *wrong* is what is wrong with the last."""

    number: int
    cells: list[str]
    wrong: str = ""


def rows(text: str, delimiter: str) -> Iterator[Row]:
    """Take *text* apart, row by row. A line break within quotes belongs to its cell; an empty line is a row, too.

    What follows a quote that is never closed is not read.
    """
    position, number = 0, 0
    while position < len(text):
        number += 1
        line_end = _LINE_END.search(text, position)
        stop, following = (line_end.start(), line_end.end()) if line_end else (len(text), len(text))
        if text.find('"', position, stop) < 0:
            yield Row(number, text[position:stop].split(delimiter))
            position = following
        else:
            row, position = _row_with_quotes(text, position, delimiter, number)
            yield row


def without_declaration(text: str) -> tuple[str, str, int]:
    """*text* without a first line `sep=;`, as spreadsheets write it, the delimiter declared, the lines left out."""
    declared = _DECLARATION.match(text)
    return (text[declared.end() :], declared[1], 1) if declared else (text, "", 0)


def _row_with_quotes(text: str, position: int, delimiter: str, number: int) -> tuple[Row, int]:
    """The row that begins at *position*, and where the next begins."""
    cells: list[str] = []
    while True:
        cell, position, wrong = _cell(text, position, delimiter)
        cells.append(cell)
        if wrong:
            return Row(number, cells, wrong), position
        if text[position : position + 1] != delimiter:
            return Row(number, cells), _after_line_end(text, position)
        position += 1


def _cell(text: str, position: int, delimiter: str) -> tuple[str, int, str]:
    """The cell at *position*, where it ends, and what is wrong with it (then: where reading can go on)."""
    opening = _OPENING.match(text, position)
    if opening is None:
        unquoted = _UNQUOTED[delimiter].match(text, position)
        assert unquoted is not None
        return unquoted[0], unquoted.end(), ""
    quoted = _QUOTED.match(text, opening.end())
    if quoted is None:
        return "", len(text), "the quote that opens here is never closed"
    blanks = _BLANKS.match(text, quoted.end())
    assert blanks is not None
    if blanks.end() < len(text) and text[blanks.end()] not in (delimiter, "\r", "\n"):
        line_end = _LINE_END.search(text, blanks.end())
        stop = line_end.end() if line_end else len(text)
        return "", stop, 'more text after the closing quote, expected a quote within quotes as ""'
    return quoted[0][:-1].replace('""', '"'), blanks.end(), ""


def _after_line_end(text: str, position: int) -> int:
    line_end = _LINE_END.match(text, position)
    return line_end.end() if line_end else position
