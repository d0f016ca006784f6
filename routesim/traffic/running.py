"""Running replications: in this process, or on any executor; in their order whoever is first."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, wait
from contextlib import ExitStack
from functools import partial
from typing import Protocol, TypeVar

from routesim.errors import CutShort, UnusableInput
from routesim.traffic.board import Board
from routesim.traffic.course import EVERY, Heard, beyond, now_and_then, unheard
from routesim.traffic.task import Both, Task, played, replicate, replicate_noted

N = TypeVar("N")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Crew(Protocol):
    """Whoever plays replications."""

    def play(self, task: Task, numbers: Iterator[int], heard: Heard = unheard) -> Generator[Both]:
        """The figures of the replications *numbers* of *task*, in order, each as soon as it is its turn.

        Meanwhile *heard* is told how many have been played, those that are under way by their shares.
        """


class Alone:
    """Nobody but this process, which plays one replication after the other."""

    def play(self, task: Task, numbers: Iterator[int], heard: Heard = unheard) -> Generator[Both]:
        """The figures of the replications *numbers* of *task*, in order."""
        trials, hear = task.trials(), now_and_then(heard)
        for before, number in enumerate(numbers):
            yield played(trials, number, partial(beyond, hear, before))


class OnExecutor:
    """Any *executor*, which is given so many replications *ahead*."""

    def __init__(self, executor: Executor, ahead: int) -> None:
        self._executor = executor
        self._ahead = ahead
        self._works = False

    def play(self, task: Task, numbers: Iterator[int], heard: Heard = unheard) -> Generator[Both]:
        """The figures of the replications *numbers* of *task*, in order.

        Raises CutShort where the executor breaks or is shut down, UnusableInput where it was before.
        """
        with ExitStack() as leaving:
            submit: Callable[[int], Pending[Both]] = partial(self._submit, task)
            if heard is not unheard:
                submit = partial(self._submit_noted, task, leaving.enter_context(Board()), heard)
            try:
                yield from in_order(submit, numbers, 2 * self._ahead)
            except BrokenExecutor as error:
                raise CutShort(f"the executor that simulates has broken down: {error}") from None

    def _submit(self, task: Task, number: int) -> Future[Both]:
        return self._accepted(lambda: self._executor.submit(replicate, task.content, number))

    def _submit_noted(self, task: Task, board: Board, heard: Heard, number: int) -> _Noted:
        content, path = task.content, board.path
        future = self._accepted(lambda: self._executor.submit(replicate_noted, content, number, path))
        return _Noted(future, lambda: heard(board.noted()))

    def _accepted(self, submit: Callable[[], Future[Both]]) -> Future[Both]:
        try:
            future = submit()
        except BrokenExecutor:
            raise
        except RuntimeError as error:  # as executors say that they are shut down
            if self._works:
                raise CutShort(f"the executor takes no more work: {error}") from None
            raise UnusableInput(f"executor takes no work: {error}; expected one that is not shut down") from None
        self._works = True
        return future


class _Noted:
    """A *future*; whoever waits for it will *look* at the board now and then."""

    def __init__(self, future: Future[Both], look: Callable[[], None]) -> None:
        self._future = future
        self._look = look

    def result(self) -> Both:
        """Wait for it."""
        while not wait([self._future], EVERY).done:
            self._look()
        return self._future.result()

    def cancel(self) -> None:
        """Do not wait for it any longer."""
        self._future.cancel()


class Pending(Protocol[T_co]):
    """Something that is going to have a result: a future."""

    def result(self) -> T_co:
        """Wait for it."""

    def cancel(self) -> object:
        """Do not wait for it any longer."""


def in_order(submit: Callable[[N], Pending[T]], asked: Iterator[N], most: int) -> Generator[T]:
    """The result of what is submitted for each of *asked*, in order; *most* are pending at once."""
    pending: deque[Pending[T]] = deque()
    try:
        for each in asked:
            pending.append(submit(each))
            if len(pending) >= most:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    finally:
        for future in pending:
            future.cancel()


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
