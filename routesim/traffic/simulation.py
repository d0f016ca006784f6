"""Simulating: as many replications as are asked for, or as a given precision takes."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import replace
from itertools import chain
from numbers import Integral, Real
from typing import NamedTuple

from routesim.errors import BoundExceeded, CutShort, Problem, UnusableInput
from routesim.model.system import PhoneSystem
from routesim.model.workload import MOST_REPLICATIONS, Workload
from routesim.result.clock import grouped
from routesim.result.simulation import Simulation
from routesim.result.typography import listing
from routesim.result.words import who
from routesim.routing.calendar import instant, wall_clock
from routesim.traffic.archive import Archive, archived, unfit
from routesim.traffic.course import unheard
from routesim.traffic.crews import crew
from routesim.traffic.gathering import Gathered, changes, rows
from routesim.traffic.interruption import uninterrupted
from routesim.traffic.load import load_remarks
from routesim.traffic.precision import FEWEST, Precision
from routesim.traffic.progress_file import ProgressFile
from routesim.traffic.recording import SIDES, Records
from routesim.traffic.running import Crew
from routesim.traffic.task import Both, Task

MOST_WORKERS = 1024
Progress = Callable[[int, int, float], None]
"""Is told how many replications are done, of how many, and how many more in parts: half of one and half of another are
one."""


class Plan(NamedTuple):
    """How to simulate.

    *replications* is how many (None: as the workload says). *until* is a half width of the intervals of all shares
    (of the system, its numbers and its queues) at which to stop; *replications* is then the most. By the Dask cluster
    at the address *cluster*, else by *executor*, else by so many *workers*: processes of this machine, None for one a
    processor. *records* are written; *resume* is a file that keeps what is done, and from which to go on. *crew* is
    whoever of those is there already, see `staying`.
    """

    replications: int | None = None
    until: float | None = None
    workers: int | None = None
    executor: Executor | None = None
    records: Records | None = None
    resume: str | None = None
    cluster: str | None = None
    crew: Crew | None = None

    def checked(self) -> Plan:
        """The same, as a program may have given it. Raises UnusableInput with all that plans nothing."""
        most = {"replications": MOST_REPLICATIONS, "workers": MOST_WORKERS}
        problems = [
            Problem("RS000", f"{name} is {value!r}: expected a whole number from 1 to {most[name]:,}")
            for name, value in (("replications", self.replications), ("workers", self.workers))
            if value is not None and not (isinstance(value, Integral) and 1 <= value <= most[name])
        ]
        if self.until is not None and not (isinstance(self.until, Real) and 0 < self.until < 1):
            expected = "expected a share between 0 and 1, such as 0.01"
            problems.append(Problem("RS000", f"until is {self.until!r}: {expected}"))
        problems += self._nobody()
        problems += [Problem("RS000", f"{field}: {why}") for field, why in unfit(self.records or Records())]
        if problems:
            raise UnusableInput(problems)
        return self

    def _nobody(self) -> Iterator[Problem]:
        """Who can simulate nothing, going by what they are."""
        if not isinstance(self.executor, Executor | None):
            expected = "expected an executor of concurrent.futures, such as ProcessPoolExecutor()"
            yield Problem("RS000", f"executor is {self.executor!r:.100}: {expected}")
        if not isinstance(self.cluster, str | None):
            expected = "expected the address of a scheduler, such as tcp://127.0.0.1:8786"
            yield Problem("RS000", f"cluster is {self.cluster!r:.100}: {expected}")


def simulate(
    system: PhoneSystem,
    workload: Workload,
    plan: Plan,
    draft: PhoneSystem | None = None,
    progress: Progress | None = None,
) -> Simulation:
    """Simulate *workload* on *system* and, with the same callers, on *draft*; *progress* is told of replications.

    The same bytes whoever works on it, and however many. An interruption (KeyboardInterrupt), and workers that go away,
    leave what is done: the result says so. The calls of both are recorded in the same files. Raises CutShort where
    nothing is done yet, BoundExceeded where more calls come than can ever be served, UnusableInput for a file to resume
    that is of something else, for files that cannot be written, and for a cluster that is not there.
    """
    systems = [system] if draft is None else [system, draft]
    remarks = [*load_remarks(system, workload)]
    if draft is not None:
        remarks += [f"with the draft, {told}" for told in load_remarks(draft, workload) if told not in remarks]
        remarks += _not_compared(system, draft)
        plan = plan._replace(records=plan.records and plan.records._replace(sides=SIDES))
    run = _Run(systems, workload, plan, progress)
    run.go(remarks)
    simulation = _result(system, workload, run.gathered[0], [*remarks, *run.remarks])
    if draft is None:
        return simulation
    return replace(simulation, compare=tuple(changes(*run.gathered)), draft=draft.settings.name)


def simulate_each(
    systems: Sequence[PhoneSystem], workload: Workload, plan: Plan, progress: Progress | None = None
) -> list[Simulation]:
    """Simulate *workload* on each of *systems*, with the same callers; each but the first is compared with that one.

    Interruptions, bytes and errors are as with `simulate`; with *until*, all of them become so precise.
    """
    run = _Run(systems, workload, plan, progress, judged=len(systems))
    remarks = [[*load_remarks(system, workload)] for system in systems]
    run.go(dict.fromkeys(chain(*remarks)))
    first = run.gathered[0]
    simulations = []
    for system, gathered, told in zip(systems, run.gathered, remarks, strict=True):
        simulation = _result(system, workload, gathered, [*told, *run.remarks])
        simulations.append(replace(simulation, compare=() if gathered is first else tuple(changes(first, gathered))))
    return simulations


@contextmanager
def staying(plan: Plan, workload: Workload) -> Iterator[Plan]:
    """*plan* with whoever is to work on it, who stays from one simulation of *workload* to the next."""
    most = plan.replications or (workload.replications if plan.until is None else MOST_REPLICATIONS)
    with crew(plan.cluster, plan.executor, plan.workers, most) as there:
        yield plan._replace(crew=there)


class _Run:
    """One run: *gathered* are the figures of each system so far, *remarks* what to tell of it.

    The first so many systems, *judged*, are to be as precise as was asked for.
    """

    def __init__(
        self,
        systems: Sequence[PhoneSystem],
        workload: Workload,
        plan: Plan,
        progress: Progress | None,
        judged: int = 1,
    ) -> None:
        self._task = Task(systems, workload, plan.records)
        self._plan = plan
        self._progress = progress
        self.gathered = [Gathered() for _ in systems]
        self._precision = None if plan.until is None else Precision(plan.until, self.gathered[:judged])
        self._most = plan.replications or (workload.replications if plan.until is None else MOST_REPLICATIONS)
        self._played = 0.0
        self.remarks: list[str] = []
        self._kept = None if plan.resume is None else ProgressFile(plan.resume, systems, workload)
        if self._kept is not None:
            self._go_on_from(self._kept)

    @property
    def _done(self) -> int:
        return self.gathered[0].replications

    def _go_on_from(self, kept: ProgressFile) -> None:
        """Take what is kept, as far as it is needed: more may have been asked for before."""
        needed = True
        for both in kept.replications():
            needed = needed and not self._is_enough()
            if needed:
                self._take(both)

    def go(self, remarks: Iterable[str] = ()) -> None:
        """Play what is still to be played; an interruption is told if there is anything to tell besides.

        Where more calls come than can ever be served, *remarks* on the load may say why.
        """
        try:
            with archived(self._plan.records or Records()) as archive:
                self._play(archive)
        except BoundExceeded as error:
            raise BoundExceeded("; ".join((str(error), *remarks)), error.bound) from None
        finally:
            if self._kept is not None:
                self._kept.close()
        if self._plan.until is not None and not self.remarks and not self._is_precise():
            self.remarks.append(_imprecise(self._done, self._plan.until))

    def _play(self, archive: Archive) -> None:
        if self._is_enough():
            return
        numbers = range(self._done, self._most)
        try:
            with self._crew(len(numbers)) as workers, closing(self._replications(workers, numbers)) as replications:
                for both in replications:
                    self._keep(both, archive)
                    if self._is_precise():
                        return
        except (KeyboardInterrupt, CutShort) as error:
            if not self._done:
                raise
            done = f"{self._done:,} of {self._most:,} replications are done"
            self.remarks.append(f"cut short: {done}: {error}" if str(error) else f"interrupted: {done}")
            self.remarks += archive.stand_beside()

    def _replications(self, workers: Crew, numbers: range) -> Generator[Both]:
        """The figures of each; meanwhile progress is told."""

        def hear(played: float) -> None:
            self._played = numbers.start + played
            self._tell()

        hear(0.0)
        return workers.play(self._task, iter(numbers), unheard if self._progress is None else hear)

    def _tell(self) -> None:
        if self._progress is not None:
            done = self._done
            needed = self._most if self._precision is None else min(self._most, self._precision.needed)
            self._progress(done, max(done, needed), max(0.0, self._played - done))

    def _keep(self, both: Both, archive: Archive) -> None:
        with uninterrupted():
            archive.add(self._done)
            self._take(both)
            if self._kept is not None:
                self._kept.add(both)
        self._tell()

    def _take(self, both: Both) -> None:
        for gathered, results in zip(self.gathered, both, strict=True):
            gathered.add(results)
        if self._precision is not None:
            self._precision.add(both)

    def _crew(self, most: int) -> AbstractContextManager[Crew]:
        plan = self._plan
        return nullcontext(plan.crew) if plan.crew else crew(plan.cluster, plan.executor, plan.workers, most)

    def _is_enough(self) -> bool:
        return self._done >= self._most or self._is_precise()

    def _is_precise(self) -> bool:
        return self._precision is not None and self._precision.is_reached()


def _imprecise(replications: int, until: float) -> str:
    if replications < FEWEST:
        return f"{grouped(replications, 'replication')} cannot tell how precise they are: it takes {FEWEST} at least"
    return f"some intervals are still wider than {until:g} on either side"


def _not_compared(system: PhoneSystem, draft: PhoneSystem) -> Iterator[str]:
    """Queues and users who are there on one side only."""
    for whose, own, other in (("without", system, draft), ("with", draft, system)):
        there = {*_extensions(other)}
        missing = [extension for extension in _extensions(own) if extension not in there]
        if missing:
            told = listing(who(own.names, extension) for extension in missing)
            yield f"only {whose} the draft there {'is' if len(missing) == 1 else 'are'} {told}: not compared"


def _extensions(system: PhoneSystem) -> list[str]:
    return [*(queue.extension for queue in system.queues), *(user.extension for user in system.users)]


def _result(system: PhoneSystem, workload: Workload, gathered: Gathered, remarks: list[str]) -> Simulation:
    timezone = system.settings.timezone
    return Simulation(
        system.settings.name,
        workload.seed,
        gathered.replications,
        workload.duration,
        workload.warm_up,
        tuple(rows(gathered)),
        start=wall_clock(instant(workload.start, timezone), 0, timezone),
        service_level=workload.service_level,
        remarks=tuple(remarks),
        names=system.names,
    )
