"""A phone system with another number of agents in a queue."""

from __future__ import annotations

from routesim.model.queue import Queue
from routesim.model.system import PhoneSystem
from routesim.model.user import ImaginedUser

MOST_AGENTS = 10_000


def with_agents(system: PhoneSystem, queue: Queue, agents: int) -> PhoneSystem:
    """*system* with so many static agents of *queue*, and no dynamic ones: the first of its own, then new users."""
    own = system.members(queue.static_agents)[:agents]
    taken = {page.extension for page in system.users} | {queue.extension for queue in system.queues}
    free = (str(number) for number in range(100_000, 1_000_000) if str(number) not in taken)
    others = [ImaginedUser(extension=next(free), name=f"Agent {number}") for number in range(len(own) + 1, agents + 1)]
    staffed = queue.model_copy(
        update={"static_agents": (*own, *(user.extension for user in others)), "dynamic_agents": ()}
    )
    queues = tuple(staffed if page.extension == queue.extension else page for page in system.queues)
    return system.model_copy(update={"users": (*system.users, *others), "queues": queues})
