"""Queues at work: callers wait, agents are offered to them (rule 8)."""

from __future__ import annotations

from bisect import bisect_left, insort
from functools import lru_cache, partial
from random import Random
from typing import TYPE_CHECKING

from simpy.events import Event

from routesim.engine import order
from routesim.engine.agenda import Path, Timer
from routesim.engine.leg import Leg, stop
from routesim.engine.phones import Line
from routesim.model.queue import Queue
from routesim.result.records import QueueEvent
from routesim.routing.lines import Act, Admission
from routesim.routing.queues import FIRST_PAUSE, Rank, may_be_rung, next_agent, rank
from routesim.routing.steps import Fail, JoinQueue, RingPhone, Step, microseconds

if TYPE_CHECKING:
    from routesim.engine.call import Call
    from routesim.engine.exchange import Exchange

SECOND = 1_000_000


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
        free = may_be_rung(
            logged_in=self.logged_in,
            unreachable=line.dnd or line.offline,
            wrapping_up=line.wrapping > 0,
            free=not (line.occupied or line.offered),
            rings_busy=queue.rings_busy and line.multiple_calls,
        )
        wanted = rank(queue.page.strategy, self.place, self.last_ended, self.calls) if free else None
        if wanted != self.ranked:
            if self.ranked is not None:
                del queue.ranked[bisect_left(queue.ranked, self.ranked)]
            if wanted is not None:
                insort(queue.ranked, wanted)
            self.ranked = wanted
            if wanted is not None:
                queue.poke()


class Ticket:
    """A caller's place in a queue, from joining to leaving. *serial* is the order of arrival."""

    __slots__ = ("agent", "call", "legs", "missed", "path", "paused", "queue", "round_began", "serial", "step", "tried")

    def __init__(self, queue: WaitingLine, call: Call, step: JoinQueue, serial: int) -> None:
        self.queue = queue
        self.call = call
        self.step = step
        self.serial = serial
        self.path: Path = call.new_root()
        self.legs: list[Leg] = []
        self.tried: set[int] = set()
        self.missed: set[int] = set()
        self.paused = False
        self.round_began = -1
        self.agent: Agent | None = None

    def answered_by(self, leg: Leg) -> None:
        """An agent has taken the call."""
        queue = self.queue
        queue.forget(self)
        agent = self.agent = queue.agents[leg.path[-1]]
        agent.calls += leg.by is None
        queue.log("connected to an agent", self.call, agent)

    def quits(self) -> None:
        """The caller's patience is over, or he hangs up."""
        queue = self.queue
        for leg in self.legs:
            queue.log("no one answering, the caller hangs up", self.call, queue.agents[leg.path[-1]])
        queue.log("caller quit", self.call)
        queue.forget(self)

    def over(self, ended_by: str) -> None:
        """The conversation with the agent is over."""
        self._free_agent(f"terminated by the {ended_by}")

    def transferred(self, kind: str) -> None:
        """The agent has passed the caller on."""
        self._free_agent("blind transfer" if kind == "blind" else "transfer")

    def _free_agent(self, how: str) -> None:
        agent = self.agent
        if agent is None:
            return
        queue = self.queue
        queue.log(how, self.call, agent)
        agent.last_ended = self.call.env.now
        if queue.wrap_up:
            queue.exchange.wrap_up(agent.line, queue.wrap_up)
        agent.line.changed()


class WaitingLine:
    """One queue: its agents, those of them who may be rung (*ranked*), and its callers in order of arrival.

    *idle* holds the tickets of callers who are not being offered to anyone. Both lists are kept sorted, so that a
    caller and an agent find each other in logarithmic time.
    """

    def __init__(self, exchange: Exchange, page: Queue) -> None:
        self.exchange = exchange
        self.page = page
        self.rings_busy = page.ring_busy_agents
        self.wrap_up = microseconds(page.wrap_up)
        self._ring_time = microseconds(page.agent_ring_time)
        self._retry = microseconds(page.retry)
        self._rings_all = page.strategy == "ring_all"
        self.ranked: list[Rank] = []
        self.idle: list[tuple[int, Ticket]] = []
        self._offered: dict[int, Ticket] = {}
        self._serial = 0
        self._last_rung = -1
        self._random = Random(f"{exchange.seed}/queue/{page.extension}")
        self._due: tuple[int, int] | None = None
        self._timer = Timer(exchange.env, [self._offer])
        self.agents: list[Agent] = []
        static = exchange.system.members(page.static_agents)
        dynamic = exchange.system.members(page.dynamic_agents)
        for place, extension in enumerate(dict.fromkeys((*static, *dynamic))):
            self.agents.append(Agent(self, exchange.lines[extension], place, extension in static))
        self._dynamic = {agent.line.extension: agent for agent in self.agents if agent.line.extension in dynamic}
        for agent in self.agents:
            agent.observe(agent.line)

    # --- callers -------------------------------------------------------------------------------------------------

    def join(self, call: Call, step: JoinQueue) -> Step | None:
        """A caller gets here (rules 8.1, 8.7, 8.8)."""
        page = self.page
        if not page.join_empty and not self._anybody_logged_in():
            call.note("nobody is logged in to the queue", "8.8")
            return step.nobody
        self._serial += 1
        ticket = Ticket(self, call, step, self._serial)
        call.place = ticket
        self.log("entering the queue", call)
        if page.max_wait is not None:
            deadline = call.env.now + microseconds(page.max_wait)
            call.add(deadline, order.DEADLINE, ticket.path, _waited_long_enough, ticket)
        waiting = len(self.idle) + len(self._offered)
        if waiting:
            call.note(f"is number {waiting + 1} in the queue", "8.1")
        self.idle.append((ticket.serial, ticket))
        self.poke()
        return None

    def forget(self, ticket: Ticket) -> None:
        """The ticket is void: its caller is gone, or has been answered."""
        if self._offered.pop(ticket.serial, None) is None:
            place = bisect_left(self.idle, (ticket.serial,))
            if place < len(self.idle) and self.idle[place][1] is ticket:
                del self.idle[place]

    def send_on(self, ticket: Ticket, way_out: Step, kind: str, rule: str) -> None:
        """The caller leaves without an agent; an offer in progress is cut."""
        call = ticket.call
        call.drop(ticket.path)
        for leg in ticket.legs:
            self.log("no one answering", call, self.agents[leg.path[-1]])
        self.forget(ticket)
        ticket.legs.clear()
        call.stop_ringing("no_answer", rule)
        call.place = None
        self.log(kind, call)
        call.note("waited long enough" if rule == "8.7" else "nobody is logged in to the queue any more", rule)
        call.go(way_out)

    # --- agents --------------------------------------------------------------------------------------------------

    def _anybody_logged_in(self) -> bool:
        return any(agent.logged_in for agent in self.agents)

    def set_membership(self, extension: str, joins: bool) -> bool:
        """A dynamic agent logs in or out; tell whether *extension* is one (rules 8.8, 8.9)."""
        agent = self._dynamic.get(extension)
        if agent is None:
            return False
        if not agent.static and agent.logged_in != joins:
            agent.logged_in = joins
            self.log("agent connecting" if joins else "agent disconnecting", None, agent)
            agent.observe(agent.line)
            if not joins and self.page.leave_when_empty and not self._anybody_logged_in():
                self._everybody_leaves()
        return True

    def _everybody_leaves(self) -> None:
        waiting = {**dict(self.idle), **self._offered}
        for serial in sorted(waiting):
            ticket = waiting[serial]
            self.send_on(ticket, ticket.step.nobody, "exit (no agent connected)", "8.8")
            ticket.call.wake()

    # --- offers --------------------------------------------------------------------------------------------------

    def poke(self) -> None:
        """See to it that offers are made at this instant, in the turn of the first caller who can have one."""
        if not self.ranked:
            return
        first = next((ticket for _, ticket in self.idle if not ticket.paused), None)
        if first is None:
            return
        env = self.exchange.env
        due = (env.now, first.call.order)
        if self._due is not None and self._due[0] == due[0] and self._due[1] <= due[1]:
            return
        if self._due is not None:
            self._timer = Timer(env, [self._offer])
        self._due = due
        self._timer.schedule(order.QUEUE_OFFERS, due[1], 0)

    def _offer(self, event: Event) -> None:
        """Offer one caller, and come back for the next."""
        if event is not self._timer:
            return
        self._due = None
        reserved: set[int] = set()
        for _, ticket in self.idle:
            if self._rings_all:
                places = [] if reserved else [place for _, place in self.ranked]
            else:
                place = self._next_agent(ticket, reserved)
                places = [] if place is None else [place]
            if not places:
                return
            if not ticket.paused:
                self._begin_round(ticket, places)
                break
            reserved.update(places)
        self.poke()

    def _next_agent(self, ticket: Ticket, passed_over: set[int]) -> int | None:
        strategy = self.page.strategy
        return next_agent(strategy, self.ranked, self._last_rung, passed_over, ticket.missed, self._random.randrange)

    def _begin_round(self, ticket: Ticket, places: list[int]) -> None:
        self.forget(ticket)
        self._offered[ticket.serial] = ticket
        ticket.round_began = ticket.call.env.now
        self._ring(ticket, places)

    def _ring(self, ticket: Ticket, places: list[int]) -> None:
        call = ticket.call
        for place in places:
            self._last_rung = place
            line = self.agents[place].line
            leg = Leg(call, None, (*ticket.path, place), None)
            leg.phone = line
            ticket.legs.append(leg)
            ticket.tried.add(place)
            line.offered += 1
            call.add(call.env.now, order.RING_STARTS, leg.path, _agent_rings, (ticket, leg))
        for place in places:
            self.agents[place].line.changed()
        call.wake()

    def ring_agent(self, ticket: Ticket, leg: Leg) -> None:
        """The agent's phone rings now, unless the agent has been taken by something else at this very instant."""
        line = self.agents[leg.path[-1]].line
        line.offered -= 1
        occupied = line.occupied and not (self.rings_busy and line.multiple_calls)
        admission, reaction = line.admit(ticket.call.env.now)
        if occupied or admission is not Admission.RING:
            line.changed()
            self._agent_done(ticket, leg)
            return
        call = ticket.call
        leg.start = now = call.env.now
        leg.step = _agent_step(ticket.step.node, line.extension)
        leg.queue = self.page.extension
        leg.rule = "8.4"
        leg.gone = partial(self.agent_fails, ticket, leg, "offline", "3.6")
        call.legs.append(leg)
        call.ringing.append(leg)
        line.ringing.append(leg)
        if reaction is None or reaction[0] >= self._ring_time:
            call.add(now + self._ring_time, order.RING_STOPS, leg.path, _agent_misses, (ticket, leg))
        elif reaction[1] is Act.ANSWER:
            call.add(now + reaction[0], order.RING_ANSWERED, leg.path, _agent_answers, leg)
        else:
            gone = reaction[1] is Act.GO_AWAY
            kind = order.RING_STOPS if gone else order.RING_ANSWERED
            call.add(now + reaction[0], kind, leg.path, _agent_gone if gone else _agent_rejects, (ticket, leg))
        line.changed()

    def agent_fails(self, ticket: Ticket, leg: Leg, result: str, rule: str) -> None:
        """An agent's ring has ended without an answer (rule 8.4)."""
        call = ticket.call
        call.ringing.remove(leg)
        ticket.missed.add(leg.path[-1])
        self.log("no one answering", call, self.agents[leg.path[-1]])
        stop(leg, result, rule)
        self._agent_done(ticket, leg, missed=result == "no_answer")

    def _agent_done(self, ticket: Ticket, leg: Leg, missed: bool = False) -> None:
        ticket.legs.remove(leg)
        if ticket.legs:
            return
        if not missed and not self._rings_all:
            place = self._next_agent(ticket, ticket.tried)
            if place is not None:
                self._ring(ticket, [place])
                return
        self._end_round(ticket)

    def _end_round(self, ticket: Ticket) -> None:
        """After a pause the caller is offered anew; he keeps his place meanwhile."""
        call = ticket.call
        now = call.env.now
        pause = max(self._retry, FIRST_PAUSE) if ticket.round_began == now else self._retry
        del self._offered[ticket.serial]
        ticket.tried.clear()
        insort(self.idle, (ticket.serial, ticket))
        if pause:
            ticket.paused = True
            call.add(now + pause, order.QUEUE_OFFERS, ticket.path, _pause_ends, ticket)
        self.poke()

    def log(self, type_: str, call: Call | None, agent: Agent | None = None) -> None:
        """Note an event for the queue's report (rule 8.10)."""
        exchange = self.exchange
        extension = None if agent is None else agent.line.extension
        exchange.queue_events.append(
            QueueEvent(
                exchange.env.now / SECOND, self.page.extension, type_, None if call is None else call.id, extension
            )
        )


_NOTHING = Fail("no_answer")


@lru_cache(maxsize=4096)
def _agent_step(node: str, extension: str) -> RingPhone:
    """An agent's line is rung, and nothing of his own follows (rule 8.5)."""
    return RingPhone(node, extension, None, "8.4", _NOTHING, _NOTHING, _NOTHING, _NOTHING)


def _waited_long_enough(ticket: Ticket) -> None:
    ticket.queue.send_on(ticket, ticket.step.timed_out, "exit (timeout)", "8.7")


def _pause_ends(ticket: Ticket) -> None:
    ticket.paused = False
    ticket.queue.poke()


def _agent_rings(ringing: tuple[Ticket, Leg]) -> None:
    ringing[0].queue.ring_agent(*ringing)


def _agent_answers(leg: Leg) -> None:
    leg.call.answer(leg, "answered")


def _agent_misses(ringing: tuple[Ticket, Leg]) -> None:
    ringing[0].queue.agent_fails(*ringing, "no_answer", "8.4")


def _agent_rejects(ringing: tuple[Ticket, Leg]) -> None:
    ringing[0].queue.agent_fails(*ringing, "rejected", "3.4")


def _agent_gone(ringing: tuple[Ticket, Leg]) -> None:
    ringing[0].queue.agent_fails(*ringing, "offline", "3.6")
