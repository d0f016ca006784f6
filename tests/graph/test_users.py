"""Users in the routing graph: rules 2.4 and 5."""

from __future__ import annotations

import pytest

from routesim.errors import UnusableInput
from routesim.graph.parts import Edge
from tests.graph.drawn import graph_of, ways


def test_rule_5_2_a_line_is_answered_or_leads_to_one_of_its_forwardings() -> None:
    graph = graph_of("users: [{extension: '101', ring_time: 12.5}]")
    assert ways(graph, "user:101") == [
        ("answer", "answers", "outcome:answered"),
        ("no_answer", "no answer after 12.5 s", "user:101/no_answer"),
        ("offline", "offline", "user:101/no_answer"),
        ("busy", "busy", "user:101/busy"),
        ("reject", "rejects", "user:101/busy"),
    ]
    assert all(edge.active for edge in graph.ways_on("user:101"))


def test_rule_3_2_somebody_who_must_log_in_can_be_logged_out() -> None:
    graph = graph_of("users: [{extension: '101', must_log_in: yes}]")
    assert ("offline", "offline or logged out", "user:101/no_answer") in ways(graph, "user:101")


def test_rule_3_3_only_do_not_disturb_refuses_calls_to_somebody_who_can_receive_several() -> None:
    graph = graph_of("users: [{extension: '101', multiple_calls: yes}]")
    assert ("busy", "do not disturb", "user:101/busy") in ways(graph, "user:101")


def test_rule_4_1_a_destination_rings_in_its_window() -> None:
    graph = graph_of(
        """
        users:
          - extension: '101'
            forwarding: {no_answer: {destinations: [{to: '102', ring: 15}, {to: '+32470000101', ring: [2.5, 30]}]}}
          - {extension: '102'}
        """
    )
    assert graph.ways_on("user:101/no_answer") == (
        Edge("user:101/no_answer", "user:102", "ring", "rings 0\N{EN DASH}15 s", True, (0.0, 15.0)),
        Edge("user:101/no_answer", "external:+32470000101", "ring", "rings 2.5\N{EN DASH}30 s", True, (2.5, 30.0)),
        Edge("user:101/no_answer", "outcome:no_answer", "fail", "nobody answers", True),
    )


LAST_RESORT = ("last_resort", "nobody answers: last resort", "mailbox:101")


@pytest.mark.parametrize(
    ("plan", "mailbox", "way"),
    [
        ("{}", "yes", ("fail", "no destinations", "outcome:busy")),
        ("{voicemail: yes}", "yes", ("last_resort", "last resort", "mailbox:101")),
        ("{voicemail: yes}", "no", ("fail", "no destinations: last resort without a mailbox", "outcome:busy")),
        ("{destinations: [{to: '101'}], voicemail: yes}", "yes", LAST_RESORT),
    ],
)
def test_rules_5_3_and_5_4_what_follows_a_plan_that_fails(plan: str, mailbox: str, way: tuple[str, str, str]) -> None:
    graph = graph_of(f"users: [{{extension: '101', voicemail: {mailbox}, forwarding: {{busy: {plan}}}}}]")
    assert ways(graph, "user:101/busy")[-1] == way


FOLLOW_ME = """
users:
  - extension: '101'
    forwarding: {{busy: {{destinations: [{{to: '102'}}]}}}}
    follow_me: {{enabled: {enabled}, destinations: [{{to: '102', ring: 25}}]}}
  - {{extension: '102'}}
"""


def test_rule_5_1_follow_me_on_silences_the_own_line_and_the_forwardings() -> None:
    graph = graph_of(FOLLOW_ME.format(enabled="yes"))
    activity = {edge.kind: edge.active for edge in graph.ways_on("user:101")}
    assert activity == {
        "answer": False,
        "no_answer": False,
        "offline": False,
        "busy": False,
        "reject": False,
        "follow_me": True,
    }
    assert [edge.active for edge in graph.ways_on("user:101/busy")] == [False, False]
    assert [edge.active for edge in graph.ways_on("user:101/follow_me")] == [True, True]


def test_rule_5_1_follow_me_off_is_there_but_takes_no_calls() -> None:
    graph = graph_of(FOLLOW_ME.format(enabled="no"))
    assert graph.ways_on("user:101")[-1] == Edge(
        "user:101", "user:101/follow_me", "follow_me", "Follow Me (off)", False
    )
    assert [edge.active for edge in graph.ways_on("user:101/follow_me")] == [False, False]
    assert all(edge.active for edge in graph.ways_on("user:101/busy"))


def test_somebody_who_never_set_follow_me_up_has_no_node_for_it() -> None:
    assert "user:101/follow_me" not in graph_of("users: [{extension: '101'}]")


def test_rule_5_6_a_line_that_its_own_follow_me_lists_rings_after_all() -> None:
    graph = graph_of("users: [{extension: '101', follow_me: {enabled: yes, destinations: [{to: '101'}]}}]")
    assert graph.ways_on("user:101")[0] == Edge(
        "user:101", "outcome:answered", "answer", "answers, rung by a loop of forwards", True
    )


def test_rule_5_6_a_line_that_a_loop_comes_back_to_rings_after_all_and_no_other() -> None:
    graph = graph_of(
        """
        users:
          - {extension: '101', follow_me: {enabled: yes, destinations: [{to: '102'}, {to: '103'}]}}
          - {extension: '102', forwarding: {busy: {destinations: [{to: '101'}]}}}
          - {extension: '103', follow_me: {enabled: yes, destinations: [{to: '+32470000101'}]}}
        """
    )
    assert [graph.ways_on(f"user:{user}")[0].active for user in ("101", "102", "103")] == [True, True, False]


def test_rule_2_4_a_destination_that_is_an_own_number_rings_whom_it_leads_to() -> None:
    graph = graph_of(
        """
        users:
          - {extension: '101', forwarding: {busy: {destinations: [{to: '+3225880102'}, {to: '+3225880103'}]}}}
          - {extension: '102'}
        incoming_numbers:
          - {number: '+3225880102', destination: {type: extension, extension: '102'}}
          - {number: '+3225880103', destination: {type: number, number: '+32470000101'}}
        """
    )
    assert [edge.target for edge in graph.ways_on("user:101/busy")] == [
        "user:102",
        "external:+32470000101",
        "outcome:busy",
    ]


def test_a_user_is_called_by_name_and_a_mobile_after_its_owner() -> None:
    graph = graph_of(
        """
        users:
          - {extension: '101', name: Alice Martin, voicemail: yes, gsm: '+32470000101'}
          - {extension: '102', forwarding: {busy: {destinations: [{to: '+32470000101'}, {to: '+32470000102'}]}}}
        """
    )
    labels = {
        name: graph.node(name).label
        for name in (
            "user:101",
            "user:101/busy",
            "mailbox:101",
            "external:+32470000101",
            "external:+32470000102",
        )
    }
    assert labels == {
        "user:101": "Alice Martin (101)",
        "user:101/busy": "Alice Martin (101) on busy",
        "mailbox:101": "Mailbox of Alice Martin (101)",
        "external:+32470000101": "Alice Martin's mobile +32470000101",
        "external:+32470000102": "+32470000102",
    }


def test_the_settings_that_matter_stand_on_the_node() -> None:
    node = graph_of("users: [{extension: '101', ring_time: 10, must_log_in: yes}]").node("user:101")
    assert node.settings == {"ring_time": 10.0, "multiple_calls": False, "must_log_in": True, "follow_me": False}


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("users: [{extension: '101', forwarding: {busy: {destinations: [{to: '102'}]}}}]", "there is no user '102'"),
        ("queues: [{name: Q, extension: '700', static_agents: ['101']}]", "there is no user '101'"),
        (
            "incoming_numbers: [{number: '+3225880100', destination: {type: voicemail, voicemail: Sales}}]",
            "there is no mailbox 'Sales'",
        ),
        ("dial_plans: [{name: Main, extension: '900', start: menu}]", "there is no element 'menu' in dial plan 'Main'"),
    ],
)
def test_a_reference_to_what_does_not_exist_is_refused(page: str, message: str) -> None:
    with pytest.raises(UnusableInput) as refused:
        graph_of(page)
    assert [(problem.code, problem.message) for problem in refused.value.problems] == [("RS001", message)]


def test_own_numbers_that_lead_to_each_other_do_not_hang_the_compiler() -> None:
    graph = graph_of(
        """
        users: [{extension: '101', forwarding: {busy: {destinations: [{to: '+3225880101'}]}}}]
        incoming_numbers:
          - {number: '+3225880101', destination: {type: number, number: '+3225880102'}}
          - {number: '+3225880102', destination: {type: number, number: '+3225880101'}}
        """
    )
    assert graph.reachable_from("number:+3225880101") == ("number:+3225880101", "number:+3225880102")
