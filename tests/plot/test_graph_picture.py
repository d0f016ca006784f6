from __future__ import annotations

import pytest

import routesim
from routesim.errors import UnusableInput
from routesim.graph.routing_graph import RoutingGraph
from routesim.plot import drawing
from routesim.plot.board import board
from routesim.plot.call_marks import CallMarks
from routesim.plot.picture import Picture
from tests.plot.conftest import graph_of
from tests.plot.seeing import artists, beyond, names, overlaps, texts

READ = ("front-door", "loop-of-forwards", "support-queue", "follow-me-silences-the-desk")


def test_there_is_a_card_for_every_place_and_a_wire_for_every_way(
    small_office: RoutingGraph, small_office_picture: Picture
) -> None:
    cards = board(small_office)
    assert len(names(small_office_picture, "card-")) == len(cards) == 11
    wires = sum(len(row.targets) for card in cards for row in card.rows)
    assert len(names(small_office_picture, "wire-")) == wires == 8


def test_every_place_is_named(small_office: RoutingGraph, small_office_picture: Picture) -> None:
    written = texts(small_office_picture)
    assert written[:2] == ["Atelier Lambert", "What leads where"]
    assert [text for text in written if text in {card.title for card in board(small_office)}] == [
        card.title for card in board(small_office)
    ]


def test_ways_are_labelled(small_office_picture: Picture) -> None:
    written = texts(small_office_picture)
    assert {"rings 0\N{EN DASH}15 s", "nobody answers: last resort", "✗ not configured", "✗ busy"} <= set(written)


@pytest.mark.parametrize("scenario", READ)
def test_no_label_lies_on_another_or_leaves_the_sheet(scenario: str) -> None:
    picture = graph_of(scenario).plot()
    assert overlaps(picture) == []
    assert beyond(picture) == []


def test_the_way_of_a_call_stands_out(small_office: RoutingGraph) -> None:
    call = routesim.call(small_office.system, "+3225880101", people={"102": {"answers_after": 6}})
    marks = CallMarks(call, board(small_office))
    assert list(marks.visited) == ["number:+3225880101", "user:101", "user:101/no_answer", "user:102"]
    assert {(source, target) for source, _, target in marks.taken} == {
        ("number:+3225880101", "user:101"),
        ("user:101", "user:101/no_answer"),
        ("user:101/no_answer", "user:102"),
    }
    picture = small_office.plot("+3225880101", call=call)
    taken = [name for name in names(picture, "wire-") if name.endswith("-taken")]
    others = [name for name in names(picture, "wire-") if not name.endswith("-taken")]
    assert (len(taken), len(others)) == (3, 1)
    drawn = artists(picture)
    assert drawn[taken[0]].get_linewidth() > 2 * drawn[others[0]].get_linewidth()  # type: ignore[attr-defined]
    (badge,) = names(picture, "badge-")
    assert drawn[badge].get_text() == "✓"  # type: ignore[attr-defined]
    assert texts(picture)[1].endswith("Answered by Bob Peeters (102) after 26 s, talked for 60 s")


def test_a_call_that_ends_in_a_mailbox_is_marked_there(small_office: RoutingGraph) -> None:
    call = routesim.call(small_office.system, "102", people={"102": {"state": "offline"}})
    cards = {card.name: card for card in board(small_office)}
    marks = CallMarks(call, list(cards.values()))
    assert [name for name, card in cards.items() if marks.badge(card)[0]] == ["mailbox:102"]


def test_a_call_that_nobody_takes_has_a_cross_where_it_ends_and_no_tick(small_office: RoutingGraph) -> None:
    call = routesim.call(small_office.system, "103")
    cards = board(small_office)
    marks = CallMarks(call, cards)
    assert not any(marks.badge(card)[0] for card in cards)
    crossed = [(card.name, row.outcome) for card in cards for row in card.rows if marks.badge(card, row)[0]]
    assert crossed == [("user:103", "no answer")]


def test_nothing_is_crossed_where_somebody_takes_the_call(small_office: RoutingGraph) -> None:
    call = routesim.call(small_office.system, "103", people={"103": {"answers_after": 3}})
    picture = small_office.plot("103", call=call)
    assert [artists(picture)[name].get_text() for name in names(picture, "badge-")] == ["✓"]  # type: ignore[attr-defined]
    assert not [name for name in names(picture, "row-") if name.endswith("-badge")]


def test_what_is_silenced_is_dashed() -> None:
    picture = graph_of("follow-me-silences-the-desk").plot()
    assert [name for name in names(picture, "wire-") if name.endswith("-silenced")]


def test_the_part_from_a_number_on(small_office: RoutingGraph) -> None:
    picture = small_office.plot("02 588 01 03")
    assert len(names(picture, "card-")) == 2
    assert texts(picture)[1] == "From +3225880103"


def test_an_unknown_number_is_told(small_office: RoutingGraph) -> None:
    with pytest.raises(UnusableInput, match="no incoming number and no extension is '199'"):
        small_office.plot("199")


def test_a_graph_that_nobody_could_read_is_refused(small_office: RoutingGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "MOST_CARDS", 10)
    with pytest.raises(UnusableInput, match=r"has 11 places, and 10 are the most .* from a number on, such as \+32258"):
        small_office.plot()
    assert small_office.plot("101")


def test_an_empty_system_is_a_sheet_with_a_title() -> None:
    system = routesim.loads("settings: {name: Empty, timezone: UTC, country: BE}\n")
    assert texts(RoutingGraph(system).plot()) == ["Empty", "What leads where"]
