"""Incoming numbers, queues, conferences and mailboxes in the graph (rules 6, 8, 9)."""

from __future__ import annotations

from routesim.graph.directory import Directory, mailbox_id
from routesim.graph.draft import Draft
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
        name = f"number:{page.number}"
        self._draft.node(name, "number", page.number)
        target, label = self._directory.led_to(page.destination)
        self._draft.edge(name, target, "destination", label)

    def add_queue(self, queue: Queue) -> None:
        """Add a queue, its agents, its ways out when it is dialled directly, and its log-in numbers (rule 8)."""
        name = f"queue:{queue.extension}"
        self._draft.node(
            name,
            "queue",
            f"Queue {queue.name} ({queue.extension})",
            strategy=queue.strategy,
            max_wait=queue.max_wait,
            agent_ring_time=queue.agent_ring_time,
            retry=queue.retry,
            wrap_up=queue.wrap_up,
            join_empty=queue.join_empty,
            leave_when_empty=queue.leave_when_empty,
        )
        self._agents(queue, name)
        self._ways_out(queue, name)
        self._membership(queue)

    def _agents(self, queue: Queue, name: str) -> None:
        for kind, agents in (("static", queue.static_agents), ("dynamic", queue.dynamic_agents)):
            for agent in self._system.members(agents):
                self._draft.edge(name, self._directory.user(agent), "agent", f"agent ({kind})")

    def _ways_out(self, queue: Queue, name: str) -> None:
        """The queue's own exits; in a dial plan the element's take their place (rules 7.4, 8.7)."""
        target = "outcome:no_answer" if queue.overflow is None else self._directory.led_to(queue.overflow)[0]
        for label, possible in ways_out(queue, self._system):
            self._draft.edge(name, target, "overflow", label, possible)

    def _membership(self, queue: Queue) -> None:
        for kind, number, does, outcome in (
            ("login", queue.connect_number, "logs in", "logged_in"),
            ("logout", queue.disconnect_number, "logs out", "logged_out"),
        ):
            if not number:
                continue
            node = f"{kind}:{number}"
            label = f"{number}: {does} to {queue.name}" if kind == "login" else f"{number}: {does} of {queue.name}"
            self._draft.nodes[node] = {"kind": kind, "label": label, "queue": queue.extension}
            self._draft.edge(node, f"outcome:{outcome}", "membership", "a dynamic agent dials it")
            self._draft.edge(node, "outcome:rejected", "membership", "anybody else dials it")

    def add_conference(self, room: Conference) -> None:
        """Add a conference (rule 9)."""
        name = f"conference:{room.extension}"
        label = f"Conference {room.name} ({room.extension})"
        self._draft.node(
            name,
            "conference",
            label,
            asks_code=room.access_code is not None,
            administrator=room.administrator,
            wait_for_administrator=room.wait_for_administrator,
        )
        self._draft.edge(name, "outcome:conference", "admit", "right access code" if room.access_code else "is let in")
        if room.access_code:
            self._draft.edge(name, "outcome:rejected", "fail", "three wrong access codes")

    def add_mailbox(self, box: Voicemail) -> None:
        """Add a mailbox made by hand."""
        number = f" ({box.extension})" if box.extension else ""
        add_mailbox(self._draft, mailbox_id(box), f"Mailbox {box.name}{number}")


def ways_out(queue: Queue, system: PhoneSystem) -> tuple[tuple[str, bool], ...]:
    """How callers leave *queue* without an agent: what does it, and whether it ever can (rules 8.7, 8.8)."""
    wait = "maximum wait (none set)" if queue.max_wait is None else f"after {seconds(queue.max_wait)}"
    minds_emptiness = queue.leave_when_empty or not queue.join_empty
    can_empty = not system.members(queue.static_agents)
    return (wait, queue.max_wait is not None), ("no agent logged in", minds_emptiness and can_empty)
