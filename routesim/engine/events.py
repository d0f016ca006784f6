"""Scenario events: what happens to people and phones meanwhile (rules 3.6, 10.5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from routesim.engine import leg, order
from routesim.engine.conference import Guest
from routesim.engine.exchange import Exchange
from routesim.engine.phones import Line
from routesim.engine.transfer import transfer
from routesim.model.calls import (
    Event,
    HangUp,
    Invite,
    Pickup,
    PressKey,
    QueueMembership,
    SetSwitch,
    StateChange,
    Transfer,
)
from routesim.model.scalars import yes_no
from routesim.model.user import PhoneKey
from routesim.result.records import Note
from routesim.routing.steps import microseconds


def schedule_events(exchange: Exchange, events: Sequence[Event]) -> None:
    """Have *events* happen, each at its time, equal times in file order; and conversations from before end."""
    for place, event in enumerate(events):
        exchange.clock.at(microseconds(event.at), order.SCENARIO_EVENT, place, partial(_happen, exchange), event)
    ends = {who for who, person in exchange.people.items() if person.busy_until is not None}
    for place, user in enumerate(exchange.system.users if ends else ()):
        if user.extension in ends or "default" in ends:
            _let_conversation_end(exchange, exchange.lines[user.extension], place)


def _let_conversation_end(exchange: Exchange, line: Line, place: int) -> None:
    """Have the conversation from before end, if it is to; *place* is its turn among several."""
    if line.until is not None:
        exchange.clock.at(line.until, order.SOMETHING_ENDS, place, _busy_ends, line)


def _busy_ends(line: Line) -> None:
    """The conversation from before is over, unless an event has settled the matter meanwhile."""
    if line.until is not None:
        line.until, line.busy = None, False
        line.changed()


def _happen(exchange: Exchange, event: Event) -> None:
    """Let *event* happen; where nothing comes of it, remember why."""
    why_not = _HAPPEN[type(event)](exchange, event)
    if why_not:
        exchange.remarks.append(Note(exchange.clock.seconds, why_not, "10.5"))


def change_state(exchange: Exchange, event: StateChange) -> None:
    """Somebody's phone or attention changes (rule 3.6)."""
    line = exchange.lines[event.user]
    _STATES[event.do](line)
    line.new_state()


def _go_offline(line: Line) -> None:
    line.gone = True
    line.new_state()
    for ringing in sorted(line.ringing, key=lambda ringing: (ringing.call.order, ringing.path)):
        if ringing in line.ringing:  # the one before may have ended the whole call
            leg.go_offline(ringing)


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


def _change_membership(exchange: Exchange, event: QueueMembership) -> str:
    queue = exchange.queues[exchange.router.named_queue(event.queue).extension]
    if queue.set_membership(event.user, event.do == "join_queue"):
        return ""
    does = "logs in to" if event.do == "join_queue" else "logs out of"
    return f"{exchange.name(event.user)} {does} the queue {queue.page.name}, and is none of its dynamic agents"


def _set_switch(exchange: Exchange, event: SetSwitch) -> None:
    if event.switch in exchange.switches:
        exchange.switches[event.switch] = yes_no(event.state)
    else:
        exchange.multi_switches[event.switch] = event.state


def _hang_up(exchange: Exchange, event: HangUp) -> str:
    """The latest of the user's calls ends: a conversation, or a call of his own that nobody has taken yet."""
    line = exchange.lines[event.user]
    if not line.calls:
        return f"{exchange.name(event.user)} hangs up, and is in no call"
    call = line.calls[-1]
    call.note(f"{exchange.name(event.user)} hangs up", "10.5")
    if call.answered_at is None:
        call.give_up()
    else:
        call.close("agent" if line is call.line else "caller")
    return ""


def _pick_up(exchange: Exchange, event: Pickup) -> str:
    return pick_up(exchange, event.user, event.target)


def pick_up(exchange: Exchange, user: str, target: str) -> str:
    """*user* answers what rings at *target*, of the same pickup group; tell why not, if nothing comes of it."""
    line = exchange.lines[user]
    tries = f"{exchange.name(user)} picks up at {exchange.name(target)}"
    if not any(user in group.members and target in group.members for group in exchange.system.pickup_groups):
        return f"{tries}, and no pickup group has both"
    if line.offline:
        return f"{tries}, and is offline"
    ringing = next((ringing for ringing in exchange.lines[target].ringing if ringing.call not in line.calls), None)
    if ringing is None:
        return f"{tries}, where nobody's call rings"
    ringing.rule = "10.5"
    ringing.by = user
    ringing.call.answer(ringing, "answered", by=user)
    return ""


def _transfer(exchange: Exchange, event: Transfer) -> str:
    """The latest conversation that the user has with somebody is passed on."""
    line = exchange.lines[event.user]
    talking = [call for call in line.calls if call.answered_at is not None and call.line is not None]
    tries = f"{exchange.name(event.user)} passes a call on to {exchange.name(event.to)}"
    if not talking:
        return f"{tries}, and is in no conversation"
    if talking[-1].handover is not None:
        return f"{tries}, while it is being passed on already"
    transfer(talking[-1], line, event)
    return ""


def _press_key(exchange: Exchange, event: PressKey) -> str:
    """The key does what its page says: call, pick up, or nothing that routes a call (rule 10.5)."""
    user = next(user for user in exchange.system.users if user.extension == event.user)
    key = user.keys.buttons.get(event.key, NO_KEY)
    target = key.number or key.user
    why_not = ""
    if key.action in ("blf", "pickup") and key.user:
        why_not = pick_up(exchange, event.user, key.user)
        if not why_not:
            return ""
    if key.action in ("blf", "line", "quick_call") and target:
        exchange.place(event.user, target, f"{event.user} key {event.key}")
        return ""
    return why_not or f"{exchange.name(event.user)} presses key {event.key}, {_KEYS.get(key.action, _UNSET)}"


NO_KEY = PhoneKey()
_UNSET = "on which nothing is set"
_KEYS = {"switch": "which switches between the user's own calls: none is routed otherwise"}


def _invite(exchange: Exchange, event: Invite) -> None:
    """The conference calls somebody; who answers is in (rule 9)."""
    room = exchange.rooms[exchange.router.named_conference(event.conference).extension]
    call = exchange.place(room.page.extension, event.to, f"invitation to {room.page.extension}")
    call.place = Guest(room, call)


_HAPPEN: dict[type[Event], Callable[[Exchange, Any], str | None]] = {
    StateChange: change_state,
    QueueMembership: _change_membership,
    SetSwitch: _set_switch,
    HangUp: _hang_up,
    Pickup: _pick_up,
    Transfer: _transfer,
    PressKey: _press_key,
    Invite: _invite,
}
