"""Joining the parts of replications, in their order, to one file: CSV, Parquet, or a database of SQLite."""

from __future__ import annotations

import csv
import shutil
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from glob import escape
from importlib import import_module
from pathlib import Path
from typing import Any

from routesim.errors import MissingExtra, UnusableInput
from routesim.traffic.recording import COLUMNS, Records, part_of, writing

SUFFIXES = (".csv", ".parquet", ".sqlite", ".db")
"""How the names of files end that can be written."""
_KINDS = {"replication": "INTEGER"} | dict.fromkeys(("at", "answered_at", "ended_at", "waited", "talked"), "REAL")


class _Target(ABC):
    """A file that grows beside where it is to stand, and gets there when it is whole."""

    def __init__(self, path: str) -> None:
        self._path = Path(path)
        self.growing = Path(f"{path}.unfinished")
        self.growing.write_bytes(b"")

    @abstractmethod
    def add(self, table: str, part: Path) -> None:
        """Join a part."""

    @abstractmethod
    def close(self) -> None:
        """Nothing more is to be written."""

    def finish(self) -> None:
        """Put the file where it is to stand."""
        self.close()
        self.growing.replace(self._path)


class _Csv(_Target):
    def __init__(self, path: str, tables: list[str]) -> None:
        super().__init__(path)
        self._file = self.growing.open("wb")
        self._file.write((",".join(COLUMNS[tables[0]]) + "\r\n").encode())

    def add(self, table: str, part: Path) -> None:
        with part.open("rb") as rows:
            shutil.copyfileobj(rows, self._file, 1 << 20)

    def close(self) -> None:
        self._file.close()


class _Sqlite(_Target):
    def __init__(self, path: str, tables: list[str]) -> None:
        super().__init__(path)
        self._database = sqlite3.connect(self.growing)
        for table in tables:
            columns = ", ".join(f'"{name}" {_KINDS.get(name, "TEXT")}' for name in COLUMNS[table])
            self._database.execute(f"CREATE TABLE {table} ({columns})")

    def add(self, table: str, part: Path) -> None:
        marks = ", ".join("?" * len(COLUMNS[table]))
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

    def __init__(self, path: str, tables: list[str]) -> None:
        self._duckdb = _duckdb()
        super().__init__(path, tables)
        self._columns = {name: _PARQUET.get(_KINDS.get(name, "TEXT"), "VARCHAR") for name in COLUMNS[tables[0]]}

    def finish(self) -> None:
        self.close()
        made = Path(f"{self._path}.made")
        columns = ", ".join(f"'{name}': '{kind}'" for name, kind in self._columns.items())
        source = f"read_csv({_quoted(self.growing)}, header = true, columns = {{{columns}}}, parallel = false)"
        try:
            with self._duckdb.connect(config={"autoinstall_known_extensions": "false"}) as database:
                database.execute(f"COPY (SELECT * FROM {source}) TO {_quoted(made)} (FORMAT parquet)")
            made.replace(self._path)
        except self._duckdb.Error as error:
            raise OSError(str(error)) from None
        finally:
            made.unlink(missing_ok=True)
        self.growing.unlink()


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


_TARGETS: dict[str, Callable[[str, list[str]], _Target]] = {".csv": _Csv, ".parquet": _Parquet}


class Archive:
    """The files of *records*; nothing stands there before all is written."""

    def __init__(self, records: Records) -> None:
        self._paths = {table: path for table, path in records._asdict().items() if path is not None}
        self._targets: dict[str, _Target] = {}
        for path in dict.fromkeys(self._paths.values()):
            tables = [table for table, wanted in self._paths.items() if wanted == path]
            with writing(path):
                self._targets[path] = _TARGETS.get(Path(path).suffix, _Sqlite)(path, tables)

    def add(self, replication: int) -> None:
        """Join what a replication has written."""
        for table, path in self._paths.items():
            part = part_of(path, table, replication)
            if not part.exists():
                raise UnusableInput(f"{part}: is missing: workers on other machines need a folder that all share")
            with writing(path):
                self._targets[path].add(table, part)
                part.unlink()

    def finish(self) -> None:
        """Put every file where it is to stand."""
        for path, target in self._targets.items():
            with writing(path):
                target.finish()

    def abandon(self) -> None:
        """Leave nothing behind."""
        for target in self._targets.values():
            with suppress(OSError):  # what was still to be written, to a disk that is full
                target.close()
            target.growing.unlink(missing_ok=True)

    def tidy(self) -> None:
        """Remove the parts that nobody has asked for."""
        for path in self._targets:
            for part in Path(path).parent.glob(f"{escape(Path(path).name)}.*.*.part"):
                part.unlink(missing_ok=True)


@contextmanager
def archived(records: Records) -> Iterator[Archive]:
    """An archive that is finished at the end, or leaves nothing behind."""
    archive = Archive(records)
    try:
        yield archive
        archive.finish()
    except BaseException:
        archive.abandon()
        raise
    finally:
        archive.tidy()
