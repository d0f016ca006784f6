"""What compiling a phone system into its graph costs, beside putting the same nodes and edges into networkx."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest

from routesim.graph.routing_graph import RoutingGraph
from routesim.model.system import PhoneSystem
from tests.benchmarks.ratio import beside
from tests.benchmarks.stations import system

USERS = [10_000, 100_000]


def company(size: int) -> PhoneSystem:
    """People who each forward to a colleague, a tenth with a number of their own."""
    extensions = [str(100_000 + place) for place in range(size)]
    users = [
        {
            "extension": extension,
            "name": f"User {extension}",
            "voicemail": True,
            "forwarding": {"no_answer": {"destinations": [{"to": colleague, "ring": [0, 15]}], "voicemail": True}},
        }
        for extension, colleague in zip(extensions, extensions[1:] + extensions[:1], strict=True)
    ]
    numbers = [
        {"number": f"+3225{place:06}", "destination": {"type": "extension", "extension": extension}}
        for place, extension in enumerate(extensions[::10])
    ]
    return system(users, incoming_numbers=numbers)


@pytest.fixture(params=USERS)
def size(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def phones(size: int) -> PhoneSystem:
    return company(size)


@pytest.fixture
def bare(phones: PhoneSystem, benchmark: Any) -> Callable[[], None]:
    """Put the same nodes and edges into networkx."""
    compiled = RoutingGraph(phones).networkx
    nodes, edges = list(compiled.nodes(data=True)), list(compiled.edges(keys=True, data=True))
    benchmark.extra_info["nodes"], benchmark.extra_info["edges"] = len(nodes), len(edges)

    def fill() -> None:
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        graph.add_nodes_from(nodes)
        graph.add_edges_from(edges)

    return fill


def test_compiling(benchmark: Any, size: int, phones: PhoneSystem, bare: Callable[[], None]) -> None:
    beside(benchmark, lambda: RoutingGraph(phones), bare, per=size, rounds=3 if size < 100_000 else 1)


def test_compiling_for_networkx(benchmark: Any, size: int, phones: PhoneSystem, bare: Callable[[], None]) -> None:
    beside(benchmark, lambda: RoutingGraph(phones).networkx, bare, per=size, rounds=3 if size < 100_000 else 1)
