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

from routesim.errors import BoundExceeded
from routesim.exploration.deeds import NOTHING
from routesim.exploration.loops import ENDLESS_CIRCLE, Loops
from routesim.exploration.moves import ABANDONED, NOT_COUNTED, Ending, Move, Spot, moves
from routesim.exploration.pieces import Arrival, Circle, Piece, Ways
from routesim.exploration.reach import steps_from
from routesim.exploration.scope import Scope
from routesim.exploration.spans import FOREVER, NO_TIME, Span
from routesim.exploration.timeline import Track
from routesim.exploration.zones import Zone
from routesim.model.dial_plan import TimeCondition
from routesim.routing.dial_plans import MOST_ELEMENTS
from routesim.routing.steps import Choice, Goto, Step

HORIZON = 48 * 3_600_000_000
"""How far ahead the calendar is told apart where a call may go round in circles for hours, in microseconds."""
MOST_PIECES = 200_000
"""With more than this, exploring a number is given up."""


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
        self._loops = Loops(scope, track, local)
        self.endings: dict[Ending, Ways] = {}
        self.placed: dict[Ending, set[Span]] = {}
        self.asked = -1

    def run(self, step: Step) -> None:
        """Follow everything from *step* on. Raises BoundExceeded where there is too much of it."""
        placed = self.track.placed
        elements = sum(isinstance(reached, Goto) for reached in steps_from(step))
        counted = 0 if elements > MOST_ELEMENTS else NOT_COUNTED
        self._push(Piece(Spot(step, self.scope.audience.everybody, passed=counted), Zone(placed, placed, (0, 0))))
        self._follow()
        for way in self._loops.ways():
            self._note(way, ENDLESS_CIRCLE)

    def _follow(self) -> None:
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
        if spot.passed == NOT_COUNTED:
            self._push(Piece(spot, zone, cost, piece, move, delay))
            return
        if delay[0] == 0:  # no time passes: elements are counted on (rule 7)
            self._push(Piece(spot, piece.zone, cost, piece, move, (0, 0)))
        if delay[1]:
            later = max(delay[0], 1), delay[1]
            self._push(Piece(spot._replace(passed=0), piece.zone.later(later), cost, piece, move, later))

    def _arrive(self, piece: Piece, move: Move, delay: Span, zone: Zone) -> None:
        assert not isinstance(move.to, Spot)
        self._note(Arrival(self.track, piece, move, delay, zone), move.to)

    def _note(self, way: Arrival, ending: Ending) -> None:
        zone = way.zone
        ways = Ways(way, way, way, ending == ABANDONED and zone.waited[1] >= FOREVER - 1)
        self.placed.setdefault(ending, set()).add(zone.placed)
        known = self.endings.get(ending)
        self.endings[ending] = ways if known is None else known.or_by(ways)

    def _ask_the_clock(self, piece: Piece, step: Choice) -> None:
        self.asked = max(self.asked, piece.zone.waited[1])
        for first, last in self.track.stretches(*piece.zone.now):
            within = piece.zone.during(first, last)
            zone = None if within is None else _in_whole_rounds(piece, within)
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
            seen[:] = [zone for zone in seen if not piece.zone.covers(zone)]
            seen.append(piece.zone)
        serial = next(self._serial)
        if serial > MOST_PIECES:
            raise BoundExceeded(f"more than {MOST_PIECES:,} situations of one call", MOST_PIECES)
        heappush(self._heap, (piece.cost, serial, piece))
        if piece.spot.passed == NOT_COUNTED:
            self._loops.look_at(piece)

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


def _in_whole_rounds(piece: Piece, zone: Zone) -> Zone | None:
    """*zone*, which is a part of that of *piece*, with waits that whole rounds of a circle on the way make possible."""
    shortest = longest = 0
    for passed in piece.lineage():
        if passed.circle is not None:
            return _between_rounds(zone, passed.circle, shortest, longest)
        shortest += passed.delay[0]
        longest += passed.delay[1]
    return zone


def _between_rounds(zone: Zone, circle: Circle, shortest: int, longest: int) -> Zone | None:
    """*zone*, where calls come from *circle* after no less than *shortest* and no more than *longest*."""
    first, last, period = circle.first + shortest, circle.last + longest, circle.period
    if period == 1 or last - first >= period or zone.waited[1] >= FOREVER:
        return zone
    least, most = zone.waited
    fewest = max(0, -(-(least - last) // period))
    rounds = (most - first) // period
    if fewest > rounds:
        return None
    return zone.waiting(max(least, first + fewest * period), min(most, last + rounds * period))


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
    most = min(within.waited[1], circle.last + rounds * period)
    within = within.waiting(within.waited[0], most) or piece.zone
    return piece._replace(zone=within, circle=circle._replace(period=period))


def _between(piece: Piece, before: Piece) -> Iterator[Piece]:
    """The pieces after *before*, *piece* included."""
    for passed in piece.lineage():
        if passed is before:
            return
        yield passed
