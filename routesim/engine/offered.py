"""Calls as traffic offers them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from routesim.engine.call import Call

if TYPE_CHECKING:
    from routesim.engine.exchange import Exchange


class Offered:
    """A call that traffic offers: as in a calls file, and *key*, its own stream of chances.

    *at* is in microseconds. *demand* tells which of the workload's demands it comes from, *tries* how often its caller
    has tried before.
    """

    expect = None
    id: str | None = None

    def __init__(
        self,
        at: int,
        from_: str,
        to: str,
        talk: float,
        patience: float,
        presses: tuple[Any, ...],
        key: int,
        demand: int,
        tries: int = 0,
    ) -> None:
        self.at = at
        self.from_ = from_
        self.to = to
        self.talk = talk
        self.patience = patience
        self.presses = presses
        self.key = key
        self.demand = demand
        self.tries = tries
        self.id = None
        self.expect = None


class Stay(NamedTuple):
    """A call's stay in a queue, until the conversation is over, in microseconds; *connected* is -1 where it never was."""

    queue: str
    joined: int
    connected: int
    left: int


class OfferedCall(Call):
    """A call on its way that knows what it was *offered* as, and its *stays* in queues; *rung* counts how often it has rung whom."""

    __slots__ = ("key", "offered", "rung", "stays")

    def __init__(self, exchange: Exchange, offered: Offered, index: int, order: int) -> None:
        spec: Any = offered  # has all that a call asks of an attempt
        super().__init__(exchange, spec, index, order)
        self.offered = offered
        self.key = offered.key
        self.rung: dict[str, int] = {}
        self.stays: list[Stay] = []
