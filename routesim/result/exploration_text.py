"""All endings of a phone system's numbers, for a screen: those of a few numbers in full, of many in a line each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from math import inf

from routesim.result.exploration import Ending, Exploration, NumberEndings, PropertyVerdict, Season
from routesim.result.exploration_words import (
    PARTLY,
    Group,
    bound_words,
    ending_words,
    groups,
    kinds_words,
    possible_words,
    property_words,
    summary_words,
    title_words,
    verdict_words,
    waits_words,
    when_words,
)
from routesim.result.painting import NARROWEST, WIDTH, Painter, plain
from routesim.result.records import Outcome
from routesim.result.typography import columns, listing, pad, wrap
from routesim.result.words import TAKEN, who

FEW = 15
"""So many groups of numbers are told in full."""
MOST_NUMBERS = 8
"""So many numbers are named of those that have something in common; the others are counted."""
MOST_STORIES = 8
"""So many properties that are broken are told with a story."""
Story = Callable[[Ending], Iterable[str]]
"""Tells the story of an ending's witness."""


def exploration_lines(
    exploration: Exploration,
    width: int = WIDTH,
    paint: Painter = plain,
    story: Story | None = None,
    verbose: bool = False,
    hint: str = "",
) -> Iterator[str]:
    """Tell *exploration* in at most *width* columns (60 at least), properties that are broken with a *story*.

    *verbose*: every number in full, with the story of every ending. *hint* says how to see more.
    """
    return _Teller(exploration, max(NARROWEST, width), paint, story, verbose).lines(hint)


def number_lines(one: NumberEndings, width: int = WIDTH) -> Iterator[str]:
    """Tell the endings of one number in at most *width* columns (60 at least)."""
    alone = Exploration("", (one,), one.names)
    return _Teller(alone, max(NARROWEST, width), plain, None, False).number(Group(one, (one.number,)))


class _Teller:
    """Tells an exploration; *stories* counts how many may still be told of properties that are broken."""

    def __init__(
        self, exploration: Exploration, width: int, paint: Painter, story: Story | None, verbose: bool
    ) -> None:
        self._exploration = exploration
        self._names = exploration.names
        self._width = width
        self._paint = paint
        self._story = story
        self._verbose = verbose
        self._stories = MOST_STORIES

    def lines(self, hint: str) -> Iterator[str]:
        exploration = self._exploration
        yield from self._wrapped("title", title_words(exploration))
        found = groups(exploration)
        if len(found) <= FEW or self._verbose:
            yield from chain.from_iterable(("", *self.number(group)) for group in found)
        else:
            yield from self._in_short(exploration.numbers)
            yield from self._wanting(exploration.numbers)
        yield self._paint("faint", "─" * self._width)
        counted, *verdicts = summary_words(exploration)
        for style, sentence in (counted, ("faint", hint), *verdicts):
            yield from self._wrapped(style, sentence, "", "  ") if sentence else ()

    def _wrapped(self, style: str, text: str, indent: str = "", further: str = "") -> Iterator[str]:
        """*text* behind *indent*, its lines but the first *further* in."""
        for place, line in enumerate(wrap(text, self._width - len(indent) - len(further))):
            yield f"{indent}{further if place else ''}{line if style == 'plain' else self._paint(style, line)}"

    def _in_two(self, style: str, left: str, right: str) -> Iterator[str]:
        """*left* and, at the margin, *right*."""
        first, *more = wrap(left, self._width - 6 - columns(right))
        yield f"  {self._paint(style, pad(first, self._width - 4 - columns(right)))}  {right}"
        yield from (f"    {self._paint(style, line)}" for line in more)

    # --- in full -----------------------------------------------------------------------------------------------------

    def number(self, group: Group) -> Iterator[str]:
        """Tell what becomes of calls to the numbers of a group."""
        one = group.first
        yield from self._wrapped("title", listing((who(self._names, number) for number in group.numbers), most=12))
        broken = {verdict.ending for verdict in one.properties}
        for place, ending in enumerate(one.endings):
            yield from self._ending(ending, place in broken)
        if not one.complete:
            yield from self._wrapped("bad", f"✗ {PARTLY}", "  ", "  ")
        if one.calendar:
            yield from self._calendar(one, one.calendar)
        for verdict in one.properties:
            style = "good" if verdict.holds else "bad"
            yield from self._wrapped(style, verdict_words(one, verdict, self._names), "  ", "  ")
        if not self._verbose:
            yield from self._stories_of(one, one.properties)

    def _ending(self, ending: Ending, is_breaking: bool) -> Iterator[str]:
        style = "bad" if is_breaking else "good" if Outcome(ending.outcome) in TAKEN else "warn"
        yield from self._in_two(style, ending_words(ending, self._names), waits_words(ending))
        when = when_words(ending, self._names)
        yield from self._wrapped("faint", when, "      ") if when else ()
        if self._verbose and self._story is not None:
            yield from ("", *self._story(ending), "")

    def _calendar(self, one: NumberEndings, calendar: Iterable[Season]) -> Iterator[str]:
        for season in calendar:
            start, _ = season.intervals[0]
            yield from self._wrapped("ringing", f"in {start.year}, {'; '.join(season.when)}:", "  ", "  ")
            yield from self._wrapped("plain", possible_words(one, season, self._names), "    ", "  ")

    def _stories_of(self, one: NumberEndings, verdicts: Iterable[PropertyVerdict]) -> Iterator[str]:
        """The stories of calls that end against what was asked, as long as there have not been too many."""
        for place in dict.fromkeys(verdict.ending for verdict in verdicts if verdict.ending is not None):
            if self._story is not None and self._stories:
                self._stories -= 1
                yield from ("", *self._story(one.endings[place]))

    # --- in short ----------------------------------------------------------------------------------------------------

    def _in_short(self, numbers: Iterable[NumberEndings]) -> Iterator[str]:
        """The numbers by what can become of their calls at all."""
        found: dict[str, list[NumberEndings]] = {}
        for one in numbers:
            found.setdefault(kinds_words(one), []).append(one)
        for words, alike in found.items():
            longest = [ending.waited[1] for one in alike for ending in one.endings]
            most = "no limit" if None in longest else f"up to {bound_words(max(filter(None, longest), default=0.0))} s"
            yield ""
            yield from self._in_two("good", words, most)
            yield from self._numbers(alike)
        yield ""
        yield from self._wrapped("faint", "Name a number to see who answers its calls, and when they end how.")

    def _numbers(self, alike: Iterable[NumberEndings]) -> Iterator[str]:
        names = listing((who(self._names, one.number) for one in alike), most=MOST_NUMBERS)
        yield from self._wrapped("plain", names, "      ")

    def _wanting(self, numbers: Iterable[NumberEndings]) -> Iterator[str]:
        """What does not hold, once for all numbers of which that is so, with the story of the first or longest."""
        found: dict[str, list[tuple[NumberEndings, PropertyVerdict]]] = {}
        for one in numbers:
            for verdict in one.properties:
                if not verdict.holds:
                    limit = property_words(verdict) if "max_wait" in verdict.property else ""
                    kind = limit or verdict_words(one, verdict, self._names)
                    found.setdefault(kind, []).append((one, verdict))
        for alike in found.values():
            one, verdict = max(alike, key=_longest) if "max_wait" in alike[0][1].property else alike[0]
            yield ""
            yield from self._wrapped("bad", verdict_words(one, verdict, self._names), "", "  ")
            yield from self._numbers(one for one, _ in alike)
            yield from self._stories_of(one, [verdict])


def _longest(broken: tuple[NumberEndings, PropertyVerdict]) -> float:
    """How long callers can wait in the ending that breaks a property."""
    one, verdict = broken
    longest = None if verdict.ending is None else one.endings[verdict.ending].waited[1]
    return inf if longest is None else longest
