"""Playing calls on a phone system."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import NamedTuple

from routesim.engine.call import Call
from routesim.engine.events import schedule_events
from routesim.engine.exchange import Arrivals, Exchange, Installation
from routesim.engine.lamps import LampPanel
from routesim.model.calls import Calls
from routesim.model.system import PhoneSystem
from routesim.result.records import CallRecord, Play, Ring

MANY_CALLS = 5_000
"""From so many calls on, looking for garbage among the records of a play costs more than it finds."""
Progress = Callable[[int, int], None]


def play(system: PhoneSystem, calls: Calls, progress: Progress | None = None) -> Play:
    """Play *calls* on *system*, second by second, and return what came of each, in file order.

    References in both must resolve (`routesim.load` and `routesim.play` see to that). *progress* is told how many calls
    have ended, of how many. Raises BoundExceeded where a call rings more phones than anybody could mean.
    """
    exchange = Exchange(Installation(system), calls)
    exchange.progress = progress
    lamps = LampPanel(exchange)
    schedule_events(exchange, calls.events)
    Arrivals(exchange, calls.calls)
    with _no_collections() if len(calls.calls) >= MANY_CALLS else nullcontext():
        exchange.clock.run()
        exchange.write_records()
    return Play(
        exchange.scene,
        tuple(filter(None, exchange.records)),
        lamps=lamps.changes(),
        queue_events=tuple(exchange.queue_events),
        remarks=tuple(exchange.remarks),
    )


def try_out(installation: Installation, calls: Calls) -> Trial:
    """Play *calls*, and return what came of the last one alone; for many small plays on the same system.

    Raises BoundExceeded as `play` does.
    """
    exchange = _Examination(installation, calls)
    schedule_events(exchange, calls.events)
    Arrivals(exchange, calls.calls)
    exchange.clock.run()
    assert exchange.trial is not None, "every call ends"
    return exchange.trial


class Trial(NamedTuple):
    """What came of a call; *called* are all calls of phones in the order they were made, the caller's own included."""

    record: CallRecord
    called: tuple[Ring, ...]


class _Examination(Exchange):
    """An exchange that watches one call closely: the last."""

    trial: Trial | None = None

    def ended(self, call: Call) -> None:
        """Keep the record of a call that has ended, and of the last how phones were called."""
        if call.index == self.last:
            called = tuple(leg.record() for leg in call.legs)
            super().ended(call)
            self.write_records()
            record = self.records[call.index]
            assert record is not None
            self.trial = Trial(record, called)
        else:
            super().ended(call)


@contextmanager
def _no_collections() -> Iterator[None]:
    """Spare Python's collector the search for circles in a growing heap of records: calls leave none behind.

    At the end the records are promoted to the oldest generation unseen, unless the application has frozen objects.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        if enabled:
            gc.enable()
