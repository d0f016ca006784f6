"""A key lacks the user or number that its action needs, or a phone has more keys than `count` says.

A lamp (`blf`) and a pickup need a user, `quick_call` and `line` a user or a number. `switch` needs neither.

Why:
    Pressing the key does nothing, and a lamp that watches nobody never lights: a colleague waits for help that the key
    was to bring.

Remedy:
    Name the user or the number, remove the key, or raise `count`.

Fires on:
    settings: {timezone: Europe/Brussels, country: BE}
    users:
      - {extension: "101", name: Alice, keys: {count: 4, 1: {action: blf}}}
    queues:
      - {name: Support, extension: "700", static_agents: ["101"]}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: extension, extension: "700"}}

Silent on:
    settings: {timezone: Europe/Brussels, country: BE}
    users:
      - {extension: "101", name: Alice, keys: {count: 4, 1: {action: blf, user: "102"}}}
      - {extension: "102", name: Bob}
    queues:
      - {name: Support, extension: "700", static_agents: ["101"]}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: extension, extension: "700"}}
"""

from __future__ import annotations

from collections.abc import Iterator

from routesim.errors import Path
from routesim.graph.users import person
from routesim.lint.rule import Fault
from routesim.lint.survey import Survey
from routesim.model.user import PhoneKey
from routesim.result.clock import grouped
from routesim.result.typography import listing


def check(survey: Survey) -> Iterator[Fault]:
    """Faults of each user's keys (rule 10.5)."""
    for place, user in enumerate(survey.system.users):
        if not user.keys.buttons:
            continue
        path: Path = ("users", place, "keys")
        for number, key in user.keys.buttons.items():
            lacks = _lacks(key)
            if lacks:
                message = f"key {number} of {person(user)} lacks the {lacks} that {key.action} needs"
                yield Fault(message, (*path, number), at_key=True)
        beyond = [number for number in user.keys.buttons if number > user.keys.count]
        if beyond:
            keys = f"key{'s' if len(beyond) > 1 else ''} {listing(map(str, beyond))}"
            message = f"the phone of {person(user)} has {grouped(user.keys.count, 'key')}, and no {keys}"
            yield Fault(message, (*path, beyond[0]), at_key=True, related=((*path, "count"),))


def _lacks(key: PhoneKey) -> str:
    """What is missing for the key's action."""
    if key.action in ("blf", "pickup") and key.user is None:
        return "user"
    if key.action in ("quick_call", "line") and key.user is None and key.number is None:
        return "user or number"
    return ""
