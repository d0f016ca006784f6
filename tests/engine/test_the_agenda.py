"""What is handled in line, without asking the clock, comes in the order in which the clock would have handed it out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from simpy import Event

from routesim import engine
from routesim.engine import order
from routesim.engine.agenda import Agenda, Clock
from routesim.engine.call import Call
from routesim.errors import PlayError
from tests.service_strategies import service_world
from tests.strategies import Chooser, Page, Seeded, World

MOMENTS = (5, 0, 0.3, 2.5, 10, 15, 20, 25, 40)
ELSEWHERE = ("700", "701", "750", "751", "900", "+32470000101")


@contextmanager
def nothing_in_line() -> Iterator[None]:
    """Have everything go through the clock, at its own instant and kind."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Clock, "nobody_before", lambda clock, kind, turn: False)
        patch.setattr(Call, "arriving", property(lambda call: False, lambda call, value: None))
        yield


class Happenings(Chooser):
    """Events of which the random worlds have few: transfers, pickups, hang-ups, invitations."""

    def __init__(self, seed: int, users: list[str]) -> None:
        super().__init__(Seeded(seed))
        self.users = users

    def event(self) -> Page:
        page = {"at": self.pick(MOMENTS), "do": self.pick(("transfer", "transfer", "hang_up", "pickup", "invite"))}
        if page["do"] == "invite":
            return {**page, "conference": "750", "to": self.pick(self.users)}
        page["user"] = self.pick(self.users)
        if page["do"] == "pickup":
            page["target"] = self.pick(self.users)
        if page["do"] == "transfer":
            page.update(to=self.pick([*self.users, *ELSEWHERE]), kind=self.pick(("blind", "attended")))
        return page


def eventful(seed: int) -> World:
    """Build a world in which people also transfer, pick up, hang up and are invited."""
    world = service_world(Seeded(seed))
    users = [user["extension"] for user in world.pbx["users"]]
    happenings = Happenings(seed, users)
    events = [*world.script.get("events", []), *(happenings.event() for _ in range(6))]
    pbx = {**world.pbx, "pickup_groups": [{"name": "Everybody", "members": users}]}
    return World(pbx, {**world.script, "events": events})


@pytest.mark.parametrize("first", range(0, 800, 100))
def test_what_is_handled_in_line_comes_in_the_order_of_rule_1_2(first: int) -> None:
    for seed in range(first, first + 100):
        world = eventful(seed)
        in_line = engine.play(world.system, world.calls)
        with nothing_in_line():
            one_by_one = engine.play(world.system, world.calls)
        assert in_line == one_by_one, world


def test_processes_of_simpy_run_on_the_same_clock() -> None:
    clock, log = Clock(), []

    def process() -> Iterator[Event]:
        for _ in range(2):
            yield clock.timeout(3)
            log.append(("process", clock.now))

    clock.process(process())
    for at, kind in ((3, order.SOMETHING_ENDS), (5, order.CALL_ARRIVES)):
        clock.at(at, kind, 0, lambda _: log.append(("ours", clock.now)))
    clock.run()
    assert log == [("process", 3), ("ours", 3), ("ours", 5), ("process", 6)]


def test_what_fails_in_a_process_of_simpy_is_not_lost() -> None:
    clock = Clock()

    def process() -> Iterator[Event]:
        yield clock.timeout(1)
        raise PlayError("this")

    clock.process(process())
    with pytest.raises(PlayError, match="this"):
        clock.run()


def test_what_is_done_at_one_instant_comes_by_kind_then_turn_then_place_then_as_it_was_noted() -> None:
    clock, log = Clock(), []
    first, second = Agenda(clock, 1), Agenda(clock, 2)
    second.add(5, order.RING_STARTS, (), log.append, "another's turn")
    first.add(5, order.RING_STARTS, (1, 2), log.append, "place (1, 2)")
    first.add(5, order.RING_STARTS, (1,), log.append, "place (1,)")
    first.add(5, order.RING_STARTS, (1,), log.append, "place (1,), noted later")
    clock.foresee(iter([(5, order.CALL_ARRIVES, 0, (), 0, {}, log.append, "foreseen")]))
    first.add(5, order.DEADLINE, (), log.append, "another kind")
    clock.run()
    assert log == [
        "another kind",
        "place (1,)",
        "place (1,), noted later",
        "place (1, 2)",
        "another's turn",
        "foreseen",
    ]


def test_what_has_been_struck_out_is_not_done_and_leaves_the_heap_in_time() -> None:
    clock, log = Clock(), []
    agenda = Agenda(clock, 0)
    for place in range(3_000):
        agenda.add(place, order.DEADLINE, (place % 3, 7), log.append, place)
    agenda.drop((1,))
    agenda.drop((2,))
    clock.foresee(iter([(0, order.SOMETHING_ENDS, -1, (), 0, {}, lambda _: None, None)]))
    clock.step()
    assert len(clock.heap) == 1_000
    clock.run()
    assert log == list(range(0, 3_000, 3))
