"""Waits of many accounts in constant memory: their quantiles exactly while few differ, else to a thousandth."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
MOST_EXACT = 1000
"""So many different values of an account are kept as they are."""
_DIGITS = 10
"""Of more, each is known by its first so many binary digits."""
_BITS = 44
"""How many binary digits a value has at most: 200 days in microseconds, longer than any. Above them is the account."""
_VALUE = (1 << _BITS) - 1
_LEAST_PENDING = 1 << 16


class Waits:
    """Whole numbers from 0 on, which are microseconds here: how often each came to which account.

    What comes waits until it is worth sorting in among the rest: the work for each value stays the same on average.
    """

    def __init__(self) -> None:
        self._keys: Integers = np.zeros(0, np.int64)  # accounts and values in rising order, with how often each came
        self._times: Integers = np.zeros(0, np.int64)
        self._pending: list[Integers] = []
        self._coarse = np.zeros(0, np.bool_)

    def add(self, accounts: Integers, values: Integers) -> None:
        """Take each of *values* into account at the place beside it in *accounts*."""
        self._pending.append(accounts << _BITS | np.minimum(values, _VALUE))
        if sum(map(len, self._pending)) > max(_LEAST_PENDING, len(self._keys)):
            self.settle()

    def settle(self) -> None:
        """Sort in what waits."""
        new, counts = np.unique(np.concatenate([self._keys[:0], *self._pending]), return_counts=True)
        self._pending.clear()
        self._merge(np.concatenate([self._keys, new]), np.concatenate([self._times, counts]))
        values_of = np.bincount(self._keys >> _BITS)
        many = values_of > MOST_EXACT
        many[: len(self._coarse)] |= self._coarse[: len(many)]
        self._coarse = many
        self._merge(np.where(many[self._keys >> _BITS], coarse(self._keys), self._keys), self._times)

    def _merge(self, keys: Integers, times: Integers) -> None:
        self._keys, place = np.unique(keys, return_inverse=True)
        self._times = np.zeros(len(self._keys), np.int64)
        np.add.at(self._times, place, times)

    def quantiles(self, account: int, shares: Sequence[float]) -> list[float]:
        """For each of *shares* the least value that at least so many of an account's do not exceed; once settled.

        Raises IndexError where the account has no value.
        """
        first, last = np.searchsorted(self._keys, [account << _BITS, (account + 1) << _BITS])
        reached = np.cumsum(self._times[first:last])
        places = np.searchsorted(reached, [share * reached[-1] for share in shares])
        values = [int(value) for value in self._keys[first:last][places] & _VALUE]
        return [_middle(value) for value in values] if self._coarse[account] else [*map(float, values)]

    def __len__(self) -> int:
        """How many different values are kept."""
        return len(self._keys)


def coarse(keys: Integers) -> Integers:
    """*keys* with only the first binary digits of each value."""
    _, length = np.frexp((keys & _VALUE).astype(np.float64))
    surplus = np.maximum(length.astype(np.int64) - _DIGITS, 0)
    return keys >> surplus << surplus


def _middle(value: int) -> float:
    """The middle of all values that are the same to `coarse`."""
    surplus = value.bit_length() - _DIGITS
    return value if surplus <= 0 else value + ((1 << surplus) - 1) / 2
