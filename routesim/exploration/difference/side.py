"""One of the two systems that are compared, with everything that takes no time already taken."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from routesim.exploration.moves import Ending, Spot, moves
from routesim.exploration.reach import steps_from
from routesim.exploration.scope import Scope
from routesim.model.dial_plan import TimeCondition
from routesim.routing import steps as rules
from routesim.routing.dial_plans import LOOP, MOST_ELEMENTS
from routesim.routing.steps import Attempt, Choice, Fail, Leave, RingPhone, RingPlan, Step

_IN_NO_TIME = (rules.Pass, rules.Goto, rules.Attempt, rules.Choice, rules.MarkRecorded, rules.Present)


class Head(NamedTuple):
    """Where a call is once nothing more follows at once: at an ending, or at a spot where it waits for the world.

    *played* is how long messages have been played on the way, in microseconds; after them nobody asks the clock.
    """

    at: Spot | Ending
    played: int = 0


class Side:
    """One system, for one class of callers to one number."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._asks: dict[tuple[Step, Attempt | None], bool] = {}

    def queue(self, extension: str) -> tuple[object, ...]:
        """All of a queue's page that one call can notice, and what its agents' lines are like."""
        queue, users = self.scope.queue(extension), self.scope.router.users
        page = queue.page
        agents = [users[agent] for agent in queue.agents]
        lines = [(user.extension, user.must_log_in, page.ring_busy_agents and user.multiple_calls) for user in agents]
        retry = None if page.max_wait is None else page.retry  # else it is a matter of time only
        rings = (page.strategy, page.max_wait, page.agent_ring_time, retry, page.ring_busy_agents)
        empty = None if queue.static else (page.join_empty, page.leave_when_empty, set(queue.dynamic))
        if page.max_wait == 0 or not page.agent_ring_time:  # nobody can answer
            return page.max_wait, queue.static, empty
        return lines, rings, queue.static, empty

    def queue_exits(self, extension: str) -> tuple[bool, bool]:
        """Whether calls can wait too long in a queue, and whether they can find nobody there."""
        queue = self.scope.queue(extension)
        page = queue.page
        leaves = page.leave_when_empty and bool(queue.dynamic) and page.max_wait != 0
        return page.max_wait is not None, not queue.static and (not page.join_empty or leaves)

    def conference(self, extension: str) -> tuple[object, ...]:
        """A conference, its code, and for whom the caller waits, if he does."""
        page = self.scope.router.conferences[extension]
        administrates = bool(self.scope.administrators(page, callers=1).get(True))
        waits = page.wait_for_administrator and not administrates
        return page.extension, page.access_code, waits, page.administrator if waits else None

    def head(self, at: Spot | Ending, clock: datetime) -> Head:
        """What comes next at the wall-clock time *clock*, without anybody's doing."""
        played = 0
        for _ in range(20 * MOST_ELEMENTS):
            if not isinstance(at, Spot):
                return Head(at, played)
            step = at.step
            if isinstance(step, rules.PlayMessage) and not self.asks_the_clock(at):
                at, played = at.at(step.next), played + step.duration
            elif isinstance(step, Choice) and isinstance(step.page, TimeCondition):
                at = at.at(self.scope.at(step, clock))
            elif isinstance(step, _IN_NO_TIME):
                at = next(moves(self.scope, at)).to
            elif isinstance(step, Fail | Leave):
                at = after(at, step)
            elif isinstance(step, RingPlan) and not step.legs:
                at = at.at(step.failed)
            elif isinstance(step, RingPhone) and self._is_unregistered(step.target):
                at = at.at(step.offline)
            elif isinstance(step, rules.End):
                return Head((step.outcome, None, step.reason), played)
            else:
                return Head(at, played)
        return Head((LOOP.outcome, None, LOOP.reason), played)

    def _is_unregistered(self, target: str) -> bool:
        line = self.scope.router.users.get(target)
        return line is not None and not line.devices

    def asks_the_clock(self, at: Spot | Ending) -> bool:
        """Tell whether the clock may still lead the call from there on."""
        if not isinstance(at, Spot):
            return False
        key = (at.step, at.attempt)
        if key not in self._asks:
            exits = [] if at.attempt is None else [at.attempt.unanswered, at.attempt.busy]
            reached = (step for start in (at.step, *exits) for step in steps_from(start))
            self._asks[key] = any(isinstance(step, Choice) and isinstance(step.page, TimeCondition) for step in reached)
        return self._asks[key]


def after(spot: Spot, leaf: Step) -> Spot | Ending:
    """Where a call is once an attempt has come to its end: taken by a mailbox, on in a dial plan, or over."""
    if isinstance(leaf, Leave):
        return ("voicemail", leaf.mailbox, None)
    assert isinstance(leaf, Fail)
    if spot.attempt is None:
        return (leaf.outcome, None, leaf.reason)
    following = spot.attempt.busy if leaf.outcome == "busy" else spot.attempt.unanswered
    return spot._replace(step=following, attempt=None)
