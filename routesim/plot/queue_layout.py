"""A queue over time, laid out: a lane for each caller's visit, and one for each agent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from routesim.errors import UnusableInput
from routesim.graph.routing_graph import RoutingGraph
from routesim.result.causes import rang
from routesim.result.clock import grouped
from routesim.result.records import CallRecord, Play, QueueEvent
from routesim.result.words import caller, who

MOST_LANES = 80
"""The most callers, and the most agents, that a picture shows."""

_MOST_BEYOND, _SHORT = 2.0, 90.0
"""How much longer than the waiting, of so many seconds at least, the axis may get for talks to be shown to the end."""
ENTERS, CONNECTED = "entering the queue", "connected to an agent"
JOINS, LEAVES = "agent connecting", "agent disconnecting"
TALKS = ("talking", "elsewhere")
_ENDS = {
    CONNECTED: "",
    "caller quit": "✗ gives up",
    "exit (timeout)": "→ longest wait over",
    "exit (no agent connected)": "→ no agent",
}


class Span(NamedTuple):
    """Something that lasts: *kind* as bars have it, `on`, `elsewhere` and `wrap_up` besides; *words* stand in it.

    A ring may be *missed*: the agent lets it ring, or rejects it.
    """

    kind: str
    start: float
    end: float
    words: str = ""
    missed: bool = False


class Lane(NamedTuple):
    """A caller's visit or an agent: *title*, *subtitle*, what lasts, and how it ends, in words."""

    title: str
    subtitle: str
    spans: tuple[Span, ...]
    ends: str = ""


class QueueLayout(NamedTuple):
    """The lanes of a queue from *begin* to *end*; a talk that ends later goes on beyond the axis."""

    title: str
    begin: float
    end: float
    callers: tuple[Lane, ...]
    agents: tuple[Lane, ...]


def lay_out_queue(
    play: Play, queue: str, graph: RoutingGraph | None, start: float | None = None, end: float | None = None
) -> QueueLayout:
    """Lay out what happened in the queue of that extension to those who joined it from *start* on and before *end*.

    Raises UnusableInput where nobody did, and where too many did to be drawn.
    """
    made = _Queue(play, queue, graph)
    visits = [
        visit
        for visit in made.visits()
        if (start is None or visit.entered >= start) and (end is None or visit.entered < end)
    ]
    name = who(play.scene.names, queue)
    if not visits:
        raise UnusableInput(f"nobody joined the queue {name}: there is nothing to draw")
    if len(visits) > MOST_LANES:
        raise UnusableInput(
            f"{grouped(len(visits), 'caller')} joined the queue {name}, and {MOST_LANES} are the most that can be "
            "drawn: expected a shorter period"
        )
    visits.sort(key=lambda visit: visit.entered)
    begin = min(visit.entered for visit in visits)
    waited = max(visit.lane.spans[0].end for visit in visits)
    latest = min(max(visit.over for visit in visits), begin + _MOST_BEYOND * max(waited - begin, _SHORT))
    agents = tuple(lane for agent in made.agents() if (lane := made.agent_lane(agent, begin, latest)).spans)
    return QueueLayout(name, begin, latest, tuple(visit.lane for visit in visits), agents[:MOST_LANES])


class _Visit(NamedTuple):
    entered: float
    over: float
    lane: Lane


class _Queue:
    """What *play* tells of one queue."""

    def __init__(self, play: Play, queue: str, graph: RoutingGraph | None) -> None:
        self._play = play
        self._queue = queue
        self._calls = {record.id: record for record in play.calls}
        self._events = [event for event in play.queue_events if event.queue == queue]
        self._node = None if graph is None or f"queue:{queue}" not in graph else f"queue:{queue}"
        self._graph = graph

    def visits(self) -> Iterable[_Visit]:
        """Every stay of a caller, in order; a call may come back."""
        entered: dict[str, float] = {}
        for event in self._events:
            record = self._calls.get(event.call or "")
            if record is None:
                continue
            if event.type == ENTERS:
                entered[record.id] = event.at
            elif event.type in _ENDS and record.id in entered:
                yield self._visit(record, entered.pop(record.id), event)
        for id_, at in entered.items():
            record = self._calls[id_]
            yield _Visit(at, record.ended_at, self._lane(record, (Span("waiting", at, record.ended_at),), ""))

    def _visit(self, record: CallRecord, entered: float, left: QueueEvent) -> _Visit:
        spans = [Span("waiting", entered, left.at)]
        over, ends = left.at, _ENDS[left.type]
        if left.type == CONNECTED:
            over = max(record.ended_at, left.at)
            agent = left.agent or ""
            spans.append(Span("talking", left.at, over, who(self._play.scene.names, agent)))
        return _Visit(entered, over, self._lane(record, tuple(spans), ends))

    def _lane(self, record: CallRecord, spans: tuple[Span, ...], ends: str) -> Lane:
        title = _called(record)
        return Lane(title, caller(record) if title == record.id else "", spans, ends)

    def agents(self) -> Sequence[str]:
        """The extensions of all agents: those of the configuration where it is known, and all whom events name."""
        known = [] if self._graph is None or self._node is None else self._graph.ways_on(self._node)
        listed = [edge.target.removeprefix("user:") for edge in known if edge.kind == "agent"]
        rung = [ring.target for record in self._play.calls for ring in record.rang if ring.queue == self._queue]
        return tuple(dict.fromkeys([*listed, *(event.agent for event in self._events if event.agent), *rung]))

    def agent_lane(self, agent: str, begin: float, end: float) -> Lane:
        """What *agent* did from *begin* to *end*."""
        spans = [*self._logged_in(agent, begin, end)]
        for record in self._play.calls:
            for ring in record.rang:
                if ring.target != agent or ring.start >= end or not rang(ring):
                    continue
                missed = ring.result in ("no_answer", "rejected")
                spans.append(Span("ringing", ring.start, ring.end, _called(record), missed))
                if ring.result == "answered":
                    spans += self._talk(record, ring.end, end, ring.queue == self._queue)
        name = self._play.scene.names.get(agent, "")
        inside = (span for span in spans if span.end > begin or span.start >= begin)
        clipped = tuple(span._replace(start=max(span.start, begin), end=_shown(span, end)) for span in inside)
        return Lane(name or agent, agent if name else "", clipped)

    def _talk(self, record: CallRecord, answered: float, end: float, for_queue: bool) -> Iterable[Span]:
        over = record.ended_at
        if not for_queue:
            yield Span("elsewhere", answered, over, _called(record))
            return
        yield Span("talking", answered, over, _called(record))
        pause = 0.0
        if self._graph is not None and self._node is not None:
            pause = self._graph.node(self._node).settings["wrap_up"]
        if pause and over < end:
            yield Span("wrap_up", over, over + pause)

    def _logged_in(self, agent: str, begin: float, end: float) -> Iterable[Span]:
        """When *agent* takes calls of the queue: always, but where events tell of coming and going."""
        changes = [event for event in self._events if event.agent == agent and event.type in (JOINS, LEAVES)]
        since = begin if not changes or changes[0].type == LEAVES else None
        for change in changes:
            if change.type == JOINS and since is None:
                since = change.at
            elif change.type == LEAVES and since is not None:
                yield Span("on", since, change.at)
                since = None
        if since is not None and since < end:
            yield Span("on", since, end)


def _shown(span: Span, end: float) -> float:
    """Where *span* ends, or the axis: that somebody goes on talking is told, that he may be rung is not."""
    return span.end if span.kind in TALKS else min(span.end, end)


def _called(record: CallRecord) -> str:
    """What a call is known by: its id, or who calls where that is but a number."""
    return caller(record) if record.id.isdigit() else record.id
