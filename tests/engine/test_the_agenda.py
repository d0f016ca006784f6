"""What an agenda handles in line, without asking SimPy, comes in the order in which SimPy would have handed it out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from heapq import heappop
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routesim import engine
from routesim.engine.agenda import Agenda
from routesim.engine.call import Call
from tests.service_strategies import service_worlds
from tests.strategies import World

MOMENTS = (5, 0, 0.3, 2.5, 10, 15, 20, 25, 40)


@contextmanager
def nothing_in_line() -> Iterator[None]:
    """Have every single item go through SimPy, at its own instant and kind."""

    def one_item(agenda: Agenda, now: int, kind: int) -> None:
        if agenda.items and agenda.items[0][:2] == (now, kind):
            item = heappop(agenda.items)
            item[4](item[5])
        agenda.wake()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Agenda, "proceed", one_item)
        patch.setattr(Agenda, "nothing_due", lambda agenda: False)
        patch.setattr(Call, "arriving", property(lambda call: False, lambda call, value: None))
        yield


@st.composite
def happenings(draw: Any) -> World:
    """Draw a world in which people also transfer, pick up, hang up and are invited."""
    world = draw(service_worlds())
    users = [user["extension"] for user in world.pbx["users"]]
    user, moment = st.sampled_from(users), st.sampled_from(MOMENTS)
    targets = st.sampled_from([*users, "700", "701", "750", "751", "900", "+32470000101"])
    event = st.one_of(
        st.fixed_dictionaries({"do": st.just("hang_up"), "at": moment, "user": user}),
        st.fixed_dictionaries({"do": st.just("pickup"), "at": moment, "user": user, "target": user}),
        st.fixed_dictionaries({"do": st.just("invite"), "at": moment, "conference": st.just("750"), "to": user}),
        st.fixed_dictionaries(
            {
                "do": st.just("transfer"),
                "at": moment,
                "user": user,
                "to": targets,
                "kind": st.sampled_from(["blind", "attended"]),
            }
        ),
    )
    events = [*world.script.get("events", []), *draw(st.lists(event, max_size=5))]
    pbx = {**world.pbx, "pickup_groups": [{"name": "Everybody", "members": users}]}
    return World(pbx, {**world.script, "events": events})


@settings(deadline=None, database=None)
@given(happenings())
def test_what_is_handled_in_line_comes_in_the_order_of_rule_1_2(world: World) -> None:
    in_line = engine.play(world.system, world.calls)
    with nothing_in_line():
        one_by_one = engine.play(world.system, world.calls)
    assert in_line == one_by_one
