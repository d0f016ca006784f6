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
"""The columns of each table; where two systems are compared, `system` stands before them."""
SIDES = ("applied", "draft")
"""What `system` says of the systems that are compared."""


class Records(NamedTuple):
    """The files in which each table is to be written, None for none; *sides* says whose rows stand there, if not one's.

    Of each replication there are first the rows of the first of *sides*, then those of the second.
    """

    calls: str | None = None
    queue_events: str | None = None
    sides: tuple[str, ...] = ()

    @property
    def paths(self) -> dict[str, str]:
        """The files by table."""
        paths = {"calls": self.calls, "queue_events": self.queue_events}
        return {table: path for table, path in paths.items() if path is not None}

    def columns(self, table: str) -> tuple[str, ...]:
        """The columns of a table."""
        return ("system", *COLUMNS[table]) if self.sides else COLUMNS[table]

    def of(self, place: int) -> Records:
        """What is to be written of the system in that *place*: without sides, only the first is told of."""
        if self.sides:
            return self._replace(sides=self.sides[place : place + 1])
        return Records() if place else self

    def anywhere(self) -> Records:
        """The same, with paths that lead to the same files from any folder."""
        calls, events = (None if path is None else str(Path(path).absolute()) for path in self[:2])
        return self._replace(calls=calls, queue_events=events)


class Part:
    """What one replication has to say in a *table* of the file at *path*: rows of CSV, in a file of their own.

    It stands there only when it is whole: a worker that was thought dead may write the same beside another one.
    """

    def __init__(self, path: str, table: str, replication: int, sides: Sequence[str] = ()) -> None:
        told = [*sides, str(replication)]
        self._path = part_of(path, table, *told)
        self._growing = part_of(path, table, *told, uuid4().hex)
        self._first = "".join(f"{cell}," for cell in told)
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


def part_of(path: str, table: str, *told: str | int) -> Path:
    """The file in which a part waits to be joined to the others; *told* is of whom, and of which replication."""
    return Path(f"{path}.{table}.{'.'.join(map(str, told))}.part")


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
    parts: dict[str, Part] = {}
    tally.parts = parts
    try:
        with writing(*records.paths.values()):  # nothing else is, meanwhile
            for table, path in records.paths.items():
                parts[table] = Part(path, table, replication, records.sides)
            yield
            for part in parts.values():
                part.finish()
    except BaseException:
        for part in parts.values():
            part.discard()
        raise
