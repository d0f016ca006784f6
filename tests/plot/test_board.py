"""The cards of a routing graph: what they say, where they lead, and what goes without saying."""

from __future__ import annotations

import routesim
from routesim.graph.routing_graph import RoutingGraph
from routesim.plot.board import Card, board
from routesim.plot.card_look import look
from routesim.plot.outlines import outline
from tests.plot.conftest import graph_of


def by_name(graph: RoutingGraph) -> dict[str, Card]:
    return {card.name: card for card in board(graph)}


def ways(card: Card) -> list[tuple[str, tuple[str, ...], str | None]]:
    return [(row.words, row.targets, row.outcome) for row in card.rows]


def test_a_small_office_has_a_card_for_each_place(small_office: RoutingGraph) -> None:
    assert list(by_name(small_office)) == [
        "number:+3225880100",
        "number:+3225880101",
        "number:+3225880102",
        "number:+3225880103",
        "number:+3225880109",
        "user:101",
        "user:101/no_answer",
        "mailbox:101",
        "user:102",
        "mailbox:102",
        "user:103",
    ]


def test_plans_that_ring_alike_share_a_card(small_office: RoutingGraph) -> None:
    cards = by_name(small_office)
    assert cards["user:101/no_answer"].nodes == ("user:101/no_answer", "user:101/busy")
    assert cards["user:101/no_answer"].title == "On no answer or busy"
    words = "no answer after 20 s, offline, busy, rejects"
    assert ways(cards["user:101"]) == [(words, ("user:101/no_answer",), None)]
    assert "user:101/busy" in [card.name for card in board(small_office, merges=False)]


def test_a_plan_that_rings_nobody_is_left_out(small_office: RoutingGraph) -> None:
    cards = by_name(small_office)
    assert [way[1] for way in ways(cards["user:102"])] == [("mailbox:102",)]
    assert set(cards["user:102"].nodes) == {"user:102", "user:102/no_answer", "user:102/busy"}
    assert ways(cards["user:103"]) == [
        ("no answer after 25 s, offline", (), "no answer"),
        ("busy, rejects", (), "busy"),
    ]


def test_a_number_that_leads_nowhere_says_so_once(small_office: RoutingGraph) -> None:
    assert ways(by_name(small_office)["number:+3225880109"]) == [("", (), "not configured")]


def test_sliders_stand_in_the_rows() -> None:
    rows = by_name(graph_of("staggered-mobiles"))["user:201/no_answer"].rows
    assert [row.window for row in rows] == [(0.0, 25.0), (10.0, 25.0), (20.0, 40.0), None]


def test_agents_share_a_row() -> None:
    rows = by_name(graph_of("support-queue"))["queue:700"].rows
    assert [(row.words, row.targets) for row in rows] == [
        ("agent (static)", ("user:102", "user:103")),
        ("agent (dynamic)", ("user:104",)),
        ("after 60 s", ("mailbox:801",)),
    ]


def test_what_follow_me_silences_is_told() -> None:
    rows = by_name(graph_of("follow-me-silences-the-desk"))["user:301"].rows
    assert [row.active for row in rows] == [False, False, True]


def test_a_mailbox_that_nothing_leads_to_is_left_out_if_it_is_a_persons() -> None:
    system = routesim.loads(
        "settings: {name: A, timezone: UTC, country: BE}\nusers: [{extension: 101, name: Ann, voicemail: yes}]\n"
        "voicemails: [{name: Company, extension: 801}]\n"
    )
    assert list(by_name(RoutingGraph(system))) == ["user:101", "mailbox:801"]


def test_a_part_has_no_rows_that_lead_out_of_it(small_office: RoutingGraph) -> None:
    cards = board(small_office, ["user:101", "user:101/no_answer", "user:101/busy", "mailbox:101"])
    assert [row.targets for card in cards for row in card.rows] == [("user:101/no_answer",), ("mailbox:101",)]


def test_every_kind_has_a_shape_of_its_own() -> None:
    kinds = ("number", "user", "forwarding", "external", "conference", "dial_plan", "element")
    shapes = {tuple(outline(kind, 0.0, 0.0, 100.0, 60.0)) for kind in kinds}  # type: ignore[arg-type]
    assert len(shapes) == len(kinds)


def test_every_kind_has_a_sign_of_its_own() -> None:
    cards = [
        card for name in ("front-door", "weekly-conference", "staggered-mobiles") for card in board(graph_of(name))
    ]
    signs = {card.kind: look(card).icon for card in cards if card.kind != "element"}
    assert len(set(signs.values())) == len(signs) == 8
