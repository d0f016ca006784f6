"""The one door from results up to their pictures, opened only when somebody calls `plot`.

Data flows from results to pictures; that results offer to be drawn is a courtesy to notebooks. Nothing here is imported
by drawing, and nothing of drawing is imported before it is asked for: it takes half a second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from routesim.plot.picture import Picture
    from routesim.result.difference import Difference
    from routesim.result.exploration import Exploration
    from routesim.result.records import CallRecord, Play
    from routesim.result.simulation import Part, Simulation
    from routesim.result.sweep import Staffing, Sweep

__all__ = [
    "Picture",
    "call_picture",
    "difference_picture",
    "endings_picture",
    "graph_picture",
    "queue_picture",
    "simulation_picture",
    "staffing_picture",
    "sweep_picture",
]


def call_picture(record: CallRecord, system: Any) -> Picture:
    """Draw a call's timeline."""
    from routesim.plot import drawing

    return drawing.call_picture(record, system)


def queue_picture(play: Play, queue: str, system: Any) -> Picture:
    """Draw a queue over time."""
    from routesim.plot import drawing

    return drawing.queue_picture(play, queue, system)


def endings_picture(found: Play | Exploration) -> Picture:
    """Draw where calls end."""
    from routesim.plot import drawing

    return drawing.endings_picture(found)


def difference_picture(difference: Difference) -> Picture:
    """Draw the calls that a draft treats differently."""
    from routesim.plot import drawing

    return drawing.difference_picture(difference)


def graph_picture(graph: Any, numbers: tuple[str, ...], call: CallRecord | None, layout: str) -> Picture:
    """Draw what leads where."""
    from routesim.plot import drawing

    return drawing.graph_picture(graph, *numbers, call=call, layout=layout)


def simulation_picture(simulation: Simulation, what: Part) -> Picture:
    """Draw figures, or the differences that a draft makes."""
    from routesim.plot import traffic_drawing

    return traffic_drawing.simulation_picture(simulation, what)


def sweep_picture(sweep: Sweep, queue: str | None) -> Picture:
    """Draw figures against the values of parameters."""
    from routesim.plot import traffic_drawing

    return traffic_drawing.sweep_picture(sweep, queue)


def staffing_picture(staffing: Staffing) -> Picture:
    """Draw how many callers are answered in time by how many agents."""
    from routesim.plot import traffic_drawing

    return traffic_drawing.staffing_picture(staffing)
