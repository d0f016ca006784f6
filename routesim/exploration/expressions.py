"""Regular expressions as automata over what telephones can send: which texts match is known, not only whether one does.

RE2 answers whether a pattern matches a given number. To find numbers that some patterns match and others do not, the
expression itself has to be read: as a nondeterministic automaton (K. Thompson, "Regular expression search algorithm",
1968) over digits, *, # and +.
"""

from __future__ import annotations

from collections.abc import Callable

from routesim.errors import BoundExceeded

SYMBOLS = "0123456789*#+"
MOST_STATES = 20_000
EVERY = frozenset(SYMBOLS)
_DIGITS = frozenset("0123456789")
_CLASSES = {"d": _DIGITS, "w": _DIGITS, "s": frozenset[str]()}
_POSIX = {"digit": _DIGITS, "alnum": _DIGITS, "xdigit": _DIGITS, "word": _DIGITS, "punct": frozenset("*#+")}
_CONTROLS = {"a": "\a", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_NESTED = 100
"""Groups deeper than this are not read."""

Fragment = tuple[int, int]
"""The first and the last state of a part of an automaton."""


class Automaton:
    """The texts over `SYMBOLS` that a pattern matches as a whole. Raises BoundExceeded for what it cannot read."""

    def __init__(self, pattern: str) -> None:
        self._arcs: list[tuple[frozenset[str], int] | None] = []
        self._jumps: list[list[tuple[str, int]]] = []
        first, self._last = _Reader(pattern, self).read()
        self.start = self._closure(frozenset({first}), "begin")

    def state(self) -> int:
        """A new state."""
        if len(self._arcs) >= MOST_STATES:
            raise BoundExceeded(f"a pattern with more than {MOST_STATES:,} states", MOST_STATES)
        self._arcs.append(None)
        self._jumps.append([])
        return len(self._arcs) - 1

    def arc(self, symbols: frozenset[str]) -> Fragment:
        """A part that matches any one of *symbols*."""
        first, last = self.state(), self.state()
        self._arcs[first] = (symbols, last)
        return first, last

    def jump(self, first: int, last: int, where: str = "") -> None:
        """Let the automaton get from *first* to *last* without a symbol: at the `begin`, at the `end`, or anywhere."""
        self._jumps[first].append((where, last))

    def after(self, states: frozenset[int], symbol: str) -> frozenset[int]:
        """The states after *symbol*."""
        arcs = (self._arcs[state] for state in states)
        return self._closure(frozenset(arc[1] for arc in arcs if arc is not None and symbol in arc[0]), "")

    def symbols(self, states: frozenset[int]) -> frozenset[str]:
        """The symbols that lead on from *states*."""
        arcs = (self._arcs[state] for state in states)
        return frozenset[str]().union(*(arc[0] for arc in arcs if arc is not None))

    def accepts(self, states: frozenset[int], begin: bool) -> bool:
        """Tell whether what has been read until *states*, nothing if *begin*, matches."""
        ended = self._closure(states, "end")
        return self._last in (self._closure(ended, "begin") if begin else ended)

    def _closure(self, states: frozenset[int], where: str) -> frozenset[int]:
        found = set(states)
        waiting = [*states]
        while waiting:
            for needs, state in self._jumps[waiting.pop()]:
                if needs in ("", where) and state not in found:
                    found.add(state)
                    waiting.append(state)
        return frozenset(found)


class _Reader:
    """Reads RE2's syntax, as far as it is about telephone numbers."""

    def __init__(self, pattern: str, automaton: Automaton) -> None:
        self._text = pattern
        self._place = 0
        self._depth = 0
        self._automaton = automaton

    def read(self) -> Fragment:
        fragment = self._either()
        if self._place < len(self._text):
            raise self._unreadable()
        return fragment

    def _unreadable(self) -> BoundExceeded:
        return BoundExceeded(f"a pattern that cannot be taken apart: {self._text[:60]}", self._place)

    def _next(self, *texts: str) -> str:
        """Step over whichever of *texts* comes next, if any."""
        for text in texts:
            if self._text.startswith(text, self._place):
                self._place += len(text)
                return text
        return ""

    def _one(self) -> str:
        if self._place >= len(self._text):
            raise self._unreadable()
        self._place += 1
        return self._text[self._place - 1]

    def _either(self) -> Fragment:
        first, last = self._automaton.state(), self._automaton.state()
        while True:
            begin, end = self._sequence()
            self._automaton.jump(first, begin)
            self._automaton.jump(end, last)
            if not self._next("|"):
                return first, last

    def _sequence(self) -> Fragment:
        first = last = self._automaton.state()
        while self._place < len(self._text) and self._text[self._place] not in "|)":
            begin, end = self._repeated()
            self._automaton.jump(last, begin)
            last = end
        return first, last

    def _repeated(self) -> Fragment:
        place = self._place
        fragment = self._atom()
        after = self._place
        while True:
            least, most = self._quantifier()
            if (least, most) == (1, 1) and self._place == after:
                return fragment
            fragment = self._times(fragment, least, most, lambda: self._again(place))
            after = self._place

    def _again(self, place: int) -> Fragment:
        """Another copy of the atom at *place*."""
        here, self._place = self._place, place
        fragment = self._atom()
        self._place = here
        return fragment

    def _quantifier(self) -> tuple[int, int | None]:
        sign = self._next("*", "+", "?")
        bounds = {"*": (0, None), "+": (1, None), "?": (0, 1)}.get(sign) or self._counted()
        if bounds != (1, 1) or sign:
            self._next("?")  # lazy: the same texts match
        return bounds

    def _counted(self) -> tuple[int, int | None]:
        end = self._text.find("}", self._place)
        if not self._text.startswith("{", self._place) or end < 0:
            return 1, 1
        least, comma, most = self._text[self._place + 1 : end].partition(",")
        if not least.isdecimal() or (most and not most.isdecimal()):
            return 1, 1
        self._place = end + 1
        return int(least), (int(most) if most else None) if comma else int(least)

    def _times(self, fragment: Fragment, least: int, most: int | None, copy: Callable[[], Fragment]) -> Fragment:
        """*fragment* and *copy* of it, *least* to *most* times."""
        automaton = self._automaton
        first = last = automaton.state()
        end = automaton.state()
        for number in range(max(least, 1 if most is None else most)):
            begin, after = fragment if number == 0 else copy()
            if number >= least:
                automaton.jump(last, end)
            automaton.jump(last, begin)
            if most is None and number >= least - 1:
                automaton.jump(after, begin)
            last = after
        automaton.jump(last, end)
        return first, end

    def _atom(self) -> Fragment:
        symbol = self._one()
        if symbol == "(":
            return self._group()
        if symbol == "[":
            return self._automaton.arc(self._class())
        if symbol in "^$":
            return self._assertion("begin" if symbol == "^" else "end")
        if symbol == "\\":
            return self._escape()
        return self._automaton.arc(EVERY if symbol == "." else EVERY & {symbol})

    def _assertion(self, where: str) -> Fragment:
        first, last = self._automaton.state(), self._automaton.state()
        self._automaton.jump(first, last, where)
        return first, last

    def _group(self) -> Fragment:
        self._depth += 1
        if self._depth > _NESTED:
            raise self._unreadable()
        if self._next("?"):
            self._group_head()
            if self._text[self._place - 1] == ")":  # flags alone
                self._depth -= 1
                state = self._automaton.state()
                return state, state
        fragment = self._either()
        if not self._next(")"):
            raise self._unreadable()
        self._depth -= 1
        return fragment

    def _group_head(self) -> None:
        """Step over a name, or flags: none of those that RE2 has makes a difference to digits but U and m."""
        if self._next("P<", "<"):
            while self._one() != ">":
                pass
            return
        while (sign := self._one()) not in ":)":
            if sign not in "is-":
                raise self._unreadable()

    def _escape(self) -> Fragment:
        sign = self._one()
        if sign in "Az":
            return self._assertion("begin" if sign == "A" else "end")
        if sign == "Q":
            end = self._text.find("\\E", self._place)
            literal = self._text[self._place : end if end >= 0 else len(self._text)]
            self._place = end + 2 if end >= 0 else len(self._text)
            return self._literal(literal)
        return self._automaton.arc(self._escaped(sign))

    def _literal(self, text: str) -> Fragment:
        first = last = self._automaton.state()
        for symbol in text:
            begin, end = self._automaton.arc(EVERY & {symbol})
            self._automaton.jump(last, begin)
            last = end
        return first, last

    def _escaped(self, sign: str) -> frozenset[str]:
        """The symbols that an escape stands for."""
        if sign.lower() in _CLASSES:
            symbols = _CLASSES[sign.lower()]
            return symbols if sign.islower() else EVERY - symbols
        if sign == "x":
            return EVERY & {chr(int(self._hexadecimal(), 16))}
        if sign in _CONTROLS:
            return frozenset()
        if sign.isalnum():
            raise self._unreadable()
        return EVERY & {sign}

    def _hexadecimal(self) -> str:
        if self._next("{"):
            end = self._text.find("}", self._place)
            digits, self._place = self._text[self._place : end], end + 1
        else:
            digits, self._place = self._text[self._place : self._place + 2], self._place + 2
        if not digits or any(digit not in "0123456789abcdefABCDEF" for digit in digits) or len(digits) > 6:
            raise self._unreadable()
        return digits

    def _class(self) -> frozenset[str]:
        negated = bool(self._next("^"))
        symbols: set[str] = set()
        first = True
        while first or not self._next("]"):
            first = False
            symbols |= self._class_part()
        return EVERY - symbols if negated else frozenset(symbols)

    def _class_part(self) -> frozenset[str]:
        if self._next("[:"):
            end = self._text.find(":]", self._place)
            name, self._place = self._text[self._place : max(end, self._place)], end + 2
            return EVERY - _POSIX.get(name[1:], frozenset()) if name[:1] == "^" else _POSIX.get(name, frozenset())
        low = self._one()
        if low == "\\":
            sign = self._one()
            if sign.isalnum():
                return self._escaped(sign)
            low = sign
        if self._text.startswith("-", self._place) and not self._text.startswith("-]", self._place):
            self._place += 1
            high = self._one()
            high = self._one() if high == "\\" else high
            return frozenset(symbol for symbol in SYMBOLS if low <= symbol <= high)
        return EVERY & {low}
