"""The steps as a call itself takes them: each returns the step that follows at once, if any."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from routesim.engine import conference, dial_plan, leg, order
from routesim.errors import BoundExceeded
from routesim.routing.dial_plans import LOOP, MOST_ELEMENTS
from routesim.routing.steps import (
    CONFIRMATION,
    ChangeMembership,
    End,
    Fail,
    Goto,
    JoinConference,
    JoinQueue,
    Leave,
    Pass,
    RingPhone,
    RingPlan,
    Step,
)

if TYPE_CHECKING:
    from routesim.engine.call import Call

MOST_NODES = 100_000
"""A call that enters more places than this is given up: it goes round in next to no time."""


def _pass(call: Call, step: Pass) -> Step:
    call.visit(step.node)
    return step.next


def _reach(call: Call, step: RingPhone | RingPlan) -> None:
    """Somebody is called: the root of a call tree of its own."""
    attempt = call.attempt
    ends = None if attempt is None or attempt.limit is None else call.clock.now + attempt.limit
    root = leg.Leg(call, None, call.new_root(), ends)
    if ends is not None:
        leg.mind_the_window(root, ends)
    if call.arriving and ends != call.clock.now:
        leg.enter(root, step)
    else:
        call.add(call.clock.now, order.RING_STARTS, root.path, _ring_starts, (root, step))


def _ring_starts(waiting: tuple[leg.Leg, Step]) -> None:
    leg.enter(*waiting)


def _goto(call: Call, step: Goto) -> Step:
    """Count the elements passed at this instant: nothing may go round for ever (rule 7)."""
    instant, passed = call.elements
    now = call.clock.now
    passed = passed + 1 if instant == now else 1
    call.elements = (now, passed)
    if len(call.path) > MOST_NODES:
        raise BoundExceeded(f"call {call.id!r} enters more than {MOST_NODES:,} places, round and round", MOST_NODES)
    return LOOP if passed > MOST_ELEMENTS else step.step


def _fail(call: Call, step: Fail) -> None:
    call.failed(step)


def _end(call: Call, step: End) -> None:
    if step.exit is not None:
        call.note(f"the exit {step.exit} leads nowhere, and the call is hung up", "7")
    call.finish(step.outcome, step.reason)


def _leave(call: Call, step: Leave) -> None:
    call.leave_message(step)


def _join_queue(call: Call, step: JoinQueue) -> Step | None:
    call.attempt = None
    call.visit(step.node)
    return call.exchange.queues[step.queue].join(call, step)


def _change_membership(call: Call, step: ChangeMembership) -> None:
    """A dynamic agent dials the number of a queue; anybody else is refused (rule 8.9)."""
    call.visit(step.node)
    if call.caller is None or not call.exchange.queues[step.queue].set_membership(call.caller, step.joins):
        call.note("only a dynamic agent of the queue can log in or out by this number", "8.9")
        call.finish("rejected")
        return
    outcome = "logged_in" if step.joins else "logged_out"
    call.add(call.clock.now + CONFIRMATION, order.KEY_OR_PROMPT, (), _confirmed, (call, outcome))


def _confirmed(confirmation: tuple[Call, str]) -> None:
    call, outcome = confirmation
    call.finish(outcome)


TAKE: dict[type[Step], Callable[[Call, Any], Step | None]] = {
    Pass: _pass,
    RingPhone: _reach,
    RingPlan: _reach,
    Goto: _goto,
    Fail: _fail,
    End: _end,
    Leave: _leave,
    JoinQueue: _join_queue,
    JoinConference: conference.join,
    ChangeMembership: _change_membership,
    **dial_plan.TAKE,
}
