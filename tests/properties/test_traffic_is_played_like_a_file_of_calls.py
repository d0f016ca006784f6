"""Traffic that leaves nothing to chance goes the same ways, at the same times, as a file of the same calls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from routesim import engine
from routesim.engine.exchange import Installation
from routesim.engine.flow import Flow, Staff
from routesim.engine.offered import Offered, OfferedCall
from routesim.engine.recording import record
from routesim.model.calls import Calls
from routesim.model.people import Person, Reaction
from routesim.model.workload import PersonHabit
from routesim.result.records import CallRecord, QueueEvent
from routesim.routing.steps import microseconds
from tests.service_strategies import service_worlds
from tests.strategies import World, worlds

SECOND = 1_000_000


class Collector:
    """Keeps the records of calls, in the order in which they were placed, and the events in queues."""

    def __init__(self) -> None:
        self.records: dict[int, CallRecord] = {}
        self.events: list[QueueEvent] = []

    def ended(self, calls: Sequence[OfferedCall]) -> None:
        self.records |= {call.index: record(call) for call in calls}

    def queue_event(self, event: QueueEvent) -> None:
        self.events.append(event)


def told(page: Reaction) -> dict[str, Any]:
    """What an entry says, as a workload says it: always the same, whoever calls how often."""
    said = {name: getattr(page, name) for name in page.model_fields_set - {"attempts", "busy_until"}}
    said = {name: "never" if value is None else value for name, value in said.items()}
    if "devices" in said:
        said["devices"] = {name: told(device) for name, device in said["devices"].items()}
    return said


def bare(record: CallRecord) -> CallRecord:
    """A record without what files alone give: ids, expectations, devices, and how things stand in a queue."""
    rang = tuple(ring._replace(devices=()) for ring in record.rang)
    notes = tuple(note for note in record.notes if not note.text.startswith("is number "))
    return record._replace(id="", expectation=None, scene=None, rang=rang, notes=notes)


@given(st.one_of(worlds(), service_worlds()))
def test_traffic_without_chance_is_played_like_a_file_of_calls(world: World) -> None:
    entries = {who: told(person) for who, person in world.calls.people.items()}
    people = {who: Person.model_validate(entry) for who, entry in entries.items()}
    calls = world.calls.model_copy(update={"people": people, "events": ()})
    habits = {who: PersonHabit.model_validate(entry) for who, entry in entries.items()}
    placed = sorted(calls.calls, key=lambda call: round(call.at * SECOND))
    collector = Collector()
    frame = Calls(start=calls.start, seed=calls.seed)
    flow = Flow(Installation(world.system), frame, Staff(habits, lambda _: 0, (), {}), collector, [])
    flow.report = collector.queue_event
    offered = [
        Offered(microseconds(call.at), 0, call.from_, call.to, talk, patience, call.presses, place)
        for place, call in enumerate(placed)
        for talk, patience in [(microseconds(call.talk), microseconds(call.patience))]
    ]
    flow.run([offered], 0)
    play = engine.play(world.system, calls)
    in_time = sorted(play.calls, key=lambda call: round(call.at * SECOND))
    assert [bare(collector.records[place]) for place in sorted(collector.records)] == [bare(call) for call in in_time]
    assert [event[:3] for event in collector.events] == [event[:3] for event in play.queue_events]
