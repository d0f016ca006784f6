"""From files to a phone system and calls to play on it; every problem of a file in one go."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import partial
from os import PathLike
from pathlib import Path as FilePath
from typing import Any, NamedTuple, TypeVar

from routesim.errors import Problem, UnusableInput
from routesim.files.collector import paused_collector
from routesim.files.document import Document
from routesim.files.source import Source, decoded, given, read
from routesim.files.validation import validate, validate_data
from routesim.model.call_references import call_problems, with_normal_numbers
from routesim.model.calls import Calls
from routesim.model.references import reference_problems
from routesim.model.settings import Settings
from routesim.model.system import PhoneSystem

AnyPath = str | PathLike[str]
T = TypeVar("T")
ReadIn = Callable[[Document, PhoneSystem | None], tuple[T | None, list[Problem], int]]
"""Makes something of a document about a system: that, the problems with it, and how many of these are not told.

Problems that have a place in another file already are told there."""


class Inspection(NamedTuple):
    """What came of a configuration, the *document*: the *system* unless its format is wrong, and all *problems*.

    *settings* are known where only something else is wrong.
    """

    document: Document
    system: PhoneSystem | None
    settings: Settings | None
    problems: list[Problem]


def load(path: AnyPath) -> PhoneSystem:
    """Read the configuration at *path*. Raises UnusableInput with all that is wrong with it."""
    return usable(examine(path))


def loads(text: str, name: str = "<text>") -> PhoneSystem:
    """Read a configuration from *text*, which problems call *name*. Raises UnusableInput with all that is wrong."""
    return usable(_examined(given(text, name)))


def load_calls(path: AnyPath, pbx: AnyPath | PhoneSystem | None = None) -> tuple[PhoneSystem, Calls]:
    """Read the calls file at *path*, and the configuration that it names or, instead, *pbx*.

    A path in the file counts from the file's folder. Raises UnusableInput with all that is wrong with both files.
    """
    return load_with_system(path, pbx, _calls)


def load_with_system(path: AnyPath, pbx: AnyPath | PhoneSystem | None, read_in: ReadIn[T]) -> tuple[PhoneSystem, T]:
    """Read the file at *path*, which *read_in* makes something of, and the configuration that it names or *pbx*."""
    document = Document(read(path))
    system: PhoneSystem | None = None
    named: list[Problem] = []
    elsewhere: list[Problem] = []
    if isinstance(pbx, PhoneSystem):
        system = pbx
    elif pbx is not None:
        system, elsewhere = _attempt(pbx)
    elif document.is_whole:
        system, named, elsewhere = _named_system(document, FilePath(os.fspath(path)).parent)
    found, problems, untold = read_in(document, system)
    own = [problem for problem in problems if not problem.line]
    elsewhere += (problem for problem in problems if problem.line)
    told = document.tell([*named, *own], untold) + elsewhere
    if system is None or found is None or told:
        raise UnusableInput(told)
    return system, found


def named_configuration(path: AnyPath) -> str | None:
    """The path of a configuration that the calls file at *path* names, as it stands there; None where it names none.

    Raises UnusableInput for a file that cannot be read.
    """
    data = Document(read(path)).data
    name = data.get("pbx") if isinstance(data, dict) else None
    return name if isinstance(name, str) else None


def loads_calls(text: str, system: PhoneSystem, name: str = "<text>") -> Calls:
    """Read calls to play on *system* from *text*, which problems call *name*. Raises UnusableInput with all of them."""
    document = Document(given(text, name))
    calls, problems, untold = _calls(document, system)
    told = document.tell(problems, untold)
    if calls is None or told:
        raise UnusableInput(told)
    return calls


def check_calls(calls: Calls | Mapping[str, Any], system: PhoneSystem) -> Calls:
    """Make sure that *calls*, or a mapping of their shape, can be played on *system*; return them, ready to play.

    Raises UnusableInput with all that is wrong.
    """
    found = validate_data(Calls, calls if isinstance(calls, Calls) else dict(calls))
    problems = found.and_problems(partial(call_problems, system))
    if found.page is None or problems:
        raise UnusableInput(problems)
    return with_normal_numbers(system, found.page)


def examine(path: AnyPath) -> Inspection:
    """Read the configuration at *path*, and find all problems with it, warnings among them, in file order.

    Raises UnusableInput for a file that cannot be read or is not YAML.
    """
    return _examined(read(path))


def examine_bytes(content: bytes, name: str) -> Inspection:
    """Do as `examine` does with the *content* of a file, whose problems are told by *name*."""
    return _examined(decoded(content, name))


def _examined(source: Source) -> Inspection:
    with paused_collector():
        document = Document(source)
        if not document.is_whole:
            raise UnusableInput(document.tell(()))
        if _is_of_calls(document.data):
            of_traffic = isinstance(document.data, dict) and "arrivals" in document.data
            what = "this is traffic to simulate" if of_traffic else "these are calls to play"
            message = f"{what}, expected the configuration of a phone system"
            return Inspection(document, None, None, document.tell([Problem("RS000", message)]))
        found = validate(PhoneSystem, document)
        told = document.tell(found.and_problems(reference_problems), found.untold)
    return Inspection(document, found.page, found.rest.settings if found.rest is not None else None, told)


def usable(found: Inspection) -> PhoneSystem:
    """The system that was *found*. Raises UnusableInput with all errors where there are any."""
    errors = [problem for problem in found.problems if problem.severity == "error"]
    if found.system is None or errors:
        raise UnusableInput(errors)
    return found.system


def _attempt(path: AnyPath) -> tuple[PhoneSystem | None, list[Problem]]:
    try:
        return load(path), []
    except UnusableInput as error:
        return None, list(error.problems)


def _named_system(document: Document, folder: FilePath) -> tuple[PhoneSystem | None, list[Problem], list[Problem]]:
    """The configuration that a calls file names; what is wrong with the name, and with the configuration itself."""
    data = document.data
    if not isinstance(data, dict) or not _is_of_calls(data):
        return None, [], []
    name = data.get("pbx")
    if name is None:
        return None, [Problem("RS000", "`pbx` is missing here, expected the path of a configuration")], []
    if not isinstance(name, str):
        return None, [], []
    system, problems = _attempt(folder / name)
    if any(problem.line == 0 for problem in problems):
        message = f"`pbx` is `{name[:200]}`: {problems[0].message}"
        return None, [Problem("RS000", message, ("pbx",))], []
    return system, [], problems


def _calls(document: Document, system: PhoneSystem | None) -> tuple[Calls | None, list[Problem], int]:
    """The calls in *document*, the problems with them, and how many of these are not told."""
    if not document.is_whole:
        return None, [], 0
    if isinstance(document.data, dict) and not _is_of_calls(document.data) and "settings" in document.data:
        return None, [Problem("RS000", "this is a configuration, expected calls to play on one")], 0
    if isinstance(document.data, dict) and "arrivals" in document.data and "calls" not in document.data:
        return None, [Problem("RS000", "this is traffic to simulate, expected calls to play")], 0
    with paused_collector():
        found = validate(Calls, document)
        if system is None:
            return found.page, found.problems, found.untold
        problems = found.and_problems(partial(call_problems, system))
    calls = with_normal_numbers(system, found.page) if found.page is not None else None
    return calls, problems, found.untold


def _is_of_calls(data: Any) -> bool:
    """Whether *data* looks like calls to play rather than like a configuration."""
    return isinstance(data, dict) and "settings" not in data and not data.keys().isdisjoint({"calls", "start", "pbx"})
