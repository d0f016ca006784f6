"""Offered load against agents: told before anything is simulated, and only as far as it can be told."""

from __future__ import annotations

from typing import Any

import pytest

from routesim.model.distributions import Constant, Exponential, Lognormal, Sometimes, Uniform
from routesim.model.system import PhoneSystem
from routesim.routing.router import Router
from routesim.traffic.load import load_remarks, offered_load
from routesim.traffic.simulation import Plan, simulate
from routesim.traffic.ways import outlasting, ways
from tests.benchmarks.stations import system
from tests.traffic.worlds import LINE, call_centre, users, workload

CENTRE = call_centre(4)


def test_the_offered_load_is_that_of_the_busiest_time() -> None:
    hours = {"mon": {"08:00-12:00": 40, "12:00-13:00": 15}, "tue": {"10:00-11:00": 50}}
    arrivals = [
        {"to": "700", "per_hour": hours},
        {"to": LINE, "per_hour": {"tue": {"10:30-12:00": 10}}, "talk": 360},
        {"to": "101", "per_hour": 500},
    ]
    page = workload(CENTRE, duration="7d", talk=180, arrivals=arrivals)
    assert offered_load(CENTRE, page, CENTRE.queues[0]) == pytest.approx(50 * 180 / 3600 + 10 * 360 / 3600)
    monday = workload(CENTRE, duration="1d", talk=180, arrivals=arrivals)
    assert offered_load(CENTRE, monday, CENTRE.queues[0]) == pytest.approx(40 * 180 / 3600)


def test_a_pause_after_each_call_keeps_agents_too() -> None:
    phones = call_centre(4, wrap_up=30)
    page = workload(phones, duration="1h", talk=60, arrivals=[{"to": "700", "per_hour": 100}])
    assert offered_load(phones, page, phones.queues[0]) == pytest.approx(2.5)


# --- behind menus, hours, switches ---------------------------------------------------------------------------------


def behind(elements: dict[str, Any], agents: int = 4, **pages: Any) -> PhoneSystem:
    """Two queues behind a dial plan."""
    people = users(agents)
    names = [user["extension"] for user in people]
    queues = [{"name": f"Queue {n}", "extension": str(n), "static_agents": names} for n in (700, 710)]
    entry = {"number": LINE, "destination": {"type": "dial_plan", "dial_plan": "Front"}}
    plan = {"name": "Front", "extension": "900", "start": "start", "elements": {**QUEUES, **elements}}
    greetings = [{"name": "Hello", "duration": 10}]
    return system(people, queues=queues, dial_plans=[plan], incoming_numbers=[entry], audio_messages=greetings, **pages)


QUEUES = {
    "sales": {"type": "queue", "queue": "700", "next": "gone"},
    "help": {"type": "queue", "queue": "710", "next": "gone"},
    "gone": {"type": "hang_up"},
}
MENU = {"type": "menu", "greeting": "Hello", "timeout": 5, "keys": {"1": "sales", "2": "help"}, "invalid": "gone"}


def loads(phones: PhoneSystem, **page: Any) -> list[float]:
    """What the two queues are offered, 100 calls an hour of a minute each, or as *page* says."""
    arrivals = [{"to": LINE, "per_hour": 100, **page.pop("demand", {})}]
    asked = workload(phones, **{"duration": "7d", "talk": 60, "patience": "never", "arrivals": arrivals, **page})
    return [round(offered_load(phones, asked, queue), 6) for queue in phones.queues]


def test_keys_take_callers_to_queues_by_their_probability() -> None:
    phones = behind({"start": {**MENU, "no_input": "help"}})
    demand = {"presses": {"1": 0.6, "2": 0.18, "3": 0.12, "none": 0.1}}
    assert loads(phones, demand=demand) == pytest.approx([0.6 * 100 / 60, 0.28 * 100 / 60], abs=1e-5)


def test_who_keys_nothing_hears_the_next_prompt_with_the_next_keys() -> None:
    phones = behind({"start": {**MENU, "no_input": "again"}, "again": {**MENU, "no_input": "gone"}})
    demand = {"presses": [{"1": 0.5, "none": 0.5}, {"2": 0.8, "none": 0.2}]}
    assert loads(phones, demand=demand) == pytest.approx([0.5 * 100 / 60, 0.4 * 100 / 60], abs=1e-5)


def test_a_menu_that_repeats_itself_ends_with_the_callers_who_key_something() -> None:
    phones = behind({"start": {**MENU, "no_input": "start"}})
    assert loads(phones, demand={"presses": [{"none": 1}, {"1": 1}]}) == pytest.approx([100 / 60, 0], abs=1e-5)
    assert loads(phones) == [0, 0]


def test_who_loses_patience_at_the_prompt_does_not_get_there() -> None:
    """Ten seconds of greeting, then two until a key, or five of silence."""
    phones = behind({"start": {**MENU, "no_input": "help"}})
    demand = {"presses": {"1": 0.5, "none": 0.5}}
    assert loads(phones, demand=demand, patience={"uniform": [10, 30]}) == pytest.approx(
        [0.9 * 50 / 60, 0.75 * 50 / 60], abs=1e-5
    )


def test_hours_decide_who_gets_there_when() -> None:
    """Open from 9 to 17; the rate is higher before."""
    condition = {"type": "time_condition", "hours": "09:00-16:59", "days": "mon-fri", "true": "sales", "false": "help"}
    phones = behind({"start": condition})
    hours = {"per_hour": {"mon-fri": {"08:00-12:00": 60, "12:00-20:00": 30}, "sat": {"00:00-24:00": 6}}}
    assert loads(phones, demand=hours) == [1.0, 1.0]
    assert loads(phones, demand=hours, start="2026-11-28T00:00:00", duration="1d") == [0, 0.1]


def test_switches_stand_as_they_are_configured() -> None:
    choice = {"type": "switch", "switch": "Night", "active": "help", "inactive": "sales"}
    for state, expected in (("yes", [0, 100 / 60]), ("no", [100 / 60, 0])):
        phones = behind({"start": choice}, switches=[{"name": "Night", "state": state}])
        assert loads(phones) == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        ({"type": "call", "to": "101", "next": "sales"}, 0),
        ({"type": "dispatcher", "lines": [{"name": "a", "pattern": "0470*", "next": "sales"}], "unknown": "help"}, 0),
        ({"type": "digital_receptionist", "timeout": 5, "invalid": "sales"}, 100 / 60),
        ({"type": "call", "to": "700", "next": "help"}, 100 / 60),
    ],
)
def test_nothing_is_told_of_what_depends_on_phones_or_on_the_caller(element: dict[str, Any], expected: float) -> None:
    assert loads(behind({"start": element})) == pytest.approx([expected, 0], abs=1e-5)


def test_as_many_get_there_as_the_ways_say() -> None:
    phones = behind({"start": {**MENU, "no_input": "again"}, "again": {**MENU, "no_input": "help"}})
    demand = {"to": LINE, "per_hour": 400, "presses": [{"1": 0.3, "2": 0.2, "none": 0.5}, {"1": 0.4, "none": 0.6}]}
    patience = {"exponential": 60}
    page = workload(phones, duration="10h", talk=1, patience=patience, arrivals=[demand], replications=20)
    found = simulate(phones, page, Plan(workers=1))
    calls = found.figure("number", LINE, "calls").mean
    for queue in ("700", "710"):
        figure = found.figure("queue", queue, "calls")
        expected = calls * sum(
            way.probability * outlasting(Exponential(60), way.after / 1e6)
            for way in ways(Router(phones), page.arrivals[0])
            if way.queue == queue
        )
        assert figure.low is not None
        assert figure.high is not None
        assert figure.low <= expected <= figure.high


# --- against agents ------------------------------------------------------------------------------------------------


def test_numbers_that_nobody_has_are_told() -> None:
    def told(to: str, from_: Any = "external") -> list[str]:
        return remarks(CENTRE, arrivals=[{"to": to, "from": from_, "at": [0]}])

    outside = "+3225889999 is no incoming number: what comes of calls to it from outside is decided elsewhere"
    assert told("555") == ["nobody has the number 555"]
    assert told("+3225889999") == told("+3225889999", ["101", "+32470123456"]) == [outside]
    assert told("+3225889999", "internal") == told("+3225889999", ["101"]) == []
    assert told(LINE) == told("101") == told("internal", "internal") == []


def test_what_a_draft_alone_gives_cause_for_is_told_as_such() -> None:
    draft = CENTRE.model_copy(update={"incoming_numbers": ()})
    page = workload(CENTRE, duration="1h", arrivals=[{"to": LINE, "at": [0]}])
    assert simulate(CENTRE, page, Plan(1, workers=1), draft).remarks == (
        f"with the draft, {LINE} is no incoming number: what comes of calls to it from outside is decided elsewhere",
    )
    assert simulate(CENTRE, page, Plan(1, workers=1), CENTRE).remarks == ()


def test_who_is_there_on_one_side_only_is_told() -> None:
    page = workload(CENTRE, duration="1h", arrivals=[{"to": LINE, "at": [0]}])
    assert simulate(CENTRE, page, Plan(1, workers=1), call_centre(5)).remarks == (
        "only with the draft there is User 105 (105): not compared",
    )
    entry = {"number": LINE, "destination": {"type": "extension", "extension": "710"}}
    moved = system(users(2), queues=[{"name": "Support", "extension": "710"}], incoming_numbers=[entry])
    assert simulate(CENTRE, page, Plan(1, workers=1), moved).remarks == (
        "only without the draft there are Support (700), User 103 (103) and User 104 (104): not compared",
        "only with the draft there is Support (710): not compared",
    )


def remarks(phones: PhoneSystem, people: dict[str, Any] | None = None, **page: Any) -> list[str]:
    """People answer at once, unless they are said not to be there."""
    given = people or {}
    people = given | {"default": {"answers_after": 0} | given.get("default", {})}
    found = load_remarks(phones, workload(phones, **{"duration": "7d", "talk": 180, "people": people, **page}))
    return [remark for remark in found if "never answer" not in remark]


def test_a_queue_behind_a_menu_that_is_offered_too_much_is_told_of() -> None:
    phones = behind({"start": {**MENU, "no_input": "gone"}})
    arrivals = [{"to": LINE, "per_hour": 200, "presses": {"1": 0.25, "2": 0.75}}]
    assert remarks(phones, arrivals=arrivals, patience="never") == [
        "the queue Queue 710 (710) is offered 7.5 erlangs for 4 agents: it grows without bound"
    ]


def test_agents_count_while_they_are_there() -> None:
    """Two of four have lunch from 12 to 13 o'clock, one is ill."""
    day = {"mon-fri": "08:00-17:00"}
    lunch = {"mon-fri": ["08:00-12:00", "13:00-17:00"]}
    people = {"default": {"shift": day}, "101": {"shift": lunch}, "102": {"shift": lunch}, "103": {"state": "offline"}}
    arrivals = [{"to": "700", "per_hour": {"mon-fri": {"08:00-17:00": 50}}}]
    told = "the queue Support (700) is offered 2.5 erlangs for 1 agent (Monday, 12:00, to 13:00)"
    assert remarks(CENTRE, people=people, arrivals=arrivals) == [
        f"{told}: callers are lost by giving up or waiting too long"
    ]
    grows = remarks(CENTRE, people=people, arrivals=arrivals, patience="never")
    assert grows == [f"{told}: it grows for as long as that lasts"]


def test_dynamic_agents_count_who_log_in() -> None:
    queue = {"name": "Support", "extension": "700", "static_agents": ["101"], "dynamic_agents": ["102"]}
    phones = system(users(2), queues=[queue])
    arrivals = [{"to": "700", "per_hour": 30}]
    assert "1.5 erlangs for 1 agent:" in remarks(phones, arrivals=arrivals)[0]
    assert remarks(phones, arrivals=arrivals, people={"102": {"logs_in_to": ["700"]}}) == []


@pytest.mark.parametrize(
    ("people", "told"),
    [
        ({"default": {"answers_after": 2}}, None),
        ({"default": {"devices": {"desk": {"answers_after": 2}}}}, None),
        ({}, "nobody ever answers: `people` says of no one after how long, see `answers_after`"),
        ({"101": {"answers_after": "never"}}, "nobody ever answers: "),
        ({"101": {"answers_after": 2}}, "of the 4 agents of the queue Support (700) 3 never answer: User 102 (102), "),
        ({"default": {"answers_after": 2}, "103": {"answers_after": "never"}}, "1 never answers: User 103 (103)"),
        ({"default": {"answers_after": 2}, "103": {"state": "dnd"}}, "1 never answers: User 103 (103)"),
    ],
)
def test_agents_who_never_answer_are_told(people: dict[str, Any], told: str | None) -> None:
    page = workload(CENTRE, duration="1h", people=people, arrivals=[{"to": LINE, "per_hour": 20}])
    found = [*load_remarks(CENTRE, page)]
    assert len(found) == (told is not None)
    assert told is None or told in found[0]


@pytest.mark.parametrize(("must", "told"), [(False, 0), (True, 1)])
def test_who_need_not_log_in_counts_as_there(must: bool, told: int) -> None:
    page = {"name": "Support", "extension": "700", "static_agents": ["101"]}
    phones = system(users(1, must_log_in=must), queues=[page])
    found = remarks(phones, people={"101": {"logged_in": False}}, arrivals=[{"to": "700", "per_hour": 1}])
    assert len([remark for remark in found if "for 0 agents" in remark]) == told


def test_who_never_answers_in_a_queue_that_nobody_calls_is_not_told() -> None:
    people = {"102": {"answers_after": 2}}
    page = workload(CENTRE, duration="1h", people=people, arrivals=[{"to": "101", "per_hour": 20}])
    assert not [*load_remarks(CENTRE, page)]


def test_closed_hours_are_no_fault_but_a_queue_without_agents_is() -> None:
    people = {"default": {"shift": {"mon-fri": "08:00-17:00"}}}
    arrivals = [{"to": "700", "per_hour": 3}]
    assert remarks(CENTRE, people=people, arrivals=arrivals) == []
    nobody = {"default": {"state": "offline"}}
    assert "0.1 erlangs for 0 agents" in remarks(CENTRE, people=nobody, arrivals=arrivals)[0]


@pytest.mark.parametrize(
    ("lasting", "seconds", "probability"),
    [
        (Constant(10), 9.9, 1),
        (Constant(10), 10, 0),
        (Constant(None), 1e6, 1),
        (Uniform(10, 20), 12, 0.8),
        (Exponential(10), 10, 0.367879),
        (Lognormal(10, 10), 7.071068, 0.5),
        (Sometimes(0.25, Uniform(0, 10)), 5, 0.625),
    ],
)
def test_the_probability_to_last_longer(lasting: Any, seconds: float, probability: float) -> None:
    assert outlasting(lasting, seconds) == pytest.approx(probability, abs=1e-6)
