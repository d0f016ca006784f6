"""Running replications on any executor: in their order whoever is first, each told as soon as it is its turn."""

from __future__ import annotations

import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from hashlib import sha256
from multiprocessing import get_context

from routesim.errors import PlayError
from routesim.model.system import PhoneSystem
from routesim.model.workload import Workload
from routesim.traffic.recording import Records
from routesim.traffic.replication import Trial
from routesim.traffic.tally import Results

Both = tuple[Results, ...]
"""The figures of one replication on each of the systems that are simulated."""


class Task:
    """*workload* on each of *systems*, with the same callers; *records* are written of the first.

    It travels to other processes once each.
    """

    def __init__(self, systems: Sequence[PhoneSystem], workload: Workload, records: Records | None = None) -> None:
        self.systems = tuple(systems)
        self.workload = workload
        self.records = records
        self.content = pickle.dumps((self.systems, workload, records))
        self.name = sha256(self.content).hexdigest()

    def trials(self) -> list[Trial]:
        """The workload on each system, ready to be played."""
        return _trials(self.systems, self.workload, self.records)


def _trials(systems: Sequence[PhoneSystem], workload: Workload, records: Records | None) -> list[Trial]:
    return [Trial(system, workload, None if place else records) for place, system in enumerate(systems)]


def in_this_process(task: Task, numbers: Iterator[int]) -> Generator[Both]:
    """The figures of the replications *numbers*, one after the other."""
    trials = task.trials()
    for number in numbers:
        yield tuple(trial.replicate(number) for trial in trials)


def in_processes(task: Task, numbers: Iterator[int], workers: int) -> Generator[Both]:
    """The figures of the replications *numbers*, in order, by so many processes of this machine.

    Raises PlayError where these cannot be started.
    """
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _prepare, (task.content, task.name))
    try:
        with closing(_in_order(lambda number: pool.submit(_known, task.name, number), numbers, workers)) as results:
            yield from results
    except BrokenProcessPool:
        message = (
            "the processes that simulate could not go on: memory ran out, they were stopped, or the program that "
            'started them is a script without `if __name__ == "__main__":`; workers=1 needs none'
        )
        raise PlayError(message) from None
    finally:
        pool.shutdown(cancel_futures=True)  # and wait: left to itself, its thread can meet the end of the program


def on_executor(task: Task, numbers: Iterator[int], executor: Executor, ahead: int) -> Generator[Both]:
    """The figures of the replications *numbers*, in order, by *executor*, which is given so many *ahead*."""
    yield from _in_order(lambda number: executor.submit(replicate, task.content, task.name, number), numbers, ahead)


def _in_order(submit: Callable[[int], Future[Both]], numbers: Iterator[int], ahead: int) -> Generator[Both]:
    """What is submitted for each of *numbers*, in order; so many *ahead* are waiting besides those being worked on."""
    waiting: deque[Future[Both]] = deque()
    try:
        for number in numbers:
            waiting.append(submit(number))
            if len(waiting) >= 2 * ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


_TRIALS: dict[str, list[Trial]] = {}
"""In a process that works for another: what it simulates, by name. The last one only."""


def replicate(content: bytes, name: str, number: int) -> Both:
    """One replication of the task with that *content* and *name*."""
    if name not in _TRIALS:
        _learn(content, name)
    return _known(name, number)


def _prepare(content: bytes, name: str) -> None:
    """Begin to work for another process; an interruption ends this one without a word."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _learn(content, name)


def _learn(content: bytes, name: str) -> None:
    _TRIALS.clear()
    _TRIALS[name] = _trials(*pickle.loads(content))


def _known(name: str, number: int) -> Both:
    return tuple(trial.replicate(number) for trial in _TRIALS[name])


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
