"""How long a line is offline, free and occupied."""

from __future__ import annotations

from routesim.engine.agenda import Clock
from routesim.engine.phones import Line

OFF, FREE, OCCUPIED = range(3)
Span = tuple[int, int, int, int]
"""Somebody's line was in that state from one instant until another, in microseconds."""


class Meter:
    """Observes a line, *whose* it is, and adds what time it spends in each state to *spans*; *clock* tells the time.

    A conversation that outlasts a shift counts as time online.
    """

    __slots__ = ("_clock", "_line", "_since", "_spans", "_state", "_whose")

    def __init__(self, line: Line, whose: int, clock: Clock, spans: list[Span]) -> None:
        self._line = line
        self._whose = whose
        self._clock = clock
        self._spans = spans
        self._since = 0  # nothing has happened to a line before it is first asked for
        self._state = _state(line)
        line.observers.append(self)
        line.watched = True

    def observe(self) -> None:
        """See whether the line is free, and online."""
        line, before = self._line, self._state
        state = _state(line)
        if state != before:
            now = self._clock.now
            self._spans.append((self._whose, before, self._since, now))
            self._since = now
            self._state = state

    def close(self, until: int) -> None:
        """Nothing more happens to the line until then."""
        self._spans.append((self._whose, self._state, self._since, until))


def _state(line: Line) -> int:
    if not line.free:
        return OCCUPIED
    return OFF if line.hindered and line.offline else FREE
