"""Graphviz arranges the same boxes and wires, for who asks for it."""

from __future__ import annotations

import sys
from itertools import combinations

import pytest
from hypothesis import given

from routesim.errors import MissingExtra, UnusableInput
from routesim.graph.routing_graph import RoutingGraph
from routesim.plot.arranging.boxes import Arrangement, Box, Wire
from routesim.plot.arranging.by_graphviz import arrange_by_graphviz
from routesim.plot.picture import Picture
from tests.plot.seeing import names, overlaps, texts
from tests.plot.test_arranging import plans


@given(plans())
def test_no_two_boxes_share_a_spot(plan: tuple[list[Box], list[Wire]]) -> None:
    boxes, wires = plan
    placed = arrange_by_graphviz(boxes, wires)
    spots = [(x, y, x + box.width, y + box.height) for box, (x, y) in zip(boxes, placed.corners, strict=True)]
    for one, other in combinations(spots, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1], (one, other)
    assert all(x >= -1e-6 and y >= -1e-6 for x, y, _, _ in spots)
    assert all(right <= placed.width + 1e-6 and bottom <= placed.height + 1e-6 for _, _, right, bottom in spots)


@given(plans())
def test_every_wire_is_a_curve_from_where_it_should_begin_to_where_it_should_end(
    plan: tuple[list[Box], list[Wire]],
) -> None:
    boxes, wires = plan
    placed = arrange_by_graphviz(boxes, wires)
    for wire, route in zip(wires, placed.routes, strict=True):
        x, y = placed.corners[wire.source]
        assert route.points[0] == pytest.approx((x + boxes[wire.source].width, y + wire.leaves))
        x, y = placed.corners[wire.target]
        assert route.points[-1] == pytest.approx((x, y + wire.enters))
        assert len(route.points) % 3 == 1
        assert route.spline


def test_nothing_is_arranged_to_nothing() -> None:
    assert arrange_by_graphviz([], []) == Arrangement((), (), (), 0.0, 0.0)


def test_it_draws_what_columns_do(small_office: RoutingGraph, small_office_picture: Picture) -> None:
    picture = small_office.plot(layout="graphviz")
    assert sorted(texts(picture)) == sorted(texts(small_office_picture))
    assert names(picture, "wire-") == names(small_office_picture, "wire-")
    assert overlaps(picture) == []
    assert picture.to_bytes("svg") == small_office.plot(layout="graphviz").to_bytes("svg")


def test_without_it_one_is_told_what_to_install(small_office: RoutingGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    with pytest.raises(MissingExtra, match=r"pip install 'routesim\[graph\]'"):
        small_office.plot(layout="graphviz")
    assert small_office.plot().to_bytes("svg")


def test_there_is_no_other_layout(small_office: RoutingGraph) -> None:
    with pytest.raises(UnusableInput, match="layout 'dot': expected columns or graphviz"):
        small_office.plot(layout="dot")
