"""A number of one's own is called as if it were somebody else's.

A ring plan, a dial plan, an overflow or another incoming number names one of the system's own numbers. The call stays
inside and goes where the number leads: a hint where that is an extension, which can be named itself; a warning where
the number leads out again, to an external number.

Why:
    On its page the call seems to go to a colleague or to the company. It leaves the house by a second line, is paid
    for, and may end in a carrier's voicemail; and whoever changes the number's destination changes this call as well.

Remedy:
    Name the extension, or the external number, that is really meant.

Fires on:
    settings: {timezone: Europe/Brussels, country: BE}
    voicemails:
      - {name: Company}
    dial_plans:
      - name: Door
        extension: "900"
        start: sales
        elements:
          sales: {type: call, to: "+3225880102", ring_time: 20, next: message}
          message: {type: voicemail, voicemail: Company}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: dial_plan, dial_plan: Door}}
      - {number: "+3225880102", destination: {type: number, number: "+32470000102"}} # routesim: ignore RS105 RS107

Silent on:
    settings: {timezone: Europe/Brussels, country: BE}
    voicemails:
      - {name: Company}
    dial_plans:
      - name: Door
        extension: "900"
        start: sales
        elements:
          sales: {type: call, to: "+32470000102", ring_time: 20, next: message}
          message: {type: voicemail, voicemail: Company}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: dial_plan, dial_plan: Door}}
      - {number: "+3225880102", destination: {type: number, number: "+32470000102"}} # routesim: ignore RS105 RS107
"""

from __future__ import annotations

from collections.abc import Iterator

from routesim.errors import Path
from routesim.graph.users import person
from routesim.lint.entries import EXTERNAL
from routesim.lint.plans import USER
from routesim.lint.rule import Fault
from routesim.lint.survey import Survey
from routesim.model.destination import ToNumber
from routesim.model.dial_plan import CallElement


def check(survey: Survey) -> Iterator[Fault]:
    """A fault for each such number in a plan that applies, a dial plan, an overflow, an incoming number (rule 2.4)."""
    own = survey.directory.numbers
    for number, path in _named(survey):
        if number in own:
            end = survey.dialled(number)
            leads = f"{number} is one of the system's own numbers: the call"
            related = (("incoming_numbers", survey.number_places[number], "destination"),)
            if end.startswith(EXTERNAL):
                message = f"{leads} leaves again, to {end[len(EXTERNAL) :]}"
                yield Fault(message, path, related=related)
            else:
                message = f"{leads} stays inside and gets to {_end(survey, end)}"
                yield Fault(message, path, related=related, severity="info")


def _named(survey: Survey) -> Iterator[tuple[str, Path]]:
    """Everything that names a phone number as where calls go."""
    for plan in survey.all_plans():
        yield from ((leg.to, plan.path_to(leg)) for leg in plan.legs)
    for flow in survey.flows:
        for name, element in flow.elements.items():
            if isinstance(element, CallElement):
                yield element.to, flow.path(name, "to")
    for place, queue in enumerate(survey.system.queues):
        if isinstance(queue.overflow, ToNumber):
            yield queue.overflow.number, ("queues", place, "overflow", "number")
    for place, entry in enumerate(survey.system.incoming_numbers):
        if isinstance(entry.destination, ToNumber):
            yield entry.destination.number, ("incoming_numbers", place, "destination", "number")


def _end(survey: Survey, node: str) -> str:
    """Where a call gets to, in words."""
    kind, _, name = node.partition(":")
    if kind == "outcome":
        return f"the end {name}"
    return person(survey.users[name]) if node.startswith(USER) else f"{kind.replace('_', ' ')} {name}"
