"""Knots of loops: the nodes that edges lead back to themselves."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from routesim.graph.loops import loops

Pairs = list[tuple[str, str]]


@pytest.mark.parametrize(
    ("edges", "knots"),
    [
        ("", []),
        ("ab bc ac", []),
        ("aa ab", ["a"]),
        ("ab ba bc", ["ab"]),
        ("ab bc ca cd de ed", ["abc", "de"]),
        ("ab bc cb ca dd", ["abc", "d"]),
    ],
)
def test_what_leads_back_to_itself_is_in_a_knot(edges: str, knots: list[str]) -> None:
    found = loops([(edge[0], edge[1]) for edge in edges.split()])
    assert sorted("".join(sorted(name for name in found if found[name] == knot)) for knot in {*found.values()}) == knots


@given(st.lists(st.tuples(st.sampled_from("abcdefghij"), st.sampled_from("abcdefghij"))))
def test_knots_are_the_strong_components_that_networkx_finds(pairs: Pairs) -> None:
    graph = nx.DiGraph(pairs)
    strong = [part for part in nx.strongly_connected_components(graph) if len(part) > 1 or graph.has_edge(*[*part] * 2)]
    found = loops(pairs)
    assert sorted(map(sorted, strong)) == sorted(
        sorted(name for name in found if found[name] == knot) for knot in {*found.values()}
    )


def test_a_chain_of_100_000_is_followed_to_its_end() -> None:
    names = [str(place) for place in range(100_000)]
    assert loops(pairwise(names)) == {}
    assert len(loops(zip(names, [*names[1:], "0"], strict=True))) == 100_000
