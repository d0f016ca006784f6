"""How long lines are online and occupied: of users, of the agents of queues, of everybody by the hour of the week."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from routesim.engine.meter import OCCUPIED, OFF, PER_CHANGE
from routesim.traffic.ledger import Figures
from routesim.traffic.waits import Integers
from routesim.traffic.week import HourSums, Week

Flags = NDArray[np.bool_]


class Presence:
    """The *users* whose lines have told of *changes* (see `Meter`), within the time that counts in *week*."""

    def __init__(self, users: Sequence[str], week: Week) -> None:
        self.changes: list[int] = []
        self._places = {user: place for place, user in enumerate(users)}
        self._online, self._occupied = _Time(len(users), week), _Time(len(users), week)

    def enter(self) -> None:
        """Take the changes into account that have been told of since."""
        changes = np.fromiter(self.changes, np.int64, len(self.changes)).reshape(-1, PER_CHANGE)
        self.changes.clear()  # the meters' own list
        places, before, after, at = changes.T
        self._online.add(places, before != OFF, after != OFF, at)
        self._occupied.add(places, before == OCCUPIED, after == OCCUPIED, at)

    def occupancy(self, users: Iterable[str]) -> Figures:
        """The share of the time online in which *users* were occupied; nothing where there was no such time."""
        places = [self._places[user] for user in users]
        return _share(self._occupied.of[places].sum(), self._online.of[places].sum())

    def by_hour(self) -> list[Figures]:
        """The same of everybody, hour of the week by hour of the week."""
        return [*map(_share, self._occupied.hours.totals(), self._online.hours.totals())]


class _Time:
    """The time that users spend in a state, in microseconds: *of* each, and of all by *hours*."""

    def __init__(self, users: int, week: Week) -> None:
        self._week = week
        self.of: Integers = np.zeros(users, np.int64)
        self.hours = HourSums(week)

    def add(self, users: Integers, before: Flags, after: Flags, at: Integers) -> None:
        """Each of *users* was in the state *before*, and is *after*, the instant beside it."""
        times = np.subtract(before, after, dtype=np.int64)
        changed = np.nonzero(times)[0]
        users, times, at = users[changed], times[changed], at[changed]
        np.add.at(self.of, users, times * self._week.within(at))
        self.hours.add_up_to(at, times)


def _share(occupied: np.int64, online: np.int64) -> Figures:
    return {"occupancy": int(occupied) / int(online)} if online else {}
