"""Clocks: what the wall clocks of two systems can show at the same moment of a call that is placed at the same time.

Calls are placed at the same time on either clock. In one zone the clocks go on alike; in two, one may be put forward
or back while a caller waits, and the other not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import NamedTuple

from routesim.exploration.difference.replay import A_LONG_TIME
from routesim.exploration.exploring import Explorer
from routesim.exploration.timeline import Track
from routesim.model.dial_plan import TimeCondition
from routesim.model.question import BEFORE, SINCE
from routesim.model.settings import zone
from routesim.routing.calendar import holds

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_MOMENT = timedelta(seconds=30)
Hours = tuple[object, ...]


class Clocks(NamedTuple):
    """What the clocks of both systems show, and when a call may have been placed that sees this."""

    applied: datetime
    draft: datetime
    placed: datetime


class Calendars:
    """The calendars of two systems together, each worked out once: many dial plans have the same hours."""

    def __init__(self, applied: Explorer, draft: Explorer) -> None:
        self._applied = applied
        self._zones = [zone(side.system.settings.timezone) for side in (applied, draft)]
        self._known: dict[Hours, TimeCondition] = {}
        self._tracks: dict[tuple[Hours, ...], list[Track]] = {}
        self._clocks: dict[tuple[Hours, ...], list[Clocks]] = {}

    def distinct(self, conditions: Iterable[TimeCondition]) -> list[TimeCondition]:
        """*conditions*, one of each that hold at the same times: the same ones whenever it is asked."""
        return [self._known.setdefault(hours, condition) for hours, condition in _by_hours(conditions).items()]

    def tracks(self, conditions: Sequence[TimeCondition]) -> list[Track]:
        """The parts of the calendar that *conditions*, which are distinct, tell apart: the usual one first."""
        key = tuple(_by_hours(conditions))
        if key not in self._tracks:
            timeline = self._applied.timeline(conditions) if conditions else None
            self._tracks[key] = [] if timeline is None else timeline.tracks(0, self._applied.preferred)
        return self._tracks[key]

    def clocks(self, conditions: Sequence[TimeCondition]) -> list[Clocks]:
        """What the clocks show, for each way in which *conditions* can hold on both systems together."""
        key = tuple(_by_hours(conditions))
        if key not in self._clocks:
            self._clocks[key] = [*self._all_clocks(conditions)]
        return self._clocks[key]

    def _all_clocks(self, conditions: Sequence[TimeCondition]) -> Iterator[Clocks]:
        seen = set()
        firsts = [track.anchor + track.placed[0] for track in self.tracks(conditions)[1:]]
        for instant in (self._applied.preferred, *firsts):
            shown = self._applied.local(instant).replace(tzinfo=None)
            seen.add(_truths(conditions, one := Clocks(shown, shown, shown)))
            yield one
        for one in _put_on_alone(*self._zones) if conditions and self._zones[0] != self._zones[1] else ():
            truths = _truths(conditions, one)
            if truths not in seen:
                seen.add(truths)
                yield one


def hours_of(condition: TimeCondition) -> Hours:
    """All that decides when *condition* holds."""
    return condition.hours, condition.days, condition.month_days, condition.months


def _by_hours(conditions: Iterable[TimeCondition]) -> dict[Hours, TimeCondition]:
    return {hours_of(condition): condition for condition in conditions}


def _truths(conditions: Sequence[TimeCondition], shown: Clocks) -> tuple[tuple[bool, ...], ...]:
    return tuple(tuple(holds(condition, clock) for condition in conditions) for clock in shown[:2])


def _put_on_alone(applied: tzinfo, draft: tzinfo) -> Iterator[Clocks]:
    """What the clocks show, minute by minute, while callers wait who called before one of them was put on or back."""
    both = [[*_changes(own)] for own in (applied, draft)]
    for before, change in (one for one in both[0] if one not in both[1]):
        yield from (Clocks(shown + change, shown, before - _MOMENT) for shown in _waiting(before))
    for before, change in (one for one in both[1] if one not in both[0]):
        yield from (Clocks(shown, shown + change, before - _MOMENT) for shown in _waiting(before))


def _waiting(since: datetime) -> Iterator[datetime]:
    return (since + minutes * _MINUTE for minutes in range(A_LONG_TIME // 60 + 1))


def _changes(own: tzinfo) -> Iterator[tuple[datetime, timedelta]]:
    """What the clock shows whenever it is put forward or back, and by how much."""

    def offset(shown: datetime) -> timedelta:
        return shown.replace(tzinfo=own).utcoffset() or timedelta()

    day = SINCE
    while day < BEFORE:
        change = offset(day + _DAY) - offset(day)
        if change:
            yield _moment(offset, day) - max(change, timedelta()), change
        day += _DAY


def _moment(offset: Callable[[datetime], timedelta], day: datetime) -> datetime:
    """The first minute on *day* that the clock shows only after it is put forward or back."""
    before, after = day, day + _DAY
    while after - before > _MINUTE:
        middle = before + (after - before) // 2
        middle = middle.replace(second=0, microsecond=0)
        if middle == before:
            break
        before, after = (middle, after) if offset(middle) == offset(before) else (before, middle)
    return after
