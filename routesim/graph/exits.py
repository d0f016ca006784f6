"""What takes a call out of each exit of a dial plan's elements, in a person's words (rule 7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from routesim.graph.parts import EdgeKind
from routesim.model import dial_plan as page
from routesim.model.system import PhoneSystem
from routesim.result.clock import number, seconds


class Way(NamedTuple):
    """A way out of an element: what takes a call there, the element it leads to (None: an open exit)."""

    label: str
    element: str | None
    kind: EdgeKind = "exit"
    possible: bool = True
    current: bool | None = None


class Pages(NamedTuple):
    """What elements refer to, by name."""

    durations: dict[str, float]
    switches: dict[str, bool]
    multi_switches: dict[str, tuple[tuple[str, ...], str]]


def pages_of(system: PhoneSystem) -> Pages:
    """The messages and switches of *system*."""
    return Pages(
        {message.name: message.seconds for message in system.audio_messages},
        {switch.name: switch.state for switch in system.switches},
        {switch.name: (switch.choices, switch.chosen) for switch in system.multi_switches},
    )


def ways(element: page.AnyElement, pages: Pages) -> Iterator[Way]:
    """Every way out of *element* to another one, in the console's order."""
    match element:
        case page.Menu():
            yield from _menu(element)
        case page.SwitchElement():
            yield from _switch(element, pages)
        case page.MultiSwitchElement():
            yield from _multi_switch(element, pages)
        case page.Dispatcher():
            yield from _dispatcher(element)
        case page.TimeCondition():
            yield Way(element.when, element.true_)
            yield Way("otherwise", element.false_)
        case _:
            words = _wording(element, pages)
            yield from (Way(words[name], target) for name, target in element.exits.items())


def _menu(menu: page.Menu) -> Iterator[Way]:
    yield from (Way(f"key {key}", target, "key") for key, target in menu.keys.items())
    yield Way("another key" if menu.keys else "any key", menu.invalid)
    yield Way(f"no key for {seconds(menu.timeout)}", menu.no_input)


def _switch(element: page.SwitchElement, pages: Pages) -> Iterator[Way]:
    on = pages.switches.get(element.switch, False)
    yield Way("switch on", element.active, current=on)
    yield Way("switch off", element.inactive, current=not on)


def _multi_switch(element: page.MultiSwitchElement, pages: Pages) -> Iterator[Way]:
    choices, chosen = pages.multi_switches.get(element.multi_switch, ((), ""))
    for choice in dict.fromkeys((*choices, *element.choices)):
        yield Way(f"set to {choice}", element.choices.get(choice), current=choice == chosen)


def _dispatcher(element: page.Dispatcher) -> Iterator[Way]:
    for line in element.lines:
        yield Way(f"{line.name}: from {line.pattern}" if line.name else f"from {line.pattern}", line.next)
    yield Way("any other number" if element.lines else "any number", element.unknown)


def _wording(element: page.AnyElement, pages: Pages) -> dict[str, str]:
    """What the exits of *element* are called by people, by their names in the file."""
    match element:
        case page.CallElement():
            limit = "" if element.ring_time is None else f" within {seconds(element.ring_time)}"
            return {"next": f"not answered{limit}", "busy": "busy"}
        case page.PlayFile():
            return {"next": f"after {seconds(pages.durations.get(element.message, 0.0))}"}
        case page.DigitalReceptionist():
            return {"invalid": "anything else", "not_answered": "not answered"}
        case page.AccessList():
            return {"authorized": "allowed", "refused": "denied", "unknown": "neither allowed nor denied"}
        case page.ConferenceElement():
            return {"next": "three wrong access codes"}
    return {"next": "then"}


def described(element: page.AnyElement) -> str:
    """What *element* is or does."""
    match element:
        case page.PlayFile():
            return f"plays {element.message}"
        case page.Menu():
            return f"menu, plays {element.greeting}" if element.greeting else "menu"
        case page.SwitchElement():
            return f"switch {element.switch}"
        case page.MultiSwitchElement():
            return f"multi-switch {element.multi_switch}"
        case page.CallerId():
            return f"shows {element.text or 'no number'}" if element.text is not None else "shows the called number"
        case page.DigitalReceptionist():
            return f"digital receptionist, waits {number(element.timeout)} s"
    return element.type.replace("_", " ")
