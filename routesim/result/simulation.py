"""What simulating traffic finds: figures with confidence intervals, and how another configuration would differ.

*kind* and *id* say whom a figure is about: `system` (`all`), `number` (what was dialled), `queue`, `user` (extensions)
or `hour` (`mon 09`). The metrics are `share:OUTCOME`, `waited:mean`, `waited:p50`, `waited:p90`, `waited:p95`
(seconds), `service_level` (the share answered in time), `abandoned` (a share), `occupancy` (of lines, a share of the
time online; for `system`, of all users' lines), `in_progress` (calls at once, on average), `messages` and `calls`
(counts of a replication). A user's calls are those that rang or tried the line, a queue's those that joined, and waited
from then on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from routesim.result.picturing import Picture

TableName = Literal["rows", "compare", "both"]
"""Figures, differences, or each figure with its difference beside it."""
Part = Literal["rows", "compare", "hour", "number", "queue", "user"]
"""What can be drawn: all figures, those of a kind, or the differences that a draft makes."""


class Figure(NamedTuple):
    """A mean over *n* replications with its 95% confidence interval; no bounds where there is one only."""

    kind: str
    id: str
    metric: str
    mean: float
    low: float | None
    high: float | None
    n: int


class Change(NamedTuple):
    """By how much a figure is greater in the draft, replication by replication with the same callers, on average.

    *low* and *high* are the 95% confidence interval of this difference alone, *p* is the probability of one at least
    as great by chance alone (paired t-test); None where there is one replication only. *shown* says whether it is more
    than chance, all figures that were compared being judged together, those of hours apart: of what is shown, 1 in 20
    at most is no difference, on average.
    """

    kind: str
    id: str
    metric: str
    difference: float
    low: float | None
    high: float | None
    p: float | None = None
    shown: bool = False

    @property
    def varies(self) -> bool:
        """Whether the two systems differ in it in any replication, as far as more than one tells."""
        return self.p is not None and (self.low, self.high) != (0, 0)

    @property
    def leaves_out_0(self) -> bool:
        """Whether 0 lies outside the interval: of what does not differ, this happens to 1 in 20."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


@dataclass(frozen=True, slots=True)
class Simulation:
    """Figures of *replications* of the same *duration*, in seconds, of which *warm_up* did not count.

    *compare* holds the differences that a draft makes, if one was simulated beside it. *remarks* tell what to know
    before believing it. *names* says what extensions are called.
    """

    pbx: str
    seed: int
    replications: int
    duration: float
    warm_up: float
    rows: tuple[Figure, ...]
    compare: tuple[Change, ...] = ()
    start: datetime | None = None
    service_level: float = 20.0
    draft: str | None = None
    remarks: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def interrupted(self) -> bool:
        """Whether somebody cut it short: then there are fewer replications than were asked for."""
        return any(remark.startswith("interrupted") for remark in self.remarks)

    def figure(self, kind: str, id: str, metric: str) -> Figure:  # noqa: A002 - the column's name
        """The figure of that name. Raises KeyError where there is none."""
        for row in self.rows:
            if row[:3] == (kind, id, metric):
                return row
        raise KeyError((kind, id, metric))

    @property
    def cut_short(self) -> bool:
        """Whether it could not go on to its end: then there are fewer replications than were asked for."""
        return any(remark.startswith("cut short") for remark in self.remarks)

    def __str__(self) -> str:
        from routesim.result.simulation_text import simulation_lines

        return "\n".join(simulation_lines(self))

    def __repr__(self) -> str:
        return f"<Simulation {self.pbx!r}: {self.replications} replication(s), {len(self.rows)} figures>"

    def _repr_html_(self) -> str:
        from routesim.result.simulation_html import simulation_html

        return simulation_html(self)

    def to_dict(self) -> dict[str, Any]:
        """Lay everything out as `simulate --format json` prints it: only texts, numbers, lists and the like."""
        return {
            "pbx": self.pbx,
            "seed": self.seed,
            "replications": self.replications,
            "duration": self.duration,
            "warm_up": self.warm_up,
            "rows": [row._asdict() for row in self.rows],
            "compare": [change._asdict() for change in self.compare],
        }

    def to_json(self) -> str:
        """Write everything as JSON, a line a figure; ASCII only."""
        from routesim.result.simulation_table import json_lines

        return "\n".join(json_lines(self))

    def to_csv(self, table: TableName = "rows") -> str:
        """Write a table as CSV (RFC 4180): a row a figure, a row a difference, or (`both`) a figure beside its own."""
        from routesim.result.simulation_table import csv_lines

        return "".join(csv_lines(self, table))

    def to_pandas(self, table: TableName = "rows") -> Any:
        """Make a `pandas.DataFrame` with the columns of `to_csv`. Raises MissingExtra where pandas is not installed."""
        from routesim.result.simulation_table import data_frame

        return data_frame(self, table)

    def plot(self, what: Part = "rows") -> Picture:
        """Draw all figures, those of a kind (`hour`, `number`, `queue`, `user`), or `compare`: what a draft changes.

        Intervals are drawn, and which differences are more than chance. Raises UnusableInput where there is nothing to
        draw.
        """
        from routesim.result import picturing

        return picturing.simulation_picture(self, what)
