"""The audience: who may call, told apart only as far as the system treats them differently.

A class of callers is a number that stands for all that match the same patterns. A set of classes is a bit mask.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from routesim.routing.callers import Callers

Kind = TypeVar("Kind")
DEFAULT_CALLER = "+32470123456"


class CallerClass(NamedTuple):
    """Callers whom the system treats alike: *from_* stands in a calls file, *seen* is what patterns see."""

    from_: str
    seen: str
    extension: str | None


class Audience:
    """The classes of callers who get as far as the routing: those on the blacklist do not.

    *numbers* are the candidates, the most ordinary first; of those whom *patterns* and *special* treat alike, the first
    stands for all. *special* are extensions that are treated like nobody else.
    """

    def __init__(
        self,
        callers: Callers,
        numbers: Iterable[str],
        treated_as: Callable[[str], object],
        special: Sequence[str],
    ) -> None:
        found: dict[object, CallerClass] = {}
        self.refused: str | None = None
        for number in numbers:
            caller = callers.identify(number)
            if caller.blacklisted:
                self.refused = self.refused or number
                continue
            seen = callers.seen(number)
            kind = (treated_as(seen), caller.extension if caller.extension in special else None)
            found.setdefault(kind, CallerClass(number, seen, caller.extension))
        self.classes = tuple(found.values())

    @property
    def everybody(self) -> int:
        """The mask of all classes."""
        return (1 << len(self.classes)) - 1

    def members(self, mask: int) -> Iterator[tuple[int, CallerClass]]:
        """The classes in *mask*, each with its own mask."""
        for place, caller in enumerate(self.classes):
            if mask >> place & 1:
                yield 1 << place, caller

    def split(self, mask: int, by: Callable[[CallerClass], Kind]) -> dict[Kind, int]:
        """The parts of *mask* whose callers have the same value of *by*, in order of the first of each."""
        parts: dict[Kind, int] = {}
        for own, caller in self.members(mask):
            key = by(caller)
            parts[key] = parts.get(key, 0) | own
        return parts

    def first(self, mask: int) -> CallerClass:
        """The first class in *mask*."""
        return next(caller for _, caller in self.members(mask))
