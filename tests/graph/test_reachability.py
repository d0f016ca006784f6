"""Where calls can get to: what the edges say, and what the rules of forwards add to it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routesim import engine
from routesim.errors import UnusableInput
from routesim.graph.routing_graph import RoutingGraph
from routesim.result.records import CallRecord
from tests.graph.drawn import graph_of
from tests.service_strategies import service_worlds
from tests.strategies import World, worlds

UNFORESEEN = {"abandoned", "failed"}
"""Outcomes that any call may have, wherever it is: no edge leads there."""


def lies_within(record: CallRecord, graph: RoutingGraph) -> bool:
    reachable = graph.reachable_from(record.path[0])
    ends = {f"outcome:{record.outcome}"} if record.outcome not in UNFORESEEN else set()
    return {*record.path, *ends} <= set(reachable)


@given(st.one_of(worlds(), service_worlds()))
def test_every_edge_joins_two_nodes(world: World) -> None:
    graph = RoutingGraph(world.system)
    assert {name for edge in graph.edges for name in (edge.source, edge.target)} <= {node.name for node in graph.nodes}
    assert [edge for node in graph.nodes for edge in graph.ways_on(node.name)] == list(graph.edges)


@given(worlds())
def test_every_play_stays_within_what_the_graph_says_it_can_reach(world: World) -> None:
    graph = RoutingGraph(world.system)
    for record in engine.play(world.system, world.calls).calls:
        assert not record.path or record.path[0] not in graph or lies_within(record, graph), record


@given(service_worlds())
def test_plays_through_dial_plans_and_queues_stay_within_the_graph_too(world: World) -> None:
    graph = RoutingGraph(world.system)
    for record in engine.play(world.system, world.calls).calls:
        assert not record.path or record.path[0] not in graph or lies_within(record, graph), record


CHAIN = """
settings: {{forwarded_calls: {setting}, max_forwards: {limit}}}
users:
  - {{extension: '101', forwarding: {{no_answer: {{destinations: [{{to: '102'}}]}}}}}}
  - {{extension: '102', voicemail: yes, forwarding: {{no_answer: {{destinations: [{{to: '103'}}], voicemail: yes}}}}}}
  - {{extension: '103', follow_me: {{enabled: yes, destinations: [{{to: '+32470000101'}}]}}}}
"""
SOUGHT = ("user:102", "mailbox:102", "user:103", "external:+32470000101")


@pytest.mark.parametrize(
    ("setting", "limit", "reached"),
    [
        ("follow", 5, ("user:102", "user:103", "external:+32470000101")),
        ("full", 5, ("user:102", "mailbox:102", "user:103", "external:+32470000101")),
        ("ring_only", 5, ("user:102",)),
        ("follow", 2, ("user:102", "user:103")),
        ("follow", 1, ("user:102",)),
        ("follow", 0, ()),
    ],
)
def test_rules_5_5_and_5_7_how_far_a_forwarded_call_gets(setting: str, limit: int, reached: tuple[str, ...]) -> None:
    graph = graph_of(CHAIN.format(setting=setting, limit=limit))
    assert tuple(name for name in SOUGHT if name in graph.reachable_from("user:101")) == reached


def test_rule_5_5_a_line_that_is_only_rung_is_answered_even_if_follow_me_is_on() -> None:
    graph = graph_of(
        CHAIN.format(setting="ring_only", limit=5) + "queues: [{name: Q, extension: '700', static_agents: ['103']}]"
    )
    assert graph.reachable_from("queue:700") == ("queue:700", "user:103", "outcome:answered")


def test_rule_8_5_a_queue_does_not_get_to_the_forwardings_of_its_agents() -> None:
    graph = graph_of(
        CHAIN.format(setting="full", limit=5) + "queues: [{name: Q, extension: '700', static_agents: ['101']}]"
    )
    assert graph.reachable_from("queue:700") == ("queue:700", "user:101", "outcome:answered")


DIAL_PLAN = """
users: [{{extension: '101'}}]
queues: [{{name: Q, extension: '700', dynamic_agents: ['101'], max_wait: 60, overflow: {{type: hang_up}}}}]
dial_plans:
  - name: Main
    extension: '900'
    start: go
    elements: {{go: {element}, end: {{type: voicemail, voicemail: Sales}}}}
voicemails: [{{name: Sales, extension: '801'}}]
"""


@pytest.mark.parametrize(
    ("element", "endings"),
    [
        ("{type: call, to: '101', next: end}", ("answered", "voicemail")),
        ("{type: call, to: '700', next: end}", ("answered", "hung_up")),
        ("{type: queue, queue: Q, next: end}", ("answered", "voicemail")),
        ("{type: queue, queue: Q}", ("answered", "hung_up")),
    ],
)
def test_rules_7_1_and_7_4_what_a_dial_plan_takes_back_ends_by_its_exits(
    element: str, endings: tuple[str, ...]
) -> None:
    reached = graph_of(DIAL_PLAN.format(element=element)).reachable_from("dial_plan:900")
    assert tuple(name.removeprefix("outcome:") for name in reached if name.startswith("outcome:")) == endings


def test_an_unknown_node_is_refused() -> None:
    with pytest.raises(KeyError, match="user:109"):
        graph_of("users: [{extension: '101'}]").reachable_from("user:109")


NUMBERS = """
users: [{extension: '101'}, {extension: '102'}]
incoming_numbers: [{number: '+3225880100', destination: {type: extension, extension: '101'}}]
"""


@pytest.mark.parametrize(
    ("typed", "node"),
    [
        ("+3225880100", "number:+3225880100"),
        ("02 588 01 00", "number:+3225880100"),
        ("0032.2.588.01.00", "number:+3225880100"),
        ("101", "user:101"),
        ("user:102/busy", "user:102/busy"),
    ],
)
def test_a_place_is_found_however_it_is_typed(typed: str, node: str) -> None:
    assert graph_of(NUMBERS).find(typed) == node


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("+3225880110", "no incoming number and no extension is '+3225880110', did you mean `+3225880100`?"),
        ("109", "no incoming number and no extension is '109', did you mean `102`?"),
        ("nonsense", "no incoming number and no extension is 'nonsense'"),
        ("", "no incoming number and no extension is ''"),
    ],
)
def test_a_place_that_is_not_there_is_refused_with_the_nearest(typed: str, message: str) -> None:
    with pytest.raises(UnusableInput) as refused:
        graph_of(NUMBERS).find(typed)
    assert [problem.message for problem in refused.value.problems] == [message]


def test_networkx_has_the_same_nodes_and_edges_with_the_place_in_the_file_as_key() -> None:
    import networkx as nx

    graph = graph_of(CHAIN.format(setting="full", limit=5))
    expected: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in graph.nodes:
        expected.add_node(node.name, kind=node.kind, label=node.label, **node.settings)
    for place, edge in enumerate(graph.edges):
        window = {} if edge.window is None else {"window": edge.window}
        more = {"kind": edge.kind, "label": edge.label, "active": edge.active, **window}
        expected.add_edge(edge.source, edge.target, place, **more)
    assert nx.utils.graphs_equal(graph.networkx, expected)
    assert type(graph.networkx) is nx.MultiDiGraph


def test_what_is_done_to_the_networkx_graph_leaves_ours_alone() -> None:
    graph = graph_of(NUMBERS)
    before = graph.edges
    for _, _, attributes in graph.networkx.edges(data=True):
        attributes["label"] = "changed"
    graph.networkx.remove_node("user:101")
    assert (graph.edges, graph.ways_on("user:101")[0].label) == (before, "answers")
    assert "user:101" in graph


def test_networkx_is_not_imported_before_it_is_asked_for() -> None:
    script = f"""
import sys
from tests.graph.drawn import graph_of
graph = graph_of({NUMBERS!r})
graph.tree()
print("networkx" in sys.modules, end=" ")
graph.networkx
print("networkx" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "False True\n"


def test_the_graph_says_what_it_is() -> None:
    assert repr(graph_of(NUMBERS)) == "<RoutingGraph 'Phone system': 10 nodes, 15 edges>"
