"""Each strategy against a tiny model of it, which looks at every agent (rules 8.3, 8.4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routesim.model.queue import Strategy
from routesim.routing.queues import Rota, each, estimated_wait, standing

ONE_BY_ONE = [strategy for strategy in get_args(Strategy) if strategy != "ring_all"]
AGENTS = range(5)
some = st.frozensets(st.sampled_from(AGENTS))


def written(agents: Iterable[int]) -> int:
    """Write some agents as a rota does: a bit each."""
    return sum(1 << agent for agent in agents)


@dataclass(frozen=True)
class Situation:
    """Who may be rung, whose last call of the queue ended when (-1: none yet), who has answered how many.

    *last_rung* is who was rung last.

    *had* have had this caller in the round, or are kept for others; *missed* have missed or rejected the call.
    """

    may_be_rung: frozenset[int]
    last_ended: tuple[int, ...]
    answered: tuple[int, ...]
    last_rung: int
    had: frozenset[int]
    missed: frozenset[int]

    def chosen(self, strategy: Strategy, lot: int = 0) -> int | None:
        """Ask the rules; *lot* is what is drawn, as far as there is so much to draw from."""
        rota = Rota(strategy, lambda below: lot % below)
        standings = {agent: standing(strategy, self.last_ended[agent], self.answered[agent]) for agent in AGENTS}
        for agent in AGENTS:
            rota.add(1 << agent, standings[agent])
        for agent in set(AGENTS) - self.may_be_rung:
            rota.remove(1 << agent, standings[agent])
        rota.last_rung = self.last_rung
        return rota.next(written(self.had), written(self.missed))

    def allowed(self, strategy: Strategy) -> set[int]:
        """Ask the model: whoever the strategy puts first, of those who have not missed the call if there are any."""
        left = self.may_be_rung - self.had
        fresh = left - self.missed or left
        order = {
            "random": lambda agent: 0,
            "linear": lambda agent: agent,
            "longest_idle": lambda agent: (self.last_ended[agent], agent),
            "fewest_calls": lambda agent: (self.answered[agent], agent),
            "round_robin": lambda agent: (agent - self.last_rung - 1) % len(AGENTS),
        }[strategy]
        first = min(map(order, fresh), default=None)
        return {agent for agent in fresh if order(agent) == first}


situations = st.builds(
    Situation,
    may_be_rung=some,
    last_ended=st.tuples(*(st.integers(-1, 3) for _ in AGENTS)),
    answered=st.tuples(*(st.integers(0, 3) for _ in AGENTS)),
    last_rung=st.integers(-1, len(AGENTS) - 1),
    had=some,
    missed=some,
)


@pytest.mark.parametrize("strategy", ONE_BY_ONE)
@given(situation=situations)
def test_rule_8_3_whoever_is_rung_is_one_whom_the_model_allows(strategy: Strategy, situation: Situation) -> None:
    chosen = {situation.chosen(strategy, lot) for lot in AGENTS}
    assert chosen == (situation.allowed(strategy) or {None})


def test_rule_8_3_random_leaves_everybody_a_chance_and_the_others_are_not_drawn() -> None:
    everybody = Situation(frozenset(AGENTS), (-1,) * 5, (0,) * 5, -1, frozenset(), frozenset({0}))
    assert everybody.allowed("random") == {1, 2, 3, 4}
    assert {len(everybody.allowed(strategy)) for strategy in ONE_BY_ONE if strategy != "random"} == {1}


@pytest.mark.parametrize(
    ("place", "agents", "conversations", "talked", "wrap_up", "wait"),
    [
        (1, 2, 2, 60, 5, 17),
        (2, 2, 2, 60, 5, 35),
        (3, 1, 1, 100, 0, 300),
        (1, 0, 5, 100, 0, None),
        (1, 3, 0, 0, 10, None),
    ],
)
def test_a_wait_is_estimated_where_somebody_is_logged_in_and_conversations_have_ended(
    place: int, agents: int, conversations: int, talked: int, wrap_up: int, wait: int | None
) -> None:
    assert estimated_wait(place, agents, conversations, talked, wrap_up) == wait


@given(agents=some)
def test_some_agents_are_told_one_by_one_in_list_order(agents: frozenset[int]) -> None:
    assert list(each(written(agents))) == sorted(agents)


@given(agents=st.sets(st.integers(0, 2_000), min_size=1), lot=st.integers(0, 10_000))
def test_whoever_is_drawn_of_many_is_the_one_at_that_place(agents: set[int], lot: int) -> None:
    rota = Rota("random", lambda below: lot % below)
    for agent in sorted(agents):
        rota.add(1 << agent, 0)
    assert rota.next(0, 0) == sorted(agents)[lot % len(agents)]


@pytest.mark.parametrize("strategy", sorted({*ONE_BY_ONE} - {"random"}))
@given(situation=situations, missed=st.lists(some, max_size=6))
def test_rule_8_1_callers_in_a_pause_keep_one_agent_each_as_long_as_there_are_any(
    strategy: Strategy, situation: Situation, missed: list[frozenset[int]]
) -> None:
    rota = Rota(strategy, lambda below: 0)
    for agent in situation.may_be_rung:
        rota.add(1 << agent, standing(strategy, situation.last_ended[agent], situation.answered[agent]))
    rota.last_rung = situation.last_rung
    kept: frozenset[int] = frozenset()
    for whom in missed:
        kept |= set(sorted(replace(situation, had=kept, missed=whom).allowed(strategy))[:1])
    assert rota.kept([written(whom) for whom in missed]) == written(kept)


@pytest.mark.parametrize(("callers", "kept"), [(0, 0), (1, 0), (2, 0), (3, 0b10101), (4, 0b10101)])
def test_rule_8_1_where_agents_are_drawn_none_is_kept_by_name_while_there_is_one_more_than_callers(
    callers: int, kept: int
) -> None:
    rota = Rota("random", lambda below: 0)
    for agent in (0, 2, 4):
        rota.add(1 << agent, 0)
    assert rota.kept([0] * callers) == kept


def test_rule_8_1_where_all_are_rung_whoever_is_in_a_pause_keeps_all() -> None:
    rota = Rota("ring_all", lambda below: 0)
    for agent in (0, 2, 4):
        rota.add(1 << agent, 0)
    assert (rota.kept([]), rota.kept([0])) == (0, 0b10101)
