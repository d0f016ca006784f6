"""Whether shares are known as precisely as was asked for: those of all calls, of numbers and of queues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, inf, sqrt

from routesim.result.intervals import interval, student
from routesim.traffic.gathering import SHARES_OF_CALLS, Gathered, Key, Subject
from routesim.traffic.ledger import Figures
from routesim.traffic.tally import Results

FEWEST = 5
"""How many replications it takes at least to say how precise they are."""
_KINDS = ("system", "number", "queue")
_UNIT = 1 << 53
_DOUBT = 1e-9
"""Far more than intervals differ by from those that sums tell."""


class Precision:
    """Whether every share of the systems that were *gathered* is known to within *until*, a half width.

    Asked after each replication, intervals would take ever longer to work out. Sums that grow with the replications
    tell when that is worth it; the intervals decide. *needed* is how many replications it takes, as far as is known.
    """

    def __init__(self, until: float, gathered: Sequence[Gathered]) -> None:
        self.needed = FEWEST
        self._until = until
        self._gathered = gathered
        self._accounts: list[dict[Subject, _Account]] = [{} for _ in gathered]

    def add(self, both: Sequence[Results]) -> None:
        """Take the figures of the next replication, which have been gathered; systems that come last do not matter."""
        for accounts, results in zip(self._accounts, both, strict=False):
            for subject, figures in results.items():
                if subject[0] in _KINDS:
                    accounts.setdefault(subject, _Account()).add(figures)

    def is_reached(self) -> bool:
        """Whether it is: never by less than `FEWEST` replications, and at once where nobody calls."""
        replications = self._gathered[0].replications
        if replications < FEWEST:
            return False
        half = max((account.half_width() for one in self._accounts for account in one.values()), default=0.0)
        if half < inf:
            self.needed = ceil(replications * (half / self._until) ** 2)
        return half <= self._until + _DOUBT and all(half <= self._until for half in self._half_widths())

    def _half_widths(self) -> Iterator[float]:
        """Those of all intervals, infinite where there is none yet."""
        for gathered in self._gathered:
            for key in filter(_is_judged, gathered):
                half = interval(gathered.told(key)).half_width
                yield inf if half is None else half


def _is_judged(key: Key) -> bool:
    return key[0] in _KINDS and key[-1].startswith(SHARES_OF_CALLS)


class _Account:
    """Sums of the shares of an account, and of their squares, in whole units so small that nothing is rounded off."""

    def __init__(self) -> None:
        self._n = 0
        self._sums: dict[str, int] = {}
        self._squares: dict[str, int] = {}

    def add(self, figures: Figures) -> None:
        """Take the figures of the next replication; a share that is not among them is 0 if there were calls."""
        self._n += bool(figures.get("calls"))
        for metric, value in figures.items():
            if metric.startswith(SHARES_OF_CALLS):
                units = int(value * _UNIT)
                self._sums[metric] = self._sums.get(metric, 0) + units
                self._squares[metric] = self._squares.get(metric, 0) + units * units

    def half_width(self) -> float:
        """That of the widest interval around a share, infinite where there is none yet."""
        n = self._n
        if n < 2:
            return inf if self._sums else 0.0
        most = max((n * self._squares[metric] - total * total for metric, total in self._sums.items()), default=0)
        return student(n - 1) * sqrt(most / (n - 1)) / n / _UNIT
