"""Independent streams of chances, one for each purpose: what one consumes never shifts another.

All of them hang from the seed, the number of the replication, and what they are for. So two phone systems that are
simulated with the same seed meet the same callers with the same luck (common random numbers).
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from itertools import chain, repeat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy.random import Philox, SeedSequence

_BLOCK = 256
"""How many chances are drawn at once."""


class Purpose(IntEnum):
    """What chances are for."""

    ARRIVALS = 0
    BURSTS = 1
    CALLERS = 2
    CALLEES = 3
    PRESSES = 4
    TALK = 5
    PATIENCE = 6
    KEYS = 7


_DEMANDS, _PEOPLE, _SYSTEM = range(3)


class Streams:
    """The streams of one *replication*."""

    def __init__(self, seed: int, replication: int) -> None:
        self._seed = seed
        self._replication = replication

    def _sequence(self, *place: int) -> SeedSequence:
        from numpy.random import SeedSequence

        return SeedSequence(self._seed, spawn_key=(self._replication, *place))

    def _generator(self, demand: int, purpose: Purpose) -> Philox:
        from numpy.random import Philox

        return Philox(self._sequence(_DEMANDS, demand, purpose))

    def blocks(self, demand: int, purpose: Purpose) -> Iterator[list[float]]:
        """Even chances (0 <= chance < 1) without end, many at a time."""
        from numpy.random import Generator

        generator = Generator(self._generator(demand, purpose))
        return (generator.random(_BLOCK).tolist() for _ in repeat(None))

    def chances(self, demand: int, purpose: Purpose) -> Iterator[float]:
        """Even chances (0 <= chance < 1) without end."""
        return chain.from_iterable(self.blocks(demand, purpose))

    def keys(self, demand: int) -> Iterator[int]:
        """Numbers of 64 bits without end: a call's own stream each."""
        bits = self._generator(demand, Purpose.KEYS)
        return chain.from_iterable(bits.random_raw(_BLOCK).tolist() for _ in repeat(None))

    def person(self, who: str) -> int:
        """The key of the stream of a person, by extension or number: 64 bits."""
        state = self._sequence(_PEOPLE, int.from_bytes(who.encode("utf-8"), "big")).generate_state(2)
        return int(state[0]) << 32 | int(state[1])

    def system(self) -> int:
        """The seed of what the phone system itself leaves to chance."""
        return int(self._sequence(_SYSTEM).generate_state(1)[0])
