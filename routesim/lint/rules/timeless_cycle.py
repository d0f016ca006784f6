"""Elements of dial plans lead back to each other, and going round takes no time.

What takes time is a message, a prompt, a call that can ring, a queue in which one can wait. What a circle asks of the
clock, of switches and of the caller's number can all be so at one instant; one that contradicts itself is not told. A
circle that takes no time only when phones are off, or no agent has logged in, is RS105's.

Why:
    After 100 elements without time passing the call fails: the caller hears nothing but silence, then the end.

Remedy:
    Put a message or a menu into the circle, or lead one of its exits out of it.

Fires on:
    settings: {timezone: Europe/Brussels, country: BE, recording: yes}
    dial_plans:
      - name: Door
        extension: "900"
        start: first
        elements: {first: {type: record, next: second}, second: {type: record, next: first}}
    incoming_numbers:
      - {number: "+3225880100", destination: {type: dial_plan, dial_plan: Door}}

Silent on:
    settings: {timezone: Europe/Brussels, country: BE, recording: yes}
    audio_messages:
      - {name: One moment, duration: 5}
    dial_plans:
      - name: Door
        extension: "900"
        start: first
        elements: {first: {type: record, next: second}, second: {type: play_file, message: One moment, next: first}}
    incoming_numbers:
      - {number: "+3225880100", destination: {type: dial_plan, dial_plan: Door}}
"""

from __future__ import annotations

from collections.abc import Iterator

from routesim.lint.rule import Fault
from routesim.lint.survey import Survey

MOST_NAMED = 20
"""So many elements of a circle are named in its message."""
MOST_RELATED = 100


def check(survey: Survey) -> Iterator[Fault]:
    """A fault for each circle, at its first element (rule 7)."""
    stops = survey.circles.timeless.stops
    for circle in survey.circles.certain:
        names = [stops[stop].words for stop in circle.stops]
        if len(names) > MOST_NAMED:
            names[MOST_NAMED - 1 : -1] = [f"... {len(names) - MOST_NAMED:,} more ..."]
        path, *related = (stops[stop].path for stop in circle.stops)
        message = f"a circle that takes no time: {' → '.join([*names, names[0]])}"
        yield Fault(message, path, at_key=True, related=tuple(related[:MOST_RELATED]))
