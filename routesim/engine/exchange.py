"""The exchange: everything that the calls of one play share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from itertools import chain, count
from typing import Any, Protocol, TypeVar

from routesim.engine import order
from routesim.engine.agenda import SECOND, Clock, Item
from routesim.engine.call import Call
from routesim.engine.conference import Room
from routesim.engine.phones import Behaviour, Line, Outside, Phone
from routesim.engine.queue import WaitingLine
from routesim.engine.recording import record
from routesim.engine.shared_line import SharedLine
from routesim.errors import PlayError
from routesim.model.calls import CallAttempt, Calls
from routesim.model.system import PhoneSystem
from routesim.result.records import CallRecord, Note, QueueEvent, Scene
from routesim.routing.calendar import exists, instant, wall_clock
from routesim.routing.callers import Callers
from routesim.routing.router import Router

ROOM_BETWEEN = 1 << 16
"""How far apart the orders of a file's calls lie: events may place calls in between."""
AT_ONCE = 64
"""So many records are written in one go, which is quicker than one by one among all that happens."""


CallerHere = tuple[str, Line | None, bool]
"""A caller's number as it is shown, the line that is his where he calls from inside, whether he is blacklisted."""


class ByNumber(Protocol):
    """Callers by the number they call from, as it is written."""

    def __getitem__(self, from_: str, /) -> CallerHere: ...


class Installation:
    """What all plays on *system* have in common, as no play changes it; *router* is one for it, if there is any."""

    def __init__(self, system: PhoneSystem, router: Router | None = None) -> None:
        self.system = system
        self.router = Router(system) if router is None else router
        self.callers = Callers(system)
        self.names = system.names
        self.nobody = _plans_of_nobody(system)


_Made = TypeVar("_Made")


class OnDemand(dict[str, _Made]):
    """Things by their name, each made when it is first asked for: a play pays for what it meets."""

    def __init__(self, make: Callable[[str], _Made]) -> None:
        self._make = make

    def __missing__(self, name: str) -> _Made:
        made = self[name] = self._make(name)
        return made


class Exchange:
    """One phone system at work: its lines and switches, the clock, and the records of calls that have ended."""

    def __init__(self, installation: Installation, calls: Calls) -> None:
        self.clock = Clock()
        self.system = system = installation.system
        self.router = installation.router
        self._callers = installation.callers
        self.callers: ByNumber = OnDemand(self._caller)
        self.people = calls.people
        self.lines = OnDemand(self._line)
        self.phones = OnDemand(self._phone)
        self.switches = {switch.name: switch.state for switch in system.switches}
        self.multi_switches = {switch.name: switch.chosen for switch in system.multi_switches}
        self._timezone = system.settings.timezone
        if not exists(calls.start, self._timezone):
            raise PlayError(f"start: the clock of {self._timezone} never shows {calls.start}, it is put forward then")
        self.start = instant(calls.start, self._timezone)
        self.scene = Scene(system.settings.name, self.local(0), installation.names, installation.nobody)
        self.seed = calls.seed
        self.queue_events: list[QueueEvent] = []
        self.report: Callable[[QueueEvent], None] | None = self.queue_events.append
        """Who is told of what happens in queues."""
        self.remarks: list[Note] = []
        self.queues = OnDemand(lambda extension: WaitingLine(self, self.router.queues[extension]))
        self.rooms = OnDemand(lambda extension: Room(self.router.conferences[extension]))
        self.records: list[CallRecord | None] = [None] * len(calls.calls)
        self._over: list[Call] = []
        self._told = 0
        self.latest = 0
        """The order of the call that arrived last; calls placed meanwhile come after it."""
        self._placed_since = 0
        self._calls = calls.calls
        self.last = len(calls.calls) - 1
        self.progress: Callable[[int, int], None] | None = None

    def write_records(self) -> None:
        """Write the records of the calls that have ended since the last were written."""
        for call in self._over:
            self.records[call.index] = record(call)
        self._forget()
        if self.progress is not None:
            self.progress(self._told, len(self.records))

    def _forget(self) -> None:
        """Keep nothing of the calls that have ended."""
        over = self._over
        self._told += len(over)
        for call in over:
            call.legs.clear()  # the only circle of references among what a call leaves behind
        over.clear()

    def _behaviour(self, who: str) -> Behaviour:
        return Behaviour(self.people.get(who), self.people.get("default"))

    def _line(self, extension: str) -> Line:
        user = self.router.users[extension]
        return (SharedLine if len(user.devices) > 1 else Line)(user, self._behaviour(extension))

    def _phone(self, who: str) -> Phone:
        """The line of a user, or an external number; the same phone for everybody."""
        return self.lines[who] if who in self.router.users else Outside(self._behaviour(who))

    def _caller(self, from_: str) -> CallerHere:
        shown, extension, blacklisted = self._callers.identify(from_)
        return shown, None if extension is None else self.lines[extension], blacklisted

    def name(self, who: str) -> str:
        """What to call an extension or a number in a story."""
        name = self.scene.names.get(who)
        return who if name is None else f"{name} ({who})"

    def as_dialled(self, number: str) -> str:
        """*number* as patterns see it."""
        return self._callers.as_dialled(number)

    def dialled_number(self, to: str) -> str:
        """The number that a caller dialled, as it is shown: E.164, or an extension as it stands."""
        return self._callers.identify(to).shown

    def outgoing_number(self, extension: str | None, number: str) -> str:
        """What the outside is shown of a call by a user, or by nobody in particular."""
        return self._callers.outgoing_number(extension, number)

    def local(self, after: int) -> datetime:
        """What the wall clock shows *after* microseconds."""
        return wall_clock(self.start, after, self._timezone)

    def wrap_up(self, line: Line, duration: int) -> None:
        """No queue offers anything to *line* for *duration* (rule 8.6)."""
        line.wrap_up(begins=True)
        self.clock.at(self.clock.now + duration, order.SOMETHING_ENDS, self._ended(), line.wrap_up, False)

    def place(self, from_: str, to: str, why: str) -> Call:
        """Place a call that no calls file holds, at this instant; *why* becomes its id."""
        now = self.clock.now
        spec = CallAttempt.model_validate({"id": self._new_id(why, now), "from": from_, "to": to})
        self._placed_since += 1
        call = _attempted(self, spec, len(self.records), self.latest + self._placed_since)
        self.records.append(None)
        self.clock.at(now, order.CALL_ARRIVES, call.order, Call.begin, call)
        return call

    @cached_property
    def _ids(self) -> set[str]:
        return {call.id or str(place) for place, call in enumerate(self._calls, 1)}

    def _new_id(self, why: str, now: int) -> str:
        """An id that no other call has: what placed the call, and when."""
        seconds = f"{now / SECOND:.6f}".rstrip("0").rstrip(".")
        first = f"{why} at {seconds} s"
        ids = chain([first], (f"{first} ({number})" for number in count(2)))
        new = next(id_ for id_ in ids if id_ not in self._ids)
        self._ids.add(new)
        return new

    def ended(self, call: Call) -> None:
        """Keep what has become of a call that has ended."""
        over = self._over
        over.append(call)
        if len(over) == AT_ONCE:
            self.write_records()

    def _ended(self) -> int:
        """How many calls have ended."""
        return self._told + len(self._over)


def _plans_of_nobody(system: PhoneSystem) -> dict[str, bool]:
    """The ring plans that list nobody, each with whether its last resort is ticked."""
    found = {}
    for user in system.users:
        plans = (
            ("no_answer", user.forwarding.no_answer),
            ("busy", user.forwarding.busy),
            ("follow_me", user.follow_me),
        )
        for name, plan in plans:
            if not plan.destinations:
                found[f"user:{user.extension}/{name}"] = plan.voicemail
    return found


def _attempted(exchange: Exchange, spec: CallAttempt, index: int, turn: int) -> Call:
    """The call that *spec* describes, called as it says itself, else by its number in the file."""
    talk, patience = round(spec.talk * SECOND), round(spec.patience * SECOND)
    return Call(exchange, spec, spec.id or str(index + 1), index, turn, talk, patience)


class Arrivals:
    """The calls of a play, each placed at its time."""

    def __init__(self, exchange: Exchange, calls: Sequence[CallAttempt]) -> None:
        self._exchange = exchange
        self._calls = calls
        exchange.clock.foresee(self._in_order())

    def _in_order(self) -> Iterator[Item]:
        times = [round(call.__dict__["at"] * SECOND) for call in self._calls]
        nobodys: dict[int, Any] = {}
        for place, index in enumerate(sorted(range(len(times)), key=times.__getitem__)):
            turn = place * ROOM_BETWEEN
            yield times[index], order.CALL_ARRIVES, turn, (), 0, nobodys, self._arrive, (index, turn)

    def _arrive(self, which: tuple[int, int]) -> None:
        index, turn = which
        self._exchange.latest = turn
        _attempted(self._exchange, self._calls[index], index, turn).begin()
