"""Pieces of a search, and the ways to endings that they are put together to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from routesim.exploration.moves import Move, Spot
from routesim.exploration.spans import Span
from routesim.exploration.timeline import Track
from routesim.exploration.zones import Zone


class Circle(NamedTuple):
    """How a call has gone round a circle: from its *first* or *last* time there on, every *period* (0: not yet)."""

    first: int
    last: int
    period: int = 0


class Piece(NamedTuple):
    """A *spot*, and the *zone* in which it is reached from *parent* by *move* after one of *delay*.

    *cost* tells how far-fetched that is; *clock* is the stretch that the clock was in, where it has just been asked,
    *circle* what the call has gone round until here.
    """

    spot: Spot
    zone: Zone
    cost: int = 0
    parent: Piece | None = None
    move: Move | None = None
    delay: Span = (0, 0)
    clock: Span | None = None
    circle: Circle | None = None

    def lineage(self) -> Iterator[Piece]:
        """Where the call has been until here, the latest first."""
        piece: Piece | None = self
        while piece is not None:
            yield piece
            piece = piece.parent


class Arrival(NamedTuple):
    """A way to an ending: from *piece* by *move* after one of *delay*; *zone* is when, *track* by which calendar."""

    track: Track
    piece: Piece
    move: Move
    delay: Span
    zone: Zone

    @property
    def goes_round(self) -> bool:
        """Whether the call goes round a circle; how often is not written down."""
        return any(piece.circle is not None for piece in self.piece.lineage())

    def course(self) -> list[Piece]:
        """The whole way in order, the ending as its last piece."""
        piece = self.piece
        last = piece._replace(zone=self.zone, parent=piece, move=self.move, delay=self.delay, clock=None, circle=None)
        return [*last.lineage()][::-1]


class Ways(NamedTuple):
    """The ways to an ending: the first that was found, those with the *least* and the *greatest* wait.

    *endless*: the call need never have ended but for the caller's patience, and the first way is such a call.
    """

    first: Arrival
    least: Arrival
    greatest: Arrival
    endless: bool

    @property
    def waited(self) -> Span:
        """The least and the greatest wait."""
        return self.least.zone.waited[0], self.greatest.zone.waited[1]

    def or_by(self, other: Ways) -> Ways:
        """These ways and *other* ones."""
        first = min((self, other), key=lambda ways: (not ways.endless, ways.first.piece.cost))
        return Ways(
            first.first,
            min(self.least, other.least, key=lambda way: way.zone.waited[0]),
            max(self.greatest, other.greatest, key=lambda way: way.zone.waited[1]),
            first.endless,
        )
