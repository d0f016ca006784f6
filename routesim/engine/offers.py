"""Offers: the callers of a queue and the agents who may be rung find each other (rules 8.1 to 8.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routesim.engine import order
from routesim.engine.agenda import Agenda
from routesim.engine.agents import Agent, AgentLeg
from routesim.engine.leg import stop
from routesim.engine.noting import note_too_late
from routesim.engine.waiting import Ticket, Waiting
from routesim.errors import BoundExceeded
from routesim.routing.lines import Act, Admission
from routesim.routing.queues import FIRST_PAUSE, each
from routesim.routing.steps import microseconds

if TYPE_CHECKING:
    from routesim.engine.queue import WaitingLine


MOST_OFFERS = 100_000
"""A call that is offered more often than this is given up: its agents' phones ring for next to no time."""
_RING = Admission.RING


class Offers:
    """The offers of one queue: its first caller and its rota of agents find each other in logarithmic time.

    Agents are chosen when a queue offers, in the order of 1.2, never while something else is handled.
    """

    def __init__(self, queue: WaitingLine) -> None:
        page = queue.page
        self._queue = queue
        self._clock = queue.exchange.clock
        self._rota = queue.rota
        self._rings_all = page.strategy == "ring_all"
        self._ring_time = microseconds(page.agent_ring_time)
        self._retry = microseconds(page.retry)
        self.waiting = Waiting()
        self._between: dict[int, Ticket] = {}
        self._agenda = Agenda(self._clock, 0)
        self._situation: object = None
        self._kept = 0

    # --- callers come and go -------------------------------------------------------------------------------------

    def add(self, ticket: Ticket) -> None:
        """A caller begins to wait."""
        waiting, rota, call = self.waiting, self._rota, ticket.call
        waiting.join(ticket)
        alone = call.arriving and not waiting.ready and not waiting.paused
        if alone and rota.everybody and self._clock.nobody_before(order.RING_STARTS, call.order):
            self._ring(ticket, self._agents_for(ticket), at_once=True)
        else:
            waiting.come_back(ticket)
            self.poke()

    def withdraw(self, ticket: Ticket) -> None:
        """The caller is not to be offered any more: he has been answered, or leaves."""
        waiting = self.waiting
        waiting.leave(ticket)
        if ticket.between:
            del self._between[ticket.serial]
        for leg in ticket.legs:
            if leg.start < 0:  # spoken for, and not to ring after all
                leg.agent.line.release()
        ticket.legs.clear()
        if waiting.ready:
            self.poke()

    # --- offers --------------------------------------------------------------------------------------------------

    def poke(self) -> None:
        """See to it that offers are made at this instant, in the turn of the first caller concerned."""
        waiting = self.waiting
        if waiting.ready and (self._rota.everybody or self._between):
            first = waiting.first()
            if first is not None:
                self._come_back(first.call.order)

    def _come_back(self, turn: int) -> None:
        """Offer at this instant, in that turn."""
        agenda = self._agenda
        if not agenda.items or turn < agenda.order:
            agenda.items.clear()
            agenda.order = turn
            agenda.add(self._clock.now, order.QUEUE_OFFERS, (), self._offer, turn)

    def _offer(self, turn: int) -> None:
        first = self.waiting.first()
        if first is not None and first.call.order > turn:  # whose turn it was has left meanwhile
            self.poke()
        else:
            self._make_an_offer(turn)

    def _make_an_offer(self, turn: int) -> None:
        """Offer the first caller who can have an agent, and come back for the next; whose *turn* is not yet waits."""
        while (ticket := self.waiting.first()) is not None:
            agents = self._agents_for(ticket)
            if not agents and ticket.between:  # every agent has had his turn
                self._end_round(ticket)
                if ticket.paused:
                    continue
                agents = self._agents_for(ticket)
            if not agents:
                break
            if ticket.call.order > turn:
                self._come_back(ticket.call.order)
            else:
                self.waiting.offer(ticket)
                self._ring(ticket, agents)
            return
        for ticket in list(self._between.values()):  # nobody is left for those further on either
            self._end_round(ticket)

    def _agents_for(self, ticket: Ticket) -> list[int]:
        """The agents whom the first caller who is ready would be offered to, by their places."""
        rota = self._rota
        kept = self._kept_from(ticket) if self.waiting.paused else 0
        if self._rings_all:
            return list(each(rota.everybody & ~kept))
        agent = rota.next(kept | ticket.tried, ticket.missed)
        return [] if agent is None else [agent]

    def _kept_from(self, ticket: Ticket) -> int:
        """The agents whom callers in a pause would take, and keep from those behind them (8.1).

        They are found out anew only where something has changed: an agent who has rejected the caller has not.
        """
        before = self.waiting.paused_before(ticket)
        situation = before, self.waiting.pauses, self._rota.order()
        if self._situation != situation:
            self._situation = situation
            self._kept = self._rota.kept(self.waiting.missed_by_paused(before))
        return self._kept

    def _ring(self, ticket: Ticket, agents: list[int], at_once: bool = False) -> None:
        """*agents* are spoken for; their phones ring in the turn of rings, *at_once* if that is known to have come."""
        call = ticket.call
        now = self._clock.now
        if ticket.between:
            ticket.between = False
            del self._between[ticket.serial]
        else:
            ticket.round_began = now
        ticket.offers += 1
        if ticket.offers > MOST_OFFERS:
            raise BoundExceeded(f"call {call.id!r} is offered to agents more than {MOST_OFFERS:,} times", MOST_OFFERS)
        for place in agents:
            self._rota.last_rung = place
            ticket.legs.append(AgentLeg(ticket, self._queue.agents[place]))
        if len(agents) == 1 and (at_once or self._is_quiet(ticket.legs[0].agent, call.order)):
            self._ring_agent(ticket.legs[0])
            return
        for leg in ticket.legs:
            leg.agent.line.speak_for()
            call.add(now, order.RING_STARTS, leg.path, self._ring_who_is_spoken_for, leg)
        self.poke()

    def _is_quiet(self, agent: Agent, turn: int) -> bool:
        """Whether nothing else is to happen at this instant before *agent* is rung: no other offer above all."""
        everybody = self._rota.everybody
        others = everybody if agent.rings_busy else everybody & ~agent.bit
        offers = self.waiting.ready and (others or self._between)
        return not offers and self._clock.nobody_before(order.RING_STARTS, turn)

    def _ring_who_is_spoken_for(self, leg: AgentLeg) -> None:
        leg.agent.line.offered -= 1
        self._ring_agent(leg)

    def _ring_agent(self, leg: AgentLeg) -> None:
        """The agent's phone rings now, unless it does not take the call after all."""
        ticket, line, clock = leg.ticket, leg.agent.line, self._clock
        now = clock.now
        admission, reaction = line.admit(now, ticket.call)
        if admission is not _RING:
            line.changed()
            ticket.legs.remove(leg)
            self._go_on(ticket, leg, next_agent_at_once=True)
            return
        call, ring_time = ticket.call, self._ring_time
        leg.start = clock.seconds
        call.disordered = True
        call.legs.append(leg)
        call.ringing.append(leg)
        line.ringing.append(leg)
        line.changed()
        if reaction is None or reaction[0] >= ring_time:
            leg.just_too_late = reaction is not None and reaction[0] == ring_time and reaction[1] > Act.GO_AWAY
            call.add(now + ring_time, order.RING_STOPS, leg.path, _misses, leg)
        else:
            kind, action = _ACTS[reaction[1]]
            call.add(now + reaction[0], kind, leg.path, action, leg)

    def agent_fails(self, leg: AgentLeg, result: str, rule: str) -> None:
        """An agent's ring has ended without an answer (rule 8.4)."""
        ticket, call = leg.ticket, leg.call
        call.ringing.remove(leg)
        ticket.legs.remove(leg)
        ticket.missed |= leg.agent.bit
        self._queue.log("no one answering", ticket, leg.step.target)
        stop(leg, result, rule)
        self._go_on(ticket, leg, next_agent_at_once=result != "no_answer")

    def _go_on(self, ticket: Ticket, leg: AgentLeg, next_agent_at_once: bool) -> None:
        if ticket.legs:
            return
        self.waiting.come_back(ticket)
        if next_agent_at_once and not self._rings_all:
            ticket.tried |= leg.agent.bit
            ticket.between = True
            self._between[ticket.serial] = ticket
        else:
            self._end_round(ticket)
        self.poke()

    def _end_round(self, ticket: Ticket) -> None:
        """The caller is offered anew, after a pause where there is one; he keeps his place meanwhile."""
        now = self._clock.now
        pause = max(self._retry, FIRST_PAUSE) if ticket.round_began == now else self._retry
        if ticket.between:
            ticket.between = False
            del self._between[ticket.serial]
        ticket.tried = 0
        if pause:
            self.waiting.pause(ticket)
            ticket.call.add(now + pause, order.SOMETHING_ENDS, ticket.path, self._pause_ends, ticket)

    def _pause_ends(self, ticket: Ticket) -> None:
        self.waiting.resume(ticket)
        self.poke()


def _answers(leg: AgentLeg) -> None:
    leg.call.answer(leg, "answered")


def _rejects(leg: AgentLeg) -> None:
    leg.agent.queue.offers.agent_fails(leg, "rejected", "3.4")


def _misses(leg: AgentLeg) -> None:
    if leg.just_too_late:
        note_too_late(leg.call, leg)
    leg.agent.queue.offers.agent_fails(leg, "no_answer", "8.4")


_ACTS = {
    Act.GO_AWAY: (order.RING_STOPS, AgentLeg.gone),
    Act.ANSWER: (order.RING_ANSWERED, _answers),
    Act.REJECT: (order.RING_ANSWERED, _rejects),
}
