"""Pictures that several tests look at, drawn once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from matplotlib import get_data_path
from matplotlib.font_manager import FontEntry, fontManager

import routesim
from routesim.graph.routing_graph import RoutingGraph
from routesim.plot.drawing import calls_picture
from routesim.plot.fonts import _face, _families, _weights, advance, family_of, font
from routesim.plot.lettering import width
from routesim.plot.picture import Picture
from routesim.result.records import Play

SCENARIOS = Path(__file__).parents[2] / "scenarios"


@pytest.fixture(scope="session", autouse=True)
def fonts() -> Iterator[list[FontEntry]]:
    """The fonts that come with matplotlib alone, whatever this machine has; more can be added."""
    own, everything = get_data_path(), fontManager.ttflist
    fontManager.ttflist = [entry for entry in everything if str(entry.fname).startswith(own)]
    forget_fonts()
    yield fontManager.ttflist
    fontManager.ttflist = everything
    forget_fonts()


def forget_fonts() -> None:
    """Look for fonts anew."""
    for remembers in (font, family_of, advance, _families, _weights, _face, width):
        remembers.cache_clear()


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
