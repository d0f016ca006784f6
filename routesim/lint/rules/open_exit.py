"""An exit of a dial plan leads nowhere, or nothing leads to an element.

An exit is told if calls can take it. That of a call to somebody whose mailbox takes every message is not, nor that of a
queue whose callers wait as long as they like, nor that of a pattern to which nothing is left. An element that nothing
leads to is a warning: it does no harm, but somebody meant callers to get there. What a call hands over to a queue, a
conference or another dial plan does not come back, so nothing leads on from there.

Why:
    The call ends where the exit is open: the caller is cut off without a word.

Remedy:
    Connect the exit to an element: to a voicemail, to a menu once more, or to hang up if that is meant. Connect an
    element that nothing leads to, or remove it.

Fires on:
    settings: {timezone: Europe/Brussels, country: BE}
    audio_messages:
      - {name: Closed, duration: 5}
    dial_plans:
      - {name: Door, extension: "900", start: closed, elements: {closed: {type: play_file, message: Closed}}}
    incoming_numbers:
      - {number: "+3225880100", destination: {type: dial_plan, dial_plan: Door}}

Silent on:
    settings: {timezone: Europe/Brussels, country: BE}
    audio_messages:
      - {name: Closed, duration: 5}
    dial_plans:
      - name: Door
        extension: "900"
        start: closed
        elements: {closed: {type: play_file, message: Closed, next: bye}, bye: {type: hang_up}}
    incoming_numbers:
      - {number: "+3225880100", destination: {type: dial_plan, dial_plan: Door}}
"""

from __future__ import annotations

from collections.abc import Iterator

from routesim.lint.flow import Flow
from routesim.lint.rule import Fault
from routesim.lint.survey import Survey
from routesim.model.dial_plan import CallElement


def check(survey: Survey) -> Iterator[Fault]:
    """A fault for each open exit that calls can take, and for each element that they cannot get to (rule 7)."""
    for flow in survey.flows:
        for name, exit_ in flow.open_exits:
            message = (
                f"the exit {exit_.name} of {name} in dial plan {flow.page.name} leads nowhere: the call is hung up"
            )
            yield Fault(message, flow.path(name, *exit_.path))
        for name in flow.page.elements:
            if name not in flow.elements:
                yield Fault(_unled(flow, name), flow.path(name), at_key=True, severity="warning")


def _unled(flow: Flow, name: str) -> str:
    """Nothing leads to an element: nothing at all, what keeps its calls, or what nothing leads to either."""
    behind = (other for other, exits in flow.exits.items() if any(exit_.target == name for exit_ in exits))
    for other in behind:
        element = flow.page.elements[other]
        if isinstance(element, CallElement) and other in flow.elements:
            return f"no call gets to element {name}: {other} hands its calls over to {element.to}, and none comes back"
    return f"nothing leads to element {name} of dial plan {flow.page.name}"
