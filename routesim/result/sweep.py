"""Simulations of the same traffic side by side, on systems that differ in a few values; and how many agents it takes.

A metric is named as in `simulation`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from routesim.result.simulation import Figure, Simulation
from routesim.result.tables import csv_cell, frame

if TYPE_CHECKING:
    from routesim.result.picturing import Picture

Point = tuple[str, ...]
"""A value of each parameter."""


@dataclass(frozen=True, slots=True)
class Sweep:
    """What *parameters* come to: a simulation for each of *points*, all with the same callers.

    Each simulation but the first holds in `compare` by how much its figures are greater than the first one's.
    """

    parameters: tuple[str, ...]
    points: tuple[Point, ...]
    simulations: tuple[Simulation, ...]

    def __str__(self) -> str:
        from routesim.result.sweep_text import sweep_lines

        return "\n".join(sweep_lines(self))

    def __repr__(self) -> str:
        return f"<Sweep of {', '.join(self.parameters)}: {len(self.points)} point(s)>"

    def _repr_html_(self) -> str:
        from routesim.result.sweep_html import sweep_html

        return sweep_html(self)

    @property
    def interrupted(self) -> bool:
        """Whether somebody cut it short: then there are fewer replications than were asked for."""
        return any(simulation.interrupted for simulation in self.simulations)

    @property
    def cut_short(self) -> bool:
        """Whether it could not go on to its end: then there are fewer replications than were asked for."""
        return any(simulation.cut_short for simulation in self.simulations)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of `to_csv`: the parameters, then those of a figure."""
        return (*self.parameters, *Figure._fields)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Every figure, behind the values that it belongs to."""
        for point, simulation in zip(self.points, self.simulations, strict=True):
            yield from ((*point, *row) for row in simulation.rows)

    def to_dict(self) -> dict[str, Any]:
        """Lay everything out as `simulate --sweep ... --format json` prints it: a point for each combination."""
        pairs = zip(self.points, self.simulations, strict=True)
        points = [{"values": [*point], **simulation.to_dict()} for point, simulation in pairs]
        return {"parameters": [*self.parameters], "sweep": points}

    def to_csv(self) -> str:
        """Write a row a figure as CSV (RFC 4180), the values of the parameters first."""
        lines = [",".join(map(csv_cell, self.columns)), *(",".join(map(csv_cell, row)) for row in self.rows())]
        return "".join(f"{line}\r\n" for line in lines)

    def to_pandas(self) -> Any:
        """Make a `pandas.DataFrame` with the columns of `to_csv`. Raises MissingExtra where pandas is not installed."""
        return frame(self.columns, self.rows())

    def plot(self, queue: str | None = None) -> Picture:
        """Draw the figures of all calls, or of the *queue* of that extension, against the values, with intervals.

        Raises UnusableInput for a queue that no call got to, and where there are too many values to be told apart.
        """
        from routesim.result import picturing

        return picturing.sweep_picture(self, queue)


@dataclass(frozen=True, slots=True)
class Staffing:
    """The fewest *agents* of *queue* of whose callers a share *target* is answered in time.

    None where the most that were tried do not suffice, and more would not. *tried* holds what was simulated, by number
    of agents.
    """

    queue: str
    target: float
    agents: int | None
    tried: Sweep

    def __str__(self) -> str:
        from routesim.result.sweep_text import staffing_lines

        return "\n".join(staffing_lines(self))

    def __repr__(self) -> str:
        return f"<Staffing of {self.queue!r}: {self.agents} agent(s)>"

    def _repr_html_(self) -> str:
        from routesim.result.sweep_html import staffing_html

        return staffing_html(self)

    def to_dict(self) -> dict[str, Any]:
        """Lay everything out as `staff --format json` prints it."""
        return {"queue": self.queue, "target": self.target, "agents": self.agents, **self.tried.to_dict()}

    def to_csv(self) -> str:
        """Write the figures of all that was tried as CSV (RFC 4180), the number of agents first."""
        return self.tried.to_csv()

    def to_pandas(self) -> Any:
        """Make a `pandas.DataFrame` with the columns of `to_csv`. Raises MissingExtra where pandas is not installed."""
        return self.tried.to_pandas()

    def plot(self) -> Picture:
        """Draw the share of callers who are answered in time against the number of agents, and the target."""
        from routesim.result import picturing

        return picturing.staffing_picture(self)
