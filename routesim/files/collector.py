"""Garbage collection, paused while a large structure is built that all stays alive."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 50_000
"""So many new objects are worth sparing the collector; after fewer it shall run as ever, and find what is left over."""


@contextmanager
def paused_collector() -> Iterator[None]:
    """Pause the collector, which would look through all that is there ever again; afterwards it is as it was.

    Where much was built it counts as old then: the next collection, of what is young, does not look through it either.
    """
    was_running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_running:
            if gc.get_count()[0] > MANY and not gc.get_freeze_count():
                gc.freeze()  # into the generation that is never looked at,
                gc.unfreeze()  # and from there into the oldest
            gc.enable()
