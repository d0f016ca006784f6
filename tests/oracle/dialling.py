"""What a dialled number leads to (rules 2.4, 6, 10.3)."""

from __future__ import annotations

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
from routesim.model.numbers import dialled_form, to_e164
from routesim.model.user import User
from tests.oracle.agenda import Kind
from tests.oracle.plans import Fails, Plans
from tests.oracle.state import Call


class Dialling(Plans):
    """Numbers are dialled."""

    def dial(self, call: Call, number: str) -> None:
        """Call *number*, as the caller typed it."""
        e164 = to_e164(number, self.country)
        own = {incoming.number for incoming in self.system.incoming_numbers}
        if self.is_extension(number) or e164 in own:
            self.reach(call, number if self.is_extension(number) else str(e164), self.call_fails(call))
        elif e164 is None:
            self.ends_unanswered(call, "unknown_number")
        else:
            if call.user:
                call.caller_id = self.shown_outside(call.user, e164)
            self.reach(call, e164, self.call_fails(call))

    def call_fails(self, call: Call) -> Fails:
        return lambda outcome, reason: self.ends_unanswered(call, outcome, reason)

    def is_extension(self, number: str) -> bool:
        return number in self.users or number in {box.extension for box in self.system.voicemails}

    def reach(self, call: Call, number: str, fails: Fails) -> None:
        """Call an extension, an own number or an external one; *fails* hears if a user or external one fails."""
        call.attempts += 1
        place = (call.attempts,)
        if number in self.users:
            act = partial(self.call_user, call, place, number, (), fails)
            self.agenda.add(self.agenda.now, Kind.RING_STARTS, call.key, place, act)
        elif self.is_extension(number):
            self.reach_internal(call, number)
        else:
            for own in self.system.incoming_numbers:
                if own.number == number:
                    call.path.append(f"number:{number}")
                    self.destination(call, own.destination, fails)
                    return
            act = partial(self.call_external, call, place, number, fails)
            self.agenda.add(self.agenda.now, Kind.RING_STARTS, call.key, place, act)

    def reach_internal(self, call: Call, extension: str) -> None:
        """Call an extension that is no user's."""
        self.mailbox(call, extension)

    def destination(self, call: Call, destination: TypedDestination, fails: Fails) -> None:
        """Rule 6.1."""
        match destination:
            case NotConfigured():
                self.ends_unanswered(call, "not_configured")
            case ToHangUp():
                self.ends_unanswered(call, "hung_up")
            case ToVoicemail():
                self.mailbox(call, destination.voicemail)
            case ToExtension():
                self.reach(call, destination.extension, fails)
            case ToNumber():
                call.attempts += 1
                act = partial(self.call_external, call, (call.attempts,), destination.number, fails)
                self.agenda.add(self.agenda.now, Kind.RING_STARTS, call.key, (call.attempts,), act)
            case ToDialPlan():
                self.reach_dial_plan(call, destination.dial_plan)
            case ToConference():
                self.reach_conference(call, destination.conference)

    def reach_dial_plan(self, call: Call, name: str) -> None:
        raise NotImplementedError

    def reach_conference(self, call: Call, name: str) -> None:
        raise NotImplementedError

    def shown_outside(self, user: User, number: str) -> str:
        """Find the number that a call of *user*'s to the outside shows (rule 10.3)."""
        settings = self.system.settings
        dialled = dialled_form(number, self.country)
        rule = None
        for candidate in settings.outgoing_rules:
            compared = number if candidate.prefix.startswith("+") else dialled
            if compared.startswith(candidate.prefix):
                rule = candidate.number
                break
        own = None if user.outgoing_number == "default" else user.outgoing_number
        first, second = (rule, own) if settings.outgoing_rules_override else (own, rule)
        return first or second or settings.default_outgoing_number or ""
