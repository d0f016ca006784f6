"""A path on no answer ends nowhere once those have logged out who must log in.

Somebody who must log in and has not is offline: the forwarding on no answer applies at once. Told is a forwarding that
then rings nobody and has no last resort: because it is empty, or because everybody on it must log in too. Where a dial
plan made the call, it goes on by its own exits, and nothing is told.

Why:
    After hours, or on a day off, a call ends before any phone rings, although in the configuration all looks well.

Remedy:
    Tick the forwarding's last resort, or add a destination that is always there.

Fires on:
    settings: {timezone: Europe/Brussels, country: BE}
    users:
      - {extension: "101", name: Alice, must_log_in: yes, voicemail: yes, forwarding: {busy: {voicemail: yes}}}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: extension, extension: "101"}}

Silent on:
    settings: {timezone: Europe/Brussels, country: BE}
    users:
      - extension: "101"
        name: Alice
        must_log_in: yes
        voicemail: yes
        forwarding: {no_answer: {voicemail: yes}, busy: {voicemail: yes}}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: extension, extension: "101"}}
"""

from __future__ import annotations

from collections.abc import Iterator

from routesim.errors import Path
from routesim.graph.users import person
from routesim.lint.plans import USER, Plan
from routesim.lint.rule import Fault
from routesim.lint.survey import Survey
from routesim.lint.witness import witness_of
from routesim.result.typography import listing


def check(survey: Survey) -> Iterator[Fault]:
    """A fault for each such forwarding of a user to whom calls come from outside, or to whom nothing leads."""
    numbers = {entry.node: entry.number for entry in reversed(survey.entries) if not entry.goes_on}
    for extension, plans in survey.plans.items():
        if survey.logged_out.is_dead(plans[0]):
            node, first = f"{USER}{extension}", survey.arrivals.get(extension, [])[:1]
            if node in numbers or any(arrival.entry is None and not arrival.way for arrival in first):
                yield _fault(survey, plans[0], numbers.get(node) or extension)


def _fault(survey: Survey, plan: Plan, dialled: str) -> Fault:
    legs = [leg.user for leg in plan.legs if leg.user is not None]
    others = [extension for extension in dict.fromkeys(legs) if survey.users[extension].must_log_in]
    out = [plan.user.extension, *others] if plan.user.must_log_in else others
    names = listing(person(survey.users[extension]) for extension in dict.fromkeys(out))
    have = "has" if len(out) == 1 else "have"
    path: Path
    if plan.user.must_log_in:
        path, what = ("users", plan.place, "must_log_in"), "rings nobody and"
    else:
        path, what = plan.path_to(plan.legs[0]), "that is not answered rings nobody else and"
    message = f"a call to {person(plan.user)} {what} ends no_answer while {names} {have} not logged in"
    return Fault(message, path, witness=witness_of(dialled, {extension: {"logged_in": False} for extension in out}))
