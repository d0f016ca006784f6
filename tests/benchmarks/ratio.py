"""Timing something beside its reference, turn by turn, so that a machine that drifts drifts for both."""

from __future__ import annotations

import gc
import resource
import time
from collections.abc import Callable
from statistics import median
from typing import Any


def seconds(run: Callable[[], Any]) -> float:
    """The processor time that *run* takes, that of the processes which it waits for included."""
    gc.collect()
    began = _spent()
    result = run()
    took = _spent() - began
    del result  # after the clock has stopped: letting go of what was made is not part of making it
    return took


def _spent() -> float:
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + others.ru_utime + others.ru_stime


def beside(benchmark: Any, ours: Callable[[], Any], reference: Callable[[], Any], per: int, rounds: int = 7) -> None:
    """Benchmark *ours*, and note how long it takes against *reference*: the median of paired rounds.

    *per* is how many calls, users ... each of them works through; microseconds per one are noted too.
    """
    ours(), reference()
    pairs = [(seconds(reference), seconds(ours)) for _ in range(rounds)]
    benchmark.extra_info["times the reference"] = round(median(own / other for other, own in pairs), 2)
    benchmark.extra_info["µs each"] = round(median(own for _, own in pairs) / per * 1e6, 2)
    benchmark.extra_info["µs each, reference"] = round(median(other for other, _ in pairs) / per * 1e6, 2)
    benchmark.pedantic(ours, rounds=1)
