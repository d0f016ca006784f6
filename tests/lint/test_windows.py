"""Sliders: RS107, RS108, RS109, RS112."""

from __future__ import annotations

import pytest

from tests.lint.conftest import Check, Codes, numbers


def user(extension: str, *destinations: str, keys: str = "", plan: str = "no_answer") -> str:
    """A user, who is called as the extension, with one ring plan: `102@0-15` rings 102 in that window."""
    legs = []
    for destination in destinations:
        to, _, window = destination.partition("@")
        ring = f", ring: [{window.replace('-', ', ')}]" if window else ""
        legs.append(f'{{to: "{to}"{ring}}}')
    plans = f"{{destinations: [{', '.join(legs)}]}}"
    page = f"follow_me: {{enabled: yes, {plans[1:]}" if plan == "follow_me" else f"forwarding: {{{plan}: {plans}}}"
    return f'  - {{extension: "{extension}", name: U{", " if keys else ""}{keys}{", " + page if legs else ""}}}\n'


def said(messages: Codes, text: str, code: str) -> list[str]:
    return [line.partition(": ")[2] for line in messages(text, code)]


MOBILE = "+32470000101"
TAKES = "its carrier's voicemail may take the call after some 20 s"


@pytest.mark.parametrize(
    ("text", "rings"),
    [
        (user("101", f"{MOBILE}@0-20"), ""),
        (user("101", f"{MOBILE}@0-20.000001"), "for 20.000001 s"),
        (user("101", f"{MOBILE}@40-70"), "for 30 s"),
        (user("101", f"{MOBILE}@0-30", plan="busy"), "for 30 s"),
        (user("101", f"{MOBILE}@0-30", plan="follow_me"), "for 30 s"),
        # the window around it leaves 18 s of it; a number leads straight to the user; nobody but colleagues dial
        (user("101", "102@0-18") + user("102", f"{MOBILE}@0-30") + numbers("101"), ""),
        (user("101", "102@0-18") + user("102", f"{MOBILE}@0-30") + numbers("101", "102"), "for 30 s"),
        (user("101", "102@0-18") + user("102", f"{MOBILE}@0-30"), ""),
        # too many forwards deep
        ("101", ""),
    ],
)
def test_a_number_outside_rings_too_long_only_if_it_really_does(messages: Codes, text: str, rings: str) -> None:
    if text == "101":
        chain = "".join(user(str(n), f"{n + 1}@0-60") for n in range(101, 106)) + user("106", f"{MOBILE}@0-60")
        text = chain + numbers("101")
    told = [f"{MOBILE} rings {rings}: {TAKES}"] if rings else []
    assert said(messages, "users:\n" + text, "RS107") == told


@pytest.mark.parametrize(
    ("element", "rings"),
    [("", "until the caller gives up"), (", ring_time: 25", "for 25 s"), (", ring_time: 20", "")],
)
def test_a_number_that_a_dial_plan_or_an_incoming_number_calls_is_looked_at(
    messages: Codes, element: str, rings: str
) -> None:
    plan = (
        'dial_plans: [{name: P, extension: "900", start: a, elements: '
        f'{{a: {{type: call, to: "{MOBILE}"{element}, next: b}}, b: {{type: hang_up}}}}}}]\n'
    )
    assert said(messages, plan, "RS107") == ([f"{MOBILE} rings {rings}: {TAKES}"] if rings else [])
    number = f'incoming_numbers: [{{number: +3225880101, destination: {{type: number, number: "{MOBILE}"}}}}]\n'
    assert said(messages, number, "RS107") == [f"{MOBILE} rings until the caller gives up: {TAKES}"]


BOB, CAROL = user("102"), user("103")
STOPPED = "102 has stopped ringing by then, though its window ends at {} s"


@pytest.mark.parametrize(
    ("alice", "others", "gaps"),
    [
        (["102@0-10", "103@10-30"], BOB + CAROL, ""),
        (["102@0-10", "103@15-30"], BOB + CAROL, "from 10 to 15 s"),
        (["102@5-10"], BOB, "from 0 to 5 s"),
        (["102@0-5", "103@6-7", f"{MOBILE}@8-9"], BOB + CAROL, "from 5 to 6 s and from 7 to 8 s"),
        (["103@15-30", "102@0-10"], BOB + CAROL, "from 10 to 15 s"),
        # the phone stops before the slider does; Bob's own plan goes on; a mobile rings as long as it may
        (
            ["102@0-30", "103@30-40"],
            BOB + CAROL,
            f"from 20 to 30 s: {STOPPED.format(30)}",
        ),
        (["102@0-30", "103@30-40"], user("102", f"{MOBILE}@0-15") + CAROL, ""),
        ([f"{MOBILE}@0-30", "103@30-40"], CAROL, ""),
        # Bob's own gap is told on Bob's page
        (["102@0-60", "103@60-70"], user("102", f"{MOBILE}@10-40", keys="ring_time: 20") + CAROL, ""),
        # nothing follows
        (["102@0-60"], BOB, ""),
        # whom Follow Me silences
        (
            ["102@0-15", "103@15-30"],
            user("102", f"{MOBILE}@0-5", plan="follow_me") + CAROL,
            f"from 5 to 15 s: {STOPPED.format(15)}",
        ),
        (["102@0-15", "103@15-30"], user("102", f"{MOBILE}@0-20", plan="follow_me") + CAROL, ""),
    ],
)
def test_seconds_in_which_nothing_rings_are_told(messages: Codes, alice: list[str], others: str, gaps: str) -> None:
    told = [line for line in said(messages, "users:\n" + user("101", *alice) + others, "RS108") if "(101)" in line]
    assert told == ([f"in the no-answer forwarding of U (101) nothing rings {gaps}"] if gaps else [])


def test_a_colleague_in_the_chain_rings_until_the_window_ends(messages: Codes) -> None:
    """Bob's forwarding leads back to Alice, whose line alone then rings: all of Bob's 40 s (rule 5.6)."""
    text = user("101", "102@0-40", "103@40-50") + user("102", "101@0-60") + CAROL
    assert said(messages, "users:\n" + text, "RS108") == []


def test_under_full_a_mailbox_ends_the_plan(messages: Codes) -> None:
    bob = '  - {extension: "102", name: U, voicemail: yes, ring_time: 10, forwarding: {no_answer: {voicemail: yes}}}\n'
    text = "settings: {timezone: Europe/Brussels, country: BE, forwarded_calls: MODE}\nusers:\n"
    text += user("101", "102@0-30", "103@30-40") + bob + CAROL
    assert said(messages, text.replace("MODE", "full"), "RS108") == []
    assert len(said(messages, text.replace("MODE", "follow"), "RS108")) == 1


ALICE = user("101", "102@0-20")


@pytest.mark.parametrize(
    ("text", "does"),
    [
        (ALICE + user("102", "103@0-20", keys="ring_time: 12") + CAROL + numbers("101"), ""),
        (
            ALICE + user("102", "103@0-30", keys="ring_time: 12") + CAROL + numbers("101"),
            "always ends after 20 s of 30 s (or 8 s, once the own phone has rung for 12 s)",
        ),
        (
            ALICE + user("102", "103@10-30", keys="ring_time: 12") + CAROL + numbers("101"),
            "always ends after 10 s of 20 s (or 0 s, once the own phone has rung for 12 s)",
        ),
        (ALICE + user("102", "103@0-30", plan="busy") + CAROL + numbers("101"), "always ends after 20 s of 30 s"),
        (ALICE + user("102", "103@20-30") + CAROL + numbers("101"), "can never begin"),
        (ALICE + user("102", "103@0-30") + CAROL + numbers("101", "102"), ""),
        (
            ALICE + user("102", "103@0-30") + CAROL,
            "always ends after 20 s of 30 s (or 0 s, once the own phone has",
        ),
        # a longer way in, deeper down
        (ALICE + user("104", "102@0-45") + user("102", "103@0-30") + CAROL + numbers("101", "104"), ""),
    ],
)
def test_a_window_within_a_shorter_one_is_told_with_the_seconds_that_remain(
    messages: Codes, text: str, does: str
) -> None:
    told = said(messages, "users:\n" + text, "RS109")
    assert len(told) == bool(does)
    plan = "busy" if "busy" in text else "no-answer"
    for line in told:
        assert line.startswith(f"the window of 103 in the {plan} forwarding of U (102) {does}")
        assert line.endswith(": the no-answer forwarding of U (101) leaves 20 s")


def test_colleagues_who_forward_to_each_other_cut_nothing_where_they_are_dialled(messages: Codes) -> None:
    text = "users:\n" + user("101", "102@0-15", f"{MOBILE}@10-30") + user("102", "101@0-15", f"{MOBILE}@10-30")
    assert said(messages, text, "RS109") == []


def test_a_destination_too_many_forwards_deep_can_never_begin(checked: Check) -> None:
    chain = "".join(user(str(n), f"{n + 1}@0-60") for n in range(101, 107)) + user("107")
    (finding,) = checked(f"users:\n{chain}{numbers('101')}", "RS109")
    assert finding.message == (
        "the window of 107 in the no-answer forwarding of U (106) can never begin: "
        "107 would be forward 6 of a call, and max_forwards is 5"
    )
    assert len(finding.related) == 6
    assert finding.witness is not None
    assert finding.witness["people"]["106"] == {"state": "offline"}


def test_the_limit_of_a_dial_plans_call_cuts_what_it_alone_leads_to(messages: Codes) -> None:
    plan = (
        'dial_plans: [{name: P, extension: "900", start: a, elements: '
        '{a: {type: call, to: "101", ring_time: 25, next: b}, b: {type: hang_up}}}]\n'
    )
    text = "users:\n" + user("101", f"{MOBILE}@0-30", keys="ring_time: 10") + plan
    (line,) = said(messages, text + numbers("900"), "RS109")
    assert line.endswith(
        "always ends after 25 s of 30 s (or 15 s, once the own phone has rung for 10 s): "
        "element a of dial plan P leaves 25 s"
    )
    assert said(messages, text + numbers("900", "101"), "RS109") == []


@pytest.mark.parametrize(
    ("queue", "message"),
    [
        ("max_wait: 0", "no agent of queue Q is ever rung: callers wait for 0 s at most"),
        (
            "max_wait: 30, retry: 30",
            "callers of queue Q are offered once at most: the pause of 30 s after an offer that fails "
            "lasts longer than the rest of the longest wait, 30 s",
        ),
        ("max_wait: 30, retry: 10", ""),
        ("retry: 600", ""),
    ],
)
def test_a_queue_whose_wait_ends_before_an_offer_is_told(messages: Codes, queue: str, message: str) -> None:
    text = f'users:\n{BOB}queues:\n  - {{name: Q, extension: "700", static_agents: ["102"], {queue}}}\n'
    assert said(messages, text, "RS109") == ([message] if message else [])


@pytest.mark.parametrize(
    ("alice", "others", "message"),
    [
        (["102@0-15", "102@15-30"], BOB, ""),
        (["102@0-15", "102@14.5-30"], BOB, "102 finds U (102) occupied at 14.5 s: 102 rings it until 15 s"),
        (["102@14.5-30", "102@0-15"], BOB, "102 finds U (102) occupied at 14.5 s: 102 rings it until 15 s"),
        (["102@0-15", "102@0-15"], BOB, "102 finds U (102) occupied at 0 s: 102 rings it until 15 s"),
        (["102@0-40", "102@20-30"], BOB, ""),
        (["102@0-15", "102@10-30"], user("102", keys="multiple_calls: yes"), ""),
        ([f"{MOBILE}@0-15", f"{MOBILE}@10-30"], "", ""),
        (["102@0-15", "103@10-30"], BOB + CAROL, ""),
        (
            ["102@0-15", "+3225880101@10-30"],
            BOB + numbers("102"),
            "+3225880101 finds U (102) occupied at 10 s: 102 rings it until 15 s",
        ),
        # Follow Me rings the other one's line; and itself no line of its own
        (
            ["102@0-20", "103@5-30"],
            user("102", "103@0-20", plan="follow_me") + CAROL,
            "103 finds U (103) occupied at 5 s: 102 rings it until 20 s",
        ),
        (["102@0-20", "102@5-30"], user("102", f"{MOBILE}@0-20", plan="follow_me"), ""),
        # forwarded while the other is still to ring
        (
            ["102@0-30", "103@25-40"],
            user("102", "103@0-10") + CAROL,
            "103 finds U (103) occupied at 25 s: 102 does not answer, and is forwarded there until 30 s",
        ),
        (["102@0-30", "103@20-25"], user("102", "103@0-10") + CAROL, ""),
    ],
)
def test_a_line_that_rings_already_is_found_occupied(
    messages: Codes, alice: list[str], others: str, message: str
) -> None:
    told = said(messages, "users:\n" + user("101", *alice) + others, "RS112")
    assert told == ([f"in the no-answer forwarding of U (101), {message}"] if message else [])
