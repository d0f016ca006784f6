"""A ring plan rings one line twice at once: the second ring finds it occupied.

A line that takes one call at a time is occupied as soon as it rings. Two windows overlap; or the destination is a
number of one's own that leads to a user who stands in the plan already; or Follow Me of a destination rings the same
line; or the forwarding of somebody before, who does not answer, rings it still when its own window begins. An external
number, and a user who can receive several calls, can be rung twice.

Why:
    The second ring fails at once, as busy, whatever its slider says: the seconds it was to add are not there.

Remedy:
    Join the two windows into one, or let the second begin when the first has ended.

Fires on:
    settings: {timezone: Europe/Brussels, country: BE}
    users:
      - extension: "101"
        name: Alice
        voicemail: yes
        forwarding:
          no_answer: {destinations: [{to: "102", ring: [0, 15]}, {to: "102", ring: [10, 30]}], voicemail: yes}
          busy: {voicemail: yes}
      - {extension: "102", name: Bob}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: extension, extension: "101"}}

Silent on:
    settings: {timezone: Europe/Brussels, country: BE}
    users:
      - extension: "101"
        name: Alice
        voicemail: yes
        forwarding:
          no_answer: {destinations: [{to: "102", ring: [0, 15]}, {to: "102", ring: [15, 30]}], voicemail: yes}
          busy: {voicemail: yes}
      - {extension: "102", name: Bob}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: extension, extension: "101"}}
"""

from __future__ import annotations

from collections.abc import Iterator

from routesim.graph.users import person
from routesim.lint.plans import Leg, Plan
from routesim.lint.rings import Ring
from routesim.lint.rule import Fault
from routesim.lint.survey import Survey
from routesim.result.clock import number


def check(survey: Survey) -> Iterator[Fault]:
    """A fault for each destination that finds a line ringing for the same plan (rules 2.4, 3.3, 4.1)."""
    for plan in survey.all_plans():
        if len(plan.legs) > 1:
            yield from _second_rings(survey, plan)


def _second_rings(survey: Survey, plan: Plan) -> Iterator[Fault]:
    ringing: dict[str, tuple[Ring, Leg]] = {}
    told: set[int] = set()
    for ring, leg in sorted(survey.rings.of(plan), key=lambda entry: (entry[0].start, entry[1].place)):
        first, by = ringing.setdefault(ring.line, (ring, leg))
        if first is ring:
            continue
        if ring.start >= first.end:
            ringing[ring.line] = (ring, leg)
        elif leg.place not in told and leg.place != by.place and _is_lost(ring, first):
            told.add(leg.place)
            yield _fault(survey, plan, ring, first, leg, by)


def _is_lost(ring: Ring, first: Ring) -> bool:
    """Whether *ring*, which finds the line occupied by *first*, is one that the plan counts on."""
    return ring.is_sure and (first.is_sure or ring.end > first.end)


def _fault(survey: Survey, plan: Plan, ring: Ring, first: Ring, leg: Leg, by: Leg) -> Fault:
    line = person(survey.users[ring.line])
    rings = "rings it" if first.is_sure else "does not answer, and is forwarded there"
    occupied = f"{leg.to} finds {line} occupied at {_at(ring.start)} s"
    message = f"in the {plan}, {occupied}: {by.to} {rings} until {_at(first.end)} s"
    return Fault(message, plan.path_to(leg), related=(plan.path_to(by),))


def _at(time: int) -> str:
    return number(time / 1_000_000)
