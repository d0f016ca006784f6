"""One call on its way: what it has rung and entered so far, and how it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routesim.engine import order
from routesim.engine.agenda import Agenda, Path
from routesim.engine.leg import Leg, stop
from routesim.engine.noting import note_what_comes_too_late, note_what_is_shown
from routesim.engine.phones import Line, Phone
from routesim.engine.place import Place
from routesim.engine.taking import TAKE
from routesim.engine.transfer import Handover
from routesim.model.calls import Press
from routesim.result.records import Note, TransferRecord
from routesim.routing.steps import Attempt, Fail, Leave, RingPhone, Step

if TYPE_CHECKING:
    from routesim.engine.attempted import Attempted
    from routesim.engine.exchange import Exchange
    from routesim.engine.shared_line import Devices

_new_tuple = tuple.__new__  # half the price of a named tuple's own


class Call(Agenda):
    """A call from its arrival to its end. *index* is its place in the file, *order* its place in time (rule 1.2).

    A conversation lasts *talk*, the caller waits *patience* to be answered, in microseconds.
    """

    __slots__ = (
        "_following",
        "_going",
        "_roots",
        "answered_at",
        "arriving",
        "attempt",
        "by",
        "caller",
        "caller_id",
        "caller_line",
        "devices",
        "disordered",
        "elements",
        "ended_at",
        "entered",
        "exchange",
        "handover",
        "id",
        "index",
        "legs",
        "line",
        "notes",
        "notified",
        "outcome",
        "path",
        "patience",
        "place",
        "placed",
        "planned",
        "pressed",
        "reason",
        "recorded",
        "ringing",
        "shown_text",
        "spec",
        "talk",
        "transfers",
    )

    def __init__(
        self, exchange: Exchange, spec: Attempted, id_: str, index: int, order: int, talk: int, patience: int
    ) -> None:
        self.clock = clock = exchange.clock
        self.order = order
        self.items = {}
        self.exchange = exchange
        self.spec = spec
        self.talk = talk
        self.patience = patience
        self.id = id_
        self.index = index
        self.placed = clock.now
        self.caller_id = ""
        self.shown_text: str | None = None
        self.path: list[str] = []
        self.entered: list[float] = []
        self.notes: list[Note] | None = None
        self.transfers: tuple[TransferRecord, ...] = ()
        # where it is
        self.caller: str | None = None
        self.caller_line: Phone | None = None
        self.line: Phone | None = None
        self.place: Place | None = None
        self.attempt: Attempt | None = None
        self.handover: Handover | None = None
        self.legs: list[Leg] = []
        self.ringing: list[Leg] = []
        self.devices: Devices | None = None
        self.planned = 0  # legs of ring plans so far
        self.disordered = False  # phones began to ring at one instant in another order than that of the call tree
        self.arriving = False  # just placed, so that nothing else can be due before it rings
        self.pressed = 0
        self.elements = (0, 0)
        self._roots = 0
        self._going = False
        self._following: Step | None = None
        # what came of it
        self.answered_at: int | None = None
        self.outcome = ""
        self.by: str | None = None
        self.reason: str | None = None
        self.notified: str | None = None
        self.recorded = False

    def begin(self) -> None:
        """The call is placed (rules 6.2, 10.1, 10.2)."""
        exchange, spec = self.exchange, self.spec
        self.caller_id, line, blacklisted = exchange.callers[spec.from_]
        if blacklisted:
            self.finish("rejected", reason="blacklist")
            return
        step = exchange.router.dial(spec.to)
        if line is not None:
            if line.logged_out:
                self.finish("rejected", reason="logged_out")
                return
            self._occupy(line)
        inside = line is not None or self.place is not None
        if inside and isinstance(step, RingPhone) and step.target not in exchange.router.users:
            self.shown_text = self.caller_id  # what patterns see, should the call ever be passed on to a dial plan
            self.caller_id = exchange.outgoing_number(self.caller, step.target)
            note_what_is_shown(self)
        self.arriving = self.patience > 0
        self.go(step)
        self.arriving = False
        if not self.outcome:
            self.hold_back(self.placed + self.patience, order.CALLER_HANGS_UP, (), Call.give_up, self)

    def _occupy(self, line: Line) -> None:
        """The caller's own line is occupied for the whole call (rule 10.2)."""
        self.caller = line.extension
        self.caller_line = line
        line.calls.append(self)
        line.changed()

    # --- where it goes -------------------------------------------------------------------------------------------

    def visit(self, node: str) -> None:
        """Enter a node of the routing graph."""
        self.path.append(node)
        self.entered.append(self.clock.seconds)

    def new_root(self) -> Path:
        """A place in the call tree for whoever the call itself is for now."""
        self._roots += 1
        return (self._roots,)

    def note(self, text: str, rule: str = "") -> None:
        """Remember something worth telling."""
        if self.notes is None:
            self.notes = []
        self.notes.append(_new_tuple(Note, (self.clock.seconds, text, rule, len(self.path))))

    def go(self, step: Step) -> None:
        """Take *step*, and all those that follow without waiting for anybody."""
        if self._going:  # somebody further up this very stack takes it from here
            self._following = step
            return
        self._going = True
        following: Step | None = step
        while following is not None:
            self._following = None
            following = TAKE[type(following)](self, following) or self._following
        self._going = False

    def failed(self, failure: Fail) -> None:
        """Whom the call was for does not take it: the dial plan goes on, or the call ends (rules 6.3, 7.1)."""
        attempt = self.attempt
        if attempt is None:
            self.finish(failure.outcome, reason=failure.reason)
            return
        self.attempt = None
        self.go(attempt.busy if failure.outcome == "busy" else attempt.unanswered)

    def seen_by_patterns(self) -> str:
        """The caller's number as patterns see it (rules 2.3, 7.12)."""
        if self.shown_text is not None:
            return self.shown_text
        return self.exchange.as_dialled(self.caller_id)

    def present(self, text: str | None) -> None:
        """Show *text* as the caller's number from here on, or the number that was dialled (rule 7.12)."""
        self.shown_text = text
        self.caller_id = self.exchange.dialled_number(self.spec.to) if text is None else text

    def next_press(self) -> Press | None:
        """What the caller keys at this prompt, if anything is left (rule 7.13)."""
        place = self.pressed
        self.pressed = place + 1
        presses = self.spec.presses
        return presses[place] if place < len(presses) else None

    # --- how it ends ---------------------------------------------------------------------------------------------

    def answer(self, leg: Leg, outcome: str, by: str | None = None) -> None:
        """A person, or a carrier's voicemail, takes the call (rules 3.5, 4.3); *by* is who has picked it up."""
        rung = leg.phone
        phone = rung if by is None else self.exchange.lines[by]
        phone.calls.append(self)
        leg.end = self.clock.seconds
        leg.result = "answered" if by is None else "picked_up"
        self.ringing.remove(leg)
        rung.ringing.remove(leg)
        if rung.lit or by is not None:  # else it is as taken as before
            rung.changed()
            phone.changed()
        if self.place is not None:
            self.place.answered_by(leg)
        self.taken(outcome, by or leg.step.target, "4.3", self.talk)
        self.line = phone

    def leave_message(self, step: Leave) -> None:
        """A mailbox takes the call (rules 5.3, 5.5, 10.4)."""
        self.visit(step.node)
        self.notified = step.notify
        longest, talk = step.longest, self.talk
        self.taken("voicemail", step.mailbox, "5.5", talk if longest is None else min(talk, longest))

    def taken(self, outcome: str, by: str, rule: str, talk: int) -> None:
        """Somebody or something has taken the call: everything else stops, and the conversation runs."""
        if self.ringing:
            self.stop_ringing("cancelled", rule)
        self.attempt = None
        now = self.clock.now
        if self.handover is not None:
            self.handover.succeeds(self, outcome)
        else:
            self.outcome = outcome
            self.by = by
            self.answered_at = now
        self.items.clear()
        self.add(now + talk, order.SOMETHING_ENDS, (), Call.close, self)

    def stop_ringing(self, result: str, rule: str) -> None:
        """Every phone that still rings for this call stops."""
        for ringing in self.ringing:
            stop(ringing, result, rule)
        self.ringing.clear()

    def finish(self, outcome: str, reason: str | None = None) -> None:
        """There is nobody left to try: the call ends, or goes back to a conversation that was held."""
        handover = self.handover
        if handover is None:
            self.outcome, self.reason = outcome, reason
            self.close()
        else:
            handover.fails(self, outcome)
            if handover.blind:
                self.close()

    def close(self, ended_by: str = "caller") -> None:
        """The call is over; nothing of it is left but its record. *ended_by* is the `caller` or the `agent`."""
        self.items.clear()
        if self.handover is not None:
            self._give_up_waiting()
            self.handover.fails(self, "abandoned")
        place = self.place
        if place is not None:
            self.place = None
            if self.answered_at is not None:
                place.over(ended_by)
        line = self.line
        if line is not None:
            line.calls.remove(self)
            if line.watched:
                line.changed()
        line = self.caller_line
        if line is not None:
            line.calls.remove(self)
            if line.watched:
                line.changed()
        self.ended_at = self.clock.now
        self.exchange.ended(self)

    def give_up(self) -> None:
        """The caller hangs up before anybody has taken the call (rule 10.1)."""
        note_what_comes_too_late(self)
        self._give_up_waiting()
        self.finish("abandoned")

    def _give_up_waiting(self) -> None:
        if self.place is not None:
            self.place.quits()
            self.place = None
        self.stop_ringing("cancelled", "10.1")
