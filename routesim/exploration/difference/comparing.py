"""Comparing calls to one number on two systems: a proof that all are treated alike, or calls that are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from routesim.errors import BoundExceeded
from routesim.exploration.audience import DEFAULT_CALLER
from routesim.exploration.difference.causes import node_of
from routesim.exploration.difference.clocks import Calendars, Clocks, hours_of
from routesim.exploration.difference.finding import Found
from routesim.exploration.difference.hours import Hours
from routesim.exploration.difference.likeness import DIFFERENT, SAME, Likeness
from routesim.exploration.difference.quest import Quest
from routesim.exploration.difference.replay import Page, Replays, impatient, patiently
from routesim.exploration.difference.same_trees import SameTrees
from routesim.exploration.difference.sameness import Parting, Sameness
from routesim.exploration.difference.side import Side
from routesim.exploration.exploring import Explorer, conditions_of, patterns_of
from routesim.exploration.moves import Spot
from routesim.exploration.reach import steps_from
from routesim.exploration.scope import Scope
from routesim.exploration.script import EXAMINED
from routesim.exploration.search import Search
from routesim.model.patterns import matches
from routesim.result.difference import Change
from routesim.routing.steps import JoinQueue, Pass, Prompt, Step

MOST_CALLERS = 20
"""So many kinds of callers whom the two systems may treat differently are looked at for a number."""


class Compared(NamedTuple):
    """The calls to a number that are treated differently; *decided*: there are some, or proof that there are none.

    *complete* is false where comparing was given up at a bound.
    """

    changes: tuple[Change, ...]
    decided: bool
    complete: bool = True


def destination_of(step: Step) -> object:
    """What a number leads to: the same for all numbers that lead to the same."""
    while isinstance(step, Pass):
        step = step.next
    return (type(step), step.queue) if isinstance(step, JoinQueue) else step


class Caller(NamedTuple):
    """A kind of callers, by a number that stands for it, and which of the two systems refuse it (rule 6.2)."""

    number: str
    refused: tuple[bool, bool]


class Comparer:
    """Compares two systems, number by number."""

    def __init__(self, applied: Explorer, draft: Explorer) -> None:
        self.sides = applied, draft
        self.trees = SameTrees(applied.system, draft.system)
        self.calendars = Calendars(applied, draft)
        self.replays = Replays(applied.system, draft.system)
        must = [{user.extension for user in side.system.users if user.must_log_in} for side in self.sides]
        users = [{user.extension for user in side.system.users} for side in self.sides]
        self.must_log_in_on_one = min((must[0] ^ must[1]) & users[0] & users[1], default=None)
        self.newcomers = users[0] ^ users[1]
        self._numbers = [{*side.numbers()} for side in self.sides]
        self._known: dict[tuple[object, ...], Compared] = {}

    def compare(self, number: str) -> Compared:
        """Compare all calls to *number*; what has been found for another that leads to the same is tried first."""
        firsts = [explorer.router.dial(number) for explorer in self.sides]
        leads_to = (*map(destination_of, firsts), self.only_on(number) is None)
        known = self._known.get(leads_to)
        same = None if known is None else self._dialled(known, number)
        if same is None:
            same = self._known[leads_to] = self._compare(number)
        return same

    def _dialled(self, known: Compared, number: str) -> Compared | None:
        """What is *known* of another number, for *number*; None where calls to it do not end just so."""
        changes = tuple(self.replays.dialled(change, number) for change in known.changes)
        found = tuple(change for change in changes if change is not None)
        return known._replace(changes=found) if len(found) == len(changes) else None

    def _compare(self, number: str) -> Compared:
        comparison = Comparison(self, number)
        try:
            comparison.log_ins()
            callers = [*comparison.callers()]
            looks = [comparison.look_at(caller, alone=len(callers) == 1) for caller in callers]
        except BoundExceeded:
            return Compared(comparison.changes(), decided=bool(comparison.changes()), complete=False)
        return Compared(comparison.changes(), all(looks), comparison.complete)

    def only_on(self, number: str) -> str | None:
        """Which of the systems alone has *number*, in words."""
        known = [number in numbers for numbers in self._numbers]
        return None if all(known) else f"{number} is in the {'applied system' if known[0] else 'draft'} only"


class Comparison:
    """The comparison of calls to one number; *complete* until a bound is met."""

    def __init__(self, comparer: Comparer, number: str) -> None:
        self._comparer = comparer
        self._number = number
        self._firsts = tuple(explorer.router.dial(number) for explorer in comparer.sides)
        self._steps = steps = [steps_from(first) for first in self._firsts]
        both = [*zip(comparer.sides, steps, strict=True)]
        self._patterns = [*dict.fromkeys(chain(*map(patterns_of, steps)))]
        self._special = [*dict.fromkeys(chain(*(explorer.special(own) for explorer, own in both)))]
        self._conditions = comparer.calendars.distinct(chain(*map(conditions_of, steps)))
        self._looked_at = 0
        self.complete = True

    def changes(self) -> tuple[Change, ...]:
        """What has been found, the most general first."""
        return self._found.changes()

    @cached_property
    def _found(self) -> Found:
        prompts = any(isinstance(step, Prompt) for step in chain(*self._steps))
        return Found(self._comparer.replays, self._number, self._plain(DEFAULT_CALLER), self._hours, prompts)

    @cached_property
    def _hours(self) -> Hours:
        before, after = ({*map(hours_of, conditions_of(steps))} for steps in self._steps)
        return Hours(self._comparer.sides[0], self._comparer.calendars.tracks(self._conditions), before != after)

    # --- who calls -----------------------------------------------------------------------------------------------

    def callers(self) -> Iterator[Caller]:
        """The kinds of callers whom either system may tell from others; not those whom only one knows."""
        seen: set[object] = set()
        for number in chain(*(side.candidates(self._patterns, self._special) for side in self._comparer.sides)):
            if number in self._comparer.newcomers:
                continue
            as_seen = [side.callers.seen(number) for side in self._comparer.sides]
            refused = tuple(side.callers.identify(number).blacklisted for side in self._comparer.sides)
            matched = tuple(matches(pattern, text) for text in as_seen for pattern in self._patterns)
            kind = (refused, matched, number if number in self._special else None)
            if kind not in seen and refused != (True, True):
                seen.add(kind)
                yield Caller(number, (refused[0], refused[1]))

    def look_at(self, caller: Caller, alone: bool) -> bool:
        """Compare calls by *caller*, the only kind or not; tell whether the matter is decided."""
        plain = self._plain(caller.number)
        if caller.refused[0] != caller.refused[1]:
            return self._found.take_for(impatient(plain), f"{node_of(caller.number)} calls")
        sides = self._scopes(caller.number)
        likeness, partings = self._likeness(sides)
        if likeness is SAME:
            return True
        self._looked_at += 1
        if self._looked_at > MOST_CALLERS:
            self.complete = False
            return False
        only = self._comparer.only_on(self._number)
        if only is not None and self._found.take_for(impatient(plain), only):
            return True
        quest = Quest(self._comparer.replays, self._found, plain, self._searches(sides))
        self._found.is_for_all(alone, always=alone and self.complete and quest.always)
        if likeness is DIFFERENT:
            return self._search(quest, partings)
        quest.look_for_another_wait()
        return True

    def _search(self, quest: Quest, partings: Iterable[Parting]) -> bool:
        found = quest.run(partings, self._clocks[0])
        if quest.gave_up and not found:
            self.complete = False
        return found

    def _searches(self, sides: Sequence[Scope]) -> list[tuple[Explorer, Scope, list[Search]]]:
        """All that calls can come to on either system, as far as it can be searched."""
        found = []
        for side, scope, first in zip(self._comparer.sides, sides, self._firsts, strict=True):
            searches: list[Search] = []
            try:
                searches.extend(side.searches(scope, first, self._conditions))
            except BoundExceeded:
                self.complete = False
            found.append((side, scope, searches))
        return found

    def log_ins(self) -> None:
        """Compare calls by users who have not logged in (rule 10.2)."""
        user = self._comparer.must_log_in_on_one
        if user is not None:
            page = {**impatient(self._plain(user)), "people": {user: {"logged_in": False}}}
            self._found.take_for(page, f"user:{user} calls without a log-in")

    def _plain(self, caller: str) -> Page:
        """A call on an ordinary day on which nobody does anything."""
        applied = self._comparer.sides[0]
        start = applied.local(applied.preferred).replace(tzinfo=None).isoformat(timespec="seconds")
        call = {"id": EXAMINED, "from": caller, "to": self._number}
        return patiently({"start": start, "people": {}, "calls": [call]})

    def _scopes(self, caller: str) -> list[Scope]:
        return [side.scope_of(self._number, caller) for side in self._comparer.sides]

    # --- alike or not --------------------------------------------------------------------------------------------

    def _likeness(self, scopes: Sequence[Scope]) -> tuple[Likeness, list[Parting]]:
        one, other = map(Side, scopes)
        sameness = Sameness(one, other, self._comparer.trees, self._clocks)
        likeness = sameness.of(*(Spot(first, callers=1) for first in self._firsts))
        return likeness, sameness.partings

    @cached_property
    def _clocks(self) -> Sequence[Clocks]:
        return self._comparer.calendars.clocks(self._conditions)
