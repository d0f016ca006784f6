"""Who plays replications: this process, others of this machine, an executor, or a cluster."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from multiprocessing.process import current_process

from routesim.traffic.processes import Processes
from routesim.traffic.running import Alone, Crew, OnExecutor, processors


@contextmanager
def crew(cluster: str | None, executor: Executor | None, workers: int | None, most: int) -> Iterator[Crew]:
    """Whoever plays *most* replications: *cluster*, else *executor*, else so many *workers*, None for one a processor.

    Raises UnusableInput for a cluster that is not there.
    """
    count = min(workers or processors(), most)
    if cluster is not None:
        from routesim.traffic.cluster import Cluster

        with Cluster(cluster) as there:
            yield there
    elif executor is not None:
        yield OnExecutor(executor, workers or processors())
    elif count == 1 or current_process().daemon:  # which may have no processes of its own
        yield Alone()
    else:
        with Processes(count) as processes:
            yield processes
