"""Offered load against agents: what is known before anything is simulated."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from math import isinf

from routesim.model.demand import Demand, ReadRecords
from routesim.model.destination import ToExtension
from routesim.model.numbers import normal_number
from routesim.model.queue import Queue
from routesim.model.system import PhoneSystem
from routesim.model.weekly import MINUTES, days_of, parts, span_of
from routesim.model.workload import Workload


def load_remarks(system: PhoneSystem, workload: Workload) -> Iterator[str]:
    """What to know of queues that are offered more than their agents can serve in the busiest time of the week.

    The load in erlangs is the rate of calls times their mean duration; only calls that get to the queue at once count.
    """
    for queue in system.queues:
        load = offered_load(system, workload, queue)
        agents = len({*system.members(queue.static_agents), *system.members(queue.dynamic_agents)})
        if load <= agents:
            continue
        told = f"the queue {queue.name} ({queue.extension}) is offered {load:,.1f} erlangs for {agents:,} agents"
        grows = queue.max_wait is None and isinf(workload.patience.average())
        yield told + (": it grows without bound" if grows else ": callers are lost by giving up or waiting too long")


def record_remarks(workload: Workload) -> Iterator[str]:
    """What to know of the call-detail records that *workload* rests on."""
    for demand in workload.arrivals:
        if isinstance(demand.records, ReadRecords):
            yield from demand.records.remarks


def offered_load(system: PhoneSystem, workload: Workload, queue: Queue) -> float:
    """The most that *queue* is offered directly in any minute of the week, in erlangs."""
    country = system.settings.country
    doors = {queue.extension} | {
        entry.number
        for entry in system.incoming_numbers
        if isinstance(entry.destination, ToExtension) and entry.destination.extension == queue.extension
    }
    changes: dict[int, float] = {}
    for demand in workload.arrivals:
        if normal_number(demand.to, country) in doors:
            mean = (demand.talk or workload.talk).average()
            for start, end, rate in _stretches(demand):
                changes[start] = changes.get(start, 0.0) + rate * mean / 3600
                changes[end] = changes.get(end, 0.0) - rate * mean / 3600
    loads = accumulate(changes[minute] for minute in sorted(changes))
    return max(loads, default=0.0)


def _stretches(demand: Demand) -> Iterator[tuple[int, int, float]]:
    """Every stretch of the week, in minutes from Monday, with its rate."""
    for names, hours in (demand.per_hour or {}).items():
        for written, rate in hours.items():
            for day in days_of(names):
                for start, end in parts(span_of(written)):
                    yield day * MINUTES + start, day * MINUTES + end, rate
