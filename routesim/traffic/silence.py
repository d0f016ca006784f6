"""Who is known to answer no call, before anything is simulated: away, or never said to pick up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from routesim.engine.phones import given, laid_over
from routesim.model.distributions import Constant
from routesim.model.queue import Queue
from routesim.model.system import PhoneSystem
from routesim.model.workload import Workload
from routesim.result.clock import grouped
from routesim.result.typography import listing
from routesim.result.words import who

_NEVER = Constant(None)


def silence_remarks(
    system: PhoneSystem, workload: Workload, agents: Mapping[Queue, Collection[str]], is_there: Callable[[str], bool]
) -> Iterator[str]:
    """What to know of people who never answer: of everybody, or of *agents* of queues that are called.

    *is_there* tells whether somebody ever is at the phone.
    """
    if not any(_picks_up(given(person)) for person in workload.people.values()):
        yield "nobody ever answers: `people` says of no one after how long, see `answers_after`"
        return
    for queue, members in agents.items():
        silent = [member for member in members if not (is_there(member) and _answers(workload, member))]
        if silent:
            told = f"of the {grouped(len(members), 'agent')} of the queue {queue.name} ({queue.extension})"
            never = "never answers" if len(silent) == 1 else "never answer"
            yield f"{told} {len(silent):,} {never}: {listing(who(system.names, member) for member in silent)}"


def _answers(workload: Workload, extension: str) -> bool:
    people = workload.people
    return _picks_up(laid_over(given(people.get("default")), given(people.get(extension))))


def _picks_up(habit: Mapping[str, Any]) -> bool:
    """Whether one of the devices is ever answered."""
    own = habit.get("answers_after")
    on_devices = [device.get("answers_after") for device in habit.get("devices", {}).values()]
    return any(after is not None and after != _NEVER for after in (own, *on_devices))
