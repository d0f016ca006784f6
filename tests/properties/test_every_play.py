"""What holds of every play, whatever the system, the people and the calls."""

from __future__ import annotations

from hypothesis import assume, given

from routesim import engine
from routesim.model.system import PhoneSystem
from routesim.result.records import CallRecord, Outcome, Ring
from tests.strategies import World, worlds

TAKEN = {Outcome.ANSWERED, Outcome.VOICEMAIL, Outcome.CARRIER_VOICEMAIL, Outcome.CONFERENCE}


def records(world: World) -> tuple[CallRecord, ...]:
    return engine.play(world.system, world.calls).calls


@given(worlds())
def test_every_play_ends_and_every_call_has_exactly_one_outcome(world: World) -> None:
    calls = records(world)
    assert [call.id for call in calls] == [attempt.id for attempt in world.calls.calls]
    for call in calls:
        assert call.outcome in Outcome
        assert (call.answered_at is not None) == (call.outcome in TAKEN) == (call.by is not None)
        taken = call.ended_at if call.answered_at is None else call.answered_at
        assert call.at <= taken <= call.ended_at
        assert [call.waited, call.talked] == [round(taken - call.at, 6), round(call.ended_at - taken, 6)]


@given(worlds())
def test_one_phone_at_most_answers_a_call_and_only_a_call_that_is_answered(world: World) -> None:
    for call in records(world):
        winners = [ring for ring in call.rang if ring.result == "answered"]
        assert len(winners) <= 1
        assert all(ring.target == call.by and ring.end == call.answered_at for ring in winners)


@given(worlds())
def test_nothing_rings_before_a_call_or_after_it_was_taken_or_had_ended(world: World) -> None:
    for call in records(world):
        last = call.ended_at if call.answered_at is None else call.answered_at
        assert all(call.at <= ring.start <= ring.end <= last for ring in call.rang)
        assert list(call.rang) == sorted(call.rang, key=lambda ring: ring.start)


@given(worlds())
def test_nothing_rings_outside_its_window(world: World) -> None:
    for call in records(world):
        for ring in call.rang:
            node, _, name = ring.via.partition("/")
            if node.startswith("user:") and name:
                assert rings_in_a_window(world.system, call, ring), ring


def rings_in_a_window(system: PhoneSystem, call: CallRecord, ring: Ring) -> bool:
    """Tell whether *ring* lies in one of its target's windows in the plan it belongs to, since some entry into that."""
    starts = [at for node, at in zip(call.path, call.entered, strict=True) if node == ring.via]
    windows = windows_of(system, ring)
    return any(
        at + start <= ring.start + 1e-7 and ring.end <= at + end + 1e-7 for at in starts for start, end in windows
    )


def windows_of(system: PhoneSystem, ring: Ring) -> list[tuple[float, float]]:
    extension, _, name = ring.via.removeprefix("user:").partition("/")
    (user,) = [user for user in system.users if user.extension == extension]
    plan = user.follow_me if name == "follow_me" else getattr(user.forwarding, name)
    leads = {own.number: own.destination for own in system.incoming_numbers}
    targets = [
        getattr(leads.get(line.to), "extension", None) or getattr(leads.get(line.to), "number", line.to)
        for line in plan.destinations
    ]
    return [window for target, window in zip(targets, plan.windows, strict=True) if target == ring.target]


@given(worlds())
def test_a_line_that_cannot_receive_multiple_calls_is_never_rung_while_occupied(world: World) -> None:
    calls = records(world)
    for user in world.system.users:
        if not user.multiple_calls:
            for ring in rings_of(calls, user.extension):
                assert not [other for other in rings_of(calls, user.extension) if both_ring(ring, other)]
                assert not [span for span in conversations(calls, user.extension, ring) if begins_in(ring, span)]


def rings_of(calls: tuple[CallRecord, ...], extension: str) -> list[Ring]:
    rung = [ring for call in calls for ring in call.rang if ring.target == extension]
    return [
        ring for ring in rung if ring.result != "busy" and not (ring.result == "offline" and ring.start == ring.end)
    ]


def both_ring(ring: Ring, other: Ring) -> bool:
    return other is not ring and max(ring.start, other.start) < min(ring.end, other.end)


def conversations(calls: tuple[CallRecord, ...], extension: str, ring: Ring) -> list[tuple[float, float]]:
    """List the line's calls, but for a conversation that *ring* led to."""
    placed = [(call.at, call.ended_at) for call in calls if call.from_ == extension]
    taken = [
        (call.answered_at, call.ended_at)
        for call in calls
        if call.answered_at is not None and not any(other is ring for other in call.rang)
        if call.outcome == Outcome.ANSWERED and call.by == extension
    ]
    return placed + taken


def begins_in(ring: Ring, span: tuple[float, float]) -> bool:
    """Tell whether *ring* begins strictly within *span*; on its very first instant it may have come before."""
    return span[0] < ring.start < span[1]


@given(worlds())
def test_the_order_of_users_in_the_file_does_not_matter(world: World) -> None:
    turned = World({**world.pbx, "users": world.pbx["users"][::-1]}, world.script)
    assert records(turned) == records(world)


@given(worlds())
def test_a_user_whom_nobody_calls_does_not_matter(world: World) -> None:
    stranger = {"extension": "999", "name": "999", "follow_me": {"enabled": True, "destinations": [{"to": "101"}]}}
    crowded = World({**world.pbx, "users": [stranger, *world.pbx["users"]]}, world.script)
    assert [call._replace(scene=None) for call in records(crowded)] == [
        call._replace(scene=None) for call in records(world)
    ]


@given(worlds())
def test_forwardings_are_as_good_as_absent_under_follow_me(world: World) -> None:
    users = [
        {key: value for key, value in user.items() if key != "forwarding" or not follows(user)}
        for user in world.pbx["users"]
    ]
    assume(users != world.pbx["users"])
    without = records(World({**world.pbx, "users": users}, world.script))
    assert [call._replace(scene=None) for call in without] == [call._replace(scene=None) for call in records(world)]


def follows(user: dict[str, object]) -> bool:
    follow_me = user.get("follow_me")
    return isinstance(follow_me, dict) and bool(follow_me["enabled"])


@given(worlds())
def test_a_play_repeated_is_the_same(world: World) -> None:
    assert engine.play(world.system, world.calls) == engine.play(world.system, world.calls)
