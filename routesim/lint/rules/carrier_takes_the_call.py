"""An external destination rings so long that its carrier's voicemail can take the call.

Carriers wait some 20 seconds before their own voicemail answers. Counted is how long the number really rings: a window
is cut by the windows around it and by the limit of a dial plan's call. An incoming number that leads straight to an
external number rings it until the caller gives up.

Why:
    To the phone system the carrier's voicemail is somebody who answers: everybody else stops ringing, the user's own
    mailbox gets nothing, and the message is where nobody at the company looks.

Remedy:
    Let the window end 20 s after it begins, or earlier. Silence this where the carrier's voicemail is what you want.

Fires on:
    settings: {timezone: Europe/Brussels, country: BE}
    users:
      - extension: "101"
        name: Alice
        voicemail: yes
        forwarding:
          no_answer: {destinations: [{to: "+32470000101", ring: [0, 30]}], voicemail: yes}
          busy: {voicemail: yes}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: extension, extension: "101"}}

Silent on:
    settings: {timezone: Europe/Brussels, country: BE}
    users:
      - extension: "101"
        name: Alice
        voicemail: yes
        forwarding:
          no_answer: {destinations: [{to: "+32470000101", ring: [0, 20]}], voicemail: yes}
          busy: {voicemail: yes}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: extension, extension: "101"}}
"""

from __future__ import annotations

from collections.abc import Iterator

from routesim.lint.deadlines import longest_ring
from routesim.lint.entries import EXTERNAL, FOREVER, Entry
from routesim.lint.rule import Fault
from routesim.lint.survey import Survey
from routesim.result.clock import seconds

CARRIER = 20_000_000
"""How long carriers wait before their voicemail answers, about, in microseconds."""


def check(survey: Survey) -> Iterator[Fault]:
    """A fault for each destination outside that rings for more than 20 s (rules 3.5, 5.5)."""
    for plan in survey.all_plans():
        for leg in plan.legs:
            rings = longest_ring(survey, plan, leg) if leg.user is None else 0
            if rings > CARRIER:
                yield Fault(f"{leg.name} rings for {_lasts(rings)}: {_TAKES}", plan.path_to(leg, "ring"))
    for entry in survey.entries:
        if entry.node.startswith(EXTERNAL) and entry.limit > CARRIER:
            yield Fault(_message(entry), entry.path if entry.goes_on else (*entry.path, "number"))


_TAKES = "its carrier's voicemail may take the call after some 20 s"


def _lasts(rings: int) -> str:
    return seconds(rings / 1_000_000)


def _message(entry: Entry) -> str:
    number = entry.node[len(EXTERNAL) :]
    until = "until the caller gives up" if entry.limit == FOREVER else f"for {_lasts(entry.limit)}"
    return f"{number} rings {until}: {_TAKES}"
