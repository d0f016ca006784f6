"""How long a line is online and occupied, within the time that counts."""

from __future__ import annotations

from collections.abc import Callable

from routesim.engine.phones import Line

OFF, FREE, OCCUPIED = range(3)


class Meter:
    """Observes a line from *start* until *end*, in microseconds; *now* tells the time."""

    __slots__ = ("_end", "_now", "_since", "_start", "_state", "_times")

    def __init__(self, line: Line, now: Callable[[], int], start: int, end: int) -> None:
        self._now = now
        self._start = start
        self._end = end
        self._since = now()
        self._state = _state(line)
        self._times = [0, 0, 0]
        line.observers = (*line.observers, self._observe)

    def _observe(self, line: Line) -> None:
        state = OCCUPIED if line.calls or line.ringing else _state(line)
        if state != self._state:
            self._count()
            self._state = state

    def _count(self) -> None:
        now = self._now()
        counted = min(now, self._end) - max(self._since, self._start)
        if counted > 0:
            self._times[self._state] += counted
        self._since = now

    @property
    def online(self) -> int:
        """For how many microseconds it was online; a conversation that outlasts a shift counts as time online."""
        self._count()
        return self._times[FREE] + self._times[OCCUPIED]

    @property
    def occupied(self) -> int:
        """For how many microseconds it rang or was in a conversation."""
        self._count()
        return self._times[OCCUPIED]


def _state(line: Line) -> int:
    if line.occupied:
        return OCCUPIED
    return OFF if line.offline else FREE
