"""Conferences at work: a code is asked for, callers wait for the administrator, he ends it for all (rule 9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routesim.engine import order
from routesim.model.conference import Conference
from routesim.routing.steps import JoinConference, Step, microseconds

if TYPE_CHECKING:
    from routesim.engine.call import Call
    from routesim.engine.leg import Leg

TRIES = 3
TIME_TO_KEY = 10_000_000
"""How long the code may take, in microseconds."""


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

    def over(self, ended_by: str) -> None:
        """The caller leaves the conference."""
        self.room.leave(self.call)


class Room:
    """One conference: who waits, who is in, and how many of these are the administrator."""

    def __init__(self, page: Conference) -> None:
        self.page = page
        self.waiting: list[Call] = []
        self.members: list[Call] = []
        self._administrators = 0

    def admit(self, call: Call) -> None:
        """Let a caller in, to wait where that is asked for (rule 9.2)."""
        call.place = Seat(self, call)
        if self._is_administrator(call):
            self._administrators += 1
            self._start(call)
            waiting, self.waiting = self.waiting, []
            for caller in waiting:
                self._start(caller)
                caller.wake()
        elif self.page.wait_for_administrator and not self._administrators:
            call.note("waits for the administrator", "9.2")
            self.waiting.append(call)
        else:
            self._start(call)

    def _is_administrator(self, call: Call) -> bool:
        line = call.caller_line
        return line is not None and line.extension == self.page.administrator

    def _start(self, call: Call) -> None:
        self.members.append(call)
        call.taken("conference", self.page.extension, "9.2", microseconds(call.spec.talk))

    def leave(self, call: Call) -> None:
        """A member leaves; the last administrator takes everybody along where the conference waits for one."""
        self.members.remove(call)
        if not self._is_administrator(call):
            return
        self._administrators -= 1
        if self._administrators or not self.page.wait_for_administrator:
            return
        members, self.members = self.members, []
        for member in members:
            member.place = None
            member.note("the administrator leaves, which ends the conference", "9.2")
            member.finish("conference")


def join(call: Call, step: JoinConference) -> Step | None:
    """A caller gets to the door (rule 9.1)."""
    call.attempt = None
    call.visit(step.node)
    room = call.exchange.rooms[step.conference]
    if room.page.access_code is None:
        room.admit(call)
    else:
        _ask(call, step, 1)
    return None


def _ask(call: Call, step: JoinConference, attempt: int) -> None:
    press = call.next_press()
    after = TIME_TO_KEY if press is None else microseconds(press.after)
    now = call.env.now
    if press is None or after >= TIME_TO_KEY:
        call.add(now + TIME_TO_KEY, order.DEADLINE, (), _keyed, (call, step, attempt, ""))
    else:
        call.add(now + after, order.KEY_OR_PROMPT, (), _keyed, (call, step, attempt, press.keys))


def _keyed(asked: tuple[Call, JoinConference, int, str]) -> None:
    call, step, attempt, keys = asked
    room = call.exchange.rooms[step.conference]
    if keys.removesuffix("#") == room.page.access_code:
        room.admit(call)
        return
    call.note("keys a wrong access code" if keys else "keys no access code in time", "9.1")
    if attempt < TRIES:
        _ask(call, step, attempt + 1)
    else:
        call.go(step.refused)
