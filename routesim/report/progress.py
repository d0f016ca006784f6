"""How far a long play has come, for those who watch it on a terminal."""

from __future__ import annotations

import os
import sys
from time import monotonic
from types import TracebackType
from typing import TextIO

from routesim.report.terminal import full_width, is_terminal

_BAR, _LEAST_BAR = 30, 4
_FIRST = 0.7
_EVERY = 0.1


class Progress:
    """A line on the standard error that counts *what*; call it with how many are done, of how many, and parts beyond.

    It appears once they take noticeably long, only on a terminal, and is wiped away at the end. The clock is looked at
    *every* so many, a power of two. *timed*: it tells how much time is left, too, going by what was done since the last
    call at which nothing was, or no more than then: another count begins there.
    """

    def __init__(self, what: str = "calls", every: int = 64, stream: TextIO | None = None, timed: bool = False) -> None:
        self._what = what
        self._timed = timed
        self._began = monotonic()
        self._before: float | None = None
        self._between = every - 1
        self._stream = sys.stderr if stream is None else stream
        self._watched = is_terminal(self._stream)
        self._due = monotonic() + _FIRST
        self._shown = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def __call__(self, done: int, total: int, parts: float = 0.0) -> None:
        """Tell that *done* of *total* are done; costs next to nothing between two looks at the clock."""
        if not self._watched or done & self._between:
            return
        now = monotonic()
        played = min(done + parts, total)
        if self._before is None or played <= self._before:
            self._began, self._before = now, played
        if now < self._due:
            return
        self._due = now + _EVERY
        self._shown = True
        left = self._left(played, total, now) if self._timed else ""
        self._write(played / total, f"{done:,} of {total:,} {self._what}", left)

    def _write(self, share: float, count: str, left: str) -> None:
        """As much as there is room for: a line that is wider than the terminal could not be wiped away."""
        room = _columns(self._stream) - 1
        percent = f" {int(100 * share):3} %"
        told = [", ".join(filter(None, (f"{percent}  {count}", left))), f"{percent}  {left or count}", percent]
        text = next((text for text in told if len(text) + _LEAST_BAR < room), percent if len(percent) < room else "")
        self._stream.write(f"\r{_bar(share, room - len(text) - 2)}{text}\x1b[K")
        self._stream.flush()

    def _left(self, played: float, total: int, now: float) -> str:
        before = self._before or 0.0
        return _told((now - self._began) / (played - before) * (total - played)) if played > before else ""


def _columns(stream: TextIO) -> int:
    """How wide *stream* is, which may be a terminal where the standard output is none."""
    try:
        return os.get_terminal_size(stream.fileno()).columns or full_width(stream)
    except (OSError, ValueError):
        return full_width(stream)


def _bar(share: float, room: int) -> str:
    """A bar in so many columns at most."""
    wide = min(_BAR, room)
    full = int(wide * share)
    return f"  {'#' * full}{'.' * (wide - full)}" if wide > 0 else " "


def _told(seconds: float) -> str:
    """How much longer it takes: `12 s left`, `3 min left`, `2.5 h left`."""
    if seconds < 90:
        return f"{seconds:.0f} s left"
    return f"{seconds / 60:.0f} min left" if seconds < 5400 else f"{seconds / 3600:.1f} h left"
