"""What is done of a simulation, kept in a file, so that another run goes on from there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from math import isfinite
from pathlib import Path
from typing import Any

from routesim.errors import CutShort, Problem, UnusableInput
from routesim.model.system import PhoneSystem
from routesim.model.workload import Workload
from routesim.traffic.gathering import KINDS, column
from routesim.traffic.recording import why, writing
from routesim.traffic.task import Both
from routesim.traffic.week import HOURS

_FORMAT = "routesim simulation 1"


class ProgressFile:
    """The figures of replications, one a line, of *workload* on *systems*; those that are there are taken out first.

    A line that was cut off is left out. Raises UnusableInput for a file of another simulation, or of something else,
    and where a line holds no replication, or another than is to stand there: two runs may have written at once.
    """

    def __init__(self, path: str, systems: Sequence[PhoneSystem], workload: Workload) -> None:
        self._path = Path(path)
        self._shown = path or "''"
        self._systems = len(systems)
        self._head = {"format": _FORMAT, "of": _name(systems, workload)}
        self._count = 0
        if self._path.exists() and not self._path.is_file():
            raise UnusableInput(f"{self._shown}: expected a file, or nothing yet")

    def replications(self) -> Iterator[Both]:
        """What is there, one at a time; only after the last of them is the file open to more."""
        whole = 0
        for line in self._whole_lines():
            if whole:
                yield self._replication(line)
                self._count += 1
            else:
                self._check_head(line)
            whole += len(line)
        with writing(self._shown):
            self._file = self._path.open("r+b" if self._count else "wb", buffering=0)
        if self._count:
            self._file.seek(whole)
            self._file.truncate()
        else:
            self._write(self._head)

    def _whole_lines(self) -> Iterator[bytes]:
        """The lines but one that was cut off; if that is the first, it is to be the first of such a file."""
        if not self._path.exists():
            return
        try:
            with self._path.open("rb") as file:
                for number, line in enumerate(file):
                    if line.endswith(b"\n"):
                        yield line
                    elif not number and not json.dumps(self._head).encode().startswith(line):
                        self._check_head(line)
        except OSError as error:
            raise UnusableInput(f"{self._shown}: cannot be read: {error.strerror}") from None

    def _check_head(self, line: bytes) -> None:
        head = _object(line)
        if head.get("format") != _FORMAT:
            raise UnusableInput(f"{self._shown}: this is no simulation to be resumed, expected one, or a new file")
        if head != self._head:
            raise UnusableInput(f"{self._shown}: this is of another simulation: of other files, or with another seed")

    def _replication(self, line: bytes) -> Both:
        kept = _object(line)
        both = _results(kept.get("figures"), self._systems)
        if both is None or kept.get("replication", self._count) != self._count:
            why = f"expected replication {self._count}, whole: remove this line and those below, or begin another file"
            raise UnusableInput([Problem("RS000", why, file=self._shown, line=self._count + 2, column=1)])
        return both

    def add(self, both: Both) -> None:
        """Keep one more replication. Raises CutShort where there is no room for it."""
        figures = [[[*subject, figures] for subject, figures in results.items()] for results in both]
        self._write({"replication": self._count, "figures": figures})
        self._count += 1

    def _write(self, line: dict[str, Any]) -> None:
        """All of a line, or nothing of it."""
        before = self._file.tell()
        left = json.dumps(line).encode("utf-8") + b"\n"
        try:
            while left:
                left = left[self._file.write(left) :]
        except OSError as error:
            with suppress(OSError):  # it is no file, or worse: reading it leaves out a line that was cut off
                self._file.truncate(before)
            self._file.close()
            raise CutShort(f"{self._path}: cannot be written, but keeps what it holds: {why(error)}") from None

    def close(self) -> None:
        """Nothing more is done."""
        self._file.close()


def _object(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _results(written: Any, systems: int) -> Both | None:
    """The figures of so many systems, as they are written; None for what is something else."""
    try:
        found = tuple({(kind, name): figures for kind, name, figures in results} for results in written)
        whole = all(_is_whole(*subject, figures) for results in found for subject, figures in results.items())
    except (TypeError, ValueError, AttributeError, OverflowError):
        return None
    return found if whole and len(found) == systems else None


def _is_whole(kind: str, name: str, figures: dict[str, float]) -> bool:
    known = name in HOURS if kind == "hour" else kind in KINDS and isinstance(name, str)
    return known and all(isfinite(*column(metric, [value])) for metric, value in figures.items())


def _name(systems: Sequence[PhoneSystem], workload: Workload) -> str:
    """What tells simulations apart: everything but how often it is played."""
    told = [repr(system.model_dump()) for system in systems]
    told.append(repr(workload.model_copy(update={"replications": 1, "pbx": None})))
    return sha256("\n".join(told).encode("utf-8")).hexdigest()
