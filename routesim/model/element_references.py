"""What the elements of dial plans refer to (rule 7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from routesim.errors import Path, Problem
from routesim.model import dial_plan as page
from routesim.model.index import Index
from routesim.model.missing import missing, missing_extension, missing_mailbox, missing_state
from routesim.model.nearest import Names

_EXITS = (
    *("next", "busy", "invalid", "no_input", "not_answered", "active", "inactive"),
    *("unknown", "authorized", "refused", "true_", "false_"),
)


def dial_plan_problems(index: Index) -> Iterator[Problem]:
    """RS001 in dial plans: an element that an exit or `start` names, or what an element sends calls to."""
    for place, plan in enumerate(index.system.dial_plans):
        path = ("dial_plans", place)
        elements = Names(plan.elements)
        yield from missing(elements, "element", plan.start, (*path, "start"))
        for name, element in plan.elements.items():
            yield from _element_problems(index, elements, element, (*path, "elements", name))


def _element_problems(index: Index, elements: Names, element: page.Element, path: Path) -> Iterator[Problem]:
    for exit_name in _EXITS:
        target = getattr(element, exit_name, None)
        if target is not None:
            yield from missing(elements, "element", target, (*path, exit_name.rstrip("_")))
    check = _CHECKS.get(type(element))
    if check is not None:
        yield from check(index, elements, element, path)


def _call(index: Index, _: Names, element: page.CallElement, path: Path) -> Iterator[Problem]:
    return missing_extension(index, element.to, (*path, "to"))


def _play_file(index: Index, _: Names, element: page.PlayFile, path: Path) -> Iterator[Problem]:
    return missing(index.messages, "audio message", element.message, (*path, "message"))


def _voicemail(index: Index, _: Names, element: page.VoicemailElement, path: Path) -> Iterator[Problem]:
    return missing_mailbox(index, element.voicemail, (*path, "voicemail"))


def _queue(index: Index, _: Names, element: page.QueueElement, path: Path) -> Iterator[Problem]:
    return missing(index.queues, "queue", element.queue, (*path, "queue"))


def _conference(index: Index, _: Names, element: page.ConferenceElement, path: Path) -> Iterator[Problem]:
    return missing(index.conferences, "conference", element.conference, (*path, "conference"))


def _menu(index: Index, elements: Names, element: page.Menu, path: Path) -> Iterator[Problem]:
    if element.greeting is not None:
        yield from missing(index.messages, "audio message", element.greeting, (*path, "greeting"))
    for key, target in element.keys.items():
        yield from missing(elements, "element", target, (*path, "keys", key))


def _receptionist(index: Index, _: Names, element: page.DigitalReceptionist, path: Path) -> Iterator[Problem]:
    return missing(index.directories, "directory", element.directory, (*path, "directory"))


def _switch(index: Index, _: Names, element: page.SwitchElement, path: Path) -> Iterator[Problem]:
    return missing(index.switches, "switch", element.switch, (*path, "switch"))


def _multi_switch(index: Index, elements: Names, element: page.MultiSwitchElement, path: Path) -> Iterator[Problem]:
    states = index.multi_switches.get(element.multi_switch)
    if states is None:
        yield from missing(Names(index.multi_switches), "multi-switch", element.multi_switch, (*path, "multi_switch"))
    for choice, target in element.choices.items():
        place = (*path, "choices", choice)
        if states is not None:
            yield from missing_state(states, element.multi_switch, choice, place, at_key=True)
        yield from missing(elements, "element", target, place)


def _dispatcher(index: Index, elements: Names, element: page.Dispatcher, path: Path) -> Iterator[Problem]:
    for place, line in enumerate(element.lines):
        if line.next is not None:
            yield from missing(elements, "element", line.next, (*path, "lines", place, "next"))


_CHECKS: dict[type[page.Element], Callable[..., Iterator[Problem]]] = {
    page.CallElement: _call,
    page.PlayFile: _play_file,
    page.VoicemailElement: _voicemail,
    page.QueueElement: _queue,
    page.ConferenceElement: _conference,
    page.Menu: _menu,
    page.DigitalReceptionist: _receptionist,
    page.SwitchElement: _switch,
    page.MultiSwitchElement: _multi_switch,
    page.Dispatcher: _dispatcher,
}
