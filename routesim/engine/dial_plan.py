"""A call in a dial plan: what it hears, keys and decides on its way (rule 7)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from routesim.engine import order
from routesim.model.calls import Press
from routesim.model.dial_plan import AccessList, Dispatcher
from routesim.result.clock import seconds
from routesim.routing.dial_plans import chosen
from routesim.routing.steps import (
    Attempt,
    Choice,
    MarkRecorded,
    PlayMessage,
    Present,
    Prompt,
    Step,
    microseconds,
)

if TYPE_CHECKING:
    from routesim.engine.call import Call

SECOND = 1_000_000


class CallView:
    """What a choice sees of a call and of the world around it at this instant."""

    __slots__ = ("_call",)

    def __init__(self, call: Call) -> None:
        self._call = call

    @property
    def local(self) -> datetime:
        """The wall clock."""
        return self._call.exchange.local(self._call.clock.now)

    @property
    def caller(self) -> str:
        """The caller's number in dialled form, or what a Caller ID element has put in its place."""
        return self._call.seen_by_patterns()

    def switch(self, name: str) -> bool:
        """Whether the switch is on."""
        return self._call.exchange.switches[name]

    def multi_switch(self, name: str) -> str:
        """The state chosen."""
        return self._call.exchange.multi_switches[name]


def _attempt(call: Call, step: Attempt) -> Step:
    if step.node is not None:
        call.visit(step.node)
    call.attempt = step
    return step.step


def _play(call: Call, step: PlayMessage) -> None:
    call.visit(step.node)
    call.note(f"plays {step.message}, {seconds(step.duration / SECOND)}", "7.2")
    call.add(call.clock.now + step.duration, order.KEY_OR_PROMPT, (), _heard, (call, step))


def _heard(waiting: tuple[Call, PlayMessage]) -> None:
    call, step = waiting
    call.go(step.next)


def _prompt(call: Call, step: Prompt) -> None:
    call.visit(step.node)
    if step.message is not None:
        call.note(f"plays {step.message}, {seconds(step.greeting / SECOND)}", step.rule)
    call.add(call.clock.now + step.greeting, order.KEY_OR_PROMPT, (), _listen, (call, step))


def _listen(waiting: tuple[Call, Prompt]) -> None:
    """The prompt has finished: the caller keys the next entry, if it comes in time (rule 7.13)."""
    call, step = waiting
    now = call.clock.now
    press = call.next_press()
    if press is None or not step.in_time(press):
        call.add(now + step.timeout, order.DEADLINE, (), _silence, (call, step, press))
    else:
        call.add(now + microseconds(press.after), order.KEY_OR_PROMPT, (), _keyed, (call, step, press.keys))


def _silence(waiting: tuple[Call, Prompt, Press | None]) -> None:
    call, step, press = waiting
    call.note(nothing_in_time(press), step.rule)
    call.go(step.silent)


def nothing_in_time(press: Press | None) -> str:
    """Say that the caller has keyed nothing before a prompt's timeout; *press* would have come too late."""
    late = "" if press is None else f": {press.keys} would come after {seconds(press.after)}, too late"
    return f"keys nothing in time{late}"


def _keyed(waiting: tuple[Call, Prompt, str]) -> None:
    call, step, keys = waiting
    known = "" if keys in step.keys else _UNKNOWN_KEYS[step.rule]
    call.note(f"keys {keys}{known}", step.rule)
    call.go(step.keyed(keys))


_UNKNOWN_KEYS = {"7.5": ", which is not on offer here", "7.6": ", which nobody listed here has"}


def _choose(call: Call, step: Choice) -> Step:
    call.visit(step.node)
    view = CallView(call)
    name, following = chosen(step, view)
    seen = f" ({view.caller or 'withheld'})" if isinstance(step.page, Dispatcher | AccessList) else ""
    call.note(step.tell(name) + seen, step.rule)
    return following


def _record(call: Call, step: MarkRecorded) -> Step:
    call.visit(step.node)
    call.recorded = call.exchange.system.settings.recording
    call.note("the call is recorded from here on" if call.recorded else "the system records no calls", "7.11")
    return step.next


def _show(call: Call, step: Present) -> Step:
    call.visit(step.node)
    call.present(step.text)
    call.note(f"phones show {call.caller_id or 'no number'} from here on", "7.12")
    return step.next


TAKE: dict[type[Step], Callable[[Call, Any], Step | None]] = {
    Attempt: _attempt,
    PlayMessage: _play,
    Prompt: _prompt,
    Choice: _choose,
    MarkRecorded: _record,
    Present: _show,
}
