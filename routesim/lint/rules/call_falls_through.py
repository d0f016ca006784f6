"""A call can end with nobody and no voicemail.

Looked at are calls from outside: to an incoming number that leads to a user, to an external number or to a queue, and
those that a queue's overflow leads on. Where a dial plan makes the call, the plan goes on by its own exits; see RS201.
A plan falls through where no last resort takes what it leaves over; one that is ticked without a mailbox is RS104's,
Follow Me without a destination RS103's, and a path that is dead while people are logged out RS111's.

Told as well is a circle of dial-plan elements that takes no time once phones are off, or no agent has logged in: such a
call fails.

Why:
    The caller hears the ringing stop, or a busy tone, and cannot even leave a message.

Remedy:
    Give the user a mailbox and tick the last resort of every plan that can fail, the one on busy as well. Before an
    external number, put a user whose plan rings it; behind a queue, an overflow; into a circle, a message.

Fires on:
    settings: {timezone: Europe/Brussels, country: BE}
    users:
      - {extension: "101", name: Alice, voicemail: yes, forwarding: {no_answer: {voicemail: yes}}}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: extension, extension: "101"}}

Silent on:
    settings: {timezone: Europe/Brussels, country: BE}
    users:
      - extension: "101"
        name: Alice
        voicemail: yes
        forwarding: {no_answer: {voicemail: yes}, busy: {voicemail: yes}}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: extension, extension: "101"}}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from routesim.graph.services import ways_out
from routesim.graph.users import person
from routesim.lint.entries import EXTERNAL, Entry
from routesim.lint.fates import BUSY, REFUSES, Conduct, both
from routesim.lint.plans import USER, Plan
from routesim.lint.rule import Fault
from routesim.lint.survey import Survey
from routesim.lint.witness import in_words, witness_of
from routesim.result.typography import listing


class Hole(NamedTuple):
    """A plan that can leave a call over, and what people do then."""

    plan: Plan
    conduct: Conduct


def check(survey: Survey) -> Iterator[Fault]:
    """Faults of users, external numbers, queues and circles of elements (rules 5.3, 6.3, 7, 8.7)."""
    by_node: dict[str, list[Entry]] = {}
    for entry in survey.entries:
        if not entry.goes_on:
            by_node.setdefault(entry.node, []).append(entry)
    for node, entries in by_node.items():
        if node.startswith(USER):
            yield from _user(survey, node[len(USER) :], entries)
        else:
            yield from (_external(node[len(EXTERNAL) :], entry) for entry in entries)
    yield from _queues(survey)
    yield from _circles(survey)


def _user(survey: Survey, extension: str, entries: list[Entry]) -> Iterator[Fault]:
    holes = [hole for plan in survey.plans[extension] for hole in _holes(survey, plan)]
    if not holes:
        return
    ends = (f"{'busy' if hole.plan.name == 'busy' else 'no_answer'} when {_when(survey, hole)}" for hole in holes)
    message = f"{_calls(entries)} can end {', or '.join(ends)}: no mailbox takes it then"
    plan, conduct = holes[0]
    dialled = next((entry.number for entry in entries if entry.number), extension)
    yield Fault(
        message,
        plan.written,
        at_key=plan.written[-1] != "extension",
        related=tuple(entry.path for entry in entries[:10]),
        witness=witness_of(dialled, conduct, _lasts(plan)),
    )


def _holes(survey: Survey, plan: Plan) -> Iterator[Hole]:
    """Whether *plan* leaves calls over, unless that is what another finding tells."""
    told_elsewhere = plan.page.voicemail and not plan.user.voicemail
    if told_elsewhere or (plan.name == "follow_me" and not plan.legs) or survey.logged_out.is_dead(plan):
        return
    conduct = survey.fates.falls_through(plan)
    if conduct is not None:
        state = REFUSES if plan.user.multiple_calls else BUSY
        yield Hole(plan, both(conduct, {plan.user.extension: state}) if plan.name == "busy" else conduct)


def _lasts(plan: Plan) -> float:
    """How long a call can take that *plan* leaves over, in seconds."""
    rings = 0.0 if plan.name == "follow_me" else plan.user.ring_time
    return rings + max((leg.end for leg in plan.legs), default=0) / 1_000_000


def _when(survey: Survey, hole: Hole) -> str:
    plan, user = hole.plan, person(hole.plan.user)
    others = {who: what for who, what in hole.conduct.items() if who != plan.user.extension}
    and_so = f" and {in_words(others, survey)}" if any(others.values()) else ""
    if plan.name == "busy":
        state = "refuses the call" if plan.user.multiple_calls else "is on the phone"
        return f"{user} {state}{' and nobody else answers' if plan.legs else ''}{and_so}"
    if plan.name == "follow_me":
        return f"nobody answers whom Follow Me of {user} rings{and_so}"
    return f"neither {user} nor anybody else answers{and_so}" if plan.legs else f"{user} does not answer{and_so}"


def _calls(entries: list[Entry]) -> str:
    numbers = [entry.number for entry in entries if entry.number]
    return f"a call to {listing(numbers, most=4)}" if numbers else f"a call that {entries[0].words} leads on"


def _external(number: str, entry: Entry) -> Fault:
    message = f"{_calls([entry])} ends busy or no_answer when {number} is busy or cannot be reached: nothing follows"
    return Fault(message, (*entry.path, "number"), witness=witness_of(entry.number, {number: BUSY}))


def _queues(survey: Survey) -> Iterator[Fault]:
    """Queues without a longest wait, which callers leave all the same once no agent is logged in (RS301: with one)."""
    for place, (node, queue) in enumerate(survey.queues.items()):
        empties = dict(ways_out(queue, survey.system)).get("no agent logged in", False)
        if empties and queue.overflow is None and queue.max_wait is None and node in survey.dialled_queues:
            key = "leave_when_empty" if queue.join_empty else "join_empty"
            message = f"a call to queue {queue.name} ends no_answer when no agent is logged in: it has no overflow"
            witness = None if queue.join_empty else witness_of(queue.extension, {})
            yield Fault(message, ("queues", place, key), witness=witness)


def _circles(survey: Survey) -> Iterator[Fault]:
    stops = survey.circles.timeless.stops
    for circle in survey.circles.uncertain:
        if circle.conduct is not None:
            names = " → ".join(stops[stop].words for stop in (*circle.stops, circle.stops[0]))
            when = in_words(circle.conduct, survey) or "no agent is logged in"
            message = f"a call ends failed when {when}: it goes round {names} in no time"
            path, *related = (stops[stop].path for stop in circle.stops)
            plans = (flow.page for flow in survey.flows if circle.is_plain)
            starts = (plan.extension for plan in plans if f"dial_plan:{plan.extension}/{plan.start}" in circle.stops)
            witness = witness_of(next(starts, ""), circle.conduct)
            yield Fault(message, path, at_key=True, related=tuple(related), witness=witness)
