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
from simpy.events import Event, EventPriority

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

KIND = 1 << 40
"""Kinds lie this far apart in SimPy's priorities; in between lie the calls, in the order they were placed."""

_serial = count()


class Timer(Event):
    """A SimPy event that can be scheduled with a priority, and again once it has been processed."""

    def __init__(self, env: Clock) -> None:
        self.env = env
        self.callbacks = []
        self._ok = True
        self._value = None


class Agenda:
    """Items in the order of 1.2, handled when SimPy's clock gets there. *order* is the place among its like."""

    __slots__ = ("_callbacks", "_due", "_timer", "env", "items", "order")

    def __init__(self, env: Clock, order: int) -> None:
        self.env = env
        self.order = order
        self.items: list[Item] = []
        self._timer = Timer(env)
        self._due: tuple[int, int] | None = None
        self._callbacks: list[Callable[[Event], None]] = [self._fire]

    def add(self, at: int, kind: int, path: Path, action: Callable[[Any], None], subject: Any) -> None:
        """Note that *action* is to be done to *subject* at the instant *at*."""
        heappush(self.items, (at, kind, path, next(_serial), action, subject))

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
        due = first[:2]
        if due == self._due:
            return
        timer = self._timer
        if self._due is not None:  # it lies in SimPy's queue for another instant, where it will find nothing to do
            timer = self._timer = Timer(self.env)
        self._due = due
        timer.callbacks = self._callbacks
        at, kind = due
        self.env.schedule(timer, EventPriority(kind * KIND + self.order), at - self.env.now)

    def _fire(self, event: Event) -> None:
        """Handle the item that is due, and what it entails at once as long as nothing else falls on this instant."""
        if event is not self._timer or self._due is None:
            return
        now, kind = self._due
        self._due = None
        self.proceed(now, kind)

    def proceed(self, now: int, kind: int) -> None:
        """Handle what is due *now* of *kind*, and what follows at once as long as nobody else has to do first."""
        items = self.items
        peek = self.env.peek
        while items and items[0][0] == now and (items[0][1] == kind or peek() > now):
            item = heappop(items)
            kind = -1
            item[4](item[5])
        if items:
            self.wake()
