"""A phone system with another value in one place: `users[101].ring_time`, `queues[Support].agents`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from routesim.errors import Problem, UnusableInput
from routesim.files.document import Document
from routesim.files.secrets import is_secret, names_a_secret
from routesim.files.source import Source
from routesim.files.staffing import MOST_AGENTS, with_agents
from routesim.files.validation import validate_data
from routesim.model.index import queue_named
from routesim.model.nearest import Names
from routesim.model.references import reference_problems
from routesim.model.scalars import whole_between
from routesim.model.system import PhoneSystem

_STEP = re.compile(r"([\w-]+)((?:\[[^\[\]]+\])*)(?:\.|$)", re.ASCII)
_INSIDE = re.compile(r"\[([^\[\]]+)\]")
_PART = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'|[\[{]|[\]}]|,|[^"\'\[\]{},]+|.', re.DOTALL)
_WORD = re.compile(r"[\w-]+")
_KNOWN_BY = ("extension", "name", "number", "to")
"""What a part of a list is known by."""
_AGENTS = re.compile(r"queues\[([^\[\]]+)\]\.agents")


def split_values(text: str) -> list[str]:
    """*text* cut at its commas, those within quotes and brackets apart: `["101"],["101", "102"]` are two values."""
    values, depth = [""], 0
    for part in _PART.findall(text):
        depth += (part in ("[", "{")) - (part in ("]", "}"))
        if part == "," and depth <= 0:
            values.append("")
        else:
            values[-1] += part
    return [value.strip() for value in values]


def varied(system: PhoneSystem, parameter: str, value: str) -> PhoneSystem:
    """*system* with *value*, as it would be typed, where *parameter* leads; lists stand in brackets.

    Parts of lists are named by extension, name or number, or by place from 0. `queues[...].agents` is how many agents
    a queue has: the first of its static ones and, where more are asked for, new users; no dynamic ones. Raises
    UnusableInput where nothing is there, and for a value that makes no phone system.
    """
    if is_password(parameter):
        raise UnusableInput(f"{parameter}: no password decides anything about calls, expected another setting")
    agents = _AGENTS.fullmatch(parameter)
    if agents:
        return _staffed(system, agents[1], parameter, value)
    data = _as_read(system.model_dump(by_alias=True, exclude_unset=True))
    _set(data, parameter, _value(parameter, value))
    found = validate_data(PhoneSystem, data)
    problems = [problem for problem in found.and_problems(reference_problems) if problem.severity == "error"]
    if found.page is None or problems:
        raise UnusableInput([Problem(problem.code, f"{parameter}={value}: {problem.message}") for problem in problems])
    return found.page


def is_password(parameter: str) -> bool:
    """Whether *parameter* leads to a password, or to a page of them: its value is shown to nobody."""
    return is_secret(_INSIDE.sub("", parameter).split("."))


def told(parameter: str, text: str) -> str:
    """A *parameter* and its value, or what was typed as such, as they may be shown: no password is."""
    secret = is_password(parameter) or any(map(names_a_secret, _WORD.findall(text)))
    return f"{parameter}={'...' if secret else text}"


def _staffed(system: PhoneSystem, name: str, parameter: str, value: str) -> PhoneSystem:
    try:
        agents = whole_between(0, MOST_AGENTS).read(value)
    except ValueError as error:
        raise UnusableInput(f"{parameter}={value}: {error}") from None
    by_place = name.isdecimal() and int(name) < len(system.queues)
    try:
        return with_agents(system, system.queues[int(name)] if by_place else queue_named(system, name), agents)
    except UnusableInput as error:
        raise UnusableInput(f"{parameter}: {error}") from None


def _value(parameter: str, text: str) -> Any:
    """What *text* stands for: itself, or what is in its brackets."""
    if not text.startswith(("[", "{")):
        return text
    document = Document(Source(parameter, text))
    if document.is_flawed:
        raise UnusableInput(f"{told(parameter, text)}: expected a list such as [a, b], or a mapping such as {{a: b}}")
    if _holds_password(document.data, ()):
        raise UnusableInput(f"{parameter}: no password decides anything about calls, expected a value without one")
    return document.data


def _holds_password(value: Any, keys: tuple[str, ...]) -> bool:
    if isinstance(value, dict):
        return any(_holds_password(part, (*keys, str(key))) for key, part in value.items())
    if isinstance(value, list):
        return any(_holds_password(part, keys) for part in value)
    return is_secret(keys)


def _as_read(value: Any) -> Any:
    """*value* in the form in which a file is read: lists are lists."""
    if isinstance(value, dict):
        return {key: _as_read(part) for key, part in value.items()}
    return [*map(_as_read, value)] if isinstance(value, (list, tuple)) else value


def _steps(parameter: str) -> Iterator[str]:
    """`users[101].ring_time` leads to `users`, in there to `101`, in there to `ring_time`."""
    end = 0
    while end < len(parameter):
        match = _STEP.match(parameter, end)
        if match is None:
            break
        yield match[1]
        yield from _INSIDE.findall(match[2])
        end = match.end()
    if end < len(parameter) or not parameter or parameter.endswith("."):
        raise UnusableInput(f"{parameter}: expected a way to a value, such as users[101].ring_time")


def _set(data: Any, parameter: str, value: Any) -> None:
    *way, last = _steps(parameter)
    place = data
    for step, following in zip(way, [*way, last][1:], strict=True):
        place = _beneath(place, step, following, parameter)
    if isinstance(place, list) and last.isdecimal() and int(last) < len(place):
        place[int(last)] = value
    elif isinstance(place, dict):
        place[last] = value
    else:
        raise UnusableInput(f"{parameter}: {_no_value(place, last)}")


def _no_value(place: Any, last: str) -> str:
    """Why what is called *last* in *place* is no value: it is a whole page, or which page is not said."""
    if last in _names(place):
        return f"`{last}` is a whole page, expected one of its keys behind it, such as `.name`"
    if isinstance(place, list):
        one = next(iter(_names(place)), "0")
        return f"`{last}` is not in the list, expected one of the list in brackets before it, such as `[{one}].{last}`"
    return f"`{last}` is not within a page, expected one of its keys"


def _beneath(place: Any, step: str, following: str, parameter: str) -> Any:
    """What is called *step* in *place*; a page that is not there is begun, if *following* may be one of its keys."""
    if isinstance(place, dict):
        found = place.get(step)
        if found is None and not (step.isidentifier() and following.isidentifier()):
            wrong = step if not step.isidentifier() or Names(place).nearest(step) else following
            raise UnusableInput(f"{parameter}: there is no `{wrong}`{Names(place).hint(wrong)}")
        if found is None:
            found = place[step] = {}
        return found
    items = place if isinstance(place, list) else []
    for item in items:
        if isinstance(item, dict) and step in (item.get(key) for key in _KNOWN_BY):
            return item
    if step.isdecimal() and int(step) < len(items):
        return items[int(step)]
    raise UnusableInput(f"{parameter}: there is no `{step}`{Names(_names(items)).hint(step)}")


def _names(place: Any) -> list[str]:
    """What the parts of a list are known by."""
    items = place if isinstance(place, list) else []
    return [str(item[key]) for item in items for key in _KNOWN_BY if isinstance(item, dict) and key in item]
