"""What is handled in line, without asking the clock, comes in the order in which the clock would have handed it out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from heapq import heappop

import pytest
from simpy import Event

from routesim import engine
from routesim.engine import order
from routesim.engine.agenda import Agenda, Clock, Timer
from routesim.engine.call import Call
from routesim.errors import PlayError
from tests.service_strategies import service_world
from tests.strategies import Chooser, Page, Seeded, World

MOMENTS = (5, 0, 0.3, 2.5, 10, 15, 20, 25, 40)
ELSEWHERE = ("700", "701", "750", "751", "900", "+32470000101")


@contextmanager
def nothing_in_line() -> Iterator[None]:
    """Have every single item wait for a turn of its own on the clock, at its own instant and kind."""
    asked: dict[Agenda, tuple[int, int]] = {}
    wake = Agenda.wake

    def one_item(agenda: Agenda) -> None:
        if agenda.items and agenda.items[0][:2] == asked.pop(agenda, None):
            item = heappop(agenda.items)
            item[4](item[5])
        agenda.wake()

    def note_and_wake(agenda: Agenda) -> None:
        wake(agenda)
        if agenda.items:
            asked[agenda] = agenda.items[0][:2]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Agenda, "due", one_item)
        patch.setattr(Agenda, "wake", note_and_wake)
        patch.setattr(Clock, "nobody_before", lambda clock, kind, order: False)
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
    clock.ask(Timer(lambda: log.append(("timer", clock.now))), 3, order.SOMETHING_ENDS, 0)
    clock.ask(Timer(lambda: log.append(("timer", clock.now))), 5, order.CALL_ARRIVES, 0)
    clock.run()
    assert log == [("process", 3), ("timer", 3), ("timer", 5), ("process", 6)]


def test_what_fails_in_a_process_of_simpy_is_not_lost() -> None:
    clock = Clock()

    def process() -> Iterator[Event]:
        yield clock.timeout(1)
        raise PlayError("this")

    clock.process(process())
    with pytest.raises(PlayError, match="this"):
        clock.run()


def test_of_several_turns_asked_for_only_the_last_is_given() -> None:
    clock, log = Clock(), []
    timer = Timer(lambda: log.append(clock.now))
    for at in (7, 2, 5):
        clock.ask(timer, at, order.DEADLINE, 0)
    clock.run()
    assert log == [5]
