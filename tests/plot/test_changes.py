"""What a draft changes, in the graph and call by call."""

from __future__ import annotations

from dataclasses import replace

import pytest

import routesim
from routesim.graph.routing_graph import RoutingGraph
from routesim.model.system import PhoneSystem
from routesim.plot import board_changes as module
from routesim.plot.board_changes import Change, Changes, board_changes
from routesim.plot.drawing import changes_picture, difference_picture
from routesim.result.difference import Difference
from tests.plot.seeing import beyond, names, overlaps, texts
from tests.result.differences import APPLIED, DRAFT

QUEUE = """\
settings: {name: Queue, timezone: UTC, country: BE}
users: [{extension: 101, name: Ann}, {extension: 102, name: Ben}]
queues: [{name: Help, extension: 700, max_wait: 60, agent_ring_time: 15, static_agents: ["101"]}]
"""


def both() -> tuple[PhoneSystem, PhoneSystem]:
    return routesim.loads(APPLIED), routesim.loads(DRAFT)


def changes(applied: str, draft: str) -> Changes:
    return board_changes(*(RoutingGraph(routesim.loads(text)) for text in (applied, draft)))


def of_cards(found: Changes) -> dict[str, Change]:
    return {name: change for name, change in found.of_card.items() if change is not Change.NONE}


def test_cards_that_come_go_and_change() -> None:
    found = changes(APPLIED, DRAFT)
    assert of_cards(found) == {"user:101": Change.CHANGED, "user:101/busy": Change.REMOVED}
    assert of_cards(changes(DRAFT, APPLIED)) == {"user:101": Change.CHANGED, "user:101/busy": Change.ADDED}


def test_rows_tell_what_was() -> None:
    found = changes(APPLIED, DRAFT)
    rows = {row.words: change for (card, row), change in found.of_row.items() if card == "user:101"}
    assert rows == {
        "no answer after 30 s, offline (was no answer after 20 s)": Change.CHANGED,
        "busy, rejects": Change.CHANGED,
    }


def test_ways_are_added_and_removed_one_by_one() -> None:
    found = changes(APPLIED, DRAFT)
    ways = {target: change for (card, row, target), change in found.of_way.items() if row.words == "busy, rejects"}
    assert ways == {"mailbox:101": Change.ADDED, "user:101/busy": Change.REMOVED}


def test_an_agent_more_is_one_way_more() -> None:
    found = changes(QUEUE, QUEUE.replace('["101"]', '["101", "102"]'))
    assert {target: change for (_, _, target), change in found.of_way.items()} == {
        "user:101": Change.NONE,
        "user:102": Change.ADDED,
    }


def test_a_setting_without_a_row_gets_one() -> None:
    found = changes(QUEUE, QUEUE.replace("agent_ring_time: 15", "agent_ring_time: 20"))
    assert [row.words for (_, row), change in found.of_row.items() if change is Change.CHANGED] == [
        "agent ring time: 20 (was 15)"
    ]


def test_a_setting_that_a_row_tells_is_told_once() -> None:
    found = changes(QUEUE, QUEUE.replace("max_wait: 60", "max_wait: 45"))
    assert [row.words for (_, row), change in found.of_row.items() if change is Change.CHANGED] == [
        "after 45 s (was after 60 s)"
    ]


def test_equal_systems_change_nothing() -> None:
    found = changes(APPLIED, APPLIED)
    assert (found.count, found.hidden) == (0, 0)
    assert set(found.of_way.values()) == {Change.NONE}
    assert "the draft changes no way" in changes_picture(*(routesim.loads(APPLIED),) * 2).text


def test_of_many_places_those_near_a_change_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FEW", 2)
    extra = "  - {extension: 103, name: Far away}\n"
    texts_ = [text.replace("incoming_numbers", f"{extra}incoming_numbers") for text in (APPLIED, DRAFT)]
    found = changes(*texts_)
    assert found.hidden == 1
    assert "user:103" not in {card.name for card in found.cards}


def test_the_picture_marks_added_removed_and_changed() -> None:
    picture = changes_picture(*both())
    wires = names(picture, "wire-")
    for ending, count in (("-added", 1), ("-removed", 3), ("-changed", 1)):
        assert sum(name.endswith(ending) for name in wires) == count, ending
    assert {"+ added", "\N{MINUS SIGN} removed", "~ changed"} <= set(texts(picture))
    assert overlaps(picture) == []
    assert beyond(picture) == []


def test_calls_that_are_treated_differently_have_a_line_each() -> None:
    applied, draft = both()
    picture = difference_picture(routesim.diff(applied, draft))
    written = texts(picture)
    assert "Calls to +3225880101 and Alice Martin (101)" in written
    assert {"As applied", "In the draft", "Answered by Bob Peeters (102)", "after 45 s"} <= set(written)
    assert overlaps(picture) == []
    assert beyond(picture) == []


def test_long_names_and_numbers_are_folded_before_they_are_cut() -> None:
    applied, draft = both()
    change = routesim.diff(applied, draft).changes[0]
    number = "+32470123456"
    fate = replace(change.applied, outcome="carrier_voicemail", by=number)
    picture = Difference("a", "b", changes=(replace(change, applied=fate),)).plot()
    assert any(number in words for words in texts(picture))
    assert overlaps(picture) == []


@pytest.mark.parametrize(
    ("difference", "words"),
    [
        (Difference("a", "b"), "No call is treated differently: proven for every"),
        (Difference("a", "b", undecided=("101",)), "UNDECIDED. For calls to 101, neither"),
        (Difference("a", "b", complete=False), "Comparing was given up at a bound"),
    ],
)
def test_no_difference_is_told_as_what_it_is(difference: Difference, words: str) -> None:
    assert words in difference.plot().text
