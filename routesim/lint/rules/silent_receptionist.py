"""A digital receptionist without a message before it or after its invalid exit, or with an empty directory.

The receptionist itself is silent. Before it the caller must hear what to key: from a play-a-file element, or from a
menu's greeting; elements that take no time may stand in between. After an extension that nobody listed has (`invalid`),
a message must say so.

Why:
    The caller hears silence and does not know that an extension is waited for, or why the call goes on elsewhere. With
    an empty directory every extension is wrong.

Remedy:
    Put a play-a-file element before the receptionist, another one behind `invalid`, and list users in its directory.

Fires on:
    settings: {timezone: Europe/Brussels, country: BE}
    users:
      - {extension: "101", name: Alice, directory: default}
    audio_messages:
      - {name: Wrong, duration: 3}
    dial_plans:
      - name: Door
        extension: "900"
        start: extension
        elements:
          extension: {type: digital_receptionist, invalid: wrong}
          wrong: {type: play_file, message: Wrong, next: bye}
          bye: {type: hang_up}
    incoming_numbers:
      - {number: "+3225880100", destination: {type: dial_plan, dial_plan: Door}}

Silent on:
    settings: {timezone: Europe/Brussels, country: BE}
    users:
      - {extension: "101", name: Alice, directory: default}
    audio_messages:
      - {name: Extension please, duration: 3}
      - {name: Wrong, duration: 3}
    dial_plans:
      - name: Door
        extension: "900"
        start: ask
        elements:
          ask: {type: play_file, message: Extension please, next: extension}
          extension: {type: digital_receptionist, invalid: wrong}
          wrong: {type: play_file, message: Wrong, next: ask}
    incoming_numbers:
      - {number: "+3225880100", destination: {type: dial_plan, dial_plan: Door}}
"""

from __future__ import annotations

from collections.abc import Iterator

from routesim.lint.flow import Flow
from routesim.lint.knots import reached
from routesim.lint.rule import Fault
from routesim.lint.survey import Survey
from routesim.model import dial_plan as page

_MUTE = frozenset({"switch", "multi_switch", "dispatcher", "access_list", "time_condition", "record", "caller_id"})
"""Elements that take no time, and in which nothing is heard."""


def check(survey: Survey) -> Iterator[Fault]:
    """Faults of every receptionist that calls get to (rule 7.6)."""
    for flow in survey.flows:
        for name, element in flow.elements.items():
            if isinstance(element, page.DigitalReceptionist):
                yield from _before(flow, name)
                yield from _after(flow, name, element)
                if not survey.listed(element.directory):
                    message = f"nobody is listed in the directory {element.directory} of receptionist {name}"
                    yield Fault(message, flow.path(name, "directory"))


def _before(flow: Flow, name: str) -> Iterator[Fault]:
    """A way in, straight or through elements in which nothing is heard, on which no message is."""
    for here in reached([name], lambda at: _mute_ways_in(flow, at)):
        if here == flow.page.start:
            message = f"nothing is heard before receptionist {name}: the dial plan begins there without a message"
            yield Fault(message, flow.path(name), at_key=True)
            return
        for other, exit_ in flow.ways_in(here):
            if not _speaks(flow.elements[other]) and flow.elements[other].type not in _MUTE:
                message = f"nothing is heard before receptionist {name} by the exit {exit_.name} of {other}"
                yield Fault(message, flow.path(name), at_key=True, related=(flow.path(other, *exit_.path),))
                return


def _mute_ways_in(flow: Flow, name: str) -> Iterator[str]:
    return (other for other, _ in flow.ways_in(name) if flow.elements[other].type in _MUTE)


def _after(flow: Flow, name: str, element: page.DigitalReceptionist) -> Iterator[Fault]:
    """The exit for a wrong extension, where it leads to something that says nothing of it; an open one is RS201's."""
    if element.invalid is None:
        return

    def onwards(at: str) -> Iterator[str]:
        if flow.elements[at].type in _MUTE:
            yield from (exit_.target for exit_ in flow.exits[at] if exit_.target is not None)

    for there in reached([element.invalid], onwards):
        if not _speaks(flow.elements[there]) and flow.elements[there].type not in _MUTE:
            message = f"no message tells callers that they keyed a wrong extension at {name}: invalid leads to {there}"
            yield Fault(message, flow.path(name, "invalid"))
            return


def _speaks(element: page.AnyElement) -> bool:
    return isinstance(element, page.PlayFile) or (isinstance(element, page.Menu) and element.greeting is not None)
