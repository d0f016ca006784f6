"""A command at a terminal: what it shows, and somebody who types."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import termios
from codecs import getincrementaldecoder
from pathlib import Path
from time import monotonic

PATIENCE = 60.0
"""How long a command may take to show what is waited for, in seconds."""
AGAIN = 5.0
"""An interrupt that comes just before a program begins to read is noticed with the next one, after so many seconds."""


class Terminal:
    """`routesim` with *arguments*, run in *folder*; *shown* is what has appeared so far."""

    def __init__(self, folder: Path, *arguments: str, columns: int = 80) -> None:
        self.shown = ""
        self._decoder = getincrementaldecoder("utf-8")()
        self._end, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, (24, columns))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "routesim", *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=folder,
            env={**os.environ, "TERM": "dumb", "PYTHONPATH": str(Path(__file__).parents[2])},
            start_new_session=True,
        )
        os.close(theirs)

    def answer(self, prompt: str, typed: str) -> None:
        """Wait for *prompt*, then type."""
        self.wait_for(prompt)
        os.write(self._end, typed.encode())

    def wait_for(self, prompt: str) -> None:
        """Read until *prompt* appears."""
        start, deadline = len(self.shown), monotonic() + PATIENCE
        while prompt not in self.shown[start:]:
            assert self._reads(deadline - monotonic()), f"no {prompt!r} in {self.shown!r}"

    def interrupt(self) -> int:
        """Interrupt the command and wait for its end; return the exit code."""
        deadline = monotonic() + PATIENCE
        while monotonic() < deadline:
            self.process.send_signal(signal.SIGINT)
            until = monotonic() + AGAIN
            while self._reads(until - monotonic()):
                pass
            if monotonic() < until:
                break
        return self.end()

    def end(self) -> int:
        """Read on to the end; return the exit code."""
        deadline = monotonic() + PATIENCE
        while self._reads(deadline - monotonic()):
            pass
        os.close(self._end)
        return self.process.wait(timeout=PATIENCE)

    def _reads(self, seconds: float) -> bool:
        """Read what there is; tell whether there was anything before the end, or within so many seconds."""
        if seconds <= 0 or not select.select([self._end], [], [], seconds)[0]:
            return False
        try:
            read = os.read(self._end, 4096)
        except OSError:  # nobody is at the other end any more
            return False
        self.shown += self._decoder.decode(read)
        return bool(read)
