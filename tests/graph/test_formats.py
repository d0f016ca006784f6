"""The graph as JSON, Mermaid and Graphviz DOT."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routesim.graph.formats import arrows, as_dot, as_json, as_mermaid
from routesim.graph.parts import Edge, Node
from tests.graph.drawn import graph_of

SYSTEM = """
settings: {name: Acme}
users: [{extension: '101', name: Alice, follow_me: {destinations: [{to: '+32470000101', ring: 25}]}}]
switches: [{name: Closed, state: on}]
dial_plans:
  - name: Main
    extension: '900'
    start: closed
    elements: {closed: {type: switch, switch: Closed, active: end}, end: {type: hang_up}}
"""
HOSTILE = [
    'say "hi"',
    "back\\slash \\N \\",
    "[x](y){z}<b>|;#1 %% -->",
    "&amp; &lt; #quot;",
    "`**md**` _x_ ~~y~~",
    "1. list",
    "- list",
    "+ list",
    "名前 é e\u0301 😀",
    "end",
]
printable_names = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)


def named(label: str) -> tuple[list[Node], list[Edge]]:
    nodes = [Node("user:101", "user", label), Node("outcome:busy", "outcome", "busy")]
    return nodes, [Edge("user:101", "outcome:busy", "fail", label)]


def test_json_holds_every_node_and_edge_with_all_they_have() -> None:
    graph = graph_of(SYSTEM)
    document = json.loads(as_json("Acme", graph.nodes, graph.edges))
    assert list(document) == ["pbx", "nodes", "edges"]
    assert document["pbx"] == "Acme"
    assert [node["id"] for node in document["nodes"]] == [node.name for node in graph.nodes]
    assert document["nodes"][3] == {
        "id": "user:101",
        "kind": "user",
        "label": "Alice",
        "ring_time": 20.0,
        "multiple_calls": False,
        "must_log_in": False,
        "follow_me": False,
    } | {"label": "Alice (101)"}
    assert document["edges"] == json.loads(json.dumps([edge._asdict() for edge in graph.edges]))
    ring = next(edge for edge in document["edges"] if edge["kind"] == "ring")
    assert ring == {
        "source": "user:101/follow_me",
        "target": "external:+32470000101",
        "kind": "ring",
        "label": "rings 0\N{EN DASH}25 s",
        "active": False,
        "window": [0.0, 25.0],
        "current": None,
    }


def test_arrows_stand_for_all_edges_alike_between_two_nodes() -> None:
    edges = [
        Edge("a", "b", "no_answer", "no answer"),
        Edge("a", "c", "busy", "busy"),
        Edge("a", "b", "offline", "offline"),
        Edge("a", "b", "busy", "never", active=False),
        Edge("a", "b", "exit", "on", current=True),
    ]
    assert list(arrows(edges)) == [
        ("a", "b", True, "no answer, offline, on (now)"),
        ("a", "c", True, "busy"),
        ("a", "b", False, "never"),
    ]


def test_mermaid_draws_each_kind_in_its_shape_and_dots_what_takes_no_calls() -> None:
    nodes, edges = graph_of(SYSTEM).part("dial_plan:900")
    assert as_mermaid(nodes, edges).splitlines() == [
        "flowchart LR",
        '    n0[["Dial plan Main (900)"]]',
        '    n1("closed: switch Closed")',
        '    n2("end: hang up")',
        '    n3((("hung up")))',
        '    n0 -->|"starts with"| n1',
        '    n1 -->|"switch on (now)"| n2',
        '    n1 -->|"switch off"| n3',
        '    n2 -->|"hangs up"| n3',
    ]
    everything = as_mermaid(graph_of(SYSTEM).nodes, graph_of(SYSTEM).edges)
    assert '-.->|"Follow Me (off)"|' in everything


MERMAID_NODE = re.compile(r'    n0\["((?:[^\W_]|[ ,:()\'/+.\N{EN DASH}-]|#[0-9]+;)*)"\]')


def mermaid_shows(text: str) -> str:
    return re.sub(r"#([0-9]+);", lambda match: chr(int(match[1])), text)


@pytest.mark.parametrize("name", HOSTILE)
def test_mermaid_shows_every_name_as_it_is(name: str) -> None:
    nodes, edges = named(name)
    line = as_mermaid(nodes, edges).splitlines()[1]
    match = MERMAID_NODE.fullmatch(line)
    assert match is not None, line
    assert mermaid_shows(match[1]) == name
    assert not re.match(r"([-+*]|[0-9]+[.)])( |$)", match[1])


@given(printable_names)
def test_no_name_breaks_out_of_mermaids_quotes(name: str) -> None:
    nodes, edges = named(name)
    match = MERMAID_NODE.fullmatch(as_mermaid(nodes, edges).splitlines()[1])
    assert match is not None
    assert mermaid_shows(match[1]) == name


def test_dot_draws_each_kind_in_its_shape_and_dashes_what_takes_no_calls() -> None:
    nodes, edges = graph_of(SYSTEM).part("dial_plan:900")
    assert as_dot("Acme", nodes, edges).splitlines() == [
        'digraph "Acme" {',
        "    rankdir=LR;",
        '    node [fontname="sans-serif"];',
        '    edge [fontname="sans-serif"];',
        '    "dial_plan:900" [label="Dial plan Main (900)", shape=folder];',
        '    "dial_plan:900/closed" [label="closed: switch Closed", shape=box, style="rounded"];',
        '    "dial_plan:900/end" [label="end: hang up", shape=box, style="rounded"];',
        '    "outcome:hung_up" [label="hung up", shape=oval, peripheries=2];',
        '    "dial_plan:900" -> "dial_plan:900/closed" [label="starts with"];',
        '    "dial_plan:900/closed" -> "dial_plan:900/end" [label="switch on (now)"];',
        '    "dial_plan:900/closed" -> "outcome:hung_up" [label="switch off"];',
        '    "dial_plan:900/end" -> "outcome:hung_up" [label="hangs up"];',
        "}",
    ]
    everything = as_dot("Acme", graph_of(SYSTEM).nodes, graph_of(SYSTEM).edges)
    assert '"user:101" -> "user:101/follow_me" [label="Follow Me (off)", style="dashed"];' in everything


DOT_NODE = re.compile(r'    "user:101" \[label="((?:[^"\\]|\\.)*)", shape=box\];')


def dot_shows(text: str) -> str:
    """What Graphviz makes of a quoted label: escapes first, then entities."""
    return re.sub(r"\\(.)", r"\1", text).replace("&amp;", "&")


@pytest.mark.parametrize("name", HOSTILE)
def test_dot_shows_every_name_as_it_is(name: str) -> None:
    nodes, edges = named(name)
    match = DOT_NODE.fullmatch(as_dot(name, nodes, edges).splitlines()[4])
    assert match is not None
    assert dot_shows(match[1]) == name
    assert "\\" not in re.sub(r'\\[\\"]', "", match[1])


@given(printable_names)
def test_no_name_breaks_out_of_dots_quotes(name: str) -> None:
    nodes, edges = named(name)
    match = DOT_NODE.fullmatch(as_dot(name, nodes, edges).splitlines()[4])
    assert match is not None
    assert dot_shows(match[1]) == name
