"""Conferences at work: a code is asked for, callers wait for the administrator, he ends it for all (rule 9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routesim.engine import order
from routesim.engine.phones import Line
from routesim.model.conference import Conference
from routesim.routing.steps import CODE_TRIES, TIME_TO_KEY_CODE, JoinConference, Step, microseconds

if TYPE_CHECKING:
    from routesim.engine.call import Call
    from routesim.engine.leg import Leg


class Seat:
    """A caller's place in a room."""

    __slots__ = ("call", "room")

    def __init__(self, room: Room, call: Call) -> None:
        self.room = room
        self.call = call

    def answered_by(self, leg: Leg) -> None:
        """Nobody is rung for somebody in a room."""

    def quits(self) -> None:
        """The caller leaves while still waiting."""
        self.room.waiting.remove(self.call)

    def transferred(self, kind: str) -> None:
        """Nobody is transferred out of a room."""

    def over(self, ended_by: str) -> None:
        """The caller leaves the conference."""
        self.room.leave(self.call)


class Guest(Seat):
    """The place of somebody whom the conference calls: a member from the answer on."""

    def answered_by(self, leg: Leg) -> None:
        """Whoever answers is in."""
        who, page = leg.by or leg.step.target, self.room.page
        self.call.note(f"{self.call.exchange.name(who)} joins the conference {page.name} ({page.extension})", "9.2")
        self.room.welcome(self.call, who)

    def quits(self) -> None:
        """Nobody has answered, so nobody leaves."""

    def transferred(self, kind: str) -> None:
        """The guest has sent the conference to somebody else, and is out."""
        self.over("agent")

    def over(self, ended_by: str) -> None:
        """The guest leaves the conference."""
        if self.call in self.room.members:
            self.room.leave(self.call)


class Room:
    """One conference: who waits, and who is in, with whether that is the administrator."""

    def __init__(self, page: Conference) -> None:
        self.page = page
        self.waiting: list[Call] = []
        self.members: dict[Call, bool] = {}

    def admit(self, call: Call) -> None:
        """Let a caller in, to wait where that is asked for (rule 9.2)."""
        call.place = Seat(self, call)
        who = _who_comes(call)
        if self.page.wait_for_administrator and not self._administers(who) and not any(self.members.values()):
            call.note("waits for the administrator", "9.2")
            self.waiting.append(call)
            return
        self._start(call)
        self.welcome(call, who)

    def _administers(self, who: str | None) -> bool:
        return who is not None and who == self.page.administrator

    def _start(self, call: Call) -> None:
        call.taken("conference", self.page.extension, "9.2", call.talk)

    def welcome(self, call: Call, who: str | None) -> None:
        """Somebody is in; the administrator brings in all who wait."""
        self.members[call] = self._administers(who)
        if not self.members[call]:
            return
        waiting, self.waiting = self.waiting, []
        for caller in waiting:
            self._start(caller)
            self.members[caller] = False

    def leave(self, call: Call) -> None:
        """A member leaves; the last administrator takes everybody along where the conference waits for one."""
        administrated = self.members.pop(call)
        if not administrated or not self.page.wait_for_administrator or any(self.members.values()):
            return
        members, self.members = list(self.members), {}
        for member in members:
            member.place = None
            member.note("the administrator leaves, which ends the conference", "9.2")
            member.close()


def _who_comes(call: Call) -> str | None:
    """Who is to be let in, by extension: the caller, or whoever is passed on; None for somebody outside."""
    handover = call.handover
    asks = handover is not None and not handover.blind and handover.line is call.caller_line
    line = call.line if asks else call.caller_line
    return line.extension if isinstance(line, Line) else None


def join(call: Call, step: JoinConference) -> Step | None:
    """A caller gets to the door (rule 9.1)."""
    call.attempt = None
    call.visit(step.node)
    room = call.exchange.rooms[step.conference]
    if room.page.access_code is None:
        room.admit(call)
    else:
        call.note("asks for the access code", "9.1")
        _ask(call, step, 1)
    return None


def _ask(call: Call, step: JoinConference, attempt: int) -> None:
    press = call.next_press()
    after = TIME_TO_KEY_CODE if press is None else microseconds(press.after)
    now = call.clock.now
    if press is None or after >= TIME_TO_KEY_CODE:
        call.add(now + TIME_TO_KEY_CODE, order.DEADLINE, (), _keyed, (call, step, attempt, ""))
    else:
        call.add(now + after, order.KEY_OR_PROMPT, (), _keyed, (call, step, attempt, press.keys))


def _keyed(asked: tuple[Call, JoinConference, int, str]) -> None:
    call, step, attempt, keys = asked
    room = call.exchange.rooms[step.conference]
    if keys.removesuffix("#") == room.page.access_code:
        room.admit(call)
        return
    call.note("keys a wrong access code" if keys else "keys no access code in time", "9.1")
    if attempt < CODE_TRIES:
        _ask(call, step, attempt + 1)
    else:
        call.go(step.refused)
