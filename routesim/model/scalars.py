"""The kinds of text a field may hold: every scalar arrives as typed, and its field decides what it becomes."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Annotated, Any

from pydantic import SecretStr
from pydantic_core import PydanticCustomError, core_schema

MOST_SECONDS = 10_000_000
"""The longest time that can be written anywhere, in seconds: some 115 days."""
LONGEST_NAME = 200
"""In characters."""

_YES = frozenset({"yes", "on", "true"})
_NO = frozenset({"no", "off", "false"})
_CONTROL = r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"

Schema = Mapping[str, Any]
"""A JSON Schema, or a part of one."""


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when first needed: few commands need them all."""
    return re.compile(pattern, re.ASCII)


class Scalar:
    """How one kind of scalar is read, and what an editor may accept for it.

    *read* turns text, or a Python value, into what the field holds, or raises PydanticCustomError, saying what was
    expected. *schema* is its JSON Schema: to an editor 101, yes and 08:30 need not be text. It may refer to
    *definitions* by name, as `#/$defs/NAME`.
    """

    __slots__ = ("definitions", "read", "schema")

    def __init__(
        self, read: Callable[[Any], Any], schema: Schema, definitions: Mapping[str, Schema] | None = None
    ) -> None:
        self.read = read
        self.schema = schema
        self.definitions = definitions or {}

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        """One call of `read`, and nothing after it."""
        return core_schema.no_info_plain_validator_function(self.read)


class Shorthand:
    """What may stand in place of a mapping: a single value, which *scalar* reads, and *spread* lays out as one.

    *title* tells editors and readers of both.
    """

    __slots__ = ("scalar", "spread", "title")

    def __init__(self, scalar: Scalar, spread: Callable[[Any], Any], title: str) -> None:
        self.title = title
        self.scalar = scalar
        self.spread = spread

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        """The mapping's own schema, of what `spread` makes of a single value."""
        return core_schema.no_info_before_validator_function(self._before, handler(source))

    def _before(self, value: Any) -> Any:
        return value if isinstance(value, Mapping) else self.spread(value)


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
    if isinstance(value, str) and len(value) < 8 and value.isascii() and value.isdigit():
        return float(value)
    number = _number(value, "expected a number of seconds, such as 15 or 2.5")
    if number < 0:
        raise PydanticCustomError("seconds", "a time cannot be negative, expected 0 or more seconds")
    if number > MOST_SECONDS:
        raise PydanticCustomError("seconds", "too long, expected at most 10000000 seconds")
    return round(number, 6) + 0.0  # + 0.0 makes a zero of -0.0


def _number(value: Any, expected: str) -> float:
    decimal = r"\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?\s*"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        number = float(value) if abs(value) < 1e300 else float("inf")
    elif isinstance(value, str) and _compiled(decimal).fullmatch(value):
        return float(value)
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
    if isinstance(value, str) and _compiled(r"\s*[+-]?\d{1,19}\s*").fullmatch(value):
        return int(value)
    raise PydanticCustomError("whole", "expected a whole number")


def plain_text(value: Any) -> str:
    """Read a text that can be shown anywhere: no control characters, nothing that turns the reading direction."""
    if not isinstance(value, str):
        raise PydanticCustomError("text", "expected text")
    if not value.isprintable() and _compiled(_CONTROL).search(value):
        raise PydanticCustomError("text", "expected plain text, without control or direction characters")
    return value


def filled_text(value: Any) -> str:
    """Read a name: a text that is more than white space, 200 characters at most."""
    text = plain_text(value)
    if not text or text.isspace():
        raise PydanticCustomError("text", "expected some text, found none")
    if len(text) > LONGEST_NAME:
        raise PydanticCustomError("text", "too long, expected at most 200 characters")
    return text


def spoken_text(value: Any) -> str:
    """Read a text that may run over several lines, as one line."""
    return plain_text(" ".join(value.split()) if isinstance(value, str) else value)


def secret_text(value: Any) -> SecretStr:
    """Read a password, which is never shown."""
    return value if isinstance(value, SecretStr) else SecretStr(plain_text(value))


def matching(pattern: str, expected: str) -> Scalar:
    """A scalar that matches the whole of *pattern*; *expected* says in words what that is."""

    def read(value: Any) -> str:
        text = str(value) if type(value) is int else plain_text(value)
        if not _compiled(pattern).fullmatch(text):
            raise PydanticCustomError("form", "expected {expected}", {"expected": expected})
        return text

    return Scalar(read, {"type": ["string", "integer"], "pattern": f"^(?:{pattern})$"})


def whole_between(least: int, most: int) -> Scalar:
    """A whole number from *least* to *most*."""

    def read(value: Any) -> int:
        number = whole(value)
        if not least <= number <= most:
            raise PydanticCustomError("range", "expected {least} to {most}", {"least": least, "most": most})
        return number

    # an editor sees a quoted number as text, and leaves its bounds to the reader
    return Scalar(read, {"type": ["integer", "string"], "minimum": least, "maximum": most, "pattern": _WHOLE})


def in_any_case(*words: str) -> list[str]:
    """*words* as people write them: yes, Yes, YES."""
    return [form(word) for form in (str.lower, str.title, str.upper) for word in words]


_WHOLE = r"^\s*[+-]?[0-9]+\s*$"
_DECIMAL_TEXT = r"\s*\+?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?\s*$"
_TEXT = ["string", "number", "boolean"]
DECIMAL = {"type": ["number", "string"], "minimum": 0, "maximum": MOST_SECONDS, "pattern": f"^{_DECIMAL_TEXT}"}
"""The JSON Schema of a number of seconds."""
POSITIVE = {**DECIMAL, "exclusiveMinimum": 0, "pattern": f"^(?=[^eE]*[1-9]){_DECIMAL_TEXT}"}
"""The JSON Schema of a number of seconds that is more than 0."""
_OR_NEVER = {"anyOf": [DECIMAL, {"enum": in_any_case("never")}]}
_YES_NO = {"enum": [True, False, *in_any_case("yes", "no", "on", "off", "true", "false")]}

YesNo = Annotated[bool, Scalar(yes_no, _YES_NO)]
Seconds = Annotated[float, Scalar(seconds, DECIMAL)]
SecondsOrNever = Annotated[float | None, Scalar(seconds_or_never, _OR_NEVER)]
Whole = Annotated[int, Scalar(whole, {"type": ["integer", "string"], "pattern": _WHOLE})]
Text = Annotated[str, Scalar(plain_text, {"type": _TEXT})]
Spoken = Annotated[str, Scalar(spoken_text, {"type": _TEXT})]
Secret = Annotated[SecretStr, Scalar(secret_text, {"type": _TEXT})]
NAME = {"type": _TEXT, "minLength": 1, "maxLength": LONGEST_NAME, "pattern": r"\S"}
"""The JSON Schema of a name."""
Name = Annotated[str, Scalar(filled_text, NAME)]
Extension = Annotated[str, matching(r"[0-9]{2,6}", "an extension of 2 to 6 digits")]
ConferenceExtension = Annotated[str, matching(r"[0-9]{3,5}", "a conference's extension of 3 to 5 digits")]
LoginNumber = Annotated[str, matching(r"\*?[0-9]{2,6}", "2 to 6 digits, a * before them if you like")]
Email = Annotated[str, matching(r"[^@\s]+@[^@\s]+", "an e-mail address with one @ and text on both sides of it")]
PressedKeys = Annotated[str, matching(r"[0-9*#]{1,64}", "keys of a telephone: 0 to 9, * and #")]
Key = Annotated[str, matching(r"[0-9*#]", "one key of a telephone: 0 to 9, * or #")]
ElementName = Annotated[str, matching(r"[A-Za-z0-9_-]{1,200}", "an element's name of letters, digits, _ and -")]
