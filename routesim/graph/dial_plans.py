"""Dial plans in the graph: a node per element, an edge per exit (rule 7)."""

from __future__ import annotations

from collections.abc import Iterator

from routesim.graph.directory import Directory, missing
from routesim.graph.draft import Draft
from routesim.graph.exits import Way, described, pages_of, ways
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
        self._draft.node(name, "dial_plan", f"Dial plan {plan.name} ({plan.extension})")
        self._draft.edge(name, f"{name}/{_element(plan, plan.start)}", "start", "starts with")
        for called, element in plan.elements.items():
            node = f"{name}/{called}"
            label = f"{called}: {described(element)}"
            self._draft.node(node, "element", label, type=element.type, goes_on=self._goes_on(element))
            self._leads_to(element, node)
            for way in self._ways(element):
                self._exit(plan, node, way)

    def _leads_to(self, element: page.AnyElement, node: str) -> None:
        """What the element itself reaches."""
        edge, directory = self._draft.edge, self._directory
        match element:
            case page.CallElement():
                edge(node, directory.dialled(element.to), "destination", "calls")
            case page.VoicemailElement():
                edge(node, directory.mailbox(element.voicemail), "destination", "leaves a message")
            case page.HangUpElement():
                edge(node, "outcome:hung_up", "destination", "hangs up")
            case page.QueueElement():
                edge(node, directory.queue(element.queue), "destination", "waits in")
            case page.ConferenceElement():
                edge(node, directory.conference(element.conference), "destination", "joins")
            case page.DigitalReceptionist():
                for user in self._listed.get(element.directory, ()):
                    edge(node, f"user:{user.extension}", "directory", f"dials {user.extension}")

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

    def _exit(self, plan: page.DialPlan, node: str, way: Way) -> None:
        more = {} if way.current is None else {"current": way.current}
        if way.element is None:
            self._draft.edge(node, "outcome:hung_up", "open_exit", way.label, way.possible, **more)
        else:
            target = f"dial_plan:{plan.extension}/{_element(plan, way.element)}"
            self._draft.edge(node, target, way.kind, way.label, way.possible, **more)


def _element(plan: page.DialPlan, name: str) -> str:
    if name not in plan.elements:
        raise missing("element", name, f" in dial plan {plan.name!r}")
    return name
