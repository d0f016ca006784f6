"""Circles of elements in which no time needs to pass: calls that go round in them are ended (rule 7)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from routesim.exploration.moves import Ending, Move, Spot, moves
from routesim.exploration.pieces import Arrival, Piece
from routesim.exploration.scope import Scope
from routesim.exploration.spans import Span
from routesim.exploration.timeline import Track
from routesim.exploration.zones import Zone
from routesim.model.dial_plan import TimeCondition
from routesim.routing.dial_plans import LOOP, MOST_ELEMENTS
from routesim.routing.steps import Choice, Goto

ENDLESS_CIRCLE: Ending = (LOOP.outcome, None, LOOP.reason)
Passing = tuple[Spot, Move | None]
"""A spot, and the move that leads there at once; None where the clock does."""


class Entrance(NamedTuple):
    """A *piece* from where a call can go round at once, in *zone*, which lies within the *stretch* of the clock."""

    piece: Piece
    zone: Zone
    stretch: Span


class Loops:
    """Finds such circles among the pieces of a search that it has looked at."""

    def __init__(self, scope: Scope, track: Track, local: Callable[[int], datetime]) -> None:
        self._scope = scope
        self._track = track
        self._local = local
        self._pieces: dict[Spot, list[Piece]] = {}
        self._onwards: dict[tuple[Spot, Span], list[Passing]] = {}

    def look_at(self, piece: Piece) -> None:
        """Remember a piece, if it is at the way to an element."""
        if isinstance(piece.spot.step, Goto):
            self._pieces.setdefault(piece.spot, []).append(piece)

    def ways(self) -> Iterator[Arrival]:
        """Ways into circles: for each, and each part of the time when calls are placed, the least and greatest wait."""
        for spot, pieces in self._pieces.items():
            for stretch, entrances in self._entrances(pieces).items():
                circle = self._circle(spot, stretch)
                if circle:
                    yield from (self._way(entrance, circle) for entrance in _telling(entrances))

    def _entrances(self, pieces: list[Piece]) -> dict[Span, list[Entrance]]:
        found: dict[Span, list[Entrance]] = {}
        for piece in pieces:
            for stretch in self._track.stretches(*piece.zone.now):
                zone = piece.zone.during(*stretch)
                if zone is not None:
                    found.setdefault(stretch, []).append(Entrance(piece, zone, stretch))
        return found

    def _circle(self, spot: Spot, stretch: Span) -> list[Passing]:
        """The shortest way from *spot* back to it in no time, while the clock is within *stretch*; empty: none."""
        led_by: dict[Spot, tuple[Spot, Move | None]] = {}
        waiting = deque([spot])
        while waiting:
            at = waiting.popleft()
            for to, move in self._at_once(at, stretch):
                if to not in led_by:
                    led_by[to] = at, move
                    waiting.append(to)
        if spot not in led_by:
            return []
        circle: list[Passing] = []
        at = spot
        while at != spot or not circle:
            before, move = led_by[at]
            circle.append((at, move))
            at = before
        return circle[::-1]

    def _at_once(self, spot: Spot, stretch: Span) -> list[Passing]:
        key = (spot, stretch)
        if key not in self._onwards:
            self._onwards[key] = [*self._passings(spot, stretch)]
        return self._onwards[key]

    def _passings(self, spot: Spot, stretch: Span) -> Iterator[Passing]:
        """Where a call can be next in no time."""
        step = spot.step
        if isinstance(step, Choice) and isinstance(step.page, TimeCondition):
            yield spot.at(self._scope.at(step, self._local(self._track.anchor + stretch[0]))), None
            return
        for move in moves(self._scope, spot):
            if isinstance(move.to, Spot) and any(first == 0 for first, _ in move.delay):
                yield move.to if move.callers is None else move.to._replace(callers=move.callers), move

    def _way(self, entrance: Entrance, circle: list[Passing]) -> Arrival:
        """Round and round *circle*, until the call is ended."""
        piece = entrance.piece._replace(cost=entrance.piece.cost + 1)
        elements = 0
        while elements <= MOST_ELEMENTS:
            for spot, move in circle:
                clock = entrance.stretch if move is None else None
                piece = Piece(spot, entrance.zone, piece.cost, piece, move, (0, 0), clock)
                elements += isinstance(spot.step, Goto)
        return Arrival(self._track, piece, Move(ENDLESS_CIRCLE), (0, 0), entrance.zone)


def _telling(entrances: list[Entrance]) -> Iterator[Entrance]:
    """Those of *entrances* that tell all there is to tell of the bounds: of the wait and of when calls are placed."""
    kept = {
        id(entrance.piece): entrance
        for by in (
            lambda one: one.piece.cost,
            lambda one: one.zone.waited[0],
            lambda one: -one.zone.waited[1],
        )
        for entrance in [min(entrances, key=by)]
    }
    placed = {entrance.zone.placed for entrance in kept.values()}
    for entrance in entrances:
        if entrance.zone.placed not in placed:
            placed.add(entrance.zone.placed)
            kept[id(entrance.piece)] = entrance
    yield from kept.values()
