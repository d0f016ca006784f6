"""Mailboxes and last resorts: RS104, RS106."""

from __future__ import annotations

import pytest

from tests.lint.conftest import Check, Codes, numbers


def alice(**keys: str) -> str:
    """One user, with these keys."""
    pages = "".join(f", {key}: {value}" for key, value in keys.items())
    return f'users:\n  - {{extension: "101", name: Alice{pages}}}\n'


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ("forwarding: {no_answer: {voicemail: yes}}", "no-answer forwarding"),
        ("forwarding: {busy: {voicemail: yes}}", "busy forwarding"),
        ("follow_me: {enabled: yes, destinations: [{to: '101'}], voicemail: yes}", "Follow Me"),
        ("follow_me: {voicemail: yes}", "Follow Me"),
    ],
)
def test_a_last_resort_needs_a_mailbox(checked: Check, plan: str, words: str) -> None:
    (finding,) = checked(alice(**dict([plan.split(": ", 1)])), "RS104")
    assert finding.message == f"the last resort of the {words} of Alice (101) does nothing: the user has no mailbox"
    assert finding.source[finding.caret :].startswith("yes")


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        ({}, "no last resort is ticked"),
        ({"follow_me": "{voicemail: yes}"}, "only Follow Me has its last resort ticked, and is off"),
        (
            {"forwarding": "{busy: {voicemail: yes}}", "follow_me": "{enabled: yes, destinations: [{to: '101'}]}"},
            "Follow Me is on, whose last resort is not ticked",
        ),
        ({"forwarding": "{busy: {voicemail: yes}}"}, ""),
        ({"follow_me": "{enabled: yes, voicemail: yes}"}, ""),
    ],
)
def test_a_users_mailbox_needs_a_last_resort_that_applies(messages: Codes, keys: dict[str, str], reason: str) -> None:
    told = f"3:48 warning: nothing leads to the mailbox of Alice (101): {reason}"
    assert messages(alice(voicemail="yes", **keys), "RS104") == ([told] if reason else [])


BOX = 'voicemails:\n  - {name: Sales, extension: "801"}\n'
LEADS = {
    "a number that names it": (
        "incoming_numbers: [{number: +3225880101, destination: {type: voicemail, voicemail: NAME}}]\n"
    ),
    "a number that dials it": numbers("EXTENSION"),
    "a queue's overflow": ('queues: [{name: Q, extension: "700", overflow: {type: voicemail, voicemail: NAME}}]\n'),
    "a dial plan's voicemail": (
        'dial_plans: [{name: P, extension: "900", start: a, elements: {a: {type: voicemail, voicemail: NAME}}}]\n'
    ),
    "a dial plan's call": (
        'dial_plans: [{name: P, extension: "900", start: a, elements: {a: {type: call, to: "EXTENSION"}}}]\n'
    ),
    "a key": 'users: [{extension: "109", name: K, keys: {1: {action: quick_call, number: "EXTENSION"}}}]\n',
}


@pytest.mark.parametrize("lead", LEADS.values(), ids=LEADS)
def test_whatever_names_a_mailbox_leads_to_it(messages: Codes, lead: str) -> None:
    assert messages(BOX + lead.replace("NAME", "Sales").replace("EXTENSION", "801"), "RS104") == []
    if "users" not in lead and "EXTENSION" not in lead:
        assert messages(alice(voicemail="yes") + lead.replace("NAME", "'101'"), "RS104") == []


def test_a_mailbox_made_by_hand_that_nothing_leads_to_is_told_at_its_name(messages: Codes) -> None:
    why = "no incoming number, no dial plan, no overflow and no key"
    assert messages(BOX, "RS104") == [f"3:12 warning: nothing leads to the mailbox Sales: {why}"]


FULL = "settings: {timezone: Europe/Brussels, country: BE, forwarded_calls: full}\n"


def forwarded(bob: str, ring: str = "15", more: str = "") -> str:
    """Alice forwards to Bob for so long; what Bob then does."""
    destinations = f'[{{to: "102", ring: {ring}}}{more}]'
    return (
        f"{FULL}users:\n"
        f'  - {{extension: "101", name: Alice, forwarding: {{no_answer: {{destinations: {destinations}}}}}}}\n'
        f'  - {{extension: "102", name: Bob, voicemail: yes, {bob}}}\n'
        '  - {extension: "103", name: Carol}\n'
    )


@pytest.mark.parametrize(
    ("bob", "when"),
    [
        ("forwarding: {no_answer: {voicemail: yes}}", " when Bob (102) is offline"),
        ("forwarding: {busy: {voicemail: yes}}", " when Bob (102) does not want to be disturbed"),
        ("follow_me: {enabled: yes, voicemail: yes}", ""),
        (
            'forwarding: {no_answer: {destinations: [{to: "103", ring: 20}], voicemail: yes}}',
            " when Carol (103) is offline and Bob (102) is offline",
        ),
    ],
)
def test_under_full_a_colleagues_mailbox_takes_the_call(messages: Codes, bob: str, when: str) -> None:
    told = [line.partition("warning: ")[2] for line in messages(forwarded(bob), "RS106")]
    assert told == [f"the mailbox of Bob (102) takes a call to Alice (101){when}"]


@pytest.mark.parametrize(
    "text",
    [
        forwarded("ring_time: 20"),
        forwarded("forwarding: {}"),
        # his plan lasts at least until the window closes
        forwarded('forwarding: {no_answer: {destinations: [{to: "103", ring: [15, 20]}], voicemail: yes}}'),
        # no more than his line is rung
        forwarded("forwarding: {no_answer: {voicemail: yes}}").replace("full", "ring_only"),
        forwarded("forwarding: {no_answer: {voicemail: yes}}").replace("full", "follow"),
        forwarded("forwarding: {no_answer: {voicemail: yes}}").replace("full", "full, max_forwards: 0"),
    ],
)
def test_no_mailbox_that_cannot_be_reached_in_time_takes_it(messages: Codes, text: str) -> None:
    assert messages(text, "RS106") == []


def test_a_colleague_whose_window_begins_after_another_mailbox_took_the_call_is_not_told(messages: Codes) -> None:
    """Carol's Follow Me leads to her mailbox at once: Bob is never rung."""
    text = (
        f"{FULL}users:\n"
        '  - {extension: "101", name: Alice, forwarding: {no_answer: {destinations: [{to: "103"}, {to: "102"}]}}}\n'
        '  - {extension: "102", name: Bob, voicemail: yes, forwarding: {no_answer: {voicemail: yes}}}\n'
        '  - {extension: "103", name: Carol, voicemail: yes, follow_me: {enabled: yes, voicemail: yes}}\n'
    )
    assert [line.partition(": ")[2] for line in messages(text, "RS106")] == [
        "the mailbox of Carol (103) takes a call to Alice (101)"
    ]
