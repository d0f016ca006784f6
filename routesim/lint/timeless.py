"""Ways through dial plans that take no time, and the circles in them (rule 7): a call in one fails after 100 elements.

What takes time: a message, a prompt, a call that can ring, a queue in which one can wait. A step that takes none may
ask something of the clock, of a switch or of the caller's number; those along a circle are asked at one instant, and
must agree. Some steps take no time only if phones are off, or nobody has logged in: these are not *certain*.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from routesim.errors import Path
from routesim.lint.entries import EXTERNAL
from routesim.lint.fates import BUSY, NOTHING, UNREACHABLE, Conduct
from routesim.lint.flow import Flow, patterns_of
from routesim.lint.needs import Clock, Need, Number, Shown, Stands
from routesim.lint.occasions import occasion_of
from routesim.lint.plans import USER, own_ring
from routesim.model import dial_plan as page
from routesim.model.queue import Queue

if TYPE_CHECKING:
    from routesim.lint.survey import Survey

Needs = tuple[Need, ...]


class Stop(NamedTuple):
    """Where a call is for no time: an element, or a queue that is dialled. *words* name it, *path* leads to it."""

    words: str
    path: Path


class Way(NamedTuple):
    """A step to the stop *there* that takes no time. *conduct* says what makes it so, None where it is certain."""

    there: str
    needs: Needs = ()
    conduct: Conduct | None = None


class Timeless:
    """The stops of *survey*'s dial plans and queues by name, and the ways between them."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self.stops: dict[str, Stop] = {}
        self.ways: dict[str, list[Way]] = {}
        several = len(survey.flows) > 1
        for flow in survey.flows:
            for name, element in flow.elements.items():
                words = f"{name} ({flow.page.name})" if several else name
                self.stops[_stop(flow, name)] = Stop(words, flow.path(name))
                self.ways[_stop(flow, name)] = list(self._from(flow, name, element))
        for place, (node, queue) in enumerate(survey.queues.items()):
            self.stops[node] = Stop(f"queue {queue.name}", ("queues", place))
            self.ways[node] = list(self._overflowing(queue))

    @cached_property
    def _durations(self) -> dict[str, float]:
        return {message.name: message.seconds for message in self._survey.system.audio_messages}

    @cached_property
    def _starts(self) -> dict[str, str]:
        return {f"dial_plan:{flow.page.extension}": _stop(flow, flow.page.start) for flow in self._survey.flows}

    def _handed_to(self, node: str) -> Iterator[Way]:
        """The way to where a call is handed over, if that is a stop."""
        if node in self._starts:
            yield Way(self._starts[node])
        elif node in self._survey.queues:
            yield Way(node)

    def _from(self, flow: Flow, name: str, element: page.AnyElement) -> Iterator[Way]:
        """The ways on from an element that take no time."""
        match element:
            case page.CallElement():
                yield from self._calling(flow, element)
            case page.QueueElement(next=str(target)):
                queue = self._survey.queues[self._survey.directory.queue(element.queue)]
                yield from (Way(_stop(flow, target), conduct=conduct) for conduct in self._out_of(queue))
            case page.Dispatcher() | page.AccessList():
                yield from _sorting(flow, name, element)
            case _:
                for exit_ in flow.exits[name]:
                    needs = self._needs(element, exit_.name)
                    if exit_.target is not None and needs is not None:
                        yield Way(_stop(flow, exit_.target), needs)

    def _needs(self, element: page.AnyElement, name: str) -> Needs | None:
        """What has to be so for a call to take that exit in no time; None where it takes time, or never does."""
        match element:
            case page.PlayFile():
                return None if self._durations.get(element.message) else ()
            case page.Menu():
                waits = element.timeout or self._durations.get(element.greeting or "")
                return () if name == "no_input" and not waits else None
            case page.SwitchElement():
                return (Stands(element.switch, name),)
            case page.MultiSwitchElement():
                return (Stands(element.multi_switch, name),)
            case page.TimeCondition():
                return (Clock(occasion_of(element), name == "true"),)
            case page.Record():
                return ()
            case page.CallerId():
                return (Shown(element.text or ""),)
        return None

    def _calling(self, flow: Flow, element: page.CallElement) -> Iterator[Way]:
        """The ways of a Call element: to what it hands the call over to, or on, should the call fail in no time."""
        node = flow.rung_by(element)
        if node is None:
            yield from self._handed_to(self._survey.dialled(element.to))
            return
        if element.next is not None:
            never_rings = element.ring_time == 0 or not self._can_ring(node)
            conduct = NOTHING if element.ring_time == 0 else self._fails(node, "next")
            if conduct is not None:
                yield Way(_stop(flow, element.next), conduct=None if never_rings else conduct)
        on_busy, conduct = element.busy or element.next, self._fails(node, "busy")
        if on_busy is not None and conduct is not None and element.ring_time != 0:
            yield Way(_stop(flow, on_busy), conduct=conduct)

    def _fails(self, node: str, by_exit: str) -> Conduct | None:
        """How a call to *node* can fail in no time, and go on by that exit; None where it cannot."""
        if node.startswith(EXTERNAL):
            return {node[len(EXTERNAL) :]: BUSY if by_exit == "busy" else UNREACHABLE}
        return self._survey.fates.fails_at_once(node[len(USER) :], is_busy=by_exit == "busy")

    def _can_ring(self, node: str) -> bool:
        """Whether a call to *node* can take time: a phone rings, or a window is waited for."""
        if node.startswith(EXTERNAL):
            return True
        waiting, seen = [node[len(USER) :]], set[str]()
        for extension in waiting:
            legs = [leg for plan in self._survey.plans[extension] for leg in plan.legs]
            if own_ring(self._survey.users[extension]) or any(
                leg.start or leg.user is None or leg.user in seen for leg in legs
            ):
                return True
            seen.add(extension)
            waiting.extend(leg.user for leg in legs if leg.user is not None)
        return False

    def _out_of(self, queue: Queue) -> Iterator[Conduct | None]:
        """What makes callers leave *queue* in no time, None: they always do; nothing: they do not (rule 8)."""
        members = self._survey.system.members
        if queue.max_wait == 0:
            yield None
        elif not queue.join_empty and not members(queue.static_agents):
            yield NOTHING if members(queue.dynamic_agents) else None

    def _overflowing(self, queue: Queue) -> Iterator[Way]:
        if queue.overflow is not None:
            for conduct in self._out_of(queue):
                for way in self._handed_to(self._survey.led_to(queue.overflow)):
                    yield way._replace(conduct=conduct)


def _stop(flow: Flow, element: str) -> str:
    return f"dial_plan:{flow.page.extension}/{element}"


def _sorting(flow: Flow, name: str, element: page.Dispatcher | page.AccessList) -> Iterator[Way]:
    """The ways of an element that goes by the caller's number."""
    patterns = patterns_of(element)
    every = len(patterns)
    allowed = len(element.allow) if isinstance(element, page.AccessList) else 0
    winners = {"authorized": range(allowed), "refused": range(allowed, every), "unknown": range(every, every + 1)}
    for exit_ in flow.exits[name]:
        if exit_.target is not None:
            own = winners[exit_.name] if len(exit_.path) == 1 else range(int(exit_.path[1]), int(exit_.path[1]) + 1)
            yield Way(_stop(flow, exit_.target), (Number(patterns, own),))
