"""What queueing theory knows exactly, and the traffic that must show it.

Times are in seconds. Every case is an experiment of its own: its place among the cases is its seed, so that none
tells anything of another, and nobody has picked a seed. All begin with empty systems, so the first hour does not
count: with talks of a minute that is at least six relaxation times of every case, 1 / (sqrt(servers / talk) -
sqrt(rate))^2 at most.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from math import exp
from typing import Any, NamedTuple

from routesim.model.system import PhoneSystem
from routesim.result.simulation import Figure, Simulation
from routesim.traffic.simulation import Plan, simulate
from tests.traffic.erlang import deterministic_patience, erlang_a, erlang_a_served, erlang_b, erlang_c
from tests.traffic.worlds import LINE, OVERFLOW, call_centre, hunt_group, workload

REPLICATIONS = 20
HOUR = 3600
TALK = 60
EXPONENTIAL = {"exponential": TALK}


class Fact(NamedTuple):
    """A figure whose *exact* value is known; *within* is how wide half of its 95% interval may be relative to that."""

    kind: str
    metric: str
    exact: float
    within: float


class Case(NamedTuple):
    """Calls to *to* at one rate for so many *hours* after the first; what is most telling stands first in *facts*."""

    name: str
    phones: PhoneSystem
    to: str
    per_hour: float
    hours: float
    page: dict[str, Any]
    facts: tuple[Fact, ...]

    def simulated(self, seed: int) -> Simulation:
        """The case with that *seed*."""
        arrivals = [{"to": self.to, "per_hour": self.per_hour}]
        asked = {"talk": EXPONENTIAL, **self.page, "warm_up": "1h", "duration": f"{1 + self.hours}h"}
        return simulate(
            self.phones,
            workload(self.phones, **asked, arrivals=arrivals, seed=seed),
            Plan(REPLICATIONS, workers=1),
        )


def figure(simulation: Simulation, fact: Fact) -> Figure:
    """The figure that *fact* is about."""
    return next(row for row in simulation.rows if (row.kind, row.metric) == (fact.kind, fact.metric))


def _lost(lines: int, load: float, talk: dict[str, Any], within: float, hours: float = 30) -> Case:
    """M/G/c/c: who finds all lines busy is gone."""
    blocked = erlang_b(load, lines)
    facts = (
        Fact("number", "share:hung_up", blocked, within),
        Fact("number", "in_progress", load * (1 - blocked), 0.02),
    )
    name = f"Erlang B: {lines} lines, {load:g} erlangs, talk {talk}"
    return Case(name, hunt_group(lines), "900", load * HOUR / TALK, hours, {"talk": talk}, facts)


def _lost_or_recorded(
    lines: int, per_hour: float, talk: float, rings: dict[str, Any], answered: float, rung: float, within: float
) -> Case:
    """M/G/c/c with lines that ring up to 20 s, *rung* on average, and are *answered* with that probability."""
    load = per_hour / HOUR * (rung + answered * talk)
    blocked = erlang_b(load, lines)
    taken = 1 - blocked
    facts = (
        Fact("number", "share:hung_up", blocked, within),
        Fact("number", "share:voicemail", taken * (1 - answered), 0.04),
        Fact("number", "in_progress", taken * per_hour / HOUR * (rung + talk), 0.02),
    )
    page = {"talk": {"exponential": talk}, "people": {"default": {"answers_after": rings}}}
    name = f"Erlang B: {lines} lines, rings {rings}, then voicemail: {load:.3f} erlangs"
    return Case(name, hunt_group(lines, ring_time=20), "900", per_hour, 10, page, facts)


def _patient(agents: int, load: float, within: float, hours: float) -> Case:
    """M/M/c: everybody waits."""
    waits, spare = erlang_c(load, agents), (agents - load) / TALK
    facts = (
        Fact("queue", "waited:mean", waits / spare, within),
        Fact("queue", "service_level", 1 - waits * exp(-spare * 20), 0.03),
        Fact("queue", "occupancy", load / agents, 0.02),
        Fact("queue", "in_progress", load + load / TALK * waits / spare, 0.04),
    )
    page = {"patience": "never", "service_level": 20}
    name = f"Erlang C: {agents} agents, {load:g} erlangs"
    return Case(name, call_centre(agents), LINE, load * HOUR / TALK, hours, page, facts)


def _impatient(
    agents: int, rate: float, talk: float, patience: float, within: float, hours: float = 20, level: float = 0
) -> Case:
    """M/M/c+M: who waits too long gives up; *level* seconds is in time, 0 only who need not wait at all."""
    abandons, _, mean = erlang_a(rate, talk, patience, agents)
    facts = (
        Fact("queue", "abandoned", abandons, within),
        Fact("queue", "waited:mean", mean, within),
        Fact("queue", "service_level", erlang_a_served(rate, talk, patience, agents, level), 0.05),
        Fact("queue", "occupancy", rate * talk * (1 - abandons) / agents, 0.02),
    )
    page = {"talk": {"exponential": talk}, "patience": {"exponential": patience}, "service_level": level}
    name = f"Erlang A: {agents} agents, {rate * talk:g} erlangs, patience {patience:g} s"
    return Case(name, call_centre(agents), LINE, rate * HOUR, hours, page, facts)


def _limited(agents: int, rate: float, talk: float, limit: float, within: float, hours: float = 20) -> Case:
    """M/M/c+D: a longest wait is a patience that all have."""
    phones = call_centre(agents, max_wait=limit, overflow=OVERFLOW)
    overflow = deterministic_patience(rate, talk, limit, agents)
    facts = (
        Fact("queue", "share:voicemail", overflow, within),
        Fact("queue", "occupancy", rate * talk * (1 - overflow) / agents, 0.02),
    )
    page = {"talk": {"exponential": talk}, "patience": "never"}
    name = f"M/M/c+D: {agents} agents, {rate * talk:g} erlangs, {limit:g} s"
    return Case(name, phones, LINE, rate * HOUR, hours, page, facts)


_RING = 8.0
_SOON = exp(-20 / _RING)  # the probability that an exponential ring of 8 s has not ended after 20 s
CASES = (
    _lost(3, 1.0, EXPONENTIAL, 0.06, hours=60),
    _lost(3, 3.0, EXPONENTIAL, 0.02),
    _lost(5, 7.0, EXPONENTIAL, 0.02, hours=15),
    _lost(20, 18.0, EXPONENTIAL, 0.06, hours=4),
    _lost(3, 2.0, {"constant": TALK}, 0.03),
    _lost(3, 2.0, {"lognormal": {"mean": TALK, "sd": 90}}, 0.03),
    _lost_or_recorded(20, 360, 180, {"exponential": _RING}, 1 - _SOON, _RING * (1 - _SOON), 0.08),
    _lost_or_recorded(4, 150, 60, {"never": 0.25, "else": 5}, 0.75, 0.25 * 20 + 0.75 * 5, 0.06),
    _lost_or_recorded(4, 150, 60, {"uniform": [0, 40]}, 0.5, 0.5 * 10 + 0.5 * 20, 0.06),
    _patient(1, 0.5, 0.08, 60),
    _patient(3, 2.0, 0.1, 40),
    _patient(5, 3.5, 0.1, 25),
    _patient(10, 8.0, 0.15, 16),
    _impatient(2, 1.5 / TALK, TALK, 60, 0.04),
    _impatient(3, 4.5 / TALK, TALK, 60, 0.02, hours=12),
    _impatient(5, 5.0 / TALK, TALK, 120, 0.04, hours=12),
    _impatient(20, 0.11, 180, 120, 0.08, hours=12, level=20),
    _limited(2, 2.0 / TALK, TALK, 30, 0.03),
    _limited(3, 4.5 / TALK, TALK, 20, 0.02, hours=12),
    _limited(5, 4.5 / TALK, TALK, 60, 0.08, hours=12),
    _limited(20, 0.11, 180, 60, 0.08, hours=12),
)
"""Small and large, with time to spare and with more than can be served."""


@cache
def simulated(place: int) -> Simulation:
    """The case at that *place* with its own seed, simulated once."""
    return CASES[place].simulated(place)


def checked(simulation: Simulation, case: Case) -> Iterator[tuple[Fact, Figure]]:
    """Every fact of *case*, and the figure that was found instead."""
    return ((fact, figure(simulation, fact)) for fact in case.facts)
