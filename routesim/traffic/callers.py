"""Who calls and how they behave: every call's caller, patience, talk and keys, in the order of time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from heapq import merge
from itertools import accumulate, repeat
from operator import attrgetter
from typing import Any

from routesim.engine.habits import chance
from routesim.engine.offered import Offered
from routesim.model.calls import Press
from routesim.model.demand import EXTERNAL, INTERNAL, Demand, Pressed, ReadCall, Replayed, Retries
from routesim.model.distributions import Constant, Distribution
from routesim.model.numbers import example_mobile
from routesim.model.scalars import MOST_SECONDS
from routesim.model.system import PhoneSystem
from routesim.model.workload import Workload
from routesim.traffic.arrivals import arrivals
from routesim.traffic.hours import Clock
from routesim.traffic.streams import Purpose, Streams

SECOND = 1_000_000
_FRESH = 1_000_000
"""How many mobile numbers there are to call from."""


class Callers:
    """Everybody who calls in one replication of *workload* on *system*."""

    def __init__(self, system: PhoneSystem, workload: Workload, streams: Streams) -> None:
        self._workload = workload
        self._streams = streams
        self._clock = Clock(workload.start, system.settings.timezone)
        self._until = round(workload.duration * SECOND)
        self._users = [user.extension for user in system.users]
        self._country = system.settings.country
        self._demands = [_Habits(demand, workload) for demand in workload.arrivals]

    def calls(self) -> Iterator[Offered]:
        """Every call, in the order of time; of two at one instant the demand that is listed first goes first."""
        calls = [self._calls(place, demand) for place, demand in enumerate(self._workload.arrivals)]
        return calls[0] if len(calls) == 1 else merge(*calls, key=attrgetter("at"))

    def _calls(self, place: int, demand: Demand) -> Iterator[Offered]:
        streams, habits = self._streams, self._demands[place]

        # maps and no loops: this is run for every call
        def drawn(distribution: Distribution, purpose: Purpose) -> Iterator[float]:
            if isinstance(distribution, Constant):
                return repeat(_lasting(distribution.seconds))
            values = map(distribution.quantile, streams.chances(place, purpose))
            return map(_lasting, values)

        attempts = zip(
            arrivals(demand, place, streams, self._clock, self._until),
            self._parties(place, demand),
            drawn(habits.talk, Purpose.TALK),
            drawn(habits.patience, Purpose.PATIENCE),
            _keyed(demand, streams.chances(place, Purpose.PRESSES)),
            streams.keys(place),
            strict=False,
        )
        replayed = _by_time(demand)
        for at, (from_, to), talk, patience, presses, key in attempts:
            call = Offered(at, from_, to, talk, patience, presses, key, place)
            if at in replayed:
                recorded = replayed[at].pop()
                call.from_ = recorded.from_
                call.talk = talk if recorded.talk is None else recorded.talk
                if not replayed[at]:
                    del replayed[at]
            yield call

    def _parties(self, place: int, demand: Demand) -> Iterator[tuple[str, str]]:
        """Who calls whom, call by call."""
        callers, callees = (self._streams.chances(place, use) for use in (Purpose.CALLERS, Purpose.CALLEES))
        if demand.to == INTERNAL:
            pick_callee = _picker(self._users)
            tos: Iterator[str] = map(pick_callee, callees)
        else:
            tos = repeat(demand.to)
        if demand.from_ == EXTERNAL:
            prefix = example_mobile(self._country)[:-6]
            return ((f"{prefix}{int(u * _FRESH):06}", to) for u, to in zip(callers, tos, strict=False))
        if demand.from_ == INTERNAL:
            return ((_colleague(self._users, u, to), to) for u, to in zip(callers, tos, strict=False))
        pick = _picker(list(demand.from_))
        return ((pick(u), to) for u, to in zip(callers, tos, strict=False))

    def again(self, call: Offered, outcome: str, now: int) -> Offered | None:
        """The call that is made instead of *call*, which ended so; None where its caller leaves it at that."""
        habits = self._demands[call.demand]
        retries = habits.retries
        if retries is None or outcome not in retries.after or call.tries >= retries.most:
            return None
        if chance(call.key, _RETRIES) >= retries.probability:
            return None
        at = now + round(_lasting(retries.wait.quantile(chance(call.key, _RETRIES + 1))) * SECOND)
        if at >= self._until:
            return None
        key = (call.key * _NEXT_KEY + 1) & _MASK
        patience = _lasting(habits.patience.quantile(chance(call.key, _RETRIES + 2)))
        return Offered(at, call.from_, call.to, call.talk, patience, call.presses, key, call.demand, call.tries + 1)


_RETRIES = 1 << 40
"""Where a call's chances for what follows it begin, beyond those of all its rings."""
_NEXT_KEY = 0x5851F42D4C957F2D
_MASK = (1 << 64) - 1


def _by_time(demand: Demand) -> dict[int, list[ReadCall]]:
    """The calls to be replayed, by their instants; of several at one the first comes last."""
    found: dict[int, list[ReadCall]] = {}
    if isinstance(demand.records, Replayed):
        for call in reversed(demand.records.calls):
            found.setdefault(call.at, []).append(call)
    return found


class _Habits:
    """How the callers of one demand behave: as it says itself, else as the workload does."""

    def __init__(self, demand: Demand, workload: Workload) -> None:
        self.talk = demand.talk or workload.talk
        self.patience = demand.patience or workload.patience
        self.retries: Retries | None = demand.retries or workload.retries


def _lasting(seconds: float | None) -> float:
    """*seconds*, or the longest time there is for never."""
    return float(MOST_SECONDS) if seconds is None else seconds


def _picker(people: list[str]) -> Callable[[float], str]:
    """Picks one of *people*, all alike."""
    return lambda u: people[int(u * len(people))]


def _colleague(users: list[str], u: float, callee: str) -> str:
    """One of *users* who is not the *callee*."""
    others = len(users) - (callee in users)
    place = int(u * others)
    return users[place] if callee not in users or place < users.index(callee) else users[place + 1]


def _keyed(demand: Demand, chances: Iterator[float]) -> Iterator[tuple[Any, ...]]:
    """What callers key, call by call, prompt by prompt."""
    if not demand.presses:
        return repeat(())
    prompts = [_Prompt(pressed) for pressed in demand.presses]
    return (tuple(prompt.press(next(chances)) for prompt in prompts) for _ in repeat(None))


_TOO_LATE = float(MOST_SECONDS)


class _Prompt:
    """What may be keyed at one prompt. Who keys nothing keys too late: the next entry is for the next prompt."""

    def __init__(self, pressed: Pressed) -> None:
        self._bounds = list(accumulate(share for _, share in pressed))[:-1]
        self._presses = [Press(keys=keys) if keys else Press(keys="#", after=_TOO_LATE) for keys, _ in pressed]

    def press(self, u: float) -> Press:
        """What is keyed by somebody with the chance *u*."""
        return self._presses[bisect_right(self._bounds, u)]
