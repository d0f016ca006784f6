"""What must hold between the pages of a phone system: every reference leads somewhere, nothing is there twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from routesim.errors import Path, Problem
from routesim.model.call_references import MOST_PROBLEMS, call_problems
from routesim.model.duplicates import duplicates
from routesim.model.element_references import dial_plan_problems
from routesim.model.index import Index
from routesim.model.missing import missing, missing_number, missing_state, missing_target, missing_user
from routesim.model.nearest import Names
from routesim.model.numbers import looks_internal, to_e164
from routesim.model.passwords import password_problems
from routesim.model.property import impossible
from routesim.model.queue import GROUP
from routesim.model.ring_references import RingReferences, incoming_problems
from routesim.model.system import PhoneSystem
from routesim.model.user import User

__all__ = ["call_problems", "reference_problems"]


def reference_problems(system: PhoneSystem) -> list[Problem]:
    """Everything that *system*'s pages, each right by itself, get wrong together.

    RS001: a reference to what does not exist, or to what cannot be meant. RS002: an extension, a number or a name that
    is there twice. RS003: a number that cannot be dialled. RS004, a warning: SIP passwords that are weak or shared.
    Takes time in proportion to the size of *system*; of 10,000 problems and more, the first 10,000 are found.
    """
    index = Index(system)
    found = chain(
        _settings_problems(system),
        _user_problems(index),
        _group_problems(index),
        _multi_switch_problems(index),
        _queue_problems(index),
        _conference_problems(index),
        dial_plan_problems(index),
        incoming_problems(index),
        _property_problems(index),
        duplicates(index),
        password_problems(system),
    )
    return list(islice(found, MOST_PROBLEMS))


def _settings_problems(system: PhoneSystem) -> Iterator[Problem]:
    for place, number in enumerate(system.settings.blacklist):
        if not looks_internal(number) and to_e164(number, system.settings.country) is None:
            message = f"`{number}` is no valid phone number in {system.settings.country}"
            yield Problem("RS003", message, ("settings", "blacklist", place))


def _user_problems(index: Index) -> Iterator[Problem]:
    rings = RingReferences(index)
    for place, user in enumerate(index.system.users):
        path = ("users", place)
        yield from rings.of_user(user, path)
        number = user.outgoing_number
        if number != "default" and number not in index.incoming:
            yield from missing(index.incoming_names, "incoming number", number, (*path, "outgoing_number"))
        if user.keys.buttons:
            yield from _key_problems(index, user, path)


def _key_problems(index: Index, user: User, path: Path) -> Iterator[Problem]:
    for place, key in user.keys.buttons.items():
        where = (*path, "keys", place)
        if key.user is not None:
            yield from missing_user(index, key.user, (*where, "user"))


def _group_problems(index: Index) -> Iterator[Problem]:
    for section in ("user_groups", "pickup_groups"):
        for place, group in enumerate(getattr(index.system, section)):
            for position, member in enumerate(group.members):
                yield from missing_user(index, member, (section, place, "members", position))


def _multi_switch_problems(index: Index) -> Iterator[Problem]:
    for place, switch in enumerate(index.system.multi_switches):
        if switch.state is not None:
            yield from missing_state(
                Names(switch.choices), switch.name, switch.state, ("multi_switches", place, "state")
            )


def _queue_problems(index: Index) -> Iterator[Problem]:
    for place, queue in enumerate(index.system.queues):
        path = ("queues", place)
        for name in ("static_agents", "dynamic_agents"):
            for position, agent in enumerate(getattr(queue, name)):
                where = (*path, name, position)
                if agent.startswith(GROUP):
                    yield from missing(index.groups, "user group", agent.removeprefix(GROUP), where)
                else:
                    yield from missing_user(index, agent, where)
        if queue.overflow is not None:
            yield from missing_target(index, queue.overflow, (*path, "overflow"))


def _conference_problems(index: Index) -> Iterator[Problem]:
    for place, conference in enumerate(index.system.conferences):
        if conference.administrator is not None:
            yield from missing_user(index, conference.administrator, ("conferences", place, "administrator"))


def _property_problems(index: Index) -> Iterator[Problem]:
    for place, entry in enumerate(index.system.properties):
        if entry.number is not None:
            yield from missing_number(index, entry.number, ("properties", place, "number"))
    for place, nobody in impossible(index.system.properties, index.system.settings.country):
        message = f"{nobody} could hold to this and to the properties before it at once: no outcome is left"
        yield Problem("RS000", message, ("properties", place))
