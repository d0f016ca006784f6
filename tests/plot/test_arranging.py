"""Boxes never lie on each other, and wires go from left to right, whatever leads where."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from routesim.plot.arranging.arrange import arrange
from routesim.plot.arranging.boxes import Arrangement, Box, Wire
from routesim.plot.arranging.crossings import crossings, untangle
from routesim.plot.arranging.lattice import lattice

SIZES = st.tuples(st.floats(10, 200), st.floats(10, 90))


@st.composite
def plans(draw: st.DrawFn) -> tuple[list[Box], list[Wire]]:
    sizes = draw(st.lists(SIZES, min_size=1, max_size=14))
    boxes = [Box(width, height, place < 2) for place, (width, height) in enumerate(sizes)]
    ends = st.integers(0, len(boxes) - 1)
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=24))
    return boxes, [Wire(a, b, boxes[a].height * 0.7, boxes[b].height * 0.2) for a, b in pairs]


@given(plans())
def test_no_two_boxes_share_a_spot(plan: tuple[list[Box], list[Wire]]) -> None:
    boxes, wires = plan
    placed = arrange(boxes, wires)
    spots = [
        (x, y, x + width, y + box.height)
        for box, (x, y), width in zip(boxes, placed.corners, placed.widths, strict=True)
    ]
    for one, other in combinations(spots, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] + 1e-6 or other[3] <= one[1] + 1e-6
        assert apart, (one, other)
    assert all(x >= 0 and y >= -1e-6 for x, y, _, _ in spots)
    assert all(right <= placed.width and bottom <= placed.height + 1e-6 for _, _, right, bottom in spots)


@given(plans())
def test_every_wire_begins_and_ends_where_it_should(plan: tuple[list[Box], list[Wire]]) -> None:
    boxes, wires = plan
    placed = arrange(boxes, wires)
    for wire, route in zip(wires, placed.routes, strict=True):
        (x, y), width = placed.corners[wire.source], placed.widths[wire.source]
        assert route.points[0] == (x + width, y + wire.leaves)
        x, y = placed.corners[wire.target]
        assert route.points[-1] == (x, y + wire.enters)
        inner = [x for x, _ in route.points]
        assert inner[1:-1] == sorted(inner[1:-1], reverse=route.back)


def arranged(*pairs: tuple[int, int], count: int) -> Arrangement:
    boxes = [Box(50.0, 20.0, place == 0) for place in range(count)]
    return arrange(boxes, [Wire(source, target, 10.0, 10.0) for source, target in pairs])


def test_what_leads_on_stands_further_right() -> None:
    placed = arranged((0, 1), (1, 2), (0, 2), count=3)
    left, middle, right = (x for x, _ in placed.corners)
    assert left < middle < right


def test_a_single_wire_lies_level() -> None:
    placed = arranged((0, 1), (1, 2), count=3)
    assert [y for _, y in placed.corners] == [0.0, 0.0, 0.0]


def test_a_circle_leads_back() -> None:
    placed = arranged((0, 1), (1, 2), (2, 1), count=3)
    assert [route.back for route in placed.routes] == [False, False, True]


def test_a_box_that_leads_to_itself_is_no_trouble() -> None:
    (route,) = arranged((0, 0), count=1).routes
    assert route.back


def test_columns_of_parts_that_know_nothing_of_each_other_stand_below_each_other() -> None:
    boxes = [Box(width, 20.0, place % 2 == 0) for place, width in enumerate((50.0, 80.0, 90.0, 30.0))]
    placed = arrange(boxes, [Wire(0, 1, 10.0, 10.0), Wire(2, 3, 10.0, 10.0)])
    assert placed.corners[0][0] == placed.corners[2][0]
    assert placed.corners[1][0] == placed.corners[3][0]
    assert placed.widths == (90.0, 80.0, 90.0, 80.0)


def test_boxes_without_wires_stand_in_rows_beneath() -> None:
    placed = arranged((0, 1), count=30)
    rows = {y for _, y in placed.corners[2:]}
    assert len(rows) > 1
    assert min(rows) > placed.corners[0][1] + 20.0


def test_wires_that_need_not_cross_do_not() -> None:
    boxes = [Box(50.0, 20.0) for _ in range(6)]
    part = lattice(boxes, [Wire(0, 5, 10.0, 10.0), Wire(1, 4, 10.0, 10.0), Wire(2, 3, 10.0, 10.0)])
    part.orders[1][:] = [3, 4, 5]
    assert crossings(part) == 3
    untangle(part)
    assert crossings(part) == 0


def test_nothing_is_arranged_to_nothing() -> None:
    assert arrange([], []) == Arrangement((), (), (), 0.0, 0.0)
