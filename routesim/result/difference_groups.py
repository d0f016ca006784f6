"""Changes put together: what has the same cause is told once, for all numbers, the most general first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from routesim.result.difference import Change, Fate

Cause = tuple[str, ...]


class Alike(NamedTuple):
    """Changes with the same cause and the same two endings, to several numbers; *first* stands for all of them.

    *routes* are the numbers from which the call must be led there first, and how (*numbers*: the others).
    """

    first: Change
    numbers: tuple[str, ...]
    routes: tuple[tuple[Cause, tuple[str, ...]], ...] = ()

    @property
    def all_numbers(self) -> tuple[str, ...]:
        """Every number from which a call can come to it."""
        return (*self.numbers, *(number for _, numbers in self.routes for number in numbers))


class Topic(NamedTuple):
    """Changes with one cause, that of the *first*; the *others* need more for them to show, or show something else."""

    first: Alike
    others: tuple[Alike, ...]


def topics(changes: Iterable[Change]) -> list[Topic]:
    """Put changes together by what causes them; those that only change a wait stand behind the others."""
    found: list[tuple[frozenset[str], Alike, list[Alike]]] = []
    for group in sorted(alike(changes), key=lambda one: (one.first.kind, len(one.first.when))):
        cause = frozenset(group.first.route[:1] or group.first.when)
        topic = next((topic for topic in found if _belongs(group, *topic[:2])), None)
        if topic is None:
            found.append((cause, group, []))
        else:
            topic[2].append(group)
    return [Topic(first, tuple(others)) for _, first, others in found]


def _belongs(group: Alike, cause: frozenset[str], first: Alike) -> bool:
    """Tell whether *group* needs what causes *first*, and is about the same numbers, callers, hours or people."""
    same_numbers = {*group.all_numbers} <= {*first.all_numbers}
    same_cause = bool(first.first.route) or group.first.people == first.first.people
    return (same_numbers or (bool(cause) and same_cause)) and cause <= {*group.first.when}


def alike(changes: Iterable[Change]) -> list[Alike]:
    """Put changes together that differ in the number alone, or in how the call is led there from it."""
    groups: dict[object, dict[Cause, list[Change]]] = {}
    for change in changes:
        key = (change.kind, change.people, _ending(change.applied), _ending(change.draft))
        groups.setdefault(key, {}).setdefault(change.route, []).append(change)
    return [group for routes in groups.values() for group in _together(routes)]


def _together(routes: dict[Cause, list[Change]]) -> list[Alike]:
    """Where a call needs not be led anywhere from some numbers, all are one."""
    direct = routes.pop((), None)
    led = [(route, tuple(change.number for change in group)) for route, group in routes.items()]
    if direct is None or not direct[0].people:
        own = [] if direct is None else [Alike(direct[0], tuple(change.number for change in direct))]
        return [*own, *(Alike(routes[route][0], numbers) for route, numbers in led)]
    return [Alike(direct[0], tuple(change.number for change in direct), tuple(led))]


def _ending(fate: Fate) -> tuple[str | None, ...]:
    return fate.outcome, fate.by, fate.reason
