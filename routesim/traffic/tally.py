"""Keeping account of one replication while it runs: numbers, users, queues, hours."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from routesim.engine.meter import Meter
from routesim.engine.offered import Offered, OfferedCall
from routesim.model.numbers import normal_number
from routesim.model.system import PhoneSystem
from routesim.model.workload import Workload
from routesim.result.records import QueueEvent
from routesim.traffic.account import Account, Figures, add
from routesim.traffic.hours import Clock
from routesim.traffic.sketch import coarse
from routesim.traffic.week import HOURS, Week

SECOND = 1_000_000
Again = Callable[[Offered, str, int], Offered | None]
"""What a caller does after a call that ended so, at that instant."""
Results = dict[tuple[str, str], Figures]
"""The figures of a replication by kind (`system`, `number`, `queue`, `user`, `hour`) and id."""


class Visit(NamedTuple):
    """One call's stay in a queue, which the caller left, or was answered, after having *waited* so long."""

    queue: str
    waited: int
    answered: bool


class Tally:
    """Watches one replication of *workload* on *system*; *again* decides who tries again.

    Calls that are placed in the time that counts are counted, to their end; calls in progress and occupancy are
    averages over that time.
    """

    def __init__(self, system: PhoneSystem, workload: Workload, again: Again | None) -> None:
        self.start = round(workload.warm_up * SECOND)
        self.end = round(workload.duration * SECOND)
        self._again = again
        self._level = round(workload.service_level * SECOND)
        self._country = system.settings.country
        self.numbers: dict[str, Account] = {}
        self._dialled: dict[str, Account] = {}
        for demand in workload.arrivals:
            if demand.to != "internal":
                self._number(demand.to)
        self.users: dict[str, Account] = {user.extension: Account() for user in system.users}
        self.queues: dict[str, Account] = {queue.extension: Account() for queue in system.queues}
        self.week = Week(Clock(workload.start, system.settings.timezone), self.start, self.end)
        self.offered = self.over = 0
        self._joined: dict[str, float] = {}
        self._visits: dict[str, list[Visit]] = {}

    def _number(self, dialled: str) -> Account:
        """The account of what is dialled, however it is spelled."""
        number = normal_number(dialled, self._country)
        account = self._dialled[dialled] = self.numbers.setdefault(number, Account())
        return account

    # --- what happens --------------------------------------------------------------------------------------------

    def arrived(self, call: OfferedCall, now: int) -> None:
        """A call has been placed."""
        self.offered += 1
        call.mark = self.week.arrived(now)

    def ended(self, call: OfferedCall, now: int) -> Offered | None:
        """A call is over; return the call that its caller will make instead, if any."""
        self.over += 1
        self.week.ended(now)
        number = self._dialled.get(call.offered.to) or self._number(call.offered.to)
        placed, outcome, answered = call.placed, call.outcome, call.answered_at
        number.busy += self._counted(placed, now)
        visits = self._visits.pop(call.id, ()) if self._visits else ()
        users = self.users
        if outcome == "answered" and answered is not None and call.by in users:
            users[call.by].busy += self._counted(answered, now)
        hour = call.mark
        if hour is not None:
            waited = (now if answered is None else answered) - placed
            in_time = outcome == "answered" and waited <= self._level
            legs = call.legs
            if len(legs) == 1:
                rung = [users[legs[0].step.target]] if legs[0].step.target in users else []
            else:
                rung = [users[who] for who in {leg.step.target for leg in legs} if who in users]
            add((number, hour, *rung), outcome, waited, coarse(waited), in_time)
            for queue, stayed, taken in visits:
                add((self.queues[queue],), outcome, stayed, coarse(stayed), taken and stayed <= self._level)
            if outcome == "voicemail":
                self._message(call, number, call.by, visits)
        return self._again(call.offered, outcome, now) if self._again is not None else None

    def _message(self, call: OfferedCall, number: Account, by: str | None, visits: Sequence[Visit]) -> None:
        number.messages += 1
        call.mark.messages += 1
        if by in self.users:
            self.users[by].messages += 1
        for queue in dict.fromkeys(visit.queue for visit in visits):
            self.queues[queue].messages += 1

    def queue_event(self, event: QueueEvent) -> None:
        """Somebody has joined a queue, been answered, or left."""
        at, queue, kind, call, _ = event
        if call is None:
            return
        if kind == "entering the queue":
            self._joined[call] = at
        elif kind == "connected to an agent":
            self._visit(call, queue, at, True)
        elif kind in _LEFT:
            self._visit(call, queue, at, False)
            self._leave(call, queue, at)
        elif kind in _PARTED:
            self._leave(call, queue, at)

    def _visit(self, call: str, queue: str, at: float, answered: bool) -> None:
        visit = Visit(queue, round((at - self._joined[call]) * SECOND), answered)
        if call in self._visits:
            self._visits[call].append(visit)
        else:
            self._visits[call] = [visit]

    def _leave(self, call: str, queue: str, at: float) -> None:
        since, until = round(self._joined.pop(call) * SECOND), round(at * SECOND)
        self.queues[queue].busy += self._counted(since, until)

    def _counted(self, since: int, until: int) -> int:
        """How much of the time from *since* until *until* counts."""
        if since >= self.start and until <= self.end:
            return until - since
        return max(0, min(until, self.end) - max(since, self.start))

    # --- figures -------------------------------------------------------------------------------------------------

    def results(self, meters: Mapping[str, Meter], agents: Mapping[str, Sequence[str]]) -> Results:
        """All figures at the end; *meters* are the users' lines', *agents* are who has answered for each queue."""
        period = self.end - self.start
        self.week.close(self.end)
        whole = Account()
        for account in self.numbers.values():
            whole.merge(account)
        lines = _occupancy([meters[user] for user in self.users if user in meters])
        found = {("system", "all"): whole.figures(period) | lines}
        found |= {("number", number): account.figures(period) for number, account in self.numbers.items()}
        for queue, account in self.queues.items():
            occupied = _occupancy([meters[agent] for agent in agents.get(queue, ()) if agent in meters])
            found["queue", queue] = account.figures(period) | occupied
        for user, account in self.users.items():
            if user in meters:
                found["user", user] = account.figures(period) | _occupancy([meters[user]])
        for hour in HOURS:
            if hour in self.week.accounts and self.week.accounts[hour].waits.count:
                found["hour", hour] = self.week.accounts[hour].figures(self.week.lasted[hour])
        return found


_LEFT = {"caller quit", "exit (timeout)", "exit (no agent connected)"}
_PARTED = {"terminated by the agent", "terminated by the caller", "transfer", "blind transfer"}


def _occupancy(meters: Sequence[Meter]) -> Figures:
    """The share of the time online in which the lines were occupied; nothing where there was no such time."""
    online = sum(meter.online for meter in meters)
    return {"occupancy": sum(meter.occupied for meter in meters) / online} if online else {}
