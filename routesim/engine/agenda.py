"""Agendas: what somebody still has to do, with one live SimPy event however much that is.

SimPy cannot take back a timeout, and every one that lies in its queue makes the others dearer. An agenda keeps its
items to itself, in order, and has a single event scheduled: for the first of them.
"""

from __future__ import annotations

from collections.abc import Callable
from heapq import heapify, heappop, heappush
from itertools import count
from typing import TYPE_CHECKING, Any

from simpy import Environment
from simpy.events import Event

if TYPE_CHECKING:

    class Clock(Environment):
        """SimPy's environment, whose time is counted in whole microseconds here."""

        @property
        def now(self) -> int:
            """The present, in microseconds after the start."""

else:
    Clock = Environment

Path = tuple[int, ...]
Item = tuple[int, int, Path, int, Callable[[Any], None], Any]
"""When, what kind (see `order`), place in the call tree, serial number, what to do, to what."""

KINDS: list[Any] = [kind << 52 for kind in range(10)]
"""Where each kind begins among SimPy's priorities; in between lie the calls, in the order they were placed."""

serial = count()
"""Numbers the items, so that of two alike the one noted first comes first."""


class Timer(Event):
    """A SimPy event that can be scheduled with a priority, and again once it has been processed."""

    env: Clock
    _ok = True
    _value = None

    def __init__(self, env: Clock, callbacks: list[Callable[[Event], None]]) -> None:
        self.env = env
        self._when_due = callbacks

    def schedule(self, kind: int, place: int, delay: int) -> None:
        """Be processed in *delay* microseconds, in the turn of *place* among others of its *kind*."""
        self.callbacks = self._when_due
        self.env.schedule(self, KINDS[kind] + place, delay)


class Agenda(Event):
    """Items in the order of 1.2, and the SimPy event that is scheduled for the first of them.

    *order* is the place among its like. Where an item turns up from outside that comes before the first, the event
    already lies in SimPy's queue for later: then a stand-in is scheduled, and the event finds nothing to do.
    """

    __slots__ = ("_at", "_kind", "_ok", "_scheduled", "_stand_in", "callbacks", "env", "items", "order")
    env: Clock
    _value = None

    def __init__(self, env: Clock, order: int) -> None:
        self.env = env
        self._ok = True
        self.order = order
        self.items: list[Item] = []
        self._at = -1
        self._kind = -1
        self._scheduled = False
        self._stand_in: Event | None = None

    def add(self, at: int, kind: int, path: Path, action: Callable[[Any], None], subject: Any) -> None:
        """Note that *action* is to be done to *subject* at the instant *at*."""
        heappush(self.items, (at, kind, path, next(serial), action, subject))

    def drop(self, path: Path) -> None:
        """Strike out everything at *path* of the call tree and below."""
        depth = len(path)
        kept = [item for item in self.items if item[2][:depth] != path]
        if len(kept) < len(self.items):
            heapify(kept)
            self.items[:] = kept

    def wake(self) -> None:
        """Make sure that the first item will be handled in time; call it after adding from outside."""
        if not self.items:
            return
        first = self.items[0]
        at, kind = first[0], first[1]
        if at == self._at and kind == self._kind:
            return
        self._at, self._kind = at, kind
        delay = at - self.env.now
        if self._scheduled:
            self._stand_in = Timer(self.env, [self._stand_in_is_due])
            self._stand_in.schedule(kind, self.order, delay)
        else:
            self._stand_in = None  # one that still lies there comes too late
            self._scheduled = True
            self.callbacks = _WHEN_DUE
            self.env.schedule(self, KINDS[kind] + self.order, delay)

    def _stand_in_is_due(self, event: Event) -> None:
        if event is self._stand_in:
            self._stand_in = None
            at, self._at = self._at, -1
            self.proceed(at, self._kind)

    def nothing_due(self) -> bool:
        """Tell whether nothing else at all is to be handled at this instant."""
        now = self.env.now
        return self.env.peek() > now and (not self.items or self.items[0][0] > now)

    def proceed(self, now: int, kind: int) -> None:
        """Handle what is due *now* of *kind*, and what follows at once as long as nobody else has to do first."""
        items = self.items
        env = self.env
        while items:
            first = items[0]
            if first[0] != now or (first[1] != kind and env.peek() <= now):
                break
            kind = -1
            heappop(items)
            first[4](first[5])
        else:
            return
        if self._scheduled or self._at >= 0 or self._stand_in is not None:
            self.wake()
        else:  # what `wake` comes to, nearly always
            self._at, self._kind = at, kind = first[:2]
            self._scheduled = True
            self.callbacks = _WHEN_DUE
            env.schedule(self, KINDS[kind] + self.order, at - now)


def _is_due(agenda: Any) -> None:
    """Handle the first item of *agenda*, whose time has come."""
    agenda._scheduled = False
    at = agenda._at
    if at >= 0 and agenda._stand_in is None:
        agenda._at = -1
        agenda.proceed(at, agenda._kind)


_WHEN_DUE: list[Callable[[Event], None]] = [_is_due]
