"""The workloads of the benchmarks, and SimPy programs that play them without routing and without records."""

from __future__ import annotations

import random
from collections.abc import Callable, Generator
from typing import Any, NamedTuple

import ciw
import simpy

from routesim.model.calls import CallAttempt, Calls
from routesim.model.people import Person
from routesim.model.system import PhoneSystem

CALLS = 20_000
Process = Generator[simpy.Event, Any, None]


class Attempt(NamedTuple):
    """A call of the workload: seconds since the one before, conversation, patience, seconds until the answer."""

    gap: float
    talk: float
    patience: float
    answer: float


def traffic(calls: int = CALLS, rate: float = 0.11, talk: float = 180, patience: float = 120) -> list[Attempt]:
    """Poisson arrivals with exponential conversations and patience, and answers after 8 s on average."""
    draw = random.Random(1).expovariate
    return [Attempt(draw(rate), draw(1 / talk), draw(1 / patience), draw(1 / 8)) for _ in range(calls)]


def system(users: list[dict[str, Any]], **pages: Any) -> PhoneSystem:
    """A phone system with these users and pages."""
    settings = {"timezone": "Europe/Brussels", "country": "BE"}
    return PhoneSystem.model_validate({"settings": settings, "users": users, **pages})


def calls_to(targets: list[str], attempts: list[Attempt], people: dict[str, Person] | None = None) -> Calls:
    """The calls of *attempts*, to each of *targets* in turn; who is not in *people* answers as the attempt says."""
    at, calls = 0.0, []
    answers: dict[str, list[dict[str, float]]] = {target: [] for target in targets}
    for number, attempt in enumerate(attempts):
        at += attempt.gap
        to = targets[number % len(targets)]
        answers[to].append({"answers_after": attempt.answer})
        calls.append(
            CallAttempt.model_validate(
                {"from": "+32470123456", "to": to, "at": at, "talk": attempt.talk, "patience": attempt.patience}
            )
        )
    everybody = people or {who: Person.model_validate({"attempts": given}) for who, given in answers.items()}
    return Calls.model_validate({"start": "2026-11-23T10:00:00", "people": everybody, "calls": calls})


def _arrive(env: simpy.Environment, attempts: list[Attempt], call: Callable[[int, Attempt], Process]) -> Process:
    for number, attempt in enumerate(attempts):
        yield env.timeout(attempt.gap)
        env.process(call(number, attempt))


def twenty_lines(attempts: list[Attempt]) -> None:
    """Textbook SimPy: twenty lines called in turn, a mailbox when busy and after 20 s."""
    env = simpy.Environment()
    lines = [simpy.Resource(env) for _ in range(20)]

    def call(number: int, attempt: Attempt) -> Process:
        line = lines[number % 20]
        if line.count:
            yield env.timeout(attempt.talk)
            return
        with line.request() as request:
            yield request
            answer, ring = env.timeout(attempt.answer), env.timeout(20)
            patience = env.timeout(attempt.patience)
            happened = yield env.any_of((answer, ring, patience))
            if answer in happened:
                yield env.timeout(attempt.talk)
                return
        if ring in happened:
            yield env.timeout(attempt.talk)

    env.process(_arrive(env, attempts, call))
    env.run()


def twenty_agents(attempts: list[Attempt]) -> None:
    """Textbook SimPy: callers wait for one of twenty agents, and are offered anew after 20 s of ringing."""
    env = simpy.Environment()
    agents = simpy.Resource(env, 20)

    def call(number: int, attempt: Attempt) -> Process:
        patience = env.timeout(attempt.patience)
        while True:
            with agents.request() as request:
                happened = yield request | patience
                if request not in happened:
                    return
                answer, ring = env.timeout(attempt.answer), env.timeout(20)
                happened = yield env.any_of((answer, ring, patience))
                if answer in happened:
                    yield env.timeout(attempt.talk)
                    return
                if ring not in happened:
                    return

    env.process(_arrive(env, attempts, call))
    env.run()


def twenty_agents_by_ciw(calls: int = CALLS) -> None:
    """Ciw: twenty servers who ring for 7 s and talk, callers who give up while they wait; it draws and records."""
    ciw.seed(1)
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(0.11)],
        service_distributions=[_RingAndTalk()],
        number_of_servers=[20],
        reneging_time_distributions=[ciw.dists.Exponential(1 / 120)],
    )
    ciw.Simulation(network).simulate_until_max_time(calls / 0.11)


class _RingAndTalk(ciw.dists.Distribution):  # type: ignore[misc]  # Ciw has no types
    def sample(self, t: float | None = None, ind: Any = None) -> float:
        return 7 + random.expovariate(1 / 180)


STARTS = (0, 5, 10)
WINDOW = 15


def three_phones(attempts: list[Attempt], answers: tuple[float, float, float]) -> None:
    """SimPy with a sorted agenda per call: three phones rung one after the other, the first that answers wins."""
    env = simpy.Environment()

    def call(number: int, attempt: Attempt) -> Process:
        agenda = [(attempt.patience, 3, 0)]
        for phone, start in enumerate(STARTS):
            answer = answers[phone]
            agenda.append((start, 0, phone))
            agenda.append((start + answer, 1, phone) if answer < WINDOW else (start + WINDOW, 2, phone))
        agenda.sort()
        now, ringing, left = 0.0, [False] * 3, 3
        for at, what, phone in agenda:
            if at > now:
                yield env.timeout(at - now)
                now = at
            ringing[phone] = what == 0
            left -= what == 2
            if what in (1, 3) or not left:
                return

    env.process(_arrive(env, attempts, call))
    env.run()
