"""A window can never begin, or is always cut short: something around it ends first.

A colleague's own plan runs within the window of the forward that led there, so that a slider of 30 s has no more time
than that window leaves; and a destination too many forwards deep (`max_forwards`) is not called at all. Counted are all
ways in which calls come to a user: where a number, a dial plan or a receptionist leads straight to the user, nothing is
cut. Calls that colleagues dial themselves count only where nothing else leads there.

In a queue, no agent is offered a caller whose longest wait is 0, and nobody is offered a second time where the pause
between two offers outlasts the wait.

Why:
    The phone that was to save the call rings for a few seconds, or not at all, and callers move on to whatever follows.

Remedy:
    Lengthen the window around it to as much as both need, or shorten what comes before it: the user's own `ring_time`,
    the chain of forwards. Of a queue, change `max_wait` or `retry`.

Fires on:
    settings: {timezone: Europe/Brussels, country: BE}
    users:
      - extension: "101"
        name: Alice
        voicemail: yes
        forwarding: {no_answer: {destinations: [{to: "102", ring: 20}], voicemail: yes}, busy: {voicemail: yes}}
      - extension: "102"
        name: Bob
        ring_time: 12
        forwarding: {no_answer: {destinations: [{to: "103", ring: [0, 30]}]}}
      - {extension: "103", name: Carol, ring_time: 30}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: extension, extension: "101"}}

Silent on:
    settings: {timezone: Europe/Brussels, country: BE}
    users:
      - extension: "101"
        name: Alice
        voicemail: yes
        forwarding: {no_answer: {destinations: [{to: "102", ring: 45}], voicemail: yes}, busy: {voicemail: yes}}
      - extension: "102"
        name: Bob
        ring_time: 12
        forwarding: {no_answer: {destinations: [{to: "103", ring: [0, 30]}]}}
      - {extension: "103", name: Carol, ring_time: 30}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: extension, extension: "101"}}
"""

from __future__ import annotations

from collections.abc import Iterator

from routesim.errors import Path
from routesim.lint.deadlines import Arrival, longest_ring
from routesim.lint.fates import BUSY, OFFLINE, REFUSES, Conduct
from routesim.lint.plans import Leg, Plan
from routesim.lint.rule import Fault, Witness
from routesim.lint.survey import Survey
from routesim.lint.witness import witness_of
from routesim.result.clock import seconds


def check(survey: Survey) -> Iterator[Fault]:
    """A fault for each window of a ring plan, and for queues (rules 5.5, 5.7, 8.4, 8.7)."""
    for plan in survey.all_plans():
        arrivals = survey.arrivals.get(plan.user.extension, [])
        for leg in plan.legs if arrivals else ():
            rings = longest_ring(survey, plan, leg)
            if rings < leg.end - leg.start:
                yield _fault(survey, plan, leg, rings, arrivals)
    yield from _queues(survey)


def _fault(survey: Survey, plan: Plan, leg: Leg, rings: int, arrivals: list[Arrival]) -> Fault:
    window = f"the window of {leg.to} in the {plan}"
    most = survey.system.settings.max_forwards
    shallow = [arrival for arrival in arrivals if arrival.forwards < most]
    if not shallow:
        too_deep = f"{leg.to} would be forward {arrivals[0].forwards + 1} of a call, and max_forwards is {most}"
        arrival, message = arrivals[0], f"{window} can never begin: {too_deep}"
    else:
        arrival = max(shallow, key=lambda arrival: arrival.left)
        does = f"always ends after {_remains(plan, leg, arrival, rings)}" if rings else "can never begin"
        message = f"{window} {does}: {_around(arrival)} leaves {seconds(arrival.left / 1_000_000)}"
    related = tuple(_paths(arrival))
    return Fault(message, plan.path_to(leg, "ring"), related=related, witness=_witness(plan, arrival))


def _remains(plan: Plan, leg: Leg, arrival: Arrival, rings: int) -> str:
    """The seconds that remain: at once, and once the user's own phone has rung."""
    text = f"{seconds(rings / 1_000_000)} of {seconds((leg.end - leg.start) / 1_000_000)}"
    own = round(plan.user.ring_time * 1_000_000)
    if plan.name == "no_answer" and own:
        later = max(0, min(leg.end, arrival.left - own) - leg.start)
        text += f" (or {seconds(later / 1_000_000)}, once the own phone has rung for {seconds(plan.user.ring_time)})"
    return text


def _around(arrival: Arrival) -> str:
    """What ends first."""
    if not arrival.way:
        return arrival.entry.words if arrival.entry is not None else ""
    plan, _ = arrival.way[-1]
    return f"the {plan}"


def _paths(arrival: Arrival) -> Iterator[Path]:
    """The windows around, and how the call began."""
    yield from (plan.path_to(leg, "ring") for plan, leg in reversed(arrival.way))
    if arrival.entry is not None:
        yield arrival.entry.path


def _witness(plan: Plan, arrival: Arrival) -> Witness | None:
    """A call that gets to *plan* as early as can be."""
    conduct: Conduct = {}
    for passed in (*(passed for passed, _ in arrival.way), plan):
        refuses = REFUSES if passed.user.multiple_calls else BUSY
        state = {"no_answer": OFFLINE, "busy": refuses}.get(passed.name)
        if state is not None:
            conduct = {**conduct, passed.user.extension: state}
    first = arrival.way[0][0] if arrival.way else plan
    dialled = first.user.extension if arrival.entry is None else arrival.entry.number
    return witness_of(dialled, conduct)


def _queues(survey: Survey) -> Iterator[Fault]:
    for place, queue in enumerate(survey.system.queues):
        wait = queue.max_wait
        if wait == 0:
            message = f"no agent of queue {queue.name} is ever rung: callers wait for 0 s at most"
            yield Fault(message, ("queues", place, "max_wait"))
        elif wait is not None and queue.retry >= wait:
            message = (
                f"callers of queue {queue.name} are offered once at most: the pause of {seconds(queue.retry)} after"
            )
            message += f" an offer that fails lasts longer than the rest of the longest wait, {seconds(wait)}"
            yield Fault(message, ("queues", place, "retry"), related=(("queues", place, "max_wait"),))
