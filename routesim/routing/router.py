"""Where a number leads: the one place that turns what was dialled into a call's first step (rules 2.4, 6)."""

from __future__ import annotations

from functools import partial
from typing import TypeVar, assert_never
from urllib.parse import quote

from routesim.model.conference import Conference
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
from routesim.model.dial_plan import DialPlan
from routesim.model.numbers import strip_separators, to_e164
from routesim.model.queue import Queue
from routesim.model.system import PhoneSystem, Voicemail
from routesim.model.user import User
from routesim.routing.dial_plans import DialPlanSteps
from routesim.routing.steps import (
    ChangeMembership,
    End,
    Goto,
    JoinConference,
    JoinQueue,
    Leave,
    Pass,
    Step,
    microseconds,
)
from routesim.routing.users import UserCalls

_Page = TypeVar("_Page", DialPlan, Conference, Queue)
UNKNOWN_NUMBER = End("unknown_number")
TIMED_OUT = End("no_answer", "timeout")
NOBODY = End("no_answer", "no_agent")
WRONG_CODE = End("rejected", "access_code")


class Router:
    """Answers, for one phone system, what a call may do next.

    Every reference in *system* must resolve: a configuration read by `routesim.load` has been checked for that. Steps
    are worked out when first asked for and kept.
    """

    def __init__(self, system: PhoneSystem) -> None:
        self.system = system
        self.country = system.settings.country
        self.users = {user.extension: user for user in system.users}
        self.queues = {queue.extension: queue for queue in system.queues}
        self.conferences = {conference.extension: conference for conference in system.conferences}
        self._dial_plans = {plan.extension: plan for plan in system.dial_plans}
        self._numbers = {number.number: number.destination for number in system.incoming_numbers}
        self._log_ins = _log_in_numbers(system)
        self._mailboxes = self._index_mailboxes()
        self._calls = UserCalls(self)
        self._dialled: dict[str, Step] = {}
        self._plans: dict[str, DialPlanSteps] = {}

    def _index_mailboxes(self) -> dict[str, Leave]:
        """Mailboxes by everything that may name them: a name, an extension, a user's extension."""
        mailboxes = {}
        for box in reversed(self.system.voicemails):
            mailboxes[box.name] = _mailbox(box)
        for box in self.system.voicemails:
            if box.extension:
                mailboxes[box.extension] = _mailbox(box)
        for user in self.system.users:
            if user.voicemail:
                mailboxes[user.extension] = Leave(f"mailbox:{user.extension}", user.extension, None, user.email)
        return mailboxes

    def mailbox(self, named: str) -> Leave:
        """The mailbox of that user, extension or name."""
        return self._mailboxes[named]

    def dial(self, number: str) -> Step:
        """What happens when *number* is dialled, as typed: extensions first, incoming numbers, the outside (2.4)."""
        step = self._dialled.get(number)
        if step is None:
            step = self._dialled[number] = self._dial(strip_separators(number))
        return step

    def _dial(self, number: str) -> Step:
        internal = self._extension(number)
        if internal is not None:
            return internal
        e164 = to_e164(number, self.country)
        if e164 is None:
            return UNKNOWN_NUMBER
        if e164 in self._numbers:
            return Pass(f"number:{e164}", self.lead_to(self._numbers[e164]))
        return self._calls.external(e164)

    def _extension(self, number: str) -> Step | None:
        """What happens when an extension of whatever kind is dialled, or None where nobody has it (rule 2.1)."""
        if number in self.users:
            return self._calls.dialled(self.users[number])
        if number in self.queues:
            return self.dial_queue(self.queues[number])
        if number in self.conferences:
            return self.join_conference(self.conferences[number])
        if number in self._dial_plans:
            return self.dial_plan(self._dial_plans[number]).start
        if number in self._log_ins:
            return self._log_ins[number]
        return self._mailboxes.get(number) if number.isdigit() else None

    def lead_to(self, destination: TypedDestination) -> Step:
        """What a typed destination leads to (rule 6.1)."""
        match destination:
            case NotConfigured():
                return End("not_configured")
            case ToExtension():
                return self.dial(destination.extension)
            case ToNumber():
                if destination.number in self._numbers:
                    return Goto(partial(self.dial, destination.number))  # numbers may lead in a circle
                return self.dial(destination.number)
            case ToDialPlan():
                return self.dial_plan(self._named_plan(destination.dial_plan)).start
            case ToConference():
                return self.join_conference(self.named_conference(destination.conference))
            case ToVoicemail():
                return self.mailbox(destination.voicemail)
            case ToHangUp():
                return End("hung_up")
        assert_never(destination)

    def ring_target(self, to: str) -> User | str:
        """Whom a ring plan's destination rings: a user or an external number (rule 2.4)."""
        passed: set[str] = set()
        while to in self._numbers and to not in passed:
            passed.add(to)
            match self._numbers[to]:
                case ToExtension(extension=onward) | ToNumber(number=onward):
                    to = onward
        return self.users.get(to, to)

    def dial_plan(self, plan: DialPlan) -> DialPlanSteps:
        """The steps of a dial plan."""
        if plan.extension not in self._plans:
            self._plans[plan.extension] = DialPlanSteps(plan, self)
        return self._plans[plan.extension]

    def _named_plan(self, named: str) -> DialPlan:
        return _named(named, self.system.dial_plans, self._dial_plans)

    def named_conference(self, named: str) -> Conference:
        """The conference of that name or extension."""
        return _named(named, self.system.conferences, self.conferences)

    def named_queue(self, named: str) -> Queue:
        """The queue of that name or extension."""
        return _named(named, self.system.queues, self.queues)

    def dial_queue(self, queue: Queue) -> Step:
        """A queue that is dialled directly: its overflow follows (rule 8.7)."""
        if queue.overflow is None:
            return self.join_queue(queue, TIMED_OUT, NOBODY)
        overflow = Goto(partial(self.lead_to, queue.overflow))  # it may lead back here
        return self.join_queue(queue, overflow, overflow)

    def join_queue(self, queue: Queue, timed_out: Step, nobody: Step) -> JoinQueue:
        """A queue, and what follows it."""
        return JoinQueue(f"queue:{queue.extension}", queue.extension, timed_out, nobody)

    def join_conference(self, conference: Conference, refused: Step = WRONG_CODE) -> JoinConference:
        """A conference, and what follows a refused code (rule 9.1)."""
        return JoinConference(f"conference:{conference.extension}", conference.extension, refused)


def _named(named: str, pages: tuple[_Page, ...], by_extension: dict[str, _Page]) -> _Page:
    return next((page for page in pages if page.name == named), None) or by_extension[named]


def _mailbox(box: Voicemail) -> Leave:
    name = box.extension or box.name
    longest = None if box.max_message is None else microseconds(box.max_message)
    return Leave(f"mailbox:{quote(name, safe='')}", name, longest, box.email)


def _log_in_numbers(system: PhoneSystem) -> dict[str, ChangeMembership]:
    numbers = {}
    for queue in system.queues:
        if queue.connect_number:
            node = f"login:{queue.connect_number}"
            numbers[queue.connect_number] = ChangeMembership(node, queue.extension, joins=True)
        if queue.disconnect_number:
            node = f"logout:{queue.disconnect_number}"
            numbers[queue.disconnect_number] = ChangeMembership(node, queue.extension, joins=False)
    return numbers
