"""Agendas: what somebody still has to do, and the clock on which each takes turns (rule 1.2).

SimPy cannot take back a timeout, and every one that lies in its queue makes the others dearer. Here each agenda keeps
its items to itself, in order, and has asked the clock for one turn: that of the first of them. Whoever asks again gives
up the turn asked for before.
"""

from __future__ import annotations

from collections.abc import Callable
from heapq import heapify, heappop, heappush
from itertools import count
from typing import Any, Protocol

from simpy import Environment
from simpy.core import EmptySchedule
from simpy.events import NORMAL, Event

SECOND = 1_000_000
SIMPYS_OWN = -1
"""SimPy's own events come before every kind of `order`."""

serial = count()
"""Numbers turns and items, so that of two alike the one noted first comes first."""


class TakesTurns(Protocol):
    """Whoever can ask the clock for a turn; *turn* is the serial number of the last one asked for."""

    turn: int

    def due(self) -> None:
        """It is the turn."""


Turn = tuple[int, int, int, int, TakesTurns]
"""When, what kind (see `order`), which place among others of the kind, serial number, whose."""


class Clock(Environment):
    """SimPy's environment, counting whole microseconds, which hands out turns in the order of rule 1.2.

    *now* is the present in microseconds after the start, *seconds* the same as records tell it.
    """

    now = 0
    seconds = 0.0

    def __init__(self) -> None:
        super().__init__()
        self.turns: list[Turn] = []

    def ask(self, whose: TakesTurns, at: int, kind: int, order: int) -> None:
        """Give a turn at the instant *at*, in the turn of *order* among others of its *kind*."""
        whose.turn = number = next(serial)
        heappush(self.turns, (at, kind, order, number, whose))

    def nobody_before(self, kind: int, order: int) -> bool:
        """Tell whether nobody has a turn at this instant before that of *order* among its *kind*."""
        return not self.turns or self.turns[0] >= (self.now, kind, order)

    def peek(self) -> float:
        """The instant of the next turn."""
        return self.turns[0][0] if self.turns else float("inf")

    def step(self) -> None:
        """Let whoever comes next have the turn. Raises EmptySchedule when there is nobody left."""
        if not self.turns:
            raise EmptySchedule
        at, _, _, number, whose = heappop(self.turns)
        if whose.turn == number:
            self.now = at
            self.seconds = at / SECOND
            whose.due()

    def schedule(self, event: Event, priority: int = NORMAL, delay: float = 0) -> None:
        """Have an event of SimPy's own processed: processes can run beside the calls."""
        self.ask(_SimPyEvent(event), self.now + round(delay), SIMPYS_OWN, priority)


class _SimPyEvent:
    """An event of SimPy's own, which has one turn."""

    turn = -1

    def __init__(self, event: Event) -> None:
        self._event = event

    def due(self) -> None:
        """Tell those who wait for the event."""
        event: Any = self._event
        callbacks, event.callbacks = event.callbacks, None  # none are left of an event that has been processed
        for callback in callbacks:
            callback(event)
        if not event.ok and not event.defused:
            raise event.value


class Timer:
    """Something to be done once."""

    turn = -1

    def __init__(self, action: Callable[[], None]) -> None:
        self.due = action


Path = tuple[int, ...]
Item = tuple[int, int, Path, int, Callable[[Any], None], Any]
"""When, what kind (see `order`), place in the call tree, serial number, what to do, to what."""


class Agenda:
    """Items in the order of 1.2, of which the clock knows the first. *order* is the place among its like."""

    __slots__ = ("clock", "items", "order", "turn")

    def __init__(self, clock: Clock, order: int) -> None:
        self.clock = clock
        self.order = order
        self.items: list[Item] = []
        self.turn = -1

    def add(self, at: int, kind: int, path: Path, action: Callable[[Any], None], subject: Any) -> None:
        """Note that *action* is to be done to *subject* at the instant *at*; `wake` where it comes from outside."""
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
        if self.items:
            first = self.items[0]
            self.clock.ask(self, first[0], first[1], self.order)

    def comes_next(self, kind: int) -> bool:
        """Tell whether nothing is due at this instant before something of this *kind* would be."""
        items, clock = self.items, self.clock
        own = not items or items[0][0] > clock.now or items[0][1] >= kind
        return own and clock.nobody_before(kind, self.order)

    def due(self) -> None:
        """Handle what is due now, as long as nobody else comes first."""
        items, clock = self.items, self.clock
        turns, now = clock.turns, clock.now
        while items:
            at, kind, _, _, action, subject = items[0]
            if at != now or (turns and turns[0][0] == now and turns[0] < (now, kind, self.order)):
                self.turn = number = next(serial)
                heappush(turns, (at, kind, self.order, number, self))
                return
            heappop(items)
            action(subject)
