"""A loop of forwards: everybody hands the call on, and the last hands it back.

The message names the whole loop, in the order in which a call goes round. Of loops that share people the shortest is
told, and every person in a loop is told in one. What Follow Me silences, and what a Follow Me that is off would ring,
is no part of it.

Why:
    Somebody who is being called already has only the line rung once more, without any forwarding. Who set the loop up
    counted on a colleague who would take the call, and callers hear the same phones ring again until the windows close.

Remedy:
    Let one of them end the loop: forward to somebody outside of it, or to the mailbox as a last resort alone.

Fires on:
    settings: {timezone: Europe/Brussels, country: BE}
    users:
      - extension: "101"
        name: Alice
        voicemail: yes
        forwarding: {no_answer: {destinations: [{to: "102", ring: 30}], voicemail: yes}, busy: {voicemail: yes}}
      - {extension: "102", name: Bob, forwarding: {no_answer: {destinations: [{to: "101", ring: 10}]}}}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: extension, extension: "101"}}

Silent on:
    settings: {timezone: Europe/Brussels, country: BE}
    users:
      - extension: "101"
        name: Alice
        voicemail: yes
        forwarding: {no_answer: {destinations: [{to: "102", ring: 30}], voicemail: yes}, busy: {voicemail: yes}}
      - {extension: "102", name: Bob, forwarding: {no_answer: {destinations: [{to: "103", ring: 10}]}}}
      - {extension: "103", name: Carol}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: extension, extension: "101"}}
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from routesim.errors import Path
from routesim.graph.users import person
from routesim.lint.knots import loops
from routesim.lint.rule import Fault
from routesim.lint.survey import Survey

MOST_NAMED = 20
"""So many people of a loop are named in its message."""
MOST_RELATED = 100


def check(survey: Survey) -> Iterator[Fault]:
    """A fault for each loop. Under `ring_only` there is none: what is forwarded is not forwarded again (rule 5.5)."""
    if survey.system.settings.forwarded_calls == "ring_only":
        return
    ways: dict[str, dict[str, Path]] = {}
    for loop in loops(survey.forwards):
        paths = []
        for here, there in zip(loop, [*loop[1:], loop[0]], strict=True):
            if here not in ways:
                ways[here] = _ways(survey, here)
            paths.append(ways[here][there])
        yield Fault(_message(survey, loop), paths[0], related=tuple(paths[1 : 1 + MOST_RELATED]))


def _ways(survey: Survey, here: str) -> dict[str, Path]:
    """Leads to the first destination by which a call to *here* is forwarded to each user."""
    found: dict[str, Path] = {}
    for plan in survey.plans[here]:
        for leg in plan.legs:
            if leg.user is not None and leg.user not in found:
                found[leg.user] = plan.path_to(leg)
    return found


def _message(survey: Survey, loop: Sequence[str]) -> str:
    names = [person(survey.users[extension]) for extension in loop]
    if len(names) == 1:
        return f"{names[0]} forwards to their own phone: a loop of forwards"
    if len(names) > MOST_NAMED:
        names[MOST_NAMED - 1 : -1] = [f"... {len(names) - MOST_NAMED:,} more ..."]
    rounds = survey.system.settings.max_forwards
    end = f" (no call gets all the way round: max_forwards is {rounds})" if len(loop) > rounds else ""
    return f"a loop of forwards: {' → '.join([*names, names[0]])}{end}"
