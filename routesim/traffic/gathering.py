"""From the figures of single replications to means with confidence intervals, and to paired differences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from routesim.result.chance import RATE, by_chance, least_sure
from routesim.result.intervals import interval
from routesim.result.records import Outcome
from routesim.result.simulation import Change, Figure
from routesim.traffic.ledger import QUANTILES, Figures
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
_SHARES = ("share:", "service_level", "abandoned", "occupancy")
_COUNTS = ("calls", "messages", "in_progress")
_DIGITS = 6
"""Figures are rounded to so many decimals: below lies what differs between machines."""

Key = tuple[str, str, str]
"""Kind, id and metric."""
Series = dict[Key, list[float | None]]
"""What every replication says, None where it says nothing."""


def series(results: Sequence[Results]) -> Series:
    """The figures of all replications side by side, in the order of the rows."""
    found: Series = {}
    for subject in _subjects(results):
        figures = [result.get(subject, {}) for result in results]
        known = set().union(*figures)
        for metric in METRICS:
            if metric in known:
                found[(*subject, metric)] = [_value(metric, one) for one in figures]
    return found


def _subjects(results: Sequence[Results]) -> list[tuple[str, str]]:
    """Whom there are figures about: by kind, each in the order in which it was first told of, hours as they pass."""
    told = dict.fromkeys(subject for result in results for subject in result)
    place = {subject: number for number, subject in enumerate(told)}
    hours = {hour: number for number, hour in enumerate(HOURS)}

    def order(subject: tuple[str, str]) -> tuple[int, int]:
        kind, name = subject
        return KINDS.index(kind), hours[name] if kind == "hour" else place[subject]

    return sorted(told, key=order)


def _value(metric: str, figures: Figures) -> float | None:
    """A figure; 0 for a share or a count of what did not occur."""
    if metric in figures:
        return figures[metric]
    if metric in _COUNTS or (metric.startswith("share:") and figures.get("calls")):
        return 0.0
    return None


def rows(found: Series) -> Iterator[Figure]:
    """Means with their intervals. A share lies between 0 and 1, and so does its interval; nothing is less than 0."""
    for (kind, name, metric), values in found.items():
        mean, low, high, n = interval([value for value in values if value is not None])
        if low is not None and high is not None:
            low = max(0.0, low)
            high = min(1.0, high) if metric.startswith(_SHARES) else high
        yield Figure(kind, name, metric, round(mean, _DIGITS), _rounded(low), _rounded(high), n)


def changes(applied: Series, draft: Series) -> list[Change]:
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


def _differences(applied: Series, draft: Series) -> Iterator[Change]:
    """The draft's figure less the other's, replication by replication."""
    missing: list[float | None] = []
    length = len(next(iter(applied.values()), missing))
    for key in dict.fromkeys((*applied, *draft)):
        pairs = zip(_padded(key, applied, length), _padded(key, draft, length), strict=True)
        differences = [after - before for before, after in pairs if before is not None and after is not None]
        if differences:
            mean, low, high, _ = interval(differences)
            change = Change(*key, round(mean, _DIGITS) + 0.0, _rounded(low), _rounded(high))
            yield change._replace(p=by_chance(differences))


def _padded(key: Key, found: Series, length: int) -> Sequence[float | None]:
    """What every replication says of *key*; where none says anything, 0 for the share of what did not occur."""
    if key in found:
        return found[key]
    kind, name, metric = key
    calls = found.get((kind, name, "calls"), [None] * length)
    return [0.0 if metric.startswith("share:") and count else None for count in calls]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS) + 0.0


def judged(results: Results) -> Results:
    """The figures that a precision is asked of: the shares of calls to the system, its numbers and its queues."""
    return {
        subject: {name: value for name, value in figures.items() if name == "calls" or name.startswith(_SHARES[:3])}
        for subject, figures in results.items()
        if subject[0] in KINDS[:3]
    }


def widest(found: Mapping[Key, Sequence[float | None]]) -> float | None:
    """The widest half of an interval among shares, 0 where nobody calls; None while one has no interval yet."""
    halves: list[float] = []
    for (_, _, metric), values in found.items():
        if metric.startswith(_SHARES):
            measured = interval([value for value in values if value is not None])
            if measured.half_width is None:
                return None
            halves.append(measured.half_width)
    return max(halves, default=0.0)
