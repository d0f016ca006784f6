"""For some seconds of a ring plan nothing rings, even when every phone is free.

Sliders leave a gap; or a user's phone rings shorter than the slider allows (`ring_time`) and nothing follows, while the
next window is yet to begin: windows do not move. What happens after the last phone has stopped is no dead air, the plan
is over then. A gap within a colleague's own plan is told there.

Why:
    The caller hears nothing ring, believes to be cut off, and hangs up just before the next phone would ring.

Remedy:
    Move the sliders together, or let the phone before the gap ring longer.

Fires on:
    settings: {timezone: Europe/Brussels, country: BE}
    users:
      - extension: "101"
        name: Alice
        voicemail: yes
        forwarding:
          no_answer: {destinations: [{to: "102", ring: [0, 10]}, {to: "103", ring: [15, 30]}], voicemail: yes}
          busy: {voicemail: yes}
      - {extension: "102", name: Bob}
      - {extension: "103", name: Carol}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: extension, extension: "101"}}

Silent on:
    settings: {timezone: Europe/Brussels, country: BE}
    users:
      - extension: "101"
        name: Alice
        voicemail: yes
        forwarding:
          no_answer: {destinations: [{to: "102", ring: [0, 15]}, {to: "103", ring: [15, 30]}], voicemail: yes}
          busy: {voicemail: yes}
      - {extension: "102", name: Bob}
      - {extension: "103", name: Carol}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: extension, extension: "101"}}
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from routesim.lint.plans import Leg
from routesim.lint.rule import Fault
from routesim.lint.silence import Silence
from routesim.lint.survey import Survey
from routesim.result.clock import number
from routesim.result.typography import listing

Gap = tuple[int, int, Leg]
"""Nothing rings from the first to the second instant, in microseconds; then the leg begins."""


def check(survey: Survey) -> Iterator[Fault]:
    """A fault for each plan with gaps (rules 4.1, 4.4, 5.2); none where no plan ever rings anybody (RS109)."""
    for plan in survey.all_plans() if survey.system.settings.max_forwards else ():
        legs = survey.unanswered.legs(plan)
        gaps = list(_gaps(sorted(legs, key=lambda entry: entry[0].start)))
        if gaps:
            message = f"in the {plan} nothing rings {_spans(gaps)}{_early(legs, gaps[0])}"
            paths = [plan.path_to(leg, "ring") for _, _, leg in gaps]
            yield Fault(message, paths[0], related=tuple(paths[1:20]))


def _gaps(legs: Sequence[tuple[Leg, Silence]]) -> Iterator[Gap]:
    """The gaps between *legs*, which stand in the order of their starts, until the plan ends or a mailbox takes it."""
    until = 0
    over = min((leg.start + silence.taken for leg, silence in legs), default=0)
    for leg, silence in legs:
        if leg.start > until and until < over:
            yield until, leg.start, leg
        until = max(until, leg.start + silence.rung if silence.rung else 0)


def _spans(gaps: Sequence[Gap]) -> str:
    spans = (f"from {_at(start)} to {_at(end)} s" for start, end, _ in gaps)
    return listing(spans)


def _at(time: int) -> str:
    return number(time / 1_000_000)


def _early(legs: Sequence[tuple[Leg, Silence]], gap: Gap) -> str:
    """Why, where the slider of the leg before the gap goes on but its phone does not."""
    for leg, silence in legs:
        if silence.rung and leg.start + silence.rung == gap[0] < leg.end:
            return f": {leg.to} has stopped ringing by then, though its window ends at {_at(leg.end)} s"
    return ""
