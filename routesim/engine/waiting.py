"""Waiting: a queue's callers in order of arrival, and what each of them holds (rules 8.1, 8.10)."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from routesim.engine.leg import Leg
from routesim.routing.steps import JoinQueue

if TYPE_CHECKING:
    from routesim.engine.agents import Agent, AgentLeg
    from routesim.engine.call import Call
    from routesim.engine.queue import WaitingLine


class Ticket:
    """A caller's place in a queue, from joining to leaving. *serial* is the order of arrival.

    He is *ready* for an offer, or *paused*, or *legs* are the agents' phones that ring for him or are about to.
    *between*: his round goes on with the next agent. *tried* are the agents who have had him in this round, *missed*
    those who have ever missed or rejected him, as `Rota` writes them; *offers* counts those made. *joined* is the
    instant of joining, *connected* that of the answer (-1: none yet).
    """

    __slots__ = (
        "agent",
        "between",
        "call",
        "connected",
        "joined",
        "legs",
        "missed",
        "offers",
        "path",
        "paused",
        "queue",
        "ready",
        "round_began",
        "serial",
        "step",
        "taker",
        "tried",
    )

    agent: Agent | None
    taker: str

    def __init__(self, queue: WaitingLine, call: Call, step: JoinQueue, serial: int) -> None:
        self.queue = queue
        self.call = call
        self.step = step
        self.serial = serial
        self.joined = queue.clock.now
        self.connected = -1
        self.path = call.new_root()
        self.legs: list[AgentLeg] = []
        self.tried = 0
        self.missed = 0
        self.offers = 0
        self.between = False
        self.ready = False
        self.paused = False
        self.round_began = -1

    def answered_by(self, leg: Leg) -> None:
        """An agent has taken the call, or a colleague has picked it up."""
        queue, by = self.queue, leg.by
        self.connected = queue.clock.now
        if by is None:
            self.taker = leg.step.target
            agent: Agent | None = queue.agents[leg.path[-1]]
        else:
            self.taker = by
            agent = next((agent for agent in queue.agents if agent.line.extension == by), None)
        self.agent = agent
        queue.offers.withdraw(self)
        if agent is not None:
            agent.answers()
        if queue.report is not None:
            queue.log("connected to an agent", self, self.taker)

    def quits(self) -> None:
        """The caller's patience is over, or he hangs up."""
        queue = self.queue
        for leg in self.legs:
            if leg.start >= 0:
                queue.log("no one answering, the caller hangs up", self, leg.step.target)
        queue.left("caller quit", self)
        queue.offers.withdraw(self)

    def over(self, ended_by: str) -> None:
        """The conversation with the agent is over."""
        self._free_agent("terminated by the agent" if ended_by == "agent" else "terminated by the caller")

    def transferred(self, kind: str) -> None:
        """The agent has passed the caller on."""
        self._free_agent("blind transfer" if kind == "blind" else "transfer")

    def _free_agent(self, how: str) -> None:
        queue, agent = self.queue, self.agent
        now = queue.clock.now
        queue.conversations += 1
        queue.talked += now - self.connected
        queue.left(how, self, self.taker)
        if agent is not None:
            agent.is_done(now)


class Waiting:
    """The callers of a queue in order of arrival: who is ready for an offer, who is in a pause.

    Those who are neither are being offered. Who is not ready any more is struck off the heap on getting to its top.
    *pauses* counts how often one has begun or ended.
    """

    def __init__(self) -> None:
        self._callers: dict[int, Ticket] = {}
        self.ready: list[int] = []  # a heap of serial numbers, as is the sorted list of those in a pause
        self.paused: list[int] = []
        self.offered = 0
        self.pauses = 0

    def __len__(self) -> int:
        """How many callers there are, those included who are being offered."""
        return len(self._callers)

    def __iter__(self) -> Iterator[Ticket]:
        """All callers, in order of arrival; they may leave meanwhile."""
        return iter(list(self._callers.values()))

    @property
    def idle(self) -> bool:
        """Whether there is a caller who is not being offered to anyone."""
        return len(self._callers) > self.offered

    def join(self, ticket: Ticket) -> None:
        """A caller joins, and is being offered until he comes back."""
        self._callers[ticket.serial] = ticket
        self.offered += 1

    def leave(self, ticket: Ticket) -> None:
        """The caller is in the queue no longer."""
        del self._callers[ticket.serial]
        if ticket.ready:
            ticket.ready = False
            self.first()
        elif ticket.paused:
            self._end_pause(ticket)
        else:
            self.offered -= 1

    def first(self) -> Ticket | None:
        """The first caller who is ready for an offer, if there is one."""
        ready, callers = self.ready, self._callers
        while ready:
            ticket = callers.get(ready[0])
            if ticket is not None and ticket.ready:
                return ticket
            heappop(ready)
        return None

    def offer(self, ticket: Ticket) -> None:
        """The caller, the first who is ready, is being offered."""
        heappop(self.ready)
        ticket.ready = False
        self.offered += 1

    def come_back(self, ticket: Ticket) -> None:
        """The caller is not being offered any more, and is ready for another offer."""
        self.offered -= 1
        ticket.ready = True
        heappush(self.ready, ticket.serial)

    def pause(self, ticket: Ticket) -> None:
        """The caller, who is ready, is in a pause."""
        ticket.ready = False
        ticket.paused = True
        insort(self.paused, ticket.serial)
        self.pauses += 1

    def resume(self, ticket: Ticket) -> None:
        """The pause is over."""
        self._end_pause(ticket)
        ticket.ready = True
        heappush(self.ready, ticket.serial)

    def _end_pause(self, ticket: Ticket) -> None:
        ticket.paused = False
        del self.paused[bisect_left(self.paused, ticket.serial)]
        self.pauses += 1

    def paused_before(self, ticket: Ticket) -> int:
        """How many callers in a pause have been waiting longer."""
        return bisect_left(self.paused, ticket.serial)

    def missed_by_paused(self, number: int) -> list[int]:
        """Who has missed each of the first so many callers in a pause."""
        return [self._callers[serial].missed for serial in self.paused[:number]]
