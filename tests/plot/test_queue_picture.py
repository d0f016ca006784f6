from __future__ import annotations

import pytest

import routesim
from routesim.engine import play
from routesim.errors import UnusableInput
from routesim.files import loads_calls
from routesim.graph.routing_graph import RoutingGraph
from routesim.plot import queue_layout
from routesim.plot.picture import Picture
from routesim.plot.queue_layout import Lane, lay_out_queue
from routesim.result.records import Play
from tests.plot.conftest import graph_of
from tests.plot.seeing import beyond, names, overlaps, texts


def spans(lane: Lane) -> list[tuple[str, float, float]]:
    return [(span.kind, span.start, span.end) for span in lane.spans]


def test_callers_wait_and_talk_or_leave(support: Play) -> None:
    layout = lay_out_queue(support, "700", graph_of("support-queue"))
    first, *_, last = layout.callers
    assert (first.title, spans(first)) == ("first", [("waiting", 0, 4), ("talking", 4, 104)])
    assert (last.title, spans(last)) == ("eleventh", [("waiting", 603, 654), ("talking", 654, 714)])
    assert [(lane.title, lane.ends) for lane in layout.callers if lane.ends] == [
        ("fourth", "→ longest wait over"),
        ("seventh", "✗ gives up"),
    ]


def test_a_talk_that_lasts_all_day_leaves_room_for_those_who_wait() -> None:
    system = routesim.loads(
        "settings: {name: A, timezone: UTC, country: BE}\nusers: [{extension: 101, name: Ann}]\n"
        "queues: [{extension: 700, name: Q, strategy: linear, static_agents: [101]}]"
    )
    text = "{pbx: a, start: 2026-11-23T10:00:00, people: {101: {answers_after: 4}}, calls: [%s]}"
    call = '{to: "700", from: "+32470123456", at: %d, talk: %d, patience: 300}'
    calls = loads_calls(text % ", ".join([call % (0, 200), call % (10, 86_400), call % (20, 60)]), system)
    played = play(system, calls)
    layout = lay_out_queue(played, "700", RoutingGraph(system))
    assert spans(layout.callers[1]) == [("waiting", 10, 208), ("talking", 208, 86_608)]
    assert layout.end == 2 * 320
    assert spans(layout.agents[0])[-1] == ("talking", 208, 86_608)
    picture = played.plot("700", system)
    assert overlaps(picture) == []
    assert beyond(picture) == []


def test_callers_stand_in_the_order_in_which_they_come(support: Play) -> None:
    layout = lay_out_queue(support, "700", None)
    starts = [lane.spans[0].start for lane in layout.callers]
    assert starts == sorted(starts)
    assert len(starts) == 11


def test_agents_come_and_go_ring_talk_and_pause(support: Play) -> None:
    layout = lay_out_queue(support, "700", graph_of("support-queue"))
    aisha, ben, chloe = layout.agents
    assert [lane.title for lane in layout.agents] == ["Aisha Khan", "Ben Howard", "Chloe Price"]
    assert spans(chloe) == [
        ("on", 30, 500),
        ("ringing", 32, 37),
        ("talking", 37, 97),
        ("wrap_up", 97, 127),
        ("ringing", 127, 132),
        ("talking", 132, 192),
        ("wrap_up", 192, 222),
    ]
    assert spans(ben)[0] == ("on", 0, 714)
    assert ("elsewhere", 424, 454) in spans(aisha)
    assert [span.missed for span in aisha.spans if span.kind == "ringing"][:2] == [False, True]


def test_only_those_who_joined_in_the_period(support: Play) -> None:
    layout = lay_out_queue(support, "700", None, start=600, end=602)
    assert [lane.title for lane in layout.callers] == ["ninth", "tenth"]
    assert (layout.begin, layout.end) == (600, 626)


def test_nobody_and_too_many_are_refused(support: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnusableInput, match="nobody joined the queue Support"):
        lay_out_queue(support, "700", None, start=5000)
    monkeypatch.setattr(queue_layout, "MOST_LANES", 5)
    with pytest.raises(UnusableInput, match=r"11 callers joined .* and 5 are the most .* a shorter period"):
        lay_out_queue(support, "700", None)


def test_every_lane_is_drawn_and_labelled(support_picture: Picture) -> None:
    lanes = {name.split("-")[1] for name in names(support_picture, "lane-")}
    assert len(lanes) == 14
    written = texts(support_picture)
    order = [written.index(text) for text in ("Callers", "first", "eleventh", "Agents")]
    assert order == sorted(order)
    assert overlaps(support_picture) == []
    assert beyond(support_picture) == []
