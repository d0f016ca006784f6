"""Calling a user, and ring plans (rules 4 and 5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from routesim.model.destination import ToExtension, ToNumber
from routesim.model.forwarding import RingPlan
from routesim.model.user import User
from tests.oracle.agenda import Kind, Path, micro
from tests.oracle.lines import Lines, failure
from tests.oracle.state import Call

Fails = Callable[[str, str | None], None]
"""Told how a call to somebody failed (`busy`, `no_answer`), and for what reason."""
Chain = tuple[str, ...]
"""The users through whose plans the call came so far, the dialled one first: as many forwards deep as it is long."""


@dataclass(eq=False)
class Running:
    """A ring plan that runs since *base*. *open_legs* are those that ring or are still to begin."""

    call: Call
    path: Path
    user: User
    name: str
    plan: RingPlan
    chain: Chain
    fails: Fails
    base: int
    open_legs: set[int]

    @property
    def below(self) -> Chain:
        """What the chain is for its destinations."""
        return (*self.chain, self.user.extension)

    def leg(self, place: int) -> Path:
        return (*self.path, 1, place)


class Plans(Lines):
    """Users are called, and their forwardings."""

    def call_user(self, call: Call, path: Path, extension: str, chain: Chain, fails: Fails) -> None:
        """Call a user by their own rules, *chain* being how the call got here (rules 5.1, 5.2, 5.5, 5.6)."""
        user = self.users[extension]
        call.path.append(f"user:{extension}")
        setting = self.system.settings.forwarded_calls
        if extension in chain or (chain and setting == "ring_only"):
            self.ring_line(call, (*path, 0), extension, None, lambda result: fails(failure(result), None))
        elif user.follow_me.enabled:
            self.run_plan(call, path, user, "follow_me", chain, fails)
        else:
            self.ring_line(
                call,
                (*path, 0),
                extension,
                user.ring_time,
                lambda result: self.run_plan(call, path, user, failure(result), chain, fails),
            )

    def run_plan(self, call: Call, path: Path, user: User, name: str, chain: Chain, fails: Fails) -> None:
        """Ring the destinations of a plan of *user*'s, each in its window (rules 4.1 to 4.5)."""
        call.path.append(f"user:{user.extension}/{name}")
        plans = {"follow_me": user.follow_me, "busy": user.forwarding.busy, "no_answer": user.forwarding.no_answer}
        plan = plans[name]
        base = self.agenda.now
        running = Running(call, path, user, name, plan, chain, fails, base, set(range(len(plan.destinations))))
        for place, (start, _) in enumerate(plan.windows):
            act = partial(self.window_begins, running, place)
            self.agenda.add(base + micro(start), Kind.RING_STARTS, call.key, running.leg(place), act)
        if not running.open_legs:
            self.plan_fails(running)

    def is_too_deep(self, running: Running) -> bool:
        """Tell whether the plan's legs are beyond the limit (rule 5.7)."""
        return len(running.below) > self.system.settings.max_forwards

    def window_begins(self, running: Running, place: int) -> None:
        if self.is_too_deep(running):
            self.leg_is_over(running, place)
            return
        ends = running.base + micro(running.plan.windows[place][1])
        leg, to = running.leg(place), running.plan.destinations[place].to
        self.agenda.add(ends, Kind.RING_STOPS, running.call.key, leg, partial(self.window_ends, running, place))
        fails = lambda _, __: self.leg_is_over(running, place)  # noqa: E731 - how a leg fails does not matter
        self.call_destination(running.call, leg, to, running.below, fails)

    def window_ends(self, running: Running, place: int) -> None:
        self.cut(running.call, running.leg(place))
        self.leg_is_over(running, place)

    def leg_is_over(self, running: Running, place: int) -> None:
        self.agenda.drop(running.call.key, running.leg(place))
        running.open_legs.remove(place)
        if not running.open_legs:
            self.plan_fails(running)

    def plan_fails(self, running: Running) -> None:
        """Take the last resort, if there is one; else the call to this user fails (rules 5.1, 5.3, 5.4, 5.5)."""
        dialled = not running.chain
        last_resort = dialled or self.system.settings.forwarded_calls == "full"
        if last_resort and running.plan.voicemail and running.user.voicemail:
            self.mailbox(running.call, running.user.extension)
            return
        all_too_deep = running.plan.destinations and self.is_too_deep(running)
        reason = "too_many_forwards" if dialled and all_too_deep else None
        running.fails("busy" if running.name == "busy" else "no_answer", reason)

    def cut(self, call: Call, below: Path) -> None:
        """Silence what rings at *below*: an enclosing time is up, nothing there moves on."""
        self.agenda.drop(call.key, below)
        for ring in list(call.rings):
            if ring.path[: len(below)] == below:
                self.stops(ring, "no_answer")

    def call_destination(self, call: Call, path: Path, to: str, chain: Chain, fails: Fails) -> None:
        """Call what a ring-plan destination names; an own number stands for what it leads to (rule 2.4)."""
        leads_to = {incoming.number: incoming.destination for incoming in self.system.incoming_numbers}.get(to)
        if isinstance(leads_to, ToExtension):
            to = leads_to.extension
        elif isinstance(leads_to, ToNumber):
            to = leads_to.number
        if to in self.users:
            self.call_user(call, path, to, chain, fails)
        else:
            self.call_external(call, path, to, fails)

    def call_external(self, call: Call, path: Path, number: str, fails: Fails) -> None:
        call.path.append(f"external:{number}")
        self.ring_external(call, (*path, 0), number, lambda result: fails(failure(result), None))
