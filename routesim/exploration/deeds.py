"""Deeds: what makes the world answer in a certain way, written down for a calls file.

A deed knows what has to be done for one move of a call; a script collects the deeds of a whole call. Times are
microseconds after the call is placed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from routesim.exploration.acting import A_LONG_WHILE
from routesim.exploration.performance import Goal
from routesim.exploration.spans import Span, contains
from routesim.model.conference import Conference
from routesim.model.queue import Queue
from routesim.routing.steps import CODE_TRIES, TIME_TO_KEY_CODE, Prompt, Step

if TYPE_CHECKING:
    from routesim.exploration.script import Script

A_WHILE = 2_000_000
"""How long people take to press a key where any time will do (rule 7.13)."""


class Deed(Protocol):
    """Something to be done for a call to make a move."""

    def enter(self, script: Script, began: int, allowed: Span) -> int | None:
        """Write it into *script* for a move that *began* then, and say how long it takes, of what is *allowed*.

        None where no way is found.
        """


@dataclass(frozen=True, slots=True)
class _Nothing:
    """The move makes itself."""

    def enter(self, script: Script, began: int, allowed: Span) -> int | None:
        """Nothing needs to be done."""
        return allowed[0]


NOTHING = _Nothing()


@dataclass(frozen=True, slots=True)
class Told:
    """The move makes itself, for a reason worth telling: *what* is so at *node*."""

    what: str
    node: str

    def enter(self, script: Script, began: int, allowed: Span) -> int | None:
        """Say why."""
        script.tell(self.what, self.node)
        return allowed[0]


@dataclass(frozen=True, slots=True)
class _Patience:
    """The caller waits for a while, and hangs up."""

    def enter(self, script: Script, began: int, allowed: Span) -> int | None:
        """Nothing needs to be done meanwhile."""
        return a_long_while(allowed)


PATIENCE = _Patience()


def a_long_while(allowed: Span) -> int:
    """How long somebody waits, of what is *allowed*, where any time will do."""
    return max(allowed[0], min(allowed[1], A_LONG_WHILE))


@dataclass(frozen=True, slots=True)
class TreeEnds:
    """The people in a call tree act so that it comes out as *goal*, within *limit*."""

    step: Step
    goal: Goal
    limit: int | None

    def enter(self, script: Script, began: int, allowed: Span) -> int | None:
        """Say what each of them does."""
        performance = script.stage.perform(self.step, self.goal, self.limit, (allowed,))
        if performance is None:
            return None
        script.act(began, performance.parts)
        return performance.took


@dataclass(frozen=True, slots=True)
class Outlasts:
    """The people in a call tree neither take the call nor let it go."""

    step: Step
    limit: int | None

    def enter(self, script: Script, began: int, allowed: Span) -> int | None:
        """Say what each of them does."""
        performance = script.stage.outlast(self.step, self.limit, allowed)
        if performance is None:
            return None
        script.act(began, performance.parts)
        return performance.took


@dataclass(frozen=True, slots=True)
class Keyed:
    """The caller keys *keys* at a prompt, or nothing in time."""

    step: Prompt
    keys: str | None

    def enter(self, script: Script, began: int, allowed: Span) -> int | None:
        """Note the entry, or that one is spared."""
        wanted = self.step.greeting + A_WHILE
        took = wanted if contains((allowed,), wanted) else allowed[0]
        script.press(self.keys, took - self.step.greeting)
        script.tell(_keyed(self.keys), self.step.node)
        return took


def _keyed(keys: str | None) -> str:
    """What is keyed, in words."""
    if keys is None:
        return "nothing is pressed"
    return f"key {keys} is pressed" if len(keys) == 1 else f"{keys} is keyed"


@dataclass(frozen=True, slots=True)
class LetIn:
    """The caller keys the access code of a conference, if it has one; *what* is worth telling of what follows."""

    conference: Conference
    what: str = ""

    def enter(self, script: Script, began: int, allowed: Span) -> int | None:
        """Let tries pass until it is time, then key the code."""
        if self.what:
            script.tell(self.what, f"conference:{self.conference.extension}")
        left = allowed[0]
        while self.conference.access_code is not None:
            if left < TIME_TO_KEY_CODE:
                script.press(self.conference.access_code, left)
                break
            left -= _wrongly_keyed(script, left)
        return allowed[0]


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """The caller keys the access code of a conference wrong three times."""

    conference: Conference

    def enter(self, script: Script, began: int, allowed: Span) -> int | None:
        """Key something else, or nothing."""
        left = allowed[0]
        for _ in range(CODE_TRIES):
            left -= _wrongly_keyed(script, left)
        script.tell("the access code is wrong three times", f"conference:{self.conference.extension}")
        return allowed[0]


def _wrongly_keyed(script: Script, left: int) -> int:
    """One try at an access code that fails; the time it takes, of what is *left*."""
    after = min(left, TIME_TO_KEY_CODE)
    script.press(None if after == TIME_TO_KEY_CODE else "#", after)
    return after


@dataclass(frozen=True, slots=True)
class AgentAnswers:
    """An agent of a queue becomes free and answers at once."""

    queue: Queue
    agent: str

    def enter(self, script: Script, began: int, allowed: Span) -> int | None:
        """Keep the other agents busy, and this one until then."""
        script.keep_agents_busy(self.queue, but=self.agent)
        script.let_agent_answer(self.queue, self.agent, began + allowed[0])
        return allowed[0]


@dataclass(frozen=True, slots=True)
class NobodyAnswers:
    """No agent of a queue takes the call; *logs_out*: the last of them logs out at the end."""

    queue: Queue
    logs_out: bool = False

    def enter(self, script: Script, began: int, allowed: Span) -> int | None:
        """Keep the agents busy."""
        took = allowed[0] if self.logs_out else a_long_while(allowed)
        script.keep_agents_busy(self.queue)
        if self.logs_out:
            script.log_an_agent_out(self.queue, began + took)
        what = "the last agent logs out" if self.logs_out else "no agent answers"
        script.tell(what, f"queue:{self.queue.extension}")
        return took


@dataclass(frozen=True, slots=True)
class NobodyIsLoggedIn:
    """No agent of a queue has logged in."""

    queue: Queue

    def enter(self, script: Script, began: int, allowed: Span) -> int | None:
        """Nothing is to be done: dynamic agents start logged out."""
        script.tell("no agent is logged in", f"queue:{self.queue.extension}")
        return allowed[0]


@dataclass(frozen=True, slots=True)
class AdministratorJoins:
    """The administrator dials the conference."""

    conference: Conference

    def enter(self, script: Script, began: int, allowed: Span) -> int | None:
        """Key the caller's code at once, and place the administrator's call."""
        script.tell("the administrator joins", f"conference:{self.conference.extension}")
        if self.conference.access_code is not None:
            script.press(self.conference.access_code, 0)
        script.call_administrator(self.conference, began + allowed[0])
        return allowed[0]


@dataclass(frozen=True, slots=True)
class SwitchStands:
    """A switch has been set."""

    name: str
    state: str

    def enter(self, script: Script, began: int, allowed: Span) -> int | None:
        """Set it before the call is placed."""
        script.set_switch(self.name, self.state)
        script.tell(f"the switch {self.name} is {self.state}")
        return allowed[0]
