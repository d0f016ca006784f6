"""A file that was read: its data, where everything stands in it, and what is wrong with it as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from routesim.errors import Path, Problem
from routesim.files.excerpt import excerpt
from routesim.files.masking import Masks
from routesim.files.places import Data, Position
from routesim.files.reader import MOST_FLAWS, Reading
from routesim.files.salvage import without
from routesim.files.source import Source, strange_character
from routesim.files.syntax import explain
from routesim.result.typography import printable

MOST_PROBLEMS = 1000
"""So many problems of one file are told, and how many more there are."""


class Document:
    """*source* as read. *data* is None where it holds nothing; *is_whole* tells whether all of it could be read."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._reading = Reading(source.text)
        self.data: Data = self._reading.places.data
        self.is_whole = self._reading.complete

    def content(self, with_empty: bool = False) -> Data:
        """The data without what counts as absent: a second value of a key and, unless *with_empty*, empty values."""
        dropped: dict[int, set[Any]] = {}
        for mapping, key in self._reading.left_out:
            if not (with_empty and isinstance(key, str)):
                dropped.setdefault(id(mapping), set()).add(key)
        return without(self.data, dropped) if dropped else self.data

    @property
    def is_flawed(self) -> bool:
        """Whether something is wrong with it as a file, whatever it is about."""
        return bool(self._reading.flaws) or not self.is_whole or self.data is None

    @property
    def has_empty_values(self) -> bool:
        """Whether there are keys with nothing behind them."""
        return any(isinstance(key, str) for _, key in self._reading.left_out)

    def find(self, path: Path, at_key: bool = False) -> Position | None:
        """Line and column, from 1, of what *path* leads to, or of its last key."""
        return self._reading.places.find(path, at_key)

    def tell(self, problems: Iterable[Problem], untold: int = 0) -> list[Problem]:
        """The file's own problems and *problems*, each with its place and its line, in file order.

        Where the file itself is wrong, nothing else is told of the place. So many more are *untold*.
        """
        others = sorted(map(self._located, problems), key=_order)
        masks = self._masks(others[:MOST_PROBLEMS])
        own = [*self._flaws(masks), *self._parser_problems(masks)]
        wrong = {_order(problem) for problem in own}
        found = [*own, *(problem for problem in others if _order(problem) not in wrong)]
        found = sorted(dict.fromkeys(found), key=_order)
        told = [self._with_line(problem, masks) for problem in found[:MOST_PROBLEMS]]
        if len(self._reading.flaws) >= MOST_FLAWS:
            told.append(self._problem("so many problems that the rest of the file was not read", (0, 0)))
        elif untold + len(found) > len(told):
            told.append(self._problem(f"and {untold + len(found) - len(told):,} more problems", (0, 0)))
        return told

    def _masks(self, problems: list[Problem]) -> Masks:
        """The secrets as far as lines are shown."""
        places = [(problem.line, problem.column) for problem in problems[-1:]]
        places += [flaw.position for flaw in self._reading.flaws]
        line, column = (len(self.source.lines), 0) if self._reading.broken else max(places, default=(1, 1))
        return Masks(self._reading.text, self.source.lines, (line - 1, column - 1))

    def _problem(self, message: str, position: Position) -> Problem:
        return Problem("RS000", message, file=self.source.name, line=position[0], column=position[1])

    def _flaws(self, masks: Masks) -> Iterator[Problem]:
        for flaw in self._reading.flaws:
            line, column = flaw.position
            subject = "this" if masks.hides(line - 1, column - 1) else flaw.subject
            problem = self._problem(flaw.message.replace("{}", subject), flaw.position)
            if flaw.first is not None:
                problem = replace(problem, related=(self._place(self._reading.places.key_position(*flaw.first)),))
            yield problem

    def _parser_problems(self, masks: Masks) -> Iterator[Problem]:
        error = self._reading.broken
        if error is not None:
            strange = strange_character(self.source)
            yield strange or self._problem(*explain(error, self.source.lines, masks.hides))
        elif self.is_whole and self.data is None:
            yield self._problem("the file is empty", (0, 0))

    def _place(self, position: Position) -> str:
        return f"{self.source.name}:{position[0]}:{position[1]}"

    def _located(self, problem: Problem) -> Problem:
        line, column = self.find(problem.path, problem.at_key) or (0, 0)
        related = [self.find(path) for path in problem.related_paths]
        places = tuple(self._place(position) for position in related if position is not None)
        return replace(problem, file=self.source.name, line=line, column=column, related=problem.related + places)

    def _with_line(self, problem: Problem, masks: Masks) -> Problem:
        """*problem*, safe to show, with the line that it is about."""
        message = printable(problem.message)
        if not 0 < problem.line <= len(self.source.lines):
            return replace(problem, message=message)
        number = problem.line - 1
        source, caret = excerpt(self.source.lines[number], problem.column, masks.on(number))
        is_secret = problem.at_key and masks.hides(number, problem.column - 1)
        path = problem.path[:-1] if is_secret else problem.path
        return replace(problem, message=message, path=path, source=source, caret=caret)


def _order(problem: Problem) -> tuple[int, int]:
    return problem.line, problem.column
