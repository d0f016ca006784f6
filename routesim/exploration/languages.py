"""Languages of callers' numbers: for every set of patterns that a number can match, a number that does."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Sequence

from routesim.errors import BoundExceeded
from routesim.exploration.expressions import Automaton
from routesim.model.numbering import number_seen, seen_shapes

MOST_SITUATIONS = 30_000
DIGITS = "0123456789"
ANY_NUMBER = r"\d{7,17}"
"""All that is seen of numbers, and more."""

Kind = tuple[bool, ...]
"""Which of the patterns a number matches."""
States = tuple[tuple[int, frozenset[int]], ...]


def witnesses_of(patterns: Sequence[str], country: str, avoided: Collection[str] = ()) -> Iterator[str]:
    """For each set of *patterns* that a caller's number can match, and no other of them, such a number (E.164).

    Ordinary numbers come first, short ones before long ones; none is one of those *avoided*. Raises BoundExceeded
    where there is too much to look at.
    """
    language = _Language(patterns, avoided)
    kinds = {kind for kind, _ in language.kinds(ANY_NUMBER)}
    found: set[Kind] = set()
    for shape in seen_shapes(country):
        if kinds <= found:
            return
        for kind, text in language.kinds(shape):
            number = None if kind in found else number_seen(text, country)
            if number is not None:
                found.add(kind)
                yield number


class _Language:
    """Texts of digits, told apart by *patterns*; without those *avoided*."""

    def __init__(self, patterns: Sequence[str], avoided: Collection[str]) -> None:
        self._automata = [Automaton(pattern) for pattern in patterns]
        self._avoided = frozenset(avoided)
        self._towards = frozenset(text[:length] for text in avoided for length in range(1, len(text) + 1))

    def kinds(self, shape: str) -> Iterator[tuple[Kind, str]]:
        """A shortest text of each kind, among those that match *shape*."""
        everything = [*self._automata, Automaton(shape)]
        start: States = tuple((place, automaton.start) for place, automaton in enumerate(everything))
        seen: set[tuple[States, str]] = {(start, "")}
        found: set[Kind] = set()
        waiting: deque[tuple[States, str]] = deque([(start, "")])
        while waiting:
            states, text = waiting.popleft()
            kind = self._kind(everything, states, text)
            if kind is not None and kind not in found:
                found.add(kind)
                yield kind, text
            waiting.extend(self._longer(everything, states, text, seen))

    def _kind(self, everything: Sequence[Automaton], states: States, text: str) -> Kind | None:
        """What *text* matches, None where it does not count."""
        matched = [False] * len(everything)
        for place, state in states:
            matched[place] = everything[place].accepts(state, begin=not text)
        return tuple(matched[:-1]) if matched[-1] and text not in self._avoided else None

    def _longer(
        self, everything: Sequence[Automaton], states: States, text: str, seen: set[tuple[States, str]]
    ) -> Iterator[tuple[States, str]]:
        """*text* with one more digit, where that leads to something new."""
        for digit in DIGITS:
            longer = text + digit
            after = tuple(
                (place, state) for place, before in states if (state := everything[place].after(before, digit))
            )
            situation = after, longer if longer in self._towards else ""
            if after and after[-1][0] == len(self._automata) and situation not in seen:
                seen.add(situation)
                if len(seen) > MOST_SITUATIONS:
                    raise BoundExceeded(f"more than {MOST_SITUATIONS:,} kinds of callers' numbers", MOST_SITUATIONS)
                yield after, longer
