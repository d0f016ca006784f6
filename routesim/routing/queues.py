"""Queues: who may be rung, and who is rung next (rules 8.2 to 8.4)."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterator

from routesim.model.queue import Strategy

FIRST_PAUSE = 1_000_000
"""A round that took no time is followed by the next after so many microseconds at the earliest (rule 8.4)."""


def may_be_rung(logged_in: bool, unreachable: bool, wrapping_up: bool, free: bool, rings_busy: bool) -> bool:
    """Tell whether an agent may be offered a caller (rule 8.2).

    *unreachable* is offline or in do not disturb; *rings_busy*: the agent can receive multiple calls and the queue
    rings busy agents.
    """
    return logged_in and not unreachable and not wrapping_up and (free or rings_busy)


def standing(strategy: Strategy, last_ended: int, calls: int) -> int:
    """How *strategy* ranks an agent: the lowest is rung first, and of several alike the first in the list (rule 8.3).

    *last_ended* is the instant at which the agent's last call of this queue ended (-1: no call yet).
    """
    return last_ended if strategy == "longest_idle" else calls if strategy == "fewest_calls" else 0


def estimated_wait(place: int, agents: int, conversations: int, talked: int, wrap_up: int) -> int | None:
    """How long, by the mean so far, a caller who is number *place* waits for one of *agents* who are logged in.

    As if each of them took callers in turn, and each caller took as long as the *conversations* of the queue that have
    ended, *talked* microseconds together, and its *wrap_up*. None where nothing is known.
    """
    if not agents or not conversations:
        return None
    return place * (talked + conversations * wrap_up) // (conversations * agents)


class Rota:
    """The agents of a queue who may be rung now, in the order of its strategy (rules 8.3, 8.4).

    An agent is known by the place in the queue's list, several of them by a whole number whose bit of that place is
    set: hundreds are told apart as quickly as a few. *draw* gives a whole number below its argument.
    """

    def __init__(self, strategy: Strategy, draw: Callable[[int], int]) -> None:
        self.strategy = strategy
        self.everybody = 0
        self.last_rung = -1
        self._draw = draw
        self._standings: list[int] = []
        self._agents: dict[int, int] = {}
        picks = {"round_robin": self._after_the_last, "random": self._any}
        self._pick: Callable[[int], int] = picks.get(strategy, first)

    def add(self, agent: int, standing: int) -> None:
        """The *agent*, a single bit, may be rung from now on."""
        agents = self._agents
        if standing in agents:
            agents[standing] |= agent
        else:
            agents[standing] = agent
            insort(self._standings, standing)
        self.everybody |= agent

    def remove(self, agent: int, standing: int) -> None:
        """The *agent*, who has been added with that *standing*, may not be rung any more."""
        agents = self._agents
        if agents[standing] == agent:
            del agents[standing]
            del self._standings[bisect_left(self._standings, standing)]
        else:
            agents[standing] ^= agent
        self.everybody ^= agent

    def next(self, passed_over: int, missed: int) -> int | None:
        """The agent to be rung next, or None where there is none (rules 8.3, 8.4).

        Nobody in *passed_over* is rung; those who have *missed* or rejected this call come after the others.
        """
        preferred = self.everybody
        if passed_over:
            preferred &= ~passed_over
        if missed:
            preferred = preferred & ~missed or preferred
        if not preferred:
            return None
        for standing in self._standings:
            alike = self._agents[standing] & preferred
            if alike:
                return self._pick(alike)
        raise AssertionError("everybody has a standing")

    def order(self) -> tuple[dict[int, int], int]:
        """What the order of turns depends on: as long as it stays the same, so do they."""
        return self._agents.copy(), self.last_rung if self.strategy == "round_robin" else -1

    def kept(self, callers: Collection[int]) -> int:
        """The agents whom *callers*, each given by who has missed him, would take one after the other (rule 8.1).

        Where agents are drawn, nobody knows: none are named as long as there are enough for all and one more.
        """
        if self.strategy == "ring_all" or len(callers) >= self.everybody.bit_count():
            return self.everybody if callers else 0
        kept = 0
        for missed in callers if self.strategy != "random" else ():
            agent = self.next(kept, missed)
            assert agent is not None, "there are more agents than callers"
            kept |= 1 << agent
        return kept

    def _after_the_last(self, alike: int) -> int:
        """Carry on behind the one rung last, and then from the top."""
        behind = alike >> self.last_rung + 1
        return first(behind) + self.last_rung + 1 if behind else first(alike)

    def _any(self, alike: int) -> int:
        """Draw one."""
        return _nth(alike, self._draw(alike.bit_count()))


def first(agents: int) -> int:
    """The first in the list of some *agents*."""
    return (agents & -agents).bit_length() - 1


def each(agents: int) -> Iterator[int]:
    """Some *agents* one by one, in list order."""
    while agents:
        yield first(agents)
        agents &= agents - 1


def _nth(agents: int, number: int) -> int:
    """The one of *agents* who has *number* others before him in the list."""
    low, high = 0, agents.bit_length()
    while high - low > 1:
        middle = (low + high) // 2
        before = (agents & (1 << middle) - 1).bit_count()
        low, high = (middle, high) if before <= number else (low, middle)
    return low
