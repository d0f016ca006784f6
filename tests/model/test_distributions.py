"""Distributions: what they are read from, and that their values are distributed as they say."""

from __future__ import annotations

from math import exp, inf, log
from typing import Any

import pytest
from pydantic_core import PydanticCustomError

from routesim.model.distributions import (
    Constant,
    Distribution,
    Empirical,
    Exponential,
    Lognormal,
    Sometimes,
    Uniform,
    files_of,
    with_values,
)
from routesim.model.lasting import always_lasting, lasting, lasting_or_never
from routesim.model.scalars import MOST_SECONDS

CHANCES = [(place + 0.5) / 20_000 for place in range(20_000)]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("5", Constant(5.0)),
        (2.5, Constant(2.5)),
        ({"constant": 5}, Constant(5.0)),
        ({"exponential": "8"}, Exponential(8.0)),
        ({"lognormal": {"mean": 180, "sd": 120}}, Lognormal(180.0, 120.0)),
        ({"uniform": ["2", 9]}, Uniform(2.0, 9.0)),
        ({"empirical": "talk.csv"}, Empirical("talk.csv")),
        ({"never": 0.2, "else": {"exponential": 8}}, Sometimes(0.2, Exponential(8.0))),
        ({"never": 0.2, "else": 5}, Sometimes(0.2, Constant(5.0))),
        (Exponential(8.0), Exponential(8.0)),
    ],
)
def test_a_distribution_is_read_by_its_name(written: Any, read: Distribution) -> None:
    assert lasting(written) == lasting_or_never(written) == read


def test_never_is_a_distribution_where_something_may_never_happen() -> None:
    assert lasting_or_never("Never") == Constant(None)
    with pytest.raises(PydanticCustomError, match="expected a number of seconds"):
        lasting("never")
    with pytest.raises(PydanticCustomError, match="cannot be never"):
        always_lasting({"never": 0.1, "else": 5})


@pytest.mark.parametrize(
    ("written", "place", "why"),
    [
        (-1, None, "cannot be negative"),
        ("soon", None, "expected a number of seconds"),
        ({}, None, "expected one distribution of constant, exponential, lognormal, uniform, empirical"),
        ({"exponentail": 6}, None, "did you mean `exponential`"),
        ({"exponential": 6, "constant": 5}, None, "expected one distribution"),
        ({"exponential": 0}, ("exponential",), "more than 0"),
        ({"exponential": -6}, ("exponential",), "cannot be negative"),
        ({"exponential": "inf"}, ("exponential",), "expected a number"),
        ({"lognormal": {"mean": 5}}, ("lognormal",), "expected `{mean: 180, sd: 120}`"),
        ({"lognormal": {"mean": 5, "sd": 0}}, ("lognormal", "sd"), "more than 0"),
        ({"uniform": [5]}, ("uniform",), "expected the least and the greatest"),
        ({"uniform": [9, 2]}, ("uniform",), "expected the least first, and 9 is more than 2"),
        ({"uniform": [1, -2]}, ("uniform", 1), "cannot be negative"),
        ({"empirical": ""}, ("empirical",), "expected some text"),
        ({"never": 2, "else": 5}, ("never",), "expected a probability"),
        ({"never": 0.5}, None, "expected `never` and `else`"),
        ({"never": 0.5, "else": {"uniform": [1, -2]}}, ("else", "uniform", 1), "cannot be negative"),
    ],
)
def test_what_is_no_distribution_is_told_where_it_is_wrong(written: Any, place: Any, why: str) -> None:
    with pytest.raises(PydanticCustomError, match=why) as caught:
        lasting(written)
    assert (caught.value.context or {}).get("item") == place


@pytest.mark.parametrize(
    "distribution", [Exponential(8), Lognormal(180, 60), Uniform(2, 9), Constant(5), Empirical("", (1, 2, 6))]
)
def test_the_mean_of_the_values_is_the_mean_that_is_told(distribution: Distribution) -> None:
    values = [distribution.quantile(u) for u in CHANCES]
    assert sum(value for value in values if value is not None) / len(values) == pytest.approx(
        distribution.average(), rel=1e-3
    )


def test_values_grow_with_chance() -> None:
    for distribution in (Exponential(8), Lognormal(180, 60), Uniform(2, 9), Empirical("", (1, 2, 6))):
        values = [distribution.quantile(u) for u in CHANCES]
        assert values == sorted(values, key=float)  # type: ignore[arg-type]


def test_known_quantiles() -> None:
    assert Exponential(10).quantile(0.5) == pytest.approx(10 * log(2))
    assert Lognormal(exp(0.5), exp(0.5) * (exp(1) - 1) ** 0.5).quantile(0.5) == pytest.approx(1)
    assert Uniform(2, 4).quantile(0.25) == 2.5
    assert [Empirical("", (1, 2)).quantile(u) for u in (0, 0.4999, 0.5, 0.9999)] == [1, 1, 2, 2]


def test_what_never_happens_takes_the_latest_chances() -> None:
    rarely = Sometimes(0.25, Uniform(0, 3))
    assert [rarely.quantile(u) for u in (0, 0.5, 0.75, 0.99)] == [0, 2, None, None]
    assert (rarely.average(), Constant(None).average(), Constant(None).quantile(0.5)) == (inf, inf, None)


def test_nothing_lasts_longer_than_can_be_written() -> None:
    assert Lognormal(1, 1e7).quantile(1 - 2**-53) == MOST_SECONDS
    assert Exponential(1e7).quantile(1 - 2**-53) == MOST_SECONDS
    assert Lognormal(5, 1).quantile(0.0) >= 0


def test_values_of_a_file_are_put_in_beneath_never_too() -> None:
    distribution = Sometimes(0.5, Empirical("a.csv"))
    assert files_of(distribution) == ("a.csv",)
    assert with_values(distribution, {"a.csv": (3, 1)}) == Sometimes(0.5, Empirical("a.csv", (1, 3)))
