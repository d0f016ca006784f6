"""Conversations that are passed on (rule 10.5)."""

from __future__ import annotations

from functools import partial

from routesim.model.calls import Transfer
from tests.oracle.agenda import Kind, micro
from tests.oracle.conferences import Conferences
from tests.oracle.state import Call, Handover, Line


class Transfers(Conferences):
    """Who talks to somebody passes the call on: blindly, or after asking."""

    def passes_on(self, event: Transfer) -> None:
        """Pass on the conversation that the user's line joined last, unless that is under way already."""
        line = self.lines[event.user]
        talks = [call for call in line.talks if call.answered is not None and call.other]
        if not talks or talks[-1].handover:
            return
        call = talks[-1]
        handover = call.handover = Handover(event, line, self.agenda.now)
        if handover.blind:
            self.agenda.drop(call.key)
            self.lets_go(call, line)
            patience = self.agenda.now + micro(call.attempt.patience)
            self.agenda.add(patience, Kind.HANG_UP, call.key, (), partial(self.gives_up, call))
        self.dial(call, event.to)

    def lets_go(self, call: Call, line: Line) -> None:
        """*line* leaves the conversation; whoever is left is the one who waits from now on."""
        if line is call.party:
            call.party = call.line
        call.line, call.other = None, False
        line.talks.remove(call)
        call.lines.remove(line)
        on_end, call.on_end = call.on_end, None
        if on_end:
            on_end()

    def is_taken(self, call: Call, outcome: str) -> None:
        assert call.handover
        handover, call.handover = call.handover, None
        self.settles(call, handover, outcome)
        if not handover.blind:
            self.lets_go(call, handover.line)

    def is_not_taken(self, call: Call, outcome: str) -> None:
        """End the call, or go on with the conversation that was held."""
        assert call.handover
        self.silence(call)
        handover, call.handover = call.handover, None
        self.settles(call, handover, outcome)
        if handover.blind:
            self.hangs_up(call)

    def is_abandoned(self, call: Call) -> None:
        assert call.handover
        self.silence(call)
        handover, call.handover = call.handover, None
        self.settles(call, handover, "abandoned")

    def settles(self, call: Call, handover: Handover, result: str) -> None:
        event = handover.event
        call.transfers.append(
            {"at": handover.at / 1e6, "by": event.user, "to": event.to, "kind": event.kind, "result": result}
        )
