"""Legs and ring races: a call rings phones, the first that answers takes it (rules 3 to 5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from routesim.engine import order
from routesim.engine.agenda import Path
from routesim.engine.phones import Line, Outside
from routesim.errors import BoundExceeded
from routesim.result.records import Ring
from routesim.routing.lines import Act, Admission, Reaction
from routesim.routing.steps import Fail, Leave, Pass, RingExternal, RingLine, RingPlan, Step

if TYPE_CHECKING:
    from routesim.engine.call import Call

MOST_LEGS = 100_000
"""A call that rings more often than this is given up: people who all forward to each other, almost without limit."""
SECOND = 1_000_000
TIME_IS_UP = Fail("no_answer")

REFUSALS = {
    Admission.OFFLINE: ("offline", "3.2"),
    Admission.OCCUPIED: ("busy", "3.3"),
    Admission.DO_NOT_DISTURB: ("busy", "3.4"),
}
OUTSIDE_REFUSALS = {Admission.OFFLINE: ("unreachable", "3.5"), Admission.OCCUPIED: ("busy", "3.5")}


class Leg:
    """One attempt to reach somebody: a user, with everything that the user's page sets off, or an external number.

    *race* is the ring plan it belongs to (None for whom the call itself is for), *path* its place in the call tree,
    *ends* the instant at which its window closes. It also keeps what its own phone did: `start`, `end`, `result`.
    """

    __slots__ = (
        "by",
        "call",
        "end",
        "ends",
        "offline",
        "path",
        "phone",
        "queue",
        "race",
        "result",
        "rule",
        "start",
        "step",
        "target",
        "via",
    )

    def __init__(self, call: Call, race: Race | None, path: Path, ends: int | None) -> None:
        self.call = call
        self.race = race
        self.path = path
        self.ends = ends
        self.start = -1
        self.phone: Line | Outside
        self.step: RingLine | RingExternal
        self.target: str
        self.via: str
        self.end: int
        self.result: str
        self.rule: str
        self.queue: str | None = None
        self.by: str | None = None
        self.offline: Callable[[], None] | None = None

    def record(self) -> Ring:
        """What is to be told of it."""
        return Ring(
            self.target,
            self.start / SECOND,
            self.end / SECOND,
            self.result,
            self.rule,
            self.via,
            self.queue,
            self.by,
        )


class Race:
    """A ring plan being played for *leg*; *open* counts the legs that can still take the call (rule 4.5)."""

    __slots__ = ("leg", "open", "step")

    def __init__(self, leg: Leg, step: RingPlan) -> None:
        self.leg = leg
        self.step = step
        self.open = len(step.legs)


def enter(leg: Leg, step: Step) -> None:
    """Take *step* on *leg*."""
    call = leg.call
    while isinstance(step, Pass):
        call.visit(step.node)
        step = step.next
    _ENTER[type(step)](leg, step)


def _ring_line(leg: Leg, step: RingLine) -> None:
    call = leg.call
    call.visit(step.node)
    line = call.exchange.lines[step.user]
    _present(leg, step, step.user, line)
    admission, reaction = line.admit()
    if admission is not Admission.RING:
        _refuse(leg, *REFUSALS[admission])
        enter(leg, step.offline if admission is Admission.OFFLINE else step.refused)
        return
    leg.rule = step.rule
    _ring(leg, reaction, step.limit)
    line.ringing.append(leg)
    if line.observers:
        line.changed()


def _ring_external(leg: Leg, step: RingExternal) -> None:
    call = leg.call
    call.visit(step.node)
    outside = call.exchange.outside(step.number)
    _present(leg, step, step.number, outside)
    admission, reaction = outside.admit(leg.start)
    if admission is not Admission.RING:
        _refuse(leg, *OUTSIDE_REFUSALS[admission])
        enter(leg, step.unreachable if admission is Admission.OFFLINE else step.busy)
        return
    leg.rule = step.rule
    _ring(leg, reaction, None)


def _present(leg: Leg, step: RingLine | RingExternal, target: str, phone: Line | Outside) -> None:
    """Note whom *leg* is about to ring."""
    call = leg.call
    leg.step = step
    leg.target = target
    leg.phone = phone
    leg.via = step.node if leg.race is None else leg.race.step.node
    leg.start = call.env.now
    call.legs.append(leg)
    if len(call.legs) > MOST_LEGS:
        raise BoundExceeded(
            f"call {call.id!r} rings phones more than {MOST_LEGS:,} times: the forwards fan out too far", MOST_LEGS
        )


def _refuse(leg: Leg, result: str, rule: str) -> None:
    leg.end = leg.start
    leg.result = result
    leg.rule = rule


def _ring(leg: Leg, reaction: Reaction | None, limit: int | None) -> None:
    """Let the phone ring; note only what ends it first: its person, its own limit or its window (rule 1.2)."""
    call = leg.call
    start = leg.start
    if leg.race is not None and leg.rule == "5.2":
        leg.rule = "4.2"
    call.ringing.append(leg)
    stops = leg.ends
    if limit is not None and (stops is None or start + limit < stops):
        stops = start + limit
    if reaction is not None and (stops is None or start + reaction.after < stops):
        act = reaction.act
        kind = order.RING_STOPS if act is Act.GO_AWAY else order.RING_ANSWERED
        call.add(start + reaction.after, kind, leg.path, _ACTS[act], leg)
    elif stops is not None:
        call.add(stops, order.RING_STOPS, leg.path, _window_closes if stops == leg.ends else _not_answered, leg)


def stop(leg: Leg, result: str, rule: str) -> None:
    """The phone stops ringing."""
    leg.end = leg.call.env.now
    leg.result = result
    leg.rule = rule
    phone = leg.phone
    if isinstance(phone, Line):
        phone.ringing.remove(leg)
        if phone.observers:
            phone.changed()


def _end(leg: Leg, result: str, rule: str) -> None:
    leg.call.ringing.remove(leg)
    stop(leg, result, rule)


def _answer(leg: Leg) -> None:
    leg.call.answer(leg, "answered")


def _carrier_answers(leg: Leg) -> None:
    leg.rule = "3.5"
    leg.call.answer(leg, "carrier_voicemail")


def _reject(leg: Leg) -> None:
    _end(leg, "rejected", "3.4")
    step = leg.step
    enter(leg, step.rejected if isinstance(step, RingLine) else step.busy)


def _goes_away(leg: Leg) -> None:
    go_offline(leg, "3.6")


def go_offline(leg: Leg, rule: str) -> None:
    """The phone that rings is gone: the call goes on as for an offline line (rule 3.6)."""
    leg.call.drop(leg.path)
    if leg.offline is not None:
        leg.offline()
        return
    step = leg.step
    if isinstance(step, RingLine):
        _end(leg, "offline", rule)
        enter(leg, step.offline)
    else:
        _end(leg, "unreachable", "3.5")
        enter(leg, step.unreachable)


def _not_answered(leg: Leg) -> None:
    step = leg.step
    _end(leg, "no_answer", step.rule)
    enter(leg, step.unanswered if isinstance(step, RingLine) else step.unreachable)


_ACTS = {
    Act.GO_AWAY: _goes_away,
    Act.ANSWER: _answer,
    Act.REJECT: _reject,
    Act.CARRIER_VOICEMAIL: _carrier_answers,
}


def _begin_plan(leg: Leg, step: RingPlan) -> None:
    call = leg.call
    call.visit(step.node)
    if not step.legs:
        enter(leg, step.failed)
        return
    now = call.env.now
    if leg.ends is not None:
        call.add(leg.ends, order.RING_STOPS, leg.path, _window_closes, leg)
    race = Race(leg, step)
    for place, planned in enumerate(step.legs):
        below = Leg(call, race, (*leg.path, place), now + planned.end)
        call.add(now + planned.start, order.RING_STARTS, below.path, _window_opens, below)


def _window_opens(leg: Leg) -> None:
    race = leg.race
    if race is not None:
        enter(leg, race.step.legs[leg.path[-1]].step)


def _window_closes(leg: Leg) -> None:
    """Whatever the leg still does ends here; nothing follows (rules 4.2, 5.5, 7.1)."""
    call = leg.call
    call.drop(leg.path)
    depth = len(leg.path)
    own = "7.1" if leg.race is None else "4.2"
    for below in [ringing for ringing in call.ringing if ringing.path[:depth] == leg.path]:
        _end(below, "no_answer", own if below is leg else "5.5")
    fail(leg, TIME_IS_UP)


def fail(leg: Leg, failure: Fail) -> None:
    """The leg has failed; the last of its plan takes the plan with it (rules 4.4, 4.5)."""
    race = leg.race
    if leg.ends is not None:
        leg.call.drop(leg.path)
    if race is None:
        leg.call.failed(failure)
        return
    race.open -= 1
    if not race.open:
        enter(race.leg, race.step.failed)


def _leave(leg: Leg, step: Leave) -> None:
    leg.call.leave_message(step)


_ENTER: dict[type[Step], Callable[[Leg, Any], None]] = {
    RingLine: _ring_line,
    RingExternal: _ring_external,
    RingPlan: _begin_plan,
    Leave: _leave,
    Fail: fail,
}
