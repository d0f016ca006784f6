"""A glance at the lines of a play at one instant."""

from __future__ import annotations

from typing import NamedTuple

from routesim.engine.events import schedule_events
from routesim.engine.exchange import Arrivals, Exchange, Installation
from routesim.engine.phones import Line
from routesim.model.calls import Calls
from routesim.model.system import PhoneSystem
from routesim.routing.steps import microseconds


class LineState(NamedTuple):
    """A user's line: the devices *registered* now, none where it is offline (rules 3.1, 3.2), and what it is doing.

    *state* is `free`, `ringing`, `in conversation`, `do not disturb`, `offline` or `logged out`.
    """

    extension: str
    name: str
    registered: tuple[str, ...]
    state: str


def glance(system: PhoneSystem, calls: Calls, at: float) -> tuple[LineState, ...]:
    """The state of every line after *at* seconds of *calls* on *system*, all that happens at that instant included."""
    exchange = Exchange(Installation(system), calls)
    schedule_events(exchange, calls.events)
    Arrivals(exchange, calls.calls)
    exchange.clock.run(until=microseconds(at) + 1)
    lines = ((user.name, exchange.lines[user.extension]) for user in system.users)
    return tuple(LineState(line.extension, name, line.registered, _state(line)) for name, line in lines)


def _state(line: Line) -> str:
    if line.logged_out:
        return "logged out"
    if line.offline:
        return "offline"
    if line.in_conversation:
        return "in conversation"
    if line.ringing:
        return "ringing"
    return "do not disturb" if line.dnd else "free"
