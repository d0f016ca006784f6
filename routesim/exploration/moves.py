"""Moves: everything that can become of a call where it is, in whatever world.

The routing rules say what follows each answer of the world; here stand all the answers that there can be. An engine
takes one of them, exploring takes them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from routesim.exploration.deeds import (
    NOTHING,
    PATIENCE,
    AdministratorJoins,
    AgentAnswers,
    Deed,
    Keyed,
    LetIn,
    NobodyAnswers,
    NobodyIsLoggedIn,
    Outlasts,
    SwitchStands,
    Told,
    TreeEnds,
    TurnedAway,
)
from routesim.exploration.performance import Goal
from routesim.exploration.scope import Scope
from routesim.exploration.spans import ANY_TIME, FOREVER, NO_TIME, Spans
from routesim.model.conference import Conference
from routesim.model.dial_plan import MultiSwitchElement, SwitchElement
from routesim.routing import steps as rules
from routesim.routing.dial_plans import LOOP, MOST_ELEMENTS, chosen
from routesim.routing.steps import CODE_TRIES, CONFIRMATION, TIME_TO_KEY_CODE, Attempt, End, Step, microseconds

Ending = tuple[str, str | None, str | None]
"""An outcome, by whom, and the reason."""
ABANDONED: Ending = ("abandoned", None, None)
NOT_COUNTED = -1
"""Stands for how many elements have been passed where these are too few for it to matter."""


class Spot(NamedTuple):
    """Where a call is: at *step*, in *attempt* of a dial plan's call, if any.

    *shown* is what patterns see instead of the caller's number, *callers* the classes of callers it may be, *switches*
    how those stand that may stand either way, *passed* how many elements have followed each other at this instant.
    """

    step: Step
    callers: int
    attempt: Attempt | None = None
    shown: str | None = None
    switches: tuple[tuple[str, str], ...] = ()
    passed: int = 0

    def at(self, step: Step) -> Spot:
        """The same, at another step."""
        return self._replace(step=step)


class Move(NamedTuple):
    """What may become of a call: *to* another spot or an ending, after any *delay*; *deed* makes it come so.

    *callers* are those to whom it can happen, None for all.
    """

    to: Spot | Ending
    delay: Spans = NO_TIME
    deed: Deed = NOTHING
    callers: int | None = None


def moves(scope: Scope, spot: Spot) -> Iterator[Move]:
    """Every move from *spot*, the most natural first; those that depend on the clock are left to the caller."""
    return _MOVES[type(spot.step)](scope, spot, spot.step)


def _pass(scope: Scope, spot: Spot, step: rules.Pass) -> Iterator[Move]:
    yield Move(spot.at(step.next))


def _goto(scope: Scope, spot: Spot, step: rules.Goto) -> Iterator[Move]:
    if spot.passed >= MOST_ELEMENTS:
        yield Move(spot.at(LOOP))
    else:
        passed = NOT_COUNTED if spot.passed == NOT_COUNTED else spot.passed + 1
        yield Move(spot.at(step.step)._replace(passed=passed))


def _end(scope: Scope, spot: Spot, step: End) -> Iterator[Move]:
    yield Move((step.outcome, None, step.reason))


def _attempt(scope: Scope, spot: Spot, step: Attempt) -> Iterator[Move]:
    yield Move(spot.at(step.step)._replace(attempt=step))


def _tree(scope: Scope, spot: Spot, step: Step) -> Iterator[Move]:
    """Somebody is called: the call is taken, or the attempt fails (rules 6.3, 7.1)."""
    attempt = spot.attempt
    limit = None if attempt is None else attempt.limit
    for callers, trees in scope.trees(spot.callers):
        sum_ = trees.sum(step) if limit is None else trees.sum(step).cut(limit)
        for taker, moments in sum_.takes.items():
            yield Move((*taker, None), moments.times, TreeEnds(step, Goal(taker), limit), callers)
        for failure, moments in sum_.fails.items():
            deed = TreeEnds(step, Goal(failure=failure), limit)
            yield Move(_failed(spot, *failure), moments.times, deed, callers)
        yield Move(ABANDONED, ((0, sum_.lasts_until[0]),), Outlasts(step, limit), callers)


def _leave(scope: Scope, spot: Spot, step: rules.Leave) -> Iterator[Move]:
    yield Move(("voicemail", step.mailbox, None))


def _fail(scope: Scope, spot: Spot, step: rules.Fail) -> Iterator[Move]:
    yield Move(_failed(spot, step.outcome, step.reason))


def _failed(spot: Spot, outcome: str, reason: str | None) -> Spot | Ending:
    """Where a call goes whose attempt has failed: on in its dial plan, or to its end."""
    attempt = spot.attempt
    if attempt is None:
        return outcome, None, reason
    return spot.at(attempt.busy if outcome == "busy" else attempt.unanswered)._replace(attempt=None)


def _play(scope: Scope, spot: Spot, step: rules.PlayMessage) -> Iterator[Move]:
    yield Move(spot.at(step.next), ((step.duration, step.duration),))
    yield Move(ABANDONED, ((0, step.duration),), PATIENCE)


def _prompt(scope: Scope, spot: Spot, step: rules.Prompt) -> Iterator[Move]:
    """The caller keys something known, something unknown, or nothing in time (rules 7.5, 7.6, 7.13)."""
    end = step.greeting + step.timeout
    if step.timeout:
        in_time = ((step.greeting, end - 1),)
        for keys, following in step.keys.items():
            yield Move(spot.at(following), in_time, Keyed(step, keys))
        yield Move(spot.at(step.invalid), in_time, Keyed(step, _unknown(step)))
    yield Move(spot.at(step.silent), ((end, end),), Keyed(step, None))
    yield Move(ABANDONED, ((0, end),), PATIENCE)


def _unknown(step: rules.Prompt) -> str:
    """Keys that nothing is on: one, or several at once."""
    singles = [key for key in "9876543210*#" if key not in step.keys]
    return singles[0] if singles else "##"


def _choose(scope: Scope, spot: Spot, step: rules.Choice) -> Iterator[Move]:
    if isinstance(step.page, SwitchElement | MultiSwitchElement):
        for name, state, view in scope.positions(step.page, spot.switches):
            switches = spot.switches if state is None else (*spot.switches, (name, state))
            deed: Deed = NOTHING if state is None else SwitchStands(name, state)
            yield Move(spot.at(chosen(step, view)[1])._replace(switches=switches), deed=deed)
        return
    seen = scope.seen(step, spot.callers, spot.shown)
    for (exit_, following), callers in seen.items():
        told = Told(step.tell(exit_), step.node) if len(seen) > 1 else NOTHING
        yield Move(spot.at(following), deed=told, callers=callers)


def _record(scope: Scope, spot: Spot, step: rules.MarkRecorded) -> Iterator[Move]:
    yield Move(spot.at(step.next))


def _present(scope: Scope, spot: Spot, step: rules.Present) -> Iterator[Move]:
    yield Move(spot.at(step.next)._replace(shown=scope.called if step.text is None else step.text))


def _queue(scope: Scope, spot: Spot, step: rules.JoinQueue) -> Iterator[Move]:
    """An agent answers, the longest wait is over, or nobody is logged in (rules 8.7, 8.8)."""
    queue = scope.queue(step.queue)
    after = spot._replace(attempt=None)
    empty = not queue.static
    if empty and not queue.page.join_empty:
        yield Move(after.at(step.nobody), deed=NobodyIsLoggedIn(queue.page))
        if not queue.dynamic:
            return
    longest = FOREVER if queue.page.max_wait is None else microseconds(queue.page.max_wait)
    if longest and queue.page.agent_ring_time:
        for agent in queue.agents:
            callers = scope.who_can_be_answered_by(agent, queue.page, spot.callers)
            if callers:
                yield Move(("answered", agent, None), ((0, longest - 1),), AgentAnswers(queue.page, agent), callers)
    if longest < FOREVER:
        yield Move(after.at(step.timed_out), ((longest, longest),), NobodyAnswers(queue.page))
    if empty and queue.dynamic and queue.page.leave_when_empty and longest:
        yield Move(after.at(step.nobody), ((1, longest),), NobodyAnswers(queue.page, logs_out=True))
    yield Move(ABANDONED, ((0, longest),), NobodyAnswers(queue.page))


def _conference(scope: Scope, spot: Spot, step: rules.JoinConference) -> Iterator[Move]:
    """The code is keyed right or wrong thrice; then the conference runs, or begins to (rules 9.1, 9.2)."""
    page = scope.router.conferences[step.conference]
    after = spot._replace(attempt=None)
    if page.access_code is None:
        yield from _admitted(scope, after, page, NO_TIME)
        return
    last = CODE_TRIES * TIME_TO_KEY_CODE
    yield from _admitted(scope, after, page, ((0, last - 1),))
    yield Move(after.at(step.refused), ((0, last),), TurnedAway(page))
    yield Move(ABANDONED, ((0, last),), PATIENCE)


def _admitted(scope: Scope, spot: Spot, page: Conference, door: Spans) -> Iterator[Move]:
    """The caller has passed the *door* after some time."""
    ending = ("conference", page.extension, None)
    if not page.wait_for_administrator:
        yield Move(ending, door, LetIn(page))
        return
    for administrates, callers in scope.administrators(page, spot.callers).items():
        if administrates:
            yield Move(ending, door, LetIn(page, "the administrator calls"), callers)
        else:
            if page.administrator is not None:
                yield Move(ending, ANY_TIME, AdministratorJoins(page), callers)
            yield Move(ABANDONED, ANY_TIME, LetIn(page, "the administrator does not join"), callers)


def _membership(scope: Scope, spot: Spot, step: rules.ChangeMembership) -> Iterator[Move]:
    """A dynamic agent dials the number of a queue; anybody else is refused (rule 8.9)."""
    outcome = "logged_in" if step.joins else "logged_out"
    dynamic = scope.queue(step.queue).dynamic
    for agent, callers in scope.audience.split(spot.callers, lambda caller: caller.extension in dynamic).items():
        if agent:
            deed = Told("the caller is one of its dynamic agents", f"queue:{step.queue}")
            yield Move((outcome, None, None), ((CONFIRMATION, CONFIRMATION),), deed, callers)
            yield Move(ABANDONED, ((0, CONFIRMATION),), PATIENCE, callers)
        else:
            deed = Told("the caller is none of its dynamic agents", f"queue:{step.queue}")
            yield Move(("rejected", None, None), deed=deed, callers=callers)


_MOVES: dict[type[Step], Callable[[Scope, Spot, Any], Iterator[Move]]] = {
    rules.Pass: _pass,
    rules.Goto: _goto,
    rules.End: _end,
    rules.Attempt: _attempt,
    rules.RingPhone: _tree,
    rules.RingPlan: _tree,
    rules.Leave: _leave,
    rules.Fail: _fail,
    rules.PlayMessage: _play,
    rules.Prompt: _prompt,
    rules.Choice: _choose,
    rules.MarkRecorded: _record,
    rules.Present: _present,
    rules.JoinQueue: _queue,
    rules.JoinConference: _conference,
    rules.ChangeMembership: _membership,
}
