"""Who calls and how they behave: every call's caller, patience, talk and keys, in the order of time."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import accumulate, chain, repeat, tee

from routesim.engine.habits import chance
from routesim.engine.offered import Offered
from routesim.model.calls import Press
from routesim.model.demand import EXTERNAL, INTERNAL, Demand, Pressed, ReadCall, Replayed, Retries
from routesim.model.distributions import Constant, Distribution
from routesim.model.numbers import example_mobile
from routesim.model.scalars import MOST_SECONDS
from routesim.model.system import PhoneSystem
from routesim.model.user import ImaginedUser
from routesim.model.workload import Workload
from routesim.traffic.arrivals import arrivals
from routesim.traffic.hours import Clock
from routesim.traffic.merging import by_time
from routesim.traffic.streams import Purpose, Streams

SECOND = 1_000_000
_AT_ONCE = 512
_FRESH_DIGITS = 6
_FRESH = 10**_FRESH_DIGITS
"""How many mobile numbers there are to call from."""


class Callers:
    """Everybody who calls in one replication of *workload* on *system*."""

    def __init__(self, system: PhoneSystem, workload: Workload, streams: Streams) -> None:
        self._workload = workload
        self._streams = streams
        self._clock = Clock(workload.start, system.settings.timezone)
        self._until = round(workload.duration * SECOND)
        self._users = [user.extension for user in system.users if not isinstance(user, ImaginedUser)]
        self._country = system.settings.country
        self._demands = [_Habits(demand, workload) for demand in workload.arrivals]

    def calls(self) -> Iterator[list[Offered]]:
        """Every call, in the order of time; of two at one instant the demand that is listed first goes first.

        They come some at a time: drawing them and playing them in turn would be dearer for both.
        """
        return by_time([self._calls(place, demand) for place, demand in enumerate(self._workload.arrivals)], _AT_ONCE)

    def _calls(self, place: int, demand: Demand) -> Iterator[Offered]:
        streams, habits = self._streams, self._demands[place]
        callers, tos = self._parties(place, demand)
        attempts = zip(  # maps and blocks, no loops: this is run for every call
            arrivals(demand, place, streams, self._clock, self._until),
            repeat(place),
            callers,
            tos,
            self._drawn(habits.talk, place, Purpose.TALK),
            self._drawn(habits.patience, place, Purpose.PATIENCE),
            _keyed(demand, streams.chances(place, Purpose.PRESSES)),
            streams.keys(place),
            repeat(0),
            strict=False,
        )
        calls = map(_offered, attempts)
        return _as_recorded(calls, demand.records.calls) if isinstance(demand.records, Replayed) else calls

    def _drawn(self, distribution: Distribution, place: int, purpose: Purpose) -> Iterator[int]:
        """What is drawn from *distribution*, call by call, in microseconds."""
        if isinstance(distribution, Constant):
            return repeat(*distribution.microseconds([0.0]))
        return chain.from_iterable(map(distribution.microseconds, self._streams.blocks(place, purpose)))

    def _parties(self, place: int, demand: Demand) -> tuple[Iterator[str], Iterator[str]]:
        """Who calls, and whom, call by call."""
        streams, users = self._streams, self._users
        if demand.to == INTERNAL:
            tos: Iterator[str] = map(_picker(users), streams.chances(place, Purpose.CALLEES))
        else:
            tos = repeat(demand.to)
        if demand.from_ == EXTERNAL:
            first = int(example_mobile(self._country)[1:-_FRESH_DIGITS] + "0" * _FRESH_DIGITS)
            blocks = streams.blocks(place, Purpose.CALLERS)
            return chain.from_iterable([f"+{first + int(u * _FRESH)}" for u in block] for block in blocks), tos
        chances = streams.chances(place, Purpose.CALLERS)
        if demand.from_ == INTERNAL:
            tos, known = tee(tos)
            return (_colleague(users, u, to) for u, to in zip(chances, known, strict=False)), tos
        return map(_picker(list(demand.from_)), chances), tos

    def again(self, call: Offered, outcome: str, now: int) -> Offered | None:
        """The call that is made instead of *call*, which ended so; None where its caller leaves it at that."""
        habits = self._demands[call.demand]
        retries = habits.retries
        if retries is None or outcome not in retries.after or call.tries >= retries.most:
            return None
        if chance(call.key, _RETRIES) >= retries.probability:
            return None
        (wait,) = retries.wait.microseconds([chance(call.key, _RETRIES + 1)])
        at = now + wait
        if at >= self._until:
            return None
        key = (call.key * _NEXT_KEY + 1) & _MASK
        (patience,) = habits.patience.microseconds([chance(call.key, _RETRIES + 2)])
        return call._replace(at=at, patience=patience, key=key, tries=call.tries + 1)


_RETRIES = 1 << 40
"""Where a call's chances for what follows it begin, beyond those of all its rings."""
_NEXT_KEY = 0x5851F42D4C957F2D
_MASK = (1 << 64) - 1
_LOTS, _FOLLOWING_LOT = 1 << 53, 2862933555777941757


_offered = partial(tuple.__new__, Offered)


def _as_recorded(calls: Iterator[Offered], recorded: Iterable[ReadCall]) -> Iterator[Offered]:
    """*calls*, of which those that are replayed have the callers, and the conversations, that were *recorded*."""
    by_time: dict[int, deque[ReadCall]] = {}
    for one in recorded:
        by_time.setdefault(one.at, deque()).append(one)
    for call in calls:
        if not by_time.get(call.at):
            yield call
        else:
            one = by_time[call.at].popleft()
            talk = call.talk if one.talk is None else round(one.talk * SECOND)
            yield call._replace(from_=one.from_, talk=talk)


class _Habits:
    """How the callers of one demand behave: as it says itself, else as the workload does."""

    def __init__(self, demand: Demand, workload: Workload) -> None:
        self.talk = demand.talk or workload.talk
        self.patience = demand.patience or workload.patience
        self.retries: Retries | None = demand.retries or workload.retries


def _picker(people: list[str]) -> Callable[[float], str]:
    """Picks one of *people*, all alike."""
    return lambda u: people[_lot(u, len(people))]


def _colleague(users: list[str], u: float, callee: str) -> str:
    """One of *users* who is not the *callee*, unless there is nobody else."""
    others = [user for user in users if user != callee] or users
    return others[_lot(u, len(others))]


def _lot(u: float, people: int) -> int:
    """The place of one of so many *people*; were there one more, it would be the same or the new one's.

    Those who are added make no more of a difference than they must that way (Lamping and Veach, arXiv:1406.2294).
    """
    key, place, following = int(u * _LOTS), 0, 0
    while following < people:
        place = following
        key = (key * _FOLLOWING_LOT + 1) & _MASK
        following = ((place + 1) << 31) // ((key >> 33) + 1)
    return place


def _keyed(demand: Demand, chances: Iterator[float]) -> Iterator[tuple[Press, ...]]:
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
