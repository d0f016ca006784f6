"""Pages from Python's own values, and what they hold."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from routesim.files import loads
from routesim.model.calls import CallAttempt, Calls
from routesim.model.dial_plan import TimeCondition
from routesim.model.forwarding import RingPlan
from routesim.model.hours import DAYS
from routesim.model.people import Answers, Busy, Offline, Person
from routesim.model.property import OutcomeName
from routesim.model.system import PhoneSystem
from routesim.model.user import RIGHTS, Keys, User
from routesim.result.records import Outcome
from tests.files.samples import CALLS, PBX


def quoted(text: str) -> str:
    """*text* with its extensions in quotes, as somebody writes who loads it with an ordinary loader."""
    for extension in ("0201", "0202", "0203", "0270", "0275", "0280", "0290", "0042"):
        text = text.replace(f" {extension}", f' "{extension}"').replace(f"[{extension}", f'["{extension}"')
    return text.replace(' "0201":', " '0201':").replace("gsm: +33612345601", "gsm: '+33612345601'")


def test_what_an_ordinary_yaml_loader_makes_of_a_file_is_accepted() -> None:
    assert PhoneSystem.model_validate(yaml.safe_load(quoted(PBX))) == loads(PBX)


def test_calls_from_an_ordinary_yaml_loader_are_accepted() -> None:
    calls = yaml.safe_load(quoted(CALLS).replace("08:30", "08:30:00"))
    assert Calls.model_validate(calls).start.hour == 8


def test_a_system_survives_being_written_out_as_python_values() -> None:
    system = loads(PBX)
    assert PhoneSystem.model_validate(system.model_dump()) == system
    assert PhoneSystem.model_validate(system.model_dump(by_alias=True, exclude_unset=True)) == system


def test_pages_are_frozen_and_closed() -> None:
    user = User(extension="101", name="Alice")
    with pytest.raises(ValidationError, match="frozen"):
        user.name = "Bob"  # type: ignore[misc]
    with pytest.raises(ValidationError, match="colour"):
        User.model_validate({"extension": "101", "name": "Alice", "colour": "red"})


def test_a_user_has_a_desk_phone_and_nothing_else() -> None:
    user = User(extension="101", name="Alice")
    assert (user.devices, user.ring_time, user.voicemail, user.outgoing_number) == (("desk",), 20.0, False, "default")
    assert user.forwarding.no_answer == RingPlan()
    assert (user.follow_me.enabled, user.keys.buttons, user.directory) == (False, {}, None)


@pytest.mark.parametrize(
    ("rings", "windows"),
    [
        ([15, 10], ((0, 15), (15, 25))),
        ([[5, 10], 20], ((5, 10), (10, 30))),
        ([20, [5, 10], 5], ((0, 20), (5, 10), (10, 15))),
        (["0.1", "0.2"], ((0, 0.1), (0.1, 0.3))),
    ],
)
def test_a_length_begins_where_the_window_above_ends(
    rings: list[Any], windows: tuple[tuple[float, float], ...]
) -> None:
    plan = RingPlan.model_validate({"destinations": [{"to": "102", "ring": ring} for ring in rings]})
    assert plan.windows == windows


def test_a_destination_without_a_slider_rings_20_seconds() -> None:
    assert RingPlan.model_validate({"destinations": [{"to": "102"}, {"to": "103"}]}).windows == ((0, 20), (20, 40))


def test_the_keys_of_a_phone_stand_beside_their_count() -> None:
    keys = Keys.model_validate({"count": "5", "1": {"action": "line"}, 2: {"action": "blf", "user": "102"}})
    assert (keys.count, list(keys.buttons)) == (5, [1, 2])


def test_people_can_be_made_by_what_they_do() -> None:
    assert Answers(6) == Person(answers_after=6)
    assert (Busy().state, Busy(40).busy_until, Offline().state) == ("busy", 40.0, "offline")
    assert Person.model_validate({"busy_until": "40"}).state == "busy"


def test_what_was_given_of_a_person_is_known() -> None:
    assert Person.model_validate({"answers_after": "never"}).model_fields_set == {"answers_after"}


@pytest.mark.parametrize(
    ("field", "typed", "ranges"),
    [
        ("hours", "9:00-17:29", ((540, 1049),)),
        ("hours", ["22:00-06:00", "12:00-12:00"], ((1320, 360), (720, 720))),
        ("days", "Mon-FRI", ((0, 4),)),
        ("days", ["sat", "sun - mon"], ((5, 5), (6, 0))),
        ("month_days", "4", ((4, 4),)),
        ("month_days", [4, "28-3"], ((4, 4), (28, 3))),
        ("months", "dec-feb", ((12, 2),)),
        ("days", [[0, 4]], ((0, 4),)),
    ],
)
def test_ranges_of_time_conditions_are_read(field: str, typed: Any, ranges: tuple[tuple[int, int], ...]) -> None:
    assert getattr(TimeCondition.model_validate({"type": "time_condition", field: typed}), field) == ranges


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("hours", "9"),
        ("hours", "24:00-25:00"),
        ("days", "monday"),
        ("days", [[0, 7]]),
        ("month_days", "0-5"),
        ("month_days", "1-2-3"),
        ("months", ""),
        ("months", "13"),
        ("days", None),
    ],
)
def test_ranges_that_are_none_are_refused(field: str, typed: Any) -> None:
    with pytest.raises(ValidationError, match="expected"):
        TimeCondition.model_validate({"type": "time_condition", field: typed})


def test_keys_that_yaml_takes_for_booleans_are_words() -> None:
    condition = TimeCondition.model_validate({"type": "time_condition", True: "a", False: "b"})
    assert condition.exits == {"true": "a", "false": "b"}


def test_a_call_is_made_by_keyword() -> None:
    call = CallAttempt(from_="+32470123456", to="101", presses=({"keys": "1"},))  # type: ignore[arg-type]
    assert (call.from_, call.presses[0].after, call.patience, call.talk) == ("+32470123456", 2.0, 120.0, 60.0)


def test_the_words_of_the_model_and_of_the_results_agree() -> None:
    assert OutcomeName.__args__ == tuple(outcome.value for outcome in Outcome)  # type: ignore[attr-defined]
    assert len(RIGHTS) == len(set(RIGHTS)) == 23
    assert len(DAYS) == 7


def test_a_system_says_what_it_holds() -> None:
    assert repr(loads(PBX)) == (
        "<PhoneSystem 'Hill School': 8 incoming numbers, 3 users, 1 dial plan, 1 queue, 1 conference>"
    )


def test_the_members_behind_agents_are_listed_once() -> None:
    assert loads(PBX).members(("0203", "group:Office", "0202", "group:Nobody")) == ("0203", "0202")


def test_building_the_pages_waits_for_no_other_library() -> None:
    program = (
        "import sys; import routesim.model.system as s, routesim.model.calls as c;"
        "page = {'timezone': 'Europe/Brussels', 'country': 'BE', 'default_outgoing_number': '+3225880100'};"
        "s.PhoneSystem.model_validate({'settings': page}); c.Calls.model_validate({'start': '2026-11-23'});"
        "print({'phonenumbers', 're2', 'yaml', 'difflib'} & set(sys.modules))"
    )
    assert (
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "set()\n"
    )
