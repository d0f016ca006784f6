"""When a line goes offline, becomes free, is occupied."""

from __future__ import annotations

from routesim.engine.agenda import Clock
from routesim.engine.phones import Line

OFF, FREE, OCCUPIED = range(3)
PER_CHANGE = 4
"""A change is that many numbers, one after the other: whose line it is, its state before and after, and when."""


class Meter:
    """Observes a line, *whose* it is, and appends every change of its state to *changes*; *clock* tells the time.

    Every line is offline before the start and after the end. A conversation that outlasts a shift is time online.
    """

    __slots__ = ("_changes", "_clock", "_line", "_state", "_whose")

    def __init__(self, line: Line, whose: int, clock: Clock, changes: list[int]) -> None:
        self._line = line
        self._whose = whose
        self._clock = clock
        self._changes = changes
        self._state = OCCUPIED if not line.free else OFF if line.offline else FREE
        self._changes += (whose, OFF, self._state, 0)  # nothing has happened to a line before it is first asked for
        line.observers.append(self)
        line.watched = True

    def observe(self) -> None:
        """See whether the line is free, and online."""
        line, before = self._line, self._state
        state = OCCUPIED if not line.free else OFF if line.hindered and line.offline else FREE
        if state != before:
            self._state = state
            self._changes += (self._whose, before, state, self._clock.now)

    def close(self, until: int) -> None:
        """Nothing more happens to the line until then."""
        self._changes += (self._whose, self._state, OFF, until)
