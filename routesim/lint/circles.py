"""Circles of steps that take no time, of which all that they ask can be so at one instant."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, NamedTuple

from routesim.lint.fates import NOTHING, Conduct, both
from routesim.lint.knots import is_knot, knots
from routesim.lint.needs import Number, can_all_be
from routesim.lint.timeless import Timeless, Way

if TYPE_CHECKING:
    from routesim.lint.survey import Survey

MOST_STEPS = 200_000
"""So many steps are tried in a system, in search of circles that can be."""


class Circle(NamedTuple):
    """The stops of a circle in order. *conduct* says what makes its steps take no time, None where they never do.

    *is_plain*: they ask nothing of the clock, of switches and of the caller's number.
    """

    stops: tuple[str, ...]
    conduct: Conduct | None
    is_plain: bool


class Circles:
    """All circles of *survey*: every stop that lies on one is told on one, if only the search ends in time."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self.timeless = Timeless(survey)
        self._left = MOST_STEPS
        self.certain = list(self._found(only_certain=True))
        self.uncertain = [circle for circle in self._found(only_certain=False) if circle.conduct is not None]

    def _found(self, only_certain: bool) -> Iterator[Circle]:
        ways = {
            here: [way for way in onwards if way.conduct is None or not only_certain]
            for here, onwards in self.timeless.ways.items()
        }
        graph = {here: list(dict.fromkeys(way.there for way in onwards)) for here, onwards in ways.items()}
        told: set[str] = set()
        tangles = [frozenset(part) for part in knots(graph) if is_knot(graph, part)]
        parts = {node: tangle for tangle in tangles for node in tangle}
        for start in ways:
            if start in parts and start not in told:
                circle = self._through(start, ways, parts[start], only_certain)
                if circle is not None:
                    told.update(circle.stops)
                    yield circle

    def _through(
        self, start: str, ways: dict[str, list[Way]], part: Collection[str], only_certain: bool
    ) -> Circle | None:
        """A circle through *start* within its knot, *part*; where others are wanted too, not one that is certain."""
        taken: list[Way] = []
        passed = {start}
        stack = [iter(ways[start])]
        while stack and self._left > 0:
            way = next(stack[-1], None)
            if way is None:
                stack.pop()
                if taken:
                    passed.discard(taken.pop().there)
            elif way.there == start:
                circle = self._closed(start, [*taken, way])
                if circle is not None and (only_certain or circle.conduct is not None):
                    return circle
            elif way.there in part and way.there not in passed:
                self._left -= 1
                taken.append(way)
                passed.add(way.there)
                stack.append(iter(ways[way.there]))
        return None

    def _closed(self, start: str, taken: list[Way]) -> Circle | None:
        """The circle of the steps *taken*; None where what they ask cannot be so at one instant."""
        needs = [need for way in taken for need in way.needs]
        self._left -= len(taken) + sum(len(need.patterns) for need in needs if isinstance(need, Number))
        if not can_all_be(needs, self._survey.matching):
            return None
        conducts = [way.conduct for way in taken if way.conduct is not None]
        together = NOTHING
        for conduct in conducts:
            together = both(together, conduct)
        stops = (start, *(way.there for way in taken[:-1]))
        return Circle(stops, together if conducts else None, not needs)
