"""What ring plans ring, and where incoming numbers lead each other (rules 2.4 and 6.1)."""

from __future__ import annotations

from collections.abc import Iterator

from routesim.errors import Path, Problem
from routesim.model.destination import ToExtension, ToNumber, TypedDestination
from routesim.model.index import Index
from routesim.model.missing import missing, missing_target
from routesim.model.numbers import looks_internal
from routesim.model.user import User

_LEADS_TO = {
    "not_configured": "is not configured",
    "hang_up": "hangs up",
    "dial_plan": "leads to a dial plan",
    "conference": "leads to a conference",
    "voicemail": "leads to a mailbox",
}


class RingReferences:
    """Checks what ring plans ring; each incoming number is followed only once."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._reasons: dict[str, str | None] = {}

    def of_user(self, user: User, path: Path) -> Iterator[Problem]:
        """RS001 in the three ring plans of *user*, who stands at *path*."""
        users, incoming = self._index.users, self._index.incoming
        for plan, name in (
            (user.forwarding.no_answer, ("forwarding", "no_answer")),
            (user.forwarding.busy, ("forwarding", "busy")),
            (user.follow_me, ("follow_me",)),
        ):
            for place, destination in enumerate(plan.destinations):
                to = destination.to
                if to not in users and (to in incoming or looks_internal(to)):
                    yield from self._of_other(to, (*path, *name, "destinations", place, "to"))

    def _of_other(self, to: str, path: Path) -> Iterator[Problem]:
        """RS001 where *to*, an extension or number of the system itself but no user, cannot be rung."""
        if to not in self._index.incoming:
            yield from self._of_extension(to, path)
        elif (reason := self._reason(to)) is not None:
            what = f"`{to}` is one of the system's own numbers and {reason}"
            yield Problem("RS001", f"{what}: a ring plan rings users and external numbers only", path)

    def _of_extension(self, extension: str, path: Path) -> Iterator[Problem]:
        owner = self._index.owners.get(extension)
        if owner is None:
            yield from missing(self._index.user_names, "user", extension, path)
        else:
            what = f"`{extension}` is the {owner}"
            yield Problem("RS001", f"{what}: a ring plan rings users and external numbers only", path)

    def _reason(self, number: str) -> str | None:
        """Why the system's own *number* cannot be rung; None where it can, or leads in a circle."""
        passed = []
        while number not in self._reasons:
            self._reasons[number] = None
            passed.append(number)
            destination = self._index.incoming[number].destination
            if not isinstance(destination, ToNumber):
                self._reasons[number] = self._reason_at(destination)
            elif destination.number in self._index.incoming:
                number = destination.number
        reason = self._reasons[number]
        self._reasons.update(dict.fromkeys(passed, reason))
        return reason

    def _reason_at(self, destination: TypedDestination) -> str | None:
        if not isinstance(destination, ToExtension):
            return _LEADS_TO.get(destination.type)
        owner = self._index.owners.get(destination.extension)
        return None if owner is None or owner.kind == "user" else f"leads to the {owner}"


def incoming_problems(index: Index) -> Iterator[Problem]:
    """RS001 in incoming numbers: a target that is not there, numbers that lead to each other in a circle."""
    for place, entry in enumerate(index.system.incoming_numbers):
        yield from missing_target(index, entry.destination, ("incoming_numbers", place, "destination"))
    yield from _circles(index)


def _circles(index: Index) -> Iterator[Problem]:
    places: dict[str, int] = {}
    for place, entry in enumerate(index.system.incoming_numbers):
        places.setdefault(entry.number, place)
    followed: set[str] = set()
    for start in index.incoming:
        trail: dict[str, None] = {}
        number: str | None = start
        while number is not None and number not in followed:
            followed.add(number)
            trail[number] = None
            number = _next_number(index, number)
        if number in trail:
            circle = list(trail)[list(trail).index(number) :]
            first = min(circle, key=places.__getitem__)
            turn = circle.index(first)
            circle = [*circle[turn:], *circle[:turn], first]
            paths = [("incoming_numbers", places[each], "destination", "number") for each in circle]
            words = " → ".join(circle if len(circle) < 8 else [*circle[:6], "...", first])
            message = f"numbers that lead back to themselves: {words}"
            yield Problem("RS001", message, paths[0], related_paths=tuple(paths[1:-1]))


def _next_number(index: Index, number: str) -> str | None:
    """The system's own number that *number* leads to, if it leads to one."""
    destination = index.incoming[number].destination
    if isinstance(destination, ToNumber) and destination.number in index.incoming:
        return destination.number
    return None
