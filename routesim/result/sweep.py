"""Simulations of the same traffic side by side, on systems that differ in one value; and how many agents it takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from routesim.result.simulation import Figure, Simulation
from routesim.result.tables import csv_cell, frame


@dataclass(frozen=True, slots=True)
class Sweep:
    """What *parameter* comes to: a simulation for each of its *values*, all with the same callers."""

    parameter: str
    values: tuple[str, ...]
    simulations: tuple[Simulation, ...]

    def __str__(self) -> str:
        from routesim.result.sweep_text import sweep_lines

        return "\n".join(sweep_lines(self))

    def __repr__(self) -> str:
        return f"<Sweep {self.parameter!r}: {', '.join(self.values)}>"

    def rows(self) -> Iterator[tuple[str, Figure]]:
        """Every figure, with the value that it belongs to."""
        for value, simulation in zip(self.values, self.simulations, strict=True):
            yield from ((value, row) for row in simulation.rows)

    def to_dict(self) -> dict[str, Any]:
        """Lay everything out as `simulate --sweep ... --format json` prints it."""
        pairs = zip(self.values, self.simulations, strict=True)
        points = [{"value": value, **simulation.to_dict()} for value, simulation in pairs]
        return {"parameter": self.parameter, "sweep": points}

    def to_csv(self) -> str:
        """Write a row a figure as CSV (RFC 4180), the value first."""
        lines = [
            ",".join(("value", *Figure._fields)),
            *(",".join(map(csv_cell, (value, *row))) for value, row in self.rows()),
        ]
        return "".join(f"{line}\r\n" for line in lines)

    def to_pandas(self) -> Any:
        """Make a `pandas.DataFrame` with the columns of `to_csv`. Raises MissingExtra where pandas is not installed."""
        return frame(("value", *Figure._fields), ((value, *row) for value, row in self.rows()))


@dataclass(frozen=True, slots=True)
class Staffing:
    """The fewest *agents* of *queue* of whose callers a share *target* is answered in time.

    None where more than were tried would be needed. *tried* holds what was simulated, by number of agents.
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

    def to_dict(self) -> dict[str, Any]:
        """Lay everything out as `staff --format json` prints it."""
        return {"queue": self.queue, "target": self.target, "agents": self.agents, **self.tried.to_dict()}
