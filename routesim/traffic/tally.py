"""Keeping account of one replication while it runs: numbers, users, queues, hours."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count, repeat
from typing import Any

import numpy as np

from routesim.engine.offered import PER_STAY, Offered, OfferedCall, Stay
from routesim.model.numbers import normal_number
from routesim.model.system import PhoneSystem
from routesim.model.workload import Workload
from routesim.traffic.hours import Clock
from routesim.traffic.interruption import uninterrupted
from routesim.traffic.ledger import OUTCOMES, Figures, Ledger
from routesim.traffic.presence import Presence
from routesim.traffic.waits import Integers
from routesim.traffic.week import HOURS, HourSums, Week

SECOND = 1_000_000
AT_ONCE = 4096
"""So many calls are entered in the ledger in one go."""
Results = dict[tuple[str, str], Figures]
"""The figures of a replication by kind (`system`, `number`, `queue`, `user`, `hour`) and id."""
_TO = Offered._fields.index("to")
_SYSTEM, _FIRST_HOUR, _FIRST_QUEUE = 0, 1, 1 + len(HOURS)
_NOBODY = _NEVER = -1
_ANSWERED, _VOICEMAIL = OUTCOMES["answered"], OUTCOMES["voicemail"]


class Tally:
    """Watches one replication of *workload* on *system*; *entered* is told until when calls have been entered.

    Calls that are placed in the time that counts are counted, to their end; calls in progress and occupancy are
    averages over that time.
    """

    def __init__(self, system: PhoneSystem, workload: Workload, entered: Callable[[int], None]) -> None:
        self.start = round(workload.warm_up * SECOND)
        self.end = round(workload.duration * SECOND)
        self._entered = entered
        self._level = round(workload.service_level * SECOND)
        accounts = count(_FIRST_QUEUE)
        self.queues = {queue.extension: next(accounts) for queue in system.queues}
        self.users = {user.extension: next(accounts) for user in system.users}
        self.numbers = _Numbers(accounts, system.settings.country)
        for demand in workload.arrivals:
            if demand.to != "internal":
                self.numbers[demand.to]
        self.ledger = Ledger()
        self.ledger.reach(next(accounts))
        self.week = Week(Clock(workload.start, system.settings.timezone), self.start, self.end)
        self.in_progress = HourSums(self.week)
        self.presence = Presence([*self.users], self.week)
        self._rows: list[tuple[Any, ...]] = []

    def ended(self, calls: Sequence[OfferedCall]) -> None:
        """Calls are over."""
        self._rows += [
            (
                call.spec[_TO],
                call.outcome,
                call.placed,
                _NEVER if call.answered_at is None else call.answered_at,
                call.ended_at,
                call.by,
                # nearly always one, who need not be told apart from others
                (call.legs[0].step.target,) if len(call.legs) == 1 else {leg.step.target for leg in call.legs},
                call.stays,
            )
            for call in calls
        ]
        if len(self._rows) >= AT_ONCE:
            self._enter()

    # --- entering calls in the ledger ----------------------------------------------------------------------------

    @uninterrupted()  # NumPy may take an interruption for another error
    def _enter(self) -> None:
        """Enter the calls that have ended since the last were entered."""
        self.presence.enter()
        if not self._rows:
            return
        dialled, ends, begins, answers, overs, takers, rung, stays = zip(*self._rows, strict=True)
        self._rows.clear()
        self._entered(overs[-1])
        numbers = _integers(map(self.numbers.__getitem__, dialled))
        self.ledger.reach(self.numbers.accounts)
        outcomes = _integers(map(OUTCOMES.__getitem__, ends))
        placed, answered, over = _integers(begins), _integers(answers), _integers(overs)
        by = _integers(map(self.users.get, takers, repeat(_NOBODY)))
        self._enter_time(numbers, placed, answered, over, np.where(outcomes == _ANSWERED, by, _NOBODY))
        counted = np.nonzero((placed >= self.start) & (placed < self.end))[0]
        hours = np.zeros(len(placed), np.int64)
        hours[counted] = self.week.hour(placed[counted]) + _FIRST_HOUR
        accounts, calls = self._members(counted, numbers, hours, rung)
        waited = np.where(answered == _NEVER, over, answered) - placed
        in_time = (outcomes == _ANSWERED) & (waited <= self._level)
        self.ledger.add(accounts, outcomes[calls], waited[calls], in_time[calls])
        self._enter_stays(stays, outcomes, hours)
        recorded = counted[outcomes[counted] == _VOICEMAIL]
        taken = by[recorded]
        for kept in (numbers[recorded], hours[recorded], taken[taken != _NOBODY]):
            np.add.at(self.ledger.messages, kept, 1)
        self.ledger.messages[_SYSTEM] += len(recorded)

    def _enter_time(
        self, numbers: Integers, placed: Integers, answered: Integers, over: Integers, takers: Integers
    ) -> None:
        """For how long calls have been in progress, and people have talked, whenever the calls were placed."""
        self.in_progress.add(placed, over)
        lasted = self.week.counted(placed, over)
        np.add.at(self.ledger.busy, numbers, lasted)
        self.ledger.busy[_SYSTEM] += lasted.sum()
        talked = takers != _NOBODY
        np.add.at(self.ledger.busy, takers[talked], self.week.counted(answered[talked], over[talked]))

    def _members(
        self, counted: Integers, numbers: Integers, hours: Integers, rung: Sequence[Collection[str]]
    ) -> tuple[Integers, Integers]:
        """The accounts in which the calls that are *counted* count, and which call it is in each."""
        whose = _integers(map(self.users.get, chain.from_iterable(rung), repeat(_NOBODY)))
        which = _places(rung)
        known = (whose != _NOBODY) & (hours[which] > 0)
        everybody = np.full(len(counted), _SYSTEM, np.int64)
        accounts = np.concatenate([everybody, numbers[counted], hours[counted], whose[known]])
        return accounts, np.concatenate([counted, counted, counted, which[known]])

    def _enter_stays(self, stays: Sequence[Sequence[Stay]], outcomes: Integers, hours: Integers) -> None:
        """What came of calls in queues; *hours* are those of the calls that count, 0 for others."""
        calls, flat = _places(stays), chain.from_iterable(chain.from_iterable(stays))
        places, joined, connected, left = _integers(flat).reshape(-1, PER_STAY).T
        queues = places + _FIRST_QUEUE
        np.add.at(self.ledger.busy, queues, self.week.counted(joined, left))
        counts = hours[calls] > 0
        queues, calls, joined, connected, left = (column[counts] for column in (queues, calls, joined, connected, left))
        waited = np.where(connected == _NEVER, left, connected) - joined
        in_time = (connected != _NEVER) & (waited <= self._level)
        self.ledger.add(queues, outcomes[calls], waited, in_time)
        recorded = outcomes[calls] == _VOICEMAIL
        passed = np.unique(queues[recorded] * len(stays) + calls[recorded])  # each queue once, however often
        np.add.at(self.ledger.messages, passed // len(stays), 1)

    # --- figures -------------------------------------------------------------------------------------------------

    @uninterrupted()
    def results(self, agents: Mapping[str, Sequence[str]]) -> Results:
        """All figures at the end; *agents* are those of each queue."""
        self._enter()
        ledger, presence, period = self.ledger, self.presence, self.end - self.start
        ledger.busy[_FIRST_HOUR:_FIRST_QUEUE] = self.in_progress.totals()
        ledger.close()
        found = {("system", "all"): ledger.figures(_SYSTEM, period) | presence.occupancy(self.users)}
        found |= {("number", number): ledger.figures(account, period) for number, account in self.numbers.known.items()}
        for queue, account in self.queues.items():
            found["queue", queue] = ledger.figures(account, period) | presence.occupancy(agents.get(queue, ()))
        for user, account in self.users.items():
            found["user", user] = ledger.figures(account, period) | presence.occupancy([user])
        hours = zip(HOURS, self.week.lasted().tolist(), presence.by_hour(), strict=True)
        for account, (hour, lasted, occupied) in enumerate(hours, _FIRST_HOUR):
            if ledger.calls(account):
                found["hour", hour] = ledger.figures(account, lasted) | occupied
        return found


class _Numbers(dict[str, int]):
    """The account of what is dialled, however it is spelled; *known* are those of the numbers, as they are told."""

    def __init__(self, free: Iterator[int], country: str) -> None:
        self.known: dict[str, int] = {}
        self._free = free
        self._country = country
        self.accounts = 0

    def __missing__(self, dialled: str) -> int:
        number = normal_number(dialled, self._country)
        if number not in self.known:
            self.known[number] = next(self._free)
            self.accounts = self.known[number] + 1
        account = self[dialled] = self.known[number]
        return account


def _integers(values: Iterable[int]) -> Integers:
    return np.fromiter(values, np.int64)


def _places(rows: Sequence[Collection[object]]) -> Integers:
    """The place in *rows* of each thing in them."""
    return np.repeat(np.arange(len(rows)), _integers(map(len, rows)))
