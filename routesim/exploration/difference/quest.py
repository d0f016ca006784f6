"""The search for calls that two systems treat differently, in ever stranger worlds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, takewhile

from routesim.exploration.difference.clocks import Clocks
from routesim.exploration.difference.finding import Found
from routesim.exploration.difference.replay import Page, Replays
from routesim.exploration.difference.sameness import Parting
from routesim.exploration.difference.worlds import (
    led,
    of_endings,
    of_histories,
    of_moments,
    of_pairs,
    of_parting,
    of_races,
    route,
)
from routesim.exploration.exploring import Explorer
from routesim.exploration.moves import ABANDONED, Ending
from routesim.exploration.scope import Scope
from routesim.exploration.search import Search

MOST_ROUTES = 10
"""So many ways to the phones, by time and by keys, are looked at closely."""
MOST_WORLDS = 3_000
"""So many strange worlds are tried for a number of which no change is known yet."""
FEW_WORLDS = 200
"""So many are tried for more changes, where one is known."""
MOST_BARREN = 80
"""With so many worlds in turn that show nothing new, looking for more changes ends."""
MOST_EFFORT = 100_000
"""So many places and phones are come to in all the calls that are tried for a number."""


class Quest:
    """The search for calls that are treated differently, in ever stranger worlds; *gave_up*: for want of time."""

    def __init__(
        self,
        replays: Replays,
        found: Found,
        plain: Page,
        searches: Sequence[tuple[Explorer, Scope, list[Search]]],
    ) -> None:
        self._replays = replays
        self._found = found
        self._plain = plain
        self._searches = searches
        self.gave_up = False

    @property
    def always(self) -> bool:
        """Whether no call can end alike on both systems, if these have been searched through."""
        both = [
            {ending for search in searches for ending, ways in search.endings.items() if _counts(ending, ways.endless)}
            for *_, searches in self._searches
        ]
        return all(both) and not both[0] & both[1]

    def run(self, partings: Iterable[Parting], usual: Clocks) -> bool:
        """Try all kinds of worlds; tell whether calls end differently in some."""
        natural = [self._plain, *self._endings(naturally=True)]
        found = self._try(natural)
        ways = [self._way(parting, usual) for parting in partings]
        for way in ways:
            found = self._try([way, *of_parting(way, natural)]) or found
        routes = {repr(way): way for way in (*ways, *map(route, natural))}
        closest = [*routes.values()][:MOST_ROUTES]
        races = (of_races(self._replays, way) for way in closest)
        moments = chain(*races, *(of_moments(self._replays, way) for way in closest))
        found = self._try(islice(moments, FEW_WORLDS if found else MOST_WORLDS)) or found
        found = self._try(self._endings(naturally=False)) or found
        if not found:
            found = self._try(chain(*(of_histories(self._replays, way) for way in closest)), first=True)
        if not found:
            pairs = chain(*(of_pairs(self._replays, way) for way in closest))
            found = self._try(islice(pairs, MOST_WORLDS), first=True)
        return found

    def look_for_another_wait(self) -> None:
        """Try worlds until one is found in which the call waits differently."""
        for naturally in (True, False):
            for page in chain([self._plain], self._endings(naturally)):
                if not self._found.timing:
                    self._found.take(page)

    def _way(self, parting: Parting, usual: Clocks) -> Page:
        placed = parting.clocks.placed.isoformat(timespec="seconds")
        return led(self._plain, self._plain["start"] if parting.clocks == usual else placed, parting.keyed)

    def _endings(self, naturally: bool) -> Iterator[Page]:
        for side, scope, searches in self._searches:
            yield from of_endings(side, scope, searches, naturally)

    def _try(self, pages: Iterable[Page], first: bool = False) -> bool:
        """Try *pages* as long as it pays, or until the *first* that shows something; tell whether any does."""
        found, last, barren = False, self._found.known, 0
        for page in takewhile(self._goes_on, pages):
            found = self._found.take(page) or found
            barren = 0 if self._found.known > last else barren + 1
            last = self._found.known
            if (found and first) or (last and barren > MOST_BARREN):
                break
        return found

    def _goes_on(self, _: Page) -> bool:
        """Tell whether looking on is worth its while."""
        self.gave_up = self._found.effort >= MOST_EFFORT
        return not self.gave_up


def _counts(ending: Ending, endless: bool) -> bool:
    """Whether a call must be taken to end so: that a caller gives up only where nothing else need ever end the call."""
    return ending != ABANDONED or endless
