"""Simulating: as many replications as are asked for, or as a given precision takes."""

from __future__ import annotations

from collections.abc import Callable, Generator
from concurrent.futures import Executor
from contextlib import closing
from math import ceil
from typing import NamedTuple

from routesim.errors import BoundExceeded
from routesim.model.system import PhoneSystem
from routesim.model.workload import MOST_REPLICATIONS, Workload
from routesim.result.simulation import Simulation
from routesim.routing.calendar import instant, wall_clock
from routesim.traffic.archive import Archive, archived
from routesim.traffic.gathering import changes, judged, rows, series, widest
from routesim.traffic.interruption import uninterrupted
from routesim.traffic.load import load_remarks
from routesim.traffic.progress_file import ProgressFile
from routesim.traffic.recording import Records
from routesim.traffic.running import Both, Task, in_processes, in_this_process, on_executor, processors

FEWEST = 5
"""How many replications it takes at least to say how precise they are."""
Progress = Callable[[int, int], None]


class Plan(NamedTuple):
    """How to simulate.

    *replications* is how many (None: as the workload says). *until* is a half width of the intervals of all shares
    (of the system, its numbers and its queues) at which to stop; *replications* is then the most. By *executor*,
    else by so many *workers*: processes of this machine, None for one a processor. *records* are written; *resume* is
    a file that keeps what is done, and from which to go on.
    """

    replications: int | None = None
    until: float | None = None
    workers: int | None = None
    executor: Executor | None = None
    records: Records | None = None
    resume: str | None = None


def simulate(
    system: PhoneSystem,
    workload: Workload,
    plan: Plan,
    draft: PhoneSystem | None = None,
    progress: Progress | None = None,
) -> Simulation:
    """Simulate *workload* on *system* and, with the same callers, on *draft*; *progress* is told of replications.

    The same bytes whoever works on it, and however many. An interruption (KeyboardInterrupt) keeps what is done: the
    result says so. Raises BoundExceeded where more calls come than can ever be served, UnusableInput for a file to
    resume that is of something else.
    """
    systems = [system] if draft is None else [system, draft]
    run = _Run(systems, workload, plan, progress)
    remarks = [*load_remarks(system, workload)]
    try:
        run.go()
    except BoundExceeded as error:
        raise BoundExceeded("; ".join((str(error), *remarks)), error.bound) from None
    return _result(system, workload, draft, run.done, [*remarks, *run.remarks])


class _Run:
    """One run: *done* are the figures of the replications so far, *remarks* what to tell of it."""

    def __init__(self, systems: list[PhoneSystem], workload: Workload, plan: Plan, progress: Progress | None) -> None:
        self._task = Task(systems, workload, plan.records)
        self._plan = plan
        self._progress = progress
        self._kept = None if plan.resume is None else ProgressFile(plan.resume, systems, workload)
        self._most = plan.replications or (workload.replications if plan.until is None else MOST_REPLICATIONS)
        self.done: list[Both] = [] if self._kept is None else self._kept.done[: self._most]
        self._needed = self._most  # as far as is known
        self.remarks: list[str] = []

    def go(self) -> None:
        """Play what is still to be played; an interruption is told if there is anything to tell besides."""
        try:
            with archived(self._plan.records or Records()) as archive:
                self._play(archive)
        finally:
            if self._kept is not None:
                self._kept.close()
        if self._plan.until is not None and not self.remarks and not self._is_precise():
            self.remarks.append(f"some intervals are still wider than {self._plan.until:g} on either side")

    def _play(self, archive: Archive) -> None:
        for number in range(FEWEST, len(self.done)):
            if self._is_precise(number):
                del self.done[number:]
        if self._is_precise():
            return
        try:
            with closing(self._replications()) as replications:
                for both in replications:
                    self._keep(both, archive)
                    if self._is_precise():
                        return
        except KeyboardInterrupt:
            if not self.done:
                raise
            self.remarks.append(f"interrupted: {len(self.done):,} of {self._most:,} replications are done")

    def _keep(self, both: Both, archive: Archive) -> None:
        with uninterrupted():
            archive.add(len(self.done))
            self.done.append(both)
            if self._kept is not None:
                self._kept.add(both)
        if self._progress is not None:
            self._progress(len(self.done), max(len(self.done), self._needed))

    def _replications(self) -> Generator[Both]:
        task, plan = self._task, self._plan
        numbers = iter(range(len(self.done), self._most))
        if plan.executor is not None:
            return on_executor(task, numbers, plan.executor, plan.workers or processors())
        workers = min(plan.workers or processors(), self._most)
        return in_this_process(task, numbers) if workers == 1 else in_processes(task, numbers, workers)

    def _is_precise(self, number: int | None = None) -> bool:
        """Whether the first *number* replications (None: all) tell every share as precisely as was asked for."""
        done = self.done[:number]
        if self._plan.until is None or len(done) < FEWEST:
            return False
        half = widest(series([judged(both[0]) for both in done]))
        if half is None:
            return False
        self._needed = min(self._most, ceil(len(done) * (half / self._plan.until) ** 2))
        return half <= self._plan.until


def _result(
    system: PhoneSystem, workload: Workload, draft: PhoneSystem | None, done: list[Both], remarks: list[str]
) -> Simulation:
    timezone = system.settings.timezone
    found = series([both[0] for both in done])
    differences = () if draft is None else tuple(changes(found, series([both[1] for both in done])))
    return Simulation(
        system.settings.name,
        workload.seed,
        len(done),
        workload.duration,
        workload.warm_up,
        tuple(rows(found)),
        differences,
        wall_clock(instant(workload.start, timezone), 0, timezone),
        workload.service_level,
        None if draft is None else draft.settings.name,
        tuple(remarks),
        system.names,
    )
