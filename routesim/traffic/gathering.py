"""From the figures of single replications to means with confidence intervals, and to paired differences."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import chain
from math import isnan, nan
from typing import Any

from routesim.result.chance import RATE, by_chance, least_sure
from routesim.result.intervals import interval
from routesim.result.records import Outcome
from routesim.result.simulation import Change, Figure
from routesim.traffic.ledger import QUANTILES
from routesim.traffic.tally import Results
from routesim.traffic.week import HOURS

METRICS = (
    *(f"share:{outcome}" for outcome in Outcome),
    "waited:mean",
    *(f"waited:{name}" for name in QUANTILES),
    "service_level",
    "abandoned",
    "occupancy",
    "in_progress",
    "messages",
    "calls",
)
"""Every metric, in the order of the rows."""
KINDS = ("system", "number", "queue", "user", "hour")
SHARES_OF_CALLS = ("share:", "service_level", "abandoned")
_SHARES = (*SHARES_OF_CALLS, "occupancy")
_WHOLE = ("calls", "messages")
_COUNTS = (*_WHOLE, "in_progress")
_DIGITS = 6
"""Figures are rounded to so many decimals: below lies what differs between machines."""

Subject = tuple[str, str]
"""Kind and id."""
Key = tuple[str, str, str]
"""Kind, id and metric."""


class Gathered:
    """What each of so many *replications* of a system says, in columns of 8 bytes a figure, by keys.

    Keys stand in the order of the rows: by kind, each subject in the order in which it was first told of, hours as they
    pass.
    """

    def __init__(self) -> None:
        self.replications = 0
        self._columns: dict[Subject, dict[str, array[Any]]] = {}

    def add(self, results: Results) -> None:
        """Take the figures of the next replication."""
        for subject, figures in results.items():
            columns = self._columns.setdefault(subject, {})
            for metric, value in figures.items():
                if metric not in columns:
                    columns[metric] = column(metric)
                self._reach(metric, columns[metric]).append(value)
        self.replications += 1

    def _reach(self, metric: str, values: array[Any]) -> array[Any]:
        """*values* with one of each replication so far: nothing, or 0 for what is counted."""
        missing = self.replications - len(values)
        if missing:
            values.extend(column(metric, [0 if metric in _COUNTS else nan]) * missing)
        return values

    def __iter__(self) -> Iterator[Key]:
        for subject in sorted(self._columns, key=_place):
            yield from ((*subject, metric) for metric in METRICS if metric in self._columns[subject])

    def values(self, key: Key) -> list[float | None]:
        """What every replication says of *key*, None where it says nothing; 0 for the share of what did not occur."""
        kind, name, metric = key
        values = self._columns.get((kind, name), {}).get(metric)
        told: list[float | None] = [None] * self.replications
        if values is not None:
            told = [None if isnan(value) else value for value in self._reach(metric, values)]
        if not metric.startswith("share:"):
            return told
        calls = self.values((kind, name, "calls"))
        return [0.0 if value is None and count else value for value, count in zip(told, calls, strict=True)]

    def told(self, key: Key) -> list[float]:
        """What those replications say of *key* that say anything."""
        return [value for value in self.values(key) if value is not None]


def column(metric: str, values: Iterable[float] = ()) -> array[Any]:
    """A column with *values* of *metric*. Raises TypeError and OverflowError for those that are none."""
    return array("q" if metric in _WHOLE else "d", values)


def _place(subject: Subject) -> tuple[int, int]:
    kind, name = subject
    return KINDS.index(kind), HOURS.index(name) if kind == "hour" else 0


def rows(found: Gathered) -> Iterator[Figure]:
    """Means with their intervals. A share lies between 0 and 1, and so does its interval; nothing is less than 0."""
    for key in found:
        mean, low, high, n = interval(found.told(key))
        if low is not None and high is not None:
            low = max(0.0, low)
            high = min(1.0, high) if key[-1].startswith(_SHARES) else high
        yield Figure(*key, round(mean, _DIGITS), _rounded(low), _rounded(high), n)


def changes(applied: Gathered, draft: Gathered) -> list[Change]:
    """Paired differences, and which of them are more than chance: all that vary are judged together, hours apart.

    Hours are so many that what differs for all calls, or for a queue, would be lost among them. Each of the two has
    half of the errors that are allowed.
    """
    found = [*_differences(applied, draft)]
    chances: dict[bool, list[float]] = {False: [], True: []}
    for change in found:
        if change.varies and change.p is not None:
            chances[change.kind == "hour"].append(change.p)
    most = {of_hours: least_sure(those, RATE / 2) for of_hours, those in chances.items()}
    return [
        change._replace(p=_rounded(change.p), shown=change.varies and (change.p or 0) <= most[change.kind == "hour"])
        for change in found
    ]


def _differences(applied: Gathered, draft: Gathered) -> Iterator[Change]:
    """The draft's figure less the other's, replication by replication."""
    for key in dict.fromkeys(chain(applied, draft)):
        pairs = zip(applied.values(key), draft.values(key), strict=True)
        differences = [after - before for before, after in pairs if before is not None and after is not None]
        if differences:
            mean, low, high, _ = interval(differences)
            change = Change(*key, round(mean, _DIGITS) + 0.0, _rounded(low), _rounded(high))
            yield change._replace(p=by_chance(differences))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS) + 0.0
