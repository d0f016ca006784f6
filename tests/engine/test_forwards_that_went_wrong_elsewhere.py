"""Situations in which ring groups, forwards and menus of other phone systems misbehaved, played here."""

from tests.engine.logs import USERS, play, told

TEAM = (
    "users: [{{extension: 100, follow_me: {{enabled: yes, "
    "destinations: [{{to: 101, ring: [0, 10]}}, {{to: 102, ring: [10, 20]}}]}}}}, {{extension: 101}}, "
    "{{extension: 102, follow_me: {{enabled: yes, "
    "destinations: [{{to: 102, ring: [0, 15]}}, {{to: 103, ring: [{}, 40]}}]}}}}, {{extension: 103}}]"
)


def test_rule_5_5_the_window_of_the_outer_plan_cuts_the_windows_of_the_inner_one() -> None:
    assert told(TEAM.format(5), "calls: [{to: 100}]") == [
        "no_answer at 20: 101 0-10 no_answer, 102 10-20 no_answer, 103 15-20 no_answer"
    ]


def test_rule_5_5_an_inner_window_that_would_begin_when_the_outer_one_ends_never_rings() -> None:
    """Elsewhere its time to ring came out below zero."""
    expected = ["no_answer at 20: 101 0-10 no_answer, 102 10-20 no_answer"]
    assert told(TEAM.format(10), "calls: [{to: 100}]") == expected
    assert told(TEAM.format(15), "calls: [{to: 100}]") == expected


def test_rule_5_1_do_not_disturb_does_not_stop_follow_me() -> None:
    pbx = "users: [{extension: 101, follow_me: {enabled: yes, destinations: [{to: 101}, {to: 102}]}}, {extension: 102}]"
    calls = "people: {101: {state: dnd}, 102: {answers_after: 1}}\ncalls: [{to: 101}]"
    assert told(pbx, calls) == ["answered by 102 at 21 until 81: 101 0-0 busy, 102 20-21 answered"]


def test_rule_3_5_a_mobiles_own_voicemail_takes_the_call_before_the_mailbox_can() -> None:
    pbx = (
        "users: [{extension: 101, voicemail: yes, follow_me: {enabled: yes, voicemail: yes, "
        "destinations: [{to: '+32470000101', ring: [0, 25]}, {to: 102, ring: [0, 25]}]}}, {extension: 102}]"
    )
    calls = "people: {'+32470000101': {voicemail_after: 15}}\ncalls: [{to: 101}]"
    assert told(pbx, calls) == [
        "carrier_voicemail by +32470000101 at 15 until 75: +32470000101 0-15 answered, 102 0-15 cancelled"
    ]


def test_rule_5_6_two_who_forward_to_each_other_ring_once_each() -> None:
    def user(extension: int, other: int) -> str:
        plan = f"{{destinations: [{{to: {other}, ring: [0, 30]}}]}}"
        return f"{{extension: {extension}, ring_time: 10, forwarding: {{busy: {plan}, no_answer: {plan}}}}}"

    pbx = f"users: [{user(101, 102)}, {user(102, 101)}]"
    assert told(pbx, "calls: [{to: 101}]") == [
        "no_answer at 40: 101 0-10 no_answer, 102 10-20 no_answer, 101 20-40 no_answer"
    ]


def test_rule_5_2_a_phone_in_a_conversation_sends_the_second_caller_on_as_busy() -> None:
    """Elsewhere the second call rang it all the same."""
    pbx = "users: [{extension: 101, forwarding: {busy: {destinations: [{to: 102}]}}}, {extension: 102}]"
    calls = "people: {default: {answers_after: 1}}\ncalls: [{to: 101}, {to: 101, at: 5}]"
    assert told(pbx, calls) == [
        "answered by 101 at 1 until 61: 101 0-1 answered",
        "answered by 102 at 6 until 66: 101 5-5 busy, 102 5-6 answered",
    ]


def test_rule_3_3_a_caller_whose_call_is_forwarded_to_himself_finds_his_line_occupied() -> None:
    pbx = "users: [{extension: 101}, {extension: 102, forwarding: {no_answer: {destinations: [{to: 101}]}}}]"
    calls = "people: {102: {state: offline}, 101: {answers_after: 1}}\ncalls: [{from: 101, to: 102}]"
    assert told(pbx, calls) == ["no_answer at 0: 102 0-0 offline"]


def test_rule_7_1_an_elements_ring_time_cuts_the_forwarding_and_says_so() -> None:
    pbx = (
        "users: [{extension: 101, ring_time: 10, forwarding: {no_answer: {destinations: [{to: 102, ring: 30}]}}}, "
        "{extension: 102}]\n"
        "dial_plans: [{name: P, extension: 900, start: a, elements: {a: {type: call, to: 101, ring_time: 15}}}]"
    )
    (call,) = play(pbx, "calls: [{to: 900}]").calls
    assert [(ring.target, ring.start, ring.end, ring.rule) for ring in call.rang] == [
        ("101", 0.0, 10.0, "5.2"),
        ("102", 10.0, 15.0, "7.1"),
    ]


def test_rule_7_1_a_call_handed_to_a_queue_is_not_taken_back() -> None:
    pbx = USERS + (
        "queues: [{name: Q, extension: 700, max_wait: 10, static_agents: [101]}]\n"
        "dial_plans: [{name: P, extension: 900, start: a, "
        "elements: {a: {type: call, to: 700, ring_time: 3, next: b}, b: {type: hang_up}}}]"
    )
    assert told(pbx, "calls: [{to: 900}]") == ["no_answer (timeout) at 10: 101 0-10 no_answer"]


def test_rule_1_2_a_file_that_ends_when_patience_does_leads_nowhere_any_more() -> None:
    pbx = (
        "audio_messages: [{name: M, duration: 10}]\nvoicemails: [{name: V}]\n"
        "dial_plans: [{name: P, extension: 900, start: a, "
        "elements: {a: {type: play_file, message: M, next: b}, b: {type: voicemail, voicemail: V}}}]"
    )
    assert told(pbx, "calls: [{to: 900, patience: 10, talk: 5}]") == ["abandoned at 10"]


def test_rule_7_10_an_hour_that_the_clock_skips_never_comes_and_one_that_it_repeats_comes_twice() -> None:
    def plan(hours: str) -> str:
        return (
            "voicemails: [{name: V}]\ndial_plans: [{name: P, extension: 900, start: a, elements: "
            f"{{a: {{type: time_condition, hours: '{hours}', true: b, false: c}}, "
            "b: {type: hang_up}, c: {type: voicemail, voicemail: V}}}]"
        )

    spring = "start: '2026-03-29T01:59:59'\ncalls: [{to: 900, talk: 0}, {to: 900, at: 1, talk: 0}]"
    assert told(plan("02:00-02:59"), spring) == ["voicemail by V at 0 until 0", "voicemail by V at 1 until 1"]
    autumn = (
        "start: '2026-10-25T02:30:30'\ncalls: [{to: 900, at: 29.999999}, {to: 900, at: 30, talk: 0}, "
        "{to: 900, at: 3600}, {to: 900, at: 7200, talk: 0}]"
    )
    assert [log.split(" at")[0] for log in told(plan("02:30-02:30"), autumn)] == [
        "hung_up",
        "voicemail by V",
        "hung_up",
        "voicemail by V",
    ]


def test_rule_8_2_an_agent_who_must_log_in_at_a_desk_is_rung_once_he_has() -> None:
    pbx = (
        "users: [{extension: 101, must_log_in: yes}]\n"
        "queues: [{name: Q, extension: 700, join_empty: no, static_agents: [101]}]"
    )
    calls = (
        "people: {101: {logged_in: no, answers_after: 1}}\ncalls: [{to: 700, patience: 30}]\n"
        "events: [{at: 10, user: 101, do: log_in}]"
    )
    assert told(pbx, calls) == ["answered by 101 at 11 until 71: 101 10-11 answered"]


def test_rule_8_3_longest_idle_counts_calls_of_this_queue_only() -> None:
    pbx = USERS + "queues: [{name: Q, extension: 700, strategy: longest_idle, static_agents: [101, 102, 103]}]"
    calls = (
        "people: {default: {answers_after: 1}}\n"
        "calls: [{to: 700, talk: 10}, {to: 700, at: 1, talk: 1}, {to: 700, at: 5, talk: 1}, "
        "{to: 700, at: 20, talk: 1}, {to: 103, at: 30, talk: 1}, {to: 700, at: 40, talk: 1}]"
    )
    answered = [call.by for call in play(pbx, calls).calls]
    assert answered == ["101", "102", "103", "102", "103", "103"]
