"""Languages of callers' numbers: for every set of patterns that a number can match, a number that does."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from routesim.errors import BoundExceeded
from routesim.exploration.expressions import SYMBOLS, Automaton

MOST_SITUATIONS = 30_000
LONGEST = 64
"""No caller's number has more symbols (see `model.numbers`)."""
ORDINARY = r"0[1-9]\d{7,8}|00[1-9]\d{8,13}"
"""What callers' numbers look like as patterns see them, mostly (rule 2.3)."""
ANYTHING = r"\+?[0-9*#]+"

States = tuple[tuple[int, frozenset[int]], ...]


def witnesses_of(patterns: Sequence[str]) -> Iterator[str]:
    """For each set of *patterns* that a number can match, and no other of them, a shortest such number.

    Ordinary numbers come first. Raises BoundExceeded where there is too much to look at.
    """
    automata = [Automaton(pattern) for pattern in patterns]
    found: set[tuple[bool, ...]] = set()
    for shape in (ORDINARY, ANYTHING):
        yield from _numbers(automata, Automaton(shape), found)


def _numbers(automata: list[Automaton], shape: Automaton, found: set[tuple[bool, ...]]) -> Iterator[str]:
    everything = [*automata, shape]
    start: States = tuple((place, automaton.start) for place, automaton in enumerate(everything))
    seen = {start}
    waiting: deque[tuple[States, str]] = deque([(start, "")])
    while waiting:
        states, text = waiting.popleft()
        matched = [False] * len(everything)
        for place, state in states:
            matched[place] = everything[place].accepts(state, begin=not text)
        if matched.pop() and tuple(matched) not in found:
            found.add(tuple(matched))
            yield text
        for symbol in SYMBOLS if len(text) < LONGEST else "":
            after = tuple(
                (place, state) for place, before in states if (state := everything[place].after(before, symbol))
            )
            if after and after[-1][0] == len(automata) and after not in seen:
                seen.add(after)
                waiting.append((after, text + symbol))
                if len(seen) > MOST_SITUATIONS:
                    raise BoundExceeded(f"more than {MOST_SITUATIONS:,} kinds of callers' numbers", MOST_SITUATIONS)
