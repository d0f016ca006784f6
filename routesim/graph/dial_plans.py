"""Dial plans in the graph: a node per element, an edge per exit (rule 7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from routesim.graph.directory import Directory, missing
from routesim.graph.draft import Draft, Lead
from routesim.graph.exits import Way, described, pages_of, ways
from routesim.graph.parts import Look, Node
from routesim.graph.services import ways_out
from routesim.model import dial_plan as page
from routesim.model.system import PhoneSystem
from routesim.model.user import User


class DialPlans:
    """Adds dial plans to *draft*."""

    def __init__(self, draft: Draft, directory: Directory, system: PhoneSystem) -> None:
        self._draft = draft
        self._directory = directory
        self._system = system
        self._pages = pages_of(system)
        self._queues = {queue.extension: queue for queue in system.queues}
        self._listed: dict[str, list[User]] = {}
        for user in system.users:
            if user.directory:
                self._listed.setdefault(user.directory, []).append(user)

    def add(self, plan: page.DialPlan) -> None:
        """Add a dial plan and its elements, in file order."""
        name = f"dial_plan:{plan.extension}"
        first = (f"{name}/{_element(plan, plan.start)}", Look("start", "starts with"))
        self._draft.add(Node(name, "dial_plan", f"Dial plan {plan.name} ({plan.extension})"), first)
        for called, element in plan.elements.items():
            settings: dict[str, Any] = {"type": element.type, "goes_on": self._goes_on(element)}
            if isinstance(element, page.CallElement) and element.ring_time is not None:
                settings["ring_time"] = element.ring_time
            node = Node(f"{name}/{called}", "element", f"{called}: {described(element)}", settings)
            self._draft.add(node, *self._led_to(element), *self._exits(plan, element))

    def _led_to(self, element: page.AnyElement) -> Iterator[Lead]:
        """What the element itself reaches."""
        directory = self._directory
        match element:
            case page.CallElement():
                yield directory.dialled(element.to), Look("destination", "calls")
            case page.VoicemailElement():
                yield directory.mailbox(element.voicemail), Look("destination", "leaves a message")
            case page.HangUpElement():
                yield directory.outcome("hung_up"), Look("destination", "hangs up")
            case page.QueueElement():
                yield directory.queue(element.queue), Look("destination", "waits in")
            case page.ConferenceElement():
                yield directory.conference(element.conference), Look("destination", "joins")
            case page.DigitalReceptionist():
                for user in self._listed.get(element.directory, ()):
                    yield f"user:{user.extension}", Look("directory", f"dials {user.extension}")

    def _goes_on(self, element: page.AnyElement) -> bool:
        """Whether the plan goes on should what *element* calls fail; a queue or plan it calls keeps the call (7.1)."""
        match element:
            case page.CallElement():
                return self._directory.may_fail(element.to)
            case page.ConferenceElement():
                return element.next is not None
        return isinstance(element, page.DigitalReceptionist | page.QueueElement)

    def _ways(self, element: page.AnyElement) -> Iterator[Way]:
        """The element's exits to others; a refused access code without one is the conference's own (rule 9.1)."""
        match element:
            case page.QueueElement():
                queue = self._queues[self._directory.queue(element.queue).removeprefix("queue:")]
                for label, possible in ways_out(queue, self._system):
                    if possible or element.next:
                        yield Way(label, element.next, possible=possible)
            case page.ConferenceElement(next=None):
                return
            case page.CallElement() if not self._goes_on(element):
                yield from (way._replace(possible=False) for way in ways(element, self._pages) if way.element)
            case _:
                yield from ways(element, self._pages)

    def _exits(self, plan: page.DialPlan, element: page.AnyElement) -> Iterator[Lead]:
        for way in self._ways(element):
            look = Look(way.kind, way.label, way.possible, current=way.current)
            if way.element is None:
                yield self._directory.outcome("hung_up"), look._replace(kind="open_exit")
            else:
                yield f"dial_plan:{plan.extension}/{_element(plan, way.element)}", look


def _element(plan: page.DialPlan, name: str) -> str:
    if name not in plan.elements:
        raise missing("element", name, f" in dial plan {plan.name!r}")
    return name
