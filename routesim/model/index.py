"""Who is who in a phone system: every name and number that something can refer to, looked up in one step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple, TypeVar

from routesim.errors import Path, UnusableInput
from routesim.model.nearest import Names
from routesim.model.queue import Queue
from routesim.model.system import IncomingNumber, PhoneSystem
from routesim.model.user import User

T = TypeVar("T")


class Owner(NamedTuple):
    """What has an extension: its *kind*, its *name*, and the *path* to where the extension is given."""

    kind: str
    name: str
    path: Path

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class Index:
    """The names and numbers of *system*. Each part is built when it is first asked for, in one pass."""

    def __init__(self, system: PhoneSystem) -> None:
        self.system = system

    @cached_property
    def users(self) -> dict[str, User]:
        """Users by extension: the first, where there are two."""
        return _first((user.extension, user) for user in self.system.users)

    @cached_property
    def incoming(self) -> dict[str, IncomingNumber]:
        """Incoming numbers by their E.164 form: the first, where there are two."""
        return _first((entry.number, entry) for entry in self.system.incoming_numbers)

    @cached_property
    def owners(self) -> dict[str, Owner]:
        """Who has each extension of the one internal number space (rule 2.1): the first, where there are two."""
        return _first(self.claims)

    @cached_property
    def claims(self) -> tuple[tuple[str, Owner], ...]:
        """Every extension that is given to something, twice where it is given twice."""
        return tuple(self._claims())

    def _claims(self) -> Iterator[tuple[str, Owner]]:
        system = self.system
        for place, user in enumerate(system.users):
            yield user.extension, Owner("user", user.name, ("users", place, "extension"))
        sections: tuple[tuple[str, str, Iterable[Any]], ...] = (
            ("voicemails", "mailbox", system.voicemails),
            ("queues", "queue", system.queues),
            ("conferences", "conference", system.conferences),
            ("dial_plans", "dial plan", system.dial_plans),
        )
        for section, kind, pages in sections:
            for place, page in enumerate(pages):
                extension = page.extension
                if extension is not None:
                    yield extension, Owner(kind, page.name, (section, place, "extension"))
        yield from self._log_in_claims()

    def _log_in_claims(self) -> Iterator[tuple[str, Owner]]:
        for place, queue in enumerate(self.system.queues):
            for key, kind in (("connect_number", "log-in number"), ("disconnect_number", "log-out number")):
                number = getattr(queue, key)
                if number is not None:
                    yield number, Owner(f"{kind} of queue", queue.name, ("queues", place, key))

    @cached_property
    def user_names(self) -> Names:
        """Users' extensions."""
        return Names(self.users)

    @cached_property
    def extensions(self) -> Names:
        """Every extension of the internal number space."""
        return Names(self.owners)

    @cached_property
    def incoming_names(self) -> Names:
        """The incoming numbers."""
        return Names(self.incoming)

    @cached_property
    def mailboxes(self) -> Names:
        """What a mailbox can be called: its user's extension, its own extension, its name."""
        users = (user.extension for user in self.system.users if user.voicemail)
        return Names(chain(users, _names(self.system.voicemails)))

    @cached_property
    def queues(self) -> Names:
        """What a queue can be called: its name, its extension."""
        return Names(_names(self.system.queues))

    @cached_property
    def conferences(self) -> Names:
        """What a conference can be called: its name, its extension."""
        return Names(_names(self.system.conferences))

    @cached_property
    def dial_plans(self) -> Names:
        """What a dial plan can be called: its name, its extension."""
        return Names(_names(self.system.dial_plans))

    @cached_property
    def groups(self) -> Names:
        """The names of user groups."""
        return Names(page.name for page in self.system.user_groups)

    @cached_property
    def messages(self) -> Names:
        """The names of audio messages."""
        return Names(page.name for page in self.system.audio_messages)

    @cached_property
    def switches(self) -> Names:
        """The names of switches."""
        return Names(page.name for page in self.system.switches)

    @cached_property
    def multi_switches(self) -> dict[str, Names]:
        """The states of each multi-switch, by its name."""
        return {page.name: Names(page.choices) for page in self.system.multi_switches}

    @cached_property
    def directories(self) -> Names:
        """The directories in which users are listed; the console's own, `default`, is always there."""
        listed = (user.directory for user in self.system.users if user.directory is not None)
        return Names(chain(("default",), listed))


def _first(entries: Iterable[tuple[str, T]]) -> dict[str, T]:
    found: dict[str, T] = {}
    for name, entry in entries:
        found.setdefault(name, entry)
    return found


def _names(pages: Iterable[Any]) -> Iterator[str]:
    for page in pages:
        yield page.name
        if page.extension is not None:
            yield page.extension


def queue_named(system: PhoneSystem, wanted: str) -> Queue:
    """The queue of that name or extension. Raises UnusableInput where there is none."""
    for queue in system.queues:
        if wanted in (queue.extension, queue.name):
            return queue
    if not system.queues:
        raise UnusableInput(f"there is no queue `{wanted[:60]}`: this phone system has none")
    every = ", ".join(f"`{queue.name}` ({queue.extension})" for queue in system.queues[:5])
    near = Index(system).queues.hint(wanted)
    raise UnusableInput(f"there is no queue `{wanted[:60]}`{near or f', expected one such as {every}'}")
