"""The same traffic on systems that differ in one value; and the fewest agents that answer in time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil

from routesim.errors import CutShort, UnusableInput
from routesim.files.varying import varied
from routesim.model.queue import Queue
from routesim.model.system import PhoneSystem
from routesim.model.user import User
from routesim.model.workload import Workload
from routesim.result.simulation import Simulation
from routesim.result.sweep import Staffing, Sweep
from routesim.traffic.load import offered_load
from routesim.traffic.simulation import Plan, Progress, simulate, staying

MOST_AGENTS = 10_000


def sweep(
    system: PhoneSystem,
    workload: Workload,
    parameter: str,
    values: Sequence[str],
    plan: Plan,
    progress: Progress | None = None,
) -> Sweep:
    """Simulate *workload* on *system* with each of *values* where *parameter* leads, with the same callers.

    Raises UnusableInput for what makes no phone system, before anything is simulated.
    """
    systems = [varied(system, parameter, value) for value in values]
    return Sweep(parameter, tuple(values), tuple(simulate(one, workload, plan, None, progress) for one in systems))


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
    CutShort where those who simulate go away.
    """
    tried: dict[int, Simulation] = {}

    def suffices(agents: int) -> bool:
        if agents not in tried:
            found = simulate(with_agents(system, queue, agents), workload, plan, None, progress)
            if found.cut_short:
                raise CutShort("; ".join(found.remarks))
            tried[agents] = found
        try:
            return tried[agents].figure("queue", queue.extension, "service_level").mean >= target
        except KeyError:
            raise UnusableInput(f"no call gets to the queue {queue.name} ({queue.extension})") from None

    begin = min(MOST_AGENTS, max(1, ceil(offered_load(system, workload, queue))))
    with staying(plan, workload) as plan:
        agents = _least(suffices, begin, MOST_AGENTS)
    numbers = sorted(tried)
    simulations = tuple(tried[number] for number in numbers)
    return Staffing(queue.extension, target, agents, Sweep("agents", tuple(map(str, numbers)), simulations))


def _least(suffices: Callable[[int], bool], begin: int, most: int) -> int | None:
    """The least number from 1 to *most* that suffices, if one does; *begin* is a guess."""
    low, high, step = 0, begin, 1
    while not suffices(high):
        if high == most:
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


def with_agents(system: PhoneSystem, queue: Queue, agents: int) -> PhoneSystem:
    """*system* with so many static agents of *queue*, and no dynamic ones."""
    own = system.members(queue.static_agents)[:agents]
    taken = {page.extension for page in system.users} | {queue.extension for queue in system.queues}
    free = (str(number) for number in range(100_000, 1_000_000) if str(number) not in taken)
    others = [User(extension=next(free), name=f"Agent {number}") for number in range(len(own) + 1, agents + 1)]
    staffed = queue.model_copy(
        update={"static_agents": (*own, *(user.extension for user in others)), "dynamic_agents": ()}
    )
    queues = tuple(staffed if page.extension == queue.extension else page for page in system.queues)
    return system.model_copy(update={"users": (*system.users, *others), "queues": queues})
