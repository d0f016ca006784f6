"""From what is known to a `Picture`: the way in for commands, notebooks and results."""

from __future__ import annotations

from collections.abc import Sequence

from routesim.errors import UnusableInput
from routesim.graph.routing_graph import RoutingGraph
from routesim.model.system import PhoneSystem
from routesim.plot.board import Card, board
from routesim.plot.call_marks import CallMarks
from routesim.plot.call_picture import draw_calls
from routesim.plot.graph_picture import draw_board
from routesim.plot.marks import Marks
from routesim.plot.picture import Picture
from routesim.result.clock import grouped
from routesim.result.endings import summary
from routesim.result.records import CallRecord
from routesim.result.typography import printable
from routesim.result.words import caller

MOST_CARDS = 250
"""The most places of a graph that a picture shows."""
MOST_CALLS = 12
"""The most calls whose timelines a picture shows."""


def graph_picture(graph: RoutingGraph, *numbers: str, call: CallRecord | None = None) -> Picture:
    """Draw what leads where in *graph*, or from *numbers* on alone; the way of *call* stands out.

    Numbers are spelled as people do, or nodes of the graph. Raises UnusableInput for one that there is not, and where
    all of it has more than MOST_CARDS places.
    """
    starts = [graph.find(number) for number in numbers]
    names = graph.reachable_from(*starts) if starts else None
    cards = board(graph, names)
    if len(cards) > MOST_CARDS:
        raise UnusableInput(_too_large(graph, cards, starts))
    what = f"from {', '.join(graph.node(start).label for start in starts)}" if starts else "what leads where"
    marks = Marks() if call is None else CallMarks(call, cards)
    words = what if not isinstance(marks, CallMarks) else marks.words
    sheet = draw_board(graph.system.settings.name, f"{words[0].upper()}{words[1:]}", cards, marks)
    return Picture(
        sheet.figure, f"{printable(graph.system.settings.name)}: {printable(words)}\n\n{graph.tree(*starts)}"
    )


def _too_large(graph: RoutingGraph, cards: Sequence[Card], starts: Sequence[str]) -> str:
    where = f"from {', '.join(starts)}" if starts else "the routing graph"
    first = next((number.number for number in graph.system.incoming_numbers), "101")
    hint = f"draw the part from a number on, such as {first}" if not starts else "begin further on"
    return f"{where} has {grouped(len(cards), 'place')}, and {MOST_CARDS} are the most that can be read: {hint}"


def call_picture(record: CallRecord, system: PhoneSystem | RoutingGraph | None = None) -> Picture:
    """Draw which phones ring when in *record*'s call; with the *system* it was played on, the windows that are set."""
    return calls_picture([record], system)


def calls_picture(records: Sequence[CallRecord], system: PhoneSystem | RoutingGraph | None = None) -> Picture:
    """Draw the calls *records* one beneath the other. Raises UnusableInput for more than MOST_CALLS, or none."""
    if not 0 < len(records) <= MOST_CALLS:
        raise UnusableInput(f"{grouped(len(records), 'call')}, expected 1 to {MOST_CALLS} for a picture")
    graph = RoutingGraph(system) if isinstance(system, PhoneSystem) else system
    sheet = draw_calls([(record, graph) for record in records])
    told = f"{caller(records[0])} calls {records[0].to}: {summary(records[0])}"
    return Picture(sheet.figure, "\n\n".join([printable(told), *map(str, records)]))
