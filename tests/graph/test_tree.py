"""The graph as a tree to read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routesim.graph.routing_graph import RoutingGraph
from routesim.graph.tree import tree_lines
from routesim.result.typography import columns
from tests.graph.drawn import graph_of
from tests.service_strategies import service_worlds
from tests.strategies import World
from tests.worlds import system_of

HERE = Path(__file__).parent


def office() -> RoutingGraph:
    return graph_of((HERE / "office.yaml").read_text("utf-8"))


def drawn(text: str, *names: str) -> list[str]:
    return graph_of(text).tree(*names, ascii_only=True).splitlines()


def test_the_tree_of_an_office_reads_as_written_down() -> None:
    assert office().tree(width=80) + "\n" == (HERE / "trees" / "office.txt").read_text("utf-8")


def test_the_tree_from_one_extension_in_ascii_reads_as_written_down() -> None:
    assert office().tree("user:103", ascii_only=True) + "\n" == (HERE / "trees" / "carol-ascii.txt").read_text("ascii")


def test_what_a_number_leads_straight_to_is_expanded_there_and_only_referred_to_elsewhere() -> None:
    assert drawn(
        """
        users:
          - {extension: '101', forwarding: {busy: {destinations: [{to: '102'}]}}}
          - {extension: '102', voicemail: yes, forwarding: {no_answer: {voicemail: yes}}}
        incoming_numbers:
          - {number: '+3225880101', destination: {type: extension, extension: '101'}}
          - {number: '+3225880102', destination: {type: extension, extension: '102'}}
          - {number: '+3225880103', destination: {type: extension, extension: '102'}}
        """
    ) == [
        "+3225880101 -> 101 (101)",
        "|- no answer after 20 s, offline -> x no answer",
        "`- busy, rejects",
        "   |- rings 0-20 s -> 102 (102)",
        "   `- nobody answers -> x busy",
        "",
        "+3225880102 -> 102 (102)",
        "|- no answer after 20 s, offline -> Mailbox of 102 (102)",
        "`- busy, rejects -> x busy",
        "",
        "+3225880103 -> 102 (102), see above",
    ]


LONG_CHAIN = """
settings: {{max_forwards: {limit}}}
users:
  - {{extension: '101', forwarding: {{no_answer: {{destinations: [{{to: '102'}}]}}}}}}
  - {{extension: '102', forwarding: {{no_answer: {{destinations: [{{to: '103'}}]}}}}}}
  - {{extension: '103'}}
"""


def test_rule_5_7_a_leg_beyond_the_limit_is_told_and_goes_no_further() -> None:
    assert drawn(LONG_CHAIN.format(limit=1), "user:101") == [
        "101 (101)",
        "|- no answer after 20 s, offline",
        "|  |- rings 0-20 s -> 102 (102)",
        "|  |  `- no answer after 20 s, offline",
        "|  |     `- rings 0-20 s -> 103 (103), not rung: over 1 forwards deep (rule 5.7)",
        "|  `- nobody answers -> x no answer",
        "`- busy, rejects -> x busy",
    ]


def test_rule_5_7_what_was_cut_off_deep_down_is_expanded_again_where_it_is_reached_sooner() -> None:
    lines = drawn(
        LONG_CHAIN.format(limit=1).replace("users:", "queues: [{name: Q, extension: '700'}]\nusers:")
        + """
dial_plans:
  - name: Main
    extension: '900'
    start: first
    elements: {first: {type: call, to: '101', next: second}, second: {type: call, to: '102'}}
"""
        + "incoming_numbers: [{number: '+3225880100', destination: {type: dial_plan, dial_plan: Main}}]"
    )
    assert lines[-8:-3] == [
        "`- not answered, busy -> second: call",
        "   |- calls -> 102 (102)",
        "   |  `- no answer after 20 s, offline",
        "   |     `- rings 0-20 s -> 103 (103)",
        "   `- not answered, busy -> x hung up (open exit)",
    ]


def test_rule_5_5_a_line_that_is_only_rung_has_nothing_below_it() -> None:
    lines = drawn(LONG_CHAIN.format(limit=5).replace("max_forwards: 5", "forwarded_calls: ring_only"), "user:101")
    assert lines[1:3] == ["|- no answer after 20 s, offline", "|  |- rings 0-20 s -> 102 (102)"]
    assert len(lines) == 5


def test_a_loop_of_two_people_with_numbers_of_their_own_is_marked() -> None:
    lines = drawn(
        """
        users:
          - {extension: '101', forwarding: {busy: {destinations: [{to: '102'}]}}}
          - {extension: '102', forwarding: {busy: {destinations: [{to: '101'}]}}}
        incoming_numbers:
          - {number: '+3225880101', destination: {type: extension, extension: '101'}}
          - {number: '+3225880102', destination: {type: extension, extension: '102'}}
        """
    )
    assert [line.strip("|`- ") for line in lines if "loop" in line] == [
        "rings 0-20 s -> 102 (102) <- in a loop, see below",
        "rings 0-20 s -> 101 (101) <- in a loop, see above",
    ]


def test_people_and_services_that_no_number_leads_to_are_listed() -> None:
    lines = drawn(
        """
        users: [{extension: '101', name: Alice}, {extension: '102', name: Bob}]
        queues: [{name: Support, extension: '700'}]
        conferences: [{name: Weekly, extension: '750'}]
        dial_plans: [{name: Main, extension: '900', start: end, elements: {end: {type: hang_up}}}]
        """
    )
    assert lines == [
        "No incoming number leads to:",
        "  Users: Alice (101), Bob (102)",
        "  Queues: Support (700)",
        "  Conferences: Weekly (750)",
        "  Dial plans: Main (900)",
    ]


def test_a_long_list_of_people_is_broken_into_lines_even_in_a_file() -> None:
    lines = (
        graph_of("users:\n" + "\n".join(f"- {{extension: '{place}'}}" for place in range(1000, 2000)))
        .tree()
        .splitlines()
    )
    assert max(map(len, lines)) <= 100
    assert "".join(lines[1:]).count("(") == 1000


def chain(length: int, numbers: int, limit: int) -> RoutingGraph:
    """Users who forward to the next one, in a circle."""
    users = [
        f"- {{extension: '{1000 + place}', forwarding: {{no_answer: {{destinations: [{{to: '{following}'}}]}}}}}}"
        for place in range(length)
        for following in [1000 + (place + 1) % length]
    ]
    own = [
        f"- {{number: '+3225{place:06}', destination: {{type: extension, extension: '{1000 + place}'}}}}"
        for place in range(numbers)
    ]
    lines = [f"settings: {{max_forwards: {limit}}}", "users:", *users, "incoming_numbers:", *own]
    return RoutingGraph(system_of("\n".join(lines)))


@pytest.mark.parametrize(("numbers", "limit"), [(1, 5), (1, 70), (1000, 5)])
def test_a_chain_of_a_thousand_forwards_stays_on_the_screen(numbers: int, limit: int) -> None:
    lines = chain(1000, numbers, limit).tree(width=80).splitlines()
    assert max(map(columns, lines)) <= 80
    assert sum("not rung: over" in line or "rule 5.7" in line for line in lines) >= (numbers == 1)


def test_what_would_stand_too_far_to_the_right_is_continued_from_the_margin() -> None:
    lines = chain(30, 1, 70).tree(ascii_only=True).splitlines()
    (left,) = [place for place, line in enumerate(lines) if line.startswith("continued: ")][:1]
    assert re.fullmatch(r"continued: (\d+) \(\1\)", lines[left])
    assert any(line.endswith("in a loop, see below") and lines[left].split()[-1] in line for line in lines[:left])


def test_a_thousand_dial_plans_that_call_each_other_are_no_matter_for_recursion() -> None:
    plans = [
        f"- {{name: P{number}, extension: '{number}', start: go, elements: {{go: {{type: call, to: '{number + 1}'}}}}}}"
        for number in range(1000, 2000)
    ]
    graph = graph_of("\n".join(["users: [{extension: '2000'}]", "dial_plans:", *plans]))
    assert graph.tree("dial_plan:1000").count("Dial plan P") == 1000


@given(service_worlds(), st.sampled_from([40, 60, 80, 100]))
def test_no_line_is_wider_than_the_screen(world: World, width: int) -> None:
    # guides take at most 52 columns, and at least 20 are for text however narrow the screen
    assert max(map(columns, RoutingGraph(world.system).tree(width=width).splitlines())) <= max(width, 72)


@given(service_worlds())
def test_a_tree_names_everything_that_a_number_leads_to_and_lists_the_rest(world: World) -> None:
    graph = RoutingGraph(world.system)
    text = graph.tree()
    for node in graph.nodes:
        if node.kind in ("number", "user"):
            assert node.label in text


@pytest.mark.parametrize("name", ['"quoted" \\ back', "[bold]x[/bold]", "<b>&amp;", "a|b`c", "名前" * 30, "e\u0301 x"])
def test_names_of_every_kind_fit_the_screen(name: str) -> None:
    system = system_of("users: [{extension: '101'}]")
    users = (system.users[0].model_copy(update={"name": name}),)
    graph = RoutingGraph(system.model_copy(update={"users": users}))
    assert name in graph.tree("user:101")
    assert max(map(columns, graph.tree("user:101", width=60).splitlines())) <= 60


def test_what_would_steer_a_terminal_never_gets_there_raw() -> None:
    system = system_of("users: [{extension: '101'}]")
    users = (system.users[0].model_copy(update={"name": "\x1b[31mred\u202e"}),)
    text = RoutingGraph(system.model_copy(update={"users": users})).tree("user:101")
    assert text.splitlines()[0] == "\\x1b[31mred\\u202e (101)"


def test_colours_are_the_painters_business() -> None:
    lines = tree_lines(
        graph_of("users: [{extension: '101'}]"), ("user:101",), None, True, lambda style, text: f"<{style}>{text}</>"
    )
    assert list(lines) == [
        "<title>101 (101)</>",
        "<faint>|- </><ringing>no answer after 20 s, offline</><warn> -> x no answer</>",
        "<faint>`- </><ringing>busy, rejects</><warn> -> x busy</>",
    ]


def test_a_notebook_shows_the_tree_escaped_and_not_without_end() -> None:
    bundle = graph_of("users: [{extension: '101', name: <b>}]")._repr_mimebundle_()
    assert bundle["text/html"] == "<pre>No incoming number leads to:\n  Users: &lt;b&gt; (101)</pre>"
    assert bundle["text/plain"] == "No incoming number leads to:\n  Users: <b> (101)"
    lines = chain(1000, 1000, 0)._repr_mimebundle_()["text/plain"].splitlines()
    assert len(lines) == 201
    assert lines[-1] == "... and 5799 more lines: print(graph)"


def test_str_is_the_tree() -> None:
    assert str(office()) == office().tree()
