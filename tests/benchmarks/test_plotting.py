"""What drawing a routing graph of two hundred places costs, beside bare matplotlib that puts down as much ink."""

from __future__ import annotations

from typing import Any

import pytest
from matplotlib.text import Text

from routesim.files import loads
from routesim.graph.routing_graph import RoutingGraph
from routesim.plot.board import board
from routesim.plot.drawing import graph_picture
from routesim.plot.picture import DPI, MOST_DOTS
from tests.benchmarks import bare_board
from tests.benchmarks.ratio import beside


def office(users: int) -> str:
    """A system of departments: four people who help each other out, a mailbox, a number for two of them."""
    lines = ["settings: {name: Departments, timezone: Europe/Brussels, country: BE}", "users:"]
    for place in range(users):
        first = 1000 + place // 4 * 4
        others = [first + step for step in range(4) if first + step != 1000 + place][: 1 + place % 3]
        rings = ", ".join(
            f'{{to: "{other}", ring: [{5 * step}, {5 * step + 15}]}}' for step, other in enumerate(others)
        )
        lines.append(f'  - {{extension: "{1000 + place}", name: Person {place}, voicemail: yes, forwarding: ')
        lines.append(f"     {{no_answer: {{destinations: [{rings}], voicemail: yes}}}}}}")
    lines.append("incoming_numbers:")
    for place in range(0, users, 2):
        destination = f'{{type: extension, extension: "{1000 + place}"}}'
        lines.append(f'  - {{number: "+32258{80000 + place}", destination: {destination}}}')
    return "\n".join(lines)


@pytest.fixture(scope="module")
def graph() -> RoutingGraph:
    return RoutingGraph(loads(office(56)))


def test_plotting_two_hundred_places(benchmark: Any, graph: RoutingGraph) -> None:
    cards = board(graph)
    assert 190 <= len(cards) <= 210
    picture = graph_picture(graph)
    size = picture.figure.get_size_inches()
    texts = sum(isinstance(artist, Text) for artist in picture.figure.get_children())
    dots = min(DPI, (MOST_DOTS / (size[0] * size[1])) ** 0.5)
    wires = sum(len(row.targets) for card in cards for row in card.rows)

    def ours() -> None:
        graph_picture(graph).to_bytes("png")

    def bare() -> None:
        bare_board.draw(*size, len(cards), wires, texts, dots)

    beside(benchmark, ours, bare, per=len(cards), rounds=3)
