"""How far a long play has come, for those who watch it on a terminal."""

from __future__ import annotations

import sys
from time import monotonic
from types import TracebackType
from typing import TextIO

from routesim.report.terminal import is_terminal

_BAR = 30
_FIRST = 0.7
_EVERY = 0.1


class Progress:
    """A line on the standard error that counts calls; call it with how many are done, of how many.

    It appears once a play takes noticeably long, only on a terminal, and is wiped away at the end.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
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

    def __call__(self, done: int, total: int) -> None:
        """Tell that *done* of *total* calls have ended; costs next to nothing between two looks at the clock."""
        if not self._watched or done & 63:
            return
        now = monotonic()
        if now < self._due:
            return
        self._due = now + _EVERY
        self._shown = True
        full = _BAR * done // total
        bar = "#" * full + "." * (_BAR - full)
        self._stream.write(f"\r  {bar} {100 * done // total:3} %  {done:,} of {total:,} calls\x1b[K")
        self._stream.flush()
