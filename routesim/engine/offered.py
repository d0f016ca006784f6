"""Calls as traffic offers them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from routesim.engine.call import Call
from routesim.model.calls import Press

if TYPE_CHECKING:
    from routesim.engine.exchange import Exchange


class Offered(NamedTuple):
    """A call that traffic offers: as in a calls file, but *at*, *talk* and *patience* are in microseconds.

    *demand* tells which of the workload's demands it comes from, *tries* how often its caller has tried before; *key*
    is its own stream of chances.
    """

    at: int
    demand: int
    from_: str
    to: str
    talk: int
    patience: int
    presses: tuple[Press, ...]
    key: int
    tries: int = 0

    @property
    def expect(self) -> None:
        """Nobody expects anything of it."""


Stay = tuple[int, int, int, int]
"""A call's stay in a queue, which is known by its place in the system, until the conversation is over.

In microseconds, when it joined, when it was connected (-1: never) and when it left.
"""
PER_STAY = 4
"""It is that many numbers."""


class OfferedCall(Call):
    """A call on its way that knows its *stays* in queues.

    *rung* is whom it has rung, while that is once, or counts from 0 how often it has rung whom.
    """

    __slots__ = ("rung", "stays")

    spec: Offered

    def __init__(self, exchange: Exchange, offered: Offered, index: int, order: int) -> None:
        Call.__init__(self, exchange, offered, str(index + 1), index, order, offered.talk, offered.patience)
        self.rung: str | dict[str, int] | None = None
        self.stays: tuple[Stay, ...] = ()
