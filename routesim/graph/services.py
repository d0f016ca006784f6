"""Incoming numbers, queues, conferences and mailboxes in the graph (rules 6, 8, 9)."""

from __future__ import annotations

from collections.abc import Iterator

from routesim.graph.directory import Directory, mailbox_id
from routesim.graph.draft import Draft, Lead
from routesim.graph.parts import Look, Node
from routesim.graph.users import add_mailbox
from routesim.model.conference import Conference
from routesim.model.queue import Queue
from routesim.model.system import IncomingNumber, PhoneSystem, Voicemail
from routesim.result.clock import seconds


class Services:
    """Adds what callers reach besides people and dial plans to *draft*."""

    def __init__(self, draft: Draft, directory: Directory, system: PhoneSystem) -> None:
        self._draft = draft
        self._directory = directory
        self._system = system

    def add_number(self, page: IncomingNumber) -> None:
        """Add an incoming number and the way on from it (rule 6.1)."""
        target, label = self._directory.led_to(page.destination)
        self._draft.add(Node(f"number:{page.number}", "number", page.number), (target, Look("destination", label)))

    def add_queue(self, queue: Queue) -> None:
        """Add a queue, its agents, its ways out when it is dialled directly, and its log-in numbers (rule 8)."""
        settings = {
            "strategy": queue.strategy,
            "max_wait": queue.max_wait,
            "agent_ring_time": queue.agent_ring_time,
            "retry": queue.retry,
            "wrap_up": queue.wrap_up,
            "join_empty": queue.join_empty,
            "leave_when_empty": queue.leave_when_empty,
        }
        label = f"Queue {queue.name} ({queue.extension})"
        node = Node(f"queue:{queue.extension}", "queue", label, settings)
        self._draft.add(node, *self._agents(queue), *self._ways_out(queue))
        self._membership(queue)

    def _agents(self, queue: Queue) -> Iterator[Lead]:
        for kind, agents in (("static", queue.static_agents), ("dynamic", queue.dynamic_agents)):
            look = Look("agent", f"agent ({kind})")
            yield from ((self._directory.user(agent), look) for agent in self._system.members(agents))

    def _ways_out(self, queue: Queue) -> Iterator[Lead]:
        """The queue's own exits; in a dial plan the element's take their place (rules 7.4, 8.7)."""
        directory, overflow = self._directory, queue.overflow
        target = directory.outcome("no_answer") if overflow is None else directory.led_to(overflow)[0]
        for label, possible in ways_out(queue, self._system):
            yield target, Look("overflow", label, possible)

    def _membership(self, queue: Queue) -> None:
        outcome, settings = self._directory.outcome, {"queue": queue.extension}
        number = queue.connect_number
        if number:
            node = Node(f"login:{number}", "login", f"{number}: logs in to {queue.name}", settings)
            self._draft.add(node, (outcome("logged_in"), _AGENT), (outcome("rejected"), _STRANGER))
        number = queue.disconnect_number
        if number:
            node = Node(f"logout:{number}", "logout", f"{number}: logs out of {queue.name}", settings)
            self._draft.add(node, (outcome("logged_out"), _AGENT), (outcome("rejected"), _STRANGER))

    def add_conference(self, room: Conference) -> None:
        """Add a conference (rule 9)."""
        settings = {
            "asks_code": room.access_code is not None,
            "administrator": room.administrator,
            "wait_for_administrator": room.wait_for_administrator,
        }
        name = f"conference:{room.extension}"
        node = Node(name, "conference", f"Conference {room.name} ({room.extension})", settings)
        outcome, admitted = self._directory.outcome, "right access code" if room.access_code else "is let in"
        leads = [(outcome("conference"), Look("admit", admitted))]
        if room.access_code:
            leads.append((outcome("rejected"), Look("fail", "three wrong access codes")))
        self._draft.add(node, *leads)

    def add_mailbox(self, box: Voicemail) -> None:
        """Add a mailbox made by hand."""
        number = f" ({box.extension})" if box.extension else ""
        add_mailbox(self._draft, self._directory, mailbox_id(box), f"Mailbox {box.name}{number}")


_AGENT = Look("membership", "a dynamic agent dials it")
_STRANGER = Look("membership", "anybody else dials it")


def ways_out(queue: Queue, system: PhoneSystem) -> tuple[tuple[str, bool], ...]:
    """How callers leave *queue* without an agent: what does it, and whether it ever can (rules 8.7, 8.8)."""
    wait = "maximum wait (none set)" if queue.max_wait is None else f"after {seconds(queue.max_wait)}"
    minds_emptiness = queue.leave_when_empty or not queue.join_empty
    can_empty = not system.members(queue.static_agents)
    return (wait, queue.max_wait is not None), ("no agent logged in", minds_emptiness and can_empty)
