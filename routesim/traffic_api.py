"""The library's front for questions to traffic that take many simulations: sweeps, and how many agents it takes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from numbers import Real
from os import PathLike, fspath
from types import NoneType
from typing import TYPE_CHECKING, Any

from routesim.errors import UnusableInput
from routesim.model.system import PhoneSystem

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from routesim.model.workload import Workload
    from routesim.result.sweep import Staffing, Sweep

__all__ = ["staff", "sweep"]


def sweep(
    workload: str | PathLike[str] | Workload | Mapping[str, Any],
    parameters: Mapping[str, Iterable[Any]],
    pbx: str | PathLike[str] | PhoneSystem | None = None,
    *,
    replications: int | None = None,
    until: float | None = None,
    seed: int | None = None,
    workers: int | None = None,
    executor: Executor | None = None,
    cluster: str | None = None,
    resume: str | PathLike[str] | None = None,
) -> Sweep:
    """Simulate *workload* with every combination of the values of *parameters*; `print` what is returned, or `plot` it.

    *parameters* are settings of the configuration with the values to try, 200 combinations at most:
    `{"users[101].ring_time": [10, 20], "queues[Support].agents": range(2, 6)}`. Users, queues and the like are named by
    extension, number or name; values are as in the file (or all in one text, `"10,20"`). `agents` is how many agents a
    queue has: the first of its static ones and, where there are too few, more who behave as people do by default. All
    meet the same callers with the same luck. What else can be given is as with `simulate`; *until* counts for every
    combination. Raises UnusableInput with everything that is wrong, BoundExceeded where more calls come than can ever
    be served.
    """
    from routesim.files.workloads import any_workload, expect
    from routesim.traffic import sweeping
    from routesim.traffic.simulation import Plan

    expect("sweep", "resume", resume, "the path of a file", NoneType)
    if not isinstance(parameters, Mapping):
        raise TypeError(f"sweep(): parameters is {parameters!r:.60}: expected settings with the values to try")
    system, traffic = any_workload("sweep", workload, pbx, seed)
    plan = Plan(
        replications, until, workers, executor, resume=None if resume is None else fspath(resume), cluster=cluster
    )
    swept = {key: _typed(key, values) for key, values in parameters.items()}
    return sweeping.sweep(system, traffic, swept, plan.checked())


def _typed(parameter: str, values: Iterable[Any]) -> list[str]:
    """Each of *values* as somebody would type it; text is read as the command line reads it."""
    from routesim.files.varying import split_values

    if isinstance(values, str):
        return split_values(values)
    if not isinstance(values, Iterable):
        raise UnusableInput(f"{parameter} is {values!r}: expected a list of values, such as [10, 20]")
    return [value if isinstance(value, str) else json.dumps(value, ensure_ascii=False) for value in values]


def staff(
    workload: str | PathLike[str] | Workload | Mapping[str, Any],
    queue: str,
    pbx: str | PathLike[str] | PhoneSystem | None = None,
    *,
    target: float = 0.8,
    replications: int | None = None,
    seed: int | None = None,
    workers: int | None = None,
    executor: Executor | None = None,
    cluster: str | None = None,
) -> Staffing:
    """Find the fewest agents of *queue*, its name or extension, who answer a share *target* of its callers in time.

    What in time is, the workload's `service_level` says, in seconds. The queue's first static agents are kept; where
    more are needed, more are added who behave as people do by default. What else can be given is as with `simulate`.
    Raises UnusableInput with everything that is wrong, and where no call gets to the queue.
    """
    from routesim.files.workloads import any_workload
    from routesim.model.index import queue_named
    from routesim.traffic.simulation import Plan
    from routesim.traffic.sweeping import fewest_agents

    if not (isinstance(target, Real) and 0 < target <= 1):
        raise UnusableInput(f"target is {target!r}: expected a share above 0, at most 1, such as 0.8")
    system, traffic = any_workload("staff", workload, pbx, seed)
    plan = Plan(replications, None, workers, executor, cluster=cluster)
    return fewest_agents(system, traffic, queue_named(system, str(queue)), target, plan.checked())
