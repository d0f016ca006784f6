"""Waits in constant memory: their mean exactly, their quantiles exactly while few differ, else to a thousandth."""

from __future__ import annotations

from collections.abc import Iterable

MOST_EXACT = 1000
"""So many different values are kept as they are."""
_BITS = 10
"""Of more, each is known by its first so many binary digits."""


class Sketch:
    """Whole numbers from 0 on, which are microseconds here: how often each came in *counts*, and their *total*."""

    __slots__ = ("counts", "is_coarse", "total")

    def __init__(self) -> None:
        self.total = 0
        self.counts: dict[int, int] = {}
        self.is_coarse = False

    def add(self, value: int, rounded: int) -> None:
        """Take *value* into account; *rounded* is what `coarse` makes of it, worked out once for many sketches."""
        self.total += value
        counts = self.counts
        key = rounded if self.is_coarse else value
        if key in counts:
            counts[key] += 1
        else:
            counts[key] = 1
            if len(counts) > MOST_EXACT:
                self.coarsen()

    def coarsen(self) -> None:
        """Keep the first binary digits only from here on."""
        if not self.is_coarse:
            self.is_coarse = True
            self.counts = _coarsened(self.counts)

    def merge(self, other: Sketch) -> None:
        """Take everything into account that *other* has."""
        self.total += other.total
        if other.is_coarse:
            self.coarsen()
        counts = self.counts
        for value, times in other.counts.items():
            key = coarse(value) if self.is_coarse else value
            counts[key] = counts.get(key, 0) + times
        if len(counts) > MOST_EXACT:
            self.coarsen()

    @property
    def count(self) -> int:
        """How many values there are."""
        return sum(self.counts.values())

    @property
    def mean(self) -> float:
        """The mean. Raises ZeroDivisionError where there is no value."""
        return self.total / self.count

    def quantiles(self, shares: Iterable[float]) -> list[float]:
        """For each of *shares*, in rising order, the least value that at least so many of all do not exceed."""
        found: list[float] = []
        values, count = iter(sorted(self.counts)), self.count
        value, below = 0, 0
        for share in shares:
            while below < share * count:
                value = next(values)
                below += self.counts[value]
            found.append(_middle(value) if self.is_coarse else value)
        return found


def coarse(value: int) -> int:
    """*value* with its first binary digits only."""
    surplus = value.bit_length() - _BITS
    return value if surplus <= 0 else value >> surplus << surplus


def _middle(value: int) -> float:
    """The middle of all values that are the same to `coarse`."""
    surplus = value.bit_length() - _BITS
    return value if surplus <= 0 else value + ((1 << surplus) - 1) / 2


def _coarsened(counts: dict[int, int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for value, times in counts.items():
        value = coarse(value)
        found[value] = found.get(value, 0) + times
    return found
