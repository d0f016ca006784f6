"""What a call costs, beside SimPy programs that route nothing and keep no records."""

from __future__ import annotations

import resource
from typing import Any

from routesim.engine import play
from routesim.model.people import Person
from tests.benchmarks.ratio import beside
from tests.benchmarks.stations import (
    CALLS,
    STARTS,
    WINDOW,
    calls_to,
    system,
    three_phones,
    traffic,
    twenty_agents,
    twenty_lines,
)

EXTENSIONS = [str(101 + place) for place in range(20)]
MAILBOX = {"voicemail": True}


def _user(extension: str, **page: Any) -> dict[str, Any]:
    return {"extension": extension, "name": f"User {extension}", **page}


def test_twenty_users_called_directly(benchmark: Any) -> None:
    forwarding = {"no_answer": MAILBOX, "busy": MAILBOX}
    office = system([_user(extension, voicemail=True, forwarding=forwarding) for extension in EXTENSIONS])
    attempts = traffic()
    calls = calls_to(EXTENSIONS, attempts)
    beside(benchmark, lambda: play(office, calls), lambda: twenty_lines(attempts), per=CALLS)


def test_twenty_agents_of_a_queue(benchmark: Any) -> None:
    queue = {"name": "Support", "extension": "700", "strategy": "longest_idle", "agent_ring_time": 20}
    centre = system([_user(extension) for extension in EXTENSIONS], queues=[{**queue, "static_agents": EXTENSIONS}])
    attempts = [attempt._replace(answer=7.0) for attempt in traffic()]
    calls = calls_to(["700"], attempts, {"default": Person(answers_after=7)})
    beside(benchmark, lambda: play(centre, calls), lambda: twenty_agents(attempts), per=CALLS)


def test_three_phones_race_for_a_call(benchmark: Any) -> None:
    answers = (16.0, 13.0, 7.0)
    mobiles = [f"+3247000010{place}" for place in range(3)]
    destinations = [
        {"to": mobile, "ring": [start, start + WINDOW]} for mobile, start in zip(mobiles, STARTS, strict=True)
    ]
    follow_me = {"enabled": True, "destinations": destinations}
    home = system([_user("101", follow_me=follow_me)])
    people = {mobile: Person(answers_after=answer) for mobile, answer in zip(mobiles, answers, strict=True)}
    attempts = traffic(rate=0.5, patience=60)
    calls = calls_to(["101"], attempts, people)
    beside(benchmark, lambda: play(home, calls), lambda: three_phones(attempts, answers), per=CALLS)


def test_memory_grows_with_the_records_only(benchmark: Any) -> None:
    """100,000 calls on 1,000 users: bytes by which the process grows for each call, the records being kept."""
    extensions = [str(1000 + place) for place in range(1000)]
    company = system([_user(extension, voicemail=True, forwarding={"no_answer": MAILBOX}) for extension in extensions])
    calls = calls_to(extensions, traffic(100_000, rate=2))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    played = benchmark.pedantic(lambda: play(company, calls), rounds=1)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    benchmark.extra_info["bytes a call"] = round(grown * 1024 / len(played.calls))
