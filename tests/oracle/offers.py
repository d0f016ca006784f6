"""Whom a queue offers its callers to, and when (rules 8.1 to 8.5)."""

from __future__ import annotations

from functools import partial

from tests.oracle.agenda import NO_CALL, Kind, Path, micro
from tests.oracle.lines import Lines, Over
from tests.oracle.state import Call, Line, Ring, Waiter, WaitingLine

SHORTEST_ROUND = micro(1.0)


class Offers(Lines):
    """Queues offer."""

    waiting_lines: dict[str, WaitingLine]

    def after_each(self, kind: Kind) -> None:
        """Look for offers to make whenever anything has happened."""
        waiting = any(line.waiters for line in self.waiting_lines.values())
        if waiting and kind != Kind.OFFER and not self.agenda.has_offer():
            self.agenda.add(self.agenda.now, Kind.OFFER, NO_CALL, (), self.offer_all)

    def offer_all(self) -> None:
        """Make every offer that can be made; an agent wanted by several queues goes to the call placed first."""
        while True:
            wanted = [found for line in self.waiting_lines.values() if (found := self.next_offer(line))]
            if not wanted:
                return
            waiter, agents = min(wanted, key=lambda found: found[0].call.order)
            self.offer(waiter, agents)

    def next_offer(self, line: WaitingLine) -> tuple[Waiter, list[str]] | None:
        """Find the queue's first caller who can be offered, and to whom (rule 8.1)."""
        free = [agent for agent in line.present if self.may_be_rung(line, agent)]
        for waiter in line.waiters:
            if waiter.offered:
                continue
            if self.agenda.now >= waiter.paused:
                takes = self.chosen_agents(waiter, [agent for agent in free if agent not in waiter.had])
                if takes:
                    return waiter, takes
                if waiter.round is None:
                    continue
                self.round_is_over(waiter)
                if self.agenda.now >= waiter.paused:
                    return self.next_offer(line)
            for agent in self.chosen_agents(waiter, free):
                free.remove(agent)
        return None

    def may_be_rung(self, line: WaitingLine, agent: str) -> bool:
        """Rule 8.2."""
        phone = self.lines[agent]
        if self.is_offline(phone, {}, self.people.entry(agent)) or phone.dnd:
            return False
        if self.agenda.now < phone.wrapping_up:
            return False
        free = not (phone.rings or phone.talks or phone.busy or phone.reserved)
        return free or (phone.user.multiple_calls and line.queue.ring_busy_agents)

    def chosen_agents(self, waiter: Waiter, free: list[str]) -> list[str]:
        """Choose whom of *free* the caller's next offer rings (rules 8.3, 8.4)."""
        line = waiter.line
        if line.queue.strategy == "ring_all":
            return list(free)
        agents = line.agents

        def rank(agent: str) -> tuple[bool, int, int]:
            place = agents.index(agent)
            key = {
                "linear": 0,
                "longest_idle": line.ended.get(agent, -1),
                "fewest_calls": line.answered.get(agent, 0),
                "round_robin": (place - line.last - 1) % len(agents),
            }[line.queue.strategy]
            return agent in waiter.missed, key, place

        return sorted(free, key=rank)[:1]

    def offer(self, waiter: Waiter, agents: list[str]) -> None:
        now = self.agenda.now
        call, line = waiter.call, waiter.line
        if waiter.round is None:
            waiter.round = now
        waiter.offers += 1
        for agent in agents:
            place = line.agents.index(agent)
            path = (*waiter.place, waiter.offers, place)
            line.last = place
            waiter.offered.append(agent)
            waiter.had.add(agent)
            self.lines[agent].reserved.append(call)
            over = partial(self.agent_is_over, waiter, agent)
            act = partial(self.agent_is_rung, call, path, self.lines[agent], line.queue.agent_ring_time, over)
            self.agenda.add(now, Kind.RING_STARTS, call.key, path, act)

    def agent_is_rung(self, call: Call, path: Path, phone: Line, ring_time: float, over: Over) -> None:
        """Ring an agent; one whom this very attempt finds away or busy has had his turn, unrung and nothing missed."""
        phone.reserved.remove(call)
        extra, entry = self.next_attempt(phone)
        if self.refusal(phone, extra, entry):
            over("unrung")
        else:
            self.rings(Ring(call, path, phone.user.extension, self.agenda.now, phone, over), extra, entry, ring_time)

    def agent_is_over(self, waiter: Waiter, agent: str, result: str) -> None:
        """Go on after an agent did not take the call: at once after a rejection, else after the pause."""
        waiter.offered.remove(agent)
        if result != "unrung":
            waiter.missed.add(agent)
        one_by_one = waiter.line.queue.strategy != "ring_all"
        if not waiter.offered and (result == "no_answer" or not one_by_one):
            self.round_is_over(waiter)

    def round_is_over(self, waiter: Waiter) -> None:
        now = self.agenda.now
        pause = micro(waiter.line.queue.retry)
        if waiter.round == now:
            pause = max(pause, SHORTEST_ROUND)
        waiter.round, waiter.paused = None, now + pause
        waiter.had.clear()
        if pause:
            self.agenda.add(waiter.paused, Kind.OFFER, waiter.call.key, (), self.offer_all)

    def silence(self, call: Call) -> None:
        super().silence(call)
        self.silence_queue(call)

    def silence_queue(self, call: Call) -> None:
        """Take the call out of its queue."""
        if call.waiter:
            call.waiter.line.waiters.remove(call.waiter)
            for agent in call.waiter.offered:
                if call in self.lines[agent].reserved:
                    self.lines[agent].reserved.remove(call)
            call.waiter = None

    def takes(self, call: Call, outcome: str, by: str, most: int | None = None, ring: Ring | None = None) -> None:
        waiter = call.waiter
        super().takes(call, outcome, by, most, ring)
        if waiter and ring:
            self.agent_answers(waiter, ring.target)

    def agent_answers(self, waiter: Waiter, agent: str) -> None:
        raise NotImplementedError
