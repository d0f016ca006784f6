"""Clocks: what the wall clocks of two systems can show at the same moment of a call that is placed at the same time.

Calls are placed at the same time on either clock. In one zone the clocks go on alike; in two, one may be put forward
or back while a caller waits, and the other not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import NamedTuple

from routesim.exploration.difference.replay import A_LONG_TIME
from routesim.exploration.exploring import Explorer
from routesim.model.dial_plan import TimeCondition
from routesim.model.question import BEFORE, SINCE
from routesim.model.settings import zone
from routesim.routing.calendar import holds

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_MOMENT = timedelta(seconds=30)


class Clocks(NamedTuple):
    """What the clocks of both systems show, and when a call may have been placed that sees this."""

    applied: datetime
    draft: datetime
    placed: datetime


def clocks(applied: Explorer, draft: Explorer, conditions: Sequence[TimeCondition]) -> list[Clocks]:
    """One for each way in which *conditions* can hold on both systems together, the usual one first."""
    usual = applied.local(applied.preferred).replace(tzinfo=None)
    found = [Clocks(usual, usual, usual)]
    if not conditions:
        return found
    for track in applied.timeline(conditions).tracks(0, applied.preferred)[1:]:
        first = applied.local(track.anchor + track.placed[0]).replace(tzinfo=None)
        found.append(Clocks(first, first, first))
    zones = [zone(side.system.settings.timezone) for side in (applied, draft)]
    if zones[0] != zones[1]:
        seen = {_truths(conditions, one) for one in found}
        for one in _put_on_alone(*zones):
            truths = _truths(conditions, one)
            if truths not in seen:
                seen.add(truths)
                found.append(one)
    return found


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
