"""Processes of this machine that play replications; one that dies is replaced, and nothing is lost or counted twice."""

from __future__ import annotations

import signal
import sys
from collections import Counter, deque
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import connection, get_context, resource_tracker
from types import ModuleType

from routesim.errors import CutShort
from routesim.traffic.course import Heard, unheard
from routesim.traffic.task import Both, Task
from routesim.traffic.worker import serve

MOST_DEATHS = 3
"""A replication is given up when so many processes have died of it."""
_AHEAD = 8
"""How many replications each process may be ahead of the one whose turn it is."""


class Processes:
    """So many processes. They start when they are first needed, and stay from one task to the next."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._all: list[_Process] = []

    def __enter__(self) -> Processes:
        return self

    def __exit__(self, *told: object) -> None:
        self._end(self._all)

    def play(self, task: Task, numbers: Iterator[int], heard: Heard = unheard) -> Generator[Both]:
        """The figures of the replications *numbers* of *task*, in order. Raises CutShort, PlayError."""
        turns = _Turns(numbers, _AHEAD * self._count)
        try:
            while self._hand_out(task, turns):
                for process in self._speaking():
                    self._hear(process, turns)
                heard(turns.count + sum(process.share for process in self._all))
                yield from turns.due()
        finally:
            self._end([process for process in self._all if process.number is not None])

    def _hand_out(self, task: Task, turns: _Turns) -> bool:
        """Give everybody something to do; False where there is nothing left to be done."""
        while len(self._all) < self._count:
            self._all.append(_Process())
        for process in self._all:
            if process.number is None and (number := turns.following()) is not None:
                process.ask(task, number)
        return any(process.number is not None for process in self._all)

    def _speaking(self) -> list[_Process]:
        """Wait for those who have something to say, or have died."""
        ready = connection.wait([process.connection for process in self._all])
        return [process for process in self._all if process.connection in ready]

    def _hear(self, process: _Process, turns: _Turns) -> None:
        number = process.number
        try:
            said = process.hear()
        except (EOFError, OSError):
            self._end([process])
            if number is not None:
                turns.died(number, process.ending)
            return
        if number is not None and said is not None:
            turns.played(number, said)

    def _end(self, processes: list[_Process]) -> None:
        self._all = [process for process in self._all if process not in processes]
        for process in processes:
            process.end()


class _Turns:
    """Which of *numbers* is played next, and whose turn it is to be told; *most* are under way or wait to be told."""

    def __init__(self, numbers: Iterator[int], most: int) -> None:
        self._numbers = numbers
        self._most = most
        self._untold: deque[int] = deque()
        self._again: list[int] = []
        self._played: dict[int, Both | Exception] = {}
        self._deaths: Counter[int] = Counter()
        self.count = 0  # of those that have been played

    def following(self) -> int | None:
        """What to play next; None for nothing at present."""
        if self._again:
            return self._again.pop()
        number = next(self._numbers, None) if len(self._untold) < self._most else None
        if number is not None:
            self._untold.append(number)
        return number

    def played(self, number: int, said: Both | Exception) -> None:
        """Replication *number* has been played, or cannot be."""
        self._played[number] = said
        self.count += 1

    def died(self, number: int, ending: str) -> None:
        """Whoever played *number* died, and of what: it is played again, but not for ever."""
        self._deaths[number] += 1
        if self._deaths[number] < MOST_DEATHS:
            self._again.append(number)
            return
        why = f"{MOST_DEATHS} processes have died of it ({ending}); where memory ran out, fewer --workers need less"
        self.played(number, CutShort(f"replication {number} was given up: {why}"))

    def due(self) -> Iterator[Both]:
        """What can be told now. Raises what cannot be played where its turn has come."""
        while self._untold and self._untold[0] in self._played:
            said = self._played.pop(self._untold.popleft())
            if isinstance(said, Exception):
                raise said
            yield said


class _Process:
    """A process, and *number*, the replication that it is at, of which it has done a *share*."""

    def __init__(self) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.number: int | None = None
        self.share = 0.0
        self.ending = ""
        self._task: Task | None = None
        self._process = context.Process(target=serve, args=(theirs,), daemon=True)
        try:
            with _shielded(), _without_main():
                self._process.start()
        except OSError as error:
            self.connection.close()
            raise CutShort(f"a process that simulates cannot be started: {error.strerror}") from None
        finally:
            theirs.close()

    def ask(self, task: Task, number: int) -> None:
        """Have replication *number* of *task* played."""
        self.number = number
        with suppress(OSError):  # it has died: waiting for its answer tells
            if self._task is not task:
                self.connection.send(task.content)
            self.connection.send(number)
        self._task = task

    def hear(self) -> Both | Exception | None:
        """What came of its replication; None where it is still at it. Raises EOFError, OSError where it has died."""
        said: float | Both | Exception = self.connection.recv()
        if isinstance(said, float):
            self.share = said
            return None
        self.number, self.share = None, 0.0
        return said

    def end(self) -> None:
        """End it, whatever it is at; *ending* then says what it has died of, had it died before."""
        self._process.kill()
        self._process.join()
        self.ending = _ending(self._process.exitcode or 0)
        self._process.close()
        self.connection.close()


def _ending(code: int) -> str:
    try:
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"
    except ValueError:
        return f"signal {-code}"


@contextmanager
def _shielded() -> Iterator[None]:
    """A process that is started meanwhile never sees Ctrl-C, not even while it starts: whoever started it ends it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # which would lift the shield, were it to start meanwhile
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _without_main() -> Iterator[None]:
    """A process that is started meanwhile does not run this one's script, which may have no `__name__` guard."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
