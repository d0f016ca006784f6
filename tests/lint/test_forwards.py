"""Loops, Follow Me, call waiting: RS101, RS102, RS103, RS110."""

from __future__ import annotations

import pytest

from tests.lint.conftest import Check, Codes


def ring(*pairs: str) -> str:
    """Users who forward on no answer as `101>102` says; the settings stand in the first line, a user in each other."""
    users = ""
    for pair in pairs:
        extension, _, to = pair.partition(">")
        targets = ", ".join(f'{{to: "{target}"}}' for target in to.split(",") if target)
        users += (
            f'  - {{extension: "{extension}", name: U, forwarding: {{no_answer: {{destinations: [{targets}]}}}}}}\n'
        )
    return f"users:\n{users}"


@pytest.mark.parametrize(
    ("pairs", "loops"),
    [
        (["101>102", "102>103", "103>"], []),
        (["101>101"], ["U (101) forwards to their own phone: a loop of forwards"]),
        (["101>102", "102>101"], ["a loop of forwards: U (101) → U (102) → U (101)"]),
        (["101>102", "102>103", "103>101"], ["a loop of forwards: U (101) → U (102) → U (103) → U (101)"]),
        (["101>102", "102>103", "103>102"], ["a loop of forwards: U (102) → U (103) → U (102)"]),
        (
            ["101>102,103", "102>101", "103>101"],
            [
                "a loop of forwards: U (101) → U (102) → U (101)",
                "a loop of forwards: U (103) → U (101) → U (103)",
            ],
        ),
        (["101>102", "102>103,101", "103>101"], ["a loop of forwards: U (101) → U (102) → U (101)"] * 1),
    ],
)
def test_every_user_in_a_loop_is_told_in_a_shortest_one(messages: Codes, pairs: list[str], loops: list[str]) -> None:
    told = [line.partition(": ")[2] for line in messages(ring(*pairs), "RS101")]
    assert told[: len(loops)] == loops
    assert len(told) == len(loops) + (pairs == ["101>102", "102>103,101", "103>101"])


def test_a_loop_stands_at_its_first_forward_and_names_the_others(checked: Check) -> None:
    text = ring("101>102", "102>103", "103>101")
    (finding,) = checked(text, "RS101")
    column = text.splitlines()[1].index('"102"') + 1
    assert (finding.line, finding.column) == (3, column)
    assert finding.related == (f"pbx.yaml:4:{column}", f"pbx.yaml:5:{column}")


def test_a_loop_longer_than_forwards_go_says_so_and_a_very_long_one_is_told_in_short(messages: Codes) -> None:
    (six,) = messages(ring("101>102", "102>103", "103>104", "104>105", "105>106", "106>101"), "RS101")
    assert six.endswith(" → U (106) → U (101) (no call gets all the way round: max_forwards is 5)")
    (many,) = messages(ring(*(f"{n}>{n + 1 if n < 399 else 100}" for n in range(100, 400))), "RS101")
    assert " → U (118) → ... 280 more ... → U (399) → U (100) (no call" in many


@pytest.mark.parametrize(
    "text",
    [
        # only the line of a colleague rings
        "settings: {timezone: Europe/Brussels, country: BE, forwarded_calls: ring_only}\n" + ring("101>102", "102>101"),
        # Follow Me silences the forwarding that closes the loop
        ring("101>102")
        + '  - {extension: "102", name: U, follow_me: {enabled: yes, destinations: [{to: "103"}]},'
        + ' forwarding: {no_answer: {destinations: [{to: "101"}]}}}\n  - {extension: "103", name: U}\n',
        # a Follow Me that is off
        ring("101>102") + '  - {extension: "102", name: U, follow_me: {enabled: no, destinations: [{to: "101"}]}}\n',
    ],
)
def test_what_does_not_apply_closes_no_loop(messages: Codes, text: str) -> None:
    assert messages(text, "RS101") == []


def test_follow_me_and_own_numbers_close_a_loop(messages: Codes) -> None:
    text = (
        ring("101>+3225880102")
        + '  - {extension: "102", name: V, follow_me: {enabled: yes, destinations: [{to: "101"}]}}\n'
        + 'incoming_numbers: [{number: "+3225880102", destination: {type: extension, extension: "102"}}]\n'
    )
    assert [line.partition(": ")[2] for line in messages(text, "RS101")] == [
        "a loop of forwards: U (101) → V (102) → U (101)"
    ]


FOLLOW_ME = """\
users:
  - extension: "101"
    name: Alice
    voicemail: {voicemail}
    forwarding: {forwarding}
    follow_me: {{enabled: {enabled}, destinations: [{{to: "+32470000101"}}], voicemail: yes}}
"""


@pytest.mark.parametrize(
    ("voicemail", "forwarding", "enabled", "said"),
    [
        ("yes", "{no_answer: {voicemail: yes}}", "yes", "no-answer forwarding never applies"),
        ("yes", "{busy: {destinations: [{to: '101'}]}}", "yes", "busy forwarding never applies"),
        (
            "yes",
            "{no_answer: {voicemail: yes}, busy: {voicemail: yes}}",
            "yes",
            "no-answer forwarding and the busy forwarding never apply",
        ),
        ("no", "{no_answer: {voicemail: yes}}", "yes", ""),
        ("yes", "{no_answer: {}}", "yes", ""),
        ("yes", "{no_answer: {voicemail: yes}}", "no", ""),
    ],
)
def test_forwardings_that_would_do_something_are_silenced_by_follow_me(
    messages: Codes, voicemail: str, forwarding: str, enabled: str, said: str
) -> None:
    text = FOLLOW_ME.format(voicemail=voicemail, forwarding=forwarding, enabled=enabled)
    assert messages(text, "RS102") == ([f"6:18 info: Follow Me of Alice (101) is on: the {said}"] if said else [])


@pytest.mark.parametrize(
    ("follow_me", "end"),
    [
        ("{enabled: yes}", "ends no_answer"),
        ("{enabled: yes, voicemail: yes}", "goes to the mailbox"),
        ('{enabled: yes, destinations: [{to: "+32470000101"}]}', ""),
        ("{enabled: no}", ""),
    ],
)
def test_follow_me_without_a_destination_reaches_nobody(messages: Codes, follow_me: str, end: str) -> None:
    text = f'users:\n  - {{extension: "101", name: Alice, voicemail: yes, follow_me: {follow_me}}}\n'
    message = f"Follow Me of Alice (101) is on without a destination: no phone rings, every call {end} at once"
    assert messages(text, "RS103") == ([f"3:74 error: {message}"] if end else [])


@pytest.mark.parametrize(
    ("keys", "is_told"),
    [
        ('multiple_calls: yes, forwarding: {busy: {destinations: [{to: "101"}]}}', True),
        ("multiple_calls: yes, voicemail: yes, forwarding: {busy: {voicemail: yes}}", True),
        ("multiple_calls: yes, forwarding: {busy: {voicemail: yes}}", False),
        ("multiple_calls: yes, forwarding: {busy: {}}", False),
        ("multiple_calls: yes", False),
        ('forwarding: {busy: {destinations: [{to: "101"}]}}', False),
        (
            'multiple_calls: yes, forwarding: {busy: {destinations: [{to: "101"}]}}, '
            'follow_me: {enabled: yes, destinations: [{to: "101"}]}',
            False,
        ),
    ],
)
def test_a_forwarding_on_busy_of_somebody_with_call_waiting_is_told(checked: Check, keys: str, is_told: bool) -> None:
    found = checked(f'users:\n  - {{extension: "101", name: Alice, {keys}}}\n', "RS110")
    assert [finding.severity for finding in found] == ["warning"] * is_told
