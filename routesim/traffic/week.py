"""The hours of the week that a simulation passes through."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

import numpy as np

from routesim.model.hours import DAYS
from routesim.traffic.hours import Clock
from routesim.traffic.waits import Integers

HOURS = tuple(f"{day} {hour:02}" for day in DAYS for hour in range(24))
"""`mon 00` to `sun 23`."""


class Stretch(NamedTuple):
    """A stretch of time within one hour of the week, in microseconds after the start."""

    hour: str
    start: int
    end: int


def stretches(clock: Clock, since: int, until: int) -> Iterator[Stretch]:
    """All hours by the wall clock from *since* until *until*, in order, cut off at both ends."""
    hour = clock.start.replace(minute=0, second=0)
    start = since
    while start < until:
        following = hour + timedelta(hours=1)
        end = clock.at(following)
        if end > start:
            name = f"{DAYS[hour.weekday()]} {hour.hour:02}"
            yield Stretch(name, start, min(end, until))
            start = end
        hour = following


class Week:
    """The time that counts, from *since* until *until*, hour by hour of the week, each known by its place in `HOURS`.

    Calls in progress are added up by stretch: what of the first and of the last is covered, and how many cover all
    of those between them.
    """

    def __init__(self, clock: Clock, since: int, until: int) -> None:
        passed = [*stretches(clock, since, until)]
        self._since, self._until = since, until
        self._starts: Integers = np.array([stretch.start for stretch in passed], np.int64)
        self._ends: Integers = np.array([stretch.end for stretch in passed], np.int64)
        self._hours: Integers = np.array([HOURS.index(stretch.hour) for stretch in passed], np.int64)
        self._partly: Integers = np.zeros(len(passed), np.int64)
        self._wholly: Integers = np.zeros(len(passed) + 1, np.int64)

    def hour(self, instants: Integers) -> Integers:
        """The hours of *instants*, all of which count."""
        return self._hours[np.searchsorted(self._starts, instants, "right") - 1]

    def counted(self, begins: Integers, ends: Integers) -> Integers:
        """How much of the time from each of *begins* until the end beside it counts."""
        return np.clip(ends, self._since, self._until) - np.clip(begins, self._since, self._until)

    def add(self, begins: Integers, ends: Integers) -> None:
        """Calls have been in progress."""
        begins, ends = np.clip(begins, self._since, self._until), np.clip(ends, self._since, self._until)
        begins, ends = begins[begins < ends], ends[begins < ends]
        first = np.searchsorted(self._starts, begins, "right") - 1
        last = np.searchsorted(self._starts, ends, "left") - 1
        np.add.at(self._partly, first, self._ends[first] - begins)
        np.add.at(self._partly, last, ends - self._starts[last])
        np.add.at(self._wholly, first + 1, 1)
        np.add.at(self._wholly, last, -1)  # where both are one, what is counted twice is taken back

    def lasted(self) -> Integers:
        """For how many microseconds each hour of the week has counted."""
        return self._by_hour(self._ends - self._starts)

    def busy(self) -> Integers:
        """The microseconds that calls have been in progress, added up, by hour of the week."""
        lengths = self._ends - self._starts
        return self._by_hour(self._partly + np.cumsum(self._wholly[:-1]) * lengths)

    def _by_hour(self, values: Integers) -> Integers:
        found = np.zeros(len(HOURS), np.int64)
        np.add.at(found, self._hours, values)
        return found
