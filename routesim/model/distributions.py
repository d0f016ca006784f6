"""Distributions by name: how long something lasts, in seconds, when that is left to chance.

Each turns an even chance *u* (0 <= u < 1) into a value, the greater the later: the same chances then mean the same
luck under any parameters.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from math import exp, inf, log, log1p, sqrt
from statistics import NormalDist, fmean

from routesim.model.scalars import MOST_SECONDS

_NORMAL = NormalDist()
_LEAST_CHANCE = 2.0**-54
_SECOND = 1_000_000
_LONGEST = MOST_SECONDS * _SECOND


class Distribution(ABC):
    """A distribution of seconds."""

    @abstractmethod
    def average(self) -> float:
        """The mean in seconds; infinite where it may never happen."""

    @abstractmethod
    def quantile(self, u: float) -> float | None:
        """The value that chance exceeds with 1 - *u*, 10,000,000 s at most; None for never."""

    def microseconds(self, chances: Iterable[float]) -> list[int]:
        """The values for many chances, in microseconds; never is the longest time there is."""
        values = map(self.quantile, chances)
        return [_LONGEST if value is None else round(value * _SECOND) for value in values]


@dataclass(frozen=True, slots=True)
class Constant(Distribution):
    """Always *seconds*; never where that is None."""

    seconds: float | None

    def average(self) -> float:
        """The value itself."""
        return inf if self.seconds is None else self.seconds

    def quantile(self, u: float) -> float | None:
        """The value itself."""
        return self.seconds


@dataclass(frozen=True, slots=True)
class Exponential(Distribution):
    """Exponential with that *mean*: what has lasted longer is no nearer to its end."""

    mean: float

    def average(self) -> float:
        """The parameter."""
        return self.mean

    def quantile(self, u: float) -> float:
        """-mean ln(1 - u)."""
        return min(-self.mean * log1p(-u), MOST_SECONDS)

    def microseconds(self, chances: Iterable[float]) -> list[int]:
        """The values for many chances, in microseconds: what most calls are drawn from, and worth a loop of its own."""
        if self.mean > MOST_SECONDS / 40:  # none is longer than 37 means
            return Distribution.microseconds(self, chances)
        scale = -self.mean
        return [round(scale * log1p(-u) * _SECOND) for u in chances]


@dataclass(frozen=True)
class Lognormal(Distribution):
    """Lognormal with that *mean* and standard deviation *sd*, both of the seconds themselves."""

    mean: float
    sd: float

    def average(self) -> float:
        """The parameter."""
        return self.mean

    @cached_property
    def _shape(self) -> tuple[float, float]:
        """Mean and standard deviation of the logarithm."""
        variance = log1p((self.sd / self.mean) ** 2)
        return log(self.mean) - variance / 2, sqrt(variance)

    def quantile(self, u: float) -> float:
        """exp(mu + sigma z(u))."""
        middle, spread = self._shape
        exponent = middle + spread * _NORMAL.inv_cdf(u or _LEAST_CHANCE)
        return min(exp(exponent), MOST_SECONDS) if exponent < 700 else MOST_SECONDS


@dataclass(frozen=True, slots=True)
class Uniform(Distribution):
    """Anything from *low* to *high* alike."""

    low: float
    high: float

    def average(self) -> float:
        """The middle."""
        return (self.low + self.high) / 2

    def quantile(self, u: float) -> float:
        """Low + u (high - low)."""
        return self.low + u * (self.high - self.low)


@dataclass(frozen=True)
class Empirical(Distribution):
    """One of the *values* of *file* alike; they are sorted, and empty until the file has been read."""

    file: str
    values: tuple[float, ...] = ()

    def average(self) -> float:
        """The mean of the values."""
        return fmean(self.values)

    def quantile(self, u: float) -> float:
        """The value below which a share *u* of them lies."""
        return self.values[int(u * len(self.values))]


@dataclass(frozen=True, slots=True)
class Sometimes(Distribution):
    """Never with the probability *never*, else as *otherwise*."""

    never: float
    otherwise: Distribution

    def average(self) -> float:
        """Infinite, unless it always happens."""
        return inf if self.never else self.otherwise.average()

    def quantile(self, u: float) -> float | None:
        """The latest chances are those of never."""
        happens = 1 - self.never
        return self.otherwise.quantile(u / happens) if u < happens else None


def files_of(distribution: Distribution) -> tuple[str, ...]:
    """The files whose values *distribution* still needs."""
    if isinstance(distribution, Sometimes):
        return files_of(distribution.otherwise)
    return (distribution.file,) if isinstance(distribution, Empirical) and not distribution.values else ()


def sources_of(distribution: Distribution) -> tuple[str, ...]:
    """The files whose values *distribution* takes, whether it has them or not."""
    if isinstance(distribution, Sometimes):
        return sources_of(distribution.otherwise)
    return (distribution.file,) if isinstance(distribution, Empirical) else ()


def with_values(distribution: Distribution, values: dict[str, tuple[float, ...]]) -> Distribution:
    """*distribution* with the *values* of its file, which are sorted here."""
    if isinstance(distribution, Sometimes):
        return replace(distribution, otherwise=with_values(distribution.otherwise, values))
    if isinstance(distribution, Empirical) and not distribution.values:
        return Empirical(distribution.file, tuple(sorted(values[distribution.file])))
    return distribution
