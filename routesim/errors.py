"""Every error that routesim raises on purpose.

::

    RoutesimError                 what a user of the library catches
    ├── UnusableInput             a file or an argument that cannot be used; carries every problem found
    ├── PlayError                 a play that its configuration or its calls make impossible
    │   ├── BoundExceeded         given up at a stated bound; says nothing about what lies beyond it
    │   └── CutShort              a simulation that cannot go on; what is done counts
    ├── NotApplied                a draft that was not put in force: the applied file is as it was
    │   └── NotAllowed            somebody lacks the right to do so
    └── MissingExtra              an optional dependency is not installed; says how to install it

All of them print as something to read, never as a traceback, from the command line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar


class RoutesimError(Exception):
    """Base of everything raised on purpose."""


Path = tuple[str | int, ...]
"""Leads from the top of a document to a place in it, by keys and by indexes from 0: ``("users", 0, "ring_time")``."""


def shown_path(path: Path) -> str:
    """Write *path* as people do: ``users[0].ring_time``."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with an input.

    *code* is ``RS000`` (format) or another finding's code; *path* leads to the place, to the key itself instead of its
    value if *at_key*; *line* and *column* count from 1 and are 0 where the place is unknown; *source* is the line as it
    may be shown (secrets masked, control characters escaped), *caret* how many columns of it stand before the place.
    *before* is the part of a text value that stands before the place within it that is meant. *related* are other
    places to look at, such as the first of two, and *related_paths* what leads to them.
    """

    code: str
    message: str
    path: Path = ()
    file: str = ""
    line: int = 0
    column: int = 0
    source: str = ""
    related: tuple[str, ...] = field(default=())
    severity: str = "error"
    caret: int | None = None
    at_key: bool = False
    before: str = ""
    related_paths: tuple[Path, ...] = ()

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file or shown_path(self.path)
        lines = [f"{place}: {self.message}" if place else self.message]
        if self.source:
            caret = self.column - 1 if self.caret is None else self.caret
            lines += [f"    {self.source}", f"    {' ' * caret}^"]
        lines += [f"    see {place}" for place in self.related]
        return "\n".join(lines)


class UnusableInput(RoutesimError):
    """An input that cannot be used; *problems* holds all that is wrong with it, in file order."""

    def __init__(self, problems: list[Problem] | tuple[Problem, ...] | str) -> None:
        if isinstance(problems, str):
            problems = [Problem("RS000", problems)]
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


T = TypeVar("T")


def together(attempts: Iterable[Callable[[], T]]) -> list[T]:
    """What each of *attempts* returns. Raises UnusableInput with the problems of all of them, each told once."""
    found: list[T] = []
    problems: dict[Problem, None] = {}
    for attempt in attempts:
        try:
            found.append(attempt())
        except UnusableInput as error:
            problems.update(dict.fromkeys(error.problems))
    if problems:
        raise UnusableInput(list(problems))
    return found


class PlayError(RoutesimError):
    """A play that cannot be carried out: what was asked of it, and why not."""


class BoundExceeded(PlayError):
    """Given up at a bound. *bound* is its value; nothing is known of what lies beyond it."""

    def __init__(self, message: str, bound: int) -> None:
        self.bound = bound
        super().__init__(message)

    def __reduce__(self) -> tuple[type[BoundExceeded], tuple[str, int]]:
        return type(self), (str(self), self.bound)  # as it travels from another process


class CutShort(PlayError):
    """A simulation that cannot go on: its workers have died, or a disk is full. What is done counts."""


class NotApplied(RoutesimError):
    """A draft that was not put in force, and why not: the applied file is as it was."""


class NotAllowed(NotApplied):
    """Somebody lacks the right to put changes in force."""


class MissingExtra(RoutesimError):
    """An optional dependency is missing; the message holds the command that installs it."""

    def __init__(self, purpose: str, extra: str) -> None:
        self.extra = extra
        super().__init__(f"{purpose} needs an optional package: pip install 'routesim[{extra}]'")
