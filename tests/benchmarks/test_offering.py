"""What an offer of a queue costs as the queue grows, by the ring: strategies that ring more are not dearer for it."""

from __future__ import annotations

from statistics import median
from typing import Any, get_args

import pytest

from routesim.engine import play
from routesim.model.calls import Calls
from routesim.model.queue import Strategy
from routesim.model.system import PhoneSystem
from routesim.result.records import Play
from tests.benchmarks.ratio import seconds
from tests.benchmarks.stations import system


def centre(strategy: str, agents: int, **page: Any) -> PhoneSystem:
    """A queue of so many agents."""
    extensions = [str(10_000 + place) for place in range(agents)]
    users = [{"extension": extension, "name": f"User {extension}"} for extension in extensions]
    queue = {"name": "Support", "extension": "700", "strategy": strategy, "static_agents": extensions, **page}
    return system(users, queues=[queue])


def callers(number: int, within: float, patience: float, **everybody: float) -> Calls:
    """So many callers *within* seconds, and how each agent acts."""
    calls = [
        {"from": "+32470123456", "to": "700", "at": within * place / number, "talk": 60 + place % 7}
        for place in range(number)
    ]
    calls = [{**call, "patience": patience} for call in calls]
    return Calls.model_validate({"start": "2026-11-23T10:00:00", "people": {"default": everybody}, "calls": calls})


def compare(
    benchmark: Any, large: tuple[PhoneSystem, Calls], small: tuple[PhoneSystem, Calls], rounds: int = 3
) -> None:
    """Benchmark *large*, and note how much dearer a ring is than in *small*."""
    rings = [sum(len(call.rang) for call in played(world).calls) for world in (large, small)]
    pairs = [(seconds(lambda: played(large)), seconds(lambda: played(small))) for _ in range(rounds)]
    benchmark.extra_info["rings"] = f"{rings[0]:,} and {rings[1]:,}"
    benchmark.extra_info["µs a ring"] = round(median(own for own, _ in pairs) / rings[0] * 1e6, 2)
    times = median((own / rings[0]) / (other / rings[1]) for own, other in pairs)
    benchmark.extra_info["times the small queue's"] = round(times, 2)
    benchmark.pedantic(lambda: played(large), rounds=1)


def played(world: tuple[PhoneSystem, Calls]) -> Play:
    return play(*world)


@pytest.mark.parametrize("strategy", get_args(Strategy))
def test_a_thousand_agents_and_ten_thousand_callers_beside_a_tenth(benchmark: Any, strategy: str) -> None:
    """All call within a minute, and wait until an agent is free."""

    def world(agents: int) -> tuple[PhoneSystem, Calls]:
        number = agents * 10 if strategy != "ring_all" else agents // 10  # all of a thousand phones ring for each
        return centre(strategy, agents), callers(number, 60, 100_000, answers_after=5)

    compare(benchmark, world(1_000), world(100))


@pytest.mark.parametrize("strategy", get_args(Strategy))
def test_hundreds_in_a_pause_whom_hundreds_of_agents_reject_at_once(benchmark: Any, strategy: str) -> None:
    """Each caller's pauses end at an instant of their own, at which all others keep the agents whom they would take."""

    def world(size: int) -> tuple[PhoneSystem, Calls]:
        return centre(strategy, size, retry=10), callers(size, 10, 15, rejects_after=0)

    compare(benchmark, world(200), world(50), rounds=1)
