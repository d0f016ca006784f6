"""Agents: who answers a queue's callers, and how their phones ring for them (rule 8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routesim.engine.leg import Leg
from routesim.engine.phones import Line
from routesim.routing.queues import may_be_rung, standing
from routesim.routing.steps import Fail, RingPhone

if TYPE_CHECKING:
    from routesim.engine.queue import WaitingLine
    from routesim.engine.waiting import Ticket

_NOTHING = Fail("no_answer")


class Agent:
    """One user as an agent of one queue: *place* in the list, its *bit* in the rota, and what the strategies look at.

    *standing* is that in the rota of those who may be rung (None: not one of them); *step* is what rings the agent, and
    nothing of his own follows (rule 8.5).
    """

    __slots__ = (
        "bit",
        "calls",
        "last_ended",
        "line",
        "logged_in",
        "place",
        "queue",
        "rings_busy",
        "standing",
        "static",
        "step",
    )

    def __init__(self, queue: WaitingLine, line: Line, place: int, static: bool) -> None:
        self.queue = queue
        self.line = line
        self.place = place
        self.bit = 1 << place
        self.static = static
        self.logged_in = static
        self.calls = 0
        self.last_ended = -1
        self.standing: int | None = None
        node = f"queue:{queue.extension}"
        self.step = RingPhone(node, line.extension, None, "8.4", _NOTHING, _NOTHING, _NOTHING, _NOTHING)
        self.rings_busy = queue.page.ring_busy_agents and line.multiple_calls
        line.changed()  # nobody may have watched it until now
        line.observers.append(self)
        line.watched = True
        self.observe()

    def observe(self) -> None:
        """Stand among those who may be rung, or not, after something has changed."""
        queue, line, before, after = self.queue, self.line, self.standing, None
        if (line.free or self.rings_busy) and may_be_rung(
            self.logged_in, line.hindered, line.wrapping > 0, line.free, self.rings_busy
        ):
            after = standing(queue.strategy, self.last_ended, self.calls)
        if after == before:
            return
        self.standing = after
        if before is not None:
            queue.rota.remove(self.bit, before)
        if after is not None:
            queue.rota.add(self.bit, after)
            if queue.offers.waiting.ready:
                queue.offers.poke()

    def answers(self) -> None:
        """The agent takes a call."""
        self.calls += 1
        if self.standing is not None:
            self.observe()

    def is_done(self, now: int) -> None:
        """The agent's conversation with a caller is over (rule 8.6)."""
        self.last_ended = now
        if self.standing is not None:
            self.observe()
        if self.queue.wrap_up:
            self.queue.exchange.wrap_up(self.line, self.queue.wrap_up)


class AgentLeg(Leg):
    """An agent's phone that rings for a caller of the queue, or is about to."""

    __slots__ = ("agent", "ticket")

    def __init__(self, ticket: Ticket, agent: Agent) -> None:
        Leg.__init__(self, ticket.call, None, (*ticket.path, ticket.offers, agent.place), None)
        self.ticket = ticket
        self.agent = agent
        self.queue = agent.queue.extension
        self.step = agent.step
        self.phone = agent.line
        self.rule = "8.4"

    def gone(self) -> None:
        """The phone has gone offline while it rings (rule 3.6)."""
        self.agent.queue.offers.agent_fails(self, "offline", "3.6")
