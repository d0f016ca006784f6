"""The console's lists: numbers with where they lead and where texts go, directories, mailboxes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from routesim.model.destination import (
    NotConfigured,
    ToConference,
    ToDialPlan,
    ToExtension,
    ToHangUp,
    ToNumber,
    ToVoicemail,
    TypedDestination,
)
from routesim.model.dial_plan import DigitalReceptionist
from routesim.model.index import Index
from routesim.model.system import PhoneSystem


class Number(NamedTuple):
    """An incoming number: the *type* of its destination, *leads_to* what, and where texts to it go (None: nowhere)."""

    number: str
    type: str
    leads_to: str | None
    sms_email: str | None


class Directory(NamedTuple):
    """A directory: the *users* listed in it, by extension, and the elements of dial plans that search it."""

    directory: str
    users: tuple[str, ...]
    searched_by: tuple[str, ...]


class Mailbox(NamedTuple):
    """A mailbox: its extension, if it has one, its owner's or its own *name*, whom it notifies, its longest message."""

    extension: str | None
    name: str
    notifies: str | None
    max_message: float | None


def numbers(system: PhoneSystem) -> Iterator[Number]:
    """Every incoming number, in the order of the file."""
    named = _Named(system)
    for entry in system.incoming_numbers:
        yield Number(entry.number, entry.destination.type, named.target(entry.destination), entry.sms_email)


class _Named:
    """What destinations name, as people call it: `dial plan Main (900)`."""

    def __init__(self, system: PhoneSystem) -> None:
        self._index = Index(system)
        self._plans = _by_name("dial plan", system.dial_plans)
        self._conferences = _by_name("conference", system.conferences)
        users = [user for user in system.users if user.voicemail]
        self._mailboxes = {
            **_by_name("mailbox", system.voicemails),
            **{user.extension: f"mailbox of {user.name} ({user.extension})" for user in users},
        }

    def target(self, destination: TypedDestination) -> str | None:
        """What *destination* leads to; None where it leads nowhere."""
        match destination:
            case NotConfigured() | ToHangUp():
                return None
            case ToExtension(extension=extension):
                return f"{self._index.owners[extension]} ({extension})"
            case ToNumber(number=number):
                return number
            case ToDialPlan(dial_plan=name):
                return self._plans[name]
            case ToConference(conference=name):
                return self._conferences[name]
            case ToVoicemail(voicemail=name):
                return self._mailboxes[name]


def _by_name(kind: str, pages: Iterable[Any]) -> dict[str, str]:
    """What *pages* are called by people, by everything that may name them."""
    found = {}
    for page in pages:
        found[page.name] = found[page.extension or page.name] = (
            f"{kind} {page.name} ({page.extension})" if page.extension else f"{kind} {page.name}"
        )
    return found


def directories(system: PhoneSystem) -> Iterator[Directory]:
    """Every directory that lists somebody or is searched, in the order of first mention; case does not count."""
    names: dict[str, str] = {}
    listed: dict[str, list[str]] = {}
    searched: dict[str, list[str]] = {}
    for user in system.users:
        if user.directory:
            names.setdefault(user.directory.casefold(), user.directory)
            listed.setdefault(user.directory.casefold(), []).append(user.extension)
    for plan in system.dial_plans:
        for name, element in plan.elements.items():
            if isinstance(element, DigitalReceptionist):
                names.setdefault(element.directory.casefold(), element.directory)
                searched.setdefault(element.directory.casefold(), []).append(f"dial_plan:{plan.extension}/{name}")
    for key, name in names.items():
        yield Directory(name, tuple(listed.get(key, ())), tuple(searched.get(key, ())))


def mailboxes(system: PhoneSystem) -> Iterator[Mailbox]:
    """The users' mailboxes, then those made by hand."""
    for user in system.users:
        if user.voicemail:
            yield Mailbox(user.extension, user.name, user.email, None)
    for box in system.voicemails:
        yield Mailbox(box.extension, box.name, box.email, box.max_message)
