"""What leads to what, whether it applies at present or not: every reference by which a call could get somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from routesim.lint.plans import USER
from routesim.model import dial_plan as page
from routesim.model.dial_plan import AnyElement
from routesim.model.numbers import strip_separators, to_e164
from routesim.model.queue import Queue
from routesim.model.user import User

if TYPE_CHECKING:
    from routesim.lint.survey import Survey

Lead = tuple[str, str]
"""A node, and one that it leads to. Incoming numbers lead where their calls get to in the end. A directory is one."""


def leads(survey: Survey) -> Iterator[Lead]:
    """Every lead: of incoming numbers, queues, dial plans, conferences, and users by their plans and keys."""
    system = survey.system
    for own in system.incoming_numbers:
        yield f"number:{own.number}", survey.led_to(own.destination)
    for node, queue in survey.queues.items():
        yield from ((node, target) for target in _of_queue(survey, queue))
    searched: set[str] = set()
    for plan in system.dial_plans:
        targets = [target for element in plan.elements.values() for target in _of_element(survey, element)]
        searched.update(targets)
        yield from ((f"dial_plan:{plan.extension}", target) for target in targets)
    for room in system.conferences:
        if room.administrator is not None:
            yield f"conference:{room.extension}", f"{USER}{room.administrator}"
    for user in system.users:
        yield from ((f"{USER}{user.extension}", target) for target in _of_user(survey, user))
        directory = f"directory:{(user.directory or '').casefold()}"
        if directory in searched:
            yield directory, f"{USER}{user.extension}"


def _of_queue(survey: Survey, queue: Queue) -> Iterator[str]:
    for extension in survey.system.members(queue.static_agents + queue.dynamic_agents):
        yield f"{USER}{extension}"
    if queue.overflow is not None:
        yield survey.led_to(queue.overflow)


def _of_element(survey: Survey, element: AnyElement) -> Iterator[str]:
    directory = survey.directory
    match element:
        case page.CallElement():
            yield survey.dialled(element.to)
        case page.VoicemailElement():
            yield directory.mailbox(element.voicemail)
        case page.QueueElement():
            yield directory.queue(element.queue)
        case page.ConferenceElement():
            yield directory.conference(element.conference)
        case page.DigitalReceptionist():
            yield f"directory:{element.directory.casefold()}"


def _of_user(survey: Survey, user: User) -> Iterator[str]:
    for plan in (user.forwarding.no_answer, user.forwarding.busy, user.follow_me):
        yield from (survey.directory.rung(destination.to) for destination in plan.destinations)
    for key in user.keys.buttons.values():
        if key.user is not None:
            yield f"{USER}{key.user}"
        if key.number is not None:
            yield from typed(survey, key.number)


def typed(survey: Survey, number: str) -> Iterator[str]:
    """The node that a number gets to as a person types it; nothing for what is no number (rule 2.2)."""
    digits = strip_separators(number)
    known = digits if digits in survey.directory.extensions else to_e164(digits, survey.system.settings.country)
    if known is not None:
        yield survey.dialled(known)
