"""The engine and the naive player agree on every call of every world, in every field that routing decides."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests import oracle
from tests.pages import played
from tests.service_strategies import service_worlds
from tests.strategies import World, worlds


@given(st.one_of(worlds(), service_worlds()))
def test_both_players_tell_the_same_of_every_call(world: World) -> None:
    assert played(world.system, world.calls) == oracle.play(world.system, world.calls)


@given(st.one_of(worlds(hands=True), service_worlds(hands=True)))
def test_both_players_tell_the_same_where_conversations_are_passed_on_and_keys_pressed(world: World) -> None:
    assert played(world.system, world.calls) == oracle.play(world.system, world.calls)
