"""Searching everything that can become of a call, on one course of the calendar.

Pieces of the search are spots together with the zone in which a call can be there. The most natural ones are followed
first, so that the first way found to an ending is one that is easily told. A circle that lets time pass is followed
once round: after that it is known to go on as long as the calendar lets it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from heapq import heappop, heappush
from itertools import count
from math import gcd
from typing import NamedTuple

from routesim.errors import BoundExceeded
from routesim.exploration.deeds import NOTHING
from routesim.exploration.moves import ABANDONED, Ending, Move, Spot, moves
from routesim.exploration.scope import Scope
from routesim.exploration.spans import FOREVER, NO_TIME, Span
from routesim.exploration.timeline import Track
from routesim.exploration.zones import Zone
from routesim.model.dial_plan import TimeCondition
from routesim.routing.steps import Choice, Step

MOST_PIECES = 200_000
"""With more than this, exploring a number is given up."""


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


class Search:
    """Everything that becomes of calls within *scope* while the calendar takes *track*.

    *local* turns instants of the track into what the wall clock shows. After `run`, *endings* holds an arrival at each
    ending, *placed* when calls can be placed that end so, *asked* how long after its placing a call may still be led by
    the clock (-1: never).
    """

    def __init__(self, scope: Scope, track: Track, local: Callable[[int], datetime]) -> None:
        self.scope = scope
        self.track = track
        self._local = local
        self._heap: list[tuple[int, int, Piece]] = []
        self._serial = count()
        self._seen: dict[tuple[Spot, Span | None], list[Zone]] = {}
        self.endings: dict[Ending, Ways] = {}
        self.placed: dict[Ending, set[Span]] = {}
        self.asked = -1

    def run(self, step: Step) -> None:
        """Follow everything from *step* on. Raises BoundExceeded where there is too much of it."""
        placed = self.track.placed
        self._push(Piece(Spot(step, self.scope.audience.everybody), Zone(placed, placed, (0, 0))))
        while self._heap:
            piece = heappop(self._heap)[2]
            step = piece.spot.step
            if isinstance(step, Choice) and isinstance(step.page, TimeCondition):
                self._ask_the_clock(piece, step)
                continue
            for move in moves(self.scope, piece.spot):
                for delay in move.delay:
                    self._make(piece, move, delay)

    def _make(self, piece: Piece, move: Move, delay: Span) -> None:
        """Follow one move, after one stretch of the time that it may take."""
        zone = piece.zone.later(delay)
        if not isinstance(move.to, Spot):
            self._arrive(piece, move, delay, zone)
            return
        spot = move.to if move.callers is None else move.to._replace(callers=move.callers)
        cost = piece.cost + (move.deed is not NOTHING or move.delay is not NO_TIME)
        if delay[0] == 0:  # no time passes: elements are counted on (rule 7)
            self._push(Piece(spot, piece.zone, cost, piece, move, (0, 0)))
        if delay[1]:
            later = max(delay[0], 1), delay[1]
            self._push(Piece(spot._replace(passed=0), piece.zone.later(later), cost, piece, move, later))

    def _arrive(self, piece: Piece, move: Move, delay: Span, zone: Zone) -> None:
        ending = move.to
        assert not isinstance(ending, Spot)
        way = Arrival(self.track, piece, move, delay, zone)
        ways = Ways(way, way, way, ending == ABANDONED and zone.waited[1] >= FOREVER - 1)
        self.placed.setdefault(ending, set()).add(zone.placed)
        known = self.endings.get(ending)
        self.endings[ending] = ways if known is None else known.or_by(ways)

    def _ask_the_clock(self, piece: Piece, step: Choice) -> None:
        self.asked = max(self.asked, piece.zone.waited[1])
        for first, last in self.track.stretches(*piece.zone.now):
            zone = piece.zone.during(first, last)
            if zone is not None:
                shows = self._local(self.track.anchor + first)
                spot = piece.spot.at(self.scope.at(step, shows))
                self._push(Piece(spot, zone, piece.cost, piece, None, (0, 0), (first, last)))

    def _push(self, piece: Piece) -> None:
        seen = self._seen.setdefault((piece.spot, piece.clock), [])
        if seen:
            piece = self._gone_round(piece)
        if any(zone.covers(piece.zone) for zone in seen):
            return
        if len(self.track.ends) == 1 and seen:  # only the bounds of the wait matter
            seen[0] = seen[0].joined(piece.zone)
        else:
            seen.append(piece.zone)
        serial = next(self._serial)
        if serial > MOST_PIECES:
            raise BoundExceeded(f"more than {MOST_PIECES:,} situations of one call", MOST_PIECES)
        heappush(self._heap, (piece.cost, serial, piece))

    def _gone_round(self, piece: Piece) -> Piece:
        """*piece*, for as long as the circle lasts if it has come round to where the call was before.

        A circle in which the clock is asked lasts no longer than the stretch of the calendar; any other, for ever.
        """
        for before in piece.lineage():
            if before is piece or (before.spot, before.clock) != (piece.spot, piece.clock):
                if before.clock is not None and piece.clock is None and before is not piece:
                    return piece
                continue
            if piece.zone.waited[1] <= before.zone.waited[1]:
                return piece
            return _again_and_again(piece, before)
        return piece


def _again_and_again(piece: Piece, before: Piece) -> Piece:
    """*piece*, for as long as a call may go round the circle that has led there from *before*.

    Where the circle takes the same time at each round, the call is back after whole rounds only.
    """
    shortest, longest = (sum(passed.delay[end] for passed in _between(piece, before)) for end in (0, 1))
    circle = Circle(*before.zone.waited) if before.circle is None else before.circle
    period = gcd(circle.period, shortest if shortest == longest else 1)
    if period == circle.period:  # so often round already
        return before
    zone = piece.zone.onwards()
    if piece.clock is None:
        return piece._replace(zone=zone, circle=circle._replace(period=period))
    within = zone.during(*piece.clock)
    if within is None:
        return piece
    rounds = (within.waited[1] - circle.first) // period
    within = within.waiting(min(within.waited[1], circle.last + rounds * period))
    return piece._replace(zone=within, circle=circle._replace(period=period))


def _between(piece: Piece, before: Piece) -> Iterator[Piece]:
    """The pieces after *before*, *piece* included."""
    for passed in piece.lineage():
        if passed is before:
            return
        yield passed
