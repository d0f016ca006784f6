"""Transfers: one side of a conversation passes the other on (rule 10.5).

A blind transfer lets go at once: whoever is left waits for the new destination as a caller would, with the call's
patience counted anew, and the call is over if nobody there takes it. An attended one holds the conversation meanwhile:
it goes on if the new destination does not answer. A new conversation lasts the call's `talk` again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from routesim.engine import order
from routesim.engine.phones import Line
from routesim.model.calls import Transfer
from routesim.result.records import TransferRecord

if TYPE_CHECKING:
    from routesim.engine.call import Call
    from routesim.engine.place import Place

SECOND = 1_000_000


class Handover:
    """A transfer that is under way, away from *line*. The call goes back to its *place* if an attended one fails."""

    def __init__(self, call: Call, line: Line, event: Transfer) -> None:
        self.line = line
        self._event = event
        self._at = call.clock.now
        self._place: Place | None = call.place
        call.place = None
        self.blind = event.kind == "blind"
        if self.blind:
            self._let_go(call)

    def _let_go(self, call: Call) -> None:
        """Whoever transfers leaves; the other side is the caller from here on."""
        if call.line is not self.line:
            call.caller_line, call.line = call.line, call.caller_line
        call.line = None
        if self._place is not None:
            self._place.transferred(self._event.kind)
            self._place = None
        self.line.calls.remove(call)
        self.line.changed()

    def succeeds(self, call: Call, result: str) -> None:
        """The new destination takes the call."""
        if not self.blind:
            self._let_go(call)
        self._note(call, result)

    def fails(self, call: Call, result: str) -> None:
        """The new destination does not take the call: one that was held goes on."""
        call.place = self._place
        self._note(call, result)

    def _note(self, call: Call, result: str) -> None:
        event = self._event
        call.handover = None
        settled = call.clock.seconds
        call.transfers += (TransferRecord(self._at / SECOND, event.user, event.to, event.kind, result, settled),)


def transfer(call: Call, line: Line, event: Transfer) -> None:
    """Pass the conversation of *call* on, away from *line*."""
    call.handover = Handover(call, line, event)
    if call.handover.blind:
        gives_up = call.clock.now + call.patience
        call.items.clear()
        call.add(gives_up, order.CALLER_HANGS_UP, (), _gives_up, call)
    call.go(call.exchange.router.dial(event.to))


def _gives_up(call: Call) -> None:
    call.give_up()
