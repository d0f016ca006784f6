"""A time condition is always true, or never, or keeps its callers in a circle.

Never true is 30 February, and a condition that comes right after another one which it contradicts (open from 9 to 17,
then from 18 to 20). Always true is one that leaves nothing out. In a circle are callers whom an exit leads back to the
condition with no other way out, but that the clock moves on.

Why:
    Callers always go the same way: the hours that somebody set, the message that they lead to, might as well not be
    there. In a circle they hear the same message over and over, until they hang up or the hours change.

Remedy:
    Correct the hours, days or months: ranges include both ends, and may pass midnight or the end of the year. Lead the
    exit to a voicemail or to hang up.

Fires on:
    settings: {timezone: Europe/Brussels, country: BE}
    voicemails:
      - {name: Company}
    dial_plans:
      - name: Door
        extension: "900"
        start: holiday
        elements:
          holiday: {type: time_condition, month_days: 30, months: feb, true: message, false: message}
          message: {type: voicemail, voicemail: Company}
    incoming_numbers:
      - {number: "+3225880100", destination: {type: dial_plan, dial_plan: Door}}

Silent on:
    settings: {timezone: Europe/Brussels, country: BE}
    voicemails:
      - {name: Company}
    dial_plans:
      - name: Door
        extension: "900"
        start: holiday
        elements:
          holiday: {type: time_condition, month_days: 29, months: feb, true: message, false: message}
          message: {type: voicemail, voicemail: Company}
    incoming_numbers:
      - {number: "+3225880100", destination: {type: dial_plan, dial_plan: Door}}
"""

from __future__ import annotations

from collections.abc import Iterator

from routesim.lint.flow import Flow
from routesim.lint.occasions import Occasion, can_be, occasion_of
from routesim.lint.rule import Fault
from routesim.lint.survey import Survey
from routesim.model import dial_plan as page

_SINGLE = frozenset({"play_file", "record", "caller_id"})
"""Elements with one way on."""


def check(survey: Survey) -> Iterator[Fault]:
    """Faults of every time condition that calls get to (rule 7.10)."""
    for flow in survey.flows:
        for name, element in flow.elements.items():
            if isinstance(element, page.TimeCondition):
                yield from _settled(flow, name, element)
                yield from _circles(flow, name)


def _settled(flow: Flow, name: str, element: page.TimeCondition) -> Iterator[Fault]:
    held = [occasion_of(element)]
    if not can_be(held, ()):
        message = f"the time condition {name} is never true: there is no {element.when}"
        yield Fault(message, flow.path(name), at_key=True)
    elif can_be((), held) is False:
        yield Fault(f"the time condition {name} is always true: it leaves nothing out", flow.path(name), at_key=True)
    else:
        yield from _contradicted(flow, name, element)


def _contradicted(flow: Flow, name: str, element: page.TimeCondition) -> Iterator[Fault]:
    """Never true, because all that lead there are time conditions which have ruled it out."""
    before = [(other, flow.elements[other], exit_) for other, exit_ in flow.ways_in(name)]
    if name == flow.page.start or not before:
        return
    for _, other, exit_ in before:
        if not isinstance(other, page.TimeCondition) or _can_follow(other, exit_.name, element):
            return
    first, condition, exit_ = before[0]
    assert isinstance(condition, page.TimeCondition)
    states = f"{first} is {exit_.name} ({condition.when})"
    message = f"the time condition {name} ({element.when}) is never true: calls get there only when {states}"
    related = tuple(flow.path(other, *exit_.path) for other, _, exit_ in before[:10])
    yield Fault(message, flow.path(name), at_key=True, related=related)


def _can_follow(first: page.TimeCondition, exit_name: str, second: page.TimeCondition) -> bool:
    held = [occasion_of(second)]
    missed: list[Occasion] = []
    (held if exit_name == "true" else missed).append(occasion_of(first))
    return can_be(held, missed) is not False


def _circles(flow: Flow, name: str) -> Iterator[Fault]:
    for exit_ in flow.exits[name]:
        passed: dict[str, None] = {}
        at = exit_.target
        while at is not None and at != name and at not in passed and flow.elements[at].type in _SINGLE:
            passed[at] = None
            at = next(iter(flow.exits[at])).target
        if at == name:
            way = f" by way of {', '.join(passed)}" if passed else ""
            message = (
                f"the exit {exit_.name} of the time condition {name} leads back to itself{way}, with no other way out"
            )
            yield Fault(message, flow.path(name, *exit_.path))
