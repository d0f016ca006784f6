"""A board on which others note how far they have come: a file, for an executor may play in threads or processes."""

from __future__ import annotations

import struct
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

import numpy as np

from routesim.traffic.course import Heard

_SHARE = struct.Struct("=d")


class Board:
    """A board that is there while it is entered, and empty at first; *path* leads to it."""

    def __enter__(self) -> Board:
        self._folder = TemporaryDirectory(prefix="routesim", ignore_cleanup_errors=True)
        self.path = str(Path(self._folder.name, "board"))
        Path(self.path).touch()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._folder.cleanup()

    def noted(self) -> float:
        """How many replications have been played, those that are under way by their shares."""
        return float(np.frombuffer(Path(self.path).read_bytes()).sum())


def noting(path: str, number: int) -> Heard:
    """Notes the share of replication *number* on the board at *path*; nothing where it is on another machine."""

    def note(share: float) -> None:
        with suppress(OSError), Path(path).open("r+b", buffering=0) as file:
            file.seek(number * _SHARE.size)
            file.write(_SHARE.pack(share))

    return note
