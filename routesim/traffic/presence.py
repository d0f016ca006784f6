"""How long lines are online and occupied: of users, of the agents of queues, of everybody by the hour of the week."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from routesim.engine.meter import OCCUPIED, OFF, Span
from routesim.traffic.ledger import Figures
from routesim.traffic.waits import Integers
from routesim.traffic.week import HourSums, Week


class Presence:
    """The *users* whose lines have told of *spans*, within the time that counts in *week*."""

    def __init__(self, users: Sequence[str], week: Week) -> None:
        self.spans: list[Span] = []
        self._places = {user: place for place, user in enumerate(users)}
        self._week = week
        self._known = np.zeros(len(users), np.bool_)
        self._online: Integers = np.zeros(len(users), np.int64)
        self._occupied: Integers = np.zeros(len(users), np.int64)
        self._hours_online, self._hours_occupied = HourSums(week), HourSums(week)

    def enter(self) -> None:
        """Take the spans into account that have been told of since."""
        if not self.spans:
            return
        places, state, since, until = np.array(self.spans, np.int64).T
        self.spans.clear()  # the meters' own list
        lasted = self._week.counted(since, until)
        online, occupied = state != OFF, state == OCCUPIED
        self._known[places] = True
        np.add.at(self._online, places[online], lasted[online])
        np.add.at(self._occupied, places[occupied], lasted[occupied])
        self._hours_online.add(since[online], until[online])
        self._hours_occupied.add(since[occupied], until[occupied])

    def knows(self, user: str) -> bool:
        """Whether anything has ever been asked of a line."""
        return bool(self._known[self._places[user]])

    def occupancy(self, users: Iterable[str]) -> Figures:
        """The share of the time online in which *users* were occupied; nothing where there was no such time."""
        places = [self._places[user] for user in users]
        return _share(self._occupied[places].sum(), self._online[places].sum())

    def by_hour(self) -> list[Figures]:
        """The same of everybody, hour of the week by hour of the week."""
        return [*map(_share, self._hours_occupied.totals(), self._hours_online.totals())]


def _share(occupied: np.int64, online: np.int64) -> Figures:
    return {"occupancy": int(occupied) / int(online)} if online else {}
