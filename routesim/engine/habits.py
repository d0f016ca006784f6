"""People in traffic: what they do is drawn anew for every ring, from chances that belong to the call and to them.

The same call meets the same luck at the same person, in whatever system and in whatever order phones are rung.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from routesim.engine.agenda import SECOND
from routesim.engine.offered import OfferedCall
from routesim.engine.phones import Behaviour, Entry, Line, Outside, given, laid_over
from routesim.model.distributions import Constant, Distribution
from routesim.model.user import User
from routesim.model.workload import PersonHabit
from routesim.routing.lines import Act, Admission, Reaction

if TYPE_CHECKING:
    from routesim.engine.call import Call

_MASK = (1 << 64) - 1
_STEP = 0x9E3779B97F4A7C15
_TO_CHANCE = 2.0**-53


def chance(key: int, number: int) -> float:
    """The *number*-th even chance (0 <= chance < 1) of the stream *key*: SplitMix64, whose places can be looked up."""
    mixed = (key + number * _STEP) & _MASK
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
    return ((mixed ^ (mixed >> 31)) >> 11) * _TO_CHANCE


class Habits(Behaviour):
    """How one person acts in traffic: what is constant in `entry`, what is drawn per ring in `drawn`.

    *key* is the person's own stream of chances.
    """

    def __init__(self, habit: PersonHabit | None, default: PersonHabit | None, key: int) -> None:
        entry = laid_over(given(default), given(habit))
        entry.pop("shift", None)
        entry.pop("logs_in_to", None)
        self.entry = _constants(entry)
        self.drawn = _drawn(entry)
        self.key = key
        self.attempts = []

    def without_carrier(self) -> None:
        """Forget about voicemail: a line has no carrier whose voicemail could take the call."""
        super().without_carrier()
        self.drawn.pop("voicemail_after", None)

    def draw(self, call: OfferedCall, who: str) -> Entry:
        """What the person does the next time that *call* rings them, laid out like an attempt's entry."""
        return _values(self.drawn, call.spec.key ^ self.key, _first_number(call, who))


_Values = dict[str, Any]


def _constants(entry: Mapping[str, Any]) -> _Values:
    """What is not left to chance."""
    found: _Values = {}
    for name, value in entry.items():
        if isinstance(value, Constant):
            found[name] = value.seconds
        elif name == "devices":
            found[name] = {device: _constants(page) for device, page in value.items()}
        elif not isinstance(value, Distribution):
            found[name] = value
    return found


def _drawn(entry: Mapping[str, Any]) -> dict[str, Any]:
    """What is left to chance."""
    found: dict[str, Any] = {}
    for name, value in entry.items():
        if isinstance(value, Distribution) and not isinstance(value, Constant):
            found[name] = value
        elif name == "devices":
            devices = {device: _drawn(page) for device, page in value.items()}
            if any(devices.values()):
                found[name] = devices
    return found


def _values(drawn: Mapping[str, Any], key: int, number: int) -> _Values:
    found: _Values = {}
    for name, value in drawn.items():
        if name == "devices":
            found[name] = {}
            for device, page in value.items():
                found[name][device] = _values(page, key, number)
                number += len(page)
        else:
            found[name] = value.quantile(chance(key, number))
            number += 1
    return found


_NUMBERS_PER_RING = 256
"""More than one person's devices could ever draw for one ring."""


def _first_number(call: OfferedCall, who: str) -> int:
    """Where the chances of this ring begin: each time that a call rings somebody has its own."""
    rung = call.rung
    if rung is None:  # nearly always, and worth no dictionary
        call.rung = who
        return 0
    if isinstance(rung, str):
        rung = call.rung = {rung: 0}
    number = rung[who] = rung.get(who, -1) + 1
    return number * _NUMBERS_PER_RING


class HabitualLine(Line):
    """A user's line in traffic."""

    def __init__(self, user: User, habits: Habits) -> None:
        super().__init__(user, habits)
        self._habits = habits
        simple = self._same and habits.drawn.keys() == {"answers_after"} and habits.entry.keys() <= _STILL
        self._answers: Callable[[float], float | None] | None = (
            habits.drawn["answers_after"].quantile if simple else None
        )

    def admit(self, now: int, call: Call) -> tuple[Admission, Reaction | None]:
        """Be called once more: tell whether the line rings, and what then becomes of the ring by itself."""
        offered: OfferedCall = call  # type: ignore[assignment]  # traffic places no others
        habits = self._habits
        if self._answers is not None:
            after = self._answers(chance(offered.spec.key ^ habits.key, _first_number(offered, self.extension)))
            reaction = None if after is None else (round(after * SECOND), Act.ANSWER)
            self._at_rest[False] = self._talking[False] = reaction
        elif habits.drawn:
            self._attempts.append(habits.draw(offered, self.extension))
        return Line.admit(self, now, call)


_STILL = frozenset({"state", "logged_in", "shift"})
"""Entries that say nothing of what is done when the phone rings."""


class HabitualOutside(Outside):
    """An external number in traffic."""

    def __init__(self, who: str, habits: Habits) -> None:
        super().__init__(habits)
        self._who = who
        self._habits = habits

    def admit(self, now: int, call: Call) -> tuple[Admission, Reaction | None]:
        """Be called once more: tell whether the number rings, and what then becomes of the ring by itself."""
        assert isinstance(call, OfferedCall), "traffic places no others"
        if self._habits.drawn:
            self._attempts.append(self._habits.draw(call, self._who))
        return super().admit(now, call)
