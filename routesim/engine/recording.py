"""Records: what is kept of a call that has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routesim.engine.leg import Leg
from routesim.model.calls import Expect
from routesim.result.causes import rang
from routesim.result.expectation import judge
from routesim.result.records import CallRecord, DeviceRing, Outcome, Ring
from routesim.routing.lines import device_fates

if TYPE_CHECKING:
    from routesim.engine.call import Call

SECOND = 1_000_000
OUTCOMES = {str(outcome): outcome for outcome in Outcome}
_new_tuple = tuple.__new__  # half the price of a named tuple's own
_record_of = Leg.record


def record(call: Call) -> CallRecord:
    """What came of *call*, which has just ended."""
    placed, ended, answered = call.placed, call.ended_at, call.answered_at
    spec = call.spec
    record = _new_tuple(
        CallRecord,
        (
            call.id,
            spec.from_,
            spec.to,
            placed / SECOND,
            OUTCOMES[call.outcome],
            call.by,
            call.reason,
            None if answered is None else answered / SECOND,
            ended / SECOND,
            ((ended if answered is None else answered) - placed) / SECOND,
            0.0 if answered is None else (ended - answered) / SECOND,
            call.caller_id,
            call.recorded,
            _rang(call),
            tuple(call.path),
            tuple(call.entered),
            () if call.notes is None else tuple(call.notes),
            call.transfers,
            call.notified,
            None,
            call.exchange.scene,
            call.patience / SECOND,
        ),
    )
    expect: Expect | None = spec.expect
    if expect is not None:
        record = record._replace(expectation=judge(record, expect))
    return record


def _rang(call: Call) -> tuple[Ring, ...]:
    legs = call.legs
    if call.caller is not None:
        legs = [leg for leg in legs if leg.step.target != call.caller]
    if not legs:
        return ()
    if call.devices is not None:
        return tuple(_with_devices(call, leg.record()) for leg in sorted(legs, key=_when_and_where))
    if len(legs) == 1:
        return (legs[0].record(),)
    if call.disordered:
        legs = sorted(legs, key=_when_and_where)
    return tuple(map(_record_of, legs))


def _with_devices(call: Call, ring: Ring) -> Ring:
    """*ring* with what each device did, where it is a line's that has several."""
    began = round(ring.start * SECOND)
    devices = call.devices.get((ring.target, began)) if call.devices else None
    if devices is None or not rang(ring):
        return ring
    fates = device_fates(devices, round(ring.end * SECOND) - began, ring.result)
    return ring._replace(
        devices=tuple(DeviceRing(name, (began + lasted) / SECOND, result) for name, lasted, result in fates)
    )


def _when_and_where(leg: Leg) -> tuple[float, tuple[int, ...]]:
    return leg.start, leg.path
