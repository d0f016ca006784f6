"""Confidence intervals."""

from __future__ import annotations

from statistics import stdev

import pytest
from scipy.special import stdtrit

from routesim.result.intervals import interval, student


@pytest.mark.parametrize("freedom", [*range(1, 60), 99, 100, 199, 200, 201, 202, 500, 10_000, 99_999])
def test_students_t_is_that_of_scipy(freedom: int) -> None:
    assert student(freedom) == pytest.approx(stdtrit(freedom, 0.975), rel=1e-10)


def test_an_interval_is_as_wide_as_its_values_differ() -> None:
    found = interval([1.0, 2.0, 4.0])
    half = 4.302652729749464 * stdev([1.0, 2.0, 4.0]) / 3**0.5
    assert found == pytest.approx((7 / 3, 7 / 3 - half, 7 / 3 + half, 3))
    assert found.half_width == pytest.approx(half)


def test_one_value_has_no_interval_and_equal_values_an_empty_one() -> None:
    assert interval([5.0]) == (5.0, None, None, 1)
    assert interval([5.0]).half_width is None
    assert interval([5.0, 5.0]) == (5.0, 5.0, 5.0, 2)
