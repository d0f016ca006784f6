"""Texts as YAML writes them, so that nothing in them means anything."""

from __future__ import annotations

import re

from routesim.result.typography import printable, shorten

_ESCAPED = re.compile(r'["\\]|[^\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]')
_LONGEST_COMMENT = 80


def quoted(text: str) -> str:
    """*text* in double quotes."""
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    return f"\\{character}" if character in '"\\' else f"\\u{ord(character):04X}"


def comment(text: str) -> str:
    """*text* as a comment at the end of a line, nothing where it is empty: short, and one line whatever is in it."""
    return f"  # {shorten(printable(text), _LONGEST_COMMENT)}" if text else ""
