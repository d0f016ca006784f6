"""The calendar as the time conditions of a dial plan see it: stretches in which none of them changes its mind.

Instants are microseconds since 1970, UTC, so that clocks put forward or back need no thought further on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from routesim.exploration.spans import FOREVER, Span
from routesim.model.dial_plan import TimeCondition
from routesim.model.settings import zone
from routesim.routing.calendar import holds

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)
_A_DAY = _DAY // _MICROSECOND
_FIRST_DAY = date(1970, 1, 1)

Truths = tuple[bool, ...]
"""Whether each of the conditions holds."""
Profile = tuple[tuple[int, Truths], ...]
"""Microseconds after midnight, and what holds from then on."""


def microseconds_since_epoch(instant: datetime) -> int:
    """*instant*, which knows its offset, as microseconds since 1970."""
    return (instant - EPOCH) // _MICROSECOND


def instant_of(microseconds: int) -> datetime:
    """The instant so many microseconds after 1970, in UTC."""
    return EPOCH + timedelta(microseconds=microseconds)


class Stretch(NamedTuple):
    """From *start* until *end*, the first instant that does not belong to it, *truths* hold."""

    start: int
    end: int
    truths: Truths


class Track(NamedTuple):
    """A stretch in which calls are placed, and those that follow it, counted from its end.

    *anchor* is that end; *placed* are the instants of placing, before it; *ends* the ends of the stretches, the last of
    them without end, *truths* what holds in each. *alike* are all stretches with the same course, as instants.
    """

    anchor: int
    placed: Span
    ends: tuple[int, ...]
    truths: tuple[Truths, ...]
    alike: tuple[Span, ...] = ()

    def stretches(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """The first and the last instant of each stretch that something from *first* to *last* falls into."""
        start = self.placed[0]
        for end in self.ends:
            if first < end and last >= start:
                yield start, end - 1
            start = end


class Timeline:
    """What holds of *conditions* from *since* until *before* (instants), by the clock of *timezone*."""

    def __init__(self, conditions: Sequence[TimeCondition], timezone: str, since: datetime, before: datetime) -> None:
        self._conditions = tuple(conditions)
        self._zone = zone(timezone)
        self._since = since.astimezone(UTC)
        self._before = before.astimezone(UTC)
        self._profiles: dict[tuple[int, int, int], Profile] = {}
        self._tracks: dict[tuple[int, int], list[Track]] = {}

    def tracks(self, horizon: int, preferred: int) -> list[Track]:
        """Every course that the conditions may take within *horizon* of the placing of a call.

        The first of each kind, looked for from the instant *preferred* on, stands for all.
        """
        key = horizon, preferred
        if key not in self._tracks:
            self._tracks[key] = [*self._all_tracks(horizon, preferred)]
        return self._tracks[key]

    def _all_tracks(self, horizon: int, preferred: int) -> Iterator[Track]:
        found: dict[tuple[object, ...], list[int]] = {}
        limit = microseconds_since_epoch(self._before)
        first = max(0, bisect_right(self.stretches, (preferred, FOREVER, ())) - 1)
        places = [place for place, stretch in enumerate(self.stretches) if stretch.start < limit]
        for place in (*places[first:], *places[:first]):
            found.setdefault(self._kind(place, horizon), []).append(place)
        yield from (self._track(places, horizon, limit) for places in found.values())

    def _kind(self, place: int, horizon: int) -> tuple[object, ...]:
        """What the course from the stretch at *place* on has in common with others."""
        stretches = self.stretches
        start, end, truths = stretches[place]
        kind: list[object] = [truths, min(end - start, horizon)]
        latest = end + horizon
        while end < latest and place + 1 < len(stretches):
            place += 1
            start, end, truths = stretches[place]
            kind += [truths, min(end, latest) - start]
        return tuple(kind)

    def _track(self, alike: list[int], horizon: int, limit: int) -> Track:
        """The course from the stretches at these places on, told by the first of them that lies before *limit*."""
        place = next((place for place in alike if self.stretches[place].end <= limit), alike[0])
        stretch = self.stretches[place]
        ends, truths = [0], [stretch.truths]
        for following in islice(self.stretches, place + 1, None):
            if ends[-1] >= horizon:
                break
            ends.append(following.end - stretch.end)
            truths.append(following.truths)
        ends[-1] = FOREVER
        first, last = stretch.start - stretch.end, min(stretch.end, limit) - stretch.end - 1
        all_alike = (self.stretches[place] for place in alike)
        spans = tuple((stretch.start, stretch.end) for stretch in all_alike)
        return Track(stretch.end, (first, last), tuple(ends), tuple(truths), spans)

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """The stretches in order; neighbours differ."""
        last = self._before + 3 * _DAY
        found: list[Stretch] = []
        start, held = 0, None
        for mark, truths in self._marks(self._since, last):
            if truths != held:
                if held is not None and start < mark:
                    found.append(Stretch(start, mark, held))
                start, held = mark, truths
        if held is not None:
            found.append(Stretch(start, microseconds_since_epoch(last), held))
        return tuple(found)

    def _marks(self, first: datetime, last: datetime) -> Iterator[tuple[int, Truths]]:
        """Every instant at which a condition may change its mind, and what holds from there on."""
        for start, end, offset in self._offsets(first, last):
            began, ended = microseconds_since_epoch(start), microseconds_since_epoch(end)
            ahead = offset // _MICROSECOND
            for day in range((began + ahead) // _A_DAY, -(-(ended + ahead) // _A_DAY)):
                midnight = day * _A_DAY - ahead
                if began <= midnight and midnight + _A_DAY <= ended:
                    for minute, truths in self._profile(day):
                        yield midnight + minute, truths
                else:
                    yield from self._part_of_a_day(day, midnight, began, ended)

    def _part_of_a_day(self, day: int, midnight: int, began: int, ended: int) -> Iterator[tuple[int, Truths]]:
        profile = self._profile(day)
        ends = [*(minute for minute, _ in profile[1:]), _A_DAY]
        for (minute, truths), end in zip(profile, ends, strict=True):
            if midnight + end > began and midnight + minute < ended:
                yield max(midnight + minute, began), truths

    def _profile(self, day: int) -> Profile:
        """When, after midnight, something may change on a *day* (counted from 1970), and what holds from then on."""
        date_ = _FIRST_DAY + day * _DAY
        key = (date_.weekday(), date_.month, date_.day)
        if key not in self._profiles:
            clocks = [(minute, datetime.combine(date_, time()) + minute * _MINUTE) for minute in self._minutes]
            self._profiles[key] = tuple(
                (minute * _MINUTE // _MICROSECOND, tuple(holds(condition, shown) for condition in self._conditions))
                for minute, shown in clocks
            )
        return self._profiles[key]

    @cached_property
    def _minutes(self) -> list[int]:
        ranges = [hours for condition in self._conditions for hours in condition.hours]
        return sorted({0, *(first for first, _ in ranges), *((last + 1) % 1440 for _, last in ranges)})

    def _offsets(self, first: datetime, last: datetime) -> Iterator[tuple[datetime, datetime, timedelta]]:
        """Stretches of a constant offset from UTC."""
        start, offset = first, self._offset(first)
        at = first
        while at < last:
            following = min(at + _DAY, last)
            if self._offset(following) != self._offset(at):
                change = self._change(at, following)
                yield start, change, offset
                start, offset = change, self._offset(change)
            at = following
        yield start, last, offset

    def _change(self, before: datetime, after: datetime) -> datetime:
        """The instant between the two at which the offset changes, to the second."""
        while after - before > timedelta(seconds=1):
            middle = before + timedelta(seconds=int((after - before).total_seconds()) // 2)
            if self._offset(middle) == self._offset(before):
                before = middle
            else:
                after = middle
        return after

    def _offset(self, instant: datetime) -> timedelta:
        return instant.astimezone(self._zone).utcoffset() or timedelta()
