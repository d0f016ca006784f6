"""A phone system with another value in one place: `users[101].ring_time`, `queues[Support].max_wait`."""

from __future__ import annotations

import re
from typing import Any

from routesim.errors import Problem, UnusableInput
from routesim.files.validation import validate_data
from routesim.model.nearest import Names
from routesim.model.references import reference_problems
from routesim.model.system import PhoneSystem

_STEP = re.compile(r"([a-z_]+)(?:\[([^\[\]]+)\])?", re.ASCII)
_KNOWN_BY = ("extension", "name", "number", "to")
"""What a part of a list is known by."""


def varied(system: PhoneSystem, parameter: str, value: str) -> PhoneSystem:
    """*system* with *value*, as it would be typed, where *parameter* leads.

    Parts of lists are named by extension, name or number, or by place from 0. Raises UnusableInput where nothing is
    there, and for a value that makes no phone system.
    """
    data = _as_read(system.model_dump(by_alias=True, exclude_unset=True))
    _set(data, parameter, value)
    found = validate_data(PhoneSystem, data)
    problems = [problem for problem in found.and_problems(reference_problems) if problem.severity == "error"]
    if found.page is None or problems:
        raise UnusableInput([Problem(problem.code, f"{parameter}={value}: {problem.message}") for problem in problems])
    return found.page


def _as_read(value: Any) -> Any:
    """*value* in the form in which a file is read: lists are lists."""
    if isinstance(value, dict):
        return {key: _as_read(part) for key, part in value.items()}
    return [*map(_as_read, value)] if isinstance(value, (list, tuple)) else value


def _set(data: Any, parameter: str, value: str) -> None:
    steps: list[str] = []
    for part in parameter.split("."):
        match = _STEP.fullmatch(part)
        if match is None:
            raise UnusableInput(f"{parameter}: expected a way to a value, such as users[101].ring_time")
        steps += filter(None, match.groups())
    place = data
    for step in steps[:-1]:
        place = _beneath(place, step, parameter)
    if not isinstance(place, dict):
        raise UnusableInput(f"{parameter}: `{steps[-1]}` is not within a page, expected one of its keys")
    place[steps[-1]] = value


def _beneath(place: Any, step: str, parameter: str) -> Any:
    """What is called *step* in *place*; a page that the system leaves out is begun there."""
    if isinstance(place, dict):
        found = place.get(step)
        if found is None:
            found = place[step] = {}
        return found
    items = place if isinstance(place, list) else []
    for item in items:
        if isinstance(item, dict) and step in (item.get(key) for key in _KNOWN_BY):
            return item
    if step.isdigit() and int(step) < len(items):
        return items[int(step)]
    names = [str(item[key]) for item in items for key in _KNOWN_BY if isinstance(item, dict) and key in item]
    raise UnusableInput(f"{parameter}: there is no `{step}`{Names(names).hint(step)}")
