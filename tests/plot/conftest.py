"""Pictures that several tests look at, drawn once."""

from __future__ import annotations

from pathlib import Path

import pytest

import routesim
from routesim.graph.routing_graph import RoutingGraph
from routesim.plot.drawing import calls_picture
from routesim.plot.picture import Picture
from routesim.result.records import Play

SCENARIOS = Path(__file__).parents[2] / "scenarios"


def graph_of(scenario: str) -> RoutingGraph:
    return RoutingGraph(routesim.load(SCENARIOS / scenario / "pbx.yaml"))


def play_of(scenario: str) -> Play:
    return routesim.play(SCENARIOS / scenario / "calls.yaml")


@pytest.fixture(scope="session")
def small_office() -> RoutingGraph:
    return graph_of("small-office")


@pytest.fixture(scope="session")
def small_office_picture(small_office: RoutingGraph) -> Picture:
    return small_office.plot()


@pytest.fixture(scope="session")
def mobiles() -> Play:
    return play_of("staggered-mobiles")


@pytest.fixture(scope="session")
def mobiles_picture(mobiles: Play) -> Picture:
    return calls_picture(mobiles.calls, graph_of("staggered-mobiles"))


@pytest.fixture(scope="session")
def support() -> Play:
    return play_of("support-queue")


@pytest.fixture(scope="session")
def support_picture(support: Play) -> Picture:
    return support.plot("700", graph_of("support-queue").system)
