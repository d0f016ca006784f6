"""A queue strands its callers: it has no agents, none who could log in, or no way out once the wait is over.

Dynamic agents start logged out and dial the queue's log-in number. The way out of a queue that is dialled directly is
its overflow; where only Queue elements of dial plans lead to it, theirs is the exit `next`, and an open one is RS201's.

Why:
    Callers wait for somebody who will never answer; or they have waited as long as the queue allows, and are cut off.

Remedy:
    Name agents, or give the queue a log-in number (`connect_number`). Lead the overflow to a mailbox or to a colleague.

Fires on:
    settings: {timezone: Europe/Brussels, country: BE}
    users:
      - {extension: "101", name: Alice}
    queues:
      - {name: Support, extension: "700", static_agents: ["101"], max_wait: 60}
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
        max_wait: 60
        overflow: {type: voicemail, voicemail: Support}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: extension, extension: "700"}}
"""

from __future__ import annotations

from collections.abc import Iterator

from routesim.lint.rule import Fault
from routesim.lint.survey import Survey
from routesim.model.dial_plan import QueueElement
from routesim.model.queue import Queue
from routesim.result.clock import seconds


def check(survey: Survey) -> Iterator[Fault]:
    """Faults of agents, and of ways out (rules 8.2, 8.7, 8.9)."""
    in_dial_plans = frozenset(
        survey.directory.queue(element.queue)
        for flow in survey.flows
        for element in flow.elements.values()
        if isinstance(element, QueueElement)
    )
    for place, (node, queue) in enumerate(survey.queues.items()):
        yield from _agents(survey, queue, place)
        is_dialled = node in survey.dialled_queues or node not in in_dial_plans
        if is_dialled and queue.max_wait is not None and queue.overflow is None:
            wait = seconds(queue.max_wait)
            message = f"queue {queue.name} has no way out: callers who have waited for {wait} are cut off"
            yield Fault(message, ("queues", place, "max_wait"))


def _agents(survey: Survey, queue: Queue, place: int) -> Iterator[Fault]:
    members = survey.system.members
    if members(queue.static_agents):
        return
    if not members(queue.dynamic_agents):
        yield Fault(f"queue {queue.name} has no agents", ("queues", place, "name"))
    elif queue.connect_number is None:
        message = f"nobody can log in to queue {queue.name}: all its agents are dynamic, and it has no log-in number"
        yield Fault(message, ("queues", place, "dynamic_agents"))
