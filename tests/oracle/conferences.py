"""Conferences (rule 9)."""

from __future__ import annotations

from functools import partial

from routesim.model.conference import Conference
from routesim.model.dial_plan import ConferenceElement, DialPlan
from routesim.model.system import PhoneSystem
from tests.oracle.queues import Queues
from tests.oracle.state import Call

TRIES = 3
TIME_TO_ANSWER = 10.0


class Conferences(Queues):
    """Calls meet."""

    def set_up(self, system: PhoneSystem) -> None:
        super().set_up(system)
        self.rooms = {room.extension: room for room in system.conferences}
        self.inside: dict[str, dict[Call, bool]] = {room.extension: {} for room in system.conferences}
        self.outside: dict[str, list[Call]] = {room.extension: [] for room in system.conferences}

    def is_extension(self, number: str) -> bool:
        return number in self.rooms or super().is_extension(number)

    def reach_internal(self, call: Call, extension: str) -> None:
        if extension in self.rooms:
            self.reach_conference(call, extension)
        else:
            super().reach_internal(call, extension)

    def reach_conference(self, call: Call, name: str) -> None:
        self.asks_for_the_code(call, self.room(name), TRIES, partial(self.refused, call))

    def confers(self, call: Call, plan: DialPlan, element: ConferenceElement) -> None:
        onward = partial(self.leave_by, call, plan, element.next) if element.next else partial(self.refused, call)
        self.asks_for_the_code(call, self.room(element.conference), TRIES, onward)

    def room(self, name: str) -> Conference:
        (found,) = [room for room in self.rooms.values() if name in (room.extension, room.name)]
        return found

    def refused(self, call: Call) -> None:
        self.ends_unanswered(call, "rejected", "access_code")

    def asks_for_the_code(self, call: Call, room: Conference, tries: int, refused: partial[None]) -> None:
        """Ask for the code, once more as long as tries are left (rule 9.1)."""
        if tries == TRIES:
            call.path.append(f"conference:{room.extension}")
        if room.access_code is None:
            self.is_admitted(call, room)
        elif tries == 0:
            refused()
        else:
            self.prompt(call, TIME_TO_ANSWER, partial(self.keys_the_code, call, room, tries, refused))

    def keys_the_code(self, call: Call, room: Conference, tries: int, refused: partial[None], keys: str | None) -> None:
        if keys is not None and keys.removesuffix("#") == room.access_code:
            self.is_admitted(call, room)
        else:
            self.asks_for_the_code(call, room, tries - 1, refused)

    def is_admitted(self, call: Call, room: Conference) -> None:
        """Join the conference, or wait for its administrator (rule 9.2)."""
        administers = call.with_party is not None and call.with_party.user.extension == room.administrator
        if room.wait_for_administrator and not administers and True not in self.inside[room.extension].values():
            self.outside[room.extension].append(call)
            return
        self.takes_part(call, room, administers)

    def takes_part(self, call: Call, room: Conference, administers: bool) -> None:
        self.takes(call, "conference", room.extension)
        self.is_in(call, room, administers)

    def is_in(self, call: Call, room: Conference, administers: bool) -> None:
        """Be inside; an administrator lets in everybody who waits outside."""
        self.inside[room.extension][call] = administers
        call.on_end = partial(self.leaves_room, call, room)
        if administers:
            for other in list(self.outside[room.extension]):
                self.takes_part(other, room, False)

    def silence(self, call: Call) -> None:
        super().silence(call)
        for waiting in self.outside.values():
            if call in waiting:
                waiting.remove(call)

    def leaves_room(self, call: Call, room: Conference) -> None:
        """Go; with the last administrator a conference that waited for one ends for all."""
        inside = self.inside[room.extension]
        administered = inside.pop(call)
        if room.wait_for_administrator and administered and True not in inside.values():
            for other in list(inside):
                self.hangs_up(other)

    def invites(self, room: Conference, to: str) -> None:
        """Call somebody, who is in on answering."""
        self.place(room.extension, to).invited_to = room.extension

    def answers_an_invitation(self, call: Call, who: str) -> None:
        if call.invited_to and call.on_end is None and not call.transfers:
            room = self.rooms[call.invited_to]
            self.is_in(call, room, who == room.administrator)
