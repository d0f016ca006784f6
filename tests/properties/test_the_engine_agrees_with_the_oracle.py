"""The engine and the naive player agree on every call of every world, in every field that routing decides."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from routesim import engine
from tests import oracle
from tests.pages import page
from tests.service_strategies import service_worlds
from tests.strategies import World, worlds


def assert_both_tell_the_same(world: World) -> None:
    played = [page(record) for record in engine.play(world.system, world.calls).calls]
    for placed_meanwhile in played[len(world.calls.calls) :]:
        placed_meanwhile["id"] = None  # which name such a call gets is the engine's own business
    assert played == oracle.play(world.system, world.calls)


@given(st.one_of(worlds(), service_worlds()))
def test_both_players_tell_the_same_of_every_call(world: World) -> None:
    assert_both_tell_the_same(world)


@given(st.one_of(worlds(hands=True), service_worlds(hands=True)))
def test_both_players_tell_the_same_where_conversations_are_passed_on_and_keys_pressed(world: World) -> None:
    assert_both_tell_the_same(world)
