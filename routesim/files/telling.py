"""Problems as they are told: in file order, each with its line, which is safe to show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from routesim.errors import Problem
from routesim.files.document import Document
from routesim.files.excerpt import excerpt
from routesim.files.masking import Masks
from routesim.files.places import Position
from routesim.files.reader import MOST_FLAWS
from routesim.files.source import strange_character
from routesim.files.syntax import explain
from routesim.result.typography import printable

MOST_PROBLEMS = 1000
"""So many problems of one file are told, and how many more there are."""


def tell(document: Document, problems: Iterable[Problem], untold: int) -> list[Problem]:
    """The problems of *document* as a file and *problems*, as `Document.tell` says."""
    return _Teller(document).tell(problems, untold)


class _Teller:
    """Tells what is wrong with *document*."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._reading = document.reading
        self._source = document.source

    def tell(self, problems: Iterable[Problem], untold: int) -> list[Problem]:
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
        line, column = (len(self._source.lines), 0) if self._reading.broken else max(places, default=(1, 1))
        return Masks(self._reading.text, self._source.lines, (line - 1, column - 1))

    def _problem(self, message: str, position: Position) -> Problem:
        return Problem("RS000", message, file=self._source.name, line=position[0], column=position[1])

    def _flaws(self, masks: Masks) -> Iterator[Problem]:
        for flaw in self._reading.flaws:
            line, column = flaw.position
            subject = "this" if masks.hides(line - 1, column - 1) else flaw.subject
            problem = self._problem(flaw.message.replace("{}", subject), flaw.position)
            if flaw.first is not None:
                problem = replace(problem, related=self._places([self._reading.places.find(flaw.first, at_key=True)]))
            yield problem

    def _parser_problems(self, masks: Masks) -> Iterator[Problem]:
        error = self._reading.broken
        if error is not None:
            strange = strange_character(self._source)
            yield strange or self._problem(*explain(error, self._source.lines, masks.hides))
        elif self._document.is_whole and self._document.data is None:
            yield self._problem("the file is empty", (0, 0))

    def _places(self, positions: Iterable[Position | None]) -> tuple[str, ...]:
        return tuple(f"{self._source.name}:{found[0]}:{found[1]}" for found in positions if found is not None)

    def _located(self, problem: Problem) -> Problem:
        line, column = self._document.find(problem.path, problem.at_key) or (0, 0)
        if problem.before and 0 < line <= len(self._source.lines):
            column += _columns_before(self._source.lines[line - 1][column - 1 :], problem.before)
        places = self._places(map(self._document.find, problem.related_paths))
        return replace(problem, file=self._source.name, line=line, column=column, related=problem.related + places)

    def _with_line(self, problem: Problem, masks: Masks) -> Problem:
        """*problem*, safe to show, with the line that it is about."""
        message = printable(problem.message)
        if not 0 < problem.line <= len(self._source.lines):
            return replace(problem, message=message)
        number = problem.line - 1
        source, caret = excerpt(self._source.lines[number], problem.column, masks.on(number))
        is_secret = problem.at_key and masks.hides(number, problem.column - 1)
        path = problem.path[:-1] if is_secret else problem.path
        return replace(problem, message=message, path=path, source=source, caret=caret)


def _columns_before(written: str, part: str) -> int:
    """How many columns *part* takes at the beginning of a value as it is *written*; 0 where that is not plain."""
    quote = written[:1]
    if quote == '"':
        part = part.replace("\\", "\\\\").replace('"', '\\"')
    elif quote == "'":
        part = part.replace("'", "''")
    else:
        quote = ""
    return len(quote + part) if written.startswith(quote + part) else 0


def _order(problem: Problem) -> tuple[int, int]:
    return problem.line, problem.column
