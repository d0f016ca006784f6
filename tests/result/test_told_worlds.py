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
        "The call goes to the dial plan Main (900) → hours: the clock is within 08:00\N{EN DASH}18:00 [7.10].",
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
                "The caller keys 9, which is not on offer here [7.5]: the exit invalid leads nowhere, and the call is"
                " hung up [7].",
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
    nobody = "the only agent logged in cannot be rung now [8.1]."
    assert first[0.0] == (f"The call goes to the queue Help (700): the caller is number 1 in the queue, {nobody}",)
    assert second[0.0] == (f"The call goes to the queue Help (700): the caller is number 2 in the queue, {nobody}",)
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
        "No-answer forwarding of Bob (102): Cat (103) is not called: that would be more than 1 forward deep [5.7]."
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
        "Ann (101) has no no-answer forwarding.",
        "The exit next leads nowhere, and the call is hung up [7].",
    )


def test_a_line_rung_again_during_a_conversation_is_told_with_both_rules() -> None:
    system = """users: [{extension: 101, name: Ann, multiple_calls: yes, follow_me: {enabled: yes, destinations: [{to:
    101}]}}]"""
    assert only(system, "people: {101: {state: busy}}\ncalls: [{to: 101}]")[0.0][0].endswith(
        "Ann (101) rings, the line only, during a conversation (call waiting) [5.6] [3.3]."
    )


def test_a_forwarding_without_destinations_says_whether_there_is_one_at_all() -> None:
    ticked = "forwarding: {no_answer: {voicemail: yes}}"
    system = f"users: [{{extension: 101, name: Ann, voicemail: yes, {ticked}}}, {{extension: 102, name: Bob}}]"
    assert only(system, "calls: [{to: 101}]")[20.0][1] == "No-answer forwarding of Ann (101): nobody is listed."
    assert only(system, "people: {102: {state: dnd}}\ncalls: [{to: 102}]")[0.0][1] == (
        "Bob (102) has no busy forwarding [5.2]."
    )


NESTED = """
users:
- {extension: 101, name: Ann, ring_time: 5, forwarding: {no_answer: {destinations: [{to: 102, ring: 9}]}}}
- {extension: 102, name: Bob, ring_time: 3, forwarding: {no_answer: {destinations: [{to: 103}]}}}
- {extension: 103, name: Cat, ring_time: 2, forwarding: {no_answer: {destinations: [{to: 104}]}}}
- {extension: 104, name: Dan}
"""


def test_rule_5_5_is_told_with_whose_window_the_enclosing_one_is() -> None:
    moments = only(NESTED, "calls: [{to: 101}]")
    assert moments[14.0][0] == (
        "Dan (104) stops ringing after 4 s: the ring window of Bob (102), which encloses it, ends [5.5]."
    )


def test_rule_1_2_is_told_of_an_answer_lost_to_an_enclosing_window() -> None:
    moments = only(NESTED, "people: {104: {answers_after: 4}}\ncalls: [{to: 101}]")
    assert moments[14.0][0].endswith("ends; the reaction at that very instant comes too late [5.5] [1.2].")


def test_rule_1_2_is_told_of_an_answer_lost_to_the_caller_who_hangs_up() -> None:
    system = "users: [{extension: 101, name: Ann}]"
    assert only(system, "people: {101: {answers_after: 5}}\ncalls: [{to: 101, patience: 5}]")[5.0] == (
        "+32470123456 gives up after waiting 5 s [10.1].",
        "Ann (101) stops ringing.",
        "Ann (101) reacts at the very instant at which the ring stops, which is too late [1.2].",
    )


@pytest.mark.parametrize(("limits", "at"), [("agent_ring_time: 5", 5.0), ("max_wait: 5", 5.0)])
def test_rule_1_2_is_told_of_an_agent_who_answers_too_late(limits: str, at: float) -> None:
    system = f"""
    users: [{{extension: 101, name: Ann}}]
    queues: [{{name: Help, extension: 700, static_agents: [101], {limits}}}]
    """
    sentence = only(system, "people: {101: {answers_after: 5}}\ncalls: [{to: 700}]")[at][0]
    assert sentence.startswith("Ann (101) ")
    assert "; the reaction at that very instant comes too late" in sentence


def test_an_attended_transfer_that_fails_is_settled_then_and_not_when_the_next_one_begins() -> None:
    calls = """
    people: {101: {answers_after: 0}, 103: {answers_after: 2}}
    events: [{at: 5, user: 101, do: transfer, to: 102, kind: attended},
             {at: 30, user: 101, do: transfer, to: 103, kind: attended}]
    calls: [{to: 101}]
    """
    moments = only(TALKING, calls)
    assert moments[10.0][-1].startswith("The transfer comes to nothing (no answer)")
    assert len(moments[30.0]) == 1


def test_what_a_caller_hears_is_told_with_its_length() -> None:
    system = """
    audio_messages: [{name: Hello, duration: 4}, {name: Choose, text: one two three four five}]
    dial_plans: [{name: P, extension: 900, start: a, elements: {a: {type: play_file, message: Hello, next: b},
      b: {type: menu, greeting: Choose, invalid: c, no_input: c}, c: {type: hang_up}}}]
    """
    moments = only(system, "calls: [{to: 900, presses: [{keys: 7, after: 9}]}]")
    assert moments[0.0] == ("The call goes to the dial plan P (900) → a: plays Hello, 4 s [7.2].",)
    assert moments[4.0] == ("Dial plan P (900) → b: plays Choose, 2 s [7.5].",)
    assert moments[11.0] == (
        "The caller keys nothing in time: 7 would come after 9 s, too late [7.5] → c: the dial plan hangs up [7.3].",
    )


@pytest.mark.parametrize(
    ("caller", "seen"),
    [("+32470123456", "0470123456"), ("+442071234567", "00442071234567"), ("withheld", "withheld"), ("101", "101")],
)
def test_rule_2_3_is_told_in_the_number_that_patterns_see(caller: str, seen: str) -> None:
    system = """
    users: [{extension: 101, name: Ann}]
    dial_plans: [{name: P, extension: 900, start: a, elements: {a: {type: access_list, allow: ["04.*"],
      authorized: b, unknown: b}, b: {type: hang_up}}}]
    """
    sentence = only(system, f"calls: [{{from: '{caller}', to: 900}}]")[0.0][0]
    assert sentence.startswith("The call goes to the dial plan P (900) → a: the caller's number is ")
    assert sentence.endswith(f"allowed ({seen}) [7.9].") or sentence.endswith(f"refused ({seen}) [7.9].")


def test_somebody_whom_a_conference_calls_joins_it_with_the_answer() -> None:
    system = "users: [{extension: 101, name: Ann}]\nconferences: [{name: Room, extension: 750}]"
    calls = "people: {101: {answers_after: 2}}\nevents: [{at: 1, do: invite, conference: Room, to: 101}]"
    assert only(system, calls)[3.0] == (
        "Ann (101) answers after 2 s of ringing.",
        "Ann (101) joins the conference Room (750) [9.2].",
    )


LINE = """
users: [{extension: 101, name: Ann}, {extension: 102, name: Bob}]
queues: [{name: Help, extension: 700, static_agents: [101, 102], wrap_up: 5}]
"""


def test_a_caller_who_waits_is_told_the_place_in_the_queue_and_why() -> None:
    calls = "people: {default: {answers_after: 0}}\ncalls: [{to: 700}, {to: 700}, {to: 700}, {to: 700}]"
    first, second, third, fourth = map(told, played(LINE, calls).calls)
    assert first[0.0][0] == "The call goes to the queue Help (700): Ann (101) answers at once."
    busy = "none of the 2 agents logged in can be rung now [8.1]."
    assert third[0.0] == (f"The call goes to the queue Help (700): the caller is number 1 in the queue, {busy}",)
    assert fourth[0.0] == (f"The call goes to the queue Help (700): the caller is number 2 in the queue, {busy}",)
    assert len(second[0.0]) == 1


def test_the_wait_is_estimated_from_the_conversations_that_have_ended() -> None:
    """Two lasted 20 s and 40 s, and 5 s of wrap-up each: 35 s a caller, for two agents."""
    calls = """
    people: {default: {answers_after: 0}}
    calls: [{to: 700, talk: 20}, {to: 700, talk: 40}, {to: 700, at: 50}, {to: 700, at: 51}, {to: 700, at: 52},
            {to: 700, at: 53}]
    """
    *_, fifth, sixth = map(told, played(LINE, calls).calls)
    assert fifth[52.0][0].endswith(
        "number 1 in the queue, none of the 2 agents logged in can be rung now, estimated wait 18 s [8.1]."
    )
    assert sixth[53.0][0].endswith("estimated wait 35 s [8.1].")


def test_where_nobody_is_logged_in_no_wait_is_estimated() -> None:
    system = LINE.replace("static_agents", "dynamic_agents")
    assert only(system, "calls: [{to: 700}]")[0.0] == (
        "The call goes to the queue Help (700): the caller is number 1 in the queue, nobody is logged in to it [8.1].",
    )
