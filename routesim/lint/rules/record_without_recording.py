"""A record element in a system that does not record.

Why:
    The call goes on unrecorded, and nobody notices before a recording is looked for.

Remedy:
    Enable recording (`settings.recording: yes`), or remove the element.

Fires on:
    settings: {timezone: Europe/Brussels, country: BE, recording: no}
    dial_plans:
      - {name: Door, extension: "900", start: tape, elements: {tape: {type: record, next: bye}, bye: {type: hang_up}}}
    incoming_numbers:
      - {number: "+3225880100", destination: {type: dial_plan, dial_plan: Door}}

Silent on:
    settings: {timezone: Europe/Brussels, country: BE, recording: yes}
    dial_plans:
      - {name: Door, extension: "900", start: tape, elements: {tape: {type: record, next: bye}, bye: {type: hang_up}}}
    incoming_numbers:
      - {number: "+3225880100", destination: {type: dial_plan, dial_plan: Door}}
"""

from __future__ import annotations

from collections.abc import Iterator

from routesim.lint.rule import Fault
from routesim.lint.survey import Survey
from routesim.model.dial_plan import Record


def check(survey: Survey) -> Iterator[Fault]:
    """A fault for each such element that calls get to (rule 7.11)."""
    if survey.system.settings.recording:
        return
    for flow in survey.flows:
        for name, element in flow.elements.items():
            if isinstance(element, Record):
                message = f"element {name} records nothing: recording is not enabled in the settings"
                yield Fault(message, flow.path(name, "type"), related=(("settings", "recording"),))
