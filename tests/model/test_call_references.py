"""What calls get wrong about the system that they are played on."""

from __future__ import annotations

import pytest

from routesim.files import loads
from routesim.model.call_references import call_problems, with_normal_numbers
from routesim.model.calls import Calls
from tests.files.samples import PBX
from tests.worlds import calls_of

SCHOOL = loads(PBX)


def told(text: str) -> list[str]:
    found = call_problems(SCHOOL, calls_of(text))
    return [f"{problem.code} {'.'.join(map(str, problem.path))} {problem.message}" for problem in found]


@pytest.mark.parametrize(
    "people",
    [
        "{default: {state: unreachable, voicemail_after: 3}}",
        "{'0201': {state: idle, devices: {desk: {}, mobile_app: {state: offline}}, attempts: [{state: dnd}]}}",
        "{'+33612345601': {state: dnd}, 06 12 34 56 02: {state: offline, rejects_after: 3}}",
        "{'+33612345601': {state: busy, busy_until: 4, voicemail_after: 3, attempts: [{state: unreachable}]}}",
    ],
)
def test_people_of_every_kind_may_be_in_their_states(people: str) -> None:
    assert told(f"people: {people}") == []


@pytest.mark.parametrize(
    ("people", "line"),
    [
        ("'0270': {}", "RS001 people.0270 `0270` is the queue Desk, expected a user's extension"),
        ("'+33155501201': {}", "RS001 people.+33155501201 `+33155501201` is one of the system's own numbers, "
         "expected a user or an external number"),
        ("01 55 50 12 01: {}", "RS001 people.01 55 50 12 01 `01 55 50 12 01` is one of the system's own numbers, "
         "expected a user or an external number"),
        ("+33612345601: {devices: {desk: {}}}", "RS000 people.+33612345601.devices an external number has no devices "
         "that are known"),
        ("+33612345601: {attempts: [{logged_in: no}]}", "RS000 people.+33612345601.attempts.0.logged_in an external "
         "number does not log in"),
        ("'0202': {devices: {mobile_app: {}}}", "RS001 people.0202.devices.mobile_app there is no device of user 0202 "
         "`mobile_app`"),
        ("'0202': {attempts: [{}, {state: unreachable}]}", "RS000 people.0202.attempts.1.state a user is idle, busy, "
         "dnd or offline, only an external number is unreachable"),
        ("'0202': {voicemail_after: 5}", "RS000 people.0202.voicemail_after only an external number has a carrier's "
         "voicemail; a user's mailbox is a last resort"),
    ],
)  # fmt: skip
def test_people_who_are_not_there_or_cannot_be_so_are_told(people: str, line: str) -> None:
    assert told(f"people: {{{people}}}") == [line]


def test_an_external_number_has_one_entry_however_it_is_typed() -> None:
    people = "{+33612345601: {}, 06 12 34 56 01: {}}"
    assert told(f"people: {people}") == ["RS002 people.06 12 34 56 01 `+33612345601` has an entry already"]


def test_external_people_stand_under_their_one_number_in_order() -> None:
    calls = calls_of("people: {06 12 34 56 02: {answers_after: 1}, default: {}, '0201': {}, +33612345601: {}}")
    assert list(with_normal_numbers(SCHOOL, calls).people) == ["+33612345602", "default", "0201", "+33612345601"]


@pytest.mark.parametrize(
    ("caller", "line"),
    [
        ("'0202'", ""),
        ("02-02", ""),
        ("withheld", ""),
        ("06 12 34 56 99", ""),
        ("+442080890100", ""),
        ("'0270'", "RS001 calls.0.from `0270` is the queue Desk, expected a user's extension"),
        ("'0209'", "RS001 calls.0.from there is no user `0209`, did you mean `0203`?"),
        ("'*71'", "RS001 calls.0.from `*71` is the log-in number of queue Desk, expected a user's extension"),
        ("06 12 34", "RS001 calls.0.from there is no user `061234`"),
        ("06 12 34 56", "RS003 calls.0.from `06 12 34 56` is no valid phone number in FR"),
    ],
)
def test_who_calls_is_a_user_or_has_a_number(caller: str, line: str) -> None:
    assert told(f"calls: [{{from: {caller}, to: '999'}}]") == ([line] if line else [])


@pytest.mark.parametrize(
    ("event", "line"),
    [
        ("{user: '0270', do: go_offline}", "RS001 events.0.user `0270` is the queue Desk, expected a user's extension"),
        ("{user: '0201', do: join_queue, queue: '0270'}", ""),
        (
            "{user: '0201', do: leave_queue, queue: desk}",
            "RS001 events.0.queue there is no queue `desk`, did you mean `Desk`?",
        ),
        (
            "{user: '0201', do: pickup, target: '0209'}",
            "RS001 events.0.target there is no user `0209`, did you mean `0203`?",
        ),
        (
            "{do: set_switch, switch: Holiday, state: on}",
            "RS001 events.0.switch there is no switch `Holiday`, did you mean `Holidays`?",
        ),
        (
            "{do: set_switch, switch: Holidays, state: maybe}",
            "RS000 events.0.state `maybe` is no state of a switch, expected yes or no",
        ),
        ("{do: set_switch, switch: Holidays, state: Off}", ""),
        (
            "{do: set_switch, switch: Term, state: sprong}",
            "RS001 events.0.state the multi-switch `Term` has no state `sprong`, did you mean `spring`?",
        ),
        ("{do: invite, conference: '0275', to: '0201'}", ""),
        (
            "{do: invite, user: '0209', conference: Staff, to: '0201'}",
            "RS001 events.0.user there is no user `0209`, did you mean `0203`?",
        ),
        ("{user: '0201', do: transfer, to: '0999'}", ""),
    ],
)
def test_events_are_about_what_is_there(event: str, line: str) -> None:
    assert told(f"events: [{{at: 1, {event[1:]}]") == ([line] if line else [])


def test_every_call_has_a_name_of_its_own() -> None:
    text = "calls: [{id: a, to: '1'}, {id: b, to: '1'}, {id: a, to: '1'}, {id: a, to: '1'}]"
    assert told(text) == [
        "RS002 calls.2.id there is already a call `a`",
        "RS002 calls.3.id there is already a call `a`",
    ]
    unnamed = Calls.model_validate({"start": "2026-11-23", "calls": [{"from": "withheld", "to": "1"}] * 2})
    assert call_problems(SCHOOL, unnamed) == []


@pytest.mark.parametrize(
    ("start", "is_there"),
    [
        ("2026-03-29T01:59:59", True),
        ("2026-03-29T02:00:00", False),
        ("2026-03-29T02:59:59", False),
        ("2026-03-29T03:00:00", True),
        ("2026-10-25T02:30:00", True),
    ],
)
def test_rule_1_1_a_start_that_the_clocks_skip_is_refused(start: str, is_there: bool) -> None:
    gone = f"RS000 start {start} does not exist in Europe/Paris: the clocks are put forward over it"
    assert told(f"start: {start}") == ([] if is_there else [gone])
