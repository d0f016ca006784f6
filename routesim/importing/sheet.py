"""One list of users or numbers: its entries, and everything that is found on the way, by row and column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from routesim.files.cells import Row, rows
from routesim.files.decoding import ListText
from routesim.importing.findings import Findings, shown
from routesim.importing.layout import read_layout
from routesim.importing.values import LONGEST_CELL, clean, is_as_typed

AS_IT_STANDS = frozenset({"sip_password"})
"""The fields in which every blank counts."""
_BETWEEN = {";": "`;`", ",": "`,`", "\t": "tabs"}


class Entry(NamedTuple):
    """A row below the headings: its number and its cells, those that are not empty, by field."""

    row: int
    cells: dict[str, str]


class Sheet:
    """The list *source*. *kind* tells what it lists, None where it cannot be used as a list."""

    def __init__(self, source: ListText) -> None:
        self.findings = Findings(source.name)
        if source.remark:
            self.findings.say(source.remark)
        self._layout = read_layout(source.text, self.findings)
        self.kind = None if self._layout is None else self._layout.kind
        self.columns = {} if self._layout is None else self._layout.columns

    @property
    def name(self) -> str:
        """The name of the list's file, as it may be shown."""
        return self.findings.name

    def entries(self) -> Iterator[Entry]:
        """The rows below the headings, but for empty ones and those that are wrong as rows, which is noted."""
        layout = self._layout
        if layout is None:
            return
        fields = list(layout.columns.items())
        as_they_stand = [place for field, place in fields if field in AS_IT_STANDS]
        width = len(layout.headings)
        for row in rows(layout.body, layout.delimiter):
            number = row.number + layout.skipped
            if number <= layout.row:
                continue
            cells = [clean(cell) for cell in row.cells]
            if not row.wrong and not any(cells):
                continue
            if row.wrong or len(cells) != width or max(map(len, cells)) > LONGEST_CELL:
                wrong = _what_is_wrong(row, cells, width, _BETWEEN[layout.delimiter])
                if wrong is not None:
                    self.findings.refuse(wrong[0], number, wrong[1])
                    continue
                cells += [""] * (width - len(cells))
            for place in as_they_stand:
                cells[place] = row.cells[place] if place < len(row.cells) else ""
            yield Entry(number, {field: cells[place] for field, place in fields if cells[place]})

    def wrong(self, entry: Entry, field: str, expected: object, related: tuple[str, ...] = ()) -> None:
        """Note that the cell of *field* is not what was *expected*."""
        cell = entry.cells.get(field)
        what = "empty" if cell is None else shown(cell)
        is_told = cell is None or not self.findings.is_discreet
        message = f"{self.label(field)} is {what}: {expected}" if is_told else f"{self.label(field)}: {expected}"
        self.findings.refuse(message, entry.row, self.column(field), related)

    def say(self, entry: Entry, field: str, message: str) -> None:
        """Note what could not be done with the cell of *field*."""
        self.findings.say(message, entry.row, self.column(field))

    def retyped(self, entry: Entry, field: str, number: str) -> str:
        """What the cell of *field* said if *number* had to be worked out from it, which is noted; else nothing."""
        cell = entry.cells[field]
        if is_as_typed(cell, number):
            return ""
        message = f"{self.findings.cell(cell)} is taken for {number}"
        self.findings.say(message, entry.row, self.column(field), "info")
        return cell

    def place(self, row: int, field: str) -> str:
        """Where the cell of *field* in *row* stands, as messages write it."""
        return self.findings.place(row, self.column(field))

    def label(self, field: str) -> str:
        """What the list itself calls *field*."""
        place = self.columns.get(field)
        return f"`{field}`" if self._layout is None or place is None else shown(self._layout.headings[place])

    def column(self, field: str) -> int:
        """The column of *field*, from 1; 1 where there is none."""
        return self.columns.get(field, 0) + 1


def _what_is_wrong(row: Row, cells: list[str], width: int, between: str) -> tuple[str, int] | None:
    """What makes *row* none of a list with *width* columns, and in which column; None where it is only a short row."""
    if row.wrong:
        return row.wrong, len(cells)
    if len(cells) == 1 < width:
        return f"a row of one cell, expected {width} with {between} between them", 1
    extra = next((place for place, cell in enumerate(cells) if place >= width and cell), None)
    if extra is not None:
        return f"more cells than the {width} headings, expected a text with {between} in it to be in quotes", extra + 1
    long = next((place for place, cell in enumerate(cells) if len(cell) > LONGEST_CELL), None)
    if long is not None:
        return f"a cell of {len(cells[long]):,} characters, expected at most {LONGEST_CELL:,}", long + 1
    return None
