"""Exploring tiny systems finds what playing every world of a grid finds: the same endings, the same waits."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, reject, settings

from routesim.exploration import explore
from routesim.model.system import PhoneSystem
from tests.exploration.brute_force import OUTSIDE, BruteForce, Fate, Found, TooManyWorlds, World, backgrounds
from tests.exploration.tiny import CALLERS, STARTS, tiny_services, tiny_systems

EXAMPLES = settings().max_examples
AGENTS = ("108", "109")
GRID = 3.0
"""So far may bounds lie apart where reactions are tried at few moments only, in seconds."""
Waits = dict[Fate, tuple[float, float | None]]


@given(tiny_systems())
def test_calls_to_a_user_end_as_some_world_has_them_end_and_wait_as_long(system: PhoneSystem) -> None:
    assert_alike(explored(system, "101"), played(BruteForce(system, "101")).waits)


@settings(max_examples=EXAMPLES // 4)
@given(tiny_systems())
def test_so_do_calls_by_colleagues_whose_own_phones_are_in_the_way(system: PhoneSystem) -> None:
    hands = BruteForce(system, "102", ["101"], backgrounds=own_phone(system, "101"))
    assert_alike(explored(system, "102", "101"), played(hands).waits, own="101")


@settings(max_examples=EXAMPLES // 2)
@given(tiny_services())
def test_so_do_calls_to_a_dial_plan(system: PhoneSystem) -> None:
    kinds = {element.type for plan in system.dial_plans for element in plan.elements.values()}
    callers = CALLERS if kinds & {"dispatcher", "access_list"} else CALLERS[:1]
    administrator = system.conferences[0].administrator
    if "conference" in kinds and administrator is not None:
        callers = (*callers, administrator)
    starts = STARTS if "time_condition" in kinds else STARTS[:1]
    meanwhile = backgrounds(system) if kinds & {"queue", "conference"} else [World()]
    assert_alike(explored(system, "900"), played(BruteForce(system, "900", callers, starts, meanwhile)).waits)


def own_phone(system: PhoneSystem, caller: str) -> list[World]:
    """All that the caller's own phone may do at its first two calls: how it rings is in no record."""
    (user,) = (user for user in system.users if user.extension == caller)
    acts = [{"state": state} for state in ("idle", "offline", "dnd", "busy")]
    if user.multiple_calls:
        times = (0, 0.999999, 1, 1.999999, 2.999999)
        acts += [{"state": "idle", act: at} for act, at in product(("answers_after", "rejects_after"), times)]
        acts += [{"state": "idle", "goes_away_after": at} for at in (0.999999, 1.999999)]
    return [World(people={caller: {"attempts": [*both]}}) for both in product(acts, repeat=2)]


def explored(system: PhoneSystem, number: str, from_: str | None = None) -> Waits:
    (found,) = explore(system, [number], from_=from_).numbers
    assert found.complete
    kinds = {(ending.outcome, ending.by, ending.reason): ending.waited for ending in found.endings}
    return {
        (outcome, by, None if outcome == "abandoned" else why): waits for (outcome, by, why), waits in kinds.items()
    }


def played(hands: BruteForce) -> Found:
    try:
        return hands.run()
    except TooManyWorlds:
        reject()


def assert_alike(explored: Waits, played: dict[Fate, tuple[float, float]], own: str | None = None) -> None:
    """The same endings; no wait beyond the bounds, and bounds that some world comes near."""
    refused = ("rejected", None, "logged_out")
    assert explored.keys() - {refused} == played.keys() - {refused}
    for fate in explored.keys() - {refused}:
        (low, high), (least, greatest) = explored[fate], played[fate]
        grid = GRID if own is not None or fate[1] in AGENTS or fate[0] == "conference" else 0.00001
        assert low <= least <= low + (GRID if own is not None else 0.00001), fate
        assert high is None or high - grid <= greatest <= high, fate


def test_a_system_that_is_not_tiny_is_refused() -> None:
    page = {
        "settings": {"timezone": "Europe/Brussels", "country": "BE"},
        "users": [
            {"extension": "101", "name": "101", "forwarding": {"no_answer": {"destinations": [{"to": OUTSIDE}]}}}
        ],
    }
    with pytest.raises(TooManyWorlds):
        BruteForce(PhoneSystem.model_validate(page), "101", most=20).run()
