"""Legs and ring races: a call rings phones, the first that answers takes it (rules 3 to 5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from routesim.engine.agenda import Path
from routesim.engine.noting import note_too_deep, note_too_late, note_what_comes_too_late, note_what_surprises
from routesim.engine.order import RING_ANSWERED, RING_STARTS, RING_STOPS
from routesim.engine.phones import Phone
from routesim.errors import BoundExceeded
from routesim.result.records import Ring
from routesim.routing.lines import Act, Admission
from routesim.routing.steps import BEYOND, Fail, Leave, RingPhone, RingPlan, Step

if TYPE_CHECKING:
    from routesim.engine.call import Call

MOST_LEGS = 100_000
"""A call with more legs than this is given up: people who all forward to each other, almost without limit."""
TIME_IS_UP = Fail("no_answer")
_new_tuple = tuple.__new__  # half the price of a named tuple's own
_RING, _OFFLINE, _GO_AWAY = Admission.RING, Admission.OFFLINE, Act.GO_AWAY


class Leg:
    """One attempt to reach somebody: a user, with everything that the user's page sets off, or an external number.

    *race* is the ring plan it belongs to (None for whom the call itself is for), *path* its place in the call tree,
    *ends* the instant at which its window closes. It also keeps what its own phone did, from `start` to `end`, in
    seconds.
    """

    __slots__ = (
        "by",
        "call",
        "end",
        "ends",
        "just_too_late",
        "minds_window",
        "path",
        "phone",
        "queue",
        "race",
        "result",
        "rule",
        "start",
        "step",
        "within",
    )
    step: RingPhone
    phone: Phone
    end: float
    result: str
    rule: str

    def __init__(self, call: Call, race: Race | None, path: Path, ends: int | None) -> None:
        self.call = call
        self.race = race
        self.path = path
        self.ends = ends
        self.start = -1.0
        self.queue: str | None = None
        self.by: str | None = None
        self.within: str | None = None
        self.minds_window = False
        self.just_too_late = False  # its person would have reacted at the very instant at which it stops

    def gone(self) -> None:
        """The phone has gone offline while it rings (rule 3.6)."""
        _end(self, self.phone.refusals[_OFFLINE][0], "3.6")
        enter(self, self.step.offline)

    def record(self) -> Ring:
        """What is to be told of the phone."""
        step, race = self.step, self.race
        via = step.node if race is None else race.step.node
        return _new_tuple(
            Ring, (step.target, self.start, self.end, self.result, self.rule, via, self.queue, self.by, self.within, ())
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
    _ENTER[type(step)](leg, step)


def _ring_phone(leg: Leg, step: RingPhone) -> None:
    """Ring a phone; note only what ends that first: its person, its own limit or its window (rule 1.2)."""
    call = leg.call
    exchange = call.exchange
    clock = call.clock
    start = clock.now
    leg.start = seconds = clock.seconds
    call.path.append(step.node)
    call.entered.append(seconds)
    phone = exchange.phones[step.target]
    leg.step = step
    leg.phone = phone
    legs = call.legs
    if legs and legs[-1].start == seconds and legs[-1].path > leg.path:
        call.disordered = True
    legs.append(leg)
    admission, reaction = phone.admit(start, call)
    if admission is not _RING:
        leg.end = seconds
        leg.result, leg.rule = phone.refusals[admission]
        if admission is _OFFLINE and phone.logged_out:
            call.note(f"nobody has logged in at {exchange.name(step.target)}", "3.2")
        enter(leg, step.offline if admission is _OFFLINE else step.refused)
        return
    if phone.calls or phone.busy or step.limit is None:
        note_what_surprises(call, step, phone)
    leg.rule = step.rule if leg.race is None or step.rule != "5.2" else "4.2"
    call.ringing.append(leg)
    phone.ringing.append(leg)
    if phone.watched:
        phone.changed()
    stops, limit = leg.ends, step.limit
    if limit is not None and (stops is None or start + limit < stops):
        stops = start + limit
    if reaction is not None and (stops is None or start + reaction[0] < stops):
        after, act = reaction
        kind = RING_STOPS if act is _GO_AWAY else RING_ANSWERED
        call.add(start + after, kind, leg.path, _ACTS[act], leg)
    elif stops is not None:
        if reaction is not None and start + reaction[0] == stops and reaction[1] is not _GO_AWAY:
            leg.just_too_late = True
        action = window_closes if stops == leg.ends else _not_answered
        call.add(stops, RING_STOPS, leg.path, action, leg)


def stop(leg: Leg, result: str, rule: str) -> None:
    """The phone stops ringing."""
    leg.end = leg.call.clock.seconds
    leg.result = result
    leg.rule = rule
    phone = leg.phone
    phone.ringing.remove(leg)
    if phone.watched:
        phone.changed()


def _end(leg: Leg, result: str, rule: str) -> None:
    leg.call.ringing.remove(leg)
    stop(leg, result, rule)
    if leg.just_too_late:
        note_too_late(leg.call, leg)


def _answer(leg: Leg) -> None:
    leg.call.answer(leg, "answered")


def _carrier_answers(leg: Leg) -> None:
    leg.rule = "3.5"
    leg.call.answer(leg, "carrier_voicemail")


def _reject(leg: Leg) -> None:
    _end(leg, "rejected", "3.4")
    enter(leg, leg.step.rejected)


def go_offline(leg: Leg) -> None:
    """The phone that rings is gone: the call goes on as for an offline line (rule 3.6)."""
    leg.call.drop(leg.path)
    leg.gone()


def _not_answered(leg: Leg) -> None:
    _end(leg, "no_answer", leg.step.rule)
    enter(leg, leg.step.unanswered)


_ACTS = {
    Act.GO_AWAY: go_offline,
    Act.ANSWER: _answer,
    Act.REJECT: _reject,
    Act.CARRIER_VOICEMAIL: _carrier_answers,
}


def _begin_plan(leg: Leg, step: RingPlan) -> None:
    call = leg.call
    if step.user is not None:
        call.visit(step.user)
    call.visit(step.node)
    if not step.legs:
        enter(leg, step.failed)
        return
    call.planned += len(step.legs)
    if call.planned > MOST_LEGS:
        raise BoundExceeded(
            f"call {call.id!r} is forwarded to more than {MOST_LEGS:,} destinations: the forwards fan out too far",
            MOST_LEGS,
        )
    now = call.clock.now
    if leg.ends is not None:
        mind_the_window(leg, leg.ends)
    race = Race(leg, step)
    for place, planned in enumerate(step.legs):
        path = (*leg.path, place)
        below = Leg(call, race, path, now + planned.end)
        call.add(now + planned.start, RING_STARTS, path, _window_opens, below)


def _window_opens(leg: Leg) -> None:
    race = leg.race
    if race is not None:
        planned = race.step.legs[leg.path[-1]]
        step = planned.step
        if step is BEYOND:
            note_too_deep(leg.call, planned.to)
        _ENTER[type(step)](leg, step)


def mind_the_window(leg: Leg, ends: int) -> None:
    """The leg may do more than ring one phone: note when its window closes."""
    leg.minds_window = True
    leg.call.add(ends, RING_STOPS, leg.path, window_closes, leg)


def window_closes(leg: Leg) -> None:
    """Whatever the leg still does ends here; nothing follows (rules 4.2, 5.5, 7.1)."""
    call = leg.call
    own, enclosing = ("7.1", "7.1") if leg.race is None else ("4.2", "5.5")
    if leg.minds_window:
        note_what_comes_too_late(call, leg.path)
        depth = len(leg.path)
        for below in [ringing for ringing in call.ringing if ringing.path[:depth] == leg.path]:
            below.within = None if below is leg else _whose_window(leg)
            _end(below, "no_answer", own if below is leg else enclosing)
    else:
        _end(leg, "no_answer", own)
    fail(leg, TIME_IS_UP)


def _whose_window(leg: Leg) -> str | None:
    """Whom *leg* called, of the ring plan that it belongs to, if to any."""
    if leg.race is None:
        return None
    target = leg.call.exchange.router.ring_target(leg.race.step.legs[leg.path[-1]].to)
    return target if isinstance(target, str) else target.extension


def fail(leg: Leg, failure: Fail) -> None:
    """The leg has failed; the last of its plan takes the plan with it (rules 4.4, 4.5)."""
    race = leg.race
    if leg.minds_window:
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
    RingPhone: _ring_phone,
    RingPlan: _begin_plan,
    Leave: _leave,
    Fail: fail,
}
