"""The same traffic on systems that differ in a few values; and the fewest agents that answer in time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from math import ceil, prod

from routesim.errors import CutShort, Problem, UnusableInput
from routesim.files.staffing import MOST_AGENTS, with_agents
from routesim.files.varying import told, varied
from routesim.model.queue import Queue
from routesim.model.system import PhoneSystem
from routesim.model.workload import Workload
from routesim.model.workload_references import misfits
from routesim.result.simulation import Simulation
from routesim.result.sweep import Staffing, Sweep
from routesim.traffic.load import offered_load
from routesim.traffic.simulation import Plan, Progress, simulate, simulate_each, staying

MOST_POINTS = 200
"""The most combinations of values that a sweep has: all of them are played side by side."""

IDLE, NO_GAIN, AS_MANY = 0.05, 0.005, 1.01
"""More agents are of no use to those who gain so little over half as many, and are occupied less, or answer no more."""


def sweep(
    system: PhoneSystem,
    workload: Workload,
    parameters: Mapping[str, Sequence[str]],
    plan: Plan,
    progress: Progress | None = None,
) -> Sweep:
    """Simulate *workload* on *system* with every combination of the values of *parameters*, with the same callers.

    The last parameter changes fastest. Raises UnusableInput, before anything is simulated, with all that makes no
    phone system or no sweep.
    """
    if not parameters:
        raise UnusableInput("a sweep of nothing: expected at least one parameter, such as users[101].ring_time")
    count = prod(map(len, parameters.values()))
    if not 0 < count <= MOST_POINTS:
        sizes = " x ".join(f"{len(values):,}" for values in parameters.values())
        raise UnusableInput(f"a sweep of {sizes} values has {count:,} combinations, expected 1 to {MOST_POINTS}")
    _check_each(system, workload, parameters)
    points = [*product(*parameters.values())]
    systems = [_with_values(system, workload, [*zip(parameters, point, strict=True)]) for point in points]
    return Sweep(tuple(parameters), tuple(points), tuple(simulate_each(systems, workload, plan, progress)))


def _check_each(system: PhoneSystem, workload: Workload, parameters: Mapping[str, Sequence[str]]) -> None:
    """Raise UnusableInput with the problems of every value by itself, and of values that stand there twice."""
    problems: dict[Problem, None] = {}
    for parameter, values in parameters.items():
        for place, value in enumerate(values):
            if value in values[:place]:
                problems[Problem("RS000", f"{told(parameter, value)}: this value is here twice, expected it once")] = (
                    None
                )
            try:
                _with_values(system, workload, [(parameter, value)])
            except UnusableInput as error:
                problems.update(dict.fromkeys(error.problems))
    if problems:
        raise UnusableInput(list(problems))


def _with_values(system: PhoneSystem, workload: Workload, values: Sequence[tuple[str, str]]) -> PhoneSystem:
    """*system* with *values*. Raises UnusableInput where it is none, or lacks what *workload* names."""
    known = {*misfits(system, workload)}
    for parameter, value in values:
        system = varied(system, parameter, value)
    typed = ", ".join(told(parameter, value) for parameter, value in values)
    lacking = [problem for problem in misfits(system, workload) if problem not in known]
    if lacking:
        raise UnusableInput(
            [Problem(problem.code, f"{typed}: in the workload, {problem.message}") for problem in lacking]
        )
    return system


def fewest_agents(
    system: PhoneSystem,
    workload: Workload,
    queue: Queue,
    target: float,
    plan: Plan,
    progress: Progress | None = None,
) -> Staffing:
    """Find the fewest agents of *queue* with whom a share *target* of its callers is answered in time.

    The first of its static agents; where more are needed, more like them, who behave as people do by default. With
    more agents at least as many are taken to be answered in time. Raises UnusableInput where no call gets there,
    KeyboardInterrupt for an interruption (half a search tells nothing), CutShort where those who simulate go away.
    """

    def attempt(agents: int) -> Simulation:
        found = simulate(with_agents(system, queue, agents), workload, plan, None, progress)
        if found.interrupted:
            raise KeyboardInterrupt
        if found.cut_short:
            raise CutShort("; ".join(found.remarks))
        return found

    search = _Search(queue, len(system.members(queue.static_agents)), attempt)
    begin = min(MOST_AGENTS, max(1, ceil(offered_load(system, workload, queue))))
    with staying(plan, workload) as plan:
        agents = _least(lambda number: search.level(number) >= target, begin, MOST_AGENTS, search.is_vain)
    numbers = sorted(search.tried)
    points = tuple((str(number),) for number in numbers)
    tried = Sweep(("agents",), points, tuple(search.tried[number] for number in numbers))
    return Staffing(queue.extension, target, agents, tried)


class _Search:
    """A search for agents of *queue*: *tried* holds what came of every *attempt*, by number of agents.

    So many of them, *own*, are the queue's already; any more behave as people do by default.
    """

    def __init__(self, queue: Queue, own: int, attempt: Callable[[int], Simulation]) -> None:
        self._queue = queue
        self._own = own
        self._attempt = attempt
        self.tried: dict[int, Simulation] = {}

    def level(self, agents: int) -> float:
        """The share of callers who are answered in time by so many agents."""
        if agents not in self.tried:
            self.tried[agents] = self._attempt(agents)
        return self._figure(agents, "service_level")

    def is_vain(self, agents: int) -> bool:
        """Whether more agents would not help: half as many do as well, and these are idle, or answer no more calls.

        How many they answer counts among added agents only: of the first ones, some may be known to be away.
        """
        fewer = max((number for number in self.tried if 2 * number <= agents), default=0)
        if not fewer or self.level(agents) > self.level(fewer) + NO_GAIN:
            return False
        if self._figure(agents, "occupancy", 0.0) < IDLE:
            return True
        return fewer > self._own and self._answered(agents) <= self._answered(fewer) * AS_MANY

    def _answered(self, agents: int) -> float:
        return self._figure(agents, "share:answered", 0.0)

    def _figure(self, agents: int, metric: str, missing: float | None = None) -> float:
        try:
            return self.tried[agents].figure("queue", self._queue.extension, metric).mean
        except KeyError:
            if missing is not None and agents in self.tried:
                return missing
            why = f"no call gets to the queue {self._queue.name} ({self._queue.extension})"
            raise UnusableInput(why) from None


def _least(
    suffices: Callable[[int], bool], begin: int, most: int, is_vain: Callable[[int], bool] = lambda _: False
) -> int | None:
    """The least number from 1 to *most* that suffices, if one does; *begin* is a guess.

    Of a number that does not suffice, *is_vain* says whether no greater one would.
    """
    low, high, step = 0, begin, 1
    while not suffices(high):
        if high == most or is_vain(high):
            return None
        low, high, step = high, min(most, high + step), step * 2
    while high - low > 1:
        middle = (low + high) // 2 if low else max(1, high - step)
        step *= 2
        if suffices(middle):
            high = middle
        else:
            low = middle
    return high
