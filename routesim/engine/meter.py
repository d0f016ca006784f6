"""How long a line is online and occupied, within the time that counts."""

from __future__ import annotations

from routesim.engine.agenda import Clock
from routesim.engine.phones import Line

OFF, FREE, OCCUPIED = range(3)


class Meter:
    """Observes a line from *start* until *end*, in microseconds; *clock* tells the time."""

    __slots__ = ("_clock", "_end", "_line", "_since", "_start", "_state", "_times")

    def __init__(self, line: Line, clock: Clock, start: int, end: int) -> None:
        self._line = line
        self._clock = clock
        self._start = start
        self._end = end
        self._state = OFF
        self._forget()
        self.observe()
        self._forget()  # nothing has happened to a line before it is first asked for
        line.observers.append(self)
        line.watched = True

    def _forget(self) -> None:
        self._since = 0
        self._times = [0, 0, 0]

    def observe(self) -> None:
        """See whether the line is free, and online."""
        line, before = self._line, self._state
        state = (OFF if line.hindered and line.offline else FREE) if line.free else OCCUPIED
        if state != before:
            now, since = self._clock.now, self._since
            if since >= self._start and now <= self._end:  # nearly always: worth saving a call
                self._times[before] += now - since
                self._since = now
            else:
                self._count(now)
            self._state = state

    def _count(self, now: int) -> None:
        self._times[self._state] += max(0, min(now, self._end) - max(self._since, self._start))
        self._since = now

    @property
    def online(self) -> int:
        """For how many microseconds it was online; a conversation that outlasts a shift counts as time online."""
        self._count(max(self._clock.now, self._end))
        return self._times[FREE] + self._times[OCCUPIED]

    @property
    def occupied(self) -> int:
        """For how many microseconds it rang or was in a conversation."""
        self._count(max(self._clock.now, self._end))
        return self._times[OCCUPIED]
