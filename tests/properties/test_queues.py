"""What holds of every queue, whatever its strategy."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from routesim import engine
from routesim.result.records import CallRecord, Outcome, Play, QueueEvent, Ring
from tests.service_strategies import service_worlds
from tests.strategies import MOMENTS, Chooser, Drawn, Page, World

STRATEGIES = ("linear", "ring_all", "longest_idle", "fewest_calls", "round_robin", "random")
TALKS = (10, 3, 20, 0.1)
WAYS_OUT = {"connected to an agent", "caller quit", "exit (timeout)", "exit (no agent connected)"}
TAKEN = {"answered", "picked_up"}
ENDINGS = {"terminated by the agent", "terminated by the caller"}
RINGS_LOST = {"no one answering", "no one answering, the caller hangs up"}


class QueueWorld(Chooser):
    """One queue of one to four agents, who answer after *delays*; one to eight callers of great patience."""

    def world(
        self,
        delays: tuple[float | str, ...],
        patience: tuple[float, ...] = (10_000,),
        retries: tuple[float, ...] = (0,),
    ) -> World:
        agents = [str(101 + place) for place in range(1 + self.below(4))]
        queue: Page = {"name": "Q", "extension": "700", "static_agents": agents, "strategy": self.pick(STRATEGIES)}
        self.fill(queue, 4, agent_ring_time=(20, 5, 7.5), wrap_up=(0, 4), retry=retries)
        calls = [
            self.fill({"id": f"call {place}", "from": "+32470123456", "to": "700"}, 7, at=MOMENTS, talk=TALKS)
            for place in range(1 + self.below(8))
        ]
        script: Page = {
            "start": "2026-11-23T10:00:00",
            "seed": self.below(5),
            "people": {agent: self.person(delays) for agent in agents},
            "calls": [{**call, "patience": self.pick(patience)} for call in calls],
        }
        settings = {"timezone": "Europe/Brussels", "country": "BE"}
        users = [{"extension": agent, "name": agent} for agent in agents]
        return World({"settings": settings, "users": users, "queues": [queue]}, script)

    def person(self, delays: tuple[float | str, ...]) -> Page:
        delay = self.pick(delays)
        return {"rejects_after": 2.5} if delay == "rejects" else {"answers_after": delay}


@st.composite
def alike(draw: Any) -> World:
    """Draw a queue all of whose agents answer after three seconds."""
    return QueueWorld(Drawn(draw)).world((3,))


@st.composite
def various(draw: Any) -> World:
    """Draw a queue whose agents are quick, slow, unwilling or never there, and whose callers may give up."""
    return QueueWorld(Drawn(draw)).world((3, 0.1, 6, 12, "rejects", "never"), (120, 5, 40), (4, 0.1, 7.5))


def played(world: World) -> Play:
    return engine.play(world.system, world.calls)


@given(alike())
def test_callers_are_answered_in_order_of_arrival_when_all_agents_are_alike(world: World) -> None:
    calls = sorted(played(world).calls, key=lambda call: call.at)  # equal times stay in file order
    answered = [call.answered_at for call in calls if call.answered_at is not None]
    assert len(answered) == len(calls)
    assert answered == sorted(answered)


@given(various())
def test_nobody_waits_while_an_agent_who_may_be_rung_is_free(world: World) -> None:
    """Callers in a pause apart, and the agents whom they keep: one each, or all where all are rung (8.1)."""
    calls = sorted(played(world).calls, key=lambda call: call.at)
    (queue,) = world.system.queues
    for instant in middles(tuple(calls), queue.wrap_up, queue.retry):
        idle = [call for call in calls if waits(call, instant) and not rings_at(call, instant)]
        free = [agent for agent in queue.static_agents if is_free(agent, tuple(calls), instant, queue.wrap_up)]
        kept = 0
        for call in idle:
            if pauses(call, instant, queue.retry):
                kept += len(free) if queue.strategy == "ring_all" else 1
            else:
                assert len(free) <= kept, (call.id, instant)


def pauses(call: CallRecord, instant: float, retry: float) -> bool:
    """Tell whether *instant* lies in the pause after the last of the call's rings."""
    over = [ring.end for ring in call.rang if ring.end <= instant]
    return waits(call, instant) and not rings_at(call, instant) and bool(over) and instant < max(over) + retry


def middles(calls: tuple[CallRecord, ...], wrap_up: float, retry: float) -> list[float]:
    """List an instant within each span in which nothing happens."""
    times = {time for call in calls for time in (call.at, call.ended_at, call.ended_at + wrap_up)}
    times.update(time for call in calls for ring in call.rang for time in (ring.start, ring.end, ring.end + retry))
    return [(one + other) / 2 for one, other in pairwise(sorted({round(time, 6) for time in times}))]


def waits(call: CallRecord, instant: float) -> bool:
    return call.at < instant < call.at + call.waited


def rings_at(call: CallRecord, instant: float) -> list[Ring]:
    return [ring for ring in call.rang if ring.start <= instant < max(ring.end, ring.start + 1e-7)]


def is_free(agent: str, calls: tuple[CallRecord, ...], instant: float, wrap_up: float) -> bool:
    rung = any(ring.target == agent for call in calls for ring in rings_at(call, instant))
    talks = [(call.answered_at, call.ended_at + wrap_up) for call in calls if call.by == agent]
    return not rung and not any(start is not None and start <= instant < end for start, end in talks)


@given(various())
def test_who_has_missed_a_call_is_rung_for_it_again_only_where_nobody_free_has_not(world: World) -> None:
    """The agents apart whom callers in a pause keep who have been waiting longer (8.1)."""
    calls = tuple(sorted(played(world).calls, key=lambda call: call.at))
    (queue,) = world.system.queues
    for place, call in enumerate(calls):
        missed: set[str] = set()
        for ring in call.rang:
            fresh = [agent for agent in queue.static_agents if agent not in missed and agent != ring.target]
            if ring.target in missed and queue.strategy != "ring_all":
                free = [agent for agent in fresh if is_free(agent, calls, ring.start, queue.wrap_up)]
                kept = sum(pauses(before, ring.start, queue.retry) for before in calls[:place])
                assert len(free) <= kept, (call.id, ring)
            missed.add(ring.target)


@given(various())
def test_no_agent_is_offered_two_callers_at_once(world: World) -> None:
    rings = [ring for call in played(world).calls for ring in call.rang]
    for one, other in combinations(rings, 2):
        assert one.target != other.target or one.end <= other.start or other.end <= one.start


@given(st.one_of(various(), service_worlds()))
def test_every_caller_leaves_a_queue_exactly_once_for_each_time_it_joined(world: World) -> None:
    joined, left = Counter[str | None](), Counter[str | None]()
    for event in played(world).queue_events:
        joined[event.call] += event.type == "entering the queue"
        left[event.call] += event.type in WAYS_OUT
        assert left[event.call] <= joined[event.call]
    assert joined == left


@given(st.one_of(various(), service_worlds()))
def test_the_queues_events_tell_the_same_story_as_the_records(world: World) -> None:
    play = played(world)
    offers = [(call, ring) for call in play.calls for ring in call.rang if ring.queue]
    own_phones = {(call.id, call.from_) for call in play.calls}  # they ring, but are not listed under `rang`
    told = [event for event in play.queue_events if (event.call, event.agent) not in own_phones]
    answered = Counter((call.id, ring.by or ring.target, ring.end) for call, ring in offers if ring.result in TAKEN)
    assert answered == moments(told, {"connected to an agent"})
    over = Counter((call.id, ring.by or ring.target, call.ended_at) for call, ring in offers if ring.result in TAKEN)
    assert over == moments(told, ENDINGS)
    lost = Counter((call.id, ring.target, ring.end) for call, ring in offers if lost_to_the_agent(call, ring))
    assert lost == moments(told, RINGS_LOST)
    assert quits(play) == sorted(abandoned_in_a_queue(play))


def moments(events: list[QueueEvent], types: set[str]) -> Counter[tuple[str | None, str | None, float]]:
    """Count the events of some types by call, agent and instant."""
    return Counter((event.call, event.agent, event.at) for event in events if event.type in types)


def lost_to_the_agent(call: CallRecord, ring: Ring) -> bool:
    """Tell whether a ring ended unanswered, rejected, cut, or with the caller hanging up, not with another answer."""
    return ring.result not in TAKEN and (ring.result != "cancelled" or call.outcome == Outcome.ABANDONED)


def quits(play: Play) -> list[str]:
    return sorted(str(event.call) for event in play.queue_events if event.type == "caller quit")


def abandoned_in_a_queue(play: Play) -> list[str]:
    """List the calls given up while in a queue: after the last event of theirs but the quitting they were still in."""
    inside: dict[str | None, bool] = {}
    for event in play.queue_events:
        inside[event.call] = is_inside(event, inside.get(event.call, False))
    return [call.id for call in play.calls if call.outcome == Outcome.ABANDONED and inside.get(call.id)]


def is_inside(event: QueueEvent, before: bool) -> bool:
    if event.type == "entering the queue":
        return True
    return before and event.type not in WAYS_OUT - {"caller quit"}
