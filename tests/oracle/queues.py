"""Queues (rule 8)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from routesim.model.dial_plan import DialPlan, QueueElement
from routesim.model.system import PhoneSystem
from tests.oracle.agenda import NO_CALL, Kind, micro
from tests.oracle.dial_plans import DialPlans
from tests.oracle.offers import Offers
from tests.oracle.state import Call, Waiter, WaitingLine

LOG_IN_MESSAGE = 2.0


class Queues(Offers, DialPlans):
    """Calls wait for agents."""

    def set_up(self, system: PhoneSystem) -> None:
        super().set_up(system)
        self.waiting_lines = {
            queue.extension: WaitingLine(
                queue, system.members(queue.static_agents), system.members(queue.dynamic_agents)
            )
            for queue in system.queues
        }
        self.log_ins = {queue.connect_number: queue.extension for queue in system.queues if queue.connect_number}
        self.log_outs = {queue.disconnect_number: queue.extension for queue in system.queues if queue.disconnect_number}

    def is_extension(self, number: str) -> bool:
        known = (self.waiting_lines, self.log_ins, self.log_outs)
        return any(number in numbers for numbers in known) or super().is_extension(number)

    def waiting_line(self, name: str) -> WaitingLine:
        (found,) = [line for line in self.waiting_lines.values() if name in (line.queue.extension, line.queue.name)]
        return found

    def reach_internal(self, call: Call, extension: str) -> None:
        if extension in self.log_ins:
            self.logs(call, f"login:{extension}", self.waiting_lines[self.log_ins[extension]], "logged_in")
        elif extension in self.log_outs:
            self.logs(call, f"logout:{extension}", self.waiting_lines[self.log_outs[extension]], "logged_out")
        elif extension in self.waiting_lines:
            self.joins(
                call, self.waiting_lines[extension], partial(self.overflows, call, self.waiting_lines[extension])
            )
        else:
            super().reach_internal(call, extension)

    def queues(self, call: Call, plan: DialPlan, element: QueueElement) -> None:
        leave = lambda _: self.leave_by(call, plan, element.next)  # noqa: E731
        self.joins(call, self.waiting_line(element.queue), leave)

    def overflows(self, call: Call, line: WaitingLine, reason: str) -> None:
        """Leave a queue that was dialled directly (rule 8.7); to overflow counts as an element of a dial plan."""
        if line.queue.overflow is None:
            self.ends_unanswered(call, "no_answer", reason)
        elif self.goes_in_a_circle(call):
            self.ends_unanswered(call, "failed", "dial_plan_loop")
        else:
            fails = partial(self.ends_unanswered, call)
            self.destination(call, self.new_place(call), line.queue.overflow, fails)

    def joins(self, call: Call, line: WaitingLine, leave: Callable[[str], None]) -> None:
        call.path.append(f"queue:{line.queue.extension}")
        if not line.queue.join_empty and not line.present:
            leave("no_agent")
            return
        waiter = call.waiter = Waiter(call, line, leave, place=self.new_place(call))
        line.waiters.append(waiter)
        if line.queue.max_wait is not None:
            ends = self.agenda.now + micro(line.queue.max_wait)
            self.agenda.add(ends, Kind.DEADLINE, call.key, (), partial(self.leaves, waiter, "timeout"))

    def leaves(self, waiter: Waiter, reason: str) -> None:
        """Leave the queue without having been answered; an offer in progress is cut (rules 8.7, 8.8)."""
        call = waiter.call
        for ring in list(call.rings):
            self.stops(ring, "no_answer")
        self.silence_queue(call)
        self.agenda.drop_but(call.key, call.kept)
        waiter.leave(reason)

    def logs(self, call: Call, node: str, line: WaitingLine, outcome: str) -> None:
        """Log in or out by number (rule 8.9)."""
        call.path.append(node)
        agent = call.user.extension if call.user else None
        if agent is None or agent not in line.dynamic:
            self.ends_unanswered(call, "rejected")
            return
        self.membership(line, agent, outcome == "logged_in")
        ends = self.agenda.now + micro(LOG_IN_MESSAGE)
        self.agenda.add(ends, Kind.PROMPT, call.key, (), partial(self.ends_unanswered, call, outcome))

    def membership(self, line: WaitingLine, agent: str, is_in: bool) -> None:
        """Let a dynamic agent in or out; the last one out may take the callers along (rule 8.8)."""
        before = line.present
        if is_in:
            line.logged_in.add(agent)
        else:
            line.logged_in.discard(agent)
        if before and not line.present and line.queue.leave_when_empty:
            for waiter in list(line.waiters):
                self.leaves(waiter, "no_agent")

    def agent_answers(self, waiter: Waiter, agent: str) -> None:
        """Count the call, and tell when the agent may be offered one again (rules 8.3, 8.6)."""
        line = waiter.line
        line.answered[agent] = line.answered.get(agent, 0) + 1
        waiter.call.on_end = partial(self.conversation_is_over, line, agent)

    def conversation_is_over(self, line: WaitingLine, agent: str) -> None:
        now = self.agenda.now
        line.ended[agent] = now
        ends = now + micro(line.queue.wrap_up)
        self.lines[agent].wrapping_up = max(self.lines[agent].wrapping_up, ends)
        self.agenda.add(ends, Kind.SOMETHING_ENDS, NO_CALL, (), lambda: None)
