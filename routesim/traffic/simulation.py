"""Simulating: as many replications as are asked for, or as a given precision takes."""

from __future__ import annotations

from collections.abc import Callable, Generator
from concurrent.futures import Executor
from contextlib import closing
from itertools import count, islice
from typing import NamedTuple

from routesim.errors import BoundExceeded
from routesim.model.system import PhoneSystem
from routesim.model.workload import MOST_REPLICATIONS, Workload
from routesim.result.simulation import Simulation
from routesim.routing.calendar import instant, wall_clock
from routesim.traffic.gathering import changes, rows, series, widest
from routesim.traffic.load import load_remarks
from routesim.traffic.running import Both, Task, in_processes, in_this_process, on_executor, processors

FEWEST = 5
"""How many replications it takes at least to say how precise they are."""
Progress = Callable[[int, int], None]


class Plan(NamedTuple):
    """How to simulate.

    *replications* is how many (None: as the workload says). *until* is a half width of the intervals of all shares
    (of the system, its numbers and its queues) at which to stop; *replications* is then the most. By *executor*,
    else by so many *workers*: processes of this machine, None for one a processor.
    """

    replications: int | None = None
    until: float | None = None
    workers: int | None = None
    executor: Executor | None = None


def simulate(
    system: PhoneSystem,
    workload: Workload,
    plan: Plan,
    draft: PhoneSystem | None = None,
    progress: Progress | None = None,
) -> Simulation:
    """Simulate *workload* on *system* and, with the same callers, on *draft*; *progress* is told of replications.

    The same bytes whoever works on it, and however many. An interruption (KeyboardInterrupt) keeps what is done: the
    result says so. Raises BoundExceeded where more calls come than can ever be served.
    """
    systems = [system] if draft is None else [system, draft]
    done: list[Both] = []
    remarks = [*load_remarks(system, workload)]
    most = plan.replications or (workload.replications if plan.until is None else MOST_REPLICATIONS)
    precise = False
    try:
        with closing(_replications(Task(systems, workload), most, plan)) as replications:
            for both in replications:
                done.append(both)
                if progress is not None:
                    progress(len(done), most)
                if plan.until is not None and _is_precise(done, plan.until):
                    precise = True
                    break
    except BoundExceeded as error:
        raise BoundExceeded("; ".join((str(error), *remarks)), error.bound) from None
    except KeyboardInterrupt:
        if not done:
            raise
        remarks.append(f"interrupted: {len(done):,} of {most:,} replications are done")
    else:
        if plan.until is not None and not precise:
            remarks.append(f"some intervals are still wider than {plan.until:g} on either side")
    return _result(system, workload, draft, done, remarks)


def _replications(task: Task, most: int, plan: Plan) -> Generator[Both]:
    numbers = islice(count(), most)
    if plan.executor is not None:
        return on_executor(task, numbers, plan.executor, plan.workers or processors())
    workers = min(plan.workers or processors(), most)
    return in_this_process(task, numbers) if workers == 1 else in_processes(task, numbers, workers)


def _is_precise(done: list[Both], until: float) -> bool:
    if len(done) < FEWEST:
        return False
    half = widest(series([both[0] for both in done]))
    return half is not None and half <= until


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
