"""Waits of many accounts in constant memory."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from routesim.traffic.waits import MOST_EXACT, Waits

SHARES = (0.5, 0.9, 0.95)


def waits(*accounts: list[int], at_once: int = 10_000) -> Waits:
    """The values of each account, a little of each at a time."""
    made = Waits()
    for begin in range(0, max(map(len, accounts)), at_once):
        for account, values in enumerate(accounts):
            some = values[begin : begin + at_once]
            made.add(np.full(len(some), account, np.int64), np.array(some, np.int64))
    made.settle()
    return made


def exact(values: list[int]) -> list[int]:
    """The least value that at least a share of all does not exceed."""
    ordered = sorted(values)
    return [next(v for n, v in enumerate(ordered, 1) if n >= share * len(ordered)) for share in SHARES]


@given(st.lists(st.lists(st.integers(0, 10**13), min_size=1, max_size=50), min_size=1, max_size=4), st.integers(1, 60))
def test_few_values_are_known_exactly(accounts: list[list[int]], at_once: int) -> None:
    found = waits(*accounts, at_once=at_once)
    assert [found.quantiles(account, SHARES) for account in range(len(accounts))] == [*map(exact, accounts)]


def drawn(count: int, seed: int = 1) -> list[int]:
    draw = random.Random(seed)
    return [int(draw.expovariate(1e-7)) for _ in range(count)]


def test_many_values_are_known_to_a_thousandth_and_take_no_more_room() -> None:
    values = drawn(300_000)
    found = waits(values)
    assert found.quantiles(0, SHARES) == pytest.approx(exact(values), rel=1e-3)
    assert len(found) < 8 * MOST_EXACT


def test_values_that_repeat_stay_exact_however_many() -> None:
    assert waits([20_000_000] * 10_000 + [7] * 5).quantiles(0, SHARES) == [20_000_000] * 3


def test_an_account_with_many_values_leaves_another_exact() -> None:
    few, many = drawn(500, seed=2), drawn(5_000)
    found = waits(many, few)
    assert found.quantiles(1, SHARES) == exact(few)
    assert found.quantiles(0, SHARES) == pytest.approx(exact(many), rel=1e-3)


def test_in_how_many_pieces_values_come_makes_no_difference() -> None:
    values = drawn(200_000)
    assert waits(values, at_once=70_000).quantiles(0, SHARES) == waits(values, at_once=999).quantiles(0, SHARES)
