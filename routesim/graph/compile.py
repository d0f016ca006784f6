"""From a phone system to its graph, page by page."""

from __future__ import annotations

from routesim.files.collector import paused_collector
from routesim.graph.dial_plans import DialPlans
from routesim.graph.directory import Directory
from routesim.graph.draft import Draft
from routesim.graph.ends import add_externals, add_outcomes
from routesim.graph.loops import revive_lines_in_loops
from routesim.graph.services import Services
from routesim.graph.users import Users
from routesim.model.system import PhoneSystem


def compiled(system: PhoneSystem) -> Draft:
    """The nodes and edges of *system*: numbers first, then what they may lead to, each page in file order.

    Raises UnusableInput (RS001) where a page refers to what does not exist.
    """
    with paused_collector():
        return _drafted(system)


def _drafted(system: PhoneSystem) -> Draft:
    draft, directory = Draft(), Directory(system)
    services = Services(draft, directory, system)
    users = Users(draft, directory)
    plans = DialPlans(draft, directory, system)
    for number in system.incoming_numbers:
        services.add_number(number)
    for plan in system.dial_plans:
        plans.add(plan)
    for queue in system.queues:
        services.add_queue(queue)
    for room in system.conferences:
        services.add_conference(room)
    for user in system.users:
        users.add(user)
    for box in system.voicemails:
        services.add_mailbox(box)
    add_externals(draft, directory)
    revive_lines_in_loops(draft, system)
    add_outcomes(draft, directory)
    return draft
