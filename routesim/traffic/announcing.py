"""How far the workers of a Dask cluster have come: they announce it to the scheduler, which passes it on."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from routesim.traffic.course import Heard, unheard


def announcing(topic: str, first: int) -> Heard:
    """Announces on *topic*, for the worker of a cluster, how many of the replications from *first* on are played."""
    from distributed import get_worker

    try:
        worker = get_worker()
    except ValueError:  # this is none
        return unheard
    return lambda played: worker.log_event(topic, [first, played])


class Announced:
    """What the workers of *client* announce; *heard* is told of it whenever `tell` is called."""

    def __init__(self, client: Any, heard: Heard) -> None:
        self.topic = f"routesim-{uuid4().hex}"
        self._client = client
        self._heard = heard
        self._told = 0
        self._next = 0
        self._played: dict[int, float] = {}

    def __enter__(self) -> Announced:
        self._client.subscribe_topic(self.topic, self._hear)
        return self

    def __exit__(self, *told: object) -> None:
        if self._client.status == "running":
            self._client.unsubscribe_topic(self.topic)

    def _hear(self, event: tuple[float, Any]) -> None:
        """Runs in the client's own thread."""
        _, (first, played) = event
        if first >= self._next:
            self._played[first] = played

    def received(self, numbers: list[int]) -> None:
        """The figures of *numbers* are here: what is announced of them no longer counts."""
        self._told += len(numbers)
        self._next = numbers[-1] + 1
        self._played.pop(numbers[0], None)

    def tell(self) -> None:
        """Tell how many have been played."""
        self._heard(self._told + sum([*self._played.values()]))  # a copy: the other thread goes on
