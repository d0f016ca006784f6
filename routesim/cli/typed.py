"""Problems of a calls file that was put together from options, told by the options."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from routesim.errors import Path, Problem
from routesim.model.numbers import strip_separators


def as_typed(problem: Problem, document: Mapping[str, Any], typed: Mapping[str, Any]) -> Problem:
    """Tell *problem*, found in *document*, by the option of *typed* that it came from."""
    option = _option(problem.path, typed)
    return Problem(problem.code, f"{option}: {_without_label(problem, document)}") if option else problem


def _option(path: Path, typed: Mapping[str, Any]) -> str:
    match path:
        case ("start", *_):
            return f"--at {typed['at']}"
        case ("calls", 0, "to", *_):
            return f"NUMBER {typed['number']}"
        case ("calls", 0, "from", *_):
            return f"--from {typed['from_']}"
        case ("calls", 0, "presses", int(place), *_):
            return f"--press {typed['presses'][place]}"
        case ("calls", 0, ("talk" | "patience") as key, *_):
            return f"--{key} {typed[key]}"
        case ("people", who, *_):
            entries = [entry for entry in typed["people"] if strip_separators(entry.partition("=")[0]) == who]
            return " ".join(f"--person {entry}" for entry in entries or [who])
    return ""


def _without_label(problem: Problem, document: Mapping[str, Any]) -> str:
    """Leave out of the message what the option says already: which key it is, and its value."""
    value: Any = document
    for part in problem.path:
        inside = part in value if isinstance(value, Mapping) else isinstance(value, list) and isinstance(part, int)
        if inside:
            value = value[part]
    return re.sub(rf"^(item \d+ of )?`\w+` is (empty|`{re.escape(str(value))}`): ", "", problem.message)
