"""A queue's waits do not fit each other, or callers' patience.

Told is an agent's ring that may last longer than the longest wait, and a longest wait beyond two minutes.

Why:
    An offer that the longest wait cuts off rings one agent only, and never the next. Callers seldom wait for more than
    two minutes: most hang up before the queue would send them on.

Remedy:
    Let `agent_ring_time` be shorter than `max_wait`, so that two or three agents can be tried. Send callers on after
    120 s at most.

Fires on:
    settings: {timezone: Europe/Brussels, country: BE}
    users:
      - {extension: "101", name: Alice}
    voicemails:
      - {name: Support}
    queues:
      - name: Support
        extension: "700"
        static_agents: ["101"]
        agent_ring_time: 30
        max_wait: 20
        overflow: {type: voicemail, voicemail: Support}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: extension, extension: "700"}}

Silent on:
    settings: {timezone: Europe/Brussels, country: BE}
    users:
      - {extension: "101", name: Alice}
    voicemails:
      - {name: Support}
    queues:
      - name: Support
        extension: "700"
        static_agents: ["101"]
        agent_ring_time: 15
        max_wait: 60
        overflow: {type: voicemail, voicemail: Support}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: extension, extension: "700"}}
"""

from __future__ import annotations

from collections.abc import Iterator

from routesim.lint.rule import Fault
from routesim.lint.survey import Survey
from routesim.result.clock import seconds

PATIENCE = 120
"""How long callers wait who do not say otherwise, in seconds (rule 10.1)."""


def check(survey: Survey) -> Iterator[Fault]:
    """Faults of each queue with a longest wait (rules 8.4, 8.7)."""
    for place, queue in enumerate(survey.system.queues):
        wait = queue.max_wait
        if wait is None:
            continue
        rings = queue.agent_ring_time
        if rings > wait:
            message = (
                f"an agent of queue {queue.name} rings for {seconds(rings)}, callers wait for {seconds(wait)} at most"
            )
            related = (("queues", place, "max_wait"),)
            yield Fault(message, ("queues", place, "agent_ring_time"), related=related)
        if wait > PATIENCE:
            message = f"callers of queue {queue.name} may wait for {seconds(wait)}: few do for more than {PATIENCE} s"
            yield Fault(message, ("queues", place, "max_wait"))
