"""What a dialled number leads to (rules 2.4, 6, 10.3)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from routesim.model.destination import (
    NotConfigured,
    ToConference,
    ToDialPlan,
    ToExtension,
    ToHangUp,
    ToNumber,
    ToVoicemail,
    TypedDestination,
)
from routesim.model.numbers import dialled_form, strip_separators, to_e164
from routesim.model.user import User
from tests.oracle.agenda import Kind, Path, micro
from tests.oracle.plans import Fails, Plans
from tests.oracle.state import Call


class Dialling(Plans):
    """Numbers are dialled."""

    def dial(self, call: Call, number: str) -> None:
        """Call *number*, as the caller typed it."""
        number = strip_separators(number)
        e164 = to_e164(number, self.country)
        own = {incoming.number for incoming in self.system.incoming_numbers}
        fails: Fails = partial(self.ends_unanswered, call)
        if self.is_extension(number):
            self.reach(call, self.new_place(call), number, fails)
        elif e164 is None:
            self.ends_unanswered(call, "unknown_number")
        else:
            inside = call.user or call.invited_to
            if inside and e164 not in own and not call.handover:
                call.caller_id = self.shown_outside(call.user, e164)
            self.reach(call, self.new_place(call), e164, fails)

    def new_place(self, call: Call) -> Path:
        """Begin a new tree of rings, behind those that the call has had."""
        call.attempts += 1
        return (call.attempts,)

    def is_extension(self, number: str) -> bool:
        return number in self.users or number in {box.extension for box in self.system.voicemails}

    def reach(self, call: Call, place: Path, number: str, fails: Fails, limit: float | None = None) -> None:
        """Call an extension, an own number or an external one; *fails* hears if a user or external one fails.

        *limit* is how long the call to a user or an external number may take altogether, in seconds.
        """
        leads_to = {incoming.number: incoming.destination for incoming in self.system.incoming_numbers}
        if number in self.users:
            self.start(call, place, partial(self.call_user, call, place, number, (), fails), fails, limit)
        elif self.is_extension(number):
            self.reach_internal(call, number)
        elif number in leads_to:
            call.path.append(f"number:{number}")
            self.destination(call, place, leads_to[number], fails, limit)
        else:
            self.start(call, place, partial(self.call_external, call, place, number, fails), fails, limit)

    def start(self, call: Call, place: Path, act: Callable[[], None], fails: Fails, limit: float | None) -> None:
        """Start to call a user or an external number."""
        now = self.agenda.now
        if limit is not None:
            over = partial(self.limit_is_reached, call, place, fails)
            self.agenda.add(now + micro(limit), Kind.RING_STOPS, call.key, place, over)
        self.agenda.add(now, Kind.RING_STARTS, call.key, place, act)

    def limit_is_reached(self, call: Call, place: Path, fails: Fails) -> None:
        self.cut(call, place)
        fails("no_answer", None)

    def reach_internal(self, call: Call, extension: str) -> None:
        """Call an extension that is no user's."""
        self.mailbox(call, extension)

    def destination(
        self,
        call: Call,
        place: Path,
        destination: TypedDestination,
        fails: Fails,
        limit: float | None = None,
    ) -> None:
        """Go where an incoming number or an overflow leads (rule 6.1)."""
        match destination:
            case NotConfigured():
                self.ends_unanswered(call, "not_configured")
            case ToHangUp():
                self.ends_unanswered(call, "hung_up")
            case ToVoicemail():
                self.mailbox(call, destination.voicemail)
            case ToExtension():
                self.reach(call, place, destination.extension, fails, limit)
            case ToNumber():
                act = partial(self.call_external, call, place, destination.number, fails)
                self.start(call, place, act, fails, limit)
            case ToDialPlan():
                self.reach_dial_plan(call, destination.dial_plan)
            case ToConference():
                self.reach_conference(call, destination.conference)

    def reach_dial_plan(self, call: Call, name: str) -> None:
        raise NotImplementedError

    def reach_conference(self, call: Call, name: str) -> None:
        raise NotImplementedError

    def shown_outside(self, user: User | None, number: str) -> str:
        """Find the number that a call to the outside shows, of *user*'s or of a conference's (rule 10.3)."""
        settings = self.system.settings
        dialled = dialled_form(number, self.country)
        rule = None
        for candidate in settings.outgoing_rules:
            compared = number if candidate.prefix.startswith("+") else dialled
            if compared.startswith(candidate.prefix):
                rule = candidate.number
                break
        own = None if user is None or user.outgoing_number == "default" else user.outgoing_number
        first, second = (rule, own) if settings.outgoing_rules_override else (own, rule)
        return first or second or settings.default_outgoing_number or ""
