"""Where theory gives the answer the engine is held to it, at several loads.

Each is a statement about a mean over independent replications: theory lies within five standard errors, which it fails
to once in some thousand times by chance, and these are small enough to tell it from its neighbours.
"""

from __future__ import annotations

from math import exp
from typing import Any

import pytest

from routesim.model.system import PhoneSystem
from routesim.result.intervals import student
from routesim.result.simulation import Simulation
from routesim.traffic.simulation import Plan, simulate
from tests.traffic.erlang import deterministic_patience, erlang_a, erlang_b, erlang_c
from tests.traffic.worlds import call_centre, hunt_group, workload

HOUR = 3600
TALK = 60
REPLICATIONS = 10


def simulated(phones: PhoneSystem, to: str, per_hour: float, hours: float = 11, **page: Any) -> Simulation:
    """Calls come at one rate; the first hour is not counted."""
    arrivals = [{"to": to, "per_hour": per_hour}]
    asked = {"talk": {"exponential": TALK}, **page, "arrivals": arrivals, "warm_up": "1h", "duration": f"{hours}h"}
    return simulate(phones, workload(phones, **asked), Plan(REPLICATIONS, workers=1))


def agrees(simulation: Simulation, kind: str, metric: str, theory: float, precision: float) -> None:
    """Theory and the figure agree, to within *precision* at worst."""
    figure = next(row for row in simulation.rows if row.kind == kind and row.metric == metric)
    assert figure.high is not None
    error = (figure.high - figure.mean) / student(figure.n - 1)
    assert abs(figure.mean - theory) <= 5 * error + 1e-6, (figure, theory)
    assert 5 * error <= precision, figure


@pytest.mark.parametrize(
    ("lines", "load", "talk"),
    [
        (3, 1.0, {"exponential": TALK}),
        (3, 3.0, {"exponential": TALK}),
        (5, 7.0, {"exponential": TALK}),
        (3, 2.0, {"constant": TALK}),
        (3, 2.0, {"lognormal": {"mean": TALK, "sd": 90}}),
    ],
)
def test_erlang_b_whatever_talk_is_distributed_like(lines: int, load: float, talk: Any) -> None:
    found = simulated(hunt_group(lines), "900", load * HOUR / TALK, talk=talk)
    agrees(found, "number", "share:hung_up", erlang_b(load, lines), 0.06)


@pytest.mark.parametrize(("agents", "load"), [(1, 0.5), (3, 2.0), (5, 3.5)])
def test_erlang_c(agents: int, load: float) -> None:
    found = simulated(call_centre(agents), "+3225880100", load * HOUR / TALK, patience="never", service_level=20)
    waits, spare = erlang_c(load, agents), (agents - load) / TALK
    agrees(found, "queue", "waited:mean", waits / spare, 30)
    agrees(found, "queue", "service_level", 1 - waits * exp(-spare * 20), 0.1)
    agrees(found, "queue", "occupancy", load / agents, 0.06)
    agrees(found, "queue", "in_progress", load + load / TALK * waits / spare, 1.2)


@pytest.mark.parametrize(("agents", "load", "patience"), [(2, 1.5, 60), (3, 4.5, 60), (5, 5.0, 120)])
def test_erlang_a(agents: int, load: float, patience: float) -> None:
    found = simulated(
        call_centre(agents), "+3225880100", load * HOUR / TALK, patience={"exponential": patience}, service_level=0
    )
    abandons, waits, mean = erlang_a(load / TALK, TALK, patience, agents)
    agrees(found, "queue", "abandoned", abandons, 0.05)
    agrees(found, "queue", "waited:mean", mean, 6)
    agrees(found, "queue", "service_level", 1 - waits, 0.1)


@pytest.mark.parametrize(("agents", "load", "limit"), [(2, 2.0, 30), (3, 4.5, 20), (5, 4.5, 60)])
def test_a_longest_wait_is_a_patience_that_all_have(agents: int, load: float, limit: float) -> None:
    overflow = {"type": "voicemail", "voicemail": "801"}
    phones = call_centre(agents, max_wait=limit, overflow=overflow)
    found = simulated(phones, "+3225880100", load * HOUR / TALK, patience="never")
    agrees(found, "queue", "share:voicemail", deterministic_patience(load / TALK, TALK, limit, agents), 0.06)


def test_the_formulas_give_what_others_have_worked_out() -> None:
    assert erlang_b(18, 20) == pytest.approx(0.109213, abs=1e-6)
    assert erlang_a(0.11, 180, 120, 20) == pytest.approx((0.093261, 0.466531, 11.1913), abs=1e-4)
    assert deterministic_patience(0.11, 180, 60, 20) == pytest.approx(0.072605, abs=1e-6)
    assert erlang_c(0.5, 1) == pytest.approx(0.5)
