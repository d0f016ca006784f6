"""A Dask cluster that plays replications: what goes there, what comes back, and what is said when nothing does."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, closing
from itertools import islice
from math import ceil
from time import monotonic
from typing import Any

from routesim.errors import CutShort, PlayError, RoutesimError, UnusableInput
from routesim.traffic.announcing import Announced
from routesim.traffic.course import EVERY, Heard, unheard
from routesim.traffic.running import in_order
from routesim.traffic.scheduler import connected, differences, silence
from routesim.traffic.task import Both, Task
from routesim.traffic.worker import answers, code

PATIENCE = 20.0
"""How long it is waited for workers where there are none any more, in seconds."""
_GLANCE = 2.0
_ANSWER = 10.0
_ALIKE = "expected the same routesim, Dask and Python on all its machines as here"
_LONGEST = 300
_LEAST_AHEAD = 32
_LARGEST_CHUNK = 16
_CHUNK_SECONDS = 0.25
Chunk = tuple[list[Both | Exception], float]
"""What comes of a few replications, and how many seconds each took."""


class Cluster:
    """The Dask cluster whose scheduler is at *address* (`tcp://host:port`), while it is entered.

    Raises UnusableInput where there is none, MissingExtra where Dask is not installed.
    """

    def __init__(self, address: str) -> None:
        self.address = address if "://" in address else f"tcp://{address}"
        self._leaving = ExitStack()
        self._lonely: float | None = None
        self._heard = False
        self._chunk = 1

    def __enter__(self) -> Cluster:
        with ExitStack() as leaving:
            leaving.enter_context(silence())
            self._client = leaving.enter_context(closing(connected(self.address)))
            self._leaving = leaving.pop_all()
        return self

    def __exit__(self, *told: object) -> None:
        self._leaving.close()

    def play(self, task: Task, numbers: Iterator[int], heard: Heard = unheard) -> Generator[Both]:
        """The figures of the replications *numbers* of *task*, in order.

        Raises CutShort where the cluster goes away, PlayError where its workers cannot play.
        """
        try:
            threads = sum(self._client.nthreads(callback_timeout=_ANSWER).values())
        except OSError:
            raise self._gone() from None
        # a worker has it from the scheduler, or another worker, once; where it is lost, it is made again
        content = self._submit(bytes, task.anywhere().content)

        with Announced(self._client, heard) as announced:

            def submit(chunk: list[int]) -> _Answers:
                future = self._submit(answers, content, chunk, code(), announced.topic)
                return _Answers(chunk, future, self, announced)

            for found, seconds in in_order(submit, self._chunks(numbers), max(_LEAST_AHEAD, 2 * threads)):
                self._heard = True
                self._chunk = min(_LARGEST_CHUNK, ceil(_CHUNK_SECONDS / seconds) if seconds else _LARGEST_CHUNK)
                yield from map(self._judged, found)

    def _chunks(self, numbers: Iterator[int]) -> Iterator[list[int]]:
        """Replications that are submitted together: one, then as many as take long enough to be worth it."""
        while chunk := [*islice(numbers, self._chunk)]:
            yield chunk

    def _submit(self, *asked: Any) -> Any:
        try:
            return self._client.submit(*asked, pure=False)
        except Exception as error:
            raise self._trouble(error) from None

    def wait(self, future: Any, meanwhile: Callable[[], None]) -> Chunk:
        """What comes of *future*; *meanwhile* is called now and then. Raises CutShort, PlayError."""
        glance = monotonic() + _GLANCE
        while True:
            try:
                found: Chunk = future.result(timeout=EVERY)
            except (TimeoutError, UnboundLocalError):  # Dask's own, of a wait that it calls off when a worker dies
                meanwhile()
                if monotonic() >= glance:
                    glance = monotonic() + _GLANCE
                    self._expect_workers()
            except Exception as error:
                raise self._trouble(error) from None
            else:
                return found

    def _judged(self, said: Both | Exception) -> Both:
        if isinstance(said, UnusableInput):
            raise UnusableInput(f"{said}; the machines of a cluster need a folder that all of them share")
        if isinstance(said, Exception):
            raise said
        return said

    def _expect_workers(self) -> None:
        """Raise CutShort where there have been no workers for long, or nobody knows."""
        try:
            workers = self._client.nthreads(callback_timeout=_ANSWER)
        except OSError:
            raise self._gone() from None
        if workers:
            self._lonely = None
        elif self._lonely is None:
            self._lonely = monotonic()
        elif monotonic() - self._lonely > PATIENCE:
            hint = "" if self._heard else f": {_ALIKE}"
            raise CutShort(f"the cluster at {self.address} has no workers any more{hint}")

    def _gone(self) -> CutShort:
        return CutShort(f"the cluster at {self.address} has gone away")

    def _trouble(self, error: Exception) -> RoutesimError:
        """What to say of an *error* that is Dask's."""
        from distributed.scheduler import KilledWorker

        if isinstance(error, (OSError, CancelledError)) or self._client.status != "running":
            return self._gone()
        if isinstance(error, KilledWorker):
            return CutShort(f"the cluster at {self.address} lost a worker by the same replication time and again")
        what = " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST]
        return PlayError(f"the cluster at {self.address} cannot simulate: {_ALIKE}{differences(self._client)} ({what})")


class _Answers:
    """What a *cluster* is going to say of *chunk*; whoever waits for it tells what is *announced* meanwhile."""

    def __init__(self, chunk: list[int], future: Any, cluster: Cluster, announced: Announced) -> None:
        self._chunk = chunk
        self._future = future
        self._cluster = cluster
        self._announced = announced

    def result(self) -> Chunk:
        """Wait for it."""
        found = self._cluster.wait(self._future, self._announced.tell)
        self._announced.received(self._chunk)
        return found

    def cancel(self) -> None:
        """Do not wait for it any longer; letting go of it is enough for Dask."""
        self._future.release()
