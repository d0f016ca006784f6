"""Queues at work: callers join and leave, agents log in and out, the report is written (rule 8)."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import TYPE_CHECKING

from routesim.engine import order
from routesim.engine.agents import Agent
from routesim.engine.noting import note_what_comes_too_late
from routesim.engine.offers import Offers
from routesim.engine.waiting import Ticket
from routesim.model.queue import Queue
from routesim.result.records import QueueEvent
from routesim.routing.queues import Rota, estimated_wait
from routesim.routing.steps import JoinQueue, Step, microseconds

if TYPE_CHECKING:
    from routesim.engine.call import Call
    from routesim.engine.exchange import Exchange

SECOND = 1_000_000
_new_tuple = tuple.__new__  # half the price of a named tuple's own


class WaitingLine:
    """One queue: its agents in list order, its offers, its way in and its ways out.

    *conversations* counts those that have ended, which took *talked* microseconds together. Callers who are not offered
    at once are told how things stand if it *tells*.
    """

    tells = True

    def __init__(self, exchange: Exchange, page: Queue) -> None:
        self.exchange = exchange
        self.page = page
        self.clock = exchange.clock
        self.extension = page.extension
        self.strategy = page.strategy
        self.report = exchange.report
        self.wrap_up = microseconds(page.wrap_up)
        self.rota = Rota(page.strategy, Random(f"{exchange.seed}/queue/{page.extension}").randrange)
        self.offers = Offers(self)
        self.conversations = 0
        self.talked = 0
        self._joins_empty = page.join_empty
        self._longest = None if page.max_wait is None else microseconds(page.max_wait)
        self._serial = 0
        static = exchange.system.members(page.static_agents)
        dynamic = exchange.system.members(page.dynamic_agents)
        self.agents = [
            Agent(self, exchange.lines[extension], place, extension in static)
            for place, extension in enumerate(dict.fromkeys((*static, *dynamic)))
        ]
        self._dynamic = {agent.line.extension: agent for agent in self.agents if agent.line.extension in dynamic}
        self._logged_in = len(static)

    def join(self, call: Call, step: JoinQueue) -> Step | None:
        """A caller gets here (rules 8.1, 8.7, 8.8)."""
        if not self._logged_in and not self._joins_empty:
            call.note("nobody is logged in to the queue", "8.8")
            return step.nobody
        self._serial = serial = self._serial + 1
        ticket = Ticket(self, call, step, serial)
        call.place = ticket
        if self.report is not None:
            self.log("entering the queue", ticket)
        if self._longest is not None:
            call.add(self.clock.now + self._longest, order.DEADLINE, ticket.path, _waited_long_enough, ticket)
        if self.tells and (not self.rota.everybody or self.offers.waiting.idle):
            call.note(self._outlook(len(self.offers.waiting) + 1), "8.1")
        self.offers.add(ticket)
        return None

    def _outlook(self, place: int) -> str:
        """What a caller who gets *place* in the queue, and is not offered at once, would like to know."""
        why = "" if self.rota.everybody else _no_agent_of(self._logged_in)
        wait = estimated_wait(place, self._logged_in, self.conversations, self.talked, self.wrap_up)
        if wait is None:
            return f"is number {place} in the queue{why}"
        return f"is number {place} in the queue{why}, estimated wait {max(1, round(wait / SECOND))} s"

    def send_on(self, ticket: Ticket, way_out: Step, kind: str, rule: str) -> None:
        """The caller leaves without an agent; an offer in progress is cut."""
        call = ticket.call
        note_what_comes_too_late(call, ticket.path)
        call.drop(ticket.path)
        for leg in call.ringing:
            self.log("no one answering", ticket, leg.step.target)
        call.stop_ringing("no_answer", rule)
        self.offers.withdraw(ticket)
        call.place = None
        self.left(kind, ticket)
        call.note("has waited long enough" if rule == "8.7" else "nobody is logged in to the queue any more", rule)
        call.go(way_out)

    def set_membership(self, extension: str, joins: bool) -> bool:
        """A dynamic agent logs in or out; tell whether *extension* is one (rules 8.8, 8.9)."""
        agent = self._dynamic.get(extension)
        if agent is None:
            return False
        if not agent.static and agent.logged_in != joins:
            agent.logged_in = joins
            self._logged_in += 1 if joins else -1
            self.log("agent connecting" if joins else "agent disconnecting", None, extension)
            agent.observe()
            if self.page.leave_when_empty and not self._logged_in:
                self._everybody_leaves()
        return True

    def _everybody_leaves(self) -> None:
        for ticket in self.offers.waiting:
            self.send_on(ticket, ticket.step.nobody, "exit (no agent connected)", "8.8")

    def left(self, type_: str, ticket: Ticket, agent: str | None = None) -> None:
        """A call is in the queue no longer, nor talking to one of its agents."""
        self.log(type_, ticket, agent)

    def log(self, type_: str, ticket: Ticket | None, agent: str | None = None) -> None:
        """Note an event for the queue's report (rule 8.10)."""
        report = self.report
        if report is not None:
            call = None if ticket is None else ticket.call.id
            report(_new_tuple(QueueEvent, (self.clock.seconds, self.extension, type_, call, agent)))


@cache
def _no_agent_of(logged_in: int) -> str:
    if not logged_in:
        return ", nobody is logged in to it"
    if logged_in == 1:
        return ", the only agent logged in cannot be rung now"
    return f", none of the {logged_in:,} agents logged in can be rung now"


def _waited_long_enough(ticket: Ticket) -> None:
    ticket.queue.send_on(ticket, ticket.step.timed_out, "exit (timeout)", "8.7")
