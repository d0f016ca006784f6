"""What checking a configuration costs, rules and all, beside loading the same file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from routesim.files import load
from routesim.lint import check
from tests.benchmarks.ratio import beside
from tests.benchmarks.stations import system
from tests.benchmarks.test_loading import company

NUMBER = '  - {{number: "+3225{place:06}", destination: {{type: extension, extension: "{extension}"}}}}\n'
TEAM = """\
  - {{name: Team {place}, extension: "7{place:04}", static_agents: ["{first}", "{second}"], max_wait: 60,
     overflow: {{type: extension, extension: "{first}"}}}}
"""
DOOR = """\
  - name: Door {place}
    extension: "9{place:04}"
    start: hours
    elements:
      hours: {{type: time_condition, hours: "09:00-17:29", days: mon-fri, true: menu, false: message}}
      menu: {{type: menu, keys: {{1: sales, 2: team}}, invalid: menu, no_input: sales}}
      sales: {{type: call, to: "{first}", ring_time: 30, next: message}}
      team: {{type: queue, queue: Team {place}, next: message}}
      message: {{type: voicemail, voicemail: "{first}"}}
"""


def large_company(size: int) -> str:
    """*size* people who forward to each other and to mobiles, each with a number; every ten have a team and a door."""
    people = range(100_000, 100_000 + size)
    teams = [(place, {"place": place, "first": first, "second": first + 1}) for place, first in enumerate(people[::10])]
    return "".join(
        (
            company(size),
            "queues:\n",
            *(TEAM.format(**team) for _, team in teams),
            "dial_plans:\n",
            *(DOOR.format(**team) for _, team in teams),
            "incoming_numbers:\n",
            *(NUMBER.format(place=place, extension=extension) for place, extension in enumerate(people)),
        )
    )


@pytest.mark.parametrize("size", [1_000, 10_000])
def test_checking_users_with_typical_forwardings(benchmark: Any, tmp_path: Path, size: int) -> None:
    file = tmp_path / "pbx.yaml"
    file.write_text(large_company(size))
    benchmark.extra_info["findings"] = len(check(file))
    beside(benchmark, lambda: check(file), lambda: load(file), per=size, rounds=3)


@pytest.mark.parametrize("mode", ["follow", "full"])
def test_checking_chains_of_forwards_twice_as_long(benchmark: Any, mode: str) -> None:
    """Whoever is forwarded to forwards to two others: nothing of it may double with every forward."""

    def chain(length: int) -> Any:
        users = [
            {
                "extension": str(100 + place),
                "name": "U",
                "ring_time": 5,
                "forwarding": {
                    "no_answer": {"destinations": [{"to": str(100 + (place + hop) % length)} for hop in (1, 2)]}
                },
            }
            for place in range(length)
        ]
        built = system(users)
        settings = built.settings.model_copy(update={"forwarded_calls": mode, "max_forwards": 70})
        return built.model_copy(update={"settings": settings})

    long, short = chain(60), chain(30)
    beside(benchmark, lambda: check(long), lambda: check(short), per=60, rounds=3)
