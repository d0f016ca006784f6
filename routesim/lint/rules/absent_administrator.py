"""A conference waits for an administrator who does not exist or cannot be reached.

Cannot be reached: the administrator has no phone at all (`devices: []`), or Follow Me without a destination.

Why:
    Callers are let in and wait for the conference to begin, which it never does.

Remedy:
    Name an administrator who has a phone, or let the conference begin without one (`wait_for_administrator: no`).

Fires on:
    settings: {timezone: Europe/Brussels, country: BE}
    conferences:
      - {name: Weekly, extension: "750", wait_for_administrator: yes}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: conference, conference: Weekly}}

Silent on:
    settings: {timezone: Europe/Brussels, country: BE}
    conferences:
      - {name: Weekly, extension: "750", wait_for_administrator: no}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: conference, conference: Weekly}}
"""

from __future__ import annotations

from collections.abc import Iterator

from routesim.graph.users import person
from routesim.lint.rule import Fault
from routesim.lint.survey import Survey
from routesim.model.user import User


def check(survey: Survey) -> Iterator[Fault]:
    """A fault for each such conference (rule 9.2)."""
    for place, room in enumerate(survey.system.conferences):
        if not room.wait_for_administrator:
            continue
        if room.administrator is None:
            message = f"conference {room.name} waits for an administrator, and has none"
            yield Fault(message, ("conferences", place, "wait_for_administrator"))
        else:
            user = survey.users[room.administrator]
            why = _out_of_reach(user)
            if why:
                message = f"conference {room.name} waits for {person(user)}, who cannot be reached: {why}"
                yield Fault(message, ("conferences", place, "administrator"))


def _out_of_reach(user: User) -> str:
    if not user.devices:
        return "there is no phone"
    if user.follow_me.enabled and not user.follow_me.destinations:
        return "Follow Me is on without a destination"
    return ""
