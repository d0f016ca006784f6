"""Surveys: what searching all calls to a number has found, and how it is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from routesim.exploration.moves import ABANDONED, Ending
from routesim.exploration.pieces import Ways
from routesim.exploration.properties import UNENDING
from routesim.exploration.scope import Scope
from routesim.exploration.script import EXAMINED
from routesim.exploration.search import HORIZON, Search
from routesim.exploration.spans import FOREVER
from routesim.exploration.witnesses import Rehearsal
from routesim.result import exploration as result

SECOND = 1_000_000
LONGEST = FOREVER // 2
"""A wait that can be longer than this can be as long as you like."""


@dataclass(frozen=True)
class Survey:
    """The *searches* of calls within *scope*, one for each course of the calendar; *complete*: nothing is missing.

    What is not *exact* may hold more than can be: legs that share a phone have been looked at one by one, although last
    resorts in the middle of a chain make people act.
    """

    scope: Scope
    searches: tuple[Search, ...]
    complete: bool
    exact: bool

    @cached_property
    def ways(self) -> dict[Ending, Ways]:
        """The ways to every ending, whatever the calendar."""
        found: dict[Ending, Ways] = {}
        for search in self.searches:
            for ending, ways in search.endings.items():
                found[ending] = found[ending].or_by(ways) if ending in found else ways
        return found

    def longest(self, ending: Ending) -> int | None:
        """The greatest wait before *ending* in microseconds; None where it can be as long as you like.

        So it is where a call goes round past all of the calendar that is told apart: what it meets there, it meets
        again and again.
        """
        ways = self.ways[ending]
        beyond = ways.greatest.goes_round and any(search.asked > HORIZON for search in self.searches)
        greatest = ways.waited[1]
        return None if beyond or greatest > LONGEST else greatest


def told(survey: Survey, preferred: int) -> Iterator[result.Ending]:
    """Each ending with its witness; those are left out for which no witness is found that plays to it."""
    rehearsal = Rehearsal(survey.scope, preferred)
    for ending, ways in survey.ways.items():
        several = {id(way): way for way in (ways.first, ways.least, ways.greatest)}.values()
        tries = (rehearsal.witness(ending, way) for way in several)
        witness = next((witness for witness in tries if witness is not None), None)
        if witness is not None:
            outcome, by, reason = ending
            reason = UNENDING if ending == ABANDONED and ways.endless else reason
            longest = survey.longest(ending)
            waited = ways.waited[0] / SECOND, None if longest is None else longest / SECOND
            yield result.Ending(outcome, by, reason, waited, witness.words, witness.page)


def waiting_longer(survey: Survey, ending: result.Ending, beyond: float, preferred: int) -> result.Ending:
    """*ending* with a witness that waits longer than *beyond* (seconds), if one is found; calls can wait so long."""
    kind = key_of(ending)
    ways = survey.ways[kind]
    low, high = ways.waited
    longer = min(max(low, round(beyond * SECOND) + SECOND), high)
    rehearsal = Rehearsal(survey.scope, preferred)
    tries = (rehearsal.witness(kind, ways.greatest, waited) for waited in (longer, high) if waited < LONGEST)
    witness = next((witness for witness in tries if witness is not None), None)
    return ending if witness is None else replace(ending, when=witness.words, witness=witness.page)


def key_of(ending: result.Ending) -> Ending:
    """The kind of *ending* as searches know it."""
    return ABANDONED if ending.outcome == "abandoned" else (ending.outcome, ending.by, ending.reason)


def is_attained(survey: Survey, preferred: int) -> bool:
    """Tell whether calls can be shown that wait as short and as long as they can, for every ending.

    Those that go round in circles are left out: all that is known of them is when they are back.
    """
    rehearsal = Rehearsal(survey.scope, preferred)
    return all(
        waited > LONGEST or way.goes_round or rehearsal.witness(ending, way, waited) is not None
        for ending, ways in survey.ways.items()
        for way, waited in zip((ways.least, ways.greatest), ways.waited, strict=True)
    )


def refusals(scope: Scope, only: str | None, start: datetime) -> Iterator[result.Ending]:
    """Callers who do not get as far as the routing: on the blacklist, or not logged in (rules 6.2, 10.2).

    *only* is the one caller that is looked at, if any; the witnesses start when the wall clock shows *start*.
    """

    def refused(caller: str, people: dict[str, object], reason: str, words: str) -> result.Ending:
        call = {"id": EXAMINED, "from": caller, "to": scope.number}
        wall = start.replace(tzinfo=None).isoformat(timespec="seconds")
        witness = {"start": wall, "people": people, "calls": [call]}
        return result.Ending("rejected", None, reason, (0.0, 0.0), (words,), witness)

    if scope.audience.refused is not None:
        caller = scope.audience.refused
        yield refused(caller, {}, "blacklist", f"{caller} calls")
    users = (user.extension for user in scope.system.users if user.must_log_in)
    caller = next((user for user in users if only in (None, user)), "")
    if caller:
        yield refused(caller, {caller: {"logged_in": False}}, "logged_out", f"user:{caller} calls without a log-in")
