"""All endings of a phone system's numbers, for a screen: those of a few numbers in full, of many in a line each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from math import ceil
from typing import NamedTuple

from routesim.result.clock import grouped, number
from routesim.result.exploration import Ending, Exploration, NumberEndings, PropertyVerdict, Season
from routesim.result.fates import cause_words, reason_words, taken_words
from routesim.result.painting import NARROWEST, WIDTH, Painter, plain
from routesim.result.records import Outcome
from routesim.result.typography import columns, listing, pad, wrap
from routesim.result.words import TAKEN, outcome_words, who

FEW = 15
"""So many groups of numbers are told in full."""
MOST_STORIES = 8
"""So many properties that are broken are told with a story."""
Story = Callable[[NumberEndings, Ending], Iterable[str]]
"""Tells the story of an ending's witness."""


def exploration_text(exploration: Exploration, width: int = WIDTH) -> str:
    """Tell *exploration* in at most *width* columns (60 at least), without stories."""
    return "\n".join(exploration_lines(exploration, width))


def exploration_lines(
    exploration: Exploration,
    width: int = WIDTH,
    paint: Painter = plain,
    story: Story | None = None,
    verbose: bool = False,
) -> Iterator[str]:
    """Tell *exploration* in at most *width* columns (60 at least), properties that are broken with a *story*.

    *verbose*: the story of every ending.
    """
    return _Teller(exploration, max(NARROWEST, width), paint, story, verbose).lines()


class Group(NamedTuple):
    """Numbers with the same endings: the *first* stands for all *numbers*."""

    first: NumberEndings
    numbers: tuple[str, ...]


def groups(exploration: Exploration) -> list[Group]:
    """The numbers of *exploration*, those together that have all in common but the number."""
    found: dict[object, list[NumberEndings]] = {}
    for one in exploration.numbers:
        endings = tuple((ending.outcome, ending.by, ending.reason, ending.waited, ending.when) for ending in one.endings)
        verdicts = tuple((str(verdict.property), verdict.holds, verdict.ending) for verdict in one.properties)
        seasons = tuple((season.when, season.endings) for season in one.calendar or ())
        found.setdefault((endings, verdicts, seasons, one.complete), []).append(one)
    return [Group(alike[0], tuple(one.number for one in alike)) for alike in found.values()]


class _Teller:
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

    def lines(self) -> Iterator[str]:
        exploration = self._exploration
        count = grouped(len(exploration.numbers), "number")
        yield from self._wrapped("title", f"{exploration.pbx}: every way in which calls to {count} can end")
        found = groups(exploration)
        if len(found) <= FEW or self._verbose:
            yield from chain.from_iterable(map(self._in_full, found))
        else:
            yield from self._in_short(found)
            yield from chain.from_iterable(self._in_full(group) for group in found if is_wanting(group.first))
        yield self._paint("faint", "─" * self._width)
        yield from self._summary()

    def _wrapped(self, style: str, text: str, indent: str = "", further: str = "") -> Iterator[str]:
        """*text* behind *indent*, its lines but the first *further* in."""
        for place, line in enumerate(wrap(text, self._width - len(indent) - len(further))):
            yield f"{indent}{further if place else ''}{self._paint(style, line) if style else line}"

    # --- in full -----------------------------------------------------------------------------------------------------

    def _in_full(self, group: Group) -> Iterator[str]:
        one = group.first
        yield ""
        yield from self._wrapped("title", listing((who(self._names, number) for number in group.numbers), most=12))
        broken = {verdict.ending for verdict in one.properties}
        for place, ending in enumerate(one.endings):
            yield from self._ending(one, ending, place in broken)
        if not one.complete:
            yield from self._wrapped("bad", "✗ explored only in part: there may be more endings than these", "  ", "  ")
        for season in one.calendar or ():
            yield from self._season(one, season)
        for verdict in one.properties:
            yield from self._verdict(one, verdict)
        if not self._verbose:
            yield from self._breaches(one)

    def _ending(self, one: NumberEndings, ending: Ending, is_breaking: bool) -> Iterator[str]:
        words = taken_words(ending.outcome, ending.by, self._names) + reason_words(ending.reason)
        waits = waits_words(ending)
        style = "bad" if is_breaking else "good" if Outcome(ending.outcome) in TAKEN else "warn"
        first, *more = wrap(words, self._width - 6 - columns(waits))
        yield f"  {self._paint(style, pad(first, self._width - 4 - columns(waits)))}  {waits}"
        yield from (f"    {self._paint(style, line)}" for line in more)
        causes = cause_words(ending.when, self._names)
        yield from self._wrapped("faint", f"when {causes}", "      ") if causes else ()
        if self._verbose and self._story is not None:
            yield from ("", *self._story(one, ending), "")

    def _season(self, one: NumberEndings, season: Season) -> Iterator[str]:
        yield from self._wrapped("ringing", "; ".join(season.when), "  ", "  ")
        endings = (one.endings[place] for place in season.endings)
        possible = listing((taken_words(ending.outcome, ending.by, self._names) for ending in endings), most=12)
        yield from self._wrapped("", possible, "    ", "  ")

    def _verdict(self, one: NumberEndings, verdict: PropertyVerdict) -> Iterator[str]:
        ending = None if verdict.ending is None else one.endings[verdict.ending]
        asked = property_words(verdict)
        if verdict.holds:
            yield from self._wrapped("good", f"✓ {asked}", "  ", "  ")
        elif ending is None:
            yield from self._wrapped("bad", f"✗ {asked}: not shown, as not all was explored", "  ", "  ")
        else:
            yield from self._wrapped("bad", f"✗ {asked}: {self._breach(verdict, ending)}", "  ", "  ")

    def _breaches(self, one: NumberEndings) -> Iterator[str]:
        """The stories of calls that end against what was asked."""
        for place in dict.fromkeys(verdict.ending for verdict in one.properties if verdict.ending is not None):
            if self._story is not None and self._stories:
                self._stories -= 1
                yield from ("", *self._story(one, one.endings[place]))

    def _breach(self, verdict: PropertyVerdict, ending: Ending) -> str:
        if "max_wait" not in verdict.property:
            return f"it can end {taken_words(ending.outcome, ending.by, self._names)}{reason_words(ending.reason)}"
        longest = ending.waited[1]
        return "the caller can wait " + ("without end" if longest is None else f"up to {bound_words(longest)} s")

    # --- in short ----------------------------------------------------------------------------------------------------

    def _in_short(self, found: Iterable[Group]) -> Iterator[str]:
        yield ""
        rows = [self._row(group) for group in found]
        waits = max(columns(row[2]) for row in rows)
        left = min(max(columns(row[0]) for row in rows), (self._width - waits - 4) // 2)
        right = self._width - waits - left - 4
        for row, group in zip(rows, found, strict=True):
            ends = wrap(row[1], right)
            mark = "bad" if is_wanting(group.first) else ""
            first = f"{pad(row[0], left)}  {pad(ends[0], right)}  {pad(row[2], waits, '>')}"
            yield self._paint(mark, first) if mark else first
            yield from (f"{' ' * (left + 2)}{line}" for line in ends[1:])
        yield ""
        yield from self._wrapped("faint", "Name a number to see when its calls end so.")

    def _row(self, group: Group) -> tuple[str, str, str]:
        endings = group.first.endings
        counts: dict[str, int] = {}
        for ending in endings:
            counts[ending.outcome] = counts.get(ending.outcome, 0) + 1
        words = ", ".join(
            outcome_words(Outcome(outcome)) + (f" ({count})" if count > 1 else "") for outcome, count in counts.items()
        )
        longest = [ending.waited[1] for ending in endings]
        waits = "no limit" if None in longest else f"{bound_words(max(filter(None, longest), default=0.0))} s"
        return listing((who(self._names, number) for number in group.numbers), most=3), words, waits

    # --- at the end --------------------------------------------------------------------------------------------------

    def _summary(self) -> Iterator[str]:
        numbers = self._exploration.numbers
        count = sum(len(one.endings) for one in numbers)
        yield from self._wrapped("", f"{grouped(count, 'ending')}, each with a calls file that shows it")
        partly = [one.number for one in numbers if not one.complete]
        if partly:
            names = listing(partly, most=6)
            text = f"✗ NOT COMPLETE: explored only in part, so that calls to {names} may have more endings than these"
            yield from self._wrapped("bad", text, "", "  ")
        verdicts = [verdict for one in numbers for verdict in one.properties]
        broken = sum(not verdict.holds for verdict in verdicts)
        if broken:
            yield from self._wrapped("bad", f"✗ {broken:,} of {len(verdicts):,} properties do not hold", "", "  ")
        elif verdicts:
            what = "the property holds" if len(verdicts) == 1 else f"all {len(verdicts):,} properties hold"
            yield from self._wrapped("good", f"✓ {what}, whatever people do", "", "  ")


def is_wanting(one: NumberEndings) -> bool:
    """Tell whether something that was to hold of a number does not, or may not."""
    return not one.complete or not all(verdict.holds for verdict in one.properties)


def waits_words(ending: Ending) -> str:
    """How long callers wait: `0 to <20 s`, `35 s`, `8 s or more`."""
    least, greatest = ending.waited
    if greatest is None:
        return f"{number(least)} s or more" if least else "0 s or more"
    return f"{number(least)} s" if least == greatest else f"{number(least)} to {bound_words(greatest)} s"


def bound_words(seconds: float) -> str:
    """The longest wait: what lies a few microseconds below a whole number is less than that."""
    whole = ceil(seconds)
    return f"<{whole}" if 0 < whole - seconds < 0.0001 else number(seconds)


def property_words(verdict: PropertyVerdict) -> str:
    """What is asked of every call: `must end answered or voicemail`."""
    (key, value), *_ = verdict.property.items()
    if key == "max_wait":
        return f"no caller may wait longer than {number(value)} s"
    words = [outcome_words(Outcome(outcome)) for outcome in value]
    outcomes = " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))
    return f"every call must end {outcomes}" if key == "require" else f"no call may end {outcomes}"
