"""The ways out of a dial plan's elements: which there are, where they lead, where they stand in the file (rule 7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from routesim.errors import Path
from routesim.model import dial_plan as page


class Exit(NamedTuple):
    """A way out of an element. *name* is for people, *target* the element it leads to, None where it is not connected.

    *path* leads from the element to where it stands, or would stand.
    """

    name: str
    target: str | None
    path: Path


def exits_of(element: page.AnyElement, states: Mapping[str, tuple[str, ...]]) -> Iterator[Exit]:
    """Every exit of *element*, in the console's order. *states* are those of multi-switches, by their names."""
    match element:
        case page.Menu():
            yield from (Exit(f"key {key}", target, ("keys", key)) for key, target in element.keys.items())
            yield from _simple(element, "invalid", "no_input")
        case page.MultiSwitchElement():
            for state in states.get(element.multi_switch, ()):
                yield Exit(state, element.choices.get(state), ("choices", state))
        case page.Dispatcher():
            for place, line in enumerate(element.lines):
                name = f"line {place + 1}" + (f" ({line.name})" if line.name else "")
                yield Exit(name, line.next, ("lines", place, "next"))
            yield from _simple(element, "unknown")
        case page.TimeCondition():
            yield Exit("true", element.true_, ("true",))
            yield Exit("false", element.false_, ("false",))
        case _:
            yield from _simple(element, *_NAMES.get(element.type, ()))


_NAMES = {
    "call": ("next", "busy"),
    "play_file": ("next",),
    "queue": ("next",),
    "conference": ("next",),
    "digital_receptionist": ("invalid", "not_answered"),
    "switch": ("active", "inactive"),
    "access_list": ("authorized", "refused", "unknown"),
    "record": ("next",),
    "caller_id": ("next",),
}
DEFAULTS = frozenset({("call", "busy"), ("digital_receptionist", "not_answered"), ("conference", "next")})
"""Exits that need not be connected: something else is said to happen then."""


def _simple(element: page.AnyElement, *names: str) -> Iterator[Exit]:
    return (Exit(name, getattr(element, name), (name,)) for name in names)
