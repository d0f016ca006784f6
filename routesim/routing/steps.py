"""Steps: what a call does next, and what follows from each way that the world can answer.

A step is data, without a clock and without chance. It says what is asked of the world (ring this line, wait for a key)
and holds the step that follows each answer. Whoever moves calls along asks nothing else: the engine takes one answer
and goes on with one step, an exploration takes all of them. Times are whole microseconds (rule 1.2).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from routesim.model.dial_plan import Element

if TYPE_CHECKING:
    from routesim.model.calls import Press


def microseconds(seconds: float) -> int:
    """*seconds* as a whole number of microseconds."""
    return round(seconds * 1_000_000)


class Step:
    """Base of all steps."""

    __slots__ = ()


@dataclass(slots=True, eq=False)
class Fail(Step):
    """The attempt to reach somebody fails: a leg ends, a dial plan goes on, or else the call ends with *outcome*."""

    outcome: str
    reason: str | None = None


@dataclass(slots=True, eq=False)
class End(Step):
    """The call ends here and now; *exit* is the exit of a dial plan's element that leads nowhere (rule 7)."""

    outcome: str
    reason: str | None = None
    exit: str | None = None


@dataclass(slots=True, eq=False)
class Leave(Step):
    """A mailbox takes the call; messages last *longest* at most, and are announced to *notify* (rules 5.4, 10.4)."""

    node: str
    mailbox: str
    longest: int | None
    notify: str | None


@dataclass(slots=True, eq=False)
class Pass(Step):
    """The call goes through *node* without stopping."""

    node: str
    next: Step


@dataclass(slots=True, eq=False)
class RingPhone(Step):
    """A user's line, or an external number, is rung, for *limit* at most (None: until something else ends it).

    *target* is the extension or the E.164 number. The world answers: somebody takes the call, or the phone is offline
    (an external number: unreachable), refuses as busy, rejects, or is not answered. *rule* is the paragraph by which
    it rings.
    """

    node: str
    target: str
    limit: int | None
    rule: str
    offline: Step
    refused: Step
    rejected: Step
    unanswered: Step


class PlanLeg:
    """One destination of a ring plan: its window from the plan's start, and the step that its start takes.

    *to* is the destination as it stands on the page. The step is worked out when first asked for, so that a plan costs
    no more than the legs that are reached.
    """

    def __init__(self, to: str, start: int, end: int, make: Callable[[], Step]) -> None:
        self.to = to
        self.start = start
        self.end = end
        self._make = make

    @cached_property
    def step(self) -> Step:
        """What is done at the window's start."""
        return self._make()


@dataclass(slots=True, eq=False)
class RingPlan(Step):
    """Destinations are rung in their windows; the first that answers takes the call, else *failed* (rule 4).

    *user* is the node of the user whose line does not ring first: with Follow Me the plan is all there is (rule 5.1).
    """

    node: str
    legs: tuple[PlanLeg, ...]
    failed: Step
    user: str | None = None


BEYOND = Fail("no_answer")
"""The step of a leg beyond `max_forwards`: it fails without a trace (rule 5.7)."""


class Goto(Step):
    """An exit: the call goes on with another element of its dial plan.

    Elements may lead back to each other, so the step behind an exit is looked up when first asked for.
    """

    def __init__(self, find: Callable[[], Step]) -> None:
        self._find = find

    @cached_property
    def step(self) -> Step:
        """The element's step."""
        return self._find()


class View(Protocol):
    """What a choice may look at: the instant, the switches, the caller."""

    @property
    def local(self) -> datetime:
        """The local date and time at which the call gets here."""

    @property
    def caller(self) -> str:
        """The caller's number as patterns see it (rules 2.3, 7.12)."""

    def switch(self, name: str) -> bool:
        """Whether the switch of that name is on."""

    def multi_switch(self, name: str) -> str:
        """The chosen state of the multi-switch of that name."""


@dataclass(slots=True, eq=False)
class Attempt(Step):
    """Somebody is called out of a dial plan; the call goes on if nobody answers within *limit* (rule 7.1).

    *node* is None where the call is already there: a receptionist has been keyed an extension (rule 7.6).
    """

    node: str | None
    step: Step
    limit: int | None
    unanswered: Step
    busy: Step


@dataclass(slots=True, eq=False)
class PlayMessage(Step):
    """The caller hears the audio message called *message*, which is *duration* long (rule 7.2)."""

    node: str
    duration: int
    next: Step
    message: str


@dataclass(slots=True, eq=False)
class Prompt(Step):
    """A greeting, if any, is played, then a key is awaited for *timeout* (rules 7.5, 7.6, 7.13).

    *keys* maps what may be keyed to what follows; *invalid* follows anything else, *silent* nothing in time. *greeting*
    is how long the greeting lasts, *message* what it is called (None where there is none).
    """

    node: str
    greeting: int
    timeout: int
    keys: Mapping[str, Step]
    invalid: Step
    silent: Step
    rule: str
    message: str | None = None

    def in_time(self, press: Press) -> bool:
        """Tell whether *press*, when it is the caller's at this prompt, is keyed before the timeout (rule 7.13)."""
        return microseconds(press.after) < self.timeout

    def keyed(self, keys: str) -> Step:
        """What follows when the caller keys *keys*."""
        return self.keys.get(keys, self.invalid)


@dataclass(slots=True, eq=False)
class Choice(Step):
    """The call goes one way or another by the clock, a switch or the caller's number, in no time.

    *choose* names one of *exits*, *tell* says why that one is taken. *page* is the element as the console has it: what
    *choose* looks at can be read there.
    """

    node: str
    exits: Mapping[str, Step]
    choose: Callable[[View], str]
    tell: Callable[[str], str]
    rule: str
    page: Element


@dataclass(slots=True, eq=False)
class MarkRecorded(Step):
    """The call is recorded from here on where the system records (rule 7.11)."""

    node: str
    next: Step


@dataclass(slots=True, eq=False)
class Present(Step):
    """The caller's number is replaced by *text*, or by the number dialled (None) (rule 7.12)."""

    node: str
    text: str | None
    next: Step


@dataclass(slots=True, eq=False)
class JoinQueue(Step):
    """The caller waits in a queue; the two ways out without an agent (rules 8.7, 8.8)."""

    node: str
    queue: str
    timed_out: Step
    nobody: Step


@dataclass(slots=True, eq=False)
class JoinConference(Step):
    """The caller is asked for the code, where there is one, and let in; *refused* after three wrong ones (rule 9.1)."""

    node: str
    conference: str
    refused: Step


CODE_TRIES = 3
"""How often a conference asks for its access code."""
TIME_TO_KEY_CODE = 10_000_000
"""How long each of these entries may take, in microseconds."""


@dataclass(slots=True, eq=False)
class ChangeMembership(Step):
    """A dynamic agent logs in to a queue, or out of it, by dialling its number (rule 8.9)."""

    node: str
    queue: str
    joins: bool


CONFIRMATION = 2_000_000
"""How long the message lasts that confirms a log-in, in microseconds (rule 8.9)."""
