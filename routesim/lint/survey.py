"""What rules share: a phone system, and what can be worked out about it once for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import chain

from routesim.graph.directory import Directory
from routesim.lint.circles import Circles
from routesim.lint.deadlines import Arrivals, arrivals
from routesim.lint.entries import Entry, entries_of
from routesim.lint.fates import Fates
from routesim.lint.flow import Flow
from routesim.lint.knots import Graph
from routesim.lint.leads import Lead, leads
from routesim.lint.logged_out import LoggedOut
from routesim.lint.matching import Matching
from routesim.lint.plans import Plan, plans_of
from routesim.lint.rings import Rings
from routesim.lint.silence import Unanswered
from routesim.model.destination import TypedDestination
from routesim.model.dial_plan import CallElement, CallerId
from routesim.model.index import Index
from routesim.model.queue import Queue
from routesim.model.system import PhoneSystem
from routesim.model.user import User

NUMBER = "number:"


class Survey:
    """*system*, in which every reference leads somewhere, and what rules ask about it, each part made when needed."""

    def __init__(self, system: PhoneSystem) -> None:
        self.system = system
        self._within: dict[tuple[str, int], frozenset[str]] = {}

    @cached_property
    def directory(self) -> Directory:
        """Who and what numbers and names stand for."""
        return Directory(self.system)

    @cached_property
    def index(self) -> Index:
        """Who has which extension."""
        return Index(self.system)

    @cached_property
    def users(self) -> dict[str, User]:
        """Users by extension."""
        return {user.extension: user for user in self.system.users}

    @cached_property
    def plans(self) -> dict[str, tuple[Plan, ...]]:
        """The ring plans that apply, by their users: Follow Me's alone, or those on no answer and on busy."""
        return {user.extension: plans_of(user, place, self.directory) for place, user in enumerate(self.system.users)}

    @cached_property
    def forwards(self) -> Graph:
        """Whom each user's plans ring among the users, each once, in the order of their pages."""
        return {
            extension: list(dict.fromkeys(leg.user for plan in plans for leg in plan.legs if leg.user is not None))
            for extension, plans in self.plans.items()
        }

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Where calls come in."""
        return tuple(entries_of(self))

    @cached_property
    def arrivals(self) -> Arrivals:
        """The best ways in which calls come to each user, with the time that they leave."""
        return arrivals(self)

    @cached_property
    def fates(self) -> Fates:
        """What can become of calls to users."""
        return Fates(self)

    @cached_property
    def unanswered(self) -> Unanswered:
        """What becomes of ring plans that nobody answers."""
        return Unanswered(self)

    @cached_property
    def number_places(self) -> dict[str, int]:
        """Where each incoming number stands among them."""
        return {own.number: place for place, own in enumerate(self.system.incoming_numbers)}

    @cached_property
    def logged_out(self) -> LoggedOut:
        """What is left of forwardings while everybody who must log in has not."""
        return LoggedOut(self)

    @cached_property
    def matching(self) -> Matching:
        """What patterns on callers' numbers match, the texts of Caller ID elements among them (rule 7.12)."""
        elements = (element for plan in self.system.dial_plans for element in plan.elements.values())
        texts = (element.text for element in elements if isinstance(element, CallerId) and element.text is not None)
        return Matching(list(dict.fromkeys(texts)))

    @cached_property
    def switch_states(self) -> dict[str, tuple[str, ...]]:
        """The states of each multi-switch."""
        return {switch.name: switch.choices for switch in self.system.multi_switches}

    @cached_property
    def queues(self) -> dict[str, Queue]:
        """Queues by their nodes."""
        return {f"queue:{queue.extension}": queue for queue in self.system.queues}

    @cached_property
    def rings(self) -> Rings:
        """The lines that ring plans ring."""
        return Rings(self)

    @cached_property
    def flows(self) -> tuple[Flow, ...]:
        """The dial plans, and where calls can go in them."""
        return tuple(Flow(self, place) for place in range(len(self.system.dial_plans)))

    @cached_property
    def led_mailboxes(self) -> frozenset[str]:
        """The mailboxes that something leads to besides their users' own last resorts, as nodes."""
        return frozenset(target for _, target in self.leads if target.startswith("mailbox:"))

    @cached_property
    def dialled_queues(self) -> frozenset[str]:
        """The queues that calls get to but by a Queue element: what follows then is the overflow (rule 8.7)."""
        destinations = [own.destination for own in self.system.incoming_numbers]
        destinations += [queue.overflow for queue in self.system.queues if queue.overflow is not None]
        elements = (element for flow in self.flows for element in flow.elements.values())
        called = (self.dialled(element.to) for element in elements if isinstance(element, CallElement))
        return frozenset(chain(map(self.led_to, destinations), called)) & frozenset(self.queues)

    @cached_property
    def leads(self) -> tuple[Lead, ...]:
        """What leads to what."""
        return tuple(leads(self))

    @cached_property
    def circles(self) -> Circles:
        """Circles of dial-plan elements that take no time."""
        return Circles(self)

    def within(self, extension: str, forwards: int) -> frozenset[str]:
        """The users whom a call to a user can be forwarded to, so many *forwards* deep at most."""
        key = (extension, forwards)
        if key not in self._within:
            found: dict[str, None] = {}
            reached = [extension]
            for _ in range(forwards):
                reached = [there for here in reached for there in self.forwards[here] if there not in found]
                found.update(dict.fromkeys(reached))
                reached = list(dict.fromkeys(reached))
            self._within[key] = frozenset(found)
        return self._within[key]

    def dialled(self, number: str) -> str:
        """The node that a number gets to in the end: the system's own numbers lead on (rule 2.4)."""
        return self._end(self.directory.dialled(number))

    def led_to(self, destination: TypedDestination) -> str:
        """The node that a typed destination gets to in the end (rule 6.1)."""
        return self._end(self.directory.led_to(destination)[0])

    def _end(self, node: str) -> str:
        while node.startswith(NUMBER):
            node = self.directory.led_to(self.directory.numbers[node[len(NUMBER) :]])[0]
        return node

    @cached_property
    def _directories(self) -> dict[str, list[User]]:
        found: dict[str, list[User]] = {}
        for user in self.system.users:
            if user.directory:
                found.setdefault(user.directory.casefold(), []).append(user)
        return found

    def listed(self, directory: str) -> list[User]:
        """The users in a directory (rule 7.6)."""
        return self._directories.get(directory.casefold(), [])

    def all_plans(self) -> Iterator[Plan]:
        """Every ring plan that applies and has destinations, in file order."""
        for plans in self.plans.values():
            yield from (plan for plan in plans if plan.legs)
