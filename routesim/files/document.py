"""A file that was read: its data, and where everything stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from routesim.errors import Path, Problem
from routesim.files.places import Data, Position
from routesim.files.reader import Reading
from routesim.files.source import Source


class Document:
    """*source* as read. *data* is None where it holds nothing; *is_whole* tells whether all of it could be read."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.reading = Reading(source.text)
        self.data: Data = self.reading.data
        self.is_whole = self.reading.complete

    def content(self, with_empty: bool = False) -> Data:
        """The data without what counts as absent: a second value of a key and, unless *with_empty*, empty values."""
        dropped: dict[int, set[Any]] = {}
        for mapping, key in self.reading.left_out:
            if not (with_empty and isinstance(key, str)):
                dropped.setdefault(id(mapping), set()).add(key)
        return without(self.data, dropped) if dropped else self.data

    @property
    def is_flawed(self) -> bool:
        """Whether something is wrong with it as a file, whatever it is about."""
        return bool(self.reading.flaws) or not self.is_whole or self.data is None

    @property
    def has_empty_values(self) -> bool:
        """Whether there are keys with nothing behind them."""
        return any(isinstance(key, str) for _, key in self.reading.left_out)

    def find(self, path: Path, at_key: bool = False) -> Position | None:
        """Line and column, from 1, of what *path* leads to, or of its last key."""
        return self.reading.places.find(path, at_key)

    def excerpts(self, positions: Sequence[Position]) -> Iterator[tuple[str, int]]:
        """The line of each of *positions*, as it may be shown, and how many columns of it stand before the place."""
        if not positions:
            return
        from routesim.files.excerpt import excerpt
        from routesim.files.masking import Masks

        last_line, last_column = max(positions)
        lines = self.source.lines
        masks = Masks(self.reading.text, lines, (last_line - 1, last_column - 1))
        for line, column in positions:
            yield excerpt(lines[line - 1], column, masks.on(line - 1))

    def tell(self, problems: Iterable[Problem], untold: int = 0) -> list[Problem]:
        """The file's own problems and *problems*, each with its place and its line, in file order.

        Where the file itself is wrong, nothing else is told of the place. So many more are *untold*.
        """
        problems = list(problems)
        if not problems and not self.is_flawed:
            return []
        from routesim.files.telling import tell  # with all that it takes to show a line, which few files need

        return tell(self, problems, untold)


def without(data: Data, dropped: Mapping[int, Iterable[Any]]) -> Data:
    """A copy of *data* without the *dropped* keys of its mappings, which are known by their identity."""
    if isinstance(data, dict):
        out = dropped.get(id(data), ())
        return {key: without(value, dropped) for key, value in data.items() if key not in out}
    if isinstance(data, list):
        return [without(item, dropped) for item in data]
    return data
