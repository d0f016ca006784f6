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
    """The time that counts, from *since* until *until*, by hours of the week, each known by its place in `HOURS`."""

    def __init__(self, clock: Clock, since: int, until: int) -> None:
        passed = [*stretches(clock, since, until)]
        self.since, self.until = since, until
        self.starts: Integers = np.array([stretch.start for stretch in passed], np.int64)
        self.ends: Integers = np.array([stretch.end for stretch in passed], np.int64)
        self._hours: Integers = np.array([HOURS.index(stretch.hour) for stretch in passed], np.int64)

    def hour(self, instants: Integers) -> Integers:
        """The hours of *instants*, all of which count."""
        return self._hours[np.searchsorted(self.starts, instants, "right") - 1]

    def counted(self, begins: Integers, ends: Integers) -> Integers:
        """How much of the time from each of *begins* until the end beside it counts."""
        return self.within(ends) - self.within(begins)

    def within(self, instants: Integers) -> Integers:
        """*instants*, or for those outside the time that counts the nearest in it."""
        return np.clip(instants, self.since, self.until)

    def lasted(self) -> Integers:
        """For how many microseconds each hour of the week has counted."""
        return self.by_hour(self.ends - self.starts)

    def by_hour(self, values: Integers) -> Integers:
        """What is known stretch by stretch, added up by hour of the week."""
        found = np.zeros(len(HOURS), np.int64)
        np.add.at(found, self._hours, values)
        return found


class HourSums:
    """Time that is spent on something, in microseconds, added up by hour of the *week*.

    It is the time up to where each stretch of it ends, less the time up to where each begins.
    """

    def __init__(self, week: Week) -> None:
        self._week = week
        self._partly: Integers = np.zeros(len(week.starts), np.int64)
        self._reached: Integers = np.zeros(len(week.starts), np.int64)

    def add(self, begins: Integers, ends: Integers) -> None:
        """Time is spent from each of *begins* until the end beside it."""
        ones = np.ones(len(begins), np.int64)
        self.add_up_to(begins, -ones)
        self.add_up_to(ends, ones)

    def add_up_to(self, instants: Integers, times: Integers) -> None:
        """All time that counts before each of *instants* is spent so many *times*, negative ones too."""
        week = self._week
        if len(week.starts):
            instants = week.within(instants)
            last = np.searchsorted(week.starts, instants, "right") - 1
            np.add.at(self._partly, last, times * (instants - week.starts[last]))
            np.add.at(self._reached, last, times)

    def totals(self) -> Integers:
        """All of it, hour of the week by hour of the week."""
        week = self._week
        passed = self._reached.sum() - np.cumsum(self._reached)
        return week.by_hour(self._partly + passed * (week.ends - week.starts))
