"""Plays of smallest worlds, told in a line a call, to be read next to the rules."""

from __future__ import annotations

from routesim import engine
from routesim.result.records import CallRecord, Play
from tests.worlds import calls_of, system_of

USERS = "users: [{extension: 101}, {extension: 102}, {extension: 103}]\n"


def play(pbx: str, calls: str) -> Play:
    """Play *calls* on *pbx*, both YAML text."""
    return engine.play(system_of(pbx), calls_of(calls))


def told(pbx: str, calls: str) -> list[str]:
    """Tell what came of each call: `answered by 102 at 3 until 63: 101 0-1 rejected, 102 1-3 answered`."""
    return [line(call) for call in play(pbx, calls).calls]


def reported(pbx: str, calls: str) -> list[str]:
    """Write the queues' report: `3 connected to an agent: 1, 102`."""
    return [
        f"{event.at:g} {event.type}: {', '.join(part for part in (event.call, event.agent) if part)}"
        for event in play(pbx, calls).queue_events
    ]


def line(call: CallRecord) -> str:
    """What came of one call, and its rings in order."""
    rang = ", ".join(f"{ring.target} {ring.start:g}-{ring.end:g} {ring.result}" for ring in call.rang)
    return f"{ending(call)}: {rang}" if rang else ending(call)


def ending(call: CallRecord) -> str:
    """How one call ended, and when."""
    if call.answered_at is not None:
        return f"{call.outcome} by {call.by} at {call.answered_at:g} until {call.ended_at:g}"
    reason = f" ({call.reason})" if call.reason else ""
    return f"{call.outcome}{reason} at {call.ended_at:g}"


def transfers(pbx: str, calls: str) -> list[str]:
    """Write the transfers of all calls: `5 101 to 102 blind: answered`."""
    return [
        f"{done.at:g} {done.by} to {done.to} {done.kind}: {done.result}"
        for call in play(pbx, calls).calls
        for done in call.transfers
    ]
