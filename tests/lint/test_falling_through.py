"""Calls that end with nobody: RS105, RS111. Every witness is replayed."""

from __future__ import annotations

import pytest

from routesim.engine import play
from routesim.files import check_calls, load
from routesim.lint import Finding, Findings
from routesim.lint.witness import replay_command
from routesim.result.records import CallRecord
from tests.lint.conftest import Check, Codes, numbers

CAUGHT = "voicemail: yes, forwarding: {no_answer: {voicemail: yes}, busy: {voicemail: yes}}"


def user(keys: str, extension: str = "101", name: str = "Alice") -> str:
    return f'  - {{extension: "{extension}", name: {name}{", " if keys else ""}{keys}}}\n'


def replayed(finding: Finding) -> CallRecord:
    """What comes of the call that a finding's witness places."""
    assert finding.witness is not None
    system = load("pbx.yaml")
    return play(system, check_calls(finding.witness, system)).calls[-1]


def said(found: Findings) -> list[str]:
    return [finding.message for finding in found]


@pytest.mark.parametrize(
    ("keys", "ends", "outcome"),
    [
        (
            "",
            "no_answer when Alice (101) does not answer, or busy when Alice (101) is on the phone",
            "no_answer",
        ),
        (
            "voicemail: yes, forwarding: {busy: {voicemail: yes}}",
            "no_answer when Alice (101) does not answer",
            "no_answer",
        ),
        ("voicemail: yes, forwarding: {no_answer: {voicemail: yes}}", "busy when Alice (101) is on the phone", "busy"),
        (
            "multiple_calls: yes, voicemail: yes, forwarding: {no_answer: {voicemail: yes}}",
            "busy when Alice (101) refuses the call",
            "busy",
        ),
        (
            'voicemail: yes, forwarding: {no_answer: {destinations: [{to: "102"}]}, busy: {voicemail: yes}}',
            "no_answer when neither Alice (101) nor anybody else answers",
            "no_answer",
        ),
        (
            'voicemail: yes, forwarding: {no_answer: {voicemail: yes}, busy: {destinations: [{to: "102"}]}}',
            "busy when Alice (101) is on the phone and nobody else answers",
            "busy",
        ),
        (
            'follow_me: {enabled: yes, destinations: [{to: "102"}]}',
            "no_answer when nobody answers whom Follow Me of Alice (101) rings",
            "no_answer",
        ),
    ],
)
def test_a_plan_without_a_last_resort_lets_calls_through(checked: Check, keys: str, ends: str, outcome: str) -> None:
    (finding,) = checked(f"users:\n{user(keys)}{user('', '102', 'Bob')}{numbers('101')}", "RS105")
    assert finding.message == f"a call to +3225880101 can end {ends}: no mailbox takes it then"
    assert replayed(finding).outcome == outcome


@pytest.mark.parametrize(
    "text",
    [
        f"users:\n{user(CAUGHT)}{numbers('101')}",
        # colleagues may let it ring
        f"users:\n{user('')}",
        # the dial plan goes on
        f"users:\n{user('')}voicemails: [{{name: Box}}]\n"
        'dial_plans: [{name: P, extension: "900", start: a, elements: '
        '{a: {type: call, to: "101", next: b}, b: {type: voicemail, voicemail: Box}}}]\n' + numbers("900"),
        # ended on purpose
        "incoming_numbers: [{number: +3225880101, destination: {type: hang_up}}]\n",
    ],
)
def test_what_is_caught_or_meant_is_not_told(messages: Codes, text: str) -> None:
    assert messages(text, "RS105") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"users:\n{user('follow_me: {enabled: yes}')}{numbers('101')}", "RS103"),
        (f"users:\n{user(CAUGHT.replace('voicemail: yes, f', 'f', 1))}{numbers('101')}", "RS104"),
        (
            f"users:\n{user('must_log_in: yes, voicemail: yes, forwarding: {busy: {voicemail: yes}}')}{numbers('101')}",
            "RS111",
        ),
    ],
)
def test_one_hole_is_told_once(checked: Check, text: str, code: str) -> None:
    assert {finding.code for finding in checked(text)} == {code}


def test_all_numbers_are_named_and_the_plan_that_is_written_is_the_place(checked: Check) -> None:
    text = f"users:\n{user('voicemail: yes, forwarding: {no_answer: {voicemail: yes}}')}{numbers('101', '101')}"
    (finding,) = checked(text, "RS105")
    assert finding.message.startswith("a call to +3225880101 and +3225880102 can end busy")
    assert finding.source[finding.caret :].startswith("forwarding:")
    assert finding.related == ("pbx.yaml:5:42", "pbx.yaml:6:42")


def test_a_call_that_an_overflow_leads_on_is_looked_at(messages: Codes) -> None:
    queue = (
        'queues: [{name: Q, extension: "700", static_agents: ["102"], max_wait: 60,'
        ' overflow: {type: extension, extension: "101"}}]\n'
    )
    (line,) = messages(f"users:\n{user('')}{user('', '102', 'Bob')}{queue}{numbers('700')}", "RS105")
    assert "a call that the overflow of queue Q leads on can end no_answer" in line


def test_a_number_that_leads_outside_can_end_with_nobody(checked: Check) -> None:
    text = 'incoming_numbers: [{number: +3225880101, destination: {type: number, number: "+32470000101"}}]\n'
    (finding,) = checked(text, "RS105")
    assert finding.message == (
        "a call to +3225880101 ends busy or no_answer when +32470000101 is busy or cannot be reached: nothing follows"
    )
    assert replayed(finding).outcome == "busy"


def test_a_witness_waits_as_long_as_it_takes(checked: Check) -> None:
    keys = 'ring_time: 60, forwarding: {no_answer: {destinations: [{to: "+32470000101", ring: [0, 90.5]}]}}'
    (finding,) = checked(f"users:\n{user(keys)}{numbers('101')}", "RS105")
    assert finding.witness is not None
    assert replayed(finding).waited == 150.5
    command = "routesim call pbx.yaml +3225880101 --patience 151.5"
    assert replay_command(finding.witness, "pbx.yaml") == command


FULL = "settings: {timezone: Europe/Brussels, country: BE, forwarded_calls: full}\n"


@pytest.mark.parametrize(
    ("bob", "falls"),
    [
        (CAUGHT, True),
        ("ring_time: 5, " + CAUGHT, False),
        ("ring_time: 15, " + CAUGHT, True),
        ("ring_time: 5, voicemail: yes, forwarding: {no_answer: {voicemail: yes}}", True),
        ("follow_me: {enabled: yes, voicemail: yes}, voicemail: yes", False),
        (
            'ring_time: 5, voicemail: yes, forwarding: {no_answer: {destinations: [{to: "103", ring: 10}], '
            "voicemail: yes}, busy: {voicemail: yes}}",
            True,
        ),
        (
            'ring_time: 5, voicemail: yes, forwarding: {no_answer: {destinations: [{to: "103", ring: 9}], '
            "voicemail: yes}, busy: {voicemail: yes}}",
            False,
        ),
    ],
)
def test_under_full_a_colleagues_mailbox_may_catch_the_call_in_time(checked: Check, bob: str, falls: bool) -> None:
    """Bob has 15 s. His line rings until then; or his mailbox takes the call before."""
    to_bob = '{destinations: [{to: "102", ring: 15}]}'
    alice = f"forwarding: {{no_answer: {to_bob}, busy: {to_bob}}}"
    pages = f"users:\n{user(alice)}{user(bob, '102', 'Bob')}{user('', '103', 'Carol')}"
    found = checked(f"{FULL}{pages}{numbers('101')}", "RS105")
    assert bool(found) == falls
    for finding in found:
        assert replayed(finding).outcome == "no_answer"


CIRCLE = """\
users:
  - {{extension: "101", name: Alice}}
  - {{extension: "102", name: Bob{bob}}}
dial_plans:
  - name: Main
    extension: "900"
    start: first
    elements: {{first: {{type: call, to: "101", next: second}}, second: {{type: call, to: "102", next: first}}}}
"""


def test_a_circle_of_calls_takes_no_time_once_phones_are_off(checked: Check) -> None:
    (finding,) = checked(CIRCLE.format(bob="") + numbers("900"), "RS105", "RS202")
    assert finding.code == "RS105"
    assert finding.message == (
        "a call ends failed when Alice (101) is offline and Bob (102) is offline: "
        "it goes round first → second → first in no time"
    )
    assert finding.source[finding.caret :].startswith("first:")
    assert replayed(finding).reason == "dial_plan_loop"


def test_a_circle_in_which_somebodys_plan_takes_time_is_none(messages: Codes) -> None:
    bob = ', forwarding: {no_answer: {destinations: [{to: "+32470000102", ring: [1, 2]}]}, busy: {voicemail: yes}}'
    bob += ", voicemail: yes"
    assert messages(CIRCLE.format(bob=bob), "RS105") == []


@pytest.mark.parametrize(
    ("queue", "message"),
    [
        ("join_empty: no", "6: a call to queue Q ends no_answer when no agent is logged in: it has no overflow"),
        ("leave_when_empty: yes", "6: a call to queue Q ends no_answer when no agent is logged in: it has no overflow"),
        ("join_empty: yes", ""),
        ("join_empty: no, overflow: {type: hang_up}", ""),
    ],
)
def test_a_queue_that_nobody_is_logged_in_to_lets_calls_through(messages: Codes, queue: str, message: str) -> None:
    text = (
        f"users:\n{user('')}"
        f'queues:\n  - name: Q\n    extension: "700"\n    connect_number: "*701"\n    dynamic_agents: ["101"]\n'
        f"    {queue.replace(', ', chr(10) + '    ')}\n{numbers('700')}"
    )
    told = [line.partition("warning: ")[2] for line in messages(text, "RS105")]
    assert told == ([message.partition(": ")[2]] if message else [])


LOG_IN = "must_log_in: yes"


@pytest.mark.parametrize(
    ("alice", "bob", "message"),
    [
        (LOG_IN, "", "a call to Alice (101) rings nobody and ends no_answer while Alice (101) has not logged in"),
        (
            LOG_IN + ', forwarding: {no_answer: {destinations: [{to: "102"}]}}',
            LOG_IN,
            "a call to Alice (101) rings nobody and ends no_answer while Alice (101) and Bob (102) have not logged in",
        ),
        (
            'forwarding: {no_answer: {destinations: [{to: "102"}]}}',
            LOG_IN,
            "a call to Alice (101) that is not answered rings nobody else and ends no_answer while Bob (102) has not "
            "logged in",
        ),
        (LOG_IN + ', forwarding: {no_answer: {destinations: [{to: "102"}]}}', "", ""),
        (
            LOG_IN + ', forwarding: {no_answer: {destinations: [{to: "102"}]}}',
            LOG_IN + ', forwarding: {no_answer: {destinations: [{to: "+32470000102"}]}}',
            "",
        ),
        (LOG_IN + ", voicemail: yes, forwarding: {no_answer: {voicemail: yes}}", "", ""),
        (LOG_IN + ', follow_me: {enabled: yes, destinations: [{to: "102"}]}', "", ""),
    ],
)
def test_a_path_that_is_dead_while_people_are_logged_out_is_told(
    checked: Check, alice: str, bob: str, message: str
) -> None:
    found = checked(f"users:\n{user(alice)}{user(bob, '102', 'Bob')}{numbers('101')}", "RS111")
    assert said(found) == ([message] if message else [])
    for finding in found:
        record = replayed(finding)
        assert (
            record.outcome,
            [ring.target for ring in record.rang if ring.end > ring.start and ring.target != "101"],
        ) == (
            "no_answer",
            [],
        )
