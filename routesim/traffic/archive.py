"""Joining the parts of replications, in their order, to one file: CSV, Parquet, or a database of SQLite."""

from __future__ import annotations

import csv
import os
import shutil
import sqlite3
import stat
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from glob import escape
from importlib import import_module
from pathlib import Path
from typing import Any

from routesim.errors import MissingExtra, UnusableInput, together
from routesim.files.writing import check_writable
from routesim.traffic.interruption import uninterrupted
from routesim.traffic.recording import Records, part_of, writing

SUFFIXES = (".csv", ".parquet", ".sqlite", ".db")
"""How the names of files end that can be written."""
_KINDS = {"replication": "INTEGER"} | dict.fromkeys(("at", "answered_at", "ended_at", "waited", "talked"), "REAL")


Tables = Mapping[str, Sequence[str]]
"""The columns of each table."""


class _Target(ABC):
    """A file that grows beside where it is to stand, *path*, and gets there when it is whole."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._stands = Path(path).resolve()
        self.growing = Path(f"{self._stands}.unfinished")
        self.growing.unlink(missing_ok=True)
        self.growing.touch(exist_ok=False)

    @abstractmethod
    def add(self, table: str, part: Path) -> None:
        """Join a part."""

    @abstractmethod
    def close(self) -> None:
        """Nothing more is to be written."""

    def complete(self) -> None:
        """Nothing more is to be written, and what was is on the disk."""
        self.close()
        with self.growing.open("rb+") as file:
            os.fsync(file.fileno())

    def stand_beside(self) -> bool:
        """Leave a file that is there in its place, if one is, and stand beside it."""
        is_there = self._stands.exists()
        if is_there:
            self._stands = beside(self._stands)
        return is_there

    def place(self) -> None:
        """Put the file where it is to stand. Who may read what stood there may read it."""
        if self._stands.exists():
            self.growing.chmod(stat.S_IMODE(self._stands.stat().st_mode))
        self.growing.replace(self._stands)


def beside(path: Path) -> Path:
    """Where what is not whole stands: `calls.unfinished.csv`."""
    return path.with_stem(f"{path.stem}.unfinished")


class _Csv(_Target):
    def __init__(self, path: str, tables: Tables) -> None:
        super().__init__(path)
        (columns,) = tables.values()
        self._file = self.growing.open("wb")
        self._file.write((",".join(columns) + "\r\n").encode())

    def add(self, table: str, part: Path) -> None:
        with part.open("rb") as rows:
            shutil.copyfileobj(rows, self._file, 1 << 20)

    def close(self) -> None:
        self._file.close()


class _Sqlite(_Target):
    def __init__(self, path: str, tables: Tables) -> None:
        for beside_it in (f"{path}-wal", f"{path}-journal"):
            if Path(beside_it).exists():  # SQLite would take it for what is still to be done to the new one
                raise UnusableInput(f"{path}: in use by somebody, as {beside_it} tells, expected another file")
        super().__init__(path)
        self._tables = tables
        self._database = sqlite3.connect(self.growing)
        for table, names in tables.items():
            columns = ", ".join(f'"{name}" {_KINDS.get(name, "TEXT")}' for name in names)
            self._database.execute(f"CREATE TABLE {table} ({columns})")

    def add(self, table: str, part: Path) -> None:
        marks = ", ".join("?" * len(self._tables[table]))
        with part.open(encoding="utf-8", newline="") as file:
            rows = ([cell if cell else None for cell in row] for row in csv.reader(file))
            try:
                with self._database:
                    self._database.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
            except sqlite3.Error as error:
                raise OSError(str(error)) from None

    def close(self) -> None:
        self._database.close()


class _Parquet(_Csv):
    """CSV while it grows; DuckDB makes Parquet of it at the end, in constant memory."""

    def __init__(self, path: str, tables: Tables) -> None:
        self._duckdb = _duckdb()
        super().__init__(path, tables)
        (columns,) = tables.values()
        self._columns = {name: _PARQUET.get(_KINDS.get(name, "TEXT"), "VARCHAR") for name in columns}

    def complete(self) -> None:
        self.close()
        made = Path(f"{self._stands}.made")
        columns = ", ".join(f"'{name}': '{kind}'" for name, kind in self._columns.items())
        source = f"read_csv({_quoted(self.growing)}, columns = {{{columns}}}, {_AS_WRITTEN})"
        try:
            with self._duckdb.connect(config=_FRUGAL) as database:
                database.execute(f"COPY (SELECT * FROM {source}) TO {_quoted(made)} (FORMAT parquet)")
            made.replace(self.growing)
        except self._duckdb.Error as error:
            raise OSError(str(error)) from None
        except RuntimeError:  # so it tells of Ctrl-C
            raise KeyboardInterrupt from None
        finally:
            made.unlink(missing_ok=True)
        super().complete()


_AS_WRITTEN = """auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', parallel = false"""
_FRUGAL = {"autoinstall_known_extensions": "false", "memory_limit": "256MB", "temp_directory": "", "threads": "1"}
"""Otherwise it takes memory as it likes, and the more the longer the file is."""
_PARQUET = {"INTEGER": "INTEGER", "REAL": "DOUBLE"}


def _quoted(path: Path) -> str:
    """*path* as a text of SQL."""
    escaped = str(path).replace("'", "''")
    return f"'{escaped}'"


def _duckdb() -> Any:
    try:
        return import_module("duckdb")
    except ImportError:
        raise MissingExtra("A Parquet file", "data") from None


_TARGETS: dict[str, Callable[[str, Tables], _Target]] = {".csv": _Csv, ".parquet": _Parquet}


def unfit(records: Records) -> Iterator[tuple[str, str]]:
    """The names of the fields of *records* that cannot be written like that, and why not."""
    for table, path in records.paths.items():
        if not path.endswith(SUFFIXES):
            yield _FIELDS[table], "expected a file that ends in .csv, .parquet, .sqlite or .db"
    places = {_place(path) for path in records.paths.values()}
    if len(records.paths) > len(places) and any(Path(path).suffix in _TARGETS for path in records.paths.values()):
        yield "queue_events", "such a file holds one table, expected another"


def _place(path: str | Path) -> Path:
    """The file that *path* leads to, however it is spelled."""
    try:
        return Path(path).resolve()
    except (OSError, ValueError, RuntimeError):  # no file can be there, as is told when it is to be written
        return Path(path)


_FIELDS = {"calls": "records", "queue_events": "queue_events"}
"""What asks for a table is called so, on the command line and in Python."""


class Archive:
    """The files of *records*; nothing stands there before all is written."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._targets: dict[Path, _Target] = {}

    def open(self) -> None:
        """Make place for every file. Raises UnusableInput where there is none, MissingExtra for lack of a library."""
        paths = self._records.paths
        together([partial(check_writable, path, replace=True) for path in dict.fromkeys(paths.values())])
        for path in paths.values():
            place = _place(path)
            if place not in self._targets:
                same = [table for table, other in paths.items() if _place(other) == place]
                with writing(path):
                    tables = {table: self._records.columns(table) for table in same}
                    self._targets[place] = _TARGETS.get(Path(path).suffix, _Sqlite)(path, tables)

    def add(self, replication: int) -> None:
        """Join what a replication has written."""
        for table, path in self._records.paths.items():
            for side in [[side] for side in self._records.sides] or [[]]:
                part = part_of(path, table, *side, replication)
                if not part.exists():
                    raise UnusableInput(f"{part}: is missing: workers on other machines need a folder that all share")
                with writing(path):
                    self._targets[_place(path)].add(table, part)
                    part.unlink()

    def stand_beside(self) -> Iterator[str]:
        """What is written is not to replace what is there: of which files this is so, in words."""
        for target in self._targets.values():
            if target.stand_beside():
                yield f"the records of these are in {beside(Path(target.path))}, and {target.path} is as it was"

    def finish(self) -> None:
        """Put every file where it is to stand, or none."""
        for target in self._targets.values():
            with writing(target.path):
                target.complete()
        with uninterrupted():
            for target in self._targets.values():
                with writing(target.path):
                    target.place()

    def abandon(self) -> None:
        """Leave nothing behind."""
        for target in self._targets.values():
            with suppress(OSError):  # what was still to be written, to a disk that is full
                target.close()
            target.growing.unlink(missing_ok=True)

    def tidy(self) -> None:
        """Remove the parts that nobody has asked for."""
        for path in self._records.paths.values():
            for part in Path(path).parent.glob(f"{escape(Path(path).name)}.*.*.part"):
                part.unlink(missing_ok=True)


@contextmanager
def archived(records: Records) -> Iterator[Archive]:
    """An archive that is finished at the end, or leaves nothing behind."""
    archive = Archive(records)
    try:
        archive.open()
        yield archive
        archive.finish()
    except BaseException:
        archive.abandon()
        raise
    finally:
        archive.tidy()
