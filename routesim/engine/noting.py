"""What is noted of a call for its story, since no ring shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routesim.engine.agenda import Path
from routesim.engine.order import RING_ANSWERED
from routesim.engine.phones import Phone
from routesim.result.clock import grouped
from routesim.routing.steps import RingPhone

if TYPE_CHECKING:
    from routesim.engine.call import Call
    from routesim.engine.leg import Leg


def note_what_surprises(call: Call, step: RingPhone, phone: Phone) -> None:
    """A phone rings during a conversation, or the line only (rules 3.3, 5.5, 5.6)."""
    if step.rule == "3.5":
        return
    name = call.exchange.name(step.target)
    if phone.calls or phone.busy:
        call.note(f"{name} is in a conversation and is rung all the same", "3.3")
    if step.limit is None:
        call.note(f"only the line of {name} rings", step.rule)


def note_too_deep(call: Call, to: str) -> None:
    """Whoever *to* leads to is beyond the limit on forwards (rule 5.7)."""
    name, most = call.exchange.name(to), call.exchange.system.settings.max_forwards
    call.note(f"{name} is not called: that would be more than {grouped(most, 'forward')} deep", "5.7")


def note_too_late(call: Call, leg: Leg) -> None:
    """Whoever *leg* rings would have reacted at this very instant (rule 1.2)."""
    name = call.exchange.name(leg.step.target)
    call.note(f"{name} reacts at the very instant at which the ring stops, which is too late", "1.2")


def note_what_comes_too_late(call: Call, above: Path = ()) -> None:
    """Everybody who would have reacted at this very instant, at which every ring at *above* and below stops."""
    now, depth = call.clock.now, len(above)
    items = call.items.values()
    due = [item for item in items if item[0] == now and item[1] == RING_ANSWERED and item[3][:depth] == above]
    for *_, leg in sorted(due):
        note_too_late(call, leg)


def note_what_is_shown(call: Call) -> None:
    """A call from inside to the outside shows a number, or none (rule 10.3)."""
    shown = f"the number shown outside is {call.caller_id}" if call.caller_id else "no number is shown outside"
    call.note(shown, "10.3")
