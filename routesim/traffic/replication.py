"""One replication of a workload: played from the start to the end of the last call, in constant memory."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

from routesim.engine.exchange import Installation
from routesim.engine.flow import Flow, Shift, Staff
from routesim.engine.persistence import PersistentFlow
from routesim.model.calls import Calls
from routesim.model.demand import INTERNAL
from routesim.model.scalars import MOST_SECONDS
from routesim.model.system import PhoneSystem
from routesim.model.workload import Workload
from routesim.traffic.callers import Callers
from routesim.traffic.course import Course, Heard, unheard
from routesim.traffic.hours import Clock, changes
from routesim.traffic.recording import RecordingTally, Records, recording
from routesim.traffic.streams import Streams
from routesim.traffic.tally import Results, Tally

SECOND = 1_000_000
_FEW = (200_000, 50, 100)


class Trial:
    """A *workload* on a *system*, to be played any number of times; *records* are written of it."""

    def __init__(self, system: PhoneSystem, workload: Workload, records: Records | None = None) -> None:
        self.system = system
        self.workload = workload
        self._records = records or Records()
        self._installation = Installation(system)
        self._retries = workload.retries is not None or any(demand.retries for demand in workload.arrivals)

    @cached_property
    def _course(self) -> Course:
        return Course(self.workload, self.system.settings.timezone)

    def replicate(self, number: int, heard: Heard = unheard) -> Results:
        """The figures of replication *number*; *heard* is told which share of it is done, every some thousand calls.

        Raises BoundExceeded where more calls come than can ever be served.
        """
        workload = self.workload
        streams = Streams(workload.seed, number)
        callers = Callers(self.system, workload, streams)
        kind = RecordingTally if self._records.paths else Tally
        tally = kind(self.system, workload, lambda now: heard(self._course.share(now)))
        frame = Calls.model_construct(start=workload.start, seed=streams.system(), people={}, calls=(), events=())
        anybody = {place for place, demand in enumerate(workload.arrivals) if demand.from_ == INTERNAL}
        staff = Staff(workload.people, streams.person, self._shifts(), self._memberships(), anybody)
        given = self._installation, frame, staff, tally, tally.presence.changes
        flow = PersistentFlow(callers.again, *given) if self._retries else Flow(*given)
        if isinstance(tally, RecordingTally):
            flow.report = tally.queue_event
        with _few_collections(), recording(self._records, number, tally):
            flow.run(callers.calls(), tally.end)
        agents = {extension: flow.agents(extension) for extension in tally.queues}
        return tally.results(agents)

    def _memberships(self) -> dict[str, list[str]]:
        """The queues that dynamic agents log in to, by extension."""
        router = self._installation.router
        return {
            who: [router.named_queue(queue).extension for queue in habit.logs_in_to]
            for who, habit in self.workload.people.items()
            if habit.logs_in_to
        }

    def _shifts(self) -> list[tuple[Shift, list[str]]]:
        """Every shift with the users who work it."""
        workload = self.workload
        clock = Clock(workload.start, self.system.settings.timezone)
        until = round(workload.duration + 2 * MOST_SECONDS) * SECOND  # no call lasts longer
        default = workload.people["default"].shift if "default" in workload.people else None
        shifts: dict[str, tuple[Shift, list[str]]] = {}
        for user in self.system.users:
            own = workload.people.get(user.extension)
            shift = default if own is None or own.shift is None else own.shift
            if shift is not None:
                written = repr(shift)
                if written not in shifts:
                    shifts[written] = Shift(*changes(clock, shift, until)), []
                shifts[written][1].append(user.extension)
        return [*shifts.values()]


@contextmanager
def _few_collections() -> Iterator[None]:
    """Have Python look for circles of garbage now and then only: calls leave none behind."""
    before = gc.get_threshold()
    if before == _FEW:  # another thread sees to it
        yield
        return
    gc.set_threshold(*_FEW)
    try:
        yield
    finally:
        gc.set_threshold(*before)
