"""Who calls whom, how people behave: what the page lets happen, checked, bounded, and written as a calls file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from routesim.errors import RoutesimError
from routesim.files import check_calls
from routesim.importing.yaml_text import quoted
from routesim.model.calls import Calls
from routesim.model.system import PhoneSystem
from routesim.studio.limits import LATEST, LONGEST, MOST_CALLS, MOST_EVENTS, MOST_PEOPLE

_WORD = re.compile(r"[a-z_]+")


def situation(asked: Any, system: PhoneSystem) -> Calls:
    """Read what the page *asked* to be played on *system*, a calls file without `pbx`.

    Raises UnusableInput with all that is wrong with it, RoutesimError where it is more than the page plays.
    """
    if not isinstance(asked, Mapping):
        raise RoutesimError("situation: expected what a calls file holds")
    for key, most in (("calls", MOST_CALLS), ("events", MOST_EVENTS), ("people", MOST_PEOPLE)):
        if key in asked and isinstance(asked[key], list | dict) and len(asked[key]) > most:
            raise RoutesimError(f"{key}: more than {most:,}, the most that the page plays")
    calls = check_calls(asked, system)
    if not calls.calls:
        raise RoutesimError("calls: expected a call at least")
    if any(happening.at > LATEST for happening in (*calls.calls, *calls.events)):
        raise RoutesimError(f"at: the page plays a week at most, {LATEST:g} seconds from the start")
    if any(call.patience + call.talk > LONGEST for call in calls.calls):
        raise RoutesimError(f"calls: a call may wait and talk for a day at most, {LONGEST:g} seconds")
    return calls


def plain(calls: Calls) -> dict[str, Any]:
    """*calls* as plain data, only what was given: what the page keeps."""
    data: dict[str, Any] = calls.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude={"pbx"})
    return {"start": calls.start.isoformat(), **{key: value for key, value in data.items() if key != "start"}}


def calls_file(calls: Calls, pbx: str) -> str:
    """*calls* as a calls file for the configuration at the path *pbx*."""
    return "\n".join([*_lines(plain(calls), pbx), ""])


def _lines(data: Mapping[str, Any], pbx: str) -> Iterator[str]:
    yield "# Made on the page of routesim studio. Play it with: routesim play, and the name of this file"
    yield f"pbx: {quoted(pbx)}"
    for key, value in data.items():
        if isinstance(value, dict):
            yield f"{key}:"
            yield from (f"  {quoted(name)}: {_written(entry)}" for name, entry in value.items())
        elif isinstance(value, list):
            yield f"{key}:"
            yield from (f"  - {_written(entry)}" for entry in value)
        else:
            yield f"{key}: {_written(value)}"


def _written(value: Any) -> str:
    """*value* in one line."""
    match value:
        case dict():
            return "{" + ", ".join(f"{_key(key)}: {_written(part)}" for key, part in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_written, value)) + "]"
        case None:
            return "never"  # of all that a calls file holds, only times can be nothing
        case bool():
            return "yes" if value else "no"
        case str():
            return value if re.fullmatch(r"[a-z_]+|\d{4}-\d\d-\d\dT[\d:]+", value) else quoted(value)
        case float():
            return f"{value:.6f}".rstrip("0").rstrip(".")
        case _:
            return json.dumps(value)


def _key(key: Any) -> str:
    return key if isinstance(key, str) and _WORD.fullmatch(key) else quoted(str(key))
