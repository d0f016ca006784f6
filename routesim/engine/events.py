"""Scenario events: what happens to people and phones meanwhile (rules 3.6, 10.5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from routesim.engine import leg, order
from routesim.engine.exchange import Exchange
from routesim.engine.phones import Line
from routesim.model.calls import Event, StateChange
from routesim.routing.steps import microseconds


def schedule_events(exchange: Exchange, events: Sequence[Event]) -> None:
    """Have *events* happen, each at its time, equal times in file order; and conversations from before end."""
    for place, event in enumerate(events):
        exchange.at(microseconds(event.at), order.SCENARIO_EVENT, place, partial(_happen, exchange, event))
    for place, line in enumerate(exchange.lines.values()):
        if line.until is not None:
            exchange.at(line.until, order.SOMETHING_ENDS, place, partial(_busy_ends, line))


def _busy_ends(line: Line) -> None:
    """The conversation from before is over, unless an event has settled the matter meanwhile."""
    if line.until is not None:
        line.until, line.busy = None, False
        line.changed()


def _happen(exchange: Exchange, event: Event) -> None:
    _HAPPEN[type(event)](exchange, event)


def _change_state(exchange: Exchange, event: StateChange) -> None:
    line = exchange.lines[event.user]
    _STATES[event.do](line)
    line.changed()


def _go_offline(line: Line) -> None:
    line.gone = True
    for ringing in sorted(line.ringing, key=lambda ringing: (ringing.call.order, ringing.path)):
        leg.go_offline(ringing)
        ringing.call.wake()


def _go_online(line: Line) -> None:
    line.gone, line.away = False, False


def _go_busy(line: Line) -> None:
    line.busy, line.until = True, None


def _go_idle(line: Line) -> None:
    line.busy, line.dnd, line.until = False, False, None


def _dnd_on(line: Line) -> None:
    line.dnd = True


def _dnd_off(line: Line) -> None:
    line.dnd = False


def _log_in(line: Line) -> None:
    line.logged_in = True


def _log_out(line: Line) -> None:
    line.logged_in = False


_STATES: dict[str, Callable[[Line], None]] = {
    "go_offline": _go_offline,
    "go_online": _go_online,
    "go_busy": _go_busy,
    "go_idle": _go_idle,
    "dnd_on": _dnd_on,
    "dnd_off": _dnd_off,
    "log_in": _log_in,
    "log_out": _log_out,
}
_HAPPEN: dict[type[Event], Callable[[Exchange, Any], None]] = {StateChange: _change_state}
