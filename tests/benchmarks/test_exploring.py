"""What finding all endings costs, beside playing one call for each of them, which exploring must do in any case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from routesim.engine import Installation, try_out
from routesim.exploration import explore
from routesim.files import loads
from routesim.model.calls import Calls
from routesim.model.system import PhoneSystem
from routesim.result.exploration import Exploration
from tests.benchmarks.ratio import beside
from tests.benchmarks.stations import system
from tests.benchmarks.test_checking import large_company


def office(size: int, mode: str = "follow", max_forwards: int = 5, hops: Sequence[int] = (1, 2, 3)) -> PhoneSystem:
    """*size* people in a circle: each rings those so many *hops* further, one after the other, and then a mailbox."""

    def user(place: int) -> dict[str, Any]:
        rung = [
            {"to": str(100 + (place + hop) % size), "ring": [5 * turn, 5 * turn + 15]} for turn, hop in enumerate(hops)
        ]
        plans = {
            "no_answer": {"destinations": rung, "voicemail": True},
            "busy": {"destinations": [{"to": str(100 + (place + 1) % size), "ring": 15}]},
        }
        return {"extension": str(100 + place), "name": "U", "voicemail": True, "ring_time": 15, "forwarding": plans}

    built = system([user(place) for place in range(size)])
    settings = built.settings.model_copy(update={"forwarded_calls": mode, "max_forwards": max_forwards})
    return built.model_copy(update={"settings": settings})


def replay(pbx: PhoneSystem, found: Exploration) -> None:
    """Play the call that shows each ending."""
    installation = Installation(pbx)
    for number in found.numbers:
        for ending in number.endings:
            try_out(installation, Calls.model_validate(ending.witness))


@pytest.mark.parametrize("mode", ["follow", "ring_only", "full"])
def test_all_endings_of_30_users_in_ring_plans_and_chains(benchmark: Any, mode: str) -> None:
    _beside_playing(benchmark, office(30, mode))


def test_all_endings_of_1_000_users_with_typical_forwardings_teams_and_doors(benchmark: Any) -> None:
    _beside_playing(benchmark, loads(large_company(1_000)), rounds=1)


def _beside_playing(benchmark: Any, pbx: PhoneSystem, rounds: int = 3) -> None:
    found = explore(pbx)
    assert found.complete
    endings = sum(len(number.endings) for number in found.numbers)
    benchmark.extra_info["endings"] = endings
    beside(benchmark, lambda: explore(pbx), lambda: replay(pbx, found), per=endings, rounds=rounds)


@pytest.mark.parametrize("mode", ["follow", "ring_only", "full"])
def test_twice_as_many_users(benchmark: Any, mode: str) -> None:
    """All endings of all numbers: twice the work, not four times, as calls go no further than they may be forwarded."""
    many, few = office(60, mode), office(30, mode)
    beside(benchmark, lambda: explore(many), lambda: explore(few), per=60, rounds=3)


def test_twice_as_many_forwards(benchmark: Any) -> None:
    """All endings of one number of 60 users: who has been called no longer tells calls apart once out of reach."""
    far, near = office(60, max_forwards=10), office(60, max_forwards=5)
    beside(benchmark, lambda: explore(far, ["100"]), lambda: explore(near, ["100"]), per=1, rounds=3)
