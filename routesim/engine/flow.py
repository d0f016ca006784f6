"""Traffic: calls that come one after the other for as long as they come, and leave nothing behind but figures."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count, repeat
from operator import itemgetter
from typing import Any, NamedTuple, Protocol

from routesim.engine import order
from routesim.engine.agenda import Item
from routesim.engine.events import change_state
from routesim.engine.exchange import ROOM_BETWEEN, CallerHere, Exchange, Installation, OnDemand
from routesim.engine.habits import Habits, HabitualLine, HabitualOutside
from routesim.engine.meter import Meter
from routesim.engine.offered import Offered, OfferedCall, Stay
from routesim.engine.phones import Line, Phone
from routesim.engine.queue import WaitingLine
from routesim.engine.waiting import Ticket
from routesim.errors import BoundExceeded
from routesim.model.calls import Calls, StateChange
from routesim.model.queue import Queue
from routesim.model.user import ImaginedUser
from routesim.model.workload import PersonHabit

MOST_CALLS_AT_ONCE = 50_000
"""With more calls under way than this a simulation is given up: more come than can ever be served."""
_when = itemgetter(Offered._fields.index("at"))


class Watch(Protocol):
    """Whoever keeps account of what happens."""

    def ended(self, calls: Sequence[OfferedCall]) -> None:
        """Calls are over; they are told of some at a time."""


class Shift(NamedTuple):
    """When phones are online: at first, and every instant (in microseconds) at which that changes."""

    online: bool
    changes: Iterator[int]


class Staff(NamedTuple):
    """The people of a simulation: *habits* by extension, number or `default`, and who works when.

    *key* gives each person the key of his own stream of chances; *shifts* are the shifts with those who work them,
    *memberships* the queues (by extension) to which users log in when they come. The callers of the demands at the
    places *anybody* are whoever is free: where the one who was drawn is not, the next one in the list who is.
    """

    habits: Mapping[str, PersonHabit]
    key: Callable[[str], int]
    shifts: Sequence[tuple[Shift, Sequence[str]]]
    memberships: Mapping[str, Sequence[str]]
    anybody: Collection[int] = ()


class Flow(Exchange):
    """A phone system in traffic: calls come in the order of time, *watch* is told of them.

    Meters of lines fill *changes*, in which users are known by their places in the system.
    """

    def __init__(
        self, installation: Installation, frame: Calls, staff: Staff, watch: Watch, changes: list[int]
    ) -> None:
        self._staff = staff
        self._changes = changes
        users = installation.system.users
        self._places = {user.extension: place for place, user in enumerate(users)}
        self._users = [user.extension for user in users if not isinstance(user, ImaginedUser)]
        self._watch = watch
        self._meters: list[Meter] = []
        super().__init__(installation, frame)
        queues = {queue.extension: place for place, queue in enumerate(installation.system.queues)}
        self.queues = OnDemand(lambda extension: _Queue(self, self.router.queues[extension], queues[extension]))
        self.report = None
        self._foreseen = True
        self._until = 0
        self.callers = _Callers(self._caller, installation)
        self._placed = 0

    def run(self, calls: Iterable[Sequence[Offered]], until: int) -> None:
        """Place *calls*, each at its time, and play all of them to their end; lines are observed *until* then at least.

        They are given some at a time. Raises BoundExceeded where more and more are under way.
        """
        self._until = until
        self.clock.foresee(chain.from_iterable(self._arrivals(calls)))
        absent = dict.fromkeys(who for shift, people in self._staff.shifts if not shift.online for who in people)
        self._set_online([*absent], False)
        self._log_in([who for who in self._staff.memberships if who not in absent], True)
        for place, (shift, _) in enumerate(self._staff.shifts):
            self._await_change(place, shift.online)
        self.clock.run()
        self.write_records()
        for user in self.system.users:
            self.lines[user.extension]  # those, too, of whom nothing has been asked
        for meter in self._meters:
            meter.close(max(self.clock.now, until))

    @property
    def over(self) -> bool:
        """Whether nothing is observed any more, and no call is under way or foreseen."""
        return self.clock.now >= self._until and not self._foreseen and not self._under_way()

    def agents(self, queue: str) -> list[str]:
        """The extensions of the agents of *queue*; nobody where no call has got there."""
        return [agent.line.extension for agent in self.queues[queue].agents] if queue in self.queues else []

    # --- calls ---------------------------------------------------------------------------------------------------

    def _arrivals(self, some: Iterable[Sequence[Offered]]) -> Iterator[Iterator[Item]]:
        """Calls as the clock foresees them: more are asked for when the last is placed."""
        turns = count()
        nobodys: dict[int, Any] = {}
        alike = [*map(repeat, ((), 0, nobodys, self._place_now))]
        for calls in some:
            if self._under_way() > MOST_CALLS_AT_ONCE:
                raise BoundExceeded(self._too_many(), MOST_CALLS_AT_ONCE)
            yield zip(map(_when, calls), repeat(order.CALL_ARRIVES), turns, *alike, calls, strict=False)
        self._foreseen = False

    def _free_caller(self, offered: Offered) -> str | None:
        """The user who makes a call that anybody may make; nobody tries again for another."""
        users = self._users
        drawn, others = self._places[offered.from_], 0 if offered.tries else len(users) - 1
        willing = (users[(drawn + place) % len(users)] for place in range(1 + others))
        lines = (self.lines[who] for who in willing if who != offered.to)
        return next((line.extension for line in lines if line.free and not line.offline), None)

    def _place_now(self, offered: Offered) -> None:
        anybody = self._staff.anybody
        if anybody and offered.demand in anybody:
            caller = self._free_caller(offered)
            if caller is None:
                return
            offered = offered._replace(from_=caller)
        place = self._placed
        self._placed = place + 1
        self.latest = latest = place * ROOM_BETWEEN
        OfferedCall(self, offered, place, latest).begin()

    def _under_way(self) -> int:
        """How many calls have been placed and are not over."""
        return self._placed - self._ended()

    def _too_many(self) -> str:
        """That more and more calls are under way, and in which queue."""
        after = self.clock.now // 1_000_000
        told = f"more than {MOST_CALLS_AT_ONCE:,} calls are under way at once, {after:,} s after the start"
        fullest = max(self.queues.values(), key=lambda queue: len(queue.offers.waiting), default=None)
        if fullest is None or len(fullest.offers.waiting) < MOST_CALLS_AT_ONCE // 2:
            return told
        name = f"{fullest.page.name} ({fullest.page.extension})"
        waiting, agents = len(fullest.offers.waiting), len(fullest.agents)
        return f"{told}: {waiting:,} of them wait in the queue {name} with its {agents:,} agents"

    def write_records(self) -> None:
        """Tell of the calls that have ended since the last were told of."""
        over: list[OfferedCall] = self._over  # type: ignore[assignment]  # traffic places no others
        self._watch.ended(over)
        self._forget()

    # --- people --------------------------------------------------------------------------------------------------

    def _habits(self, who: str) -> Habits:
        staff = self._staff
        return Habits(staff.habits.get(who), staff.habits.get("default"), staff.key(who))

    def _line(self, extension: str) -> Line:
        user, habits = self.router.users[extension], self._habits(extension)
        line = HabitualLine(user, habits) if habits.drawn else Line(user, habits)
        self._meters.append(Meter(line, self._places[extension], self.clock, self._changes))
        return line

    def _phone(self, who: str) -> Phone:
        return self.lines[who] if who in self.router.users else HabitualOutside(who, self._habits(who))

    def _set_online(self, people: Sequence[str], online: bool) -> None:
        for extension in people:
            event = StateChange(at=0, user=extension, do="go_online" if online else "go_offline")
            change_state(self, event)
        self._log_in(people, online)

    def _log_in(self, people: Iterable[str], joins: bool) -> None:
        """Dynamic agents log in to their queues when they come, and out when they go (rule 8.9)."""
        for extension in people:
            for queue in self._staff.memberships.get(extension, ()):
                self.queues[queue].set_membership(extension, joins)

    def _await_change(self, place: int, online: bool) -> None:
        shift, _ = self._staff.shifts[place]
        instant = next(shift.changes, None)
        if instant is not None:
            self.clock.at(instant, order.SCENARIO_EVENT, place, self._change, (place, not online))

    def _change(self, which: tuple[int, bool]) -> None:
        place, online = which
        if not self.over:
            _, people = self._staff.shifts[place]
            self._set_online(people, online)
            self._await_change(place, online)


class _Callers:
    """Who calls; of the many from outside nothing is kept."""

    def __init__(self, make: Callable[[str], CallerHere], installation: Installation) -> None:
        self._known = OnDemand(make)
        blacklist = installation.system.settings.blacklist
        self._blacklist = {installation.callers.identify(number).shown for number in blacklist}

    def __getitem__(self, from_: str) -> CallerHere:
        if from_[:1] == "+" and from_ not in self._blacklist and from_[1:].isdigit():
            return from_, None, False
        return self._known[from_]


class _Queue(WaitingLine):
    """A queue in traffic, which is known by its *place*: calls know of their stays, and nobody reads notes."""

    tells = False

    def __init__(self, exchange: Exchange, page: Queue, place: int) -> None:
        super().__init__(exchange, page)
        self._place = place

    def left(self, type_: str, ticket: Ticket, agent: str | None = None) -> None:
        """A call keeps its stay."""
        call: OfferedCall = ticket.call  # type: ignore[assignment]  # traffic places no others
        stay: Stay = self._place, ticket.joined, ticket.connected, self.clock.now
        call.stays += (stay,)
        if self.report is not None:
            self.log(type_, ticket, agent)
