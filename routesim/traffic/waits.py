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
        if sum(map(len, self._pending)) > max(_LEAST_PENDING, len(self._keys) // 4):
            self.settle()

    def settle(self) -> None:
        """Sort in what waits."""
        if not self._pending:
            return
        new = np.concatenate(self._pending)
        self._pending.clear()
        accounts = new >> _BITS
        more = max(0, int(accounts.max(initial=-1)) + 1 - len(self._coarse))
        self._coarse = np.pad(self._coarse, (0, more))
        self._merge(*np.unique(np.where(self._coarse[accounts], coarse(new), new), return_counts=True))
        self._round_off()

    def _merge(self, keys: Integers, times: Integers) -> None:
        """Sort in *keys*, in rising order, each of which came so many *times*."""
        places = np.searchsorted(self._keys, keys)
        known = np.append(self._keys, -1)[places] == keys
        self._times[places[known]] += times[known]
        self._times = np.insert(self._times, places[~known], times[~known])
        self._keys = np.insert(self._keys, places[~known], keys[~known])

    def _round_off(self) -> None:
        """Keep the first binary digits only of accounts that have got too many different values."""
        accounts = self._keys >> _BITS
        many = (np.bincount(accounts, minlength=len(self._coarse)) > MOST_EXACT) & ~self._coarse
        if not many.any():
            return
        self._coarse |= many
        affected = many[accounts]
        keys, place = np.unique(coarse(self._keys[affected]), return_inverse=True)
        times = np.zeros(len(keys), np.int64)
        np.add.at(times, place, self._times[affected])
        self._keys, self._times = self._keys[~affected], self._times[~affected]
        self._merge(keys, times)

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
