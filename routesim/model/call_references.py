"""What must hold between calls to play and the system that they are played on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

from routesim.errors import Path, Problem
from routesim.model.calls import AnyEvent, CallAttempt, Calls, Invite, Pickup, QueueMembership, SetSwitch
from routesim.model.duplicates import twice
from routesim.model.index import Index
from routesim.model.missing import missing, missing_state, missing_user
from routesim.model.nearest import Names
from routesim.model.numbers import WITHHELD, looks_internal, strip_separators, to_e164
from routesim.model.people import Attempt, Person
from routesim.model.scalars import yes_no
from routesim.model.settings import zone
from routesim.model.system import PhoneSystem
from routesim.model.user import User

if TYPE_CHECKING:
    from routesim.model.workload import PersonHabit, Workload

MOST_PROBLEMS = 10_000
"""Nobody reads more."""
DEFAULT = "default"
"""The entry of `people` that lies beneath all others (rule 10.6)."""
P = TypeVar("P", Calls, "Workload")


def call_problems(system: PhoneSystem, calls: Calls) -> list[Problem]:
    """Everything that *calls* get wrong about *system*; paths lead through the calls.

    RS001: somebody or something who is not there. RS002: a call or a person given twice. RS003: no valid phone number.
    RS000: a start that the clocks skip, a state that a phone cannot be in. A call *to* an unknown number is none. Of
    10,000 problems and more, the first 10,000 are found.
    """
    index = Index(system)
    found = chain(
        start_problems(system, calls.start, ("start",)),
        people_problems(index, calls.people),
        _calls_problems(index, calls.calls),
        _event_problems(index, calls.events),
    )
    return list(islice(found, MOST_PROBLEMS))


def with_normal_numbers(system: PhoneSystem, calls: P) -> P:
    """*calls*, with external people under the E.164 form of their number, however it was typed (rule 2.2)."""
    country = system.settings.country
    keys = {key: key if _is_entry(key) else to_e164(key, country) or key for key in calls.people}
    if all(key == normal for key, normal in keys.items()):
        return calls
    return calls.model_copy(update={"people": {keys[key]: person for key, person in calls.people.items()}})


def _is_entry(key: str) -> bool:
    return key == DEFAULT or looks_internal(key)


def start_problems(system: PhoneSystem, start: datetime, path: Path) -> Iterator[Problem]:
    """The problem that the clocks skip the instant *start*, if so."""
    name = system.settings.timezone
    local = start.replace(tzinfo=zone(name))
    if local.astimezone(UTC).astimezone(zone(name)).replace(tzinfo=None) != start:
        message = f"{start.isoformat()} does not exist in {name}: the clocks are put forward over it"
        yield Problem("RS000", message, path)


def people_problems(index: Index, people: Mapping[str, Person | PersonHabit]) -> Iterator[Problem]:
    """Everything that entries of *people* get wrong about the system."""
    numbers = []
    for key, person in people.items():
        path: Path = ("people", key)
        if looks_internal(key):
            for problem in missing_user(index, key, path):
                yield _at_key(problem)
            if key in index.users:
                yield from _user_problems(index.users[key], person, path)
        elif key != DEFAULT:
            number = to_e164(key, index.system.settings.country)
            numbers.append((number or key, path))
            yield from _external_problems(index, key, number, person)
    yield from map(_at_key, twice(numbers, "`{}` has an entry already"))


def _external_problems(index: Index, key: str, number: str | None, person: Person | PersonHabit) -> Iterator[Problem]:
    path: Path = ("people", key)
    if number is None:
        hint = Names([DEFAULT, *index.users]).hint(key)
        yield Problem("RS003", f"`{key}` is neither a user nor a valid phone number{hint}", path, at_key=True)
    elif number in index.incoming:
        message = f"`{key}` is one of the system's own numbers, expected a user or an external number"
        yield Problem("RS001", message, path, at_key=True)
    if person.devices:
        yield Problem("RS000", "an external number has no devices that are known", (*path, "devices"))
    for entry, where in _entries(person, path):
        if not entry.logged_in:
            yield Problem("RS000", "an external number does not log in", (*where, "logged_in"))


def _user_problems(user: User, person: Person | PersonHabit, path: Path) -> Iterator[Problem]:
    devices = Names(user.devices)
    for entry, where in _entries(person, path):
        if entry.state == "unreachable":
            message = "a user is idle, busy, dnd or offline, only an external number is unreachable"
            yield Problem("RS000", message, (*where, "state"))
        if entry.voicemail_after is not None:
            message = "only an external number has a carrier's voicemail; a user's mailbox is a last resort"
            yield Problem("RS000", message, (*where, "voicemail_after"))
        for name in entry.devices:
            what = f"device of user {user.extension}"
            yield from missing(devices, what, name, (*where, "devices", name), at_key=True)


def _entries(person: Person | PersonHabit, path: Path) -> Iterator[tuple[Attempt | PersonHabit, Path]]:
    yield person, path
    for place, attempt in enumerate(person.attempts if isinstance(person, Person) else ()):
        yield attempt, (*path, "attempts", place)


def _calls_problems(index: Index, calls: tuple[CallAttempt, ...]) -> Iterator[Problem]:
    ids: list[tuple[str, Path]] = [(call.id, ("calls", n, "id")) for n, call in enumerate(calls) if call.id is not None]
    yield from twice(ids, "there is already a call `{}`")
    for place, call in enumerate(calls):
        yield from caller_problems(index, call.from_, ("calls", place, "from"))


def caller_problems(index: Index, from_: str, path: Path) -> Iterator[Problem]:
    """The problem that nobody can call as *from_*, if so."""
    caller, country = strip_separators(from_), index.system.settings.country
    if caller in index.users or caller == WITHHELD:
        return
    if looks_internal(caller):
        yield from missing_user(index, caller, path)
    elif to_e164(caller, country) is None:
        yield Problem("RS003", f"`{from_}` is no valid phone number in {country}", path)


def _event_problems(index: Index, events: tuple[AnyEvent, ...]) -> Iterator[Problem]:
    for place, event in enumerate(events):
        path: Path = ("events", place)
        user = getattr(event, "user", None)
        if user is not None:
            yield from missing_user(index, user, (*path, "user"))
        match event:
            case QueueMembership():
                yield from missing(index.queues, "queue", event.queue, (*path, "queue"))
            case Pickup():
                yield from missing_user(index, event.target, (*path, "target"))
            case SetSwitch():
                yield from _switch_problems(index, event, path)
            case Invite():
                yield from missing(index.conferences, "conference", event.conference, (*path, "conference"))


def _switch_problems(index: Index, event: SetSwitch, path: Path) -> Iterator[Problem]:
    states = index.multi_switches.get(event.switch)
    if states is not None:
        yield from missing_state(states, event.switch, event.state, (*path, "state"))
    elif event.switch in index.switches:
        try:
            yes_no(event.state)
        except ValueError:  # of which pydantic's own errors are a kind
            yield Problem("RS000", f"`{event.state}` is no state of a switch, expected yes or no", (*path, "state"))
    else:
        names = Names([*index.switches, *index.multi_switches])
        yield from missing(names, "switch", event.switch, (*path, "switch"))


def _at_key(problem: Problem) -> Problem:
    return replace(problem, at_key=True)
