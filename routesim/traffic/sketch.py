"""Waits in constant memory: their mean exactly, their quantiles exactly while few differ, else to a thousandth."""

from __future__ import annotations

from collections.abc import Iterable

MOST_EXACT = 1000
"""So many different values are kept as they are."""
_BITS = 10
"""Of more, each is known by its first so many binary digits."""


class Sketch:
    """Whole numbers from 0 on, which are microseconds here."""

    __slots__ = ("_coarse", "_counts", "count", "total")

    def __init__(self) -> None:
        self.count = 0
        self.total = 0
        self._counts: dict[int, int] = {}
        self._coarse = False

    def add(self, value: int, rounded: int) -> None:
        """Take *value* into account; *rounded* is what `coarse` makes of it, worked out once for many sketches."""
        self.count += 1
        self.total += value
        counts = self._counts
        key = rounded if self._coarse else value
        if key in counts:
            counts[key] += 1
            return
        counts[key] = 1
        if len(counts) > MOST_EXACT and not self._coarse:
            self._coarse = True
            self._counts = _coarsened(counts)

    def merge(self, other: Sketch) -> None:
        """Take everything into account that *other* has."""
        self.total += other.total
        self.count += other.count
        if other._coarse and not self._coarse:
            self._coarse = True
            self._counts = _coarsened(self._counts)
        counts = self._counts
        for value, times in other._counts.items():
            key = coarse(value) if self._coarse else value
            counts[key] = counts.get(key, 0) + times
        if len(counts) > MOST_EXACT and not self._coarse:
            self._coarse = True
            self._counts = _coarsened(counts)

    @property
    def mean(self) -> float:
        """The mean. Raises ZeroDivisionError where there is no value."""
        return self.total / self.count

    def quantiles(self, shares: Iterable[float]) -> list[float]:
        """For each of *shares*, in rising order, the least value that at least so many of all do not exceed."""
        found: list[float] = []
        values = iter(sorted(self._counts))
        value, below = 0, 0
        for share in shares:
            while below < share * self.count:
                value = next(values)
                below += self._counts[value]
            found.append(_middle(value) if self._coarse else value)
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
