"""A file that was read: its data, where everything stands in it, and what is wrong with it as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any

from routesim.errors import Path, Problem
from routesim.files.excerpt import excerpt
from routesim.files.masking import Masks
from routesim.files.places import Data, Position
from routesim.files.reader import Reading
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

    def tell(self, problems: Iterable[Problem]) -> list[Problem]:
        """The file's own problems and *problems*, each with its place and its line, in file order.

        Where the file itself is wrong, nothing else is told of the place.
        """
        own = [*self._flaws(), *self._parser_problems()]
        wrong = {(problem.line, problem.column) for problem in own}
        others = [problem for problem in map(self._located, problems) if (problem.line, problem.column) not in wrong]
        found = sorted(dict.fromkeys(own + others), key=lambda problem: (problem.line, problem.column))
        told = [self._with_line(problem) for problem in found[:MOST_PROBLEMS]]
        if len(found) > MOST_PROBLEMS:
            told.append(self._problem(f"and {len(found) - MOST_PROBLEMS} more problems", (0, 0)))
        return told

    @cached_property
    def _masks(self) -> Masks:
        return Masks(self._reading.text, self.source.lines)

    def _problem(self, message: str, position: Position) -> Problem:
        return Problem("RS000", message, file=self.source.name, line=position[0], column=position[1])

    def _flaws(self) -> Iterator[Problem]:
        for flaw in self._reading.flaws:
            line, column = flaw.position
            subject = "this" if self._masks.hides(line - 1, column - 1) else flaw.subject
            problem = self._problem(flaw.message.replace("{}", subject), flaw.position)
            if flaw.first is not None:
                problem = replace(problem, related=(self._place(self._reading.places.key_position(*flaw.first)),))
            yield problem

    def _parser_problems(self) -> Iterator[Problem]:
        error = self._reading.broken
        if error is not None:
            strange = strange_character(self.source)
            yield strange or self._problem(*explain(error, self.source.lines, self._masks.hides))
        elif self.is_whole and self.data is None:
            yield self._problem("the file is empty", (0, 0))

    def _place(self, position: Position) -> str:
        return f"{self.source.name}:{position[0]}:{position[1]}"

    def _located(self, problem: Problem) -> Problem:
        line, column = self.find(problem.path, problem.at_key) or (0, 0)
        related = [self.find(path) for path in problem.related_paths]
        places = tuple(self._place(position) for position in related if position is not None)
        return replace(problem, file=self.source.name, line=line, column=column, related=problem.related + places)

    def _with_line(self, problem: Problem) -> Problem:
        """*problem*, safe to show, with the line that it is about."""
        message = printable(problem.message)
        if not 0 < problem.line <= len(self.source.lines):
            return replace(problem, message=message)
        number = problem.line - 1
        source, caret = excerpt(self.source.lines[number], problem.column, self._masks.on(number))
        return replace(problem, message=message, source=source, caret=caret)
