"""References that lead nowhere (RS001)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from routesim.errors import Path, Problem
from routesim.model.destination import ToConference, ToDialPlan, ToExtension, ToVoicemail, TypedDestination
from routesim.model.index import Index
from routesim.model.nearest import Names
from routesim.model.numbers import looks_internal, normal_number

CALLED = frozenset({"user", "queue", "conference", "dial plan"})
"""Whoever is called by an extension, apart from mailboxes and a queue's own numbers."""
_MOST_NAMED = 5
"""So many of the states that there are are told where none is like the wrong one."""


def missing(names: Names, what: str, name: str, path: Path, at_key: bool = False) -> Iterator[Problem]:
    """The problem that there is no *what* called *name*, if so; *path* is where it is named."""
    if name not in names:
        yield Problem("RS001", f"there is no {what} `{name}`{names.hint(name)}", path, at_key=at_key)


def missing_state(states: Names, switch: str, name: str, path: Path, at_key: bool = False) -> Iterator[Problem]:
    """The problem that the multi-switch *switch*, which has *states*, has none called *name*, if so."""
    if name not in states:
        first = [f"`{state}`" for state in islice(states, _MOST_NAMED)]
        hint = states.hint(name) or f", expected {' or '.join(filter(None, (', '.join(first[:-1]), first[-1])))}"
        yield Problem("RS001", f"the multi-switch `{switch}` has no state `{name}`{hint}", path, at_key=at_key)


def missing_user(index: Index, extension: str, path: Path) -> Iterator[Problem]:
    """The problem that *extension* is no user's, if so."""
    if extension in index.users:
        return
    owner = index.owners.get(extension)
    if owner is not None:
        yield Problem("RS001", f"`{extension}` is the {owner}, expected a user's extension", path)
    else:
        yield from missing(index.user_names, "user", extension, path)


def missing_mailbox(index: Index, name: str, path: Path) -> Iterator[Problem]:
    """The problem that there is no mailbox *name* (a user's extension, a mailbox's extension or name), if so."""
    if name in index.users and name not in index.mailboxes:
        yield Problem("RS001", f"user `{name}` has no mailbox, expected one with voicemail: yes", path)
    else:
        yield from missing(index.mailboxes, "mailbox", name, path)


def missing_extension(index: Index, number: str, path: Path) -> Iterator[Problem]:
    """The problem that nothing has the extension *number*, if so; a phone number is nobody's extension."""
    if looks_internal(number) and number not in index.owners:
        yield from missing(index.extensions, "extension", number, path)


def missing_number(index: Index, number: str, path: Path) -> Iterator[Problem]:
    """The problem that *number*, however it is typed, is none of those that calls can be explored to, if so."""
    normal = normal_number(number, index.system.settings.country)
    if not looks_internal(normal):
        yield from missing(index.incoming_names, "incoming number", normal, path)
        return
    owner = index.owners.get(normal)
    if owner is not None and owner.kind not in CALLED:
        message = f"`{normal}` is the {owner}, expected an extension of a user, queue, conference or dial plan"
        yield Problem("RS001", message, path)
    else:
        yield from missing_extension(index, normal, path)


def missing_target(index: Index, destination: TypedDestination, path: Path) -> Iterator[Problem]:
    """The problem that *destination*, at *path*, leads to what is not there, if so."""
    match destination:
        case ToExtension():
            yield from missing_extension(index, destination.extension, (*path, "extension"))
        case ToDialPlan():
            yield from missing(index.dial_plans, "dial plan", destination.dial_plan, (*path, "dial_plan"))
        case ToVoicemail():
            yield from missing_mailbox(index, destination.voicemail, (*path, "voicemail"))
        case ToConference():
            yield from missing(index.conferences, "conference", destination.conference, (*path, "conference"))
