"""Phones as a play finds them: lines that are free or not, people who act as their entries say (rule 3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from routesim.model.people import Person
from routesim.model.people import Reaction as ReactionPage
from routesim.model.user import User
from routesim.routing.lines import Admission, Reaction, admission, line_reaction, person_reaction
from routesim.routing.steps import microseconds

if TYPE_CHECKING:
    from routesim.engine.leg import Leg


Entry = dict[str, Any]


def given(page: ReactionPage | None) -> Entry:
    """What an entry says, without what it leaves open; its devices likewise."""
    if page is None:
        return {}
    entry = {name: getattr(page, name) for name in page.model_fields_set}
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
    """How one person acts, attempt after attempt: the n-th time called, entry n lies over the person's own."""

    def __init__(self, person: Person | None, default: Person | None) -> None:
        self.entry = laid_over(given(default), given(person))
        self._attempts = [given(attempt) for attempt in self.entry.pop("attempts", ())]
        self._called = 0

    def without_carrier(self) -> None:
        """Forget about voicemail: a line has no carrier whose voicemail could take the call."""
        for entry in (self.entry, *self._attempts):
            entry.pop("voicemail_after", None)

    def next_attempt(self) -> Entry | None:
        """What this attempt's own entry says, or None where the person's applies."""
        called = self._called
        if called == len(self._attempts):
            return None
        self._called = called + 1
        return self._attempts[called]


class Line:
    """A user's line: what it is doing, and what it makes of the next call."""

    __slots__ = (
        "_behaviour",
        "_reactions",
        "_registered",
        "_same",
        "away",
        "busy",
        "devices",
        "dnd",
        "extension",
        "gone",
        "logged_in",
        "multiple_calls",
        "must_log_in",
        "observers",
        "offered",
        "ringing",
        "talking",
        "until",
        "wrapping",
    )

    def __init__(self, user: User, behaviour: Behaviour) -> None:
        behaviour.without_carrier()
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
        self.ringing: list[Leg] = []
        self.talking = 0
        self.until = busy_until(behaviour)
        self.offered = 0
        self.wrapping = 0
        self.observers: tuple[Callable[[Line], None], ...] = ()
        self._behaviour = behaviour
        self._same = len(user.devices) == 1 and "devices" not in entry
        self._reactions = {
            (away, talks): self._reaction(entry, away, talks) for away in (False, True) for talks in (False, True)
        }
        self._registered = {away: bool(self._ringing_devices(entry, away)) for away in (False, True)}

    def _ringing_devices(self, entry: Entry, away: bool) -> list[Entry]:
        """What each registered device's person does (rule 3.1); *away*: devices are, unless they say otherwise."""
        own = entry.get("devices", {})
        state = "offline" if away else "idle"
        devices = [{**entry, "state": state, **own.get(name, {})} for name in self.devices]
        return [device for device in devices if device["state"] != "offline"]

    def _reaction(self, entry: Entry, away: bool, talks: bool) -> Reaction | None:
        if self._same:
            return person_reaction(entry, talks)
        return line_reaction(self._ringing_devices(entry, away), talks)

    @property
    def in_conversation(self) -> bool:
        """Whether its person is talking, to somebody in this play or to somebody else."""
        return self.busy or self.talking > 0

    @property
    def occupied(self) -> bool:
        """Whether it rings or is in a conversation (rule 3.3)."""
        return self.busy or self.talking > 0 or bool(self.ringing)

    @property
    def offline(self) -> bool:
        """Whether no device is registered, or nobody has logged in who must (rule 3.2)."""
        return self.gone or not self._registered[self.away] or (self.must_log_in and not self.logged_in)

    def admit(self) -> tuple[Admission, Reaction | None]:
        """Be called once more: tell whether the line rings, and what then becomes of the ring by itself."""
        talks = self.busy or self.talking > 0
        attempt = self._behaviour.next_attempt()
        if attempt is None:
            reaction = self._reactions[self.away, talks]
        elif self._same and attempt.keys().isdisjoint(_STATE):
            reaction = person_reaction({**self._behaviour.entry, **attempt}, talks)
        else:
            return self._admit_by(attempt)
        if not (talks or self.ringing or self.dnd) and not self.offline:
            return _RING, reaction
        return admission(self.offline, self.dnd, talks or bool(self.ringing), self.multiple_calls), reaction

    def _admit_by(self, attempt: Entry) -> tuple[Admission, Reaction | None]:
        """As `admit`, with an attempt's own state over the line's (what the line really does stays true)."""
        entry = laid_over(self._behaviour.entry, attempt)
        state = attempt.get("state")
        gone = self.gone if state is None else state in _OFFLINE
        away = self.away and state is None
        dnd = self.dnd if state is None else state == "dnd"
        busy = self.busy if state is None else state == "busy"
        logged_out = self.must_log_in and not attempt.get("logged_in", self.logged_in)
        offline = gone or logged_out or not self._ringing_devices(entry, away)
        talks = busy or self.talking > 0
        answer = admission(offline, dnd, talks or bool(self.ringing), self.multiple_calls)
        return answer, line_reaction(self._ringing_devices(entry, away), talks)

    def changed(self) -> None:
        """Tell those who watch the line that it may have changed."""
        for observer in self.observers:
            observer(self)


_OFFLINE = ("offline", "unreachable")
_STATE = frozenset({"state", "logged_in", "devices"})
_RING = Admission.RING


class Outside:
    """An external number: it takes any number of calls (rule 3.5)."""

    __slots__ = ("_behaviour", "_reaction", "_state", "_until")

    def __init__(self, behaviour: Behaviour) -> None:
        self._behaviour = behaviour
        self._state: str = behaviour.entry.get("state", "idle")
        self._until = busy_until(behaviour)
        self._reaction = person_reaction(behaviour.entry, in_conversation=False)

    def admit(self, now: int) -> tuple[Admission, Reaction | None]:
        """Be called once more: tell whether the number rings, and what then becomes of the ring by itself."""
        if self._until is not None and now >= self._until:
            self._state, self._until = "idle", None
        attempt = self._behaviour.next_attempt()
        if attempt is None:
            return _OUTSIDE[self._state], self._reaction
        entry = {**self._behaviour.entry, **attempt}
        return _OUTSIDE[attempt.get("state", self._state)], person_reaction(entry, in_conversation=False)


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
