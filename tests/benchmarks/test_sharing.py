"""What it costs to share replications among two workers, beside one process that plays them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from time import perf_counter
from typing import Any

from routesim.traffic.cluster import Cluster
from routesim.traffic.processes import Processes
from routesim.traffic.running import Alone, Crew
from routesim.traffic.task import Task
from tests.benchmarks.ratio import seconds
from tests.benchmarks.test_simulating import centre, workload
from tests.traffic.clusters import dask

WORKERS = 2
REPLICATIONS = 64
CALLS = 25_000
"""How many there are in a replication, so that it takes about half a second."""


def test_two_processes_beside_one(benchmark: Any) -> None:
    _share(benchmark, lambda: Processes(WORKERS))


def test_two_workers_of_a_cluster_beside_one(benchmark: Any) -> None:
    _share(benchmark, _cluster)


@contextmanager
def _cluster() -> Iterator[Crew]:
    with dask(WORKERS) as running, Cluster(running.address) as crew:
        yield crew


def _share(benchmark: Any, gathered: Callable[[], AbstractContextManager[Crew]]) -> None:
    """Note the seconds that one process takes, divided by those of all of a crew, and by their number: the efficiency.

    Starting, and learning what to play, is included. Two need all of a machine of two processors, so whatever else
    runs there counts against them; hence the processor time of both, too, by which they would be as efficient alone.
    """
    phones = centre()
    task = Task([phones], workload(phones, ["700"], CALLS, 7))
    took: dict[str, list[float]] = {"crew": [], "one": []}

    def play(crew: Crew, who: str) -> None:
        began = perf_counter()
        assert len(list(crew.play(task, iter(range(REPLICATIONS))))) == REPLICATIONS
        took[who].append(perf_counter() - began)

    def play_shared() -> None:
        with gathered() as crew:
            play(crew, "crew")

    spent = [(seconds(play_shared), seconds(lambda: play(Alone(), "one"))) for _ in range(2)]
    benchmark.extra_info["efficiency"] = round(min(took["one"]) / min(took["crew"]) / WORKERS, 2)
    benchmark.extra_info["processor time beside one"] = round(min(ours / one for ours, one in spent), 2)
    benchmark.extra_info["seconds of a replication"] = round(min(took["one"]) / REPLICATIONS, 2)
    benchmark.pedantic(lambda: None, rounds=1)
