"""Where calls can go in a dial plan: which elements they get to, and which exits they can take (rule 7)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from routesim.errors import Path
from routesim.graph.services import ways_out
from routesim.lint.entries import EXTERNAL
from routesim.lint.exits import DEFAULTS, Exit, exits_of
from routesim.lint.knots import reached
from routesim.lint.occasions import can_be, occasion_of
from routesim.lint.plans import USER
from routesim.model import dial_plan as page
from routesim.routing.steps import microseconds

if TYPE_CHECKING:
    from routesim.lint.survey import Survey


class Flow:
    """The dial plan at *place* of *survey*'s system."""

    def __init__(self, survey: Survey, place: int) -> None:
        self._survey = survey
        self.page = survey.system.dial_plans[place]
        self._path: Path = ("dial_plans", place, "elements")

    def path(self, element: str, *parts: str | int) -> Path:
        """Leads to an element, or to a part of it."""
        return (*self._path, element, *parts)

    @cached_property
    def exits(self) -> dict[str, tuple[Exit, ...]]:
        """Every element's ways out."""
        states = self._survey.switch_states
        return {name: tuple(exits_of(element, states)) for name, element in self.page.elements.items()}

    @cached_property
    def elements(self) -> dict[str, page.AnyElement]:
        """The elements that calls get to, if anything connected to them is followed."""
        found = reached([self.page.start], self._leads_to)
        return {name: element for name, element in self.page.elements.items() if name in found}

    def _leads_to(self, name: str) -> Iterator[str]:
        if self.returns(self.page.elements[name]):
            yield from (exit_.target for exit_ in self.exits[name] if exit_.target is not None)

    def returns(self, element: page.AnyElement) -> bool:
        """Whether *element* keeps no call for good: one that calls a queue or another plan hands it over (rule 7.1)."""
        return not isinstance(element, page.CallElement) or self.rung_by(element) is not None

    def rung_by(self, element: page.CallElement) -> str | None:
        """The user or external number that a Call element rings; None where it hands the call over."""
        node = self._survey.dialled(element.to)
        return node if node.startswith((USER, EXTERNAL)) else None

    def ways_in(self, name: str) -> Iterator[tuple[str, Exit]]:
        """The elements that calls get to and that lead to the one called *name*, each with its exit there."""
        return iter(self._ways_in.get(name, ()))

    @cached_property
    def _ways_in(self) -> dict[str, list[tuple[str, Exit]]]:
        found: dict[str, list[tuple[str, Exit]]] = {}
        for name, element in self.elements.items():
            for exit_ in self.exits[name] if self.returns(element) else ():
                if exit_.target is not None:
                    found.setdefault(exit_.target, []).append((name, exit_))
        return found

    @cached_property
    def open_exits(self) -> list[tuple[str, Exit]]:
        """The exits that lead nowhere although calls can take them, each with its element."""
        return [
            (name, exit_)
            for name, element in self.elements.items()
            for exit_ in self.exits[name]
            if exit_.target is None and (element.type, exit_.name) not in DEFAULTS and self._can_take(element, exit_)
        ]

    def _can_take(self, element: page.AnyElement, exit_: Exit) -> bool:
        match element:
            case page.CallElement():
                return self._can_fail(element)
            case page.QueueElement():
                queue = self._survey.queues[self._survey.directory.queue(element.queue)]
                return any(possible for _, possible in ways_out(queue, self._survey.system))
            case page.Menu():
                return exit_.name == "no_input" or element.timeout > 0
            case page.TimeCondition():
                held = [occasion_of(element)]
                return can_be(held, ()) is True if exit_.name == "true" else can_be((), held) is True
            case page.Dispatcher() | page.AccessList():
                return self._can_match(element, exit_)
        return True

    def _can_match(self, element: page.Dispatcher | page.AccessList, exit_: Exit) -> bool:
        patterns = patterns_of(element)
        matched = self._survey.matching.first(patterns)
        if exit_.name == "unknown":
            return matched.rest is not None
        if isinstance(element, page.Dispatcher):
            return not matched.is_dead(int(exit_.path[1]))
        allowed = len(element.allow)
        places = range(allowed) if exit_.name == "authorized" else range(allowed, len(patterns))
        return not all(matched.is_dead(place) for place in places)

    def _can_fail(self, element: page.CallElement) -> bool:
        """Whether the call that *element* makes can come back by the exit `next` (rules 5.4, 7.1)."""
        node = self.rung_by(element)
        if node is None or not node.startswith(USER):
            return node is not None
        extension, fates = node[len(USER) :], self._survey.fates
        for plan in self._survey.plans[extension]:
            goes_to_next = plan.name != "busy" or element.busy is None
            if goes_to_next and fates.falls_through(plan) is not None:
                return True
        return element.ring_time is not None and fates.goes_on(extension, microseconds(element.ring_time)) is not None


def patterns_of(element: page.Dispatcher | page.AccessList) -> tuple[str, ...]:
    """The patterns of *element*, in the order in which they are tried."""
    if isinstance(element, page.Dispatcher):
        return tuple(line.pattern for line in element.lines)
    return element.allow + element.deny
