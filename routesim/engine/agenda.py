"""The clock of a play, and what everybody still has to do by it, in the order of rule 1.2.

SimPy cannot take back a timeout, and each of them is an object with a list of callbacks. Here what is to be done is a
tuple in the clock's heap, and holds as long as its agenda has it, too: to strike it out there is to take it back.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from heapq import heapify, heappop, heappush
from itertools import count, repeat
from typing import Any

from simpy import Environment
from simpy.core import EmptySchedule
from simpy.events import NORMAL, Event

SECOND = 1_000_000
SIMPYS_OWN = -1
"""SimPy's own events come before every kind of `order`."""

Path = tuple[int, ...]
Action = Callable[[Any], None]
Item = tuple[int, int, int, Path, int, dict[int, Any], Action, Any]
"""When, what kind (see `order`), which call's turn, place in its call tree, serial number; whose, and what is done."""

NEVER: Item = (sys.maxsize, 0, 0, (), 0, {}, print, None)
"""Comes after everything."""

serial = count(1)
"""Numbers items, so that of two alike the one noted first comes first."""
HELD_BACK = 0
"""An agenda knows by this number what it holds back from the heap."""


class Clock(Environment):
    """SimPy's environment, counting whole microseconds, which does what is due in the order of rule 1.2.

    *now* is the present in microseconds after the start, *seconds* the same as records tell it.
    """

    now = 0
    seconds = 0.0

    def __init__(self) -> None:
        super().__init__()
        self.heap: list[Item] = []
        self._many = 1_000
        self._agenda = Agenda(self, 0)
        self._foreseen: Iterator[Item] = iter(())
        self._next_foreseen = NEVER

    def foresee(self, items: Iterator[Item]) -> None:
        """Have *items* done, which come in order and are never taken back: they wait outside the heap."""
        self._foreseen = items
        self._next_foreseen = next(items, NEVER)

    def at(self, instant: int, kind: int, turn: int, action: Action, subject: Any = None) -> None:
        """Have *action* done to *subject* in any case; *turn* is its place among others of its *kind*."""
        self._agenda.order = turn
        self._agenda.add(instant, kind, (), action, subject)

    def nobody_before(self, kind: int, turn: int) -> bool:
        """Tell whether nothing is to be done at this instant before what has that *turn* among its *kind*."""
        heap, now = self.heap, self.now
        return not heap or heap[0][0] > now or heap[0] >= (now, kind, turn)

    def peek(self) -> float:
        """The instant of what comes next."""
        at = min([*self.heap[:1], self._next_foreseen])[0]
        return float("inf") if at == NEVER[0] else at

    def step(self) -> None:
        """Do what comes next. Raises EmptySchedule when nothing is left."""
        self._do(repeat(None, 1))

    def run(self, until: float | Event | None = None) -> Any | None:
        """Do everything, or what comes before the instant or event *until*."""
        if until is not None:
            return super().run(until)
        with suppress(EmptySchedule):
            self._do(repeat(None))
        return None

    def _do(self, times: Iterator[None]) -> None:
        """Do what comes next so many times: most of a play is spent here, and saves a call each time."""
        heap, foreseen = self.heap, self._next_foreseen
        for _ in times:
            if heap and heap[0] < foreseen:
                at, _, _, _, number, items, action, subject = heappop(heap)
                if items.pop(number, None) is not None:
                    self.now = at
                    self.seconds = at / SECOND
                    action(subject)
                    if HELD_BACK in items:
                        _bring_forward(items, heap)
            elif foreseen is NEVER:
                raise EmptySchedule
            else:
                if len(heap) > self._many:
                    self._clear_out()
                at, _, _, _, _, _, action, subject = foreseen
                foreseen = self._next_foreseen = next(self._foreseen, NEVER)
                self.now = at
                self.seconds = at / SECOND
                action(subject)

    def schedule(self, event: Event, priority: int = NORMAL, delay: float = 0) -> None:
        """Have an event of SimPy's own processed: processes can run beside the calls."""
        self.at(self.now + round(delay), SIMPYS_OWN, priority, _process, event)

    def _clear_out(self) -> None:
        """Throw out of the heap what has been taken back: there may be much of it."""
        self.heap[:] = [item for item in self.heap if item[4] in item[5]]
        heapify(self.heap)
        self._many = 1_000 + 2 * len(self.heap)


def _process(event: Any) -> None:
    """Tell those who wait for an event of SimPy's own."""
    callbacks, event.callbacks = event.callbacks, None  # none are left of an event that has been processed
    for callback in callbacks:
        callback(event)
    if not event.ok and not event.defused:
        raise event.value


class Agenda:
    """What somebody still has to do, by serial number. *order* is the place among others (rule 1.2)."""

    __slots__ = ("clock", "items", "order")

    def __init__(self, clock: Clock, order: int) -> None:
        self.clock = clock
        self.order = order
        self.items: dict[int, Item] = {}

    def add(self, at: int, kind: int, path: Path, action: Action, subject: Any) -> None:
        """Note that *action* is to be done to *subject* at the instant *at*."""
        items, number = self.items, next(serial)
        items[number] = item = (at, kind, self.order, path, number, items, action, subject)
        heappush(self.clock.heap, item)

    def drop(self, path: Path) -> None:
        """Strike out everything at *path* of the call tree and below."""
        depth = len(path)
        for number in [number for number, item in self.items.items() if item[3][:depth] == path]:
            del self.items[number]
        if HELD_BACK in self.items:
            _bring_forward(self.items, self.clock.heap)

    def hold_back(self, at: int, kind: int, path: Path, action: Action, subject: Any) -> None:
        """As `add`, but wait outside the heap as long as something of its own comes before.

        What nearly always is taken back in the end makes nothing else dearer that way.
        """
        items, number = self.items, next(serial)
        item = (at, kind, self.order, path, number, items, action, subject)
        for sooner in items.values():
            if sooner < item:
                items[HELD_BACK] = item
                return
        items[number] = item
        heappush(self.clock.heap, item)


def _bring_forward(items: dict[int, Item], heap: list[Item]) -> None:
    """Put what has been held back on the heap."""
    held = items.pop(HELD_BACK)
    items[held[4]] = held
    heappush(heap, held)
