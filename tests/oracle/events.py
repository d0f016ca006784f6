"""Things that happen meanwhile (rule 3.6)."""

from __future__ import annotations

from functools import partial

from routesim.model.calls import AnyEvent, StateChange
from tests.oracle.agenda import NO_CALL, Kind, micro
from tests.oracle.dialling import Dialling
from tests.oracle.state import Line


class Events(Dialling):
    """People's states change."""

    def schedule_world(self) -> None:
        super().schedule_world()
        for place, event in enumerate(self.script.events):
            self.agenda.add(micro(event.at), Kind.EVENT, NO_CALL, (place,), partial(self.happens, event))

    def happens(self, event: AnyEvent) -> None:
        if isinstance(event, StateChange):
            self.state_changes(self.lines[event.user], event.do)

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
