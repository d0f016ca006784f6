"""Agents and tickets: who answers a queue's callers, and what a caller holds while waiting (rule 8)."""

from __future__ import annotations

from bisect import bisect_left, insort
from functools import lru_cache
from typing import TYPE_CHECKING

from routesim.engine.leg import Leg
from routesim.engine.phones import Line
from routesim.routing.queues import Rank, may_be_rung, rank
from routesim.routing.steps import Fail, JoinQueue, RingPhone

if TYPE_CHECKING:
    from routesim.engine.call import Call
    from routesim.engine.queue import WaitingLine


class Agent:
    """One user as an agent of one queue: *place* in the list, and what the strategies look at."""

    __slots__ = ("calls", "last_ended", "line", "logged_in", "place", "queue", "ranked", "static")

    def __init__(self, queue: WaitingLine, line: Line, place: int, static: bool) -> None:
        self.queue = queue
        self.line = line
        self.place = place
        self.static = static
        self.logged_in = static
        self.calls = 0
        self.last_ended: int | None = None
        self.ranked: Rank | None = None
        line.observers = (*line.observers, self.observe)

    def observe(self, line: Line) -> None:
        """The line may have changed: stand among those who may be rung, or not."""
        queue = self.queue
        free = not (line.calls or line.ringing or line.offered or line.busy)
        if self.ranked is None and not free and not queue.rings_busy:
            return
        ready = may_be_rung(
            logged_in=self.logged_in,
            unreachable=line.dnd or line.offline,
            wrapping_up=line.wrapping > 0,
            free=free,
            rings_busy=queue.rings_busy and line.multiple_calls,
        )
        wanted = rank(queue.page.strategy, self.place, self.last_ended, self.calls) if ready else None
        if wanted == self.ranked:
            return
        ranked = queue.offers.ranked
        if self.ranked is not None:
            del ranked[bisect_left(ranked, self.ranked)]
        self.ranked = wanted
        if wanted is not None:
            insort(ranked, wanted)
            queue.offers.poke()


class Ticket:
    """A caller's place in a queue, from joining to leaving. *serial* is the order of arrival.

    *legs* are the agents' phones that ring for him now or are about to, *tried* the agents who have had him in this
    round, *missed* those who have ever missed or rejected him; *offers* counts those made. *connected* is the
    instant of the answer.
    """

    __slots__ = (
        "agent",
        "between",
        "call",
        "connected",
        "legs",
        "missed",
        "offers",
        "path",
        "paused",
        "queue",
        "round_began",
        "serial",
        "step",
        "taker",
        "tried",
    )

    def __init__(self, queue: WaitingLine, call: Call, step: JoinQueue, serial: int) -> None:
        self.queue = queue
        self.call = call
        self.step = step
        self.serial = serial
        self.path = call.new_root()
        self.legs: list[Leg] = []
        self.tried: set[int] = set()
        self.missed: set[int] = set()
        self.offers = 0
        self.between = False
        self.paused = False
        self.round_began = -1
        self.connected = 0
        self.agent: Agent | None = None
        self.taker: str | None = None

    def agent_of(self, leg: Leg) -> Agent:
        """The agent whose phone *leg* rings."""
        return self.queue.agents[leg.path[-1]]

    def answered_by(self, leg: Leg) -> None:
        """An agent has taken the call, or a colleague has picked it up."""
        self.connected = self.call.clock.now
        self.taker = leg.by or leg.step.target
        if leg.by is None:
            self.agent = self.agent_of(leg)
        else:
            self.agent = next((agent for agent in self.queue.agents if agent.line.extension == leg.by), None)
        self.queue.offers.withdraw(self)
        if self.agent is not None:
            self.agent.calls += 1
            if self.agent.ranked is not None:
                self.agent.observe(self.agent.line)
        self.queue.log("connected to an agent", self.call, self.taker)

    def quits(self) -> None:
        """The caller's patience is over, or he hangs up."""
        queue = self.queue
        for leg in self.legs:
            if leg.start >= 0:
                queue.log("no one answering, the caller hangs up", self.call, leg.step.target)
        queue.log("caller quit", self.call)
        queue.offers.withdraw(self)

    def over(self, ended_by: str) -> None:
        """The conversation with the agent is over."""
        self._free_agent(f"terminated by the {ended_by}")

    def transferred(self, kind: str) -> None:
        """The agent has passed the caller on."""
        self._free_agent("blind transfer" if kind == "blind" else "transfer")

    def _free_agent(self, how: str) -> None:
        queue, agent = self.queue, self.agent
        queue.conversations += 1
        queue.talked += self.call.clock.now - self.connected
        queue.log(how, self.call, self.taker)
        if agent is None:
            return
        agent.last_ended = self.call.clock.now
        if queue.wrap_up:
            queue.exchange.wrap_up(agent.line, queue.wrap_up)


_NOTHING = Fail("no_answer")


@lru_cache(maxsize=4096)
def agent_step(node: str, extension: str) -> RingPhone:
    """An agent's line is rung, and nothing of his own follows (rule 8.5)."""
    return RingPhone(node, extension, None, "8.4", _NOTHING, _NOTHING, _NOTHING, _NOTHING)
