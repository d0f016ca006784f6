"""What nothing leads to, numbers of one's own, keys: RS401, RS402, RS403."""

from __future__ import annotations

import pytest

from tests.lint.conftest import Codes, numbers


def said(found: list[str]) -> list[str]:
    return [line.partition(": ")[2] for line in found]


ALICE = '  - {extension: "101", name: Alice}\n'
BOB = '  - {extension: "102", name: Bob}\n'
QUEUE = 'queues: [{name: Q, extension: "700", static_agents: ["101"]}]\n'
LOST = "no number and no one leads to "


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"users:\n{ALICE}{numbers('101')}", []),
        (f"users:\n{ALICE}{BOB}{numbers('101')}", [LOST + "Bob (102)"]),
        # what hangs on something lost is not told
        (f"users:\n{ALICE}{QUEUE}", [LOST + "queue Q (700)"]),
        (f"users:\n{ALICE}{QUEUE}{numbers('700')}", []),
        (
            f"users:\n{ALICE}conferences: [{{name: C, extension: '750', administrator: '101'}}]\n",
            [LOST + "conference C (750)"],
        ),
        (
            "dial_plans: [{name: P, extension: '900', start: a, elements: {a: {type: hang_up}}}]\n",
            [LOST + "dial plan P (900)"],
        ),
        # plans lead, whether they apply or not; so do keys
        (
            'users:\n  - {extension: "101", name: Alice, follow_me: {enabled: no, destinations: [{to: "102"}]}}\n'
            f"{BOB}{numbers('101')}",
            [],
        ),
        (
            'users:\n  - {extension: "101", name: Alice, keys: {1: {action: blf, user: "102"}}}\n'
            + BOB
            + numbers("101"),
            [],
        ),
        (
            'users:\n  - {extension: "101", name: Alice, keys: {1: {action: quick_call, number: "02 588 01 02"}}}\n'
            f"{BOB}{numbers('101', '102')}",
            [],
        ),
        # a circle is told once
        (
            'users:\n  - {extension: "101", name: Alice, forwarding: {no_answer: {destinations: [{to: "102"}]}}}\n'
            '  - {extension: "102", name: Bob, forwarding: {no_answer: {destinations: [{to: "101"}]}}}\n',
            ["no number leads to Alice (101), only what it leads to itself does"],
        ),
        # Alice forwards to herself: that leads her nowhere
        (
            'users:\n  - {extension: "101", name: Alice, forwarding: {no_answer: {destinations: [{to: "101"}]}}}\n',
            [LOST + "Alice (101)"],
        ),
        (
            "incoming_numbers: [{number: +3225880101, destination: {type: not_configured}}]\n",
            ["+3225880101 is not configured: calls to it end at once"],
        ),
        ("incoming_numbers: [{number: +3225880101}]\n", ["+3225880101 is not configured: calls to it end at once"]),
    ],
)
def test_what_nothing_leads_to_is_a_hint(messages: Codes, text: str, told: list[str]) -> None:
    found = messages(text, "RS401")
    assert said(found) == told
    assert all(" info: " in line for line in found)


OUT = '  - {number: "+3225880102", destination: {type: number, number: "+32470000102"}}\n'
IN = '  - {number: "+3225880102", destination: {type: extension, extension: "102"}}\n'
OWN = "+3225880102 is one of the system's own numbers: the call "
LEAVES, STAYS = "leaves again, to +32470000102", "stays inside and gets to Bob (102)"
PLANS = {
    "a ring plan": (
        f'users:\n{BOB}  - {{extension: "101", name: A, '
        "forwarding: {no_answer: {destinations: [{to: NUMBER}]}}}\n"
    ),
    "a dial plan": (
        f'users:\n{BOB}dial_plans: [{{name: P, extension: "900", start: a, elements: '
        "{a: {type: call, to: NUMBER, next: b}, b: {type: hang_up}}}]\n"
    ),
    "an overflow": (
        f'users:\n{BOB}queues: [{{name: Q, extension: "700", overflow: {{type: number, number: NUMBER}}}}]\n'
    ),
}


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
@pytest.mark.parametrize(
    ("number", "leads", "told"),
    [
        ("+3225880102", OUT, [f"warning: {OWN}{LEAVES}"]),
        ("+3225880102", IN, [f"info: {OWN}{STAYS}"]),
        ("+3225551234", OUT, []),
    ],
)
def test_a_number_of_ones_own_is_told_with_where_it_leads(
    messages: Codes, plan: str, number: str, leads: str, told: list[str]
) -> None:
    found = messages(f"{plan.replace('NUMBER', number)}incoming_numbers:\n{leads}", "RS402")
    assert [line.partition(" ")[2] for line in found] == told


def test_numbers_that_lead_on_to_each_other_are_told(messages: Codes) -> None:
    text = 'incoming_numbers:\n  - {number: "+3225880101", destination: {type: number, number: "+3225880102"}}\n' + OUT
    assert said(messages(text, "RS402")) == [OWN + LEAVES]


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ("1: {action: blf}", ["key 1 of Alice (101) lacks the user that blf needs"]),
        ('1: {action: blf, number: "102"}', ["key 1 of Alice (101) lacks the user that blf needs"]),
        ("1: {action: pickup}", ["key 1 of Alice (101) lacks the user that pickup needs"]),
        ("3: {action: quick_call}", ["key 3 of Alice (101) lacks the user or number that quick_call needs"]),
        ("1: {action: line}", ["key 1 of Alice (101) lacks the user or number that line needs"]),
        ('1: {action: blf, user: "101"}, 2: {action: quick_call, number: "112"}, 3: {action: line, user: "101"}', []),
        ("1: {action: switch}, 2: {action: not_configured}, 3: {}", []),
        ("count: 2, 3: {action: switch}", ["the phone of Alice (101) has 2 keys, and no key 3"]),
        ("count: 1, 2: {}, 7: {}, 3: {}", ["the phone of Alice (101) has 1 key, and no keys 2, 7 and 3"]),
        ("20: {action: switch}", []),
        ("21: {action: switch}", ["the phone of Alice (101) has 20 keys, and no key 21"]),
    ],
)
def test_a_key_needs_what_its_action_is_about(messages: Codes, keys: str, told: list[str]) -> None:
    found = messages(f'users:\n  - {{extension: "101", name: Alice, keys: {{{keys}}}}}\n', "RS403")
    assert said(found) == told
    assert all(" error: " in line for line in found)
