"""What is there twice (RS002)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from routesim.errors import Path, Problem
from routesim.model.dial_plan import DialPlan, Dispatcher
from routesim.model.index import Index
from routesim.model.system import PhoneSystem

_NAMED = {
    "user_groups": "user group",
    "pickup_groups": "pickup group",
    "voicemails": "mailbox",
    "audio_messages": "audio message",
    "switches": "switch",
    "multi_switches": "multi-switch",
    "queues": "queue",
    "conferences": "conference",
    "dial_plans": "dial plan",
}
"""The sections whose pages are known by name. Users are not: two people may share a name."""


def duplicates(index: Index) -> Iterator[Problem]:
    """RS002: an extension, an incoming number or a name that is given twice; somebody or something listed twice."""
    system = index.system
    yield from _extensions(index)
    numbers = ((entry.number, ("incoming_numbers", n, "number")) for n, entry in enumerate(system.incoming_numbers))
    yield from twice(numbers, "the incoming number `{}` is here twice")
    for section, kind in _NAMED.items():
        names = ((page.name, (section, n, "name")) for n, page in enumerate(getattr(system, section)))
        yield from twice(names, f"there is already a {kind} `{{}}`")
    yield from _lists(system)
    for place, plan in enumerate(system.dial_plans):
        yield from _lines(plan, ("dial_plans", place, "elements"))


def twice(entries: Iterable[tuple[str, Path]], message: str) -> Iterator[Problem]:
    """A problem for every entry of `(name, path)` whose name an earlier one has; *message* has a place for the name."""
    first: dict[str, Path] = {}
    for name, path in entries:
        if first.setdefault(name, path) is not path:
            yield Problem("RS002", message.replace("{}", name), path, related_paths=(first[name],))


def _extensions(index: Index) -> Iterator[Problem]:
    for extension, owner in index.claims:
        first = index.owners[extension]
        if first is not owner:
            message = f"the extension `{extension}` already belongs to the {first}, expected one of its own"
            yield Problem("RS002", message, owner.path, related_paths=(first.path,))


def _lists(system: PhoneSystem) -> Iterator[Problem]:
    for place, user in enumerate(system.users):
        if len(user.devices) > 1:
            yield from _listed(user.devices, ("users", place, "devices"))
    for section in ("user_groups", "pickup_groups"):
        for place, group in enumerate(getattr(system, section)):
            yield from _listed(group.members, (section, place, "members"))
    for place, queue in enumerate(system.queues):
        yield from _listed(queue.static_agents, ("queues", place, "static_agents"))
        yield from _listed(queue.dynamic_agents, ("queues", place, "dynamic_agents"))
    for place, switch in enumerate(system.multi_switches):
        yield from _listed(switch.choices, ("multi_switches", place, "choices"))


def _listed(names: tuple[str, ...], path: Path) -> Iterator[Problem]:
    return twice(((name, (*path, place)) for place, name in enumerate(names)), "`{}` is listed twice")


def _lines(plan: DialPlan, path: Path) -> Iterator[Problem]:
    for name, element in plan.elements.items():
        if isinstance(element, Dispatcher):
            where = (*path, name, "lines")
            lines = [(line.name, (*where, place, "name")) for place, line in enumerate(element.lines) if line.name]
            yield from twice(lines, "this dispatcher already has a line `{}`")
            for line, line_path in lines:
                if line == "unknown":
                    message = "`unknown` is the exit of callers whom no line matches, name the line otherwise"
                    yield Problem("RS002", message, line_path)
