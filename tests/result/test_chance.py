"""What of many differences is more than chance."""

from __future__ import annotations

from random import Random

import pytest
from scipy.stats import false_discovery_control, ttest_1samp

from routesim.result.chance import RATE, by_chance, least_sure


@pytest.mark.parametrize("count", [2, 3, 4, 5, 20, 201, 202, 1000, 20_000])
@pytest.mark.parametrize("shift", [0.0, 0.1, 1.0])
def test_chances_are_those_of_a_t_test(count: int, shift: float) -> None:
    random = Random(count)
    values = [random.gauss(shift) for _ in range(count)]
    assert by_chance(values) == pytest.approx(ttest_1samp(values, 0).pvalue, abs=1e-12)


def test_a_single_difference_tells_nothing_and_none_is_no_difference() -> None:
    assert by_chance([3.0]) is None
    assert by_chance([0.0, 0.0]) == 1.0
    assert by_chance([1.0, -1.0]) == 1.0


def test_equal_differences_are_the_surer_the_more_there_are() -> None:
    chances = [by_chance([0.1 + 0.2] * (count - 1) + [0.3]) or 0.0 for count in range(2, 9)]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] == pytest.approx(ttest_1samp([1, 1, 0], 0).pvalue)
    assert chances[0] > RATE > 0.01 > chances[3]


def test_differences_are_judged_together_as_by_benjamini_and_hochberg() -> None:
    random = Random(1)
    for _ in range(200):
        chances = [random.random() ** random.choice([1, 6]) for _ in range(random.randint(1, 60))]
        sure = {chance for chance in chances if chance <= least_sure(chances)}
        adjusted = false_discovery_control(chances)
        assert sure == {chance for chance, value in zip(chances, adjusted, strict=True) if value <= RATE}


def test_of_nothing_nothing_is_sure() -> None:
    assert least_sure([]) < 0
    assert least_sure([0.051]) < 0
    assert least_sure([0.0, 1.0]) == 0.0
