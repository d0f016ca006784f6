"""A list of call-detail records: its columns and rows as a spreadsheet shows them, and what is wrong with cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from routesim.errors import Problem, UnusableInput
from routesim.files.cells import DELIMITERS, Row, rows, without_declaration
from routesim.files.decoding import read_list
from routesim.files.telling import MOST_PROBLEMS
from routesim.model.nearest import Names
from routesim.result.typography import printable, shorten

_LONGEST_SHOWN = 40


class RecordSheet:
    """The CSV file at *path*: *headings*, and `rows` below them.

    Its columns stand in any order, between semicolons, commas or tabs, whichever a first line `sep=;` says or gives
    the most headings. *remark* says in which encoding it is, if that is guessed. Raises UnusableInput for what is no
    text, and where it is empty.
    """

    def __init__(self, path: Path) -> None:
        source = read_list(path)
        self.name, self.remark = source.name, source.remark
        self._body, declared, self._skipped = without_declaration(source.text)
        firsts = {each: next(_filled(self._body, each), Row(0, [])) for each in declared or DELIMITERS}
        self._delimiter = max(firsts, key=lambda each: len(firsts[each].cells))
        head = firsts[self._delimiter]
        if not head.cells:
            raise UnusableInput("the file is empty, expected a row of headings and a row for each call")
        if len(head.cells) == 1:
            only = shorten(printable(head.cells[0].strip()), _LONGEST_SHOWN)
            raise UnusableInput(f"one heading only, `{only}`: expected several, with `;`, `,` or tabs between them")
        self.headings = [cell.strip() for cell in head.cells]

    def rows(self) -> Iterator[Row]:
        """The rows that are not empty, taken apart anew each time: there may be very many."""
        for row in islice(_filled(self._body, self._delimiter), 1, None):
            yield row._replace(number=row.number + self._skipped) if self._skipped else row

    def column(self, name: str) -> int:
        """The place of the column called *name*, from 0. Raises UnusableInput unless there is exactly one."""
        if self.headings.count(name) == 1:
            return self.headings.index(name)
        if name in self.headings:
            raise UnusableInput(f"there are {self.headings.count(name)} columns `{name}`, expected one")
        known = Names(self.headings).hint(name) or f", expected one of {', '.join(self.headings[:20])}"
        raise UnusableInput(shorten(printable(f"there is no column `{name}`{known}"), 400))

    def problem(self, row: Row, column: int, message: str) -> Problem:
        """What is wrong with the cell of *row* in the *column* (from 0)."""
        return Problem("RS000", printable(message), file=self.name, line=row.number, column=column + 1)

    def wrong_cell(self, row: Row, column: int, expected: str) -> Problem:
        """What was *expected* instead of the cell of *row* in the *column* (from 0)."""
        cell = shorten(printable(row.cells[column].strip()), _LONGEST_SHOWN)
        told = f"is `{cell}`" if cell else "is empty"
        return self.problem(row, column, f"`{self.headings[column]}` {told}: {expected}")

    def wrong_shape(self, row: Row, last: int) -> Problem | None:
        """What makes *row* none of the list, if anything does: it has no column *last*, or more than there are."""
        if row.wrong:
            return self.problem(row, len(row.cells) - 1, row.wrong)
        width = len(self.headings)
        if len(row.cells) > width and any(map(str.strip, row.cells[width:])):
            between = "a tab" if self._delimiter == "\t" else f"`{self._delimiter}`"
            told = f"more cells than the {width} headings, expected a text with {between} in it to be in quotes"
            return self.problem(row, width, told)
        if len(row.cells) <= last:
            return self.problem(
                row, len(row.cells) - 1, f"the row ends here, expected {width} cells as in the headings"
            )
        return None


def _filled(text: str, delimiter: str) -> Iterator[Row]:
    """The rows that are not empty."""
    return (row for row in rows(text, delimiter) if row.wrong or any(map(str.strip, row.cells)))


class SomeRows:
    """A *count* of rows, the *first* of which are kept, as many as are told of."""

    def __init__(self) -> None:
        self.count = 0
        self.first: list[Row] = []

    def add(self, row: Row) -> None:
        """One more."""
        self.count += 1
        if self.count <= MOST_PROBLEMS:
            self.first.append(row)

    def __str__(self) -> str:
        """How many there are, and where: `row 7 is`, `2 rows (the first: 7) are`."""
        first = f"{self.first[0].number:,}"
        return f"row {first} is" if self.count == 1 else f"{self.count:,} rows (the first: {first}) are"


def told(problems: Sequence[Problem]) -> UnusableInput:
    """The error for all *problems* with a sheet, from its top to its end."""
    ordered = sorted(problems, key=lambda problem: (problem.line, problem.column))
    if len(ordered) > MOST_PROBLEMS:
        more = len(ordered) - MOST_PROBLEMS
        ordered[MOST_PROBLEMS:] = [replace(ordered[MOST_PROBLEMS], message=f"and {more:,} more problems from here on")]
    return UnusableInput(ordered)
