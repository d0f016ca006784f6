"""Phones as a play finds them: lines that are free or not, people who act as their entries say (rule 3)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from routesim.model.page import Page
from routesim.model.people import Person
from routesim.model.user import User
from routesim.routing.lines import Admission, Reaction, admission, line_reaction, person_reaction
from routesim.routing.steps import microseconds

if TYPE_CHECKING:
    from routesim.engine.call import Call
    from routesim.engine.leg import Leg


Entry = dict[str, Any]


def given(page: Page | None) -> Entry:
    """What an entry says, without what it leaves open; its devices likewise."""
    if page is None:
        return {}
    values = page.__dict__
    entry = {name: values[name] for name in page.model_fields_set}
    if "devices" in entry:
        entry["devices"] = {name: given(device) for name, device in entry["devices"].items()}
    return entry


def laid_over(lower: Entry, upper: Entry) -> Entry:
    """What holds where *upper* lies over *lower*, key by key, device by device."""
    merged = {**lower, **upper}
    if "devices" in lower and "devices" in upper:
        below, above = lower["devices"], upper["devices"]
        merged["devices"] = {
            name: {**below.get(name, {}), **above.get(name, {})} for name in dict.fromkeys((*below, *above))
        }
    return merged


class Behaviour:
    """How one person acts. The n-th time called, entry n of *attempts* lies over *entry*; the next one stands last."""

    def __init__(self, person: Person | None, default: Person | None) -> None:
        self.entry = laid_over(given(default), given(person))
        self.attempts = [given(attempt) for attempt in reversed(self.entry.pop("attempts", ()))]

    def without_carrier(self) -> None:
        """Forget about voicemail: a line has no carrier whose voicemail could take the call."""
        for entry in (self.entry, *self.attempts):
            entry.pop("voicemail_after", None)


REFUSALS = {
    Admission.OFFLINE: ("offline", "3.2"),
    Admission.OCCUPIED: ("busy", "3.3"),
    Admission.DO_NOT_DISTURB: ("busy", "3.4"),
}
OUTSIDE_REFUSALS = {Admission.OFFLINE: ("unreachable", "3.5"), Admission.OCCUPIED: ("busy", "3.5")}


class Observer(Protocol):
    """Somebody for whom it matters whether a line is free, and reachable."""

    def observe(self) -> None:
        """Look at the line again: something has changed."""


class Phone(ABC):
    """Something that can be rung.

    *ringing* holds what rings it now, *calls* the calls it is in. *watched*: somebody is told of changes; *lit*: lamps
    are.
    """

    watched = False
    lit = False

    refusals: dict[Admission, tuple[str, str]]
    """How a ring that is refused is recorded, and by which rule."""

    def __init__(self, behaviour: Behaviour) -> None:
        self.ringing: list[Leg] = []
        self.calls: list[Call] = []
        self.busy = False  # in a conversation from before the play
        self.until = busy_until(behaviour)
        self._entry = behaviour.entry
        self._attempts = behaviour.attempts

    @property
    def logged_out(self) -> bool:
        """Whether somebody would have to log in first."""
        return False

    @abstractmethod
    def admit(self, now: int, call: Call) -> tuple[Admission, Reaction | None]:
        """Be called once more, by *call*: tell whether the phone rings, and what then ends the ring by itself."""

    @abstractmethod
    def changed(self) -> None:
        """Tell those who watch the phone that it may have changed; look at *watched* first."""


class Line(Phone):
    """A user's line: what it is doing, and what it makes of the next call."""

    refusals = REFUSALS

    def __init__(self, user: User, behaviour: Behaviour) -> None:
        behaviour.without_carrier()
        super().__init__(behaviour)
        entry = behaviour.entry
        state = entry.get("state", "idle")
        self.extension = user.extension
        self.multiple_calls = user.multiple_calls
        self.must_log_in = user.must_log_in
        self.devices = user.devices
        self.gone = False
        self.away = state in _OFFLINE
        self.dnd = state == "dnd"
        self.busy = state == "busy"
        self.logged_in: bool = entry.get("logged_in", True)
        self.offered = 0
        self.wrapping = 0
        self.free = not self.busy
        self.observers: list[Observer] = []
        self.lamps: list[Callable[[Line], None]] = []
        self._same = len(user.devices) == 1 and "devices" not in entry
        # each for a line that is not away and for one that is
        self._at_rest = [self._reaction(entry, away, talks=False) for away in (False, True)]
        self._talking = [self._reaction(entry, away, talks=True) for away in (False, True)]
        self._registered = [bool(self._ringing_devices(entry, away)) for away in (False, True)]
        self.hindered = self.dnd or self.offline

    def _ringing_devices(self, entry: Entry, away: bool) -> dict[str, Entry]:
        """What each registered device's person does (rule 3.1); *away*: devices are, unless they say otherwise."""
        own = entry.get("devices", {})
        state = "offline" if away else "idle"
        devices = {name: {**entry, "state": state, **own.get(name, {})} for name in self.devices}
        return {name: device for name, device in devices.items() if device["state"] != "offline"}

    def _reaction(self, entry: Entry, away: bool, talks: bool) -> Reaction | None:
        if self._same:
            return person_reaction(entry, talks)
        return line_reaction(self._ringing_devices(entry, away).values(), talks)

    @property
    def in_conversation(self) -> bool:
        """Whether its person is talking, to somebody in this play or to somebody else."""
        return self.busy or bool(self.calls)

    @property
    def occupied(self) -> bool:
        """Whether it rings or is in a conversation (rule 3.3)."""
        return self.in_conversation or bool(self.ringing)

    @property
    def offline(self) -> bool:
        """Whether no device is registered, or nobody has logged in who must (rule 3.2)."""
        return self.gone or not self._registered[self.away] or self.logged_out

    @property
    def logged_out(self) -> bool:
        """Whether somebody must log in first, and has not (rule 3.2)."""
        return self.must_log_in and not self.logged_in

    @property
    def registered(self) -> tuple[str, ...]:
        """The devices that would ring now (rules 3.1, 3.2)."""
        if self.gone or self.logged_out:
            return ()
        own, state = self._entry.get("devices", {}), "offline" if self.away else "idle"
        return tuple(name for name in self.devices if own.get(name, {}).get("state", state) != "offline")

    def admit(self, now: int, call: Call) -> tuple[Admission, Reaction | None]:
        """Be called once more: tell whether the line rings, and what then becomes of the ring by itself."""
        talks = self.busy or bool(self.calls)
        if self._attempts:
            attempt = self._attempts.pop()
            if not self._same or not attempt.keys().isdisjoint(_STATE):
                return self._admit_by(attempt)
            reaction = person_reaction({**self._entry, **attempt}, talks)
        else:
            reaction = (self._talking if talks else self._at_rest)[self.away]
        if self.hindered or talks or self.ringing or self.offered:
            offline = self.hindered and self.offline
            return admission(offline, self.dnd, self._taken(talks), self.multiple_calls), reaction
        return _RING, reaction

    def _taken(self, talks: bool) -> bool:
        """Whether another call has the line: in conversation, ringing it, or spoken for by a queue (rules 1.2, 3.3)."""
        return talks or bool(self.ringing) or self.offered > 0

    def _admit_by(self, attempt: Entry) -> tuple[Admission, Reaction | None]:
        """As `admit`, with an attempt's own state over the line's (what the line really does stays true)."""
        answer, devices, talks = self.called(attempt)
        return answer, line_reaction(devices.values(), talks)

    def called(self, attempt: Entry) -> tuple[Admission, dict[str, Entry], bool]:
        """What the line makes of a call, what its registered devices' person does, and whether he is talking."""
        entry = laid_over(self._entry, attempt)
        state = attempt.get("state")
        gone = self.gone if state is None else state in _OFFLINE
        away = self.away and state is None
        dnd = self.dnd if state is None else state == "dnd"
        busy = self.busy if state is None else state == "busy"
        logged_out = self.must_log_in and not attempt.get("logged_in", self.logged_in)
        devices = self._ringing_devices(entry, away)
        talks = busy or bool(self.calls)
        offline = gone or logged_out or not devices
        return admission(offline, dnd, self._taken(talks), self.multiple_calls), devices, talks

    def changed(self) -> None:
        """Light the lamps that watch the line, and tell its observers when it is free or is not any more."""
        if self.lit:
            for light in self.lamps:
                light(self)
        free = not (self.calls or self.ringing or self.offered or self.busy)
        if free is not self.free:
            self.free = free
            for observer in self.observers:
                observer.observe()

    def speak_for(self) -> None:
        """A queue is about to ring the line: nobody else does."""
        self.offered += 1
        self.changed()

    def release(self) -> None:
        """A queue has spoken for the line, and does not ring it after all."""
        self.offered -= 1
        self.changed()

    def new_state(self) -> None:
        """Take note of another state: online or not, logged in or not, disturbed or not."""
        self.hindered = self.dnd or self.offline
        self.changed()
        for observer in self.observers:
            observer.observe()

    def wrap_up(self, begins: bool) -> None:
        """A wrap-up pause begins or ends (rule 8.6)."""
        self.wrapping += 1 if begins else -1
        for observer in self.observers:
            observer.observe()


_OFFLINE = ("offline", "unreachable")
_STATE = frozenset({"state", "logged_in", "devices"})
_RING = Admission.RING


class Outside(Phone):
    """An external number: it takes any number of calls (rule 3.5)."""

    refusals = OUTSIDE_REFUSALS

    def __init__(self, behaviour: Behaviour) -> None:
        super().__init__(behaviour)
        self._state: str = behaviour.entry.get("state", "idle")
        self._reaction = person_reaction(behaviour.entry, in_conversation=False)

    def admit(self, now: int, call: Call) -> tuple[Admission, Reaction | None]:
        """Be called once more: tell whether the number rings, and what then becomes of the ring by itself."""
        if self.until is not None and now >= self.until:
            self._state, self.until = "idle", None
        if not self._attempts:
            return _OUTSIDE[self._state], self._reaction
        attempt = self._attempts.pop()
        entry = {**self._entry, **attempt}
        return _OUTSIDE[attempt.get("state", self._state)], person_reaction(entry, in_conversation=False)

    def changed(self) -> None:
        """Nobody watches an external number."""


_OUTSIDE = {
    "idle": Admission.RING,
    "busy": Admission.OCCUPIED,
    "dnd": Admission.OCCUPIED,
    "offline": Admission.OFFLINE,
    "unreachable": Admission.OFFLINE,
}


def busy_until(behaviour: Behaviour) -> int | None:
    """The instant at which a conversation from before ends, if it is to."""
    until = behaviour.entry.get("busy_until")
    return None if until is None or behaviour.entry.get("state") != "busy" else microseconds(until)
