"""Patterns on callers' numbers: regular expressions that run in linear time (rule 2.3)."""

import re
from functools import lru_cache
from itertools import islice
from typing import Annotated, Any

from pydantic_core import PydanticCustomError

from routesim.model.scalars import Scalar, plain_text

LONGEST_PATTERN = 1000
"""In characters."""
_MOST_TRIED = 50
"""So many places are tried in search of the one that is at fault."""
_GROUPS = re.compile(r"\\Q.*?(?:\\E|$)|\\.|\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]|[()]", re.DOTALL)
"""What opens and closes groups, and what may hold the same signs without doing so."""


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> Any:
    """The compiled pattern (RE2). Raises ValueError with RE2's reason where it is none."""
    import re2

    options = re2.Options()
    options.log_errors = False
    options.max_mem = 1 << 20
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        reason = error.args[0] if error.args else ""
        raise ValueError(reason.decode(errors="replace") if isinstance(reason, bytes) else str(reason)) from None


def matches(pattern: str, number: str) -> bool:
    """Tell whether *pattern* matches the whole of *number* (rule 2.3)."""
    return compiled(pattern).fullmatch(number) is not None


def fault(pattern: str) -> tuple[str, int] | None:
    """Why *pattern* is no regular expression, and at which of its characters (from 0) that shows; None if it is one."""
    try:
        compiled(pattern)
    except ValueError as error:
        what, _, part = str(error).partition(": ")
        if what == "missing )":
            return what, _first_unclosed(pattern)
        if what == "unexpected )":
            return what, _first_that_fails(pattern, ")", what)
        if what.startswith("trailing"):
            return what, len(pattern) - 1
        return str(error), _first_that_fails(pattern, part, str(error))
    return None


def _first_that_fails(pattern: str, part: str, why: str) -> int:
    """Where the first *part* of *pattern* begins at which reading it stops because of *why*."""
    places = [found.start() for found in islice(re.finditer(re.escape(part), pattern), _MOST_TRIED)]
    for place in places:
        try:
            compiled(pattern[: place + len(part)])
        except ValueError as error:
            if str(error).startswith(why):
                return place
    return places[0] if places else 0


def _first_unclosed(pattern: str) -> int:
    """Where the outermost group of *pattern* begins that is never closed."""
    opened: list[int] = []
    for found in _GROUPS.finditer(pattern):
        if found[0] == "(":
            opened.append(found.start())
        elif found[0] == ")" and opened:
            opened.pop()
    return opened[0] if opened else 0


def _pattern(value: Any) -> str:
    text = str(value) if type(value) is int else plain_text(value)
    if len(text) > LONGEST_PATTERN:
        raise PydanticCustomError("pattern", "too long a pattern, expected at most 1000 characters")
    wrong = fault(text)
    if wrong is not None:
        why, place = wrong
        raise PydanticCustomError("pattern", "not a regular expression: {reason}", {"reason": why, "place": place})
    return text


Pattern = Annotated[str, Scalar(_pattern, {"type": ["string", "integer"], "maxLength": LONGEST_PATTERN})]
