"""What must hold between a workload, the clock, and the system that it is simulated on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import chain, islice

from routesim.errors import Path, Problem
from routesim.model.call_references import MOST_PROBLEMS, caller_problems, people_problems, start_problems
from routesim.model.demand import INTERNAL, Demand, Recorded
from routesim.model.hours import DAYS
from routesim.model.index import Index
from routesim.model.missing import missing
from routesim.model.numbers import looks_internal
from routesim.model.queue import Queue
from routesim.model.system import PhoneSystem
from routesim.model.weekly import Span, days_of, parts, span_of
from routesim.model.workload import PersonHabit, Workload


def workload_problems(system: PhoneSystem, workload: Workload) -> list[Problem]:
    """Everything that *workload* gets wrong about *system* and about time; paths lead through the workload.

    RS001: somebody who is not there. RS003: no valid phone number. RS000: hours that overlap, a warm-up that leaves
    nothing to count, times outside the duration, nobody who could call from inside.
    """
    memberships = _membership_problems(Index(system), workload.people)
    return list(islice(chain(misfits(system, workload), memberships), MOST_PROBLEMS))


def misfits(system: PhoneSystem, workload: Workload) -> Iterator[Problem]:
    """The same, but for those who are to log in to a queue that is not theirs: where it is so, they don't."""
    index = Index(system)
    return chain(
        start_problems(system, workload.start, ("start",)),
        _period_problems(workload),
        people_problems(index, workload.people),
        _shift_problems(workload.people),
        _queue_problems(index, workload.people),
        *(_demand_problems(index, workload, demand, n) for n, demand in enumerate(workload.arrivals)),
    )


def _period_problems(workload: Workload) -> Iterator[Problem]:
    if workload.duration == 0:
        yield Problem("RS000", "`duration` is 0: expected some time, such as 5d", ("duration",))
    elif workload.warm_up >= workload.duration:
        message = f"`warm_up` leaves nothing to count: expected less than the duration, {workload.duration:g} s"
        yield Problem("RS000", message, ("warm_up",))


def _demand_problems(index: Index, workload: Workload, demand: Demand, place: int) -> Iterator[Problem]:
    path: Path = ("arrivals", place)
    if isinstance(demand.from_, tuple):
        for number, caller in enumerate(demand.from_):
            yield from caller_problems(index, caller, (*path, "from", number))
    inside = demand.from_ == INTERNAL, demand.to == INTERNAL
    if any(inside) and len(index.users) < sum(inside):
        key = "from" if inside[0] else "to"
        yield Problem("RS001", f"`{key}` is `internal`, and the system has too few users", (*path, key))
    yield from _overlaps(demand.per_hour or {}, (*path, "per_hour"))
    if demand.per_hour is not None and type(demand.records) is Recorded and demand.records.use == "fit":
        message = "`per_hour` stands beside records that are to be fitted, which say how often calls come"
        yield Problem("RS000", message, (*path, "per_hour"), at_key=True)
    for n, at in enumerate(demand.at):
        if at >= workload.duration:
            message = f"a call after {at:g} s is beyond the duration, {workload.duration:g} s"
            yield Problem("RS000", message, (*path, "at", n))
    end = workload.start + timedelta(seconds=workload.duration)
    for n, burst in enumerate(demand.bursts):
        yield from start_problems(index.system, burst.at, (*path, "bursts", n, "at"))
        if not workload.start <= burst.at < end:
            message = f"the burst begins outside the simulation, which lasts from {workload.start} until {end}"
            yield Problem("RS000", message, (*path, "bursts", n, "at"))


def _shift_problems(people: Mapping[str, PersonHabit]) -> Iterator[Problem]:
    for who, person in people.items():
        path: Path = ("people", who, "shift")
        if person.shift is None:
            continue
        if not looks_internal(who) and who != "default":
            yield Problem("RS000", "an external number works no shifts that are known", path)
        yield from _overlaps(person.shift, path)


def _queue_problems(index: Index, people: Mapping[str, PersonHabit]) -> Iterator[Problem]:
    """Queues that somebody is to log in to, and which are not there."""
    for who, person in people.items():
        for place, name in enumerate(person.logs_in_to):
            if _queue(index, name) is None:
                yield from missing(index.queues, "queue", name, ("people", who, "logs_in_to", place))


def _membership_problems(index: Index, people: Mapping[str, PersonHabit]) -> Iterator[Problem]:
    """Queues that somebody is to log in to who cannot."""
    for who, person in people.items():
        for place, name in enumerate(person.logs_in_to):
            queue = _queue(index, name)
            if queue is not None and who not in index.system.members(queue.dynamic_agents):
                message = f"`{who[:60]}` is no dynamic agent of the queue {queue.name}, expected one of its own"
                yield Problem("RS001", message, ("people", who, "logs_in_to", place))


def _queue(index: Index, name: str) -> Queue | None:
    return next((page for page in index.system.queues if name in (page.name, page.extension)), None)


def _overlaps(week: Mapping[str, Iterable[str]], path: Path) -> Iterator[Problem]:
    """Hours that hold twice on some day, told at the later ones; *week* has hours by days, both as written."""
    told: set[tuple[str, str]] = set()
    for day in range(7):
        taken: list[tuple[Span, str]] = []
        for days in (days for days in week if day in days_of(days)):
            for hours in week[days]:
                own = list(parts(span_of(hours)))
                other = next((name for one in own for span, name in taken if _meet(one, span)), None)
                if other is not None and (days, hours) not in told:
                    told.add((days, hours))
                    message = f"`{hours}` overlaps `{other}` on {DAYS[day]}: expected each hour once"
                    yield Problem("RS000", message, (*path, days, hours), at_key=True)
                taken += [(part, hours) for part in own]


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
