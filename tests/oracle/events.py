"""Things that happen meanwhile (rules 3.6, 7.7, 8.9, 10.5)."""

from __future__ import annotations

from functools import partial

from routesim.model.calls import (
    AnyEvent,
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
from tests.oracle.agenda import NO_CALL, Kind, micro
from tests.oracle.state import Line
from tests.oracle.transfers import Transfers


class Events(Transfers):
    """People's states change, agents come and go, switches are set, keys are pressed."""

    def schedule_world(self) -> None:
        super().schedule_world()
        for place, event in enumerate(self.script.events):
            self.agenda.add(micro(event.at), Kind.EVENT, NO_CALL, (place,), partial(self.happens, event))

    def happens(self, event: AnyEvent) -> None:
        match event:
            case StateChange():
                self.state_changes(self.lines[event.user], event.do)
            case QueueMembership():
                self.membership(self.waiting_line(event.queue), event.user, event.do == "join_queue")
            case Pickup():
                self.picks_up(event.user, self.lines[event.target])
            case HangUp():
                self.puts_down(self.lines[event.user])
            case Transfer():
                self.passes_on(event)
            case PressKey():
                self.presses_key(event.user, event.key)
            case Invite():
                self.invites(self.room(event.conference), event.to)
            case SetSwitch() if event.switch in self.switched:
                self.switched[event.switch] = yes_no(event.state)
            case SetSwitch():
                self.chosen[event.switch] = event.state

    def state_changes(self, line: Line, do: str) -> None:
        match do:
            case "go_offline":
                line.offline = True
                self.rings_break_off(line)
            case "go_online":
                line.offline = False
            case "go_busy":
                line.busy, line.from_before = True, False
            case "dnd_on" | "dnd_off":
                line.dnd = do == "dnd_on"
            case "go_idle":
                line.busy = line.dnd = False
            case "log_in" | "log_out":
                line.logged_in = do == "log_in"

    def rings_break_off(self, line: Line) -> None:
        for ring in sorted(line.rings, key=lambda ring: (ring.call.key, ring.path)):
            if ring in line.rings:
                self.ring_is_over(ring, "offline")

    def presses_key(self, user: str, place: int) -> None:
        """Let a key do what its action says: a lamp's key picks up what rings there, else it calls."""
        key = self.users[user].keys.buttons.get(place)
        picks = key is not None and key.action in ("blf", "pickup") and key.user is not None
        if key is None or (picks and self.picks_up(user, self.lines[str(key.user)])):
            return
        to = {"blf": key.user, "line": key.user, "quick_call": key.number}.get(key.action)
        if to is not None:
            self.place(user, to)

    def picks_up(self, user: str, target: Line) -> bool:
        """Answer the call that has rung longest at a colleague's phone, where both are in a pickup group.

        It takes a phone to do so, and somebody else's call. Tell whether there was one.
        """
        line = self.lines[user]
        together = any({user, target.user.extension} <= set(group.members) for group in self.system.pickup_groups)
        others = [ring for ring in target.rings if ring.call not in line.talks]
        rings = sorted(others, key=lambda ring: (ring.start, ring.call.key, ring.path))
        if not together or not rings or self.is_offline(line, {}, self.people.entry(user)):
            return False
        ring, waiter = rings[0], rings[0].call.waiter
        self.stops(ring, "picked_up")
        self.takes(ring.call, "answered", user)
        ring.call.other, ring.call.line = True, line
        self.enters_conversation(ring.call, line)
        if waiter and user in waiter.line.agents:
            self.agent_answers(waiter, user)
        self.answers_an_invitation(ring.call, user)
        return True

    def puts_down(self, line: Line) -> None:
        """End the conversation, or give up the call, that the line took part in last."""
        if not line.talks:
            return
        call = line.talks[-1]
        if call.waiting:
            self.gives_up(call)
        else:
            self.hangs_up(call)
