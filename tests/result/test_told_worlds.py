"""What is told of small worlds that are played: who did what, at which element, and why, once each."""

from __future__ import annotations

import pytest

from routesim.engine import play
from routesim.result.records import CallRecord, Play
from routesim.result.story import tell
from tests.worlds import calls_of, system_of

PLAN = """
users: [{extension: 101, name: Ann, directory: Default}, {extension: 102, name: Bob}]
voicemails: [{name: Office, extension: 801}]
switches: [{name: Closed}]
queues: [{name: Help, extension: 700, static_agents: [102], max_wait: 10}]
dial_plans:
- name: Main
  extension: 900
  start: hours
  elements:
    hours: {type: time_condition, hours: "08:00-18:00", "true": closed, "false": bye}
    closed: {type: switch, switch: Closed, active: bye, inactive: menu}
    menu: {type: menu, keys: {"1": desk, "2": help, "3": round, "4": ask, "5": note}, no_input: bye}
    desk: {type: call, to: 101, ring_time: 7, next: note}
    help: {type: queue, queue: Help, next: note}
    round: {type: switch, switch: Closed, inactive: round}
    ask: {type: digital_receptionist, directory: Default, timeout: 5, invalid: bye}
    note: {type: voicemail, voicemail: Office}
    bye: {type: hang_up}
"""


def played(system: str, calls: str) -> Play:
    return play(system_of(system), calls_of(calls))


def told(record: CallRecord) -> dict[float, tuple[str, ...]]:
    """The sentences of each instant."""
    return {moment.at: moment.sentences for moment in tell(record).moments}


def only(system: str, calls: str) -> dict[float, tuple[str, ...]]:
    """What is told of the only call, or of the first."""
    return told(played(system, calls).calls[0])


def test_what_decides_an_element_stands_beside_it() -> None:
    assert only(PLAN, "calls: [{to: 900}]")[0.0] == (
        "The call goes to the dial plan Main (900) → hours: the clock is within the hours and days asked for [7.10].",
        "→ closed: the switch Closed is off [7.7].",
        "→ menu.",
    )


@pytest.mark.parametrize(
    ("presses", "at", "sentences"),
    [
        ('["1"]', 2.0, ("The caller keys 1 [7.5] → desk: Ann (101) rings.",)),
        ('["2"]', 2.0, ("The caller keys 2 [7.5] → help → the queue Help (700): Bob (102) rings.",)),
        (
            '["5"]',
            2.0,
            ("The caller keys 5 [7.5] → note: the mailbox Office (801) takes a message of 60 s.",),
        ),
        ("[]", 5.0, ("The caller keys nothing in time [7.5] → bye: the dial plan hangs up [7.3].",)),
        (
            '["9"]',
            2.0,
            (
                "The caller keys 9, which is not on offer here [7.5]: the exit leads nowhere, and the call is hung"
                " up [7].",
            ),
        ),
        ('["4", "101"]', 4.0, ("The caller keys 101 [7.6]: Ann (101) rings.",)),
    ],
)
def test_what_a_caller_keys_is_told_with_where_it_leads(presses: str, at: float, sentences: tuple[str, ...]) -> None:
    assert only(PLAN, f"calls: [{{to: 900, presses: {presses}}}]")[at] == sentences


def test_a_ring_cut_by_a_dial_plan_is_told_as_that() -> None:
    assert only(PLAN, 'calls: [{to: 900, presses: ["1"]}]')[9.0] == (
        "Ann (101) stops ringing after 7 s: the ring time of the dial plan's call is over [7.1].",
        "Dial plan Main (900) → note: the mailbox Office (801) takes a message of 60 s.",
    )


def test_the_end_of_a_wait_is_told_once() -> None:
    assert only(PLAN, 'calls: [{to: 900, presses: ["2"]}]')[12.0] == (
        "Bob (102) stops ringing after 10 s: the longest wait in the queue is over [8.7].",
        "Dial plan Main (900) → note: the mailbox Office (801) takes a message of 60 s.",
    )


def test_a_wait_for_which_nobody_rings_has_a_subject() -> None:
    world = "people: {102: {state: dnd}}\ncalls: [{to: 700}, {to: 700}]"
    first, second = map(told, played(PLAN, world).calls)
    assert first[0.0] == ("The call goes to the queue Help (700), where the caller waits.",)
    assert second[0.0] == ("The call goes to the queue Help (700): the caller is number 2 in the queue [8.1].",)
    assert first[10.0] == (
        "The caller has waited long enough [8.7].",
        "The queue has no overflow: the call ends [8.7].",
    )


def test_what_goes_round_in_circles_is_cut_short() -> None:
    sentences = only(PLAN, 'calls: [{to: 900, presses: ["3"]}]')[2.0]
    assert sentences[0] == "The caller keys 3 [7.5] → round: the switch Closed is off [7.7]."
    assert sentences[8] == "... and so on, 90 more of the kind."
    assert sentences[-1] == "More than 100 elements in a row without time passing: the call ends [7]."
    assert len(sentences) == 12


FOLLOWED = """
users:
- {extension: 101, name: Ann, ring_time: 5, forwarding: {no_answer: {destinations: [{to: 102}]}}}
- {extension: 102, name: Bob, follow_me: {enabled: yes, destinations: [{to: "+32470000101"}, {to: 101}]}}
"""


def test_a_forwarding_that_meets_follow_me_does_not_say_that_nobody_rings() -> None:
    assert only(FOLLOWED, "calls: [{to: 101}]")[5.0][1:] == (
        "No-answer forwarding of Ann (101) leads to Bob (102).",
        "Follow Me of Bob (102) silences the desk phone [5.1]: +32470000101 rings.",
    )


def test_rule_5_6_is_told_of_a_line_that_rings_again_through_follow_me() -> None:
    system = FOLLOWED.replace('{to: "+32470000101"}, ', "").replace("{to: 102}", "{to: 102, ring: [0, 40]}")
    assert only(system, "calls: [{to: 101}]")[5.0][-1].endswith("[5.1]: Ann (101) rings, the line only [5.6].")


def test_a_carriers_voicemail_that_answers_at_once_is_what_came_of_the_forwarding() -> None:
    system = """users: [{extension: 101, name: Ann, ring_time: 5, forwarding: {no_answer: {destinations: [{to:
    "+32470000101"}]}}}]"""
    assert only(system, 'people: {"+32470000101": {voicemail_after: 0}}\ncalls: [{to: 101}]')[5.0] == (
        "Ann (101) does not answer within the ring time of 5 s [5.2].",
        "No-answer forwarding of Ann (101): the carrier's voicemail of +32470000101 answers at once [3.5].",
    )


def test_rule_5_7_is_told_of_whom_a_forwarding_does_not_reach() -> None:
    system = """
    settings: {max_forwards: 1}
    users:
    - {extension: 101, name: Ann, ring_time: 5, forwarding: {no_answer: {destinations: [{to: 102}]}}}
    - {extension: 102, name: Bob, ring_time: 5, forwarding: {no_answer: {destinations: [{to: 103}]}}}
    - {extension: 103, name: Cat}
    """
    assert only(system, "calls: [{to: 101}]")[10.0][1] == (
        "No-answer forwarding of Bob (102): Cat (103) is not called: that would be too many forwards deep [5.7]."
    )


def test_rule_3_3_is_told_of_a_phone_that_rings_during_a_conversation() -> None:
    system = "users: [{extension: 101, name: Ann, multiple_calls: yes}]"
    assert only(system, "people: {101: {state: busy}}\ncalls: [{to: 101}]")[0.0] == (
        "Ann (101) rings during a conversation (call waiting) [3.3].",
    )


def test_rule_3_2_is_told_of_a_phone_at_which_nobody_has_logged_in() -> None:
    system = "users: [{extension: 101, name: Ann, must_log_in: yes}]"
    assert only(system, "people: {101: {logged_in: no}}\ncalls: [{to: 101}]")[0.0][0] == (
        "Ann (101) is offline, as nobody has logged in there [3.2]."
    )


def test_rule_1_2_is_told_of_an_answer_that_comes_too_late() -> None:
    system = "users: [{extension: 101, name: Ann, ring_time: 5}]"
    assert only(system, "people: {101: {answers_after: 5}}\ncalls: [{to: 101}]")[5.0][0] == (
        "Ann (101) does not answer within the ring time of 5 s; the reaction at that very instant comes too late"
        " [5.2] [1.2]."
    )


TALKING = """
users: [{extension: 101, name: Ann}, {extension: 102, name: Bob, ring_time: 5}, {extension: 103, name: Cat}]
"""


def passed_on(event: str, people: str = "") -> dict[float, tuple[str, ...]]:
    people = f"people: {{101: {{answers_after: 0}}{people}}}"
    return only(TALKING, f"{people}\nevents: [{{at: 5, user: 101, do: transfer, {event}}}]\ncalls: [{{to: 101}}]")


def test_a_blind_transfer_is_told_where_it_leads() -> None:
    moments = passed_on("to: 102", ", 102: {answers_after: 3}")
    assert moments[5.0] == ("Ann (101) passes the call on to Bob (102), a blind transfer [10.5]: the phone rings.",)
    assert moments[8.0] == ("Bob (102) answers after 3 s of ringing.",)
    assert moments[68.0] == ("The call ends.",)


def test_an_attended_transfer_is_told_when_it_succeeds() -> None:
    moments = passed_on("to: 102, kind: attended", ", 102: {answers_after: 3}")
    assert moments[8.0] == (
        "Bob (102) answers after 3 s of ringing.",
        "Ann (101) passes the call on and leaves it [10.5].",
    )


def test_an_attended_transfer_is_told_when_it_fails() -> None:
    moments = passed_on("to: 102, kind: attended")
    assert moments[5.0] == (
        "Ann (101) holds the call to ask Bob (102) first, an attended transfer [10.5]: the phone rings.",
    )
    assert moments[10.0][-1] == (
        "The transfer comes to nothing (no answer): Ann (101) goes on with the conversation [10.5]."
    )


def test_a_blind_transfer_that_nobody_takes_ends_the_call() -> None:
    assert passed_on("to: 102")[10.0][-1] == "Nobody takes the call that was passed on (no answer), and it ends [10.5]."


def test_whoever_is_passed_on_may_give_up() -> None:
    system = "users: [{extension: 101, name: Ann}, {extension: 102, name: Bob}]"
    calls = "events: [{at: 5, user: 101, do: transfer, to: 102}]\ncalls: [{to: 101, patience: 7}]"
    assert only(system, f"people: {{101: {{answers_after: 0}}}}\n{calls}")[12.0] == (
        "+32470123456 gives up waiting, and the call ends [10.5].",
        "Bob (102) stops ringing.",
    )


def test_a_member_who_is_thrown_out_with_the_administrator_does_not_leave_as_well() -> None:
    system = """
    users: [{extension: 101, name: Ann}]
    conferences: [{name: Room, extension: 750, administrator: 101, wait_for_administrator: yes}]
    """
    record = played(system, "calls: [{to: 750, talk: 500}, {from: 101, to: 750, at: 5}]").calls[0]
    assert told(record) == {
        0.0: ("The call goes to the conference Room (750): the caller waits for the administrator [9.2].",),
        5.0: ("The caller is in the conference Room (750) [9.2].",),
        65.0: ("The administrator leaves, which ends the conference [9.2].",),
    }


def test_who_may_not_log_in_is_told_so_in_the_heading() -> None:
    system = """
    users: [{extension: 101, name: Ann}]
    queues: [{name: Help, extension: 700, dynamic_agents: [101], connect_number: "*71"}]
    """
    record = played(system, 'calls: [{to: "*71"}]').calls[0]
    assert tell(record).ending == "Rejected: the caller is no dynamic agent of the queue"


def test_what_every_call_has_in_common_stands_above_the_table() -> None:
    calls = ", ".join(f"{{to: 101, at: {place}, id: the call number {place} of a long list}}" for place in range(6))
    lines = str(played("users: [{extension: 101, name: Ann}]", f"calls: [{calls}]")).split("\n")
    assert lines[2] == "All calls go from +32470123456 to 101."
    assert lines[4].split() == ["call", "at", "ends", "waits"]
    assert lines[5].startswith("the call number 0 of a long list  10:00:00  no answer")


def test_a_long_name_of_a_call_goes_on_in_the_next_line() -> None:
    calls = ", ".join(
        f"{{to: 10{place}, from: +3247012345{place}, id: a call that has a very long name indeed}}"
        for place in range(6)
    )
    lines = str(played("users: [{extension: 101, name: Ann}]", f"calls: [{calls}]")).split("\n")
    place = next(place for place, line in enumerate(lines) if line.startswith("a call that"))
    assert f"{lines[place].split('  ')[0]} {lines[place + 1]}" == "a call that has a very long name indeed"


def test_a_line_that_follow_me_silences_and_rings_after_all_is_told_in_that_order() -> None:
    system = "users: [{extension: 101, name: Ann, follow_me: {enabled: yes, destinations: [{to: 101}]}}]"
    assert only(system, "calls: [{to: 101}]")[0.0] == (
        "Follow Me of Ann (101) silences the desk phone [5.1]: Ann (101) rings, the line only [5.6].",
    )


def test_rule_3_3_is_told_of_the_phone_that_the_caller_calls_from() -> None:
    system = """
    users:
    - {extension: 101, name: Ann, ring_time: 5, forwarding: {no_answer: {destinations: [{to: 102}]}}}
    - {extension: 102, name: Bob}
    """
    assert only(system, "calls: [{from: 102, to: 101}]")[5.0][1] == (
        "No-answer forwarding of Ann (101): Bob (102) is occupied by this very call [3.3]."
    )


def test_an_exit_that_leads_nowhere_does_not_follow_a_forwarding() -> None:
    system = """
    users: [{extension: 101, name: Ann, ring_time: 5}]
    dial_plans: [{name: P, extension: 900, start: a, elements: {a: {type: call, to: 101}}}]
    """
    assert only(system, "calls: [{to: 900}]")[5.0][1:] == (
        "No-answer forwarding of Ann (101): nobody rings.",
        "The exit leads nowhere, and the call is hung up [7].",
    )


def test_a_line_rung_again_during_a_conversation_is_told_with_both_rules() -> None:
    system = """users: [{extension: 101, name: Ann, multiple_calls: yes, follow_me: {enabled: yes, destinations: [{to:
    101}]}}]"""
    assert only(system, "people: {101: {state: busy}}\ncalls: [{to: 101}]")[0.0][0].endswith(
        "Ann (101) rings, the line only, during a conversation (call waiting) [5.6] [3.3]."
    )
