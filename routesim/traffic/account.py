"""An account: what came of the calls to a number, to a user, through a queue, of an hour of the week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from routesim.result.records import Outcome
from routesim.traffic.sketch import Sketch

SECOND = 1_000_000
QUANTILES = {"p50": 0.5, "p90": 0.9, "p95": 0.95}
Figures = dict[str, float]
"""What one replication says of somebody or something, by metric."""


class Account:
    """Calls that count: how they ended, how long they waited, how many were answered *in_time*.

    *busy* adds up the microseconds for which each call was in progress.
    """

    __slots__ = ("busy", "in_time", "messages", "outcomes", "waits")

    def __init__(self) -> None:
        self.outcomes: defaultdict[str, int] = defaultdict(int)
        self.waits = Sketch()
        self.in_time = 0
        self.messages = 0
        self.busy = 0

    def merge(self, other: Account) -> None:
        """Take everything into account that *other* has."""
        for outcome, count in other.outcomes.items():
            self.outcomes[outcome] += count
        self.waits.merge(other.waits)
        self.in_time += other.in_time
        self.messages += other.messages
        self.busy += other.busy

    def figures(self, period: int) -> Figures:
        """The figures, for a time of *period* microseconds; shares and waits only where there were calls."""
        calls = self.waits.count
        found: Figures = {"calls": calls, "messages": self.messages}
        if period:
            found["in_progress"] = self.busy / period
        if not calls:
            return found
        for outcome in Outcome:
            if outcome in self.outcomes:
                found[f"share:{outcome}"] = self.outcomes[outcome] / calls
        found["waited:mean"] = self.waits.mean / SECOND
        for name, value in zip(QUANTILES, self.waits.quantiles(QUANTILES.values()), strict=True):
            found[f"waited:{name}"] = value / SECOND
        found["service_level"] = self.in_time / calls
        found["abandoned"] = self.outcomes.get("abandoned", 0) / calls
        return found


def add(accounts: Iterable[Account], outcome: str, waited: int, rounded: int, in_time: bool) -> None:
    """A call has ended that counts in each of *accounts*; *rounded* is what `coarse` makes of *waited*."""
    for account in accounts:
        account.outcomes[outcome] += 1
        account.in_time += in_time
        account.waits.add(waited, rounded)
