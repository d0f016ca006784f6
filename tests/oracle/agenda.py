"""What is still to happen, in the exact order in which it will (rule 1.2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

Path = tuple[int, ...]
NO_CALL = -1
"""Stands for the call in what belongs to none: events, the end of a conversation from before."""


class Kind(IntEnum):
    """What happens first on the same instant stands first."""

    SOMETHING_ENDS = 0
    EVENT = 1
    HANG_UP = 2
    DEADLINE = 3
    RING_STOPS = 4
    REACTION = 5
    PROMPT = 6
    OFFER = 7
    RING_STARTS = 8
    ARRIVAL = 9


@dataclass(frozen=True)
class Item:
    """Something that is to happen to a *call* (by order of placing), at the place *path* of its call tree."""

    time: int
    kind: Kind
    call: int
    path: Path
    act: Callable[[], None]

    @property
    def rank(self) -> tuple[int, int, int, Path]:
        return self.time, self.kind, self.call, self.path


class Agenda:
    """One list, always searched for its least item; *now* is the time of the last one taken, in microseconds."""

    def __init__(self) -> None:
        self.now = 0
        self.items: list[Item] = []

    def add(self, time: int, kind: Kind, call: int, path: Path, act: Callable[[], None]) -> None:
        self.items.append(Item(time, kind, call, path, act))

    def drop(self, call: int, below: Path = ()) -> None:
        """Forget what is to happen to *call* at *below* and deeper in its tree."""
        depth = len(below)
        self.items = [item for item in self.items if item.call != call or item.path[:depth] != below]

    def drop_but(self, call: int, kind: Kind) -> None:
        """Forget what is to happen to *call*, but for items of *kind*: lost patience, the end of a conversation."""
        self.items = [item for item in self.items if item.call != call or item.kind == kind]

    def has_offer(self) -> bool:
        """Tell whether queues are going to look for offers at this instant anyway."""
        return any(item.kind == Kind.OFFER and item.time == self.now for item in self.items)

    def run(self, after: Callable[[Kind], None]) -> None:
        """Let everything happen, and *after* each item what depends on all of them."""
        while self.items:
            item = min(self.items, key=lambda item: item.rank)
            self.items.remove(item)
            self.now = item.time
            item.act()
            after(item.kind)


def micro(seconds: float) -> int:
    """Whole microseconds."""
    return round(seconds * 1_000_000)
