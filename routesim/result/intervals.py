"""Confidence intervals: Student's t, for means over independent replications."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import atan, cos, erfc, log1p, pi, sin, sqrt
from statistics import NormalDist
from typing import NamedTuple

_MANY = 200
"""From so many degrees of freedom on, an expansion around the normal distribution is exact to 12 digits."""


class Interval(NamedTuple):
    """A *mean* of *n* values, and the 95% confidence interval around it: None where there are less than two."""

    mean: float
    low: float | None
    high: float | None
    n: int

    @property
    def half_width(self) -> float | None:
        """How far the interval reaches on either side."""
        return None if self.high is None else self.high - self.mean


def interval(values: Sequence[float]) -> Interval:
    """The mean of *values*, of which there is at least one, with its interval."""
    n = len(values)
    if n < 2:
        return Interval(values[0], None, None, n)
    mean, error = mean_error(values)
    half = student(n - 1) * error
    return Interval(mean, mean - half, mean + half, n)


def mean_error(values: Sequence[float]) -> tuple[float, float]:
    """The mean of *values*, two at least, and its standard error."""
    n = len(values)
    mean = sum(values) / n
    return mean, sqrt(sum((value - mean) ** 2 for value in values) / (n - 1) / n)


@lru_cache(maxsize=1024)
def student(freedom: int) -> float:
    """What Student's t with so many degrees of freedom exceeds with a probability of 2.5%."""
    if freedom > _MANY:
        return _expansion(freedom)
    low, high = 1.9, 13.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, freedom) < 0.95 else (low, middle)
    return (low + high) / 2


def beyond(t: float, freedom: int) -> float:
    """The probability that Student's t with so many degrees of freedom lies farther from 0 than *t*."""
    if freedom <= _MANY:
        return max(0.0, 1.0 - _within(t, freedom))
    a = freedom - 0.5  # Hill, Algorithm 395, Communications of the ACM 13 (1970)
    b, y = 48 * a * a, a * log1p(t * t / freedom)
    terms = (((-0.4 * y - 3.3) * y - 24) * y - 85.5) / (0.8 * y * y + 100 + b)
    return erfc(((terms + y + 3) / b + 1) * sqrt(y / 2))


def _within(t: float, freedom: int) -> float:
    """The probability that Student's t lies between -t and t (Abramowitz and Stegun 26.7.3 and 26.7.4)."""
    angle = atan(t / sqrt(freedom))
    sine, square = sin(angle), cos(angle) ** 2
    term = cos(angle) if freedom % 2 else 1.0
    total = 0.0 if freedom == 1 else term
    for number in range(2 + freedom % 2, freedom - 1, 2):
        term *= square * (number - 1) / number
        total += term
    return 2 / pi * (angle + sine * total) if freedom % 2 else sine * total


def _expansion(freedom: int) -> float:
    """The quantile as a series in 1 / freedom (Abramowitz and Stegun 26.7.5)."""
    x = NormalDist().inv_cdf(0.975)
    terms = (
        x,
        (x**3 + x) / 4,
        (5 * x**5 + 16 * x**3 + 3 * x) / 96,
        (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384,
        (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / 92160,
    )
    return sum(term / float(freedom) ** power for power, term in enumerate(terms))
