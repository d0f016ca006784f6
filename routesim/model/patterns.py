"""Patterns on callers' numbers: regular expressions that run in linear time (rule 2.3)."""

from functools import lru_cache
from typing import Annotated, Any

from pydantic_core import PydanticCustomError

from routesim.model.scalars import Scalar, plain_text

LONGEST_PATTERN = 1000
"""In characters."""


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


def _pattern(value: Any) -> str:
    text = str(value) if type(value) is int else plain_text(value)
    if len(text) > LONGEST_PATTERN:
        raise PydanticCustomError("pattern", "too long a pattern, expected at most 1000 characters")
    try:
        compiled(text)
    except ValueError as error:
        raise PydanticCustomError("pattern", "not a regular expression: {reason}", {"reason": str(error)}) from None
    return text


Pattern = Annotated[str, Scalar(_pattern, {"type": ["string", "integer"], "maxLength": LONGEST_PATTERN})]
