"""How callers get to queues before anybody has been rung: how many of them, and at which times."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from routesim.model.calls import Press
from routesim.model.demand import INTERNAL, Demand
from routesim.model.dial_plan import TimeCondition
from routesim.model.distributions import Distribution
from routesim.model.system import PhoneSystem
from routesim.routing.calendar import holds
from routesim.routing.dial_plans import chosen
from routesim.routing.router import Router
from routesim.routing.steps import (
    Attempt,
    Choice,
    Goto,
    JoinQueue,
    MarkRecorded,
    Pass,
    PlayMessage,
    Present,
    Prompt,
    Step,
    microseconds,
)

MOST_STEPS = 10_000
"""So many steps are followed; ways that are longer than these are not told of."""
_LEAST = 1e-6
Conditions = tuple[tuple[TimeCondition, bool], ...]
"""Time conditions, each with whether it has to hold."""


class Way(NamedTuple):
    """A way into *queue* that callers take with *probability* while *conditions* are as told.

    It takes *after* microseconds, in which nobody answers.
    """

    queue: str
    probability: float
    conditions: Conditions
    after: int

    def is_open(self, local: datetime) -> bool:
        """Tell whether it is taken by those who call at *local*."""
        return all(holds(condition, local) == wanted for condition, wanted in self.conditions)


class _Spot(NamedTuple):
    """Where callers are, what share of them, how long they have been under way, how many prompts they have heard."""

    step: Step
    share: float = 1.0
    conditions: Conditions = ()
    after: int = 0
    prompts: int = 0


def ways(router: Router, demand: Demand) -> Iterator[Way]:
    """Every way of the callers of *demand* into a queue, as far as it can be told: by their keys, clock and switches.

    What is behind a phone that rings, behind a queue, or goes by the caller's number, is left out.
    """
    ahead = [] if demand.to == INTERNAL else [_Spot(router.dial(demand.to))]
    for _ in range(MOST_STEPS):
        if not ahead:
            return
        spot = ahead.pop()
        if isinstance(spot.step, JoinQueue):
            yield Way(spot.step.queue, spot.share, spot.conditions, spot.after)
        elif spot.share > _LEAST:
            ahead += _onward(router.system, demand, spot)


def _onward(system: PhoneSystem, demand: Demand, spot: _Spot) -> Iterator[_Spot]:
    match spot.step:
        case Goto() | Attempt():
            yield spot._replace(step=spot.step.step)
        case Pass() | MarkRecorded() | Present():
            yield spot._replace(step=spot.step.next)
        case PlayMessage():
            yield spot._replace(step=spot.step.next, after=spot.after + spot.step.duration)
        case Prompt():
            yield from _keyed(demand, spot, spot.step)
        case Choice():
            yield from _chosen(system, spot, spot.step)


def _keyed(demand: Demand, spot: _Spot, prompt: Prompt) -> Iterator[_Spot]:
    """What callers key here; after the last prompt for which they have something to key, nothing (rule 7.13)."""
    pressed = demand.presses[spot.prompts] if spot.prompts < len(demand.presses) else (("", 1.0),)
    heard = spot.after + prompt.greeting
    for keys, share in pressed:
        press = Press(keys=keys) if keys else None
        step, after = prompt.silent, heard + prompt.timeout
        if press is not None and prompt.in_time(press):
            step, after = prompt.keyed(keys), heard + microseconds(press.after)
        yield spot._replace(step=step, share=spot.share * share, after=after, prompts=spot.prompts + 1)


def _chosen(system: PhoneSystem, spot: _Spot, choice: Choice) -> Iterator[_Spot]:
    if isinstance(choice.page, TimeCondition):
        known = [wanted for condition, wanted in spot.conditions if condition is choice.page]
        for wanted in known[:1] or (True, False):
            step = choice.exits.get("true" if wanted else "false")
            if step is not None:
                conditions = spot.conditions if known else (*spot.conditions, (choice.page, wanted))
                yield spot._replace(step=step, conditions=conditions)
        return
    try:
        _, step = chosen(choice, _Switches(system))
    except _Unknown:
        return
    yield spot._replace(step=step)


class _Unknown(Exception):
    """Something that differs from call to call."""


class _Switches:
    """All that a choice sees of every call: the switches of *system*, which traffic leaves as they are."""

    def __init__(self, system: PhoneSystem) -> None:
        self._system = system

    @property
    def local(self) -> datetime:
        raise _Unknown

    @property
    def caller(self) -> str:
        raise _Unknown

    def switch(self, name: str) -> bool:
        return next(switch.state for switch in self._system.switches if switch.name == name)

    def multi_switch(self, name: str) -> str:
        return next(switch.chosen for switch in self._system.multi_switches if switch.name == name)


def outlasting(lasting: Distribution, seconds: float) -> float:
    """The probability that something lasts longer than so many *seconds*."""
    if seconds <= 0:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(40):
        middle = (low + high) / 2
        value = lasting.quantile(middle)
        if value is None or value > seconds:
            high = middle
        else:
            low = middle
    return 1 - low
