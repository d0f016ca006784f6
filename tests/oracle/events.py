"""Things that happen meanwhile (rules 3.6, 7.7, 8.9, 10.5)."""

from __future__ import annotations

from functools import partial

from routesim.model.calls import AnyEvent, HangUp, Pickup, QueueMembership, SetSwitch, StateChange
from routesim.model.scalars import yes_no
from tests.oracle.agenda import NO_CALL, Kind, micro
from tests.oracle.conferences import Conferences
from tests.oracle.state import Line


class Events(Conferences):
    """People's states change, agents come and go, switches are set."""

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

    def picks_up(self, user: str, target: Line) -> None:
        """Answer the call that has rung longest at a colleague's phone, where both are in a pickup group.

        It takes a phone to do so, and somebody else's call.
        """
        together = any({user, target.user.extension} <= set(group.members) for group in self.system.pickup_groups)
        others = [ring for ring in target.rings if ring.call.user != self.users[user]]
        rings = sorted(others, key=lambda ring: (ring.start, ring.call.key, ring.path))
        if not together or not rings or self.is_offline(self.lines[user], {}, self.people.entry(user)):
            return
        ring, waiter = rings[0], rings[0].call.waiter
        self.stops(ring, "picked_up")
        self.takes(ring.call, "answered", user)
        self.enters_conversation(ring.call, self.lines[user])
        if waiter and user in waiter.line.agents:
            self.agent_answers(waiter, user)

    def puts_down(self, line: Line) -> None:
        """End the conversation, or give up the call, that the line took part in last."""
        if not line.talks:
            return
        call = line.talks[-1]
        if call.waiting:
            self.gives_up(call)
        else:
            self.agenda.drop(call.key)
            self.hangs_up(call)
