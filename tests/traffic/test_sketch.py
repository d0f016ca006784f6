"""Waits in constant memory."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routesim.traffic.sketch import MOST_EXACT, Sketch, coarse

SHARES = (0.5, 0.9, 0.95)


def sketch(values: list[int]) -> Sketch:
    made = Sketch()
    for value in values:
        made.add(value, coarse(value))
    return made


def exact(values: list[int]) -> list[int]:
    """The least value that at least a share of all does not exceed."""
    ordered = sorted(values)
    return [next(v for n, v in enumerate(ordered, 1) if n >= share * len(ordered)) for share in SHARES]


@given(st.lists(st.integers(0, 10**13), min_size=1, max_size=50))
def test_few_values_are_known_exactly(values: list[int]) -> None:
    assert sketch(values).quantiles(SHARES) == exact(values)
    assert sketch(values).mean == sum(values) / len(values)


def test_many_values_are_known_to_a_thousandth_and_take_no_more_room() -> None:
    draw = random.Random(1)
    values = [int(draw.expovariate(1e-7)) for _ in range(30_000)]
    many = sketch(values)
    assert many.quantiles(SHARES) == pytest.approx(exact(values), rel=1e-3)
    assert many.mean == sum(values) / len(values)
    assert len(many.counts) < 6 * MOST_EXACT


def test_values_that_repeat_stay_exact_however_many() -> None:
    assert sketch([20_000_000] * 10_000 + [7] * 5).quantiles(SHARES) == [20_000_000] * 3


@pytest.mark.parametrize("sizes", [(100, 100), (10_000, 100), (100, 10_000), (10_000, 10_000)])
def test_two_together_are_as_one_of_both(sizes: tuple[int, int]) -> None:
    draw = random.Random(2)
    first, second = ([int(draw.expovariate(1e-7)) for _ in range(size)] for size in sizes)
    both = sketch(first)
    both.merge(sketch(second))
    whole = sketch(first + second)
    assert (both.count, both.total) == (whole.count, whole.total)
    assert both.quantiles(SHARES) == pytest.approx(whole.quantiles(SHARES), rel=1e-9)
