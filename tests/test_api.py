"""What a notebook and a test use: exploring and the named assertions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

import routesim
from routesim import PhoneSystem
from tests.worlds import system_of

OFFICE = """
settings: {name: Office}
users:
  - {extension: 101, name: Alice, voicemail: yes, forwarding: {no_answer: {voicemail: yes}, busy: {voicemail: yes}}}
  - {extension: 102, name: Bob}
  - {extension: 103, name: Door}
incoming_numbers:
  - {number: "+3225880101", destination: {type: extension, extension: 101}}
"""
HOURS = """
users: [{extension: 101}]
switches: [{name: Closed, state: off}]
dial_plans:
  - name: Door
    extension: 900
    start: hours
    elements:
      hours: {type: time_condition, hours: "09:00-17:29", true: button, false: bye}
      button: {type: switch, switch: Closed, active: bye, inactive: ring}
      ring: {type: call, to: 101}
      bye: {type: hang_up}
"""


@pytest.fixture
def office() -> PhoneSystem:
    return system_of(OFFICE)


def outcomes(system: PhoneSystem, *numbers: str, **asked: Any) -> list[list[str]]:
    found = routesim.explore(system, *numbers, **asked)
    return [[ending.outcome for ending in one.endings] for one in found.numbers]


# --- explore ---------------------------------------------------------------------------------------------------------


def test_every_number_is_explored_unless_some_are_named(office: PhoneSystem) -> None:
    assert [one.number for one in routesim.explore(office).numbers] == ["+3225880101", "101", "102", "103"]
    found = routesim.explore(office, "02 588 01 01", "102")
    assert [one.number for one in found.numbers] == ["+3225880101", "102"]
    assert isinstance(found, routesim.Exploration)
    assert (found.complete, found.holds) == (True, True)
    assert outcomes(office, "102") == [["answered", "busy", "no_answer", "abandoned"]]


def test_what_must_hold_is_held_to_every_number(office: PhoneSystem) -> None:
    found = routesim.explore(office, "101", "102", require=["answered", "voicemail"], max_wait=20)
    assert not found.holds
    verdicts = [[(verdict.property, verdict.holds) for verdict in one.properties] for one in found.numbers]
    assert verdicts == [
        [({"require": ["answered", "voicemail"]}, True), ({"max_wait": 20.0}, True)],
        [({"require": ["answered", "voicemail"]}, False), ({"max_wait": 20.0}, True)],
    ]


def test_one_outcome_needs_no_list(office: PhoneSystem) -> None:
    assert routesim.explore(office, "101", forbid="busy").holds
    assert not routesim.explore(office, "102", forbid="busy").holds


def test_who_calls_and_when_and_how_switches_stand_can_be_narrowed() -> None:
    system = system_of(HOURS)
    evening = {"since": datetime(2026, 11, 23, 18), "before": "2026-11-23T19:00"}
    morning = {"since": datetime(2026, 11, 23, 10), "before": "2026-11-23T11:00"}
    assert outcomes(system, "900", **evening) == [["hung_up"]]
    assert bye(system, **morning) == ["open_exit"]
    assert bye(system, **morning, any_switch=True) == ["open_exit", None]
    assert "answered" not in outcomes(system, "101", from_="101")[0]  # his own phone is in his hand
    (year,) = routesim.explore(system, "900", calendar=2027).numbers
    assert year.calendar is not None
    assert [season.when for season in year.calendar] == [
        ("every day 00:00-08:59 and 17:30-23:59",),
        ("every day 09:00-17:29",),
    ]


def bye(system: PhoneSystem, **asked: Any) -> list[str | None]:
    """Why calls to the door can be hung up."""
    (found,) = routesim.explore(system, "900", **asked).numbers
    return sorted((ending.reason for ending in found.endings if ending.outcome == "hung_up"), key=str, reverse=True)


def test_properties_of_the_configuration_are_held_too() -> None:
    found = routesim.explore(system_of(f"{OFFICE}\nproperties: [{{number: 102, forbid: [busy]}}]"), "102")
    assert not found.holds


@pytest.mark.parametrize(
    ("numbers", "asked", "told"),
    [
        (["109"], {}, "numbers[0]: there is no extension `109`"),
        (["101", "Bob"], {}, "numbers[1]: item 2 of `numbers` is `Bob`: expected something a telephone can dial"),
        (["101"], {"from_": "109"}, "from: there is no user `109`"),
        (["101"], {"since": "soon"}, "since: `since` is `soon`: expected a local date and time"),
        (["101"], {"calendar": 27}, "calendar: `calendar` is `27`: expected 1970 to 2199"),
        (["101"], {"calendar": 2027, "since": "2027-01-02"}, "calendar: a whole year, expected it without `since`"),
        (["101"], {"require": ["answerd"]}, "properties[0].require[0]: item 1 of `require` is `answerd`: not known"),
        (["101"], {"max_wait": -1}, "properties[0].max_wait: `max_wait` is `-1`: a time cannot be negative"),
        (["101"], {"require": "busy", "forbid": ["busy"]}, "properties[0]: item 1 of `properties`: busy is required"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told(office: PhoneSystem, numbers: list[str], asked: Any, told: str) -> None:
    with pytest.raises(routesim.RoutesimError) as raised:
        routesim.explore(office, *numbers, **asked)
    assert str(raised.value).startswith(told)


def test_everything_that_cannot_be_asked_is_told_at_once(office: PhoneSystem) -> None:
    with pytest.raises(routesim.RoutesimError) as raised:
        routesim.explore(office, "109", "x", from_="109", max_wait=-1)
    assert len(str(raised.value).splitlines()) == 4


@pytest.mark.parametrize(
    "wrong",
    [
        lambda system: routesim.explore("pbx.yaml"),  # type: ignore[arg-type]
        lambda system: routesim.call("pbx.yaml", "101"),  # type: ignore[arg-type]
        lambda system: routesim.diff(system, "pbx.yaml"),
        lambda system: routesim.assert_reaches("pbx.yaml", "101", "answered"),  # type: ignore[arg-type]
        lambda system: routesim.assert_never("pbx.yaml", "101", "busy"),  # type: ignore[arg-type]
        lambda system: routesim.assert_same_routing(system, "pbx.yaml"),
    ],
)
def test_what_is_no_system_is_refused(office: PhoneSystem, wrong: Any) -> None:
    expected = r"\(\): expected a PhoneSystem, as load\(\) returns it, not the str 'pbx.yaml'"
    with pytest.raises(TypeError, match=expected):
        wrong(office)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (lambda: routesim.simulate(3), "simulate(): workload is 3: expected the path of a workload file, "),  # type: ignore[arg-type]
        (lambda: routesim.staff(None, "700"), "staff(): workload is None: "),  # type: ignore[arg-type]
        (lambda: routesim.simulate("w.yaml", 3), "simulate(): pbx is 3: expected a PhoneSystem, or the path of one"),  # type: ignore[arg-type]
        (lambda: routesim.simulate("w.yaml", compare=3), "simulate(): compare is 3: expected a PhoneSystem, or "),  # type: ignore[arg-type]
        (lambda: routesim.simulate("w.yaml", records=3), "simulate(): records is 3: expected the path of a file"),  # type: ignore[arg-type]
        (lambda: routesim.sweep("w.yaml", 3), "sweep(): parameters is 3: expected settings with the values to try"),  # type: ignore[arg-type]
    ],
)
def test_arguments_of_the_wrong_kind_are_named(wrong: Any, told: str) -> None:
    with pytest.raises(TypeError) as raised:
        wrong()
    assert str(raised.value).startswith(told)


# --- assertions ------------------------------------------------------------------------------------------------------


def test_what_holds_is_asserted_in_silence(office: PhoneSystem) -> None:
    routesim.assert_reaches(office, "+3225880101", "answered", "voicemail")
    routesim.assert_reaches(office, "102", "answered", "busy", "no_answer")
    routesim.assert_never(office, "101", "busy", "no_answer", "abandoned")
    routesim.assert_same_routing(office, system_of(OFFICE.replace("Bob", "Robert")))


BUSY = """\
calls to 102: every call must end answered or no answer: it can end busy

examined: +32470123456 calls Bob (102)
Monday 23 November 2026, 10:00:00, Europe/Brussels
Busy

  10:00:00  0 s  Bob (102) is occupied and cannot receive a second call [3.3].
                 Bob (102) has no busy forwarding [5.2].
                 Nobody is left to ring and no mailbox takes the call: the
                 caller hears busy [5.3]."""


def test_what_does_not_hold_is_shown_by_a_story(office: PhoneSystem) -> None:
    with pytest.raises(AssertionError) as raised:
        routesim.assert_reaches(office, "102", "answered", "no_answer")
    assert str(raised.value) == BUSY
    with pytest.raises(AssertionError) as raised:
        routesim.assert_never(office, "+3225880101", "no_answer", "voicemail")
    lines = str(raised.value).splitlines()
    assert (
        lines[0] == "calls to +3225880101: no call may end no answer or voicemail: it can end voicemail of Alice (101)"
    )
    assert "Taken by the mailbox of Alice (101) after 20 s, a message of 60 s" in lines


def test_what_the_configuration_asks_is_no_part_of_an_assertion() -> None:
    system = system_of(f"{OFFICE}\nproperties: [{{max_wait: 5}}]")
    routesim.assert_never(system, "101", "busy")


def test_what_is_not_explored_to_the_end_is_not_asserted() -> None:
    # A colleague with a last resort is rung twice at once: not every wait that seems possible can be shown.
    system = system_of("""
        settings: {forwarded_calls: full}
        users:
          - extension: 101
            devices: []
            forwarding: {no_answer: {destinations: [{to: 102, ring: [2, 3]}, {to: 102, ring: [2, 4]}]}}
          - {extension: 102, ring_time: 1, voicemail: yes, forwarding: {no_answer: {voicemail: yes}}}
    """)
    assert not routesim.explore(system, "101").complete
    with pytest.raises(AssertionError, match="not shown, as not all was explored"):
        routesim.assert_never(system, "101", "hung_up")


def test_routing_that_is_not_the_same_is_shown_by_both_stories(office: PhoneSystem) -> None:
    with pytest.raises(AssertionError) as raised:
        routesim.assert_same_routing(office, system_of(OFFICE.replace("busy: {voicemail: yes}", "busy: {}")))
    told = str(raised.value)
    assert "When: Alice (101) is occupied\n" in told
    assert "Taken by the mailbox of Alice (101) at once, a message of 60 s\n" in told
    assert "caller hears busy [5.3]" in told


@pytest.mark.parametrize("asserted", [routesim.assert_reaches, routesim.assert_never])
def test_an_assertion_needs_an_outcome_and_a_number_that_is_there(office: PhoneSystem, asserted: Any) -> None:
    with pytest.raises(TypeError, match="expected at least one outcome, such as 'answered'"):
        asserted(office, "101")
    with pytest.raises(routesim.RoutesimError, match="there is no extension `109`"):
        asserted(office, "109", "answered")
    with pytest.raises(routesim.RoutesimError, match="`answerd`: not known here, did you mean `answered`"):
        asserted(office, "101", "answerd")
