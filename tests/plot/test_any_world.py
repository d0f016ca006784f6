"""Whatever the system and whatever happens: pictures can be laid out, and show what was recorded."""

from __future__ import annotations

from hypothesis import given

from routesim import engine
from routesim.graph.routing_graph import RoutingGraph
from routesim.plot.board import board
from routesim.plot.board_changes import Change, board_changes
from routesim.plot.call_layout import lay_out_call
from routesim.plot.call_marks import CallMarks
from routesim.plot.graph_picture import lay_out
from routesim.plot.queue_layout import lay_out_queue
from routesim.plot.threads import played
from routesim.plot.weaving import weave
from routesim.result.causes import SILENT
from tests.strategies import World, worlds


@given(worlds())
def test_every_call_is_laid_out_with_every_ring(world: World) -> None:
    graph = RoutingGraph(world.system)
    for call in engine.play(world.system, world.calls).calls:
        layout = lay_out_call(call, graph)
        assert layout.begin == call.at <= layout.end
        bars = [(bar.start, bar.end, bar.result) for row in layout.rows for bar in row.bars if bar.result]
        assert sorted(bars) == sorted((ring.start, ring.end, ring.result) for ring in call.rang)
        for place, window in layout.windows:
            assert window.start < window.end
            assert window.target in (layout.rows[place].number, layout.rows[place].name)
        for before, after in zip(layout.stages, layout.stages[1:], strict=False):
            assert before.start < before.end <= after.start


@given(worlds())
def test_a_phone_rings_within_one_of_its_windows(world: World) -> None:
    graph = RoutingGraph(world.system)
    for call in engine.play(world.system, world.calls).calls:
        windows = [window for _, window in lay_out_call(call, graph).windows]
        for ring in call.rang:
            is_of_a_plan = ring.via.startswith("user:") and "/" in ring.via
            if is_of_a_plan and ring.result not in SILENT and ring.end > ring.start:
                own = [window for window in windows if window.target == ring.target]
                assert any(window.start <= ring.start and ring.end <= window.end for window in own), ring


@given(worlds())
def test_every_way_of_a_board_leads_to_a_card(world: World) -> None:
    graph = RoutingGraph(world.system)
    cards = board(graph)
    names = {card.name for card in cards}
    for card in cards:
        for row in card.rows:
            assert set(row.targets) <= names
            assert bool(row.targets) != bool(row.outcome)
    assert len(lay_out(cards).wires) == sum(len(row.targets) for card in cards for row in card.rows)


@given(worlds())
def test_the_way_of_a_call_begins_where_the_call_does(world: World) -> None:
    graph = RoutingGraph(world.system)
    cards = board(graph)
    by_node = {node: card.name for card in cards for node in card.nodes}
    for call in engine.play(world.system, world.calls).calls:
        marks = CallMarks(call, cards)
        assert set(marks.visited) == {by_node[node] for node in call.path if node in by_node}
        assert all(source in marks.visited and target in marks.visited for source, _, target in marks.taken)


@given(worlds())
def test_a_system_differs_from_itself_in_nothing(world: World) -> None:
    found = board_changes(RoutingGraph(world.system), RoutingGraph(world.system))
    assert {*found.of_card.values(), *found.of_row.values(), *found.of_way.values()} <= {Change.NONE}


@given(worlds())
def test_every_call_is_in_a_ribbon(world: World) -> None:
    play = engine.play(world.system, world.calls)
    woven = weave(played(play))
    assert sum(ribbon.weight for ribbon in woven.ribbons) == len(play.calls)


@given(worlds())
def test_everybody_who_joins_a_queue_has_a_lane(world: World) -> None:
    play = engine.play(world.system, world.calls)
    graph = RoutingGraph(world.system)
    for queue in world.system.queues:
        joined = [e for e in play.queue_events if (e.queue, e.type) == (queue.extension, "entering the queue")]
        if joined:
            layout = lay_out_queue(play, queue.extension, graph)
            assert len(layout.callers) == len(joined)
            assert all(span.start <= span.end for lane in (*layout.callers, *layout.agents) for span in lane.spans)
