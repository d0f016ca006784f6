"""Who and what a system's numbers and names stand for, as nodes (rules 2.1, 2.4, 6.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from routesim.errors import Problem, UnusableInput
from routesim.model.conference import Conference
from routesim.model.destination import (
    NotConfigured,
    ToConference,
    ToDialPlan,
    ToExtension,
    ToHangUp,
    ToNumber,
    TypedDestination,
)
from routesim.model.dial_plan import DialPlan
from routesim.model.numbers import looks_internal
from routesim.model.queue import Queue
from routesim.model.system import PhoneSystem, Voicemail


def mailbox_id(box: Voicemail) -> str:
    """What a mailbox made by hand is called in node names: its extension, or else its name, percent-encoded."""
    return box.extension or quote(box.name, safe="")


class Directory:
    """Finds the node behind an extension, a number or a name. Raises UnusableInput (RS001) where there is none.

    *externals* and *outcomes* are the nodes of the external numbers and outcomes that were asked for, in that order.
    """

    def __init__(self, system: PhoneSystem) -> None:
        self._users = {user.extension: f"user:{user.extension}" for user in system.users}
        self.mobiles = {user.gsm: user.name for user in reversed(system.users) if user.gsm}
        self.numbers = {number.number: number.destination for number in system.incoming_numbers}
        self._queues = _by_name_or_extension(system.queues)
        self._conferences = _by_name_or_extension(system.conferences)
        self._dial_plans = _by_name_or_extension(system.dial_plans)
        self._mailboxes = _mailboxes(system)
        self.extensions = _extensions(system)
        self.externals: dict[str, str] = {}
        self.outcomes: dict[str, str] = {}

    def queue(self, named: str) -> str:
        """The node of the queue of that name, or else extension."""
        return f"queue:{_found(self._queues, named, 'queue')}"

    def conference(self, named: str) -> str:
        """The node of the conference of that name, or else extension."""
        return f"conference:{_found(self._conferences, named, 'conference')}"

    def mailbox(self, named: str) -> str:
        """The node of the mailbox of that user, extension or name."""
        return f"mailbox:{_found(self._mailboxes, named, 'mailbox')}"

    def user(self, extension: str) -> str:
        """The node of a user."""
        if extension not in self._users:
            raise missing("user", extension)
        return self._users[extension]

    def dialled(self, number: str) -> str:
        """The node that a dialled number gets to: extensions first, own numbers, the outside (rule 2.4)."""
        if number in self.extensions:
            return self.extensions[number]
        if number in self.numbers:
            return f"number:{number}"
        if looks_internal(number):
            raise missing("extension", number)
        return self._external(number)

    def may_fail(self, number: str) -> bool:
        """Tell whether a dialled number gets to a user or to the outside, and so may come back to a dial plan (7.1)."""
        node = self.dialled(number)
        seen: set[str] = set()
        while node.startswith("number:") and node not in seen:
            seen.add(node)
            node = self.led_to(self.numbers[node.removeprefix("number:")])[0]
        return node.startswith(("user:", "external:"))

    def rung(self, number: str) -> str:
        """The user or external number that a ring plan's destination rings (rule 2.4)."""
        if number in self._users or looks_internal(number):
            return self.user(number)
        seen = []
        while number in self.numbers and number not in seen:
            seen.append(number)
            match self.numbers[number]:
                case ToExtension(extension=extension):
                    return self.user(extension)
                case ToNumber(number=further):
                    number = further
                case _:
                    raise missing("user or external number behind", number)
        return self._external(number)

    def outcome(self, outcome: str) -> str:
        """The node of an outcome."""
        return self.outcomes.setdefault(outcome, f"outcome:{outcome}")

    def _external(self, number: str) -> str:
        return self.externals.setdefault(number, f"external:{number}")

    def led_to(self, destination: TypedDestination) -> tuple[str, str]:
        """The node that a typed destination leads to, and what takes a call there (rule 6.1)."""
        match destination:
            case NotConfigured():
                return self.outcome("not_configured"), "not configured"
            case ToExtension():
                return self.dialled(destination.extension), "leads to"
            case ToNumber():
                return self.dialled(destination.number), "leads to"
            case ToDialPlan():
                return f"dial_plan:{_found(self._dial_plans, destination.dial_plan, 'dial plan')}", "leads to"
            case ToConference():
                return self.conference(destination.conference), "leads to"
            case ToHangUp():
                return self.outcome("hung_up"), "hangs up"
        return self.mailbox(destination.voicemail), "leads to"


def _by_name_or_extension(pages: Sequence[Conference | DialPlan | Queue]) -> dict[str, str]:
    by_extension = {page.extension: page.extension for page in pages}
    return by_extension | {page.name: page.extension for page in reversed(pages)}


def _mailboxes(system: PhoneSystem) -> dict[str, str]:
    """The IDs of mailboxes by all that may name them; a user's extension goes before a box's, that before a name."""
    named = {box.name: mailbox_id(box) for box in reversed(system.voicemails)}
    numbered = {box.extension: box.extension for box in system.voicemails if box.extension}
    return named | numbered | {user.extension: user.extension for user in system.users if user.voicemail}


def _extensions(system: PhoneSystem) -> dict[str, str]:
    """Nodes by every number that can be dialled inside (rule 2.1); where two claim one, the earlier kind has it."""
    nodes: dict[str, str] = {}
    for number, node in _claims(system):
        nodes.setdefault(number, node)
    return nodes


def _claims(system: PhoneSystem) -> Iterator[tuple[str, str]]:
    yield from ((user.extension, f"user:{user.extension}") for user in system.users)
    yield from ((queue.extension, f"queue:{queue.extension}") for queue in system.queues)
    yield from ((room.extension, f"conference:{room.extension}") for room in system.conferences)
    yield from ((plan.extension, f"dial_plan:{plan.extension}") for plan in system.dial_plans)
    for queue in system.queues:
        if queue.connect_number:
            yield queue.connect_number, f"login:{queue.connect_number}"
        if queue.disconnect_number:
            yield queue.disconnect_number, f"logout:{queue.disconnect_number}"
    yield from ((box.extension, f"mailbox:{box.extension}") for box in system.voicemails if box.extension)


def _found(known: dict[str, str], named: str, kind: str) -> str:
    if named not in known:
        raise missing(kind, named)
    return known[named]


def missing(kind: str, named: str, place: str = "") -> UnusableInput:
    """The error of a reference, in *place*, to what does not exist."""
    return UnusableInput([Problem("RS001", f"there is no {kind} {named!r}{place}")])
