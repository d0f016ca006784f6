"""Comparing calls to one number on two systems: a proof that all are treated alike, or calls that are not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain, islice, takewhile
from typing import Any, Literal, NamedTuple

from routesim.errors import BoundExceeded
from routesim.exploration.audience import DEFAULT_CALLER
from routesim.exploration.difference.causes import reduced, words
from routesim.exploration.difference.likeness import DIFFERENT, SAME, Likeness
from routesim.exploration.difference.replay import Both, Page, Replays, patiently
from routesim.exploration.difference.same_trees import SameTrees
from routesim.exploration.difference.sameness import Sameness
from routesim.exploration.difference.side import Side
from routesim.exploration.difference.worlds import of_endings, of_moments, of_pairs, route
from routesim.exploration.exploring import Explorer, conditions_of, patterns_of
from routesim.exploration.moves import Ending, Spot
from routesim.exploration.reach import steps_from
from routesim.exploration.scope import Scope
from routesim.exploration.script import EXAMINED
from routesim.model.dial_plan import TimeCondition
from routesim.model.patterns import matches
from routesim.result.difference import Change, Fate
from routesim.result.records import CallRecord

MOST_ROUTES = 6
"""So many ways to the phones, by time and by keys, are looked at closely."""
MOST_WORLDS = 3_000
"""So many strange worlds are tried for a number of which no change is known yet."""
FEW_WORLDS = 200
"""So many are tried for more changes, where one is known."""
MOST_EFFORT = 100_000
"""So many places and phones are come to in all the calls that are tried for a number."""
MOST_CALLERS = 20
"""So many kinds of callers whom the two systems may treat differently are looked at for a number."""


class Compared(NamedTuple):
    """The calls to a number that are treated differently; *decided*: there are some, or proof that there are none."""

    changes: tuple[Change, ...]
    decided: bool


class Caller(NamedTuple):
    """A kind of callers, by a number that stands for it, and which of the two systems refuse it (rule 6.2)."""

    number: str
    refused: tuple[bool, bool]


class Comparer:
    """Compares two systems, number by number."""

    def __init__(self, applied: Explorer, draft: Explorer) -> None:
        self.sides = applied, draft
        self.trees = SameTrees(applied.system, draft.system)
        self.replays = Replays(applied.system, draft.system)
        must = [{user.extension for user in side.system.users if user.must_log_in} for side in self.sides]
        self.must_log_in_on_one = min(must[0] ^ must[1], default=None)
        self.one_clock = applied.system.settings.timezone == draft.system.settings.timezone

    def compare(self, number: str) -> Compared:
        """Compare all calls to *number*."""
        try:
            comparison = Comparison(self, number)
            comparison.log_ins()
            looks = [comparison.look_at(caller) for caller in comparison.callers()]
        except BoundExceeded:
            return Compared((), decided=False)
        return Compared(comparison.changes(), decided=all(looks))


class Comparison:
    """The comparison of calls to one number."""

    def __init__(self, comparer: Comparer, number: str) -> None:
        self._comparer = comparer
        self._number = number
        self._firsts = tuple(explorer.router.dial(number) for explorer in comparer.sides)
        steps = [steps_from(first) for first in self._firsts]
        both = [*zip(comparer.sides, steps, strict=True)]
        self._patterns = [*dict.fromkeys(chain(*map(patterns_of, steps)))]
        self._special = [*dict.fromkeys(chain(*(explorer.special(own) for explorer, own in both)))]
        self._conditions: list[TimeCondition] = [*chain(*map(conditions_of, steps))]
        self._found: dict[tuple[Ending, Ending], Change] = {}
        self._timing: Change | None = None
        self._looked_at = 0
        self._effort = 0

    def changes(self) -> tuple[Change, ...]:
        """What has been found, the most general first."""
        found = sorted(self._found.values(), key=lambda change: len(change.when))
        return (*found, *([self._timing] if self._timing is not None else []))

    # --- who calls -----------------------------------------------------------------------------------------------

    def callers(self) -> Iterator[Caller]:
        """The kinds of callers whom either system may tell from others."""
        seen: set[object] = set()
        for number in chain(*(side.candidates(self._patterns, self._special) for side in self._comparer.sides)):
            as_seen = [side.callers.seen(number) for side in self._comparer.sides]
            refused = tuple(side.callers.identify(number).blacklisted for side in self._comparer.sides)
            matched = tuple(matches(pattern, text) for text in as_seen for pattern in self._patterns)
            kind = (refused, matched, number if number in self._special else None)
            if kind not in seen and refused != (True, True):
                seen.add(kind)
                yield Caller(number, (refused[0], refused[1]))

    def look_at(self, caller: Caller) -> bool:
        """Compare calls by *caller*; tell whether the matter is decided."""
        plain = self._plain(caller.number)
        if caller.refused[0] != caller.refused[1]:
            return self._try(plain)
        likeness = self._likeness(caller.number)
        if likeness is SAME:
            return True
        self._looked_at += 1
        if self._looked_at > MOST_CALLERS:
            return False
        if likeness is DIFFERENT:
            return self._search(plain)
        for page in takewhile(lambda _: self._timing is None, self._worlds(plain)):
            self._try(page)
        return True

    def _search(self, plain: Page) -> bool:
        """Look for calls that end differently, in ever stranger worlds; tell whether there are any."""
        routes: dict[str, Page] = {}
        found = False
        for page in takewhile(self._goes_on, self._worlds(plain)):
            found = self._try(page) or found
            routes.setdefault(repr(route(page)), route(page))
        ways = [*routes.values()][:MOST_ROUTES]
        closely = chain(*(of_moments(self._comparer.replays, way) for way in ways))
        for page in takewhile(self._goes_on, islice(closely, FEW_WORLDS if found else MOST_WORLDS)):
            found = self._try(page) or found
        pairs = islice(chain(*(of_pairs(self._comparer.replays, way) for way in ways)), MOST_WORLDS)
        return found or any(self._try(page) for page in takewhile(self._goes_on, pairs))

    def _goes_on(self, _: Page) -> bool:
        """Tell whether looking on is worth its while."""
        return self._effort < MOST_EFFORT

    def _worlds(self, plain: Page) -> Iterator[Page]:
        """The *plain* world, and those of the endings on either system."""
        yield plain
        caller = plain["calls"][-1]["from"]
        for side, scope, first in zip(self._comparer.sides, self._scopes(caller), self._firsts, strict=True):
            yield from of_endings(side, scope, first, self._conditions)

    def log_ins(self) -> None:
        """Compare calls by users who have not logged in (rule 10.2)."""
        user = self._comparer.must_log_in_on_one
        if user is not None:
            self._try({**self._plain(user), "people": {user: {"logged_in": False}}})

    def _plain(self, caller: str) -> Page:
        """A call on an ordinary day on which nobody does anything."""
        applied = self._comparer.sides[0]
        start = applied.local(applied.preferred).replace(tzinfo=None).isoformat(timespec="seconds")
        call = {"id": EXAMINED, "from": caller, "to": self._number}
        return patiently({"start": start, "people": {}, "calls": [call]})

    def _scopes(self, caller: str) -> list[Scope]:
        return [side.scope_of(self._number, caller) for side in self._comparer.sides]

    # --- alike or not --------------------------------------------------------------------------------------------

    def _likeness(self, caller: str) -> Likeness:
        if self._conditions and not self._comparer.one_clock:
            return DIFFERENT
        one, other = map(Side, self._scopes(caller))
        sameness = Sameness(one, other, self._comparer.trees, self._clocks())
        return sameness.of(*(Spot(first, callers=1) for first in self._firsts))

    def _clocks(self) -> Sequence[datetime]:
        """A time on the wall clock for each way in which the conditions of both can hold together."""
        applied = self._comparer.sides[0]
        if not self._conditions:
            return [datetime.min]
        tracks = applied.timeline(self._conditions).tracks(0, applied.preferred)
        return [applied.local(track.anchor + track.placed[0]) for track in tracks]

    # --- what is found -------------------------------------------------------------------------------------------

    def _try(self, page: Page) -> bool:
        """Play *page* on both systems; tell whether the call ends differently."""
        both = self._comparer.replays.play(page)
        if both is None:
            return False
        self._effort += both.effort
        if both.ends_differently:
            known = self._found.get(both.fates)
            if known is None or (self._suits(page) and not self._suits(known.witness)):
                self._found[both.fates] = self._change(page, both, "ending")
        elif both.waits_differently and self._timing is None:
            self._timing = self._change(page, both, "timing")
        return both.ends_differently

    def _suits(self, page: Mapping[str, Any]) -> bool:
        return self._comparer.replays.suits_both(page)

    def _change(self, page: Page, both: Both, kind: Literal["ending", "timing"]) -> Change:
        def still(smaller: Page) -> bool:
            played = self._comparer.replays.play(smaller)
            return played is not None and played.fates == both.fates and (kind == "ending" or played.waits_differently)

        simple = reduced(page, still)
        played = self._comparer.replays.play(simple) or both
        told = words(simple, played, self._plain(DEFAULT_CALLER))
        return Change(self._number, told, kind, _fate(played.applied), _fate(played.draft), simple)


def _fate(record: CallRecord) -> Fate:
    return Fate(record.outcome.value, record.by, record.waited, record.reason)
