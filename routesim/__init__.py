"""Know where every call ends before a phone system's configuration is applied.

>>> import routesim
>>> system = routesim.load("scenarios/small-office/pbx.yaml")  # doctest: +SKIP
>>> print(routesim.call(system, to="101", people={"101": routesim.Busy()}))  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from routesim.api import (
        assert_never,
        assert_reaches,
        assert_same_routing,
        board,
        call,
        diff,
        explore,
        load,
        loads,
        play,
        simulate,
    )
    from routesim.errors import RoutesimError
    from routesim.graph.routing_graph import RoutingGraph
    from routesim.lint import check
    from routesim.model.people import Answers, Busy, Offline, Person
    from routesim.model.system import PhoneSystem
    from routesim.result.difference import Difference
    from routesim.result.exploration import Exploration
    from routesim.result.records import CallRecord, Play
    from routesim.result.simulation import Simulation
    from routesim.traffic_api import staff, sweep

__all__ = [
    "Answers",
    "Busy",
    "CallRecord",
    "Difference",
    "Exploration",
    "Offline",
    "Person",
    "PhoneSystem",
    "Play",
    "RoutesimError",
    "RoutingGraph",
    "Simulation",
    "assert_never",
    "assert_reaches",
    "assert_same_routing",
    "board",
    "call",
    "check",
    "diff",
    "explore",
    "load",
    "loads",
    "play",
    "simulate",
    "staff",
    "sweep",
]

_HOMES = {
    "routesim.api": (
        "assert_never",
        "assert_reaches",
        "assert_same_routing",
        "board",
        "call",
        "diff",
        "explore",
        "load",
        "loads",
        "play",
        "simulate",
    ),
    "routesim.errors": ("RoutesimError",),
    "routesim.graph.routing_graph": ("RoutingGraph",),
    "routesim.lint": ("check",),
    "routesim.model.people": ("Answers", "Busy", "Offline", "Person"),
    "routesim.model.system": ("PhoneSystem",),
    "routesim.result.difference": ("Difference",),
    "routesim.result.exploration": ("Exploration",),
    "routesim.result.records": ("CallRecord", "Play"),
    "routesim.result.simulation": ("Simulation",),
    "routesim.traffic_api": ("staff", "sweep"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: a command pays for what it uses only."""
    if name not in _HOME:
        raise AttributeError(f"module 'routesim' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOME[name]), name)
    return value


def __dir__() -> list[str]:
    return [*__all__, "__doc__"]
