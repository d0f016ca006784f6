"""From a workload file to traffic to simulate: the workload, the values that it takes from other files, the system."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Mapping
from functools import partial
from io import StringIO
from os import PathLike
from pathlib import Path as FilePath
from types import NoneType
from typing import Any

from routesim.errors import Path, Problem, UnusableInput
from routesim.files.call_records import with_records
from routesim.files.document import Document
from routesim.files.loading import AnyPath, load, load_with_system
from routesim.files.record_sheet import RecordSheet
from routesim.files.source import read
from routesim.files.validation import validate, validate_data
from routesim.model.call_references import with_normal_numbers
from routesim.model.demand import ReadRecords, Recorded
from routesim.model.distributions import Distribution, files_of, sources_of, with_values
from routesim.model.page import Page
from routesim.model.scalars import MOST_SECONDS
from routesim.model.system import PhoneSystem
from routesim.model.workload import Workload
from routesim.model.workload_references import workload_problems

MOST_VALUES = 1_000_000
"""The most values that a distribution may have."""


def load_workload(path: AnyPath, pbx: AnyPath | PhoneSystem | None = None) -> tuple[PhoneSystem, Workload]:
    """Read the workload at *path*, and the configuration that it names or, instead, *pbx*.

    Paths in the file count from the file's folder; files of values are read, too. Raises UnusableInput with all that
    is wrong with any of them.
    """
    return load_with_system(path, pbx, partial(_workload, FilePath(os.fspath(path)).parent))


def check_workload(workload: Workload | Mapping[str, Any], system: PhoneSystem, folder: AnyPath = ".") -> Workload:
    """Make sure that *workload*, or a mapping of its shape, can be simulated on *system*; return it, ready to be.

    Paths in it count from *folder*. Raises UnusableInput with all that is wrong.
    """
    found = validate_data(Workload, workload if isinstance(workload, Workload) else dict(workload))
    problems = [*found.and_problems(partial(workload_problems, system)), *_nobody_calls(found.page)]
    values, unread = _values(FilePath(folder), found.rest)
    if found.page is None or problems or unread:
        raise UnusableInput([*problems, *unread])
    return _whole(_with_values(with_normal_numbers(system, found.page), values), system, FilePath(folder))


def any_workload(
    asked: str,
    workload: AnyPath | Workload | Mapping[str, Any],
    pbx: AnyPath | PhoneSystem | None = None,
    seed: int | None = None,
) -> tuple[PhoneSystem, Workload]:
    """A phone system and *workload*, a path or the like, to be simulated on it, with *seed* if one is given.

    Raises UnusableInput with everything that is wrong, TypeError where it is not said what system: *asked* needs one;
    and for what is no workload or no system at all.
    """
    expect(asked, "workload", workload, "the path of a workload file, a Workload or a mapping", Workload, Mapping)
    expect(asked, "pbx", pbx, "a PhoneSystem, or the path of one", PhoneSystem, NoneType)
    if isinstance(workload, (str, PathLike)):
        system, traffic = load_workload(workload, pbx)
    elif pbx is None:
        raise TypeError(f"{asked}(): a workload that is no file names no phone system, so pbx is needed")
    else:
        system = pbx if isinstance(pbx, PhoneSystem) else load(pbx)
        traffic = check_workload(workload, system)
    return system, traffic if seed is None else check_workload({**dict(traffic), "seed": seed}, system)


def expect(asked: str, name: str, given: object, expected: str, *kinds: type) -> None:
    """Make sure that what *asked* was *given* as *name* is a path or of one of *kinds*. Raises TypeError."""
    if not isinstance(given, (str, PathLike, *kinds)):
        raise TypeError(f"{asked}(): {name} is {given!r:.60}: expected {expected}")


def files_read(workload: Workload, folder: AnyPath) -> list[FilePath]:
    """The files that *workload*, which stands in *folder*, takes values and calls from."""
    named = [name for _, distribution in _distributions(workload, ()) for name in sources_of(distribution)]
    named += [demand.records.file for demand in workload.arrivals if demand.records is not None]
    return [FilePath(folder) / name for name in dict.fromkeys(named)]


def _workload(
    folder: FilePath, document: Document, system: PhoneSystem | None
) -> tuple[Workload | None, list[Problem], int]:
    """The workload in *document*, the problems with it, and how many of these are not told."""
    if not document.is_whole:
        return None, [], 0
    data = document.data
    if isinstance(data, dict) and "arrivals" not in data and not data.keys().isdisjoint({"settings", "calls"}):
        what = "a configuration" if "settings" in data else "a file of calls to play"
        return None, [Problem("RS000", f"this is {what}, expected a workload to simulate")], 0
    found = validate(Workload, document)
    values, unread = _values(folder, found.rest)
    others = [*_nobody_calls(found.page), *unread]
    if system is None:
        return found.page, [*found.problems, *others], found.untold
    problems = [*found.and_problems(partial(workload_problems, system)), *others]
    if found.page is None or problems:
        return None, problems, found.untold
    try:
        return _whole(_with_values(with_normal_numbers(system, found.page), values), system, folder), [], 0
    except UnusableInput as error:
        return None, list(error.problems), 0


def _whole(workload: Workload, system: PhoneSystem, folder: FilePath) -> Workload:
    """*workload* with its call-detail records read. Raises UnusableInput with what is wrong with any of them."""
    problems: dict[Problem, None] = {}
    sheets: dict[str, RecordSheet] = {}
    demands = []
    for place, demand in enumerate(workload.arrivals):
        records = demand.records
        if records is not None and not isinstance(records, ReadRecords):
            try:
                if records.file not in sheets:
                    sheets[records.file] = RecordSheet(folder / records.file)
                demand = with_records(demand, records, workload, system, sheets[records.file])
            except UnusableInput as error:
                told = (_told_of(records, problem, ("arrivals", place, "records")) for problem in error.problems)
                problems.update(dict.fromkeys(told))
        demands.append(demand)
    if problems:
        raise UnusableInput(list(problems))
    return workload.model_copy(update={"arrivals": tuple(demands)})


def _told_of(records: Recorded, problem: Problem, path: Path) -> Problem:
    """*problem* with *records*: in its place in their file, if it has one, else where *path* names the file."""
    if problem.line:
        return problem
    message = f"`{records.file[:200]}`: {problem.message}"
    return Problem("RS000", message, (*path, *(problem.path or ("file",))), at_key=problem.at_key)


def _nobody_calls(workload: Workload | None) -> list[Problem]:
    """The problem that there are no arrivals; in a workload with other faults they may only have been lost."""
    if workload is None or workload.arrivals:
        return []
    return [
        Problem("RS000", "`arrivals` is missing or empty: nobody calls, expected at least one entry", ("arrivals",))
    ]


def _values(folder: FilePath, workload: Workload | None) -> tuple[dict[str, tuple[float, ...]], list[Problem]]:
    """The values in the files that *workload* names, and what is wrong with those files."""
    values: dict[str, tuple[float, ...]] = {}
    problems: list[Problem] = []
    for path, distribution in _distributions(workload, ()) if workload is not None else ():
        for name in files_of(distribution):
            if name in values:
                continue
            try:
                values[name] = _read_values(folder / name)
            except UnusableInput as error:
                first = error.problems[0]
                place = f"line {first.line}: " if first.line else ""
                problems.append(Problem("RS000", f"`{name[:200]}`: {place}{first.message}", path))
    return values, problems


def _read_values(path: FilePath) -> tuple[float, ...]:
    """The numbers of seconds in the first column of the CSV file at *path*; a heading may stand above them."""
    found = []
    rows = csv.reader(StringIO(read(path).text, newline=""))
    for row in rows:
        cell = row[0].strip() if row else ""
        try:
            number = float(cell)
        except ValueError:
            if not cell or rows.line_num == 1:
                continue
            message = f"`{cell[:60]}` is no number of seconds"
            raise UnusableInput([Problem("RS000", message, line=rows.line_num)]) from None
        if not 0 <= number <= MOST_SECONDS:
            message = f"`{cell[:60]}`: expected 0 to {MOST_SECONDS} seconds"
            raise UnusableInput([Problem("RS000", message, line=rows.line_num)])
        found.append(number)
    if not 0 < len(found) <= MOST_VALUES:
        raise UnusableInput(f"has {len(found):,} numbers, expected 1 to {MOST_VALUES:,}")
    return tuple(found)


def _distributions(value: Any, path: Path) -> Iterator[tuple[Path, Distribution]]:
    """Every distribution in a page, with the path to it."""
    if isinstance(value, Distribution):
        yield path, value
    elif isinstance(value, Page):
        for name in value.model_fields_set:
            yield from _distributions(getattr(value, name), (*path, name))
    elif isinstance(value, (tuple, dict)):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _distributions(part, (*path, key))


def _with_values(workload: Workload, values: dict[str, tuple[float, ...]]) -> Workload:
    """*workload* with the *values* of every distribution that takes them from a file."""
    filled: Workload = _filled(workload, values) if values else workload
    return filled


def _filled(value: Any, values: dict[str, tuple[float, ...]]) -> Any:
    if isinstance(value, Distribution):
        return with_values(value, values)
    if isinstance(value, Page):
        return value.model_copy(update={name: _filled(getattr(value, name), values) for name in value.model_fields_set})
    if isinstance(value, tuple):
        return tuple(_filled(part, values) for part in value)
    return {key: _filled(part, values) for key, part in value.items()} if isinstance(value, dict) else value
