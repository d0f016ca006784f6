"""A user who can receive several calls has a forwarding on busy, which a conversation never triggers.

The second call rings beside the first one (call waiting). The forwarding on busy then applies only when the user
rejects a call, or does not want to be disturbed.

Why:
    Who set the forwarding up expects callers to reach a colleague, or the mailbox, during a conversation. They hear it
    ring instead, for as long as the phone rings.

Remedy:
    Untick multiple calls (`multiple_calls: no`), or put into the forwarding on no answer what callers are to meet.
    Silence this where rejected calls are what the forwarding is for.

Fires on:
    settings: {timezone: Europe/Brussels, country: BE}
    users:
      - extension: "101"
        name: Alice
        voicemail: yes
        multiple_calls: yes
        forwarding: {no_answer: {voicemail: yes}, busy: {destinations: [{to: "102", ring: 15}], voicemail: yes}}
      - {extension: "102", name: Bob}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: extension, extension: "101"}}

Silent on:
    settings: {timezone: Europe/Brussels, country: BE}
    users:
      - extension: "101"
        name: Alice
        voicemail: yes
        multiple_calls: no
        forwarding: {no_answer: {voicemail: yes}, busy: {destinations: [{to: "102", ring: 15}], voicemail: yes}}
      - {extension: "102", name: Bob}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: extension, extension: "101"}}
"""

from __future__ import annotations

from collections.abc import Iterator

from routesim.graph.users import person
from routesim.lint.rule import Fault
from routesim.lint.survey import Survey


def check(survey: Survey) -> Iterator[Fault]:
    """A fault for each such forwarding that applies (rules 3.3, 5.2)."""
    for plans in survey.plans.values():
        for plan in plans:
            if plan.name == "busy" and plan.user.multiple_calls and (plan.legs or plan.catches):
                message = (
                    f"{person(plan.user)} can receive several calls: the busy forwarding never applies during a "
                    "conversation, only to a call that is rejected or meets do not disturb"
                )
                yield Fault(message, plan.path, at_key=True, related=(("users", plan.place, "multiple_calls"),))
