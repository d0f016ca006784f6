"""A list of call-detail records: its columns and rows as a spreadsheet shows them, and what is wrong with cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from routesim.errors import Problem, UnusableInput
from routesim.files.cells import DELIMITERS, Row, rows
from routesim.files.source import read
from routesim.files.telling import MOST_PROBLEMS
from routesim.model.nearest import Names
from routesim.result.typography import printable, shorten

_LONGEST_SHOWN = 40


class RecordSheet:
    """The CSV file at *path*: *headings*, and the *rows* below them that are not empty.

    Its columns stand in any order, between semicolons, commas or tabs. Raises UnusableInput for what is no text, and
    where it is empty.
    """

    def __init__(self, path: Path) -> None:
        source = read(path)
        self.name = source.name
        firsts = (next(_filled(source.text, delimiter), Row(0, [])) for delimiter in DELIMITERS)
        widths = [len(first.cells) for first in firsts]
        head, *self.rows = [*_filled(source.text, DELIMITERS[widths.index(max(widths))])] or [Row(0, [])]
        if not head.cells:
            raise UnusableInput("the file is empty, expected a row of headings and a row for each call")
        self.headings = [cell.strip() for cell in head.cells]

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
            return self.problem(row, width, f"more cells than the {width} headings")
        if len(row.cells) <= last:
            return self.problem(
                row, len(row.cells) - 1, f"the row ends here, expected {width} cells as in the headings"
            )
        return None


def _filled(text: str, delimiter: str) -> Iterator[Row]:
    """The rows that are not empty."""
    return (row for row in rows(text, delimiter) if row.wrong or any(map(str.strip, row.cells)))


def told(problems: Sequence[Problem]) -> UnusableInput:
    """The error for all *problems* with a sheet, from its top to its end."""
    ordered = sorted(problems, key=lambda problem: (problem.line, problem.column))
    if len(ordered) > MOST_PROBLEMS:
        more = len(ordered) - MOST_PROBLEMS
        ordered[MOST_PROBLEMS:] = [replace(ordered[MOST_PROBLEMS], message=f"and {more:,} more problems from here on")]
    return UnusableInput(ordered)
