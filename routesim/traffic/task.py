"""What is to be played again and again, wherever it is played: it travels to each worker once."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from functools import cached_property, lru_cache, partial

from routesim.errors import CutShort
from routesim.model.system import PhoneSystem
from routesim.model.workload import Workload
from routesim.traffic.board import noting
from routesim.traffic.course import Heard, now_and_then, unheard
from routesim.traffic.recording import Records
from routesim.traffic.replication import Trial
from routesim.traffic.tally import Results

Both = tuple[Results, ...]
"""The figures of one replication on each of the systems that are simulated."""


class Task:
    """*workload* on each of *systems*, with the same callers; *records* say of which of them what is to be written."""

    def __init__(self, systems: Sequence[PhoneSystem], workload: Workload, records: Records | None = None) -> None:
        self._systems = tuple(systems)
        self._workload = workload
        self._records = records

    @cached_property
    def content(self) -> bytes:
        """All of it but the users' SIP passwords, to be sent."""
        return pickle.dumps((tuple(map(_without_passwords, self._systems)), self._workload, self._records))

    def anywhere(self) -> Task:
        """The same, with paths that lead to the same files from any folder."""
        if self._records is None:
            return self
        return Task(self._systems, self._workload, self._records.anywhere())

    def trials(self) -> list[Trial]:
        """The workload on each system, ready to be played."""
        return _trials(self._systems, self._workload, self._records)


def _without_passwords(system: PhoneSystem) -> PhoneSystem:
    users = tuple(user.model_copy(update={"sip": None}) for user in system.users)
    return system.model_copy(update={"users": users})


def _trials(systems: Sequence[PhoneSystem], workload: Workload, records: Records | None) -> list[Trial]:
    written = records or Records()
    return [Trial(system, workload, written.of(place)) for place, system in enumerate(systems)]


@lru_cache(maxsize=1)
def trials_of(content: bytes) -> list[Trial]:
    """Those of the task with that *content*. The last one is remembered, by whoever works for another."""
    return _trials(*pickle.loads(content))


def played(trials: Sequence[Trial], number: int, heard: Heard = unheard) -> Both:
    """The figures of replication *number*; *heard* is told which share of it is done. Raises CutShort for memory."""
    steps = [partial(_step, heard, place, len(trials)) for place in range(len(trials))]
    try:
        return tuple(trial.replicate(number, step) for trial, step in zip(trials, steps, strict=True))
    except MemoryError:
        raise CutShort(f"memory ran out in replication {number}; fewer workers at once need less") from None


def _step(heard: Heard, place: int, count: int, share: float) -> None:
    heard((place + share) / count)


def replicate(content: bytes, number: int, heard: Heard = unheard) -> Both:
    """Replication *number* of the task with that *content*; *heard* is told which share is done, 0 as it begins."""
    trials = trials_of(content)
    heard(0.0)
    return played(trials, number, heard)


def replicate_noted(content: bytes, number: int, board: str) -> Both:
    """Replication *number* of the task with that *content*; how much of it is done is noted on *board*."""
    note = noting(board, number)
    both = replicate(content, number, now_and_then(note))
    note(1.0)
    return both
