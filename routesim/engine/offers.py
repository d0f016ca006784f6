"""Offers: the callers of a queue and the agents who may be rung find each other (rules 8.1 to 8.4)."""

from __future__ import annotations

from bisect import bisect_left, insort
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from routesim.engine import order
from routesim.engine.agents import Ticket, agent_step
from routesim.engine.leg import Leg, stop
from routesim.engine.noting import note_too_late
from routesim.errors import BoundExceeded
from routesim.routing.lines import Act, Admission, Reaction
from routesim.routing.queues import FIRST_PAUSE, Rank, next_agent
from routesim.routing.steps import microseconds

if TYPE_CHECKING:
    from routesim.engine.queue import WaitingLine


MOST_OFFERS = 100_000
"""A call that is offered more often than this is given up: its agents' phones ring for next to no time."""


class Offers:
    """The offers of one queue.

    *ranked* holds the agents who may be rung, *idle* the callers who are not being offered to anyone, in order of
    arrival. Both are kept sorted, so that a caller and an agent find each other in logarithmic time. Agents are chosen
    when a queue offers, in the order of 1.2, never while something else is handled.
    """

    turn = -1

    def __init__(self, queue: WaitingLine) -> None:
        page = queue.page
        self._queue = queue
        self._clock = queue.exchange.clock
        self._strategy = page.strategy
        self._rings_all = page.strategy == "ring_all"
        self._ring_time = microseconds(page.agent_ring_time)
        self._retry = microseconds(page.retry)
        self.ranked: list[Rank] = []
        self.idle: list[tuple[int, Ticket]] = []
        self.offered: dict[int, Ticket] = {}
        self._between: list[Ticket] = []
        self._last_rung = -1
        self._random = Random(f"{queue.exchange.seed}/queue/{page.extension}")
        self._due: tuple[int, int] | None = None

    def __len__(self) -> int:
        """How many callers there are."""
        return len(self.idle) + len(self.offered)

    def everybody(self) -> list[Ticket]:
        """All callers, in order of arrival."""
        everybody = {**dict(self.idle), **self.offered}
        return [everybody[serial] for serial in sorted(everybody)]

    # --- callers come and go -------------------------------------------------------------------------------------

    def add(self, ticket: Ticket) -> None:
        """A caller begins to wait."""
        self.idle.append((ticket.serial, ticket))
        call = ticket.call
        if call.arriving and self._clock.nobody_before(order.QUEUE_OFFERS, call.order):
            self._make_an_offer(call.order)
        else:
            self.poke()

    def withdraw(self, ticket: Ticket) -> None:
        """The caller is not to be offered any more: he has been answered, or leaves."""
        self._remove(ticket)
        if ticket.between:
            self._between.remove(ticket)
        for leg in ticket.legs:
            if leg.start < 0:
                self._release(ticket, leg)
        ticket.legs.clear()
        self.poke()

    def _remove(self, ticket: Ticket) -> None:
        if self.offered.pop(ticket.serial, None) is None:
            place = bisect_left(self.idle, (ticket.serial,))
            if place < len(self.idle) and self.idle[place][1] is ticket:
                del self.idle[place]

    # --- offers --------------------------------------------------------------------------------------------------

    def poke(self) -> None:
        """See to it that offers are made at this instant, in the turn of the first caller concerned."""
        first = self._first_concerned()
        if first is not None:
            self._come_back(first.call.order)

    def _come_back(self, turn: int) -> None:
        """Offer at this instant, in that turn."""
        due = (self._clock.now, turn)
        if self._due is not None and self._due[0] == due[0] and self._due[1] <= due[1]:
            return
        self._due = due
        self._clock.ask(self, due[0], order.QUEUE_OFFERS, turn)

    def due(self) -> None:
        """It is the queue's turn to offer."""
        if self._due is None:
            return
        turn, self._due = self._due[1], None
        first = self._first_concerned()
        if first is not None and first.call.order > turn:  # whose turn it was has left meanwhile
            self.poke()
        elif first is not None:
            self._make_an_offer(turn)

    def _first_concerned(self) -> Ticket | None:
        """The first caller who can be offered to somebody, or whose round may be over."""
        if not self.ranked and not self._between:
            return None
        return next((ticket for _, ticket in self.idle if not ticket.paused), None)

    def _make_an_offer(self, turn: int) -> None:
        """Offer the first caller who can have an agent, and come back for the next.

        Callers in a pause keep the agents whom they would take from those behind them (8.1). Whose *turn* is still to
        come waits for it.
        """
        reserved: set[int] = set()
        for _, ticket in self.idle:
            places = self._places(ticket, reserved)
            if not places and ticket.between:  # every agent has had his turn
                self._end_round(ticket)
                places = self._places(ticket, reserved)
            if places and not ticket.paused:
                if ticket.call.order > turn:
                    self._come_back(ticket.call.order)
                    return
                self._ring(ticket, places)
                self.poke()
                ticket.call.due()
                return
            reserved.update(places)
            if len(reserved) >= len(self.ranked):
                break
        if self._between:
            self._end_round(self._between[0])
            self.poke()

    def _places(self, ticket: Ticket, reserved: set[int]) -> list[int]:
        """The agents whom *ticket* would be offered to."""
        if self._rings_all:
            return [] if reserved else [place for _, place in self.ranked]
        passed_over = reserved | ticket.tried if ticket.tried else reserved
        draw = self._random.randrange
        place = next_agent(self._strategy, self.ranked, self._last_rung, passed_over, ticket.missed, draw)
        return [] if place is None else [place]

    def _ring(self, ticket: Ticket, places: list[int]) -> None:
        """The agents at *places* are spoken for; their phones ring when it is the turn of rings to start."""
        self._remove(ticket)
        self.offered[ticket.serial] = ticket
        call = ticket.call
        now = self._clock.now
        if ticket.between:
            ticket.between = False
            self._between.remove(ticket)
        else:
            ticket.round_began = now
        ticket.offers += 1
        if ticket.offers > MOST_OFFERS:
            raise BoundExceeded(f"call {call.id!r} is offered to agents more than {MOST_OFFERS:,} times", MOST_OFFERS)
        for place in places:
            self._last_rung = place
            leg = Leg(call, None, (*ticket.path, ticket.offers, place), None)
            ticket.legs.append(leg)
            ticket.tried.add(place)
            line = ticket.agent_of(leg).line
            line.offered += 1
            line.changed()
            call.add(now, order.RING_STARTS, leg.path, _agent_rings, (ticket, leg))

    def _release(self, ticket: Ticket, leg: Leg) -> None:
        """The agent is not spoken for any more, and does not ring."""
        line = ticket.agent_of(leg).line
        line.offered -= 1
        line.changed()

    def ring_agent(self, ticket: Ticket, leg: Leg) -> None:
        """The agent's phone rings now, unless it does not take the call after all."""
        line = ticket.agent_of(leg).line
        now = self._clock.now
        line.offered -= 1
        admission, reaction = line.admit(now)
        if admission is not Admission.RING:
            line.changed()
            ticket.legs.remove(leg)
            self._go_on(ticket, next_agent_at_once=True)
            return
        call = ticket.call
        leg.phone = line
        leg.start = self._clock.seconds
        leg.step = agent_step(ticket.step.node, line.extension)
        leg.queue = self._queue.page.extension
        leg.rule = "8.4"
        leg.gone = partial(self.agent_fails, ticket, leg, "offline", "3.6")
        call.disordered = True
        call.legs.append(leg)
        call.ringing.append(leg)
        line.ringing.append(leg)
        self._note_the_end(ticket, leg, reaction, now)
        line.changed()

    def _note_the_end(self, ticket: Ticket, leg: Leg, reaction: Reaction | None, start: int) -> None:
        call = ticket.call
        if reaction is None or reaction[0] >= self._ring_time:
            leg.just_too_late = reaction is not None and reaction[0] == self._ring_time and reaction[1] > Act.GO_AWAY
            call.add(start + self._ring_time, order.RING_STOPS, leg.path, _agent_misses, (ticket, leg))
        elif reaction[1] is Act.GO_AWAY:
            call.add(start + reaction[0], order.RING_STOPS, leg.path, _agent_goes, (ticket, leg))
        elif reaction[1] is Act.ANSWER:
            call.add(start + reaction[0], order.RING_ANSWERED, leg.path, _agent_answers, leg)
        else:
            call.add(start + reaction[0], order.RING_ANSWERED, leg.path, _agent_rejects, (ticket, leg))

    def agent_fails(self, ticket: Ticket, leg: Leg, result: str, rule: str) -> None:
        """An agent's ring has ended without an answer (rule 8.4)."""
        call = ticket.call
        call.ringing.remove(leg)
        ticket.legs.remove(leg)
        ticket.missed.add(leg.path[-1])
        self._queue.log("no one answering", call, leg.step.target)
        stop(leg, result, rule)
        self._go_on(ticket, next_agent_at_once=result != "no_answer")

    def _go_on(self, ticket: Ticket, next_agent_at_once: bool) -> None:
        if ticket.legs:
            return
        if next_agent_at_once and not self._rings_all:
            del self.offered[ticket.serial]
            insort(self.idle, (ticket.serial, ticket))
            ticket.between = True
            self._between.append(ticket)
            self.poke()
        else:
            self._end_round(ticket)
            self.poke()

    def _end_round(self, ticket: Ticket) -> None:
        """The caller is offered anew, after a pause where there is one; he keeps his place meanwhile."""
        now = self._clock.now
        pause = max(self._retry, FIRST_PAUSE) if ticket.round_began == now else self._retry
        if ticket.between:
            ticket.between = False
            self._between.remove(ticket)
        else:
            del self.offered[ticket.serial]
            insort(self.idle, (ticket.serial, ticket))
        ticket.tried.clear()
        if pause:
            ticket.paused = True
            ticket.call.add(now + pause, order.SOMETHING_ENDS, ticket.path, _pause_ends, ticket)
            ticket.call.wake()


def _pause_ends(ticket: Ticket) -> None:
    ticket.paused = False
    ticket.queue.offers.poke()


def _agent_rings(ringing: tuple[Ticket, Leg]) -> None:
    ringing[0].queue.offers.ring_agent(*ringing)


def _agent_answers(leg: Leg) -> None:
    leg.call.answer(leg, "answered")


def _agent_misses(ringing: tuple[Ticket, Leg]) -> None:
    ticket, leg = ringing
    if leg.just_too_late:
        note_too_late(ticket.call, leg)
    ticket.queue.offers.agent_fails(ticket, leg, "no_answer", "8.4")


def _agent_rejects(ringing: tuple[Ticket, Leg]) -> None:
    ringing[0].queue.offers.agent_fails(*ringing, "rejected", "3.4")


def _agent_goes(ringing: tuple[Ticket, Leg]) -> None:
    ringing[0].queue.offers.agent_fails(*ringing, "offline", "3.6")
