"""Moments: times with their turn among what falls on the same instant (rule 1.2).

Within an instant rings stop before they are answered or rejected, and these come before rings start. What happens at
once in consequence has the turn of its cause, or a later one: a phone that begins to ring and is answered at the same
instant is answered in the turn of rings that start.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from routesim.exploration.spans import FOREVER, NEVER, Span, Spans, plus, union, within

STOPS, ANSWERED, STARTS = range(3)
"""The turns within an instant, as far as ringing phones go."""
Moment = tuple[int, int]
"""A time in microseconds, and the turn."""
LAST: Moment = (FOREVER, STARTS)


class Moments(NamedTuple):
    """A set of moments, counted from some beginning: its times by turn."""

    stops: Spans = NEVER
    answered: Spans = NEVER
    starts: Spans = NEVER

    @property
    def times(self) -> Spans:
        """The times alone."""
        stops, answered, starts = self
        if not answered and not starts:
            return stops
        if not stops:
            return union((*answered, *starts)) if answered and starts else answered or starts
        return union((*stops, *answered, *starts))

    @property
    def first(self) -> Moment:
        """The earliest moment, which must exist."""
        return min((spans[0][0], turn) for turn, spans in enumerate(self) if spans)

    @property
    def last(self) -> Moment:
        """The latest moment, which must exist."""
        return max((spans[-1][1], turn) for turn, spans in enumerate(self) if spans)

    @lru_cache(maxsize=1 << 16)  # noqa: B019
    def before(self, time: int) -> Moments:
        """Those before *time*."""
        stops, answered, starts = self
        last = time - 1
        return Moments(within(stops, 0, last), within(answered, 0, last), within(starts, 0, last))

    def until(self, moment: Moment, itself: bool) -> Moments:
        """Those before *moment*, and *moment* *itself* if so wanted."""
        time, limit = moment
        return Moments(
            *(
                within(spans, 0, time if turn < limit or (turn == limit and itself) else time - 1)
                for turn, spans in enumerate(self)
            )
        )

    def since(self, moment: Moment) -> Moments:
        """Those from *moment* on."""
        time, limit = moment
        return Moments(
            *(within(spans, time if turn >= limit else time + 1, FOREVER) for turn, spans in enumerate(self))
        )

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - sets of moments are values, and few differ
    def followed_by(self, after: Moments) -> Moments:
        """The moments *after* any of these."""
        times = self.times
        parts: list[list[Span]] = [[], [], []]
        for turn, spans in enumerate(after):
            if not spans:
                continue
            later = within(spans, 1, FOREVER)
            if later:
                parts[turn].extend(plus(times, later))
            if spans[0][0] == 0:
                for own, begun in enumerate(self):
                    parts[max(own, turn)].extend(begun)
        return Moments(*map(union, parts))

    def either(self, other: Moments) -> Moments:
        """The moments in any of the two."""
        return Moments(*map(_either, self, other))

    def __iter__(self) -> Iterator[Spans]:
        return tuple.__iter__(self)

    def __bool__(self) -> bool:
        return bool(self.stops or self.answered or self.starts)


def _either(one: Spans, two: Spans) -> Spans:
    return one if not two or one == two else two if not one else union((*one, *two))


NO_MOMENT = Moments()
AT_ONCE = Moments(stops=((0, 0),))
"""No time later, in the turn of what it comes after."""


def opens(time: int) -> Moments:
    """The moment at which a ring window opens *time* after its plan has begun."""
    return Moments(starts=((time, time),))
