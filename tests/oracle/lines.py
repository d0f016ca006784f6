"""Ringing a line or an external number, and what its people do (rule 3)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tests.oracle.agenda import Kind, Path, micro
from tests.oracle.people import Entry, device_entry, device_given, laid_over
from tests.oracle.stage import Stage
from tests.oracle.state import Call, Line, Ring

Over = Callable[[str], None]
"""Told the result of a ring that nobody answered, or of one that could not begin."""


class Lines(Stage):
    """Phones ring."""

    def ring_line(self, call: Call, path: Path, extension: str, ring_time: float | None, over: Over) -> None:
        """Ring a user's line from this instant, for *ring_time* seconds where given."""
        act = partial(self.line_is_rung, call, path, self.lines[extension], ring_time, over)
        self.agenda.add(self.agenda.now, Kind.RING_STARTS, call.key, path, act)

    def line_is_rung(self, call: Call, path: Path, line: Line, ring_time: float | None, over: Over) -> None:
        extra, entry = self.next_attempt(line)
        refusal = self.refusal(line, extra, entry)
        if refusal:
            self.notes(call, path, line.user.extension, self.agenda.now, refusal)
            over(refusal)
        else:
            self.rings(Ring(call, path, line.user.extension, self.agenda.now, line, over), extra, entry, ring_time)

    def next_attempt(self, line: Line) -> tuple[Entry, Entry]:
        """Count an attempt to ring the line: what it says by itself, and what holds of the person in it."""
        extra = self.people.attempt(line.user.extension, line.tries)
        line.tries += 1
        return extra, laid_over(extra, self.people.entry(line.user.extension))

    def rings(self, ring: Ring, extra: Entry, entry: Entry, ring_time: float | None) -> None:
        line = ring.line
        assert line is not None
        talking = bool(line.talks) or self.state(line, extra)["busy"]
        ring.call.rings.append(ring)
        line.rings.append(ring)
        if ring_time is not None:
            self.later(ring, ring_time, Kind.RING_STOPS, (), partial(self.ring_is_over, ring, "no_answer"))
        for place, device in enumerate(line.user.devices):
            if self.registered(line, extra, entry, device):
                ring.devices.add(device)
                self.person_reacts(ring, device_entry(entry, device), talking, place, device)

    def refusal(self, line: Line, extra: Entry, entry: Entry) -> str | None:
        """Why the line does not even ring: `offline` is looked at before `busy` (rules 3.2, 3.3, 3.4)."""
        state = self.state(line, extra)
        if self.is_offline(line, extra, entry):
            return "offline"
        if state["dnd"]:
            return "busy"
        occupied = bool(line.rings or line.talks or line.reserved or state["busy"])
        return "busy" if occupied and not line.user.multiple_calls else None

    def is_offline(self, line: Line, extra: Entry, entry: Entry) -> bool:
        """Rule 3.2."""
        logged_in = extra.get("logged_in", line.logged_in)
        registered = any(self.registered(line, extra, entry, device) for device in line.user.devices)
        return not registered or (line.user.must_log_in and not logged_in)

    def state(self, line: Line, extra: Entry) -> dict[str, bool]:
        """Tell the line's state at this attempt: what the attempt says of it, else what it is by now."""
        if "state" in extra:
            return {name: extra["state"] == name for name in ("busy", "dnd")}
        return {"busy": line.busy, "dnd": line.dnd}

    def registered(self, line: Line, extra: Entry, entry: Entry, device: str) -> bool:
        """Tell whether a device is there: an attempt's word is the last, then an event's, then the device's own."""
        away = ("offline", "unreachable")
        if extra.get("state") in away or ("state" not in extra and line.offline):
            return False
        own = device_given(entry, device).get("state")
        if own is not None:
            return bool(own != "offline")
        return "state" in extra or line.offline is False or line.at_first not in away

    def person_reacts(self, ring: Ring, entry: Entry, talking: bool, place: int, device: str) -> None:
        answers = entry.get("answers_after")
        if talking and "answers_after_when_busy" in entry:
            answers = entry["answers_after_when_busy"]
        rejects, leaves = entry.get("rejects_after"), entry.get("goes_away_after")
        if answers is not None and (rejects is None or answers <= rejects):
            self.later(ring, answers, Kind.REACTION, (place,), partial(self.person_answers, ring))
        elif rejects is not None:
            self.later(ring, rejects, Kind.REACTION, (place,), partial(self.device_is_silent, ring, device, True))
        if leaves is not None:
            self.later(ring, leaves, Kind.RING_STOPS, (place,), partial(self.device_is_silent, ring, device, False))

    def later(self, ring: Ring, seconds: float, kind: Kind, below: Path, act: Callable[[], None]) -> None:
        self.agenda.add(ring.start + micro(seconds), kind, ring.call.key, ring.path + below, act)

    def person_answers(self, ring: Ring) -> None:
        self.takes(ring.call, "answered", ring.target, ring=ring)
        self.answers_an_invitation(ring.call, ring.target)

    def answers_an_invitation(self, call: Call, who: str) -> None:
        raise NotImplementedError

    def device_is_silent(self, ring: Ring, device: str, rejected: bool) -> None:
        """One device has rejected, or is no longer there; the ring goes on while another device rings."""
        ring.devices.discard(device)
        ring.rejected = ring.rejected or rejected
        self.agenda.drop(ring.call.key, (*ring.path, self.place_of(ring, device)))
        if not ring.devices:
            away = "offline" if ring.line else "unreachable"
            self.ring_is_over(ring, "rejected" if ring.rejected else away)

    def place_of(self, ring: Ring, device: str) -> int:
        return ring.line.user.devices.index(device) if ring.line else 0

    def ring_is_over(self, ring: Ring, result: str) -> None:
        self.stops(ring, result)
        ring.over(result)

    def ring_external(self, call: Call, path: Path, number: str, over: Over) -> None:
        """Call an external number from this instant (rule 3.5)."""
        act = partial(self.external_is_rung, call, path, number, over)
        self.agenda.add(self.agenda.now, Kind.RING_STARTS, call.key, path, act)

    def external_is_rung(self, call: Call, path: Path, number: str, over: Over) -> None:
        place = self.external_tries.get(number, 0)
        self.external_tries[number] = place + 1
        extra = self.people.attempt(number, place)
        entry = laid_over(extra, self.people.entry(number))
        refusal = self.external_refusal(extra, entry)
        if refusal:
            self.notes(call, path, number, self.agenda.now, refusal)
            over(refusal)
            return
        ring = Ring(call, path, number, self.agenda.now, None, over, {""})
        call.rings.append(ring)
        self.person_reacts(ring, entry, False, 0, "")
        carrier = entry.get("voicemail_after")
        if carrier is not None:  # behind the person's own reaction at the same instant
            self.later(ring, carrier, Kind.REACTION, (1,), partial(self.carrier_answers, ring))

    def external_refusal(self, extra: Entry, entry: Entry) -> str | None:
        state, until = entry.get("state", "idle"), entry.get("busy_until")
        if state == "busy" and "state" not in extra and until is not None and micro(until) <= self.agenda.now:
            state = "idle"
        return {"busy": "busy", "dnd": "busy", "unreachable": "unreachable", "offline": "unreachable"}.get(state)

    def carrier_answers(self, ring: Ring) -> None:
        self.takes(ring.call, "carrier_voicemail", ring.target, ring=ring)
        self.answers_an_invitation(ring.call, ring.target)


def failure(result: str) -> str:
    """How a call to a phone fails when its ring comes to nothing."""
    return "busy" if result in ("busy", "rejected") else "no_answer"
