"""Call-detail records and queue events, streamed: each replication writes its part row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from routesim.engine.offered import OfferedCall
from routesim.engine.recording import record
from routesim.errors import UnusableInput
from routesim.result.records import QueueEvent
from routesim.result.tables import TABLES, Cell, csv_cell
from routesim.traffic.tally import Tally

_CALLS = TABLES["calls"]
_JUDGED = len(("expectation_met", "failures"))
"""The last columns are for calls of which something is expected."""
COLUMNS = {
    "calls": ("replication", *_CALLS.columns[:-_JUDGED]),
    "queue_events": ("replication", *QueueEvent._fields),
}
"""The columns of each table."""


class Records(NamedTuple):
    """The files in which each table is to be written; None for none."""

    calls: str | None = None
    queue_events: str | None = None


class Part:
    """What one replication has to say in a *table* of the file at *path*: rows of CSV, in a file of their own.

    It stands there only when it is whole: a worker that was thought dead may write the same beside another one.
    """

    def __init__(self, path: str, table: str, replication: int) -> None:
        self._path = part_of(path, table, replication)
        self._growing = part_of(path, table, f"{replication}.{uuid4().hex}")
        self._first = f"{replication},"
        self._file = self._growing.open("w", encoding="utf-8", newline="")

    def write(self, row: Sequence[Cell]) -> None:
        """Write a row."""
        self._file.write(f"{self._first}{','.join(map(csv_cell, row))}\r\n")

    def finish(self) -> None:
        """Nothing more is to be written."""
        self._file.close()
        self._growing.replace(self._path)

    def discard(self) -> None:
        """Leave nothing behind."""
        with suppress(OSError):
            self._file.close()
        self._growing.unlink(missing_ok=True)


def part_of(path: str, table: str, replication: int | str) -> Path:
    """The file in which the part of a replication waits to be joined to the others."""
    return Path(f"{path}.{table}.{replication}.part")


class RecordingTally(Tally):
    """A tally that also has every call, and every event in a queue, written down: see *parts*, by table."""

    parts: dict[str, Part]

    def ended(self, calls: Sequence[OfferedCall]) -> None:
        """Calls are over."""
        part = self.parts.get("calls")
        if part is not None:
            for row in chain.from_iterable(_CALLS.rows(record(call)) for call in calls):
                part.write(row[:-_JUDGED])
        super().ended(calls)

    def queue_event(self, event: QueueEvent) -> None:
        """Something has happened in a queue."""
        part = self.parts.get("queue_events")
        if part is not None:
            part.write(event)


@contextmanager
def writing(*paths: str) -> Iterator[None]:
    """What goes wrong meanwhile is told of the files that are written, as UnusableInput."""
    try:
        yield
    except OSError as error:
        raise UnusableInput(f"{' or '.join(dict.fromkeys(paths))}: cannot be written: {why(error)}") from None


def why(error: OSError) -> str:
    """What the operating system, or a library, says."""
    return error.strerror or str(error)


@contextmanager
def recording(records: Records, replication: int, tally: Tally) -> Iterator[None]:
    """Have *tally* written down; where that fails, nothing is left of it."""
    if not isinstance(tally, RecordingTally):
        yield
        return
    paths = {table: path for table, path in records._asdict().items() if path is not None}
    parts: dict[str, Part] = {}
    tally.parts = parts
    try:
        with writing(*paths.values()):  # nothing else is, meanwhile
            for table, path in paths.items():
                parts[table] = Part(path, table, replication)
            yield
            for part in parts.values():
                part.finish()
    except BaseException:
        for part in parts.values():
            part.discard()
        raise
