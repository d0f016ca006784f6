"""Completeness: every witness is a calls file that plays to its ending, and every bound of a wait is attained."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from routesim.engine import play
from routesim.exploration.exploring import Explorer
from routesim.exploration.survey import LONGEST
from routesim.exploration.witnesses import Rehearsal
from routesim.files import check_calls
from routesim.model.system import PhoneSystem
from routesim.result.exploration import Ending
from routesim.result.records import CallRecord
from tests.service_strategies import service_worlds
from tests.strategies import World, worlds
from tests.worlds import system_of

EXAMPLES = settings().max_examples


@settings(max_examples=EXAMPLES // 2)
@given(st.one_of(worlds(), service_worlds()))
def test_every_witness_plays_to_its_ending(world: World) -> None:
    explorer = Explorer(world.system)
    for number in explorer.numbers():
        for ending in explorer.explore(number).endings:
            record = replayed(world.system, ending)
            assert (record.outcome.value, record.by) == (ending.outcome, ending.by)
            assert record.reason == (None if ending.reason == "unending" else ending.reason)
            low, high = ending.waited
            assert low <= record.waited <= (record.waited if high is None else high)


def replayed(system: PhoneSystem, ending: Ending) -> CallRecord:
    """Play the witness of *ending* as somebody would who reads it from a file."""
    calls = check_calls(json.loads(json.dumps(ending.witness)), system)
    return play(system, calls).calls[-1]


@settings(max_examples=EXAMPLES // 4)
@given(st.one_of(worlds(), service_worlds()))
def test_every_bound_of_a_wait_is_attained(world: World) -> None:
    assert_attained(world.system)


def test_agents_who_keep_away_from_a_queue_do_not_hold_up_what_follows() -> None:
    assert_attained(
        system_of("""
            users:
              - extension: 101
                forwarding: {busy: {destinations: [{to: 103, ring: [0, 10]}, {to: 102, ring: [0, 10]}]}}
              - {extension: 102, forwarding: {busy: {destinations: [{to: 103, ring: [3, 10]}]}}}
              - {extension: 103}
            queues:
              - {name: Q, extension: 700, max_wait: 5, static_agents: [101, 102],
                 overflow: {type: extension, extension: 101}}
        """)
    )


def test_one_phone_may_be_listed_twice_at_once_by_different_numbers() -> None:
    assert_attained(
        system_of("""
            users:
              - extension: 101
                forwarding: {busy: {destinations: [{to: "+3225880100", ring: [20, 20.1]}, {to: 101, ring: [20, 40]}]}}
            incoming_numbers:
              - {number: "+3225880100", destination: {type: extension, extension: 101}}
        """)
    )


def test_a_colleague_who_is_listed_twice_at_once_forwards_twice_at_once() -> None:
    assert_attained(
        system_of("""
            users:
              - extension: 101
                forwarding: {busy: {destinations: [{to: 102, ring: [0, 0.1]}, {to: 102, ring: [0, 15]}]}}
              - {extension: 102, ring_time: 0.1, forwarding: {no_answer: {destinations: [{to: 103, ring: [0, 20]}]}}}
              - {extension: 103}
        """)
    )


def assert_attained(system: PhoneSystem) -> None:
    explorer = Explorer(system)
    for number in explorer.numbers():
        survey = explorer.survey(number)
        if not survey.exact:
            continue
        rehearsal = Rehearsal(survey.scope, explorer.preferred)
        for ending, ways in survey.ways.items():
            for way, waited in zip((ways.least, ways.greatest), ways.waited, strict=True):
                if waited < LONGEST and not way.goes_round:
                    witness = rehearsal.witness(ending, way, waited)
                    assert witness is not None, (number, ending, waited)
                    assert wait_of(system, witness.page) == waited


def wait_of(system: PhoneSystem, page: dict[str, Any]) -> int:
    return round(play(system, check_calls(page, system)).calls[-1].waited * 1_000_000)
