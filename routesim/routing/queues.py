"""Queues: who may be rung, and who is rung next (rules 8.2 to 8.4)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain

from routesim.model.queue import Strategy

Rank = tuple[int, int]
"""An agent's standing by the strategy, then the place in the list: the lowest is rung first."""
FIRST_PAUSE = 1_000_000
"""A round that took no time is followed by the next after so many microseconds at the earliest (rule 8.4)."""


def may_be_rung(*, logged_in: bool, unreachable: bool, wrapping_up: bool, free: bool, rings_busy: bool) -> bool:
    """Tell whether an agent may be offered a caller (rule 8.2).

    *unreachable* is offline or in do not disturb; *rings_busy*: the agent can receive multiple calls and the queue
    rings busy agents.
    """
    return logged_in and not unreachable and not wrapping_up and (free or rings_busy)


def rank(strategy: Strategy, place: int, last_ended: int | None, calls: int) -> Rank:
    """How *strategy* ranks the agent at *place* of the list, who may be rung (rule 8.3).

    *last_ended* is the instant at which the agent's last call of this queue ended (None: no call yet).
    """
    if strategy == "longest_idle":
        return (-1 if last_ended is None else last_ended, place)
    return (calls if strategy == "fewest_calls" else 0, place)


def estimated_wait(place: int, agents: int, conversations: int, talked: int, wrap_up: int) -> int | None:
    """How long, by the mean so far, a caller who is number *place* waits for one of *agents* who are logged in.

    As if each of them took callers in turn, and each caller took as long as the *conversations* of the queue that have
    ended, *talked* microseconds together, and its *wrap_up*. None where nothing is known.
    """
    if not agents or not conversations:
        return None
    return place * (talked + conversations * wrap_up) // (conversations * agents)


def in_turn(strategy: Strategy, ranked: Sequence[Rank], last_rung: int) -> Iterable[Rank]:
    """The agents who may be rung, in the order of their turns, where no chance is involved.

    *last_rung* is the place of the agent rung last (-1: none), after whom `round_robin` carries on.
    """
    if strategy != "round_robin":
        return ranked
    after = bisect_left(ranked, (0, last_rung + 1))
    return chain(_from(ranked, after, len(ranked)), _from(ranked, 0, after))


def _from(ranked: Sequence[Rank], first: int, end: int) -> Iterator[Rank]:
    return (ranked[place] for place in range(first, end))


def next_agent(
    strategy: Strategy,
    ranked: Sequence[Rank],
    last_rung: int,
    passed_over: Collection[int],
    missed: Collection[int],
    draw: Callable[[int], int],
) -> int | None:
    """The place of the agent to be rung next, or None where there is none (rules 8.3, 8.4).

    Nobody in *passed_over* is rung; those who have *missed* or rejected this call come after the others. *draw* gives
    a whole number below its argument.
    """
    if strategy == "random":
        return _drawn(ranked, passed_over, missed, draw)
    second: int | None = None
    for _, place in in_turn(strategy, ranked, last_rung):
        if place not in passed_over:
            if place not in missed:
                return place
            if second is None:
                second = place
    return second


def _drawn(
    ranked: Sequence[Rank], passed_over: Collection[int], missed: Collection[int], draw: Callable[[int], int]
) -> int | None:
    if not passed_over and not missed:
        return ranked[draw(len(ranked))][1] if ranked else None
    left = [place for _, place in ranked if place not in passed_over]
    fresh = [place for place in left if place not in missed] or left
    return fresh[draw(len(fresh))] if fresh else None
