"""Patterns that are tried in order: for which callers' numbers each of them is the first to match (rule 2.3).

Patterns see numbers as dialled, which are digits, nothing where the number is withheld, and what Caller ID elements
write. All patterns are followed through all digits at once, as one deterministic automaton; what cannot be taken apart,
or takes too much work, is not known.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from math import prod
from typing import NamedTuple

from routesim.errors import BoundExceeded
from routesim.model.patterns import matches

DIGITS = "0123456789"
MOST_WORK = 500_000
"""So many steps may one list of patterns take, and four times as many all lists of a system: a second or so each."""
_COUNTS = re.compile(r"\{(\d+)(?:,(\d*))?\}", re.ASCII)

Asked = tuple[tuple[str, ...], range]
"""Patterns, and the places of which one is to be the first that matches; the place after the last: none matches."""
States = frozenset[int]
Live = tuple[tuple[int, States], ...]
"""The patterns that can still match, by their places, with their states."""


class Matched(NamedTuple):
    """What is known of a list of patterns.

    *winners*: for each pattern that matches anything, the patterns that are the first to match it, with a number for
    each; a pattern that is not among its own winners never gets a call. *rest* is a number that no pattern matches,
    None where there is none. Where the answer is not *complete*, nothing is known.
    """

    winners: dict[int, dict[int, str]]
    rest: str | None
    complete: bool = True

    def is_dead(self, place: int) -> bool:
        """Whether nothing is left for the pattern at *place* to match."""
        return self.complete and place not in self.winners.get(place, {})


NOTHING_KNOWN = Matched({}, "", False)


class Matching:
    """Answers about lists of patterns, each worked out once. Callers show digits, nothing, or one of *texts*."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._known: dict[tuple[str, ...], Matched] = {}
        self._work = 4 * MOST_WORK

    def first(self, patterns: tuple[str, ...]) -> Matched:
        """Which of *patterns* is the first to match what."""
        if patterns not in self._known:
            self._known[patterns] = self._found(patterns)
        return self._known[patterns]

    def includes(self, wider: str, narrower: str) -> bool:
        """Whether *wider* is known to match all that *narrower* does."""
        return self.first((wider, narrower)).is_dead(1)

    def number(self, asked: Sequence[Asked]) -> str | None:
        """A caller's number of which all that is *asked* is so; None where none is known."""
        if self._work <= 0:
            return None
        patterns = tuple(pattern for group, _ in asked for pattern in group)
        try:
            for found, number in self._numbers(patterns):
                if _is_so(asked, found):
                    return number
        except BoundExceeded:
            pass
        return None

    def is_so(self, number: str, asked: Sequence[Asked]) -> bool:
        """Whether *number* is as *asked*."""
        return all(_first_match(patterns, number) in winners for patterns, winners in asked)

    def _found(self, patterns: tuple[str, ...]) -> Matched:
        winners: dict[int, dict[int, str]] = {}
        rest: str | None = None
        try:
            for found, number in self._numbers(patterns):
                for place in found:
                    winners.setdefault(place, {}).setdefault(found[0], number)
                if not found and rest is None:
                    rest = number
        except BoundExceeded:
            return NOTHING_KNOWN
        return Matched(winners, rest)

    def _numbers(self, patterns: tuple[str, ...]) -> Iterator[tuple[list[int], str]]:
        """Numbers, as far as they differ to *patterns*, with the places of those that match. Raises BoundExceeded."""
        work = _Work(min(MOST_WORK, self._work))
        try:
            yield from _numbers([_Followed(pattern, work) for pattern in patterns], work)
        finally:
            self._work -= work.done
        for text in self._texts:
            yield [place for place, pattern in enumerate(patterns) if matches(pattern, text)], text


class _Work:
    """Counts what is *done*; raises BoundExceeded beyond *most*."""

    def __init__(self, most: int) -> None:
        self.done = 0
        self._most = most

    def do(self, steps: int) -> None:
        self.done += steps
        if self.done > self._most:
            raise BoundExceeded(f"more than {self._most:,} steps through patterns", self._most)


class _Followed:
    """A pattern as a deterministic automaton over digits, each state of it worked out when first come to."""

    def __init__(self, pattern: str, work: _Work) -> None:
        from routesim.exploration.expressions import Automaton  # with all that explores: few systems have patterns

        work.do(_size(pattern))
        self._automaton = Automaton(pattern)
        self._work = work
        self._next: dict[States, dict[str, States]] = {}
        self._accepting: dict[States, bool] = {}
        self.start = self._automaton.start

    def onwards(self, states: States) -> dict[str, States]:
        """The digits after which it can still match, each with the states that it leads to."""
        if states not in self._next:
            digits = sorted(self._automaton.symbols(states).intersection(DIGITS))
            self._next[states] = {digit: self._automaton.after(states, digit) for digit in digits}
            self._work.do(len(states) * (1 + len(digits)))
        return self._next[states]

    def accepts(self, states: States, begin: bool) -> bool:
        """Whether what has been read until *states*, nothing if *begin*, matches."""
        if begin:
            return self._automaton.accepts(states, True)
        if states not in self._accepting:
            self._accepting[states] = self._automaton.accepts(states, False)
        return self._accepting[states]


def _first_match(patterns: Sequence[str], number: str) -> int:
    """The place of the first of *patterns* that matches, or that after the last."""
    return next((place for place, pattern in enumerate(patterns) if matches(pattern, number)), len(patterns))


def _is_so(asked: Sequence[Asked], found: Sequence[int]) -> bool:
    """Whether it is as *asked* where *found* are the places of the patterns that match, all groups counted on."""
    first = 0
    for group, winners in asked:
        at = bisect_left(found, first)
        winner = found[at] - first if at < len(found) else len(group)
        if min(winner, len(group)) not in winners:
            return False
        first += len(group)
    return True


def _size(pattern: str) -> int:
    """About how many states *pattern* has, or more: its parts are repeated, repeats of repeats multiply."""
    counts = [int(most or least) for least, most in _COUNTS.findall(pattern)]
    return len(pattern) * max(1, prod(counts) if "){" in pattern else sum(counts))


def _numbers(followed: Sequence[_Followed], work: _Work) -> Iterator[tuple[list[int], str]]:
    """Read every number of digits, as far as numbers differ, the shortest first."""
    start: Live = tuple((place, pattern.start) for place, pattern in enumerate(followed))
    seen = {start}
    waiting: deque[tuple[Live, str]] = deque([(start, "")])
    while waiting:
        live, text = waiting.popleft()
        yield [place for place, states in live if followed[place].accepts(states, not text)], text
        for digit, after in _onwards(followed, live, work):
            if after not in seen:
                seen.add(after)
                waiting.append((after, text + digit))


def _onwards(followed: Sequence[_Followed], live: Live, work: _Work) -> Iterator[tuple[str, Live]]:
    """What can still match after each digit."""
    found: dict[str, list[tuple[int, States]]] = {digit: [] for digit in DIGITS}
    for place, states in live:
        for digit, after in followed[place].onwards(states).items():
            found[digit].append((place, after))
    work.do(len(live) + sum(map(len, found.values())))
    return ((digit, tuple(after)) for digit, after in found.items())
