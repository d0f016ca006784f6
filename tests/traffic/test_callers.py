"""Who calls: numbers, conversations, patience, keys; each from a stream of its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice, pairwise
from math import sqrt
from typing import Any

from routesim.engine.habits import chance
from routesim.engine.offered import Offered
from routesim.files.staffing import with_agents
from routesim.model.demand import Demand, ReadCall, Replayed
from routesim.model.numbers import is_e164
from routesim.traffic.callers import Callers
from routesim.traffic.streams import Streams
from tests.traffic.worlds import call_centre, system, users, workload

SECOND = 1_000_000
OFFICE = system(users(3))


def offered(count: int = 2_000, seed: int = 1, retries: Any = None, **demand: Any) -> list[Offered]:
    """The first calls of a demand."""
    return list(islice(drawn(callers(seed, retries, **demand)), count))


def drawn(everybody: Callers) -> Iterator[Offered]:
    return chain.from_iterable(everybody.calls())


def callers(seed: int = 1, retries: Any = None, **demand: Any) -> Callers:
    page = {"duration": "100d", "arrivals": [{"to": "101", "per_hour": 60, **demand}], "retries": retries}
    traffic = workload(OFFICE, talk={"exponential": 60}, patience={"uniform": [10, 20]}, **page)
    return Callers(OFFICE, traffic, Streams(seed, 0))


def test_callers_from_outside_have_a_fresh_mobile_number_each() -> None:
    numbers = {call.from_ for call in offered()}
    assert len(numbers) > 1_990
    assert all(is_e164(number) and number.startswith("+324") for number in numbers)


def test_callers_are_drawn_from_a_list() -> None:
    calls = offered(**{"from": ["102", "withheld", "+32470123456"]})
    counts = [sum(call.from_ == who for call in calls) for who in ("102", "withheld", "+32470123456")]
    assert sum(counts) == len(calls)
    assert all(abs(count - len(calls) / 3) < 5 * sqrt(len(calls) * 2 / 9) for count in counts)


def test_nobody_inside_calls_himself() -> None:
    assert {call.from_ for call in offered(**{"from": "internal"})} == {"102", "103"}
    pairs = {(call.from_, call.to) for call in offered(**{"from": "internal", "to": "internal"})}
    assert pairs == {(a, b) for a in ("101", "102", "103") for b in ("101", "102", "103") if a != b}


def test_who_is_added_changes_no_other_call() -> None:
    """A new user gets a share of the calls among users, and the others stay as they were."""

    def parties(number: int) -> list[tuple[str, str]]:
        office = system(users(number))
        page = {"duration": "100d", "arrivals": [{"to": "internal", "from": "internal", "per_hour": 60}]}
        return [
            (call.from_, call.to)
            for call in islice(drawn(Callers(office, workload(office, **page), Streams(1, 0))), 4_000)
        ]

    before, after = parties(9), parties(10)
    changed = [pair for pair, same in zip(after, before, strict=True) if pair != same]
    assert all("110" in pair for pair in changed)
    assert abs(len(changed) / 4_000 - 0.2) < 0.03


def test_agents_who_are_tried_out_take_no_part_in_calls_among_users() -> None:
    phones = call_centre(3)
    more = with_agents(phones, phones.queues[0], 6)
    page = {"duration": "10d", "arrivals": [{"to": "internal", "from": "internal", "per_hour": 60}]}
    few, many = ([*drawn(Callers(one, workload(one, **page), Streams(1, 0)))] for one in (phones, more))
    assert few == many


def test_conversations_and_patience_are_distributed_as_said() -> None:
    calls = offered(4_000)
    assert abs(sum(call.talk for call in calls) / SECOND / len(calls) - 60) < 5 * 60 / sqrt(len(calls))
    assert all(10 <= call.patience / SECOND <= 20 for call in calls)
    assert {call.talk for call in offered(10, talk=5)} == {5 * SECOND}
    assert {call.patience for call in offered(10, patience="never")} == {10_000_000 * SECOND}


def test_keys_are_pressed_with_their_probabilities() -> None:
    calls = offered(presses=[{"1": 0.5, "2": 0.3, "none": 0.2}, "9"])
    first = [call.presses[0] for call in calls]
    shares = [sum(press.keys == key and press.after == 2 for press in first) / len(first) for key in "12"]
    assert abs(shares[0] - 0.5) < 0.06
    assert abs(shares[1] - 0.3) < 0.06
    assert all(press.after == 2 or press.after > 1_000 for press in first)
    assert {call.presses[1].keys for call in calls} == {"9"}
    assert {call.presses for call in offered(10)} == {()}


def test_one_purpose_does_not_shift_another() -> None:
    plain, keyed = offered(200), offered(200, presses={"1": 0.5, "none": 0.5}, talk=5, **{"from": ["102"]})
    assert [call.at for call in plain] == [call.at for call in keyed]
    assert [call.patience for call in plain] == [call.patience for call in keyed]
    assert [call.key for call in plain] == [call.key for call in keyed]


def test_calls_of_several_demands_come_in_the_order_of_time() -> None:
    arrivals = [{"to": "101", "at": [5, 10]}, {"to": "102", "at": [5, 7]}]
    traffic = workload(OFFICE, duration="1d", arrivals=arrivals)
    calls = list(drawn(Callers(OFFICE, traffic, Streams(1, 0))))
    assert [(call.at, call.to, call.demand) for call in calls] == [
        (5_000_000, "101", 0),
        (5_000_000, "102", 1),
        (7_000_000, "102", 1),
        (10_000_000, "101", 0),
    ]


def test_some_of_those_who_did_not_get_through_try_again() -> None:
    retries = {"after": ["busy"], "probability": 0.3, "wait": 60, "most": 2}
    everybody = callers(retries=retries)
    calls = list(islice(drawn(everybody), 3_000))
    again = [everybody.again(call, "busy", call.at + 1_000_000) for call in calls]
    later = [call for call in again if call is not None]
    assert abs(len(later) / len(calls) - 0.3) < 5 * sqrt(0.21 / len(calls))
    before = {id(call): first for first, call in zip(calls, again, strict=True) if call is not None}
    for call in later:
        first = before[id(call)]
        assert (call.at, call.from_, call.talk, call.tries) == (first.at + 61_000_000, first.from_, first.talk, 1)
        assert call.key != first.key
    assert all(everybody.again(call, "abandoned", call.at) is None for call in calls)
    assert callers().again(calls[0], "busy", 0) is None


def test_nobody_tries_too_often_or_after_the_end() -> None:
    everybody = callers(retries={"after": ["busy"], "wait": 60, "most": 2})
    call: Offered | None = next(drawn(everybody))
    tries = []
    while call is not None:
        tries.append(call.tries)
        call = everybody.again(call, "busy", call.at)
    assert tries == [0, 1, 2]
    assert everybody.again(next(drawn(everybody)), "busy", 100 * 86_400_000_000) is None


def test_recorded_calls_come_again_with_their_callers_and_conversations() -> None:
    """Two at one instant keep their order; who did not talk then talks as others do."""
    recorded = (ReadCall(5_000_000, "+32470112233", 30.0), ReadCall(5_000_000, "withheld", None))
    demand = Demand(to="101", records=Replayed(file="x", calls=recorded))
    traffic = workload(OFFICE, duration="1d", arrivals=[{"to": "101", "at": [3]}], talk=9)
    traffic = traffic.model_copy(update={"arrivals": (demand,)})
    calls = list(drawn(Callers(OFFICE, traffic, Streams(1, 0))))
    assert [(call.at, call.from_, call.talk) for call in calls] == [
        (5_000_000, "+32470112233", 30_000_000),
        (5_000_000, "withheld", 9_000_000),
    ]


def test_looked_up_chances_are_even_and_independent() -> None:
    chances = [chance(key * 0x1234567 + 99, number) for key in range(100) for number in range(100)]
    assert abs(sum(chances) / len(chances) - 0.5) < 5 / sqrt(12 * len(chances))
    for tenth in range(10):
        share = sum(tenth <= 10 * u < tenth + 1 for u in chances) / len(chances)
        assert abs(share - 0.1) < 5 * sqrt(0.09 / len(chances))
    lagged = sum((a - 0.5) * (b - 0.5) for a, b in pairwise(chances)) / len(chances)
    assert abs(lagged) < 5 / (12 * sqrt(len(chances)))
