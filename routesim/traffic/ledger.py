"""The ledger: what came of the calls to a number, to a user, through a queue, of an hour of the week."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from routesim.result.records import Outcome
from routesim.traffic.waits import Integers, Waits

SECOND = 1_000_000
QUANTILES = {"p50": 0.5, "p90": 0.9, "p95": 0.95}
OUTCOMES = {str(outcome): place for place, outcome in enumerate(Outcome)}
"""The place of each outcome in a row of the ledger."""
Figures = dict[str, float]
"""What one replication says of somebody or something, by metric."""


class Ledger:
    """Accounts by number, a row each: calls by their *outcomes*, how long they waited together, how many *in_time*.

    *busy* adds up the microseconds for which calls were in progress. Everything is entered in columns, many at a time.
    """

    def __init__(self) -> None:
        self.outcomes: Integers = np.zeros((0, len(OUTCOMES)), np.int64)
        self.waited: Integers = np.zeros(0, np.int64)
        self.in_time: Integers = np.zeros(0, np.int64)
        self.messages: Integers = np.zeros(0, np.int64)
        self.busy: Integers = np.zeros(0, np.int64)
        self._waits = Waits()

    def reach(self, accounts: int) -> None:
        """Have so many accounts."""
        more = accounts - len(self.busy)
        if more > 0:
            self.outcomes = np.pad(self.outcomes, ((0, more), (0, 0)))
            for name in ("waited", "in_time", "messages", "busy"):
                setattr(self, name, np.pad(getattr(self, name), (0, more)))

    def add(self, accounts: Integers, outcomes: Integers, waited: Integers, in_time: NDArray[np.bool_]) -> None:
        """Calls have ended, each of which counts in the account beside it."""
        self.outcomes += _counted(accounts * len(OUTCOMES) + outcomes, self.outcomes)
        self.in_time += _counted(accounts[in_time], self.in_time)
        np.add.at(self.waited, accounts, waited)
        self._waits.add(accounts, waited)

    def close(self) -> None:
        """Nothing more is added."""
        self._waits.settle()

    def calls(self, account: int) -> int:
        """How many calls count in an account."""
        return int(self.outcomes[account].sum())

    def figures(self, account: int, period: int) -> Figures:
        """The figures, for a time of *period* microseconds; shares and waits only where there were calls."""
        calls = self.calls(account)
        found: Figures = {"calls": calls, "messages": int(self.messages[account])}
        if period:
            found["in_progress"] = int(self.busy[account]) / period
        if not calls:
            return found
        counts = self.outcomes[account].tolist()
        found |= {f"share:{outcome}": counts[place] / calls for outcome, place in OUTCOMES.items() if counts[place]}
        found["waited:mean"] = int(self.waited[account]) / calls / SECOND
        quantiles = self._waits.quantiles(account, [*QUANTILES.values()])
        found |= {f"waited:{name}": value / SECOND for name, value in zip(QUANTILES, quantiles, strict=True)}
        found["service_level"] = int(self.in_time[account]) / calls
        found["abandoned"] = counts[OUTCOMES["abandoned"]] / calls
        return found


def _counted(places: Integers, table: Integers) -> Integers:
    """How often each place of *table* is among *places*: much quicker than adding one each time."""
    return np.bincount(places, minlength=table.size).reshape(table.shape)
