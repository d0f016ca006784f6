"""The kinds of text a field may hold: every scalar arrives as typed, and its field decides what it becomes."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

MOST_SECONDS = 10_000_000
"""The longest time that can be written anywhere, in seconds: some 115 days."""

_YES = frozenset({"yes", "on", "true"})
_NO = frozenset({"no", "off", "false"})
_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def yes_no(value: Any) -> bool:
    """Read a tick box: yes, no, on, off, true or false, in any case."""
    if isinstance(value, bool):
        return value
    word = value.lower() if isinstance(value, str) else ""
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise PydanticCustomError("yes_no", "expected yes or no")


def seconds(value: Any) -> float:
    """Read a time: a number of seconds from 0 to 10,000,000, rounded to whole microseconds (rule 1.2)."""
    number = _number(value, "expected a number of seconds, such as 15 or 2.5")
    if number < 0:
        raise PydanticCustomError("seconds", "a time cannot be negative, expected 0 or more seconds")
    if number > MOST_SECONDS:
        raise PydanticCustomError("seconds", "too long, expected at most 10000000 seconds")
    return round(number, 6)


def _number(value: Any, expected: str) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        number = float(value)
    elif isinstance(value, str) and _DECIMAL.fullmatch(value.strip()):
        number = float(value)
    else:
        raise PydanticCustomError("number", "{expected}", {"expected": expected})
    if number != number or number in (float("inf"), float("-inf")):
        raise PydanticCustomError("number", "{expected}", {"expected": expected})
    return number


def seconds_or_never(value: Any) -> float | None:
    """Read a time that may be `never` (None)."""
    if value is None or (isinstance(value, str) and value.lower() == "never"):
        return None
    try:
        return seconds(value)
    except PydanticCustomError as error:
        if error.type == "number":
            raise PydanticCustomError("number", "expected a number of seconds, or never") from None
        raise


def whole(value: Any) -> int:
    """Read a whole number, written in decimal digits."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _WHOLE.fullmatch(value.strip()):
        return int(value)
    raise PydanticCustomError("whole", "expected a whole number")


def plain_text(value: Any) -> str:
    """Read a text that can be shown anywhere: no control characters, nothing that turns the reading direction."""
    if not isinstance(value, str):
        raise PydanticCustomError("text", "expected text")
    if _CONTROL.search(value):
        raise PydanticCustomError("text", "expected plain text, without control or direction characters")
    return value


def filled_text(value: Any) -> str:
    """Read a text that is more than white space."""
    if not plain_text(value).strip():
        raise PydanticCustomError("text", "expected some text, found none")
    return str(value)


def matching(pattern: str, expected: str) -> BeforeValidator:
    """A validator for text that matches the whole of *pattern*; *expected* says in words what that is."""
    compiled = re.compile(pattern, re.ASCII)

    def read(value: Any) -> str:
        text = plain_text(value)
        if not compiled.fullmatch(text):
            raise PydanticCustomError("form", "expected {expected}", {"expected": expected})
        return text

    return BeforeValidator(read)


YesNo = Annotated[bool, BeforeValidator(yes_no)]
Seconds = Annotated[float, BeforeValidator(seconds)]
SecondsOrNever = Annotated[float | None, BeforeValidator(seconds_or_never)]
Whole = Annotated[int, BeforeValidator(whole)]
Text = Annotated[str, BeforeValidator(plain_text)]
Name = Annotated[str, BeforeValidator(filled_text), StringConstraints(max_length=200)]
Extension = Annotated[str, matching(r"[0-9]{2,6}", "an extension of 2 to 6 digits")]
ConferenceExtension = Annotated[str, matching(r"[0-9]{3,5}", "a conference's extension of 3 to 5 digits")]
LoginNumber = Annotated[str, matching(r"\*?[0-9]{2,6}", "2 to 6 digits, a * before them if you like")]
Email = Annotated[str, matching(r"[^@\s]+@[^@\s]+", "an e-mail address with one @ and text on both sides of it")]
PressedKeys = Annotated[str, matching(r"[0-9*#]{1,64}", "keys of a telephone: 0 to 9, * and #")]
Key = Annotated[str, matching(r"[0-9*#]", "one key of a telephone: 0 to 9, * or #")]
ElementName = Annotated[str, matching(r"[A-Za-z0-9_-]{1,200}", "an element's name of letters, digits, _ and -")]
