"""The engine and the naive player agree on every call of every world, in every field that routing decides."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from routesim import engine
from tests import oracle
from tests.pages import page
from tests.service_strategies import service_worlds
from tests.strategies import World, worlds


@given(st.one_of(worlds(), service_worlds()))
def test_both_players_tell_the_same_of_every_call(world: World) -> None:
    played = [page(record) for record in engine.play(world.system, world.calls).calls]
    assert played == oracle.play(world.system, world.calls)
