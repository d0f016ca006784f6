"""What is counted, worked out by hand on listed calls."""

from __future__ import annotations

from typing import Any

import pytest

from routesim.model.system import PhoneSystem
from routesim.traffic.ledger import Figures
from routesim.traffic.replication import Trial
from routesim.traffic.tally import Results
from tests.traffic.worlds import call_centre, system, users, workload

MAILBOX = {"voicemail": True}


def results(phones: PhoneSystem, **page: Any) -> Results:
    return Trial(phones, workload(phones, **page)).replicate(0)


def some(figures: Figures, *names: str) -> list[float | None]:
    return [figures.get(name) for name in names]


def test_calls_to_a_user_with_a_mailbox() -> None:
    """101 answers after 5 s and talks 60 s; a second call meanwhile goes to the mailbox for 60 s, a third gives up."""
    forwarding = {"busy": {"voicemail": True}}
    phones = system(users(1, voicemail=True, forwarding=forwarding))
    found = results(
        phones,
        duration=200,
        service_level=5,
        people={"101": {"answers_after": 5}},
        arrivals=[
            {"to": "101", "at": [0, 10]},
            {"to": "101", "at": [100], "patience": 3},
        ],
        talk=60,
    )
    user, number, everything = found["user", "101"], found["number", "101"], found["system", "all"]
    assert some(number, "calls", "share:answered", "share:voicemail", "share:abandoned") == pytest.approx(
        [3, *[1 / 3] * 3]
    )
    assert some(number, "waited:mean", "waited:p50", "waited:p90") == pytest.approx([8 / 3, 3, 5])
    assert some(number, "service_level", "abandoned", "messages") == pytest.approx([1 / 3, 1 / 3, 1])
    assert number["in_progress"] == pytest.approx((65 + 60 + 3) / 200)
    assert everything == number | {"occupancy": user["occupancy"]}
    assert user["occupancy"] == pytest.approx((65 + 3) / 200)
    assert user["in_progress"] == pytest.approx(60 / 200)
    assert some(user, "calls", "messages") == [3, 1]
    assert list(found) == [("system", "all"), ("number", "101"), ("user", "101"), ("hour", "mon 00")]
    assert found["hour", "mon 00"]["in_progress"] == pytest.approx(128 / 200)


def test_calls_through_a_queue() -> None:
    """One agent, who talks 30 s: the first is answered at once, the second waits 20 s, the third waits 10 s in vain."""
    overflow = {"type": "voicemail", "voicemail": "801"}
    phones = call_centre(1, max_wait=25, overflow=overflow)
    found = results(
        phones,
        duration=100,
        talk=30,
        arrivals=[
            {"to": "+3225880100", "at": [0, 10]},
            {"to": "+32 2 588 01 00", "at": [35], "patience": 10},
            {"to": "700", "at": [34]},
        ],
        service_level=19.9,
    )
    queue = found["queue", "700"]
    # 0: 0 s, until 30; 10: 20 s, until 60; 34: 25 s in vain, message 59-89; 35: gives up at 45
    assert some(queue, "calls", "share:answered", "share:voicemail", "share:abandoned") == [4, 0.5, 0.25, 0.25]
    assert some(queue, "waited:mean", "waited:p50", "waited:p95") == pytest.approx([(0 + 20 + 25 + 10) / 4, 10, 25])
    assert some(queue, "service_level", "abandoned", "messages") == [0.25, 0.25, 1]
    assert queue["occupancy"] == pytest.approx(60 / 100)
    assert queue["in_progress"] == pytest.approx((30 + 50 + 25 + 10) / 100)
    assert found["number", "+3225880100"]["calls"] == 3
    assert found["number", "700"]["messages"] == 1


def test_what_is_not_warm_does_not_count() -> None:
    phones = system(users(1))
    page = {"arrivals": [{"to": "101", "at": [0, 50, 150]}], "talk": 100, "people": {"101": {"answers_after": 0}}}
    found = results(phones, duration=200, warm_up=50, **page)
    # in progress 0-100 (taken), 50 (busy, at once), 150-250; counted from 50 to 200
    assert some(found["number", "101"], "calls", "share:answered", "share:busy") == [2, 0.5, 0.5]
    assert found["number", "101"]["in_progress"] == pytest.approx((50 + 50) / 150)
    assert found["user", "101"]["occupancy"] == pytest.approx((50 + 50) / 150)


def test_phones_are_online_during_shifts_only() -> None:
    phones = system(users(2))
    people = {
        "default": {"answers_after": 0, "shift": {"mon": "00:01-00:03"}},
        "102": {"shift": {"mon-sun": "00:00-24:00"}},
    }
    found = results(
        phones,
        duration=300,
        people=people,
        talk=90,
        arrivals=[{"to": "101", "at": [0, 30, 70, 100, 190]}, {"to": "102", "at": [0]}],
    )
    # 101 is online 60-180 and talks 70-160; the others find nobody, or a busy line
    assert some(found["number", "101"], "share:answered", "share:no_answer", "share:busy") == pytest.approx(
        [0.2, 0.6, 0.2]
    )
    assert found["user", "101"]["occupancy"] == pytest.approx(90 / 120)
    assert found["user", "102"]["occupancy"] == pytest.approx(90 / 300)


def test_a_conversation_that_outlasts_the_shift_counts_as_time_online() -> None:
    phones = system(users(1))
    people = {"101": {"answers_after": 0, "shift": {"mon": "00:00-00:01"}}}
    found = results(phones, duration=300, people=people, talk=60, arrivals=[{"to": "101", "at": [30]}])
    assert found["user", "101"]["occupancy"] == pytest.approx(60 / 90)


def test_occupancy_is_told_by_the_hour_of_the_week() -> None:
    """One of two phones talks from 00:45 to 01:15; the other comes at 01:30, and is occupied from 01:45 on."""
    phones = system(users(2))
    people = {"default": {"answers_after": 0}, "102": {"shift": {"mon": "01:30-24:00"}}}
    arrivals = [{"to": "101", "at": [2700], "talk": 1800}, {"to": "102", "at": [6300], "talk": 1800}]
    found = results(phones, duration="2h", people=people, arrivals=arrivals)
    assert found["hour", "mon 00"]["occupancy"] == pytest.approx(15 / 60)
    assert found["hour", "mon 01"]["occupancy"] == pytest.approx((15 + 15) / (60 + 30))
    assert found["system", "all"]["occupancy"] == pytest.approx((30 + 15) / (120 + 30))


def test_whoever_calls_from_inside_is_there_and_free() -> None:
    """102 works for the first minute only: from then on 101 has nobody who calls him, and calls nobody himself."""
    phones = system(users(2))
    people = {"default": {"answers_after": 0}, "102": {"shift": {"mon": "00:00-00:01"}}}
    arrivals = [{"to": "internal", "from": "internal", "at": [*range(0, 600, 5)]}]
    found = results(phones, duration=600, people=people, talk=1, arrivals=arrivals)
    called = {name: figures["calls"] for (kind, name), figures in found.items() if kind == "number"}
    assert sum(called.values()) < 120
    assert found["user", "102"]["occupancy"] <= 1
    assert found["number", "101"]["share:answered"] == 1
    lonely = system(users(1))
    assert (
        results(lonely, duration=60, arrivals=[{"to": "101", "from": "internal", "at": [1, 2]}])["system", "all"][
            "calls"
        ]
        == 0
    )


def test_dynamic_agents_are_logged_in_during_their_shifts() -> None:
    """102 works from 60 to 180 s; whoever calls before or after finds nobody logged in."""
    queue = {"name": "Support", "extension": "700", "dynamic_agents": ["101", "102"], "join_empty": False}
    phones = system(users(2), queues=[queue])
    people = {"default": {"answers_after": 0}, "102": {"shift": {"mon": "00:01-00:03"}, "logs_in_to": ["Support"]}}
    found = results(phones, duration=300, people=people, talk=5, arrivals=[{"to": "700", "at": [10, 70, 170, 190]}])
    assert some(found["queue", "700"], "calls", "share:answered") == [2, 1]
    assert some(found["number", "700"], "share:answered", "share:no_answer") == [0.5, 0.5]
    assert found["user", "102"]["calls"] == 2
    always = results(
        phones,
        duration=300,
        people={"default": {"answers_after": 0}, "101": {"logs_in_to": ["700"]}},
        talk=5,
        arrivals=[{"to": "700", "at": [0, 290]}],
    )
    assert always["queue", "700"]["share:answered"] == 1


def test_hours_of_the_week_have_their_own_calls() -> None:
    found = results(system(users(1)), duration="8d", arrivals=[{"to": "101", "at": [0, 3599, 3600, 604800]}], talk=5)
    assert {key: figures["calls"] for key, figures in found.items() if key[0] == "hour"} == {
        ("hour", "mon 00"): 3,
        ("hour", "mon 01"): 1,
    }


def test_nobody_answers_two_ways_at_once() -> None:
    """What is drawn for several devices and reactions of one person: the first to act decides."""
    phones = system(users(1, devices=["desk", "mobile_app"]))
    people = {
        "101": {
            "answers_after": "never",
            "rejects_after": {"uniform": [8, 9]},
            "devices": {"mobile_app": {"answers_after": {"uniform": [2, 3]}, "rejects_after": "never"}},
        }
    }
    found = results(phones, duration="1d", people=people, talk=1, arrivals=[{"to": "101", "per_hour": 60}])
    number = found["number", "101"]
    assert number["share:answered"] > 0.9
    assert 2 <= number["waited:p50"] <= 3


def test_external_numbers_act_by_chance_too() -> None:
    entry = {"number": "+3225880104", "destination": {"type": "number", "number": "+32470000101"}}
    phones = system(users(1), incoming_numbers=[entry])
    people = {"+32470000101": {"answers_after": {"never": 0.5, "else": 4}, "voicemail_after": 20}}
    found = results(phones, duration="10d", people=people, arrivals=[{"to": "+3225880104", "per_hour": 10}])
    number = found["number", "+3225880104"]
    assert abs(number["share:answered"] - 0.5) < 0.06
    assert number["share:carrier_voicemail"] == pytest.approx(1 - number["share:answered"])


@pytest.mark.parametrize("days", [1, 3])
def test_phones_go_offline_at_the_end_of_the_shift_though_the_last_call_is_over_by_then(days: int) -> None:
    """Online for 100 minutes a day at most, occupied for one; nobody calls after half past nine."""
    people = {"default": {"answers_after": 0, "shift": {"mon": ["09:00-10:00", "10:20-11:00"]}}}
    calls = [{"to": "101", "at": [9.5 * 3600]}]
    found = results(system(users(1)), duration=f"{days}d", people=people, arrivals=calls, talk=60)
    assert found["user", "101"]["occupancy"] == pytest.approx(60 / 6000)
