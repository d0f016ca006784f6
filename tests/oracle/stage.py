"""A call's beginning, its being taken and its end (rules 6.2, 10.1, 10.2, 10.4)."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import quote

from routesim.model.calls import CallAttempt, Calls
from routesim.model.numbers import WITHHELD, dialled_form, is_e164, strip_separators, to_e164
from routesim.model.system import PhoneSystem
from tests.oracle.agenda import NO_CALL, Agenda, Kind, micro
from tests.oracle.people import People
from tests.oracle.state import Call, Line, Ring

ROOM_BETWEEN = 1_000
"""How far apart the orders of a script's calls lie: events may place calls in between."""


class Stage:
    """Calls come and go; who rings for them is decided by the classes that build on this one."""

    def __init__(self, system: PhoneSystem, calls: Calls) -> None:
        self.system = system
        self.script = calls
        self.country = system.settings.country
        self.agenda = Agenda()
        self.people = People(calls, self.country)
        self.users = {user.extension: user for user in system.users}
        self.lines = {extension: self._line(extension) for extension in self.users}
        self.external_tries: dict[str, int] = {}
        self.placed_meanwhile: list[Call] = []
        self.last_arrived = 0
        self.set_up(system)

    def set_up(self, system: PhoneSystem) -> None:
        """Take from the system what later stages need."""

    def after_each(self, kind: Kind) -> None:
        """Do what is to be done after anything has happened."""

    def _line(self, extension: str) -> Line:
        entry = self.people.entry(extension)
        state = entry.get("state", "idle")
        busy = state == "busy"
        return Line(self.users[extension], state, entry.get("logged_in", True), busy, state == "dnd", busy)

    def play(self) -> list[dict[str, Any]]:
        places = sorted(range(len(self.script.calls)), key=lambda place: micro(self.script.calls[place].at))
        by_place: dict[int, Call] = {}
        for order, place in enumerate(places):
            call = by_place[place] = self._call(order * ROOM_BETWEEN, self.script.calls[place])
            self.agenda.add(call.placed, Kind.ARRIVAL, call.key, (), partial(self.arrives, call))
        self.schedule_world()
        self.agenda.run(self.after_each)
        return [
            as_result(call) for call in (*(by_place[place] for place in range(len(places))), *self.placed_meanwhile)
        ]

    def schedule_world(self) -> None:
        """Plan what happens by itself, besides calls."""
        for extension, line in self.lines.items():
            entry = self.people.entry(extension)
            if line.busy and entry.get("busy_until") is not None:
                act = partial(self.conversation_from_before_ends, line)
                self.agenda.add(micro(entry["busy_until"]), Kind.SOMETHING_ENDS, NO_CALL, (), act)

    def conversation_from_before_ends(self, line: Line) -> None:
        if line.from_before:
            line.busy = False

    def _call(self, order: int, attempt: CallAttempt) -> Call:
        typed = strip_separators(attempt.from_)
        user = self.users.get(typed)
        number = "" if typed == WITHHELD else typed if user else to_e164(typed, self.country) or typed
        seen = dialled_form(number, self.country) if is_e164(number) else number
        return Call(order, attempt, micro(attempt.at), number, user, number, seen)

    def place(self, from_: str, to: str) -> Call:
        """Place a call that the script does not list, at this instant: after those that have arrived."""
        attempt = CallAttempt.model_validate({"from": from_, "to": to})
        call = self._call(self.last_arrived + 1 + len(self.placed_meanwhile), attempt)
        call.placed = self.agenda.now
        self.placed_meanwhile.append(call)
        self.agenda.add(call.placed, Kind.ARRIVAL, call.key, (), partial(self.arrives, call))
        return call

    def arrives(self, call: Call) -> None:
        """Rules 6.2, 10.1, 10.2."""
        if call not in self.placed_meanwhile:
            self.last_arrived = call.order
        blacklist = {to_e164(entry, self.country) or entry for entry in self.system.settings.blacklist}
        if call.number in blacklist:
            self.ends_unanswered(call, "rejected", "blacklist")
        elif call.user and call.user.must_log_in and not self.lines[call.user.extension].logged_in:
            self.ends_unanswered(call, "rejected", "logged_out")
        else:
            patience = call.placed + micro(call.attempt.patience)
            self.agenda.add(patience, Kind.HANG_UP, call.key, (), partial(self.gives_up, call))
            if call.user:
                call.party = self.lines[call.user.extension]
                self.enters_conversation(call, call.party)
            self.dial(call, call.attempt.to)

    def dial(self, call: Call, number: str) -> None:
        raise NotImplementedError

    def enters_conversation(self, call: Call, line: Line) -> None:
        line.talks.append(call)
        call.lines.append(line)

    def gives_up(self, call: Call) -> None:
        self.ends_unanswered(call, "abandoned")

    def ends_unanswered(self, call: Call, outcome: str, reason: str | None = None) -> None:
        if call.handover:
            self.is_not_taken(call, outcome)
            return
        self.silence(call)
        call.outcome, call.reason = outcome, reason
        self.hangs_up(call)

    def is_not_taken(self, call: Call, outcome: str) -> None:
        """Nobody takes the call that is being passed on."""
        raise NotImplementedError

    def is_taken(self, call: Call, outcome: str) -> None:
        """Somebody takes the call that is being passed on."""
        raise NotImplementedError

    def takes(self, call: Call, outcome: str, by: str, most: int | None = None, ring: Ring | None = None) -> None:
        """Somebody or something takes the call, for *talk*, at most *most* microseconds (rule 10.4)."""
        if ring:
            self.stops(ring, "answered")
        self.silence(call)
        self.agenda.drop(call.key)
        if call.handover:
            self.is_taken(call, outcome)
        else:
            call.outcome, call.by, call.reason, call.answered = outcome, by, None, self.agenda.now
        call.other, call.line = ring is not None, ring.line if ring else None
        if ring and ring.line:
            self.enters_conversation(call, ring.line)
        talk = micro(call.attempt.talk) if most is None else min(most, micro(call.attempt.talk))
        self.agenda.add(self.agenda.now + talk, Kind.SOMETHING_ENDS, call.key, (), partial(self.hangs_up, call))

    def silence(self, call: Call) -> None:
        """Nothing more is to happen to the call, nothing rings for it any more."""
        if call.handover:
            self.agenda.drop_but(call.key, call.kept)
        else:
            self.agenda.drop(call.key)
        for ring in list(call.rings):
            self.stops(ring, "cancelled")

    def hangs_up(self, call: Call) -> None:
        if call.handover:
            self.is_abandoned(call)
        self.agenda.drop(call.key)
        call.ended = self.agenda.now
        for line in call.lines:
            line.talks.remove(call)
        call.lines.clear()
        if call.on_end:
            call.on_end()

    def is_abandoned(self, call: Call) -> None:
        """The conversation ends, or whoever is left hangs up, while a call is being passed on."""
        raise NotImplementedError

    def stops(self, ring: Ring, result: str) -> None:
        """Silence a phone."""
        self.agenda.drop(ring.call.key, ring.path)
        ring.call.rings.remove(ring)
        if ring.line:
            ring.line.rings.remove(ring)
        self.notes(ring.call, ring.path, ring.target, ring.start, result)

    def notes(self, call: Call, path: tuple[int, ...], target: str, start: int, result: str) -> None:
        if call.user and call.user.extension == target:
            return  # the caller's own phone is not listed
        entry = {"target": target, "start": start / 1e6, "end": self.agenda.now / 1e6, "result": result}
        call.rang.append((start, path, entry))

    def mailbox(self, call: Call, name: str) -> None:
        """Let a mailbox take the call at once. *name* as the configuration has it: an extension or a name."""
        made_by_hand = {box.extension or box.name: box for box in self.system.voicemails}
        named = {box.name: box.extension or box.name for box in self.system.voicemails}
        known = name if name in self.users or name in made_by_hand else named[name]
        call.path.append("mailbox:" + quote(known, safe=""))
        box = made_by_hand.get(known) if known not in self.users else None
        most = micro(box.max_message) if box and box.max_message is not None else None
        self.takes(call, "voicemail", known, most)


def as_result(call: Call) -> dict[str, Any]:
    """Write a call as `play --format json` shows it, as far as routing goes."""
    assert call.outcome is not None
    assert call.ended is not None
    taken = call.ended if call.answered is None else call.answered
    return {
        "id": call.attempt.id,
        "from": call.attempt.from_,
        "to": call.attempt.to,
        "at": call.placed / 1e6,
        "outcome": call.outcome,
        "by": call.by,
        "reason": call.reason,
        "answered_at": None if call.answered is None else call.answered / 1e6,
        "ended_at": call.ended / 1e6,
        "waited": (taken - call.placed) / 1e6,
        "talked": (call.ended - taken) / 1e6,
        "caller_id": call.caller_id,
        "recorded": call.recorded,
        "rang": [entry for _, _, entry in sorted(call.rang, key=lambda noted: noted[:2])],
        "path": call.path,
        "transfers": call.transfers,
    }
