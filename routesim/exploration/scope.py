"""The scope: one phone system as exploring it sees it, with what is worked out once for all calls to a number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from routesim.engine import Installation, Trial, try_out
from routesim.exploration.acting import Stage
from routesim.exploration.audience import Audience, CallerClass
from routesim.exploration.trees import Trees
from routesim.model.calls import Calls
from routesim.model.conference import Conference
from routesim.model.dial_plan import MultiSwitchElement, SwitchElement
from routesim.model.queue import Queue
from routesim.model.system import PhoneSystem
from routesim.routing.callers import Callers
from routesim.routing.dial_plans import chosen
from routesim.routing.router import Router
from routesim.routing.steps import Choice, Step


class Sight(NamedTuple):
    """What a choice sees of a call (see `routing.steps.View`)."""

    local: datetime
    caller: str
    switches: dict[str, bool]
    multi_switches: dict[str, str]

    def switch(self, name: str) -> bool:
        """Whether the switch is on."""
        return self.switches[name]

    def multi_switch(self, name: str) -> str:
        """The state chosen."""
        return self.multi_switches[name]


class QueueAgents(NamedTuple):
    """A queue's page, those always logged in, those who may log in and out, and all agents whose phones can ring."""

    page: Queue
    static: tuple[str, ...]
    dynamic: tuple[str, ...]
    agents: tuple[str, ...]


class Forest:
    """The call trees of one phone system, by the line that the caller is on; shared by all numbers.

    *installation* is where calls are played on it.
    """

    def __init__(self, system: PhoneSystem, router: Router) -> None:
        self.installation = Installation(system, router)
        self.unregistered = frozenset(user.extension for user in system.users if not user.devices)
        self.takes_several = frozenset(user.extension for user in system.users if user.multiple_calls)
        self._full = system.settings.forwarded_calls == "full"
        self._by_caller: dict[str | None, Trees] = {}
        self._stages: dict[tuple[str | None, bool], Stage] = {}

    def trees(self, caller: str | None) -> Trees:
        """The trees of calls by the user *caller*, or by somebody who has no line that could be in the way."""
        if caller not in self._by_caller:
            self._by_caller[caller] = Trees(self.unregistered, caller)
        return self._by_caller[caller]

    def begin_number(self) -> None:
        """Another number is explored: bounds are counted anew."""
        for trees in self._by_caller.values():
            trees.begin_number()

    def stage(self, caller: str | None, quiet: bool) -> Stage:
        """Where people act in calls by the user *caller*, or by somebody else; bystanders *quiet* or not."""
        key = (caller, quiet)
        if key not in self._stages:
            self._stages[key] = Stage(self.trees(caller), quiet, self.takes_several, self._full)
        return self._stages[key]


class Scope:
    """What calls dialled as *number* can meet on *system*; *any_switch*: however switches stand."""

    def __init__(
        self,
        system: PhoneSystem,
        router: Router,
        callers: Callers,
        forest: Forest,
        number: str,
        audience: Audience,
        any_switch: bool,
    ) -> None:
        self.system = system
        self.router = router
        self.audience = audience
        self.number = number
        self._forest = forest
        self._any_switch = any_switch
        self.called = callers.seen(number)
        self._sight = Sight(
            datetime.min,
            "",
            {switch.name: switch.state for switch in system.switches},
            {switch.name: switch.chosen for switch in system.multi_switches},
        )
        self._queues: dict[str, QueueAgents] = {}

    def trees(self, callers: int) -> Iterator[tuple[int, Trees]]:
        """The call trees as they are for *callers*: those whose own lines are in nobody's way, then each other one."""
        in_the_way = self.audience.split(callers, self._own_line)
        for caller, mask in in_the_way.items():
            yield mask, self._forest.trees(caller)

    def _own_line(self, caller: CallerClass) -> str | None:
        """The caller's line where it takes one call at a time: it never rings for him (rules 3.3, 10.2)."""
        return None if caller.extension in self._forest.takes_several else caller.extension

    def queue(self, extension: str) -> QueueAgents:
        """The queue of that extension, and its agents."""
        if extension not in self._queues:
            page = self.router.queues[extension]
            static, dynamic = (self.system.members(agents) for agents in (page.static_agents, page.dynamic_agents))
            able = tuple(
                agent for agent in dict.fromkeys((*static, *dynamic)) if agent not in self._forest.unregistered
            )
            self._queues[extension] = QueueAgents(page, static, dynamic, able)
        return self._queues[extension]

    def who_can_be_answered_by(self, agent: str, queue: Queue, callers: int) -> int:
        """Those of *callers* whom *agent* can be offered: not himself, but by a second call if all allows it (8.2)."""
        if queue.ring_busy_agents and agent in self._forest.takes_several:
            return callers
        return self.audience.split(callers, lambda caller: caller.extension == agent).get(False, 0)

    def administrators(self, page: Conference, callers: int) -> dict[bool, int]:
        """The parts of *callers* who are, and who are not, the administrator of a conference."""
        return self.audience.split(
            callers, lambda caller: caller.extension is not None and caller.extension == page.administrator
        )

    def seen(self, step: Choice, callers: int, shown: str | None) -> dict[tuple[str, Step], int]:
        """The exits of a choice by the caller's number, what follows them, and for which of *callers*."""
        return self.audience.split(
            callers,
            lambda caller: chosen(step, self._sight._replace(caller=caller.seen if shown is None else shown)),
        )

    def stage(self, caller: CallerClass, quiet: bool) -> Stage:
        """Where people act in calls by *caller*."""
        return self._forest.stage(self._own_line(caller), quiet)

    def play(self, calls: Calls) -> Trial:
        """Play *calls*, and return what came of the last."""
        return try_out(self._forest.installation, calls)

    def clock_words(self, step: Step, following: Step) -> tuple[str, str]:
        """In words which way the clock leads from *step* to *following*, and the node."""
        assert isinstance(step, Choice)
        name = next((name for name, way in step.exits.items() if way is following), "false")
        return step.tell(name), step.node

    def at(self, step: Choice, local: datetime) -> Step:
        """What follows a choice by the clock."""
        return chosen(step, self._sight._replace(local=local))[1]

    def positions(
        self, page: SwitchElement | MultiSwitchElement, known: tuple[tuple[str, str], ...]
    ) -> Iterator[tuple[str, str | None, Sight]]:
        """How a switch may stand: its name, the state where that is a supposition of its own, and what is then seen."""
        name = page.switch if isinstance(page, SwitchElement) else page.multi_switch
        fixed = dict(known).get(name)
        if not self._any_switch:
            yield name, None, self._sight
        elif fixed is not None:
            yield name, None, self._with(page, name, fixed)
        else:
            for state in self._states(page, name):
                yield name, state, self._with(page, name, state)

    def _states(self, page: SwitchElement | MultiSwitchElement, name: str) -> tuple[str, ...]:
        """Every state of a switch, the configured one first."""
        if isinstance(page, SwitchElement):
            return ("on", "off") if self._sight.switches[name] else ("off", "on")
        choices = next(switch.choices for switch in self.system.multi_switches if switch.name == name)
        now = self._sight.multi_switches[name]
        return (now, *(choice for choice in choices if choice != now))

    def _with(self, page: SwitchElement | MultiSwitchElement, name: str, state: str) -> Sight:
        if isinstance(page, SwitchElement):
            return self._sight._replace(switches={**self._sight.switches, name: state == "on"})
        return self._sight._replace(multi_switches={**self._sight.multi_switches, name: state})
