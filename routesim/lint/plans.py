"""Ring plans that apply: which of a user's plans calls can get to, whom each of their destinations rings, and when."""

from __future__ import annotations

from typing import NamedTuple

from routesim.errors import Path
from routesim.graph.directory import Directory
from routesim.graph.users import person
from routesim.model.forwarding import RingPlan
from routesim.model.user import User
from routesim.result.words import PLANS
from routesim.routing.steps import microseconds

USER = "user:"


class Leg(NamedTuple):
    """One destination of a ring plan, and its window from the plan's start in microseconds.

    *to* is what stands on the page, *name* the extension or the number that it rings in the end (rule 2.4); *user* is
    the extension as well, None for a number outside.
    """

    place: int
    to: str
    name: str
    user: str | None
    start: int
    end: int


class Plan(NamedTuple):
    """A ring plan of *user*, who stands at *place*; *name* is `no_answer`, `busy` or `follow_me`."""

    user: User
    place: int
    name: str
    page: RingPlan
    legs: tuple[Leg, ...]

    @property
    def path(self) -> Path:
        """Leads to the plan."""
        return ("users", self.place, *(("follow_me",) if self.name == "follow_me" else ("forwarding", self.name)))

    @property
    def written(self) -> Path:
        """Leads to the plan's key; where it is not written, to that around it, or to the user's extension."""
        pages = self.user.forwarding.model_fields_set
        if self.name == "follow_me" or self.name in pages:
            return self.path
        return self.path[:-1] if pages else ("users", self.place, "extension")

    def path_to(self, leg: Leg, key: str = "to") -> Path:
        """Leads to a value of one of its destinations."""
        return (*self.path, "destinations", leg.place, key)

    @property
    def catches(self) -> bool:
        """Whether its last resort is ticked and there is a mailbox for it (rule 5.4)."""
        return self.page.voicemail and self.user.voicemail

    def __str__(self) -> str:
        return f"{PLANS[self.name]} of {person(self.user)}"


def own_ring(user: User) -> int:
    """How long the user's own line rings, in microseconds: not under Follow Me, nor without a phone (rule 3.2)."""
    return microseconds(user.ring_time) if user.devices and not user.follow_me.enabled else 0


def plans_of(user: User, place: int, directory: Directory) -> tuple[Plan, ...]:
    """The plans of *user* that apply: Follow Me's while it is on, else both forwardings (rules 5.1, 5.2).

    A single one begins at once: Follow Me's, or the one on no answer of a user who has no phone at all.
    """
    if user.follow_me.enabled:
        return (_plan(user, place, "follow_me", user.follow_me, directory),)
    no_answer = _plan(user, place, "no_answer", user.forwarding.no_answer, directory)
    if not user.devices:
        return (no_answer,)
    return no_answer, _plan(user, place, "busy", user.forwarding.busy, directory)


def _plan(user: User, place: int, name: str, page: RingPlan, directory: Directory) -> Plan:
    if not page.destinations:
        return Plan(user, place, name, page, ())
    legs = []
    for number, (destination, (start, end)) in enumerate(zip(page.destinations, page.windows, strict=True)):
        kind, _, rung = directory.rung(destination.to).partition(":")
        inside = rung if kind == "user" else None
        legs.append(Leg(number, destination.to, rung, inside, microseconds(start), microseconds(end)))
    return Plan(user, place, name, page, tuple(legs))
