"""Dial plans in the routing graph: every element and its exits, rule 7."""

from __future__ import annotations

import pytest

from routesim.graph.parts import Edge
from routesim.graph.routing_graph import RoutingGraph
from tests.graph.drawn import graph_of, ways

PLAN = """
users:
  - {{extension: '101', directory: default}}
  - {{extension: '102', directory: sales}}
  - {{extension: '103', directory: default}}
voicemails: [{{name: Sales, extension: '801'}}]
audio_messages: [{{name: Welcome, duration: 6}}]
switches: [{{name: Closed, state: on}}]
multi_switches: [{{name: Season, choices: [normal, summer, fair], state: summer}}]
queues: [{{name: Support, extension: '700', dynamic_agents: ['101'], max_wait: 60, join_empty: no}}]
conferences: [{{name: Weekly, extension: '750', access_code: '4711'}}]
dial_plans:
  - name: Main
    extension: '900'
    start: here
    elements:
      here: {element}
      there: {{type: hang_up}}
      else: {{type: hang_up}}
incoming_numbers:
  - {{number: '+3225880101', destination: {{type: extension, extension: '101'}}}}
  - {{number: '+3225880107', destination: {{type: extension, extension: '700'}}}}
"""
CALENDAR = "jul-aug, dec day 24-26 mon-fri 09:00-12:00, 13:00-17:29".replace("-", "\N{EN DASH}")
HERE, THERE, ELSE, OPEN = "dial_plan:900/here", "dial_plan:900/there", "dial_plan:900/else", "outcome:hung_up"


def plan(element: str) -> RoutingGraph:
    return graph_of(PLAN.format(element=element))


def test_a_dial_plan_starts_with_its_first_element() -> None:
    graph = plan("{type: hang_up}")
    assert ways(graph, "dial_plan:900") == [("start", "starts with", HERE)]
    assert graph.node("dial_plan:900").label == "Dial plan Main (900)"


@pytest.mark.parametrize(
    ("element", "label", "expected"),
    [
        pytest.param(
            "{type: call, to: '101', ring_time: 15, next: there}",
            "here: call",
            [
                ("destination", "calls", "user:101"),
                ("exit", "not answered within 15 s", THERE),
                ("exit", "busy", THERE),
            ],
            id="7.1 call",
        ),
        pytest.param(
            "{type: call, to: '+32470000101', busy: else}",
            "here: call",
            [
                ("destination", "calls", "external:+32470000101"),
                ("open_exit", "not answered", OPEN),
                ("exit", "busy", ELSE),
            ],
            id="7.1 call to the outside",
        ),
        pytest.param(
            "{type: play_file, message: Welcome, next: there}",
            "here: plays Welcome",
            [("exit", "after 6 s", THERE)],
            id="7.2 play a file",
        ),
        pytest.param(
            "{type: voicemail, voicemail: Sales}",
            "here: voicemail",
            [("destination", "leaves a message", "mailbox:801")],
            id="7.3 voicemail",
        ),
        pytest.param(
            "{type: hang_up}", "here: hang up", [("destination", "hangs up", "outcome:hung_up")], id="7.3 hang up"
        ),
        pytest.param(
            "{type: conference, conference: Weekly, next: there}",
            "here: conference",
            [("destination", "joins", "conference:750"), ("exit", "three wrong access codes", THERE)],
            id="7.3 conference",
        ),
        pytest.param(
            "{type: conference, conference: Weekly}",
            "here: conference",
            [("destination", "joins", "conference:750")],
            id="9.1 conference without an exit",
        ),
        pytest.param(
            "{type: queue, queue: Support}",
            "here: queue",
            [
                ("destination", "waits in", "queue:700"),
                ("open_exit", "after 60 s", OPEN),
                ("open_exit", "no agent logged in", OPEN),
            ],
            id="7.4 queue",
        ),
        pytest.param(
            "{type: menu, greeting: Welcome, keys: {1: there, '*': else}, invalid: here}",
            "here: menu, plays Welcome",
            [
                ("key", "key 1", THERE),
                ("key", "key *", ELSE),
                ("exit", "another key", HERE),
                ("open_exit", "no key for 5 s", OPEN),
            ],
            id="7.5 menu",
        ),
        pytest.param(
            "{type: digital_receptionist, timeout: 15, invalid: there}",
            "here: digital receptionist, waits 15 s",
            [
                ("directory", "dials 101", "user:101"),
                ("directory", "dials 103", "user:103"),
                ("exit", "anything else", THERE),
                ("exit", "not answered", THERE),
            ],
            id="7.6 receptionist",
        ),
        pytest.param(
            "{type: switch, switch: Closed, active: there, inactive: else}",
            "here: switch Closed",
            [("exit", "switch on", THERE), ("exit", "switch off", ELSE)],
            id="7.7 switch",
        ),
        pytest.param(
            "{type: multi_switch, multi_switch: Season, choices: {summer: there, normal: else}}",
            "here: multi-switch Season",
            [
                ("exit", "set to normal", ELSE),
                ("exit", "set to summer", THERE),
                ("open_exit", "set to fair", OPEN),
            ],
            id="7.7 multi-switch",
        ),
        pytest.param(
            "{type: dispatcher, unknown: else, "
            "lines: [{name: VIP, pattern: '0470.*', next: there}, {pattern: '02.*'}]}",
            "here: dispatcher",
            [
                ("exit", "VIP: from 0470.*", THERE),
                ("open_exit", "from 02.*", OPEN),
                ("exit", "any other number", ELSE),
            ],
            id="7.8 dispatcher",
        ),
        pytest.param(
            "{type: access_list, allow: ['0470.*'], authorized: there, refused: else}",
            "here: access list",
            [
                ("exit", "allowed", THERE),
                ("exit", "denied", ELSE),
                ("open_exit", "neither allowed nor denied", OPEN),
            ],
            id="7.9 access list",
        ),
        pytest.param(
            "{type: time_condition, hours: ['9:00-12:00', '13:00-17:29'], days: mon-fri, month_days: 24-26, "
            "months: [jul-aug, dec], true: there, false: else}",
            "here: time condition",
            [
                ("exit", CALENDAR, THERE),
                ("exit", "otherwise", ELSE),
            ],
            id="7.10 time condition",
        ),
        pytest.param(
            "{type: time_condition, true: there, false: else}",
            "here: time condition",
            [("exit", "always", THERE), ("exit", "otherwise", ELSE)],
            id="7.10 time condition that always holds",
        ),
        pytest.param("{type: record, next: there}", "here: record", [("exit", "then", THERE)], id="7.11 record"),
        pytest.param(
            "{type: caller_id, text: Acme, next: there}", "here: shows Acme", [("exit", "then", THERE)], id="7.12 text"
        ),
        pytest.param(
            "{type: caller_id, called_number: yes}",
            "here: shows the called number",
            [("open_exit", "then", OPEN)],
            id="7.12 called number",
        ),
    ],
)
def test_an_element_leads_where_its_exits_do(element: str, label: str, expected: list[tuple[str, str, str]]) -> None:
    graph = plan(element)
    assert graph.node(HERE).label == label
    assert ways(graph, HERE) == expected
    assert all(edge.active for edge in graph.ways_on(HERE))


def test_rule_7_1_nothing_comes_back_from_a_queue_that_is_called_like_an_extension() -> None:
    graph = plan("{type: call, to: '700', next: there}")
    assert [(edge.label, edge.active) for edge in graph.ways_on(HERE)] == [
        ("calls", True),
        ("not answered", False),
        ("busy", False),
    ]


@pytest.mark.parametrize(("number", "comes_back"), [("+3225880101", True), ("+3225880107", False)])
def test_rule_2_4_a_called_own_number_comes_back_as_what_it_leads_to_does(number: str, comes_back: bool) -> None:
    graph = plan(f"{{type: call, to: '{number}', next: there}}")
    assert [(edge.target, edge.active) for edge in graph.ways_on(HERE)][:2] == [
        (f"number:{number}", True),
        (THERE, comes_back),
    ]


def test_rule_7_7_the_exit_that_a_switch_chooses_now_is_told() -> None:
    graph = plan("{type: switch, switch: Closed, active: there, inactive: else}")
    assert graph.ways_on(HERE) == (
        Edge(HERE, THERE, "exit", "switch on", True, None, True),
        Edge(HERE, ELSE, "exit", "switch off", True, None, False),
    )
    assert [edge.words for edge in graph.ways_on(HERE)] == ["switch on (now)", "switch off"]


def test_rule_7_4_an_exit_for_a_maximum_wait_that_is_not_set_takes_no_calls() -> None:
    graph = graph_of(
        """
        queues: [{name: Support, extension: '700'}]
        dial_plans:
          - {name: Main, extension: '900', start: here, elements: {here: {type: queue, queue: '700', next: here}}}
        """
    )
    assert [(edge.label, edge.active) for edge in graph.ways_on(HERE)] == [
        ("waits in", True),
        ("maximum wait (none set)", False),
        ("no agent logged in", False),
    ]
