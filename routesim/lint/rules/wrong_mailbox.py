"""Under `forwarded_calls: full` a forward leads to a colleague whose own last resort takes the call.

With `full` the last resorts of colleagues apply to forwarded calls as well. Told is a destination whose mailbox can
take the call while its window lasts; the message says how.

Why:
    The message lands with somebody whom the caller does not know, and everybody who was still ringing stops.

Remedy:
    Leave `forwarded_calls` at `follow`, where the mailbox of the user who was dialled takes the message; or untick the
    colleague's last resort.

Fires on:
    settings: {timezone: Europe/Brussels, country: BE, forwarded_calls: full}
    users:
      - extension: "101"
        name: Alice
        voicemail: yes
        forwarding: {no_answer: {destinations: [{to: "102", ring: 15}], voicemail: yes}, busy: {voicemail: yes}}
      - {extension: "102", name: Bob, voicemail: yes, forwarding: {no_answer: {voicemail: yes}}}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: extension, extension: "101"}}

Silent on:
    settings: {timezone: Europe/Brussels, country: BE, forwarded_calls: follow}
    users:
      - extension: "101"
        name: Alice
        voicemail: yes
        forwarding: {no_answer: {destinations: [{to: "102", ring: 15}], voicemail: yes}, busy: {voicemail: yes}}
      - {extension: "102", name: Bob, voicemail: yes, forwarding: {no_answer: {voicemail: yes}}}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: extension, extension: "101"}}
"""

from __future__ import annotations

from collections.abc import Iterator

from routesim.graph.users import person
from routesim.lint.fates import BUSY, REFUSES, Conduct, both
from routesim.lint.plans import Leg, Plan
from routesim.lint.rule import Fault
from routesim.lint.survey import Survey
from routesim.lint.witness import in_words, witness_of


def check(survey: Survey) -> Iterator[Fault]:
    """A fault for each destination whose mailbox can take the call (rule 5.5)."""
    if survey.system.settings.forwarded_calls != "full":
        return
    for plan in survey.all_plans():
        for leg in plan.legs:
            conduct = survey.fates.own_mailbox_takes(plan, leg)
            if conduct is not None:
                yield _fault(survey, plan, leg, conduct)


def _fault(survey: Survey, plan: Plan, leg: Leg, conduct: Conduct) -> Fault:
    colleague = survey.users[leg.name]
    states = in_words(conduct, survey)
    message = (
        f"the mailbox of {person(colleague)} takes a call to {person(plan.user)}{f' when {states}' if states else ''}"
    )
    if plan.name == "busy":
        conduct = both(conduct, {plan.user.extension: REFUSES if plan.user.multiple_calls else BUSY})
    lasts = plan.user.ring_time + leg.end / 1_000_000
    witness = witness_of(plan.user.extension, conduct, lasts)
    return Fault(message, plan.path_to(leg), related=(("settings", "forwarded_calls"),), witness=witness)
