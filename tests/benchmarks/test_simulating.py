"""What a simulated call costs, beside SimPy programs that route nothing and count nothing; and what memory it takes."""

from __future__ import annotations

from typing import Any

from routesim.files.workloads import check_workload
from routesim.model.workload import Workload
from routesim.traffic.replication import Trial
from tests.benchmarks.offices import company, week
from tests.benchmarks.ratio import beside
from tests.benchmarks.stations import CALLS, system, traffic, twenty_agents, twenty_agents_by_ciw, twenty_lines
from tests.benchmarks.test_loading import printed

EXTENSIONS = [str(101 + place) for place in range(20)]
MAILBOX = {"voicemail": True}
QUEUE = {"name": "Support", "extension": "700", "strategy": "longest_idle", "agent_ring_time": 20}
PER_HOUR = 0.11 * 3600
MEMORY = """
import sys
from pathlib import Path
from tests.benchmarks.test_simulating import centre, workload
from routesim.traffic.replication import Trial
phones = centre()
Trial(phones, workload(phones, ["700"], int(sys.argv[1]), 7)).replicate(0)
print(int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) / 1024)
"""


def centre() -> Any:
    """Twenty agents of one queue."""
    users = [{"extension": extension, "name": f"User {extension}"} for extension in EXTENSIONS]
    return system(users, queues=[{**QUEUE, "static_agents": EXTENSIONS}])


def workload(phones: Any, targets: list[str], calls: int, answers: Any) -> Workload:
    """So many calls, on average, to *targets*, as in `stations.traffic`."""
    page = {
        "start": "2026-11-23",
        "duration": calls / 0.11,
        "arrivals": [{"to": target, "per_hour": PER_HOUR / len(targets)} for target in targets],
        "talk": {"exponential": 180},
        "patience": {"exponential": 120},
        "people": {"default": {"answers_after": answers}},
    }
    return check_workload(page, phones)


def test_twenty_users_called_directly(benchmark: Any) -> None:
    forwarding = {"no_answer": MAILBOX, "busy": MAILBOX}
    users = [{"extension": who, "name": who, "voicemail": True, "forwarding": forwarding} for who in EXTENSIONS]
    office = system(users)
    trial = Trial(office, workload(office, EXTENSIONS, CALLS, {"exponential": 8}))
    attempts = traffic()
    beside(benchmark, lambda: trial.replicate(0), lambda: twenty_lines(attempts), per=CALLS)


def test_twenty_agents_of_a_queue(benchmark: Any) -> None:
    phones = centre()
    trial = Trial(phones, workload(phones, ["700"], CALLS, 7))
    attempts = [attempt._replace(answer=7.0) for attempt in traffic()]
    beside(benchmark, lambda: trial.replicate(0), lambda: twenty_agents(attempts), per=CALLS)


def test_twenty_agents_of_a_queue_beside_ciw(benchmark: Any) -> None:
    phones = centre()
    trial = Trial(phones, workload(phones, ["700"], CALLS, 7))
    beside(benchmark, lambda: trial.replicate(0), twenty_agents_by_ciw, per=CALLS)


def test_a_week_of_a_company_of_200_users(benchmark: Any) -> None:
    """About 100,000 calls with menus, queues and forwardings."""
    office = company()
    trial = Trial(office, week(office))
    benchmark.pedantic(lambda: trial.replicate(0), rounds=3)
    benchmark.extra_info["calls"] = trial.replicate(0)["system", "all"]["calls"]


def test_memory_of_ten_times_as_many_calls(benchmark: Any) -> None:
    few, many = printed(MEMORY, "20000"), printed(MEMORY, "200000")
    benchmark.extra_info["MiB for 20,000 calls"] = round(few, 1)
    benchmark.extra_info["MiB for 200,000 calls"] = round(many, 1)
    benchmark.pedantic(lambda: None, rounds=1)
