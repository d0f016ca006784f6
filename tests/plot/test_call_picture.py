"""The timeline of a call, held to what happened second by second."""

from __future__ import annotations

import pytest

import routesim
from routesim.errors import UnusableInput
from routesim.graph.routing_graph import RoutingGraph
from routesim.model.system import PhoneSystem
from routesim.plot.call_layout import CallLayout, Spot, lay_out_call
from routesim.plot.drawing import calls_picture
from routesim.plot.picture import Picture
from routesim.result.records import CallRecord, Expectation, Play
from tests.plot.conftest import graph_of, play_of
from tests.plot.seeing import beyond, names, overlaps, texts
from tests.result.records import SCENE


def laid_out(scenario: str, id_: str) -> CallLayout:
    call = next(call for call in play_of(scenario).calls if call.id == id_)
    return lay_out_call(call, graph_of(scenario))


def bars(layout: CallLayout) -> dict[str, list[tuple[str, float, float]]]:
    """What each row shows, in seconds after the call began."""
    begin = layout.begin
    return {row.number: [(bar.kind, bar.start - begin, bar.end - begin) for bar in row.bars] for row in layout.rows}


def test_bars_show_what_rang_and_windows_what_was_set() -> None:
    layout = laid_out("staggered-mobiles", "two ring, the second is faster")
    assert bars(layout) == {
        "201": [("ringing", 0, 10)],
        "+33639980101": [("ringing", 10, 25)],
        "+33639980102": [("ringing", 20, 25), ("talking", 25, 85)],
        "202": [],
    }
    begin = layout.begin
    assert [(place, window.start - begin, window.end - begin, window.kind) for place, window in layout.windows] == [
        (0, 0, 10, "own"),
        (1, 10, 35, "slider"),
        (2, 20, 35, "slider"),
        (3, 30, 50, "slider"),
    ]
    assert layout.end - begin == 50


def test_who_silences_whom() -> None:
    layout = laid_out("staggered-mobiles", "two ring, the second is faster")
    ((at, by, stopped),) = layout.stops
    assert (at - layout.begin, by, stopped) == (25, Spot(2), (Spot(1),))


def test_a_phone_that_is_not_reached_any_more_has_a_row() -> None:
    layout = laid_out("staggered-mobiles", "the first mobile takes it")
    assert [(row.number, row.words) for row in layout.rows][2:] == [
        ("+33639980102", "does not ring"),
        ("202", "does not ring"),
    ]


def test_the_caller_silences_whoever_rings() -> None:
    layout = laid_out("nested-windows", "the caller gives up first")
    ((at, by, stopped),) = layout.stops
    assert (at - layout.begin, by, stopped) == (18, None, (Spot(1),))


def test_a_mailbox_has_a_row_behind_all_phones() -> None:
    layout = laid_out("staggered-mobiles", "nobody answers")
    assert layout.rows[-1].number == "mailbox 201"
    assert layout.takes_message


def test_a_mailbox_that_takes_the_call_at_once_is_shown_although_no_phone_rings() -> None:
    layout = laid_out("front-door", "17:30:00")
    assert bars(layout) == {"mailbox 801": [("talking", 7, 27)]}


def test_stages_tell_where_the_call_is() -> None:
    layout = laid_out("front-door", "says nothing")
    told = [(stage.words[-1], stage.start - layout.begin, stage.end - layout.begin) for stage in layout.stages]
    assert told == [("menu", 0, 13), ("ring", 13, 33), ("forwarding", 33, 43)]


def test_a_circle_of_forwards_is_one_stage() -> None:
    layout = laid_out("loop-of-forwards", "round the circle")
    assert [(stage.words[1], stage.end - layout.begin) for stage in layout.stages] == [
        ("own ring", 10),
        ("no-answer forwarding", 70),
    ]


def test_the_longest_wait_in_a_queue_is_a_deadline() -> None:
    layout = laid_out("support-queue", "fourth")
    assert [(limit.at - layout.begin, limit.words) for limit in layout.deadlines] == [(60, "longest wait in the queue")]


def test_what_ends_the_ringing_is_told_whether_it_came_to_that_or_not() -> None:
    told = [(limit.at, limit.kind) for limit in laid_out_shared(patience=42).deadlines]
    assert told == [(42, "caller"), (45, "limit"), (50, "plan")]


def test_what_would_have_ended_the_ringing_is_nothing_to_who_is_passed_on() -> None:
    call = next(call for call in play_of("keys-pickup-and-transfers").calls if call.id == "passed on blindly")
    graph = graph_of("keys-pickup-and-transfers")
    assert lay_out_call(call._replace(patience=8.0), graph).deadlines == ()
    assert len(lay_out_call(call._replace(patience=8.0, transfers=()), graph).deadlines) == 1


def laid_out_shared(**call: float) -> CallLayout:
    """A call to a dial plan that rings somebody with three devices, then a forwarding."""
    system, record = shared_line(**call)
    return lay_out_call(record, RoutingGraph(system))


def shared_line(answers_after: float = 12.0, **call: float) -> tuple[PhoneSystem, CallRecord]:
    system = routesim.loads(
        """
settings: {name: Acme, timezone: UTC, country: BE}
users:
  - extension: 101
    name: Alice
    devices: [desk, mobile_app, softphone]
    forwarding: {no_answer: {destinations: [{to: 102, ring: [0, 20]}, {to: "+32470000101", ring: [10, 30]}]}}
  - {extension: 102, name: Bob, devices: [desk, mobile_app]}
dial_plans:
  - {extension: 900, name: Main, start: ring, elements: {ring: {type: call, to: 101, ring_time: 45}}}
"""
    )
    people = {
        "101": {"devices": {"desk": {"rejects_after": 5}, "softphone": {"state": "offline"}}},
        "102": {"answers_after": answers_after, "devices": {"mobile_app": {"answers_after": 12}}},
    }
    return system, routesim.call(system, "900", people=people, **call)


def test_each_device_of_a_phone_has_bars_of_its_own() -> None:
    alice, bob, _ = laid_out_shared(answers_after=14).rows
    assert [(lane.name, [bar[:3] for bar in lane.bars], lane.words) for lane in alice.devices] == [
        ("desk", [(0, 5, "ringing")], "rejected"),
        ("mobile_app", [(0, 20, "ringing")], "no answer"),
        ("softphone", [(0, 0, "refused")], "offline"),
    ]
    assert [(lane.name, [bar[:3] for bar in lane.bars], lane.words) for lane in bob.devices] == [
        ("desk", [(20, 32, "ringing")], "cancelled"),
        ("mobile_app", [(20, 32, "ringing"), (32, 92, "talking")], "answers, talks 60 s"),
    ]


def test_the_device_that_answers_silences_the_others() -> None:
    (stop,) = laid_out_shared(answers_after=14).stops
    assert stop == (32, Spot(1, 1), (Spot(1, 0), Spot(2)))


def test_where_two_devices_answer_at_once_none_is_said_to_have() -> None:
    layout = laid_out_shared(answers_after=12)
    assert [[bar.kind for bar in lane.bars] for lane in layout.rows[1].devices] == [["ringing"], ["ringing"]]
    assert layout.stops[0].by == Spot(1)


def test_devices_are_drawn_and_named_and_nothing_lies_on_another() -> None:
    system, record = shared_line(answers_after=14, patience=42)
    picture = record.plot(system)
    written = texts(picture)
    assert [name for name in written if name in ("desk", "mobile_app", "softphone")] == [
        *("desk", "mobile_app", "softphone", "desk", "mobile_app")
    ]
    for words in ("the caller's patience ends", "the dial plan goes on", "the plan ends"):
        assert words in written
    assert overlaps(picture) == []
    assert beyond(picture) == []


def test_agents_may_ring_for_the_agents_ring_time() -> None:
    layout = laid_out("support-queue", "sixth")
    windows = [(window.target, window.start - layout.begin, window.end - layout.begin) for _, window in layout.windows]
    assert windows == [("102", 0, 15), ("103", 15, 30)]


def test_without_the_system_there_are_no_windows(mobiles: Play) -> None:
    layout = lay_out_call(mobiles.calls[1], None)
    assert (layout.windows, len(layout.rows), layout.end - layout.begin) == ((), 3, 25)


def test_every_bar_and_window_is_drawn(mobiles: Play, mobiles_picture: Picture) -> None:
    graph = graph_of("staggered-mobiles")
    for number, call in enumerate(mobiles.calls):
        layout = lay_out_call(call, graph)
        assert len(names(mobiles_picture, f"call-{number}-window-")) == len(layout.windows)
        drawn = [name for name in names(mobiles_picture, f"call-{number}-row-") if name.endswith(("ing", "refused"))]
        assert len(drawn) == sum(len(row.bars) for row in layout.rows)


def test_rows_are_labelled_in_order(mobiles_picture: Picture) -> None:
    labels = ["Emergency desk", "201", "+33639980101", "+33639980102", "Office", "202"]
    written = texts(mobiles_picture)
    assert [text for text in written[: written.index("18")] if text in labels] == []
    first = written[: written.index("two ring, the second is faster: +33639980555 calls +33465710201")]
    assert [text for text in first if text in labels] == labels


@pytest.mark.parametrize("scenario", ["front-door", "support-queue", "keys-pickup-and-transfers", "call-waiting"])
def test_no_label_lies_on_another_or_leaves_the_sheet(scenario: str) -> None:
    picture = calls_picture(play_of(scenario).calls[:8], graph_of(scenario))
    assert overlaps(picture) == []
    assert beyond(picture) == []


def test_mobiles_do_not_overlap_either(mobiles_picture: Picture) -> None:
    assert overlaps(mobiles_picture) == []


def test_no_calls_or_too_many_are_refused(mobiles: Play) -> None:
    with pytest.raises(UnusableInput, match="0 calls, expected 1 to 20"):
        calls_picture([])
    with pytest.raises(UnusableInput, match="24 calls, expected 1 to 20"):
        calls_picture(mobiles.calls * 4)


def test_a_picture_says_in_words_what_it_shows(small_office: RoutingGraph) -> None:
    call = routesim.call(small_office.system, "101", people={"101": {"answers_after": 3}})
    assert call.plot(small_office.system).text == (
        f"+32470123456 calls 101: Answered by Alice Martin (101) after 3 s, talked for 60 s\n\n{call}"
    )


def test_a_call_without_a_scene_is_drawn(mobiles: Play) -> None:
    assert SCENE.pbx not in texts(mobiles.calls[0]._replace(scene=None).plot())


def test_whether_a_call_ended_as_expected_is_told(mobiles: Play, mobiles_picture: Picture) -> None:
    assert texts(mobiles_picture).count("✓ as expected") == 6
    unmet = mobiles.calls[0]._replace(expectation=Expectation(met=False, failures=("by is 101",)))
    assert "✗ not as expected" in texts(unmet.plot())


def test_a_phone_that_rings_thousands_of_times_is_drawn_soon(mobiles: Play) -> None:
    call = mobiles.calls[0]
    rings = [call.rang[0]._replace(start=float(at), end=at + 0.5) for at in range(4_000)]
    circling = call._replace(
        rang=tuple(rings), ended_at=4_000.0, path=("user:201",) * 4_000, entered=tuple(map(float, range(4_000)))
    )
    assert len(names(circling.plot(), "call-0-row-0-")) < 2_000


def test_a_plan_of_many_shows_as_many_phones_as_a_timeline_does() -> None:
    users = ", ".join(f"{{extension: {1000 + place}, name: P{place}}}" for place in range(60))
    rings = ", ".join(f'{{to: "{1000 + place}", ring: [{4 if place else 0}, 60]}}' for place in range(60))
    system = routesim.loads(
        f"settings: {{name: A, timezone: UTC, country: BE}}\nusers: [{users}, {{extension: 101, name: Ann, "
        f"follow_me: {{enabled: yes, destinations: [{rings}]}}}}]"
    )
    layout = lay_out_call(routesim.call(system, "101", people={"1000": {"answers_after": 2}}), RoutingGraph(system))
    assert len(layout.rows) == 40
    assert all(layout.rows[place].number == window.target for place, window in layout.windows)
