"""The hours of the week as a simulation passes through them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from routesim.model.hours import DAYS
from routesim.traffic.account import Account
from routesim.traffic.hours import Clock

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
    """The accounts of the hours of the week; *lasted* is how long each has counted. Time goes forward only."""

    def __init__(self, clock: Clock, since: int, until: int) -> None:
        self.accounts: dict[str, Account] = {}
        self.lasted: dict[str, int] = {}
        self._stretches = stretches(clock, since, until)
        self._account: Account | None = None
        self._end = since
        self._last = since
        self._under_way = 0

    def arrived(self, now: int) -> Account | None:
        """A call is placed: the account of this hour, None where this time does not count."""
        if now >= self._end:
            self._pass(now)
        else:
            self._count(now)
        self._under_way += 1
        return self._account

    def ended(self, now: int) -> None:
        """A call is over."""
        if now >= self._end:
            self._pass(now)
        else:
            self._count(now)
        self._under_way -= 1

    def close(self, until: int) -> None:
        """Pass what is left of the time that counts."""
        self._pass(until)

    def _pass(self, now: int) -> None:
        while now >= self._end:
            self._count(self._end)
            following = next(self._stretches, None)
            if following is None:
                self._account = None
                return
            self._account = self.accounts.setdefault(following.hour, Account())
            self._end = following.end
            lasted = following.end - following.start
            self.lasted[following.hour] = self.lasted.get(following.hour, 0) + lasted
        self._count(now)

    def _count(self, now: int) -> None:
        """Calls have been in progress since the last time somebody looked."""
        passed = now - self._last
        if passed <= 0:
            return
        if self._account is not None:
            self._account.busy += self._under_way * passed
        self._last = now
