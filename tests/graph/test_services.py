"""Incoming numbers, queues, conferences and mailboxes in the routing graph: rules 6, 8 and 9."""

from __future__ import annotations

import pytest

from routesim.graph.parts import Edge, Node
from tests.graph.drawn import graph_of, ways

SYSTEM = """
users: [{{extension: '101', voicemail: yes}}]
voicemails: [{{name: Sales, extension: '801'}}, {{name: Night & day}}]
queues: [{{name: Support, extension: '700'}}]
conferences: [{{name: Weekly, extension: '750'}}]
dial_plans: [{{name: Main, extension: '900', start: end, elements: {{end: {{type: hang_up}}}}}}]
incoming_numbers: [{{number: '+3225880100', destination: {destination}}}]
"""


@pytest.mark.parametrize(
    ("destination", "label", "target"),
    [
        ("{type: not_configured}", "not configured", "outcome:not_configured"),
        ("{type: hang_up}", "hangs up", "outcome:hung_up"),
        ("{type: extension, extension: '101'}", "leads to", "user:101"),
        ("{type: extension, extension: '700'}", "leads to", "queue:700"),
        ("{type: extension, extension: '750'}", "leads to", "conference:750"),
        ("{type: extension, extension: '900'}", "leads to", "dial_plan:900"),
        ("{type: extension, extension: '801'}", "leads to", "mailbox:801"),
        ("{type: number, number: '+32470000101'}", "leads to", "external:+32470000101"),
        ("{type: number, number: '+3225880100'}", "leads to", "number:+3225880100"),
        ("{type: dial_plan, dial_plan: Main}", "leads to", "dial_plan:900"),
        ("{type: dial_plan, dial_plan: '900'}", "leads to", "dial_plan:900"),
        ("{type: conference, conference: Weekly}", "leads to", "conference:750"),
        ("{type: voicemail, voicemail: '101'}", "leads to", "mailbox:101"),
        ("{type: voicemail, voicemail: '801'}", "leads to", "mailbox:801"),
        ("{type: voicemail, voicemail: Night & day}", "leads to", "mailbox:Night%20%26%20day"),
    ],
)
def test_rule_6_1_a_number_leads_to_its_destination(destination: str, label: str, target: str) -> None:
    graph = graph_of(SYSTEM.format(destination=destination))
    assert ways(graph, "number:+3225880100") == [("destination", label, target)]


def test_nodes_stand_in_the_order_of_the_pages_and_of_the_file() -> None:
    graph = graph_of(SYSTEM.format(destination="{type: number, number: '+32470000101'}"))
    assert [node.name for node in graph.nodes] == [
        "number:+3225880100",
        "dial_plan:900",
        "dial_plan:900/end",
        "queue:700",
        "conference:750",
        "user:101",
        "user:101/no_answer",
        "user:101/busy",
        "mailbox:101",
        "mailbox:801",
        "mailbox:Night%20%26%20day",
        "external:+32470000101",
        "outcome:answered",
        "outcome:voicemail",
        "outcome:carrier_voicemail",
        "outcome:conference",
        "outcome:busy",
        "outcome:no_answer",
        "outcome:hung_up",
    ]


QUEUE = """
users: [{{extension: '101'}}, {{extension: '102'}}, {{extension: '103'}}]
user_groups: [{{name: Team, members: ['102', '101']}}, {{name: Nobody}}]
voicemails: [{{name: Sales, extension: '801'}}]
queues: [{{name: Support, extension: '700', {settings}}}]
"""


def test_rule_8_2_a_queue_rings_its_agents_and_those_of_its_groups() -> None:
    graph = graph_of(QUEUE.format(settings="static_agents: ['group:Team'], dynamic_agents: ['103', '101']"))
    assert ways(graph, "queue:700")[:4] == [
        ("agent", "agent (static)", "user:102"),
        ("agent", "agent (static)", "user:101"),
        ("agent", "agent (dynamic)", "user:103"),
        ("agent", "agent (dynamic)", "user:101"),
    ]


@pytest.mark.parametrize(
    ("settings", "wait", "empty"),
    [
        ("max_wait: 60", ("after 60 s", True), False),
        ("join_empty: no", ("maximum wait (none set)", False), True),
        ("leave_when_empty: yes", ("maximum wait (none set)", False), True),
        ("join_empty: no, static_agents: ['group:Nobody']", ("maximum wait (none set)", False), True),
        ("join_empty: no, static_agents: ['101']", ("maximum wait (none set)", False), False),
    ],
)
def test_rules_8_7_and_8_8_how_callers_leave_without_an_agent(
    settings: str, wait: tuple[str, bool], empty: bool
) -> None:
    graph = graph_of(QUEUE.format(settings=settings))
    leaving = [edge for edge in graph.ways_on("queue:700") if edge.kind == "overflow"]
    assert [(edge.label, edge.active) for edge in leaving] == [wait, ("no agent logged in", empty)]
    assert {edge.target for edge in leaving} == {"outcome:no_answer"}


def test_rule_8_7_callers_who_leave_go_where_the_queue_overflows_to() -> None:
    graph = graph_of(QUEUE.format(settings="max_wait: 60, overflow: {type: voicemail, voicemail: Sales}"))
    assert ways(graph, "queue:700")[0] == ("overflow", "after 60 s", "mailbox:801")


def test_rule_8_9_log_in_and_log_out_numbers_are_places_of_their_own() -> None:
    graph = graph_of(QUEUE.format(settings="connect_number: '*701', disconnect_number: '702'"))
    assert graph.node("login:*701") == Node("login:*701", "login", "*701: logs in to Support", {"queue": "700"})
    assert graph.node("logout:702") == Node("logout:702", "logout", "702: logs out of Support", {"queue": "700"})
    assert ways(graph, "login:*701") == [
        ("membership", "a dynamic agent dials it", "outcome:logged_in"),
        ("membership", "anybody else dials it", "outcome:rejected"),
    ]
    assert [graph.find("*701"), graph.find("702")] == ["login:*701", "logout:702"]


def test_rule_9_1_a_conference_lets_in_who_knows_its_code() -> None:
    graph = graph_of(
        """
        conferences: [{name: Open, extension: '750'}, {name: Closed, extension: '751', access_code: '4711'}]
        """
    )
    assert graph.ways_on("conference:750") == (Edge("conference:750", "outcome:conference", "admit", "is let in"),)
    assert ways(graph, "conference:751") == [
        ("admit", "right access code", "outcome:conference"),
        ("fail", "three wrong access codes", "outcome:rejected"),
    ]
    assert "4711" not in repr(graph.nodes)


def test_rule_3_5_an_external_number_answers_or_its_carrier_does_or_neither() -> None:
    graph = graph_of("incoming_numbers: [{number: '+3225880100', destination: {type: number, number: '+32470000101'}}]")
    assert ways(graph, "external:+32470000101") == [
        ("answer", "answers", "outcome:answered"),
        ("carrier_voicemail", "its carrier's voicemail answers", "outcome:carrier_voicemail"),
        ("fail", "busy", "outcome:busy"),
        ("fail", "unreachable", "outcome:no_answer"),
    ]
