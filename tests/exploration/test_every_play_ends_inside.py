"""Soundness: no call of any play ends outside the endings of its number, nor outside the bounds of their waits."""

from __future__ import annotations

from typing import Any

from hypothesis import given, reject, settings
from hypothesis import strategies as st

from routesim import engine
from routesim.errors import BoundExceeded
from routesim.exploration.exploring import Explorer
from routesim.result.exploration import Ending, NumberEndings
from routesim.result.records import CallRecord
from tests.service_strategies import service_worlds
from tests.strategies import World, worlds

HANDS = ("pickup", "transfer", "hang_up", "press_key", "set_switch")
"""Events that are no reaction to the call: exploring leaves them out."""
EXAMPLES = settings().max_examples


@given(worlds())
def test_no_call_to_users_ends_outside_the_endings_of_its_number(world: World) -> None:
    check(world)


@given(service_worlds())
def test_no_call_to_services_ends_outside_the_endings_of_its_number(world: World) -> None:
    check(world)


@settings(max_examples=EXAMPLES // 2)
@given(st.one_of(worlds(), service_worlds()), st.sampled_from((0, 0.1, 300)))
def test_no_caller_is_so_patient_or_impatient_that_a_call_ends_outside(world: World, patience: float) -> None:
    calls = [{**call, "patience": patience} for call in world.script["calls"]]
    check(World(world.pbx, {**world.script, "calls": calls}))


def check(world: World) -> None:
    explorer = Explorer(world.system)
    known: dict[str, NumberEndings] = {}
    try:
        records = engine.play(world.system, without_hands(world).calls).calls
    except BoundExceeded:
        reject()  # a circle that rings thousands of phones
    for record in records:
        if record.to not in known:
            known[record.to] = explorer.explore(record.to)
        found = known[record.to]
        if not found.complete:  # where last resorts of colleagues apply, legs that share a phone may be too much
            assert world.system.settings.forwarded_calls == "full", record.to
            continue
        endings = [ending for ending in found.endings if is_like(record, ending)]
        assert endings, (record, found)
        (ending,) = endings
        low, high = ending.waited
        assert low <= record.waited <= (record.waited if high is None else high), (record, ending)


def without_hands(world: World) -> World:
    events: list[dict[str, Any]] = [event for event in world.script["events"] if event["do"] not in HANDS]
    return World(world.pbx, {**world.script, "events": events})


def is_like(record: CallRecord, ending: Ending) -> bool:
    """Tell whether *record* has ended like *ending*; an abandoned call does not know if it would ever have ended."""
    alike = (record.outcome.value, record.by) == (ending.outcome, ending.by)
    return alike and (record.outcome.value == "abandoned" or record.reason == ending.reason)
