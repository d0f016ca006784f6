"""Witnesses: calls files that are played before they are shown, and that end as they are said to end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from typing import Any, NamedTuple

from routesim.engine import Trial
from routesim.errors import BoundExceeded
from routesim.exploration.moves import Ending
from routesim.exploration.pieces import Arrival
from routesim.exploration.rounds import written_out
from routesim.exploration.scope import Scope
from routesim.exploration.script import Attempts, Script
from routesim.exploration.timeline import Track, instant_of, microseconds_since_epoch
from routesim.model.calls import Calls
from routesim.model.settings import zone
from routesim.result.records import CallRecord
from routesim.routing.calendar import instant
from routesim.routing.steps import microseconds

SECOND = 1_000_000
MINUTE = 60 * SECOND


class Witness(NamedTuple):
    """A calls file, as plain data, and in *words* what in it makes the call end so."""

    page: dict[str, Any]
    words: tuple[str, ...]


class Timing(NamedTuple):
    """The instant of placing, and how long each move takes (None: as is natural)."""

    placed: int
    moves: tuple[int | None, ...]


def fate(record: CallRecord) -> Ending:
    """How a call ended."""
    return record.outcome.value, record.by, record.reason


class Rehearsal:
    """Finds witnesses for endings within *scope*; calls are placed *preferred* where any time will do."""

    def __init__(self, scope: Scope, preferred: int) -> None:
        self._scope = scope
        self._preferred = preferred

    def witness(self, ending: Ending, arrival: Arrival, waited: int | None = None) -> Witness | None:
        """A witness for *ending*, reached as *arrival* says after having *waited*; None where none is found."""
        ways = chain((arrival,), _round_by_round(arrival, waited))
        found = (self._along(way, ending, waited) for way in ways)
        return next((witness for witness in found if witness is not None), None)

    def _along(self, arrival: Arrival, ending: Ending, waited: int | None) -> Witness | None:
        for quiet in (False, True):
            for timing in self._timings(arrival, waited):
                script = self._write(arrival, ending, quiet, timing)
                page = None if script is None else self._settle(script, ending, waited)
                if script is not None and page is not None:
                    return Witness(page, script.words)
        return None

    # --- when ----------------------------------------------------------------------------------------------------

    def _timings(self, arrival: Arrival, waited: int | None) -> Iterator[Timing]:
        track, zone = arrival.track, arrival.zone
        if waited is None and len(track.ends) == 1:
            moves = sum(piece.move is not None for piece in arrival.piece.lineage()) + 1
            yield Timing(self._placed(track, *track.placed), (None,) * moves)
            return
        for exactly in dict.fromkeys(zone.waited if waited is None else (waited,)):
            first = max(zone.placed[0], zone.now[0] - exactly)
            last = min(zone.placed[1], zone.now[1] - exactly)
            placed = self._placed(track, first, last) if first <= last else 0
            moves_took = self._backwards(arrival, placed - track.anchor, exactly) if first <= last else None
            if moves_took is not None:
                yield Timing(placed, moves_took)

    def _placed(self, track: Track, first: int, last: int) -> int:
        """An instant between two of *track*: the preferred one, on a minute, on a second, or any."""
        first, last = track.anchor + first, track.anchor + last
        if first <= self._preferred <= last:
            return self._preferred
        rounded = (-(-first // unit) * unit for unit in (MINUTE, SECOND))
        return next((instant for instant in rounded if instant <= last), first)

    def _backwards(self, arrival: Arrival, placed: int, waited: int) -> tuple[int, ...] | None:
        """How long each move takes where the call is *placed* then and ends after *waited*."""
        now, delay, took = placed + waited, arrival.delay, []
        leaves_by_a_move = True
        for piece in arrival.piece.lineage():
            instants = piece.zone.before(placed, now, delay)
            if instants is None:
                return None
            if leaves_by_a_move:
                took.append(now - instants[1])
            leaves_by_a_move = piece.move is not None
            now, delay = instants[1], piece.delay
        return tuple(reversed(took))

    # --- what ----------------------------------------------------------------------------------------------------

    def _write(self, arrival: Arrival, ending: Ending, quiet: bool, timing: Timing) -> Script | None:
        """Write down every move of the call."""
        scope = self._scope
        callers = arrival.piece.spot.callers if arrival.move.callers is None else arrival.move.callers
        caller = scope.audience.first(callers)
        start, at = self._start(timing.placed)
        script = Script(scope.system, scope.stage(caller, quiet), caller, scope.number, start, at, quiet)
        waited, took = 0, iter(timing.moves)
        for piece in arrival.course():
            if piece.move is not None:
                exact = next(took)
                lasted = piece.move.deed.enter(script, waited, piece.delay if exact is None else (exact, exact))
                if lasted is None:
                    return None
                waited += lasted
            elif piece.clock is not None and piece.parent is not None:
                script.tell(*scope.clock_words(piece.parent.spot.step, piece.spot.step))
        script.lasts(waited, gives_up=ending[0] == "abandoned")
        return script

    def _start(self, placed: int) -> tuple[datetime, int]:
        """The wall clock at which the file starts, and how long after that the call is placed."""
        timezone = self._scope.system.settings.timezone
        local = instant_of(placed - placed % SECOND).astimezone(zone(timezone)).replace(tzinfo=None, fold=0)
        return local, placed - microseconds_since_epoch(instant(local, timezone))

    def _settle(self, script: Script, ending: Ending, waited: int | None) -> dict[str, Any] | None:
        """The calls file of *script* that ends as *ending*, None where it does not, or not after having *waited*."""
        for attempts in self._attempts(script):
            page = script.pages(attempts)
            trial = self._play(page)
            if trial is not None and _ends_so(trial.record, ending, waited):
                return page
        return None

    def _attempts(self, script: Script) -> Iterator[Attempts]:
        """What people do at each call of their phones: as if these were all, then found by playing."""
        entries: dict[str, list[Any]] = {}
        for part in script.parts():
            entries.setdefault(part.target, []).append(script.entry(part))
        yield {who: kept for who, listed in entries.items() if (kept := _without_idle_end(listed))}
        for last in (False, True):
            found = self._found_by_playing(script, last)
            if found is not None:
                yield found

    def _found_by_playing(self, script: Script, last: bool) -> Attempts | None:
        """What is done at each call of a phone; of several at once, the one after its twins or the *last*."""
        found: dict[str, list[Any]] = {}
        for part in script.parts():
            trial = self._play(script.pages(found))
            if trial is None:
                return None
            called = [ring for ring in trial.called if ring.target == part.target]
            at = script.rings_at(part)
            places = [place for place, ring in enumerate(called) if ring.start == at and ring.via == part.via]
            if len(places) <= (0 if last else part.twin):
                return None
            place = places[-1 if last else part.twin]
            listed = found.setdefault(part.target, [])
            listed.extend({} for _ in range(len(listed), place + 1))
            listed[place] = script.entry(part)
        return {who: kept for who, listed in found.items() if (kept := _without_idle_end(listed))}

    def _play(self, page: dict[str, Any]) -> Trial | None:
        """The examined call; None where it rings too many phones, or goes round too often, to be played."""
        try:
            return self._scope.play(Calls.model_validate(page))
        except BoundExceeded:
            return None


def _round_by_round(arrival: Arrival, waited: int | None) -> Iterator[Arrival]:
    """The same way with every round of its circles written out, if there are any."""
    if arrival.goes_round:
        waits = arrival.zone.waited if waited is None else (waited,)
        for exactly in dict.fromkeys(waits):
            yield from written_out(arrival, exactly)


def _ends_so(record: CallRecord, ending: Ending, waited: int | None) -> bool:
    """Tell whether a call has ended as *ending*, after having *waited* where that is given."""
    return fate(record) == ending and waited in (None, microseconds(record.waited))


def _without_idle_end(entries: list[Any]) -> list[Any]:
    """*entries* as far as they say something."""
    last = max((place for place, entry in enumerate(entries, 1) if entry), default=0)
    return entries[:last]
