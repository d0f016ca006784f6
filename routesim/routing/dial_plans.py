"""Dial plans: each element as a step, each exit as the way to the next (rule 7)."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from routesim.model import dial_plan as page
from routesim.model.patterns import matches
from routesim.routing.calendar import holds
from routesim.routing.steps import (
    Attempt,
    Choice,
    End,
    Goto,
    JoinQueue,
    MarkRecorded,
    Pass,
    PlayMessage,
    Present,
    Prompt,
    Step,
    View,
    microseconds,
)

if TYPE_CHECKING:
    from routesim.routing.router import Router

MOST_ELEMENTS = 100
"""So many elements may follow each other without time passing."""
LOOP = End("failed", "dial_plan_loop")
HANG_UP = End("hung_up")
_ACCESS = {"authorized": "allowed", "refused": "refused", "unknown": "neither allowed nor refused"}


class DialPlanSteps:
    """The steps of one dial plan, each worked out when a call first gets there."""

    def __init__(self, plan: page.DialPlan, router: Router) -> None:
        self._plan = plan
        self._router = router
        self._exits: dict[str, Goto] = {}
        self.start = Pass(f"dial_plan:{plan.extension}", self._exit("start", plan.start))

    def _exit(self, name: str, element: str | None) -> Step:
        """The way to *element* by the exit called *name*; one that leads nowhere hangs up."""
        if element is None:
            return _open(name)
        if element not in self._exits:
            self._exits[element] = Goto(partial(self._element, element))
        return self._exits[element]

    def _element(self, name: str) -> Step:
        element = self._plan.elements[name]
        make = getattr(self, f"_{element.type}")
        step: Step = make(element, f"dial_plan:{self._plan.extension}/{name}")
        return step

    def _exits_of(self, element: page.Element) -> dict[str, Step]:
        return {name: self._exit(name, target) for name, target in element.exits.items()}

    def _call(self, element: page.CallElement, node: str) -> Step:
        exits = self._exits_of(element)
        limit = None if element.ring_time is None else microseconds(element.ring_time)
        return Attempt(node, self._router.dial(element.to), limit, exits["next"], exits["busy"])

    def _play_file(self, element: page.PlayFile, node: str) -> Step:
        return PlayMessage(node, self._duration(element.message), self._exit("next", element.next), element.message)

    def _duration(self, message: str | None) -> int:
        found = (audio.seconds for audio in self._router.system.audio_messages if audio.name == message)
        return microseconds(next(found, 0.0))

    def _voicemail(self, element: page.VoicemailElement, node: str) -> Step:
        return Pass(node, self._router.mailbox(element.voicemail))

    def _hang_up(self, element: page.HangUpElement, node: str) -> Step:
        return Pass(node, HANG_UP)

    def _queue(self, element: page.QueueElement, node: str) -> Step:
        out = self._exit("next", element.next)
        join: JoinQueue = self._router.join_queue(self._router.named_queue(element.queue), out, out)
        return Pass(node, join)

    def _conference(self, element: page.ConferenceElement, node: str) -> Step:
        conference = self._router.named_conference(element.conference)
        if element.next is None:
            return Pass(node, self._router.join_conference(conference))
        return Pass(node, self._router.join_conference(conference, self._exit("next", element.next)))

    def _menu(self, element: page.Menu, node: str) -> Step:
        return Prompt(
            node,
            self._duration(element.greeting),
            microseconds(element.timeout),
            {key: self._exit(key, target) for key, target in element.keys.items()},
            self._exit("invalid", element.invalid),
            self._exit("no_input", element.no_input),
            rule="7.5",
            message=element.greeting,
        )

    def _digital_receptionist(self, element: page.DigitalReceptionist, node: str) -> Step:
        exits = self._exits_of(element)
        lost, listed = exits["not_answered"], element.directory.casefold()
        called = {
            user.extension: Attempt(None, self._router.dial(user.extension), None, lost, lost)
            for user in self._router.system.users
            if (user.directory or "").casefold() == listed and user.directory
        }
        invalid = exits["invalid"]
        return Prompt(node, 0, microseconds(element.timeout), called, invalid, invalid, rule="7.6")

    def _switch(self, element: page.SwitchElement, node: str) -> Step:
        def choose(view: View) -> str:
            return "active" if view.switch(element.switch) else "inactive"

        def tell(name: str) -> str:
            return f"the switch {element.switch} is {'on' if name == 'active' else 'off'}"

        return Choice(node, self._exits_of(element), choose, tell, "7.7", element)

    def _multi_switch(self, element: page.MultiSwitchElement, node: str) -> Step:
        def choose(view: View) -> str:
            return view.multi_switch(element.multi_switch)

        def tell(name: str) -> str:
            return f"the switch {element.multi_switch} stands on {name}"

        return Choice(node, self._exits_of(element), choose, tell, "7.7", element)

    def _dispatcher(self, element: page.Dispatcher, node: str) -> Step:
        lines = list(enumerate(element.lines, 1))
        names = [f"line {place} ({line.name})" if line.name else f"line {place}" for place, line in lines]
        exits = {name: self._exit(name, line.next) for name, (_, line) in zip(names, lines, strict=True)}

        def choose(view: View) -> str:
            number = view.caller
            return next((names[place - 1] for place, line in lines if matches(line.pattern, number)), "unknown")

        def tell(name: str) -> str:
            return f"the caller's number matches {'no line' if name == 'unknown' else name}"

        return Choice(node, {**exits, "unknown": self._exit("unknown", element.unknown)}, choose, tell, "7.8", element)

    def _access_list(self, element: page.AccessList, node: str) -> Step:
        def choose(view: View) -> str:
            if any(matches(pattern, view.caller) for pattern in element.allow):
                return "authorized"
            return "refused" if any(matches(pattern, view.caller) for pattern in element.deny) else "unknown"

        def tell(name: str) -> str:
            return f"the caller's number is {_ACCESS[name]}"

        return Choice(node, self._exits_of(element), choose, tell, "7.9", element)

    def _time_condition(self, element: page.TimeCondition, node: str) -> Step:
        def choose(view: View) -> str:
            return "true" if holds(element, view.local) else "false"

        def tell(name: str) -> str:
            return f"the clock is {'within' if name == 'true' else 'outside'} {element.when}"

        return Choice(node, self._exits_of(element), choose, tell, "7.10", element)

    def _record(self, element: page.Record, node: str) -> Step:
        return MarkRecorded(node, self._exit("next", element.next))

    def _caller_id(self, element: page.CallerId, node: str) -> Step:
        return Present(node, element.text, self._exit("next", element.next))


@lru_cache(maxsize=1024)
def _open(exit_: str) -> End:
    return End("hung_up", "open_exit", exit_)


def chosen(step: Choice, view: View) -> tuple[str, Step]:
    """The exit that *step* takes, and what follows; a choice without an exit of its own is open."""
    name = step.choose(view)
    return name, step.exits.get(name) or _open(name)
