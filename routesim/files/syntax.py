"""What the YAML parser stumbles over, in plain words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from yaml.error import YAMLError

from routesim.files.places import Position
from routesim.files.reader import TOO_DEEP

_TABS = "a tab in the indentation, expected spaces: YAML does not indent with tabs"
_START = "{} cannot begin a text in YAML: put the text in quotes"
_ALIAS = "{} by itself has a meaning in YAML: put it in quotes"
_UNCLOSED = "the quote that opens here is never closed"
_NO_COLON = "a key without its `:` (a space follows the `:`)"
_TAG = "a tag or directive that YAML cannot read"
_ESCAPE = "no such escape in double quotes: write \\\\ for a backslash, or use single quotes"

_WORDS = {
    "found character that cannot start any token": _START,
    "did not find expected alphabetic or numeric character": _ALIAS,
    "mapping values are not allowed in this context": (
        "a `:` that does not belong here: put a text that has one in quotes, or indent the line like those above it"
    ),
    "block sequence entries are not allowed in this context": "a `-` that does not belong here: begin it on a new line",
    "block mapping keys are not allowed in this context": "a key that does not belong here: begin it on a new line",
    "could not find expected ':'": _NO_COLON,
    "found unexpected end of stream": _UNCLOSED,
    "found unexpected document indicator": _UNCLOSED,
    "found unknown escape character": _ESCAPE,
    "did not find expected hexdecimal number": _ESCAPE,
    "found invalid Unicode character escape code": _ESCAPE,
    "did not find expected comment or line break": "expected the end of the line here",
    "did not find expected key": "expected `key: value`, indented like the lines above it",
    "did not find expected '-' indicator": "expected an item that begins with `- `, indented like those above it",
    "did not find expected ',' or '}'": "expected `,` or `}` here: is a brace not closed, or a text not in quotes?",
    "did not find expected ',' or ']'": "expected `,` or `]` here: is a bracket not closed, or a text not in quotes?",
    "did not find expected node content": "expected a value here",
    "did not find expected <document start>": "expected nothing more here, at this indentation",
    "exceeded maximum nesting depth": TOO_DEEP,  # some parsers look far ahead, and give up first
    "found incompatible YAML document": _TAG,
    "found a tab character where an indentation space is expected": _TABS,
    "found a tab character that violates indentation": _TABS,
}
_AT_OPENING = frozenset({_UNCLOSED, _ALIAS, _NO_COLON, _TAG})
"""Said of where the thing began, not of where the parser noticed."""


def explain(error: YAMLError, lines: list[str], hides: Callable[[int, int], bool]) -> tuple[str, Position]:
    """What is wrong, and where; *lines* are the text's, *hides* tells of a line and a column whether it is secret."""
    mark: Any = getattr(error, "problem_mark", None)
    if mark is None:
        return "not plain text, expected YAML", (1, 1)
    opened: Any = getattr(error, "context_mark", None) or mark
    words = _WORDS.get(str(getattr(error, "problem", "")), "")
    if _indented_by_tab(lines, mark.line, mark.column):
        words = _TABS
    elif not words:
        words = _TAG if _is_tag(error) else "not YAML, expected `key: value`"
    place = opened if words in _AT_OPENING else mark
    character = lines[place.line][place.column : place.column + 1] if place.line < len(lines) else ""
    subject = f"`{character}`" if character and not hides(place.line, place.column) else "this character"
    return words.replace("{}", subject), (place.line + 1, place.column + 1)


def _indented_by_tab(lines: list[str], line: int, column: int) -> bool:
    text = lines[line] if line < len(lines) else ""
    return "\t" in text[: len(text) - len(text.lstrip(" \t"))] and column <= len(text) - len(text.lstrip(" \t"))


def _is_tag(error: YAMLError) -> bool:
    context = str(getattr(error, "context", "")) + str(getattr(error, "problem", ""))
    return "tag" in context or "directive" in context
