"""From what is known to a `Picture`: the way in for commands, notebooks and results."""

from __future__ import annotations

from collections.abc import Sequence

from routesim.errors import UnusableInput
from routesim.graph.routing_graph import RoutingGraph
from routesim.model.system import PhoneSystem
from routesim.plot.board import Card, board
from routesim.plot.board_changes import board_changes
from routesim.plot.call_marks import CallMarks
from routesim.plot.call_picture import draw_calls
from routesim.plot.change_marks import ChangeMarks
from routesim.plot.difference_picture import draw_difference
from routesim.plot.endings_picture import draw_weave
from routesim.plot.graph_picture import LAYOUTS, draw_board
from routesim.plot.marks import Marks
from routesim.plot.picture import Picture
from routesim.plot.queue_layout import lay_out_queue
from routesim.plot.queue_picture import draw_queue
from routesim.plot.threads import Weave, explored, played
from routesim.result.clock import grouped, seconds
from routesim.result.difference import Difference
from routesim.result.difference_words import verdict_words
from routesim.result.endings import summary
from routesim.result.exploration import Exploration
from routesim.result.records import CallRecord, Play
from routesim.result.words import caller

MOST_CARDS = 250
"""The most places of a graph that a picture shows."""
MOST_CALLS = 20
"""The most calls whose timelines a picture shows."""


def graph_picture(
    graph: RoutingGraph, *numbers: str, call: CallRecord | None = None, layout: str = "columns"
) -> Picture:
    """Draw what leads where in *graph*, or from *numbers* on alone; the way of *call* stands out.

    Numbers are spelled as people do, or nodes of the graph. Raises UnusableInput for one that there is not, and where
    all of it has more than MOST_CARDS places; MissingExtra for the *layout* `graphviz` where that is not installed.
    """
    if layout not in LAYOUTS:
        raise UnusableInput(f"layout {layout!r}: expected {' or '.join(LAYOUTS)}")
    starts = [graph.find(number) for number in numbers]
    names = graph.reachable_from(*starts) if starts else None
    cards = board(graph, names)
    if len(cards) > MOST_CARDS:
        raise UnusableInput(_too_large(graph, cards, starts))
    what = f"from {', '.join(graph.node(start).label for start in starts)}" if starts else "what leads where"
    marks = Marks() if call is None else CallMarks(call, cards)
    words = what if not isinstance(marks, CallMarks) else marks.words
    sheet = draw_board(graph.system.settings.name, f"{words[0].upper()}{words[1:]}", cards, marks, LAYOUTS[layout])
    return Picture(sheet.figure, f"{(graph.system.settings.name)}: {words}\n\n{graph.tree(*starts)}")


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
    return Picture(sheet.figure, "\n\n".join([told, *map(str, records)]))


def queue_picture(
    play: Play,
    queue: str,
    system: PhoneSystem | RoutingGraph | None = None,
    start: float | None = None,
    end: float | None = None,
) -> Picture:
    """Draw what happened in the queue of that extension to those who joined from *start* on and before *end*, seconds.

    With the *system* it was played on, all its agents are shown, and their pauses after calls. Raises UnusableInput
    where nobody joined, or too many did.
    """
    graph = RoutingGraph(system) if isinstance(system, PhoneSystem) else system
    layout = lay_out_queue(play, queue, graph, start, end)
    words = [f"Queue {layout.title}: {grouped(len(layout.callers), 'caller')}", ""]
    for lane in layout.callers:
        waits = sum(span.end - span.start for span in lane.spans if span.kind == "waiting")
        taken = next((f"talks with {span.words}" for span in lane.spans if span.kind == "talking"), lane.ends)
        words.append(f"{lane.title}: waits {seconds(waits)}, {taken}")
    return Picture(draw_queue(play, layout).figure, "\n".join(words))


def endings_picture(found: Play | Exploration) -> Picture:
    """Draw where calls end: those of a play, or all that exploring has found. Raises UnusableInput without any."""
    weave = played(found) if isinstance(found, Play) else explored(found)
    if not weave.threads:
        raise UnusableInput(f"{weave.title}: {weave.subtitle[0].lower()}{weave.subtitle[1:]}, there is nothing to draw")
    return Picture(draw_weave(weave).figure, _told(weave))


def _told(weave: Weave) -> str:
    lines = [f"{weave.title}: {weave.subtitle[0].lower()}{weave.subtitle[1:]}", ""]
    for thread in weave.threads:
        count = f" ({grouped(thread.weight, weave.unit)})" if weave.unit else ""
        lines.append(" → ".join(stop.title for stop in thread.stops) + count)
    return "\n".join(lines)


def changes_picture(applied: PhoneSystem, draft: PhoneSystem) -> Picture:
    """Draw what *draft* adds to the routing graph of *applied*, removes and changes.

    Of large systems, only what changes and what stands next to it. Raises UnusableInput where that is more than
    MOST_CARDS places.
    """
    changes = board_changes(RoutingGraph(applied), RoutingGraph(draft))
    if len(changes.cards) > MOST_CARDS:
        raise UnusableInput(
            f"{grouped(len(changes.cards), 'place')} change or stand next to what does, and {MOST_CARDS} are the most "
            "that can be read"
        )
    hidden = f"; {grouped(changes.hidden, 'place')} without changes not shown" if changes.hidden else ""
    words = f"{grouped(changes.count, 'change')} to what leads where{hidden}"
    if not changes.count:
        words = "The draft changes no way that a call can take"
    sheet = draw_board(draft.settings.name, words, changes.cards, ChangeMarks(changes))
    lines = [f"{draft.settings.name}: {words[0].lower()}{words[1:]}", ""]
    for (card, row), change in changes.of_row.items():
        if change.value:
            lines.append(f"{change.value} {card}: {row.words or row.outcome or 'leads on'}")
    return Picture(sheet.figure, "\n".join(lines))


def difference_picture(difference: Difference) -> Picture:
    """Draw the calls that a draft treats differently, and how they end on either side."""
    words = f"{difference.applied} → {difference.draft}: {verdict_words(difference)}"
    return Picture(draw_difference(difference).figure, f"{words}\n\n{difference}")
