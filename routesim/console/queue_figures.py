"""What became of a queue's callers, and what its agents did, in figures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from routesim.console.queue_events import (
    CONNECTED,
    ENTERING,
    MISSED,
    MISSED_AND_QUIT,
    NO_AGENT,
    QUIT,
    TIMED_OUT,
    Period,
)
from routesim.model.queue import Queue
from routesim.model.system import PhoneSystem
from routesim.result.records import QueueEvent


class AgentFigures(NamedTuple):
    """How many callers an agent answered, and how many rings the agent missed or rejected."""

    agent: str
    name: str
    answered: int
    missed: int


class QueueFigures(NamedTuple):
    """What became of the callers who joined a queue. Waits in seconds from joining, of all of them; None: no caller."""

    queue: str
    name: str
    offered: int
    answered: int
    abandoned: int
    timed_out: int
    no_agent: int
    mean_wait: float | None
    longest_wait: float | None
    agents: tuple[AgentFigures, ...]


class _Visit:
    """A caller's stay in a queue, from *joined* until *left*; *missed* are the agents who did not answer meanwhile."""

    def __init__(self, instant: datetime, joined: QueueEvent) -> None:
        self.instant = instant
        self.joined = joined
        self.left: QueueEvent | None = None
        self.missed: list[str] = []

    def take(self, event: QueueEvent) -> None:
        """Note what happens to the caller while waiting; what happens afterwards is none of the visit's business."""
        if self.left is not None:
            return
        if event.type in (MISSED, MISSED_AND_QUIT):
            self.missed.append(event.agent or "")
        elif event.type in (CONNECTED, QUIT, TIMED_OUT, NO_AGENT):
            self.left = event


def figures(
    system: PhoneSystem, queue: Queue, events: Iterable[tuple[datetime, QueueEvent]], period: Period
) -> QueueFigures:
    """Count the callers who joined *queue* within *period*, whenever they left; *events* are all of the play."""
    visits = [visit for visit in _visits(queue, events) if period.covers(visit.instant)]
    ends = [visit.left.type for visit in visits if visit.left is not None]
    waits = [visit.left.at - visit.joined.at for visit in visits if visit.left is not None]
    return QueueFigures(
        queue.extension,
        queue.name,
        len(visits),
        ends.count(CONNECTED),
        ends.count(QUIT),
        ends.count(TIMED_OUT),
        ends.count(NO_AGENT),
        round(sum(waits) / len(waits), 6) if waits else None,
        round(max(waits), 6) if waits else None,
        _agents(system, queue, visits),
    )


def _visits(queue: Queue, events: Iterable[tuple[datetime, QueueEvent]]) -> list[_Visit]:
    """Who joined *queue*, in order. A call may come back: each time is a visit of its own."""
    visits: list[_Visit] = []
    latest: dict[str, _Visit] = {}
    for instant, event in events:
        if event.queue != queue.extension or event.call is None:
            continue
        if event.type == ENTERING:
            visits.append(_Visit(instant, event))
            latest[event.call] = visits[-1]
        elif event.call in latest:
            latest[event.call].take(event)
    return visits


def _agents(system: PhoneSystem, queue: Queue, visits: list[_Visit]) -> tuple[AgentFigures, ...]:
    """The queue's agents in list order, then whoever else took a caller: a colleague who picked the call up."""
    names = {user.extension: user.name for user in system.users}
    answered = dict.fromkeys((*system.members(queue.static_agents), *system.members(queue.dynamic_agents)), 0)
    missed = dict(answered)
    for visit in visits:
        for agent in visit.missed:
            missed[agent] = missed.get(agent, 0) + 1
        if visit.left is not None and visit.left.type == CONNECTED and visit.left.agent is not None:
            answered[visit.left.agent] = answered.get(visit.left.agent, 0) + 1
    return tuple(
        AgentFigures(agent, names.get(agent, ""), answered.get(agent, 0), missed.get(agent, 0))
        for agent in dict.fromkeys((*answered, *missed))
    )
