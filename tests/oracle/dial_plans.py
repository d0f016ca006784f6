"""Dial plans (rule 7)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from routesim.model.dial_plan import (
    AccessList,
    AnyElement,
    CallElement,
    CallerId,
    ConferenceElement,
    DialPlan,
    DigitalReceptionist,
    Dispatcher,
    HangUpElement,
    Menu,
    MultiSwitchElement,
    PlayFile,
    QueueElement,
    Record,
    SwitchElement,
    TimeCondition,
    VoicemailElement,
)
from routesim.model.numbers import dialled_form, strip_separators, to_e164
from routesim.model.patterns import matches
from routesim.model.system import PhoneSystem
from tests.oracle.agenda import Kind, micro
from tests.oracle.prompts import Prompts
from tests.oracle.state import Call

MOST_ELEMENTS = 100


class DialPlans(Prompts):
    """Calls go through elements, exit by exit."""

    def set_up(self, system: PhoneSystem) -> None:
        super().set_up(system)
        self.plans = {plan.extension: plan for plan in system.dial_plans}
        self.switched = {switch.name: switch.state for switch in system.switches}
        self.chosen = {switch.name: switch.chosen for switch in system.multi_switches}
        self.messages = {message.name: message.seconds for message in system.audio_messages}

    def is_extension(self, number: str) -> bool:
        return number in self.plans or super().is_extension(number)

    def reach_internal(self, call: Call, extension: str) -> None:
        if extension in self.plans:
            self.reach_dial_plan(call, extension)
        else:
            super().reach_internal(call, extension)

    def reach_dial_plan(self, call: Call, name: str) -> None:
        (plan,) = [plan for plan in self.system.dial_plans if name in (plan.extension, plan.name)]
        call.path.append(f"dial_plan:{plan.extension}")
        self.enter(call, plan, plan.start)

    def leave_by(self, call: Call, plan: DialPlan, exit_: str | None) -> None:
        """Leave an element by an exit, which may lead nowhere."""
        if exit_ is None:
            self.ends_unanswered(call, "hung_up", "open_exit")
        else:
            self.enter(call, plan, exit_)

    def enter(self, call: Call, plan: DialPlan, name: str) -> None:
        if self.goes_in_a_circle(call):
            self.ends_unanswered(call, "failed", "dial_plan_loop")
        else:
            call.path.append(f"dial_plan:{plan.extension}/{name}")
            self.element(call, plan, plan.elements[name])

    def goes_in_a_circle(self, call: Call) -> bool:
        """Count one more element; tell whether there were too many in a row without time passing."""
        call.elements.append(self.agenda.now)
        return call.elements[-MOST_ELEMENTS - 1 :] == [self.agenda.now] * (MOST_ELEMENTS + 1)

    def element(self, call: Call, plan: DialPlan, element: AnyElement) -> None:  # noqa: C901 - one line for each type
        match element:
            case CallElement():
                self.calls(call, plan, element)
            case PlayFile():
                self.plays(call, element.message, partial(self.leave_by, call, plan, element.next))
            case VoicemailElement():
                self.mailbox(call, element.voicemail)
            case HangUpElement():
                self.ends_unanswered(call, "hung_up")
            case QueueElement():
                self.queues(call, plan, element)
            case ConferenceElement():
                self.confers(call, plan, element)
            case Menu():
                self.asks_for_a_key(call, plan, element)
            case DigitalReceptionist():
                self.asks_for_an_extension(call, plan, element)
            case Record():
                call.recorded = call.recorded or self.system.settings.recording
                self.leave_by(call, plan, element.next)
            case CallerId():
                self.replaces_the_number(call, element)
                self.leave_by(call, plan, element.next)
            case _:
                self.leave_by(call, plan, self.decision(call, element))

    def calls(self, call: Call, plan: DialPlan, element: CallElement) -> None:
        place = self.new_place(call)

        def fails(outcome: str, _: str | None) -> None:
            self.agenda.drop(call.key, place)
            exit_ = element.busy if outcome == "busy" and element.busy else element.next
            self.leave_by(call, plan, exit_)

        self.reach(call, place, element.to, fails, element.ring_time)

    def plays(self, call: Call, message: str | None, then: partial[None]) -> None:
        """Play a message, none at all in no time."""
        if message is None:
            then()
        else:
            ends = self.agenda.now + micro(self.messages[message])
            self.agenda.add(ends, Kind.PROMPT, call.key, (), then)

    def queues(self, call: Call, plan: DialPlan, element: QueueElement) -> None:
        raise NotImplementedError

    def confers(self, call: Call, plan: DialPlan, element: ConferenceElement) -> None:
        raise NotImplementedError

    def asks_for_a_key(self, call: Call, plan: DialPlan, menu: Menu) -> None:
        def keyed(keys: str | None) -> None:
            exit_ = menu.no_input if keys is None else menu.keys.get(keys, menu.invalid)
            self.leave_by(call, plan, exit_)

        self.plays(call, menu.greeting, partial(self.prompt, call, menu.timeout, keyed))

    def asks_for_an_extension(self, call: Call, plan: DialPlan, element: DigitalReceptionist) -> None:
        def keyed(keys: str | None) -> None:
            user = self.users.get(keys or "")
            if user is None or user.directory is None or user.directory != element.directory:
                self.leave_by(call, plan, element.invalid)
                return
            exit_ = element.not_answered or element.invalid
            self.reach(call, self.new_place(call), user.extension, lambda _, __: self.leave_by(call, plan, exit_))

        self.prompt(call, element.timeout, keyed)

    def replaces_the_number(self, call: Call, element: CallerId) -> None:
        if element.text is not None:
            call.caller_id = call.seen = element.text
            return
        dialled = strip_separators(call.attempt.to)
        number = None if self.is_extension(dialled) else to_e164(dialled, self.country)
        call.caller_id = number or dialled
        call.seen = dialled_form(number, self.country) if number else dialled

    def decision(self, call: Call, element: AnyElement) -> str | None:
        """Which way an element sends the call that only looks at something."""
        match element:
            case SwitchElement():
                return element.active if self.switched[element.switch] else element.inactive
            case MultiSwitchElement():
                return element.choices.get(self.chosen[element.multi_switch])
            case Dispatcher():
                matching = [line for line in element.lines if matches(line.pattern, call.seen)]
                return matching[0].next if matching else element.unknown
            case AccessList():
                if any(matches(pattern, call.seen) for pattern in element.allow):
                    return element.authorized
                denied = any(matches(pattern, call.seen) for pattern in element.deny)
                return element.refused if denied else element.unknown
            case TimeCondition():
                return element.true_ if self.holds(element) else element.false_
        raise AssertionError(element)

    def holds(self, element: TimeCondition) -> bool:
        """Whether all that the element asks of the calendar is so (rule 7.10)."""
        zone = ZoneInfo(self.system.settings.timezone)
        start: datetime = self.script.start.replace(tzinfo=zone, fold=0).astimezone(UTC)
        local = (start + timedelta(microseconds=self.agenda.now)).astimezone(zone)
        looked_at = (
            (element.hours, local.hour * 60 + local.minute),
            (element.days, local.weekday()),
            (element.month_days, local.day),
            (element.months, local.month),
        )
        return all(not ranges or any(within(value, *ends) for ends in ranges) for ranges, value in looked_at)


def within(value: int, first: int, last: int) -> bool:
    """Tell whether *value* lies in a range that may wrap, both ends included."""
    return first <= value <= last if first <= last else value >= first or value <= last
