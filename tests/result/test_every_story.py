"""Whatever is played, its story can be told: in its columns, in a notebook, and as JSON that reads back."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from routesim.engine import play
from routesim.result.story import tell
from routesim.result.summary import play_text
from routesim.result.typography import columns
from tests.result.test_html import outline
from tests.service_strategies import service_worlds
from tests.strategies import World, worlds

ANY = st.one_of(worlds(hands=True), service_worlds(hands=True))


@given(ANY)
@settings(max_examples=60, deadline=None)
def test_every_play_can_be_told(world: World) -> None:
    played = play(world.system, world.calls)
    for width in (60, 100):
        lines = play_text(played, width, verbose=True).split("\n")
        assert all(line.isprintable() and columns(line) <= width and line == line.rstrip() for line in lines)
    outline(played._repr_html_())
    assert json.loads(played.to_json()) == played.to_dict()


@given(ANY)
@settings(max_examples=60, deadline=None)
def test_every_story_tells_of_every_phone_that_rang_and_of_the_end(world: World) -> None:
    for record in play(world.system, world.calls).calls:
        text = " ".join(str(record).split())
        assert all(ring.target in text for ring in record.rang)
        assert tell(record).moments[-1].at == record.ended_at
